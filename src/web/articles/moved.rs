//! Addresses that lead elsewhere now: an article had another, a category went into another. Whatever comes after it (a page of
//! comments, a feed, a form on its way) goes along.

use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::article::Slug;
use crate::error::Result;
use crate::web::page::permanent;

/// Looks again at what was not found.
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

/// Where an address that is not there leads, if anywhere.
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
