//! Key of a page in the cache.

use axum::extract::Request;
use axum::http::Method;

use super::{EmbedParams, QueryParams, SITE_USER};
use crate::app::App;
use crate::web::session::may_have_session;

/// Orders of comments other than the default; any other value means the default.
const SORTS: [&str; 2] = ["newest", "useful"];

/// Key of a page in the cache, as an extension of the request for it.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) key: Box<str>,
    /// Logical time whose changes the page must show, if it is made anew for a comment.
    pub(super) since: Option<u64>,
}

impl Address {
    /// Returns the cache key of a request: its path, page number and order.
    ///
    /// Returns `None` for a request that is not GET or HEAD or may have a session.
    pub(super) fn of(app: &App, request: &Request) -> Option<Self> {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        if !is_read || may_have_session(app, request.headers()) {
            return None;
        }
        let path = request.uri().path();
        if EmbedParams::has_page(path) {
            if request.headers().contains_key(SITE_USER) {
                return None;
            }
            let asked = request.uri().to_string();
            let parse = || EmbedParams::new(&QueryParams::of(&asked)).key(path);
            return app.cache.key(&asked, parse).map(|key| Self { key, since: None });
        }
        let mut address = path.to_owned();
        // Feeds and pictures ignore the query and are cached once.
        let is_whole = matches!(path.rsplit_once('.'), Some((_, "atom" | "png")));
        if !is_whole && request.uri().query().is_some_and(|query| !query.is_empty()) {
            let asked = QueryParams::of(&request.uri().to_string());
            if asked.page() > 1 {
                address = format!("{path}?page={}", asked.page());
            }
            if let Some(sort) = asked.text("sort").filter(|sort| SORTS.contains(sort)) {
                let joint = if address.contains('?') { '&' } else { '?' };
                address = format!("{address}{joint}sort={sort}");
            }
        }
        Some(Self::new(&address))
    }

    fn new(key: &str) -> Self {
        Self { key: key.into(), since: None }
    }

    /// Makes the page one that shows everything up to this logical time.
    pub(super) fn since(key: Box<str>, time: u64) -> Self {
        Self { key, since: Some(time) }
    }
}
