//! Redirects from former addresses of articles and from categories that were merged.
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
use crate::web::page::permanent;

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
        Ok(Some(address)) => permanent(&address),
        Ok(None) => response,
        Err(error) => error.into_response(),
    }
}

/// Returns the address to which a missing address leads, if it has moved.
async fn leads_to(app: &App, asked: &Uri) -> Result<Option<String>> {
    let path = asked.path();
    let named = |start: &str| {
        let rest = path.strip_prefix(start)?;
        let end = rest.find('/').unwrap_or(rest.len());
        Some((Slug::parse(&rest[..end])?, rest[end..].to_owned()))
    };
    let (start, after, found) = if let Some((slug, after)) = named("/articles/") {
        ("/articles/", after, app.store.moved_article(&slug, app.now()).await?)
    } else if let Some((slug, after)) = named("/categories/") {
        ("/categories/", after, app.store.merged_category(&slug).await?)
    } else {
        return Ok(None);
    };
    let query = asked.query().map(|query| format!("?{query}")).unwrap_or_default();
    Ok(found.map(|slug| format!("{start}{}{after}{query}", slug.as_str())))
}
