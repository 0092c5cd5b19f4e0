//! Rate limits and error pages shared by the pages that send links by e-mail.

use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::Response;

use crate::account::Email;
use crate::app::App;
use crate::error::Result;
use crate::gate::Permit;
use crate::limits::Deed;
use crate::locale::Sentence;
use crate::web::page::{Section, Sheet, Shell, retry_after};
use crate::web::security::{self, Refused};
use crate::web::session::Visitor;

/// Error with the name of its field.
pub(super) type Fault = (&'static str, Sentence);

/// Reserves one e-mail within the limits of this network and address.
///
/// # Errors
///
/// [`Error::TooMany`](crate::error::Error::TooMany) with the time to wait if a limit is exhausted.
pub(super) async fn within_limits<'a>(
    app: &'a App,
    visitor: &Visitor,
    email: &str,
) -> Result<Permit<'a>> {
    app.gate.take(&deeds(visitor, &key(email)), app.now()).await
}

/// Returns the reserved e-mail to the limits, because none was requested after all.
pub(super) fn give_back(app: &App, visitor: &Visitor, email: &str) {
    app.gate.give_back(&deeds(visitor, &key(email)));
}

fn deeds<'a>(visitor: &'a Visitor, key: &'a str) -> [(Deed, &'a str); 2] {
    [(Deed::AskLink, visitor.network.as_str()), (Deed::AskLinkEmail, key)]
}

fn key(email: &str) -> String {
    Email::new(email).map_or_else(|_| email.trim().to_lowercase(), |email| email.key())
}

/// Shows the same page again with the time to wait.
pub(super) fn too_many(app: &App, wait: Duration, again: impl FnOnce(Fault) -> Sheet) -> Response {
    let told = Sentence::with("error-too-many-advice", "wait", app.lang().duration(wait));
    let mut response = again(("", told)).answer(StatusCode::TOO_MANY_REQUESTS);
    response.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
    response
}

/// Returns the page for an invalid link: it was used, has expired, or was truncated.
pub(super) async fn spent(app: &App, visitor: &Visitor) -> Response {
    security::refused(app, Refused::Token, None, &visitor.network).await;
    Sheet::new(app.lang(), Shell::plain(app, Section::Elsewhere), "link-spent-heading")
        .say("link-spent")
        .after("link-spent-ways", &["/login", "/forgot", "/register"])
        .answer(StatusCode::NOT_FOUND)
}
