//! Extractors for forms, query parameters and ids in the path.

use std::error::Error as StdError;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{Uri, header};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use tower_http::timeout::TimeoutError;
use url::form_urlencoded;

use super::next_path::NextPath;
use super::unsent::{Copied, FormCopy};
use crate::app::App;
use crate::error::{Error, Result};
use crate::text::address::is_ignored;
use crate::web::session::still_acts;

/// Largest form in bytes: three times the longest comment with every character percent-encoded.
pub const FORM_MAX: usize = 256 * 1024;
/// Bytes of a larger form that are read and discarded.
///
/// The client then receives the response before the connection is closed.
pub(super) const PATIENCE: usize = 8 * 1024 * 1024;

/// Form of at most `MAX` bytes as it was sent.
///
/// [`Form::read`] reports its errors, so that a handler can check other things first.
#[derive(Debug)]
pub struct Form<const MAX: usize = FORM_MAX>(Result<Bytes>);

impl<const MAX: usize> Form<MAX> {
    /// Deserializes the fields by name.
    ///
    /// NUL becomes U+FFFD, as in HTML: neither PostgreSQL nor a reader can use it.
    ///
    /// # Errors
    ///
    /// The error that occurred while the form was received; [`Error::TooLarge`] if it is longer
    /// than `MAX`; [`Error::Invalid`] if it is no such form.
    pub fn read<T: DeserializeOwned>(self) -> Result<T> {
        let bytes = self.0?;
        let pairs: Vec<(String, String)> = form_urlencoded::parse(&bytes)
            .map(|(name, value)| (name.into_owned(), value.replace('\0', "\u{FFFD}")))
            .collect();
        let clean = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        serde_html_form::from_str(&clean).map_err(|_| Error::Invalid("error-form".into()))
    }
}

impl<const MAX: usize> FromRequest<App> for Form<MAX> {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, app: &App) -> Result<Self, Self::Rejection> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Ok(Self(Err(Error::Invalid("error-form".into()))));
        }
        let copy = FormCopy::of(&request);
        let (parts, body) = request.into_parts();
        let (bytes, whole) = match collect(body, MAX).await {
            Ok((bytes, whole)) => (Bytes::from(bytes), whole),
            Err(error) => return Ok(Self(Err(error))),
        };
        if whole {
            copy.keep(Copied::Encoded(bytes.clone()));
        }
        if let Err(error) = still_acts(app, &parts.extensions).await {
            return Ok(Self(Err(error)));
        }
        Ok(Self(if whole { Ok(bytes) } else { Err(Error::TooLarge) }))
    }
}

/// Reads at most `max` bytes of a body and returns them, with `true` if that is all of it.
///
/// The rest is discarded; reading stops [`PATIENCE`] bytes after `max`.
pub async fn collect(mut body: Body, max: usize) -> Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| broken_off(&error))?;
        let Ok(data) = frame.into_data() else { continue };
        let room = max.saturating_sub(seen).min(data.len());
        bytes.extend_from_slice(&data[..room]);
        seen += data.len();
        if seen > max.saturating_add(PATIENCE) {
            break;
        }
    }
    Ok((bytes, seen <= max))
}

/// Returns the error for a form that was not received completely.
///
/// [`Error::Slow`] if it timed out, [`Error::Invalid`] if the connection broke.
pub(super) fn broken_off(error: &(dyn StdError + 'static)) -> Error {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<TimeoutError>() {
            return Error::Slow;
        }
        cause = error.source();
    }
    Error::Invalid("error-form".into())
}

/// Query parameters of a URL.
///
/// Of a name that occurs twice the first value counts; unknown names are ignored.
#[derive(Clone, Debug, Default)]
pub struct QueryParams(Vec<(String, String)>);

impl QueryParams {
    /// Parses the query parameters of a URL.
    pub fn of(address: &str) -> Self {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        Self(
            form_urlencoded::parse(query.as_bytes())
                .map(|(name, value)| (name.into_owned(), value.replace('\0', "")))
                .collect(),
        )
    }

    /// Returns the value of the parameter of this name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the values of all parameters of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the requested page, from 1; any invalid value is page 1.
    pub fn page(&self) -> i64 {
        self.text("page")
            .and_then(|page| page.parse::<u32>().ok())
            .map_or(1, |page| i64::from(page).max(1))
    }

    /// Returns the address to go on to that the parameter `next` asks for.
    pub fn next_path(&self) -> NextPath {
        NextPath::new(self.text("next").unwrap_or_default())
    }
}

/// Parameters of the front page.
const OF_FRONT: [&str; 2] = ["page", "sort"];

/// Returns whether a request is for the front page with a parameter that only another system has.
///
/// Parameters of campaigns do not count.
pub fn is_of_another_system(uri: &Uri) -> bool {
    let query = uri.query().filter(|query| !query.is_empty() && uri.path() == "/");
    let is_foreign = |name: &str| !OF_FRONT.contains(&name) && !is_ignored(name);
    query.is_some_and(|query| {
        form_urlencoded::parse(query.as_bytes()).any(|(name, _)| is_foreign(&name))
    })
}

impl<S: Send + Sync> FromRequestParts<S> for QueryParams {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.uri.to_string()))
    }
}

/// Id of a row in the path; anything else is rejected as not found.
#[derive(Clone, Copy, Debug)]
pub struct Id(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let Path(text) =
            Path::<String>::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        parse_id(&text).map(Self).ok_or(Error::NotFound)
    }
}

/// Parses the id of a row from a path or a form: digits only, no sign, no leading zero.
pub fn parse_id(text: &str) -> Option<i64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_page_knows_queries_of_other_systems() {
        for (address, expected) in [
            ("/?p=12", true),
            ("/?page=2&cat=3", true),
            ("/", false),
            ("/?", false),
            ("/?page=2", false),
            ("/?utm_source=brief&fbclid=x", false),
            ("/search?p=12", false),
        ] {
            assert_eq!(is_of_another_system(&address.parse().unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn numbers_have_one_spelling() {
        assert_eq!(parse_id("12"), Some(12));
        for bad in ["", "0", "012", "+12", "-1", "1.0", "x", "99999999999999999999"] {
            assert_eq!(parse_id(bad), None, "{bad}");
        }
    }
}
