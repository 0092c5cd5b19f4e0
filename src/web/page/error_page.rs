//! Error pages: each kind of error has its status, message and advice.
//!
//! The page of a temporary error contains the form that was sent, with everything typed in it.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower_http::csrf::ProtectionError;

use super::rate_limit::retry_after;
use super::unsent::UnsentForm;
use super::{Page, Section, Shell, see_other};
use crate::app::App;
use crate::error::Error;
use crate::locale::{Lang, Message};

/// Response extension with the error of which `finalize` makes a page.
#[derive(Clone)]
struct Failure(Arc<Error>);

impl IntoResponse for Error {
    /// Returns only the status; `finalize` makes the page, with the branding and language.
    fn into_response(self) -> Response {
        if matches!(self, Self::SessionEnded) {
            return see_other("/login");
        }
        (status(&self), axum::Extension(Failure(Arc::new(self)))).into_response()
    }
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::SessionEnded => StatusCode::SEE_OTHER,
        Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Slow => StatusCode::REQUEST_TIMEOUT,
        Error::Busy | Error::Lost | Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    t: Lang,
    shell: Shell,
    heading: String,
    advice: String,
    reference: Option<String>,
    /// Status that is shown in large type; only 404.
    numeral: Option<u16>,
    unsent: Option<UnsentForm>,
}

/// Explanation of an error for the user.
pub(super) struct Explanation {
    pub(super) heading: &'static str,
    pub(super) advice: Message,
    /// Time after which the request is worth repeating.
    pub(super) retry: Option<Duration>,
    pub(super) reference: Option<String>,
    /// True if the same form may be sent again.
    is_passing: bool,
}

/// Value of `Retry-After` if no better one is known.
const A_MOMENT: Duration = Duration::from_secs(5);

/// Creates the page for an error response without a body.
///
/// Keeps the `Allow` and `Set-Cookie` headers of the response. `id` is the request id in the log.
pub(super) fn error_page(
    app: &App,
    response: &Response,
    id: Option<&str>,
    unsent: impl FnOnce() -> Option<UnsentForm>,
) -> Response {
    let t = app.lang();
    let explained = explain(t, response, id);
    let unsent = explained.is_passing.then(unsent).flatten();
    let page = ErrorPage {
        t,
        shell: Shell::plain(app, Section::Elsewhere),
        heading: t.say(explained.heading),
        advice: t.tell(&explained.advice),
        reference: explained.reference,
        numeral: Some(response.status().as_u16()).filter(|code| *code == 404),
        unsent: unsent.filter(UnsentForm::is_worth_showing),
    };
    // Rendered here and not in the pool: the page is small, and the pool may be what is overloaded.
    let told = Page::personal(page).status(response.status()).written();
    let mut told = match told {
        Ok(file) => file.into_response(),
        Err(error) => status(&error).into_response(),
    };
    if let Some(wait) = explained.retry {
        told.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
    }
    for name in [header::ALLOW, header::SET_COOKIE] {
        for value in response.headers().get_all(&name) {
            told.headers_mut().append(&name, value.clone());
        }
    }
    told
}

/// Returns the explanation of an error response, and logs an internal error.
pub(super) fn explain(t: Lang, response: &Response, id: Option<&str>) -> Explanation {
    match response.extensions().get::<Failure>() {
        Some(Failure(error)) => of_error(t, error, id),
        None => of_status(t, response, id),
    }
}

fn of_error(t: Lang, error: &Error, id: Option<&str>) -> Explanation {
    match error {
        Error::Invalid(sentence) => Explanation::new("error-invalid", sentence.clone()),
        Error::Forbidden(sentence) => Explanation::new("error-forbidden", sentence.clone()),
        Error::TooMany(wait) => {
            let advice = Message::with("error-too-many-advice", "wait", t.duration(*wait));
            Explanation::new("error-too-many", advice).passing(*wait)
        }
        Error::Busy | Error::Lost => busy(),
        Error::Unavailable(error) => {
            tracing::error!(error = format!("{error:#}"), "a request was answered with 503");
            Explanation::new("error-unavailable", "error-unavailable-advice".into())
                .passing(A_MOMENT)
        }
        Error::TooLarge => Explanation::new("error-too-large", "error-too-large-advice".into()),
        Error::Slow => Explanation::new("error-slow", "error-slow-advice".into()),
        // An ended session redirects to the log-in: no page is made for it.
        Error::NotFound | Error::SessionEnded => {
            Explanation::new("error-not-found", "error-not-found-advice".into())
        }
        Error::Internal(error) => {
            let reference = reference(id);
            tracing::error!(reference, error = format!("{error:#}"), "a request failed");
            internal(t, reference)
        }
    }
}

/// Returns the explanation of a status from a layer that does not use [`Error`].
fn of_status(t: Lang, response: &Response, id: Option<&str>) -> Explanation {
    match response.status() {
        StatusCode::SERVICE_UNAVAILABLE => busy(),
        StatusCode::NOT_FOUND => of_error(t, &Error::NotFound, id),
        StatusCode::METHOD_NOT_ALLOWED => {
            Explanation::new("error-method", "error-method-advice".into())
        }
        StatusCode::FORBIDDEN if response.extensions().get::<ProtectionError>().is_some() => {
            Explanation::new("error-forbidden", "error-origin".into())
        }
        status if status.is_client_error() => {
            Explanation::new("error-invalid", "error-form".into())
        }
        _ => internal(t, reference(id)),
    }
}

fn busy() -> Explanation {
    tracing::warn!(
        "a request was answered with 503: too many were under way, or the database or the queue \
         for passwords, pages or pictures kept it waiting too long"
    );
    Explanation::new("error-busy", "error-busy-advice".into()).passing(A_MOMENT)
}

fn internal(t: Lang, reference: &str) -> Explanation {
    let told = t.with("error-internal-reference", &[("reference", reference.into())]);
    Explanation {
        reference: Some(told),
        is_passing: true,
        ..Explanation::new("error-internal", "error-internal-advice".into())
    }
}

/// Returns the first part of a request id, which the error page shows and the log holds.
fn reference(id: Option<&str>) -> &str {
    id.and_then(|id| id.split('-').next()).unwrap_or("-")
}

impl Explanation {
    fn new(heading: &'static str, advice: Message) -> Self {
        Self { heading, advice, retry: None, reference: None, is_passing: false }
    }

    fn passing(self, wait: Duration) -> Self {
        Self { retry: Some(wait), is_passing: true, ..self }
    }
}
