//! Redirects from former addresses of articles, from categories that were merged, and to pages of
//! sites.
//!
//! The rest of the path and the query are preserved, for pages of comments, feeds and forms being
//! sent.

use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::article::Slug;
use crate::error::Result;
use crate::sites::embed_address;
use crate::web::page::{QueryParams, permanent, see_other};

/// Replaces a response with status 404 by a redirect, if the address has moved.
pub(in crate::web) async fn moved(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    let asked = request.uri().clone();
    let response = next.run(request).await;
    if response.status() != StatusCode::NOT_FOUND {
        return response;
    }
    match leads_to(&app, &asked).await {
        Ok(Some(Target::Moved(address))) => permanent(&address),
        Ok(Some(Target::Page(url))) => see_other(&url),
        Ok(None) => response,
        Err(error) => error.into_response(),
    }
}

/// Address to which a missing address leads.
enum Target {
    /// Address on the board that it has now.
    Moved(String),
    /// Page of a site, which has its text.
    Page(String),
}

/// Returns the address to which a missing address leads, if it has moved.
async fn leads_to(app: &App, asked: &Uri) -> Result<Option<Target>> {
    let path = asked.path();
    let named = |start: &str| {
        let rest = path.strip_prefix(start)?;
        let end = rest.find('/').unwrap_or(rest.len());
        Some((Slug::parse(&rest[..end])?, rest[end..].to_owned()))
    };
    let (start, after, found) = if let Some((slug, after)) = named("/articles/") {
        if after.is_empty()
            && let Some(page) = app.store.article(&slug, app.now()).await?.and_then(|it| it.page)
        {
            let threads = QueryParams::of(&asked.to_string()).page();
            return Ok(Some(Target::Page(match threads {
                1 => page.url,
                threads => format!("{}&page={threads}", embed_address(&page.url)),
            })));
        }
        ("/articles/", after, app.store.moved_article(&slug, app.now()).await?)
    } else if let Some((slug, after)) = named("/categories/") {
        ("/categories/", after, app.store.merged_category(&slug).await?)
    } else {
        return Ok(None);
    };
    let query = asked.query().map(|query| format!("?{query}")).unwrap_or_default();
    let address = |slug: Slug| format!("{start}{}{after}{query}", slug.as_str());
    Ok(found.map(address).map(Target::Moved))
}
