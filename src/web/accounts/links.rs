//! What the pages that send links by mail share: how often they may be asked, and how they say so.

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

/// What is wrong, with the name of the field it is wrong with.
pub(super) type Fault = (&'static str, Sentence);

/// Takes one mail for this network and this address, or says how long to wait.
pub(super) async fn within_limits<'a>(
    app: &'a App,
    visitor: &Visitor,
    email: &str,
) -> Result<Permit<'a>> {
    app.gate.take(&deeds(visitor, &key(email)), app.now()).await
}

/// Gives back what was taken for a mail that was not asked for after all.
pub(super) fn give_back(app: &App, visitor: &Visitor, email: &str) {
    app.gate.give_back(&deeds(visitor, &key(email)));
}

fn deeds<'a>(visitor: &'a Visitor, key: &'a str) -> [(Deed, &'a str); 2] {
    [(Deed::AskLink, visitor.network.as_str()), (Deed::AskLinkEmail, key)]
}

fn key(email: &str) -> String {
    Email::new(email).map_or_else(|_| email.trim().to_lowercase(), |email| email.key())
}

/// The same page again, with how long to wait.
pub(super) fn too_many(app: &App, wait: Duration, again: impl FnOnce(Fault) -> Sheet) -> Response {
    let told = Sentence::with("error-too-many-advice", "wait", app.lang().duration(wait));
    let mut response = again(("", told)).answer(StatusCode::TOO_MANY_REQUESTS);
    response.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
    response
}

/// A link that leads nowhere: it was used, has run out, or was cut off by a mail program.
pub(super) async fn spent(app: &App, visitor: &Visitor) -> Response {
    security::refused(app, Refused::Token, None, &visitor.network).await;
    Sheet::new(app.lang(), Shell::plain(app, Section::Elsewhere), "link-spent-heading")
        .say("link-spent")
        .after("link-spent-ways", &["/login", "/forgot", "/register"])
        .answer(StatusCode::NOT_FOUND)
}
