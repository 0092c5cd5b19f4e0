//! Problem details (RFC 9457): errors of the API, which have no page.
//!
//! `finalize` makes them of every error below `/api/`, as it makes pages of the others.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Extension;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::CachePolicy;
use super::error_page::{Explanation, explain};
use super::rate_limit::retry_after;
use crate::app::App;
use crate::locale::Message;

/// Kinds of problems, each with the message key of its title.
///
/// The code is the fragment of the `type`, which leads to the page about the API.
pub const PROBLEMS: [(&str, &str); 16] = [
    ("invalid", "error-invalid"),
    ("media-type", "problem-media-type"),
    ("unauthorized", "problem-unauthorized"),
    ("forbidden", "error-forbidden"),
    ("members-only", "problem-members-only"),
    ("banned", "banned-heading"),
    ("not-found", "error-not-found"),
    ("method", "error-method"),
    ("closed", "problem-closed"),
    ("overtaken", "decision-overtaken"),
    ("too-large", "error-too-large"),
    ("too-many", "error-too-many"),
    ("slow", "error-slow"),
    ("busy", "error-busy"),
    ("unavailable", "error-unavailable"),
    ("internal", "error-internal"),
];

/// Error of the API, before it is translated.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    kind: &'static str,
    detail: Message,
    errors: Vec<(&'static str, Message)>,
    appeal: Option<String>,
    decision: Option<EarlierDecision>,
    wait: Option<Duration>,
}

/// Decision that was recorded before the one of a request.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EarlierDecision {
    /// Name of the moderator.
    pub moderator: String,
    /// Code of the decision: `keep`, `remove` or `restore`.
    pub decision: &'static str,
    /// Code of the reason for a removal.
    pub reason: Option<&'static str>,
    /// Version of the comment after it, which another decision has to name.
    pub version: i64,
    /// Time of the decision.
    pub made_at: Timestamp,
}

/// Problem details (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDetails {
    /// Address of the description of this kind of problem.
    #[serde(rename = "type")]
    kind: String,
    /// Name of this kind of problem, in the language of the board.
    title: String,
    /// Status of the response.
    status: u16,
    /// Sentence about this problem, in the language of the board.
    detail: String,
    /// Sentences about the fields or parameters that have errors, by their names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    errors: BTreeMap<String, Vec<String>>,
    /// Part of the request id by which the operator finds an internal error in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reference: Option<String>,
    /// Address of the page at which a banned commenter can appeal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    appeal: Option<String>,
    /// Decision of a moderator that was first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    decision: Option<EarlierDecision>,
}

/// Response extension with the problem of which `finalize` makes a body.
#[derive(Clone)]
struct Told(Box<Problem>);

impl Problem {
    /// Creates a problem; `kind` is one of [`PROBLEMS`].
    pub fn new(status: StatusCode, kind: &'static str, detail: impl Into<Message>) -> Self {
        Self {
            status,
            kind,
            detail: detail.into(),
            errors: Vec::new(),
            appeal: None,
            decision: None,
            wait: None,
        }
    }

    /// Creates a problem with invalid fields or parameters.
    pub fn invalid(errors: Vec<(&'static str, Message)>) -> Self {
        let problem =
            Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "problem-invalid-fields");
        Self { errors, ..problem }
    }

    /// Creates a problem with a token that is missing or none.
    pub fn unauthorized(detail: impl Into<Message>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", detail)
    }

    /// Adds the path of the page for an appeal.
    pub fn with_appeal(self, path: String) -> Self {
        Self { appeal: Some(path), ..self }
    }

    /// Adds the decision that was first.
    pub fn with_decision(self, decision: EarlierDecision) -> Self {
        Self { decision: Some(decision), ..self }
    }

    /// Adds the time after which the request is worth repeating.
    pub fn with_wait(self, wait: Duration) -> Self {
        Self { wait: Some(wait), ..self }
    }
}

impl IntoResponse for Problem {
    /// Returns only the status; `finalize` makes the body.
    fn into_response(self) -> Response {
        (self.status, Extension(Told(Box::new(self)))).into_response()
    }
}

/// Returns whether errors below this path have no page.
pub fn is_api(path: &str) -> bool {
    path.starts_with("/api/") && path != "/api/v1"
}

/// Creates the problem details for an error response without a body.
///
/// Keeps the `Allow` header of the response. `id` is the request id in the log.
pub(super) fn problem_details(app: &App, response: &Response, id: Option<&str>) -> Response {
    let t = app.lang();
    let (problem, reference) = match response.extensions().get::<Told>() {
        Some(Told(problem)) => (problem.as_ref().clone(), None),
        None => of_explanation(explain(t, response, id), response.status()),
    };
    let title = PROBLEMS.iter().find(|(code, _)| *code == problem.kind).map_or("", |(_, key)| key);
    let (home, status) = (&app.config.public_url, problem.status);
    let mut errors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (field, message) in &problem.errors {
        errors.entry((*field).to_owned()).or_default().push(t.tell(message));
    }
    let details = ProblemDetails {
        kind: format!("{home}/api/v1#problem-{}", problem.kind),
        title: t.say(title),
        status: status.as_u16(),
        detail: t.tell(&problem.detail),
        errors,
        reference,
        appeal: problem.appeal.map(|path| format!("{home}{path}")),
        decision: problem.decision,
    };
    let body = serde_json::to_vec(&details).unwrap_or_default();
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    let mut told = (status, Extension(CachePolicy::Private), kind, body).into_response();
    if status == StatusCode::UNAUTHORIZED {
        told.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if let Some(wait) = problem.wait {
        told.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
    }
    for value in response.headers().get_all(header::ALLOW) {
        told.headers_mut().append(header::ALLOW, value.clone());
    }
    told
}

/// Returns the problem that an error page would explain, with its reference.
fn of_explanation(explained: Explanation, status: StatusCode) -> (Problem, Option<String>) {
    let kind = PROBLEMS.iter().find(|(_, key)| *key == explained.heading);
    let kind = kind.map_or("internal", |(code, _)| code);
    let problem = Problem::new(status, kind, explained.advice);
    (Problem { wait: explained.retry, ..problem }, explained.reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_about_the_api_has_pages_as_errors() {
        assert!(is_api("/api/v1/articles") && is_api("/api/v2") && is_api("/api/"));
        assert!(!is_api("/api/v1") && !is_api("/") && !is_api("/articles/api"));
    }
}
