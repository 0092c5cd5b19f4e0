//! Answers that send the browser to another address.

use axum::Extension;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::CachePolicy;
use crate::error::Error;

/// Sends the browser on with a GET. The address is ours and already escaped.
pub fn see_other(to: &str) -> Response {
    go_on(StatusCode::SEE_OTHER, to)
}

/// Sends the browser to where this is now, with whatever it brought. No cache keeps that: what moved may move back.
pub fn permanent(to: &str) -> Response {
    go_on(StatusCode::PERMANENT_REDIRECT, to)
}

/// Sends the browser to the one address that a page has. No cache keeps that: what it leads to may move.
pub fn moved_permanently(to: &str) -> Response {
    go_on(StatusCode::MOVED_PERMANENTLY, to)
}

fn go_on(status: StatusCode, to: &str) -> Response {
    let location: (HeaderName, HeaderValue) = match HeaderValue::try_from(to) {
        Ok(value) => (header::LOCATION, value),
        Err(error) => {
            return Error::Internal(anyhow::Error::new(error).context("an address to go on to"))
                .into_response();
        }
    };
    (status, Extension(CachePolicy::Private), [location]).into_response()
}
