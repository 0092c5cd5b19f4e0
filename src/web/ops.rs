//! Handlers for operators: liveness, readiness, security contact, and the log span of a request.

use std::any::Any;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Response as HttpResponse, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use tower_http::request_id::RequestId;
use tracing::Span;

use super::client_address::is_from_proxy;
use super::page::line;
use crate::app::App;
use crate::error::Error;
use crate::locale::Lang;
use crate::traces;

/// Validity of the security contact: less than a year, as RFC 9116, section 2.5.5 recommends.
const CONTACT_LASTS: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Handles GET `/health/live`: returns 200 while the process responds.
pub(super) async fn live() -> Response {
    line(StatusCode::OK, "ok\n")
}

/// Handles GET `/health/ready`: returns 200 if the database responds and its schema is up to date.
///
/// Returns 503 otherwise.
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

/// Handles GET `/.well-known/security.txt` (RFC 9116): returns the contact for vulnerabilities.
///
/// The contact is the privacy page, which names the operator and gives contact details.
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

/// Returns the error for a path without a route.
pub(super) async fn nothing_here() -> Error {
    Error::NotFound
}

/// Creates the log span of a request.
///
/// It holds the route pattern and never the requested URL, which may contain search terms or tokens
/// from e-mails.
pub(super) fn span(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or("-");
    tracing::info_span!("request", method = %request.method(), route, id)
}

/// Traces a request, within the trace of the proxy if that is trusted (W3C Trace Context).
pub(super) async fn traced(State(app): State<App>, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let proxy = is_from_proxy(&app, &head).then_some(&head.headers);
    let span = traces::Span::request(&head.method, proxy);
    span.around(next.run(Request::from_parts(head, body))).await
}

/// Converts a panic in a handler to an internal error.
///
/// The panic itself was logged where it occurred.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> HttpResponse<Body> {
    Error::Internal(anyhow::anyhow!("a handler panicked")).into_response()
}
