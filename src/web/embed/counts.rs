//! Numbers of comments on pages of other sites, for the lists of those sites.

use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::app::App;
use crate::error::Result;
use crate::sites::PageAddress;
use crate::web::page::{File, QueryParams};

/// Greatest number of addresses in one request; further ones are ignored.
///
/// More than a list on one page shows, and as many as fit in a URL.
const MOST: usize = 50;

/// Numbers in the order of the addresses; null for what is no page of a site.
#[derive(Serialize)]
struct Counts {
    counts: Vec<Option<i64>>,
}

/// Handles GET `/embed/counts`: returns the numbers of visible comments on the pages `url`.
///
/// Readable by scripts of any site: the numbers stand on pages that everybody reads.
pub(in crate::web) async fn counts(State(app): State<App>, uri: Uri) -> Result<Response> {
    let asked = QueryParams::of(&uri.to_string());
    let sites = app.sites().await?;
    let pages: Vec<Option<PageAddress>> =
        asked.all("url").take(MOST).map(|url| sites.page(url)).collect();
    let keys: Vec<&str> = pages.iter().flatten().map(|page| page.key.as_str()).collect();
    let known = app.store.page_counts(&keys).await?;
    let count = |page: PageAddress| known.get(&page.key).copied().unwrap_or(0);
    let counts = Counts { counts: pages.into_iter().map(|page| page.map(count)).collect() };
    let json = serde_json::to_vec(&counts).map_err(anyhow::Error::new)?;
    let file = File::new("application/json", json).on_other_sites();
    Ok(([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], file).into_response())
}
