//! Responses that redirect the browser to another address.

use axum::Extension;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::CachePolicy;
use crate::error::Error;

/// Redirects the browser with 303, so that it follows with a GET.
///
/// `to` is an address of this site, percent-encoded.
pub fn see_other(to: &str) -> Response {
    go_on(StatusCode::SEE_OTHER, to)
}

/// Redirects the browser with 308, so that it repeats the method and the body.
///
/// The response is never stored: the target may move back.
pub fn permanent(to: &str) -> Response {
    go_on(StatusCode::PERMANENT_REDIRECT, to)
}

/// Redirects the browser with 301 to the canonical address of a page.
///
/// The response is never stored: the target may move.
pub fn moved_permanently(to: &str) -> Response {
    go_on(StatusCode::MOVED_PERMANENTLY, to)
}

/// Redirects the browser with 301 from an address of another system.
///
/// Caches store the response for a while: old links are followed for years, each many times.
pub fn moved_from_old_address(to: &str) -> Response {
    go_on_for(StatusCode::MOVED_PERMANENTLY, to, CachePolicy::Moved)
}

fn go_on(status: StatusCode, to: &str) -> Response {
    go_on_for(status, to, CachePolicy::Private)
}

fn go_on_for(status: StatusCode, to: &str, policy: CachePolicy) -> Response {
    let location: (HeaderName, HeaderValue) = match HeaderValue::try_from(to) {
        Ok(value) => (header::LOCATION, value),
        Err(error) => {
            return Error::Internal(anyhow::Error::new(error).context("an address to go on to"))
                .into_response();
        }
    };
    (status, Extension(policy), [location]).into_response()
}
