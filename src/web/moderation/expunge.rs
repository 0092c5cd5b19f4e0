//! Permanent deletion of the text of a comment.
//!
//! It serves court orders and private data of third parties. The tombstone, the decision and the
//! reason stay.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::overtaken_by;
use crate::app::App;
use crate::backup::journal;
use crate::comment::{self, Reason};
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::markup::Html;
use crate::moderation::{self, Decision};
use crate::store::moderation::{Case, Expunging, NewDecision};
use crate::web::page::{FieldErrors, Form, Id, Page, Section, Shell, parse_id, see_other};
use crate::web::session::Admin;

#[derive(Template)]
#[template(path = "moderation/expunge.html")]
struct ExpungePage {
    t: Lang,
    shell: Shell,
    id: i64,
    version: i64,
    name: String,
    html: Html,
    asks_reason: bool,
    order: Order,
    errors: FieldErrors,
    overtaken: Option<String>,
}

/// Fields of the deletion form, as they were sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Order {
    reason: String,
    why: String,
    sure: String,
    version: String,
}

/// GET `/moderation/comments/{id}/expunge`: shows the form.
///
/// Redirects to the case if the text was deleted before. Fails with `Error::Forbidden` if this
/// administrator must leave the case to a colleague.
pub(in crate::web) async fn ask_expunge(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    let case = app.store.case(admin.account.scope, id, app.now()).await?.ok_or(Error::NotFound)?;
    if case.comment.is_expunged() {
        return Ok(see_other(&format!("/moderation/comments/{id}")));
    }
    if let Some(recusal) = app.store.recusal(id, admin.account.id, true).await? {
        return Err(Error::Forbidden(recusal.sentence().into()));
    }
    Ok(Page::personal(ExpungePage::new(&app, &admin, case, Order::default()).await?)
        .into_response())
}

/// POST `/moderation/comments/{id}/expunge`: removes a comment and deletes its text.
///
/// Redirects to the case, also if the text was deleted before. Responds with 422 if the form has an
/// error, and with 409 if another moderator decided first.
pub(in crate::web) async fn expunge(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let case = app.store.case(admin.account.scope, id, app.now()).await?.ok_or(Error::NotFound)?;
    let order: Order = form.read()?;
    let done = see_other(&format!("/moderation/comments/{id}"));
    if case.comment.is_expunged() {
        return Ok(done);
    }

    let stale = parse_id(&order.version).is_some_and(|seen| seen != case.comment.version);
    if !stale && let Some(recusal) = app.store.recusal(id, admin.account.id, true).await? {
        return Err(Error::Forbidden(recusal.sentence().into()));
    }
    let (decision, why) = match order.check(&case) {
        Ok(sound) => sound,
        Err(errors) => {
            let mut page = ExpungePage::new(&app, &admin, case, order).await?;
            let errors = errors.into_iter().map(|(field, key)| (field, key.into()));
            page.errors = FieldErrors::new(page.t, errors);
            return Ok(Page::personal(page)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response());
        }
    };
    let becomes = decision.applied_to(&case.comment).map_err(|key| Error::Invalid(key.into()))?;

    let ruling = NewDecision {
        comment: &case.comment,
        decision,
        becomes,
        note: Some(&why),
        moderator: admin.account.id,
        route: None,
        // Nothing is learnt from a text that is erased.
        lesson: None,
    };
    // A form without a version refers to the current one: deleting a text does not judge a version.
    let seen = parse_id(&order.version).unwrap_or(case.comment.version);
    if seen != case.comment.version
        || !app.store.expunge(&ruling, Expunging::New, app.now()).await?
    {
        let last = app.store.last_decision(admin.account.scope, id).await?;
        let case =
            app.store.case(admin.account.scope, id, app.now()).await?.ok_or(Error::NotFound)?;
        let mut page = ExpungePage::new(&app, &admin, case, order).await?;
        page.overtaken = Some(last.map_or_else(
            || app.lang().say("decision-version-missing"),
            |last| overtaken_by(&app, &last, admin.account.id),
        ));
        return Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response());
    }
    journal::keep(&app).await;
    tracing::info!(comment = id, moderator = admin.account.id, "a comment was expunged");
    Ok(done)
}

impl Order {
    /// Returns the removal and the explanation, or a pair of field and message key for each error.
    ///
    /// A comment that was removed before keeps the reason of that removal.
    fn check(&self, case: &Case) -> Result<(Decision, String), Vec<(&'static str, &'static str)>> {
        let decision = match case.comment.state {
            comment::State::Removed(reason) => Ok(Decision::Remove(reason)),
            comment::State::Held | comment::State::Visible => {
                Decision::from_codes("remove", &self.reason).map_err(|key| ("reason", key))
            }
        };
        let why = moderation::note(&self.why)
            .and_then(|why| why.ok_or("expunge-why-missing"))
            .map_err(|key| ("why", key));
        let sure =
            if self.sure.is_empty() { Err(("sure", "expunge-sure-missing")) } else { Ok(()) };
        match (decision, why, sure) {
            (Ok(decision), Ok(why), Ok(())) => Ok((decision, why)),
            (decision, why, sure) => {
                Err([decision.err(), why.err(), sure.err()].into_iter().flatten().collect())
            }
        }
    }
}

impl ExpungePage {
    async fn new(app: &App, admin: &Admin, case: Case, order: Order) -> Result<Self> {
        let comment = case.comment;
        Ok(Self {
            t: app.lang(),
            shell: Shell::new(app, admin.visitor.member.as_ref(), Section::Moderation).await?,
            id: comment.id,
            version: comment.version,
            name: app.lang().commenter(comment.author.name()),
            asks_reason: !matches!(comment.state, comment::State::Removed(_)),
            html: comment.html,
            order,
            errors: FieldErrors::default(),
            overtaken: None,
        })
    }

    fn reasons(&self) -> [Reason; Reason::ALL.len()] {
        Reason::ALL
    }
}
