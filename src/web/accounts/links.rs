//! Rate limits and error pages shared by the pages that send links by e-mail.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;

use crate::account::Email;
use crate::app::App;
use crate::app::rate_limiter::Permit;
use crate::error::Result;
use crate::limits::LimitedAction;
use crate::locale::Message;
use crate::web::page::{FormPage, Section, Shell, or_wait, too_many_requests};
use crate::web::security::{self, Refused};
use crate::web::session::Visitor;

/// Error with the name of its field.
pub(super) type FieldError = (&'static str, Message);

/// Reserves one e-mail within the limits of this network and address.
///
/// The inner error is the time to wait if a limit is exhausted.
pub(super) async fn within_limits<'a>(
    app: &'a App,
    visitor: &Visitor,
    email: &str,
) -> Result<Result<Permit<'a>, Duration>> {
    or_wait(app.rate_limiter.take(&actions(visitor, &key(email)), app.now()).await)
}

/// Returns the reserved e-mail to the limits, because none was requested after all.
pub(super) fn give_back(app: &App, visitor: &Visitor, email: &str) {
    app.rate_limiter.give_back(&actions(visitor, &key(email)));
}

fn actions<'a>(visitor: &'a Visitor, key: &'a str) -> [(LimitedAction, &'a str); 2] {
    [(LimitedAction::AskLink, visitor.network.as_str()), (LimitedAction::AskLinkEmail, key)]
}

fn key(email: &str) -> String {
    Email::new(email).map_or_else(|_| email.trim().to_lowercase(), |email| email.key())
}

/// Shows the same page again with the time to wait.
pub(super) fn too_many(
    app: &App,
    wait: Duration,
    again: impl FnOnce(FieldError) -> FormPage,
) -> Response {
    let told = Message::with("error-too-many-advice", "wait", app.lang().duration(wait));
    too_many_requests(again(("", told)).ok(), wait)
}

/// Returns the page for an invalid link: it was used, has expired, or was truncated.
pub(super) async fn spent(app: &App, visitor: &Visitor) -> Response {
    security::refused(app, Refused::Token, None, &visitor.network).await;
    FormPage::new(app.lang(), Shell::plain(app, Section::Elsewhere), "link-spent-heading")
        .say("link-spent")
        .after("link-spent-ways", &["/login", "/forgot", "/register"])
        .answer(StatusCode::NOT_FOUND)
}
