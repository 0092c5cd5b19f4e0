//! Numbers of comments, of many articles at once.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::json::shared;
use super::problems::{Board, Invalid};
use super::refusal::Result;
use crate::app::App;
use crate::article::Slug;
use crate::locale::Message;
use crate::web::page::{Problem, QueryParams};

/// Greatest number of articles in one request: more than any page of a site lists.
const MOST: usize = 100;

/// Numbers of visible comments.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Counts {
    /// Number of each article or page that was asked for, by its slug or address; null if there is
    /// no such article, or no site has such a page.
    counts: BTreeMap<String, Option<i64>>,
}

/// Returns the numbers of visible comments of articles, and of pages of sites.
#[utoipa::path(
    get,
    path = "/counts",
    operation_id = "countComments",
    tag = "Reading",
    params(
        ("slug" = Option<Vec<String>>, Query, explode, nullable = false, max_items = 100,
            description = "Slug of an article; may be repeated. At least one and at most 100 slugs \
                and addresses together."),
        ("url" = Option<Vec<String>>, Query, explode, nullable = false, max_items = 100,
            description = "Address of a page of a site; may be repeated. They count with the slugs."),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "The numbers.", body = Counts,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        Invalid,
        Board,
    )
)]
pub(in crate::web) async fn read(State(app): State<App>, asked: QueryParams) -> Result<Response> {
    let names: Vec<&str> = asked.all("slug").collect();
    let urls: Vec<&str> = asked.all("url").collect();
    if names.is_empty() && urls.is_empty() || names.len() + urls.len() > MOST {
        let told = Message::with("problem-slugs", "most", MOST);
        return Err(Problem::invalid(vec![("slug", told)]).into());
    }
    let mut counts: BTreeMap<String, Option<i64>> =
        names.iter().chain(&urls).map(|name| ((*name).to_owned(), None)).collect();
    let slugs: Vec<Slug> = names.iter().filter_map(|name| Slug::parse(name)).collect();
    for (slug, count) in app.store.comment_counts(&slugs, app.now()).await? {
        counts.insert(slug, Some(count));
    }
    let sites = app.sites().await?;
    let page = |url: &&str| Some(((*url).to_owned(), sites.page(url)?.key));
    let pages: Vec<(String, String)> = urls.iter().filter_map(page).collect();
    let keys: Vec<&str> = pages.iter().map(|(_, key)| key.as_str()).collect();
    let known = app.store.page_counts(&keys).await?;
    for (url, key) in pages {
        counts.insert(url, Some(known.get(&key).copied().unwrap_or_default()));
    }
    shared(&app, Counts { counts }).await
}
