//! Addresses that pages, pictures and comments had in another system: redirects to the new ones.
//!
//! Only an address that would be 404 is looked up, so that no page of the board is hidden by one;
//! and the front page with a query of another system, as `/?p=12`.

mod comments;
mod request;
mod usual;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub(super) use comments::{comment, comments};
use request::{OldRequest, Wanted};

use super::page::{is_of_another_system, moved_from_old_address};
use crate::app::App;
use crate::article::Slug;
use crate::error::Result;
use crate::import::Format;
use crate::import::anchor::LIKE_OURS;
use crate::store::imports::{OldPath, OldPlace};
use crate::text::address::Canonical;

/// Paths whose 404 is answered without the database.
const WITHOUT_DATABASE: [&str; 2] = ["/static/", "/health/"];

/// Replaces a response with status 404 by a redirect, if the address is an old one.
pub(super) async fn redirect(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_read || WITHOUT_DATABASE.iter().any(|start| path.starts_with(start)) {
        return next.run(request).await;
    }
    let asked = (request.uri().clone(), request::host(&request));
    if is_of_another_system(request.uri()) {
        return match answer(&app, asked).await {
            Some(redirect) => redirect,
            None => next.run(request).await,
        };
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::NOT_FOUND {
        return response;
    }
    answer(&app, asked).await.unwrap_or(response)
}

/// Returns the redirect, or the error with which looking the address up failed.
async fn answer(app: &App, (uri, host): (axum::http::Uri, Option<String>)) -> Option<Response> {
    let asked = OldRequest::new(&uri, host.as_deref())?;
    let target = match target(app, &asked).await {
        Ok(target) => target?,
        Err(error) => return Some(error.into_response()),
    };
    // A page that leads to itself is missing.
    let is_same = target.split(['?', '#']).next() == Some(uri.path());
    (!is_same).then(|| moved_from_old_address(&target))
}

/// Returns the new address; with the host, if the request is for a host of the old site.
async fn target(app: &App, asked: &OldRequest) -> Result<Option<String>> {
    if let Some(feed) = usual::feed(&asked.path) {
        return Ok(Some(feed.to_owned()));
    }
    let paths = [asked.path.as_str(), asked.reduced.as_str()];
    let formats = LIKE_OURS.map(Format::code);
    let found = app.store.old_paths(paths, formats, app.now()).await?;
    let Some(found) = paths.iter().find_map(|path| of_path(&found, path, &asked.host)) else {
        return usual::list(app, &asked.path).await;
    };
    let target = match found.place {
        OldPlace::Article(_) => Some(of_article(app, asked, found).await?),
        OldPlace::Page(_) => Some(format!("/pages/{}", found.slug)),
        OldPlace::Picture(id) => {
            let picture = app.store.picture(id).await?;
            let largest = picture.as_ref().and_then(|picture| picture.plain());
            picture.as_ref().zip(largest).map(|(picture, size)| picture.address(size))
        }
    };
    let own = Canonical::parse(&app.config.public_url, None).map(|own| own.host);
    let is_elsewhere = !asked.host.is_empty()
        && found.host == asked.host
        && own.is_some_and(|own| own != asked.host);
    let site = if is_elsewhere { app.config.public_url.as_str() } else { "" };
    Ok(target.map(|target| format!("{site}{target}")))
}

/// Returns the place of a path on this host, or else the one that all hosts agree on.
///
/// A path that two old sites shared leads nowhere if the request does not tell which of them it
/// means: a wrong page is worse than none.
fn of_path<'f>(found: &'f [OldPath], path: &str, host: &str) -> Option<&'f OldPath> {
    let mut same = found.iter().filter(|found| found.path == path);
    let of_host = same.clone().find(|found| found.host == host);
    of_host.or_else(|| {
        let first = same.next()?;
        same.all(|other| other.place == first.place).then_some(first)
    })
}

/// Returns the address of an article, of its feed or of the comment that is asked for.
async fn of_article(app: &App, asked: &OldRequest, found: &OldPath) -> Result<String> {
    let slug = &found.slug;
    if asked.wanted == Wanted::Feed {
        return Ok(format!("/articles/{slug}/comments.rss"));
    }
    if let Some(key) = &asked.comment
        && let Some(article) = Slug::parse(slug)
        && let Some(id) = app.store.imported_comment(&article, key, Format::Coral.code()).await?
        && let Some(place) = app.store.place(id, app.now()).await?
    {
        return Ok(place.address());
    }
    // The script of the page takes the number after `#comment-` for an old one then.
    let old = if found.has_like_anchors { "?old=1" } else { "" };
    Ok(format!("/articles/{slug}{old}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(host: &str, article: i64) -> OldPath {
        OldPath {
            path: "/kop".to_owned(),
            host: host.to_owned(),
            place: OldPlace::Article(article),
            slug: format!("kop-{article}"),
            has_like_anchors: false,
        }
    }

    #[test]
    fn a_path_of_two_sites_needs_the_host() {
        let found = [row("een.example", 1), row("twee.example", 2)];
        let of = |host| of_path(&found, "/kop", host).map(|found| found.place);
        assert_eq!(of("twee.example"), Some(OldPlace::Article(2)));
        assert_eq!(of("nieuw.example"), None);
        assert_eq!(of(""), None);
        let found = [row("een.example", 1), row("twee.example", 1)];
        assert!(of_path(&found, "/kop", "nieuw.example").is_some(), "both lead to one article");
        assert!(of_path(&found, "/ander", "een.example").is_none());
    }
}
