//! For those who run the board: whether it lives, whether it is ready, and what the log says of a request.

use std::any::Any;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Response as HttpResponse, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use tower_http::request_id::RequestId;
use tracing::Span;

use super::page::line;
use crate::app::App;
use crate::error::Error;
use crate::locale::Lang;

/// How long the address for reports of weaknesses is said to be right: less than a year (RFC 9116, section 2.5.5).
const CONTACT_LASTS: SignedDuration = SignedDuration::from_hours(90 * 24);

/// GET `/health/live`: the process answers.
pub(super) async fn live() -> Response {
    line(StatusCode::OK, "ok\n")
}

/// GET `/health/ready`: the database answers and its tables are where this version needs them.
pub(super) async fn ready(State(app): State<App>) -> Response {
    if app.store.is_ready().await {
        line(StatusCode::OK, "ok\n")
    } else {
        line(
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer, or its tables are not up to date\n",
        )
    }
}

/// GET `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness. The page about privacy says who runs the
/// board and how to reach them.
pub(super) async fn security_contact(State(app): State<App>) -> Response {
    let home = app.config.public_url.as_str();
    let expires = (app.now() + CONTACT_LASTS).strftime("%Y-%m-%dT00:00:00Z");
    let languages = match app.lang() {
        Lang::Nl | Lang::NlFormal => "nl, en",
        Lang::En => "en",
    };
    let text = format!(
        "Contact: {home}/privacy\nExpires: {expires}\nPreferred-Languages: {languages}\n\
         Canonical: {home}/.well-known/security.txt\n"
    );
    line(StatusCode::OK, text)
}

/// What is at no address of ours.
pub(super) async fn nothing_here() -> Error {
    Error::NotFound
}

/// A request in the log: the route, never the address as typed, which may hold what people searched or were mailed.
pub(super) fn span(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or("-");
    tracing::info_span!("request", method = %request.method(), route, id)
}

/// A handler that panicked: logged where it happened, told to the visitor like any other failure.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> HttpResponse<Body> {
    Error::Internal(anyhow::anyhow!("a handler panicked")).into_response()
}
