//! Appeal against a decision: the decision, the form, and later the outcome.
//!
//! Its link, usually from an e-mail, authenticates the person who appeals.

use std::time::Duration;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;

use super::page::{FieldErrors, Form, Page, Section, Shell, or_wait, see_other, too_many_requests};
use super::session::Visitor;
use crate::app::App;
use crate::comment;
use crate::error::Result;
use crate::limits::LimitedAction;
use crate::locale::{Lang, Message};
use crate::markup::Html;
use crate::moderation::Decision;
use crate::moderation::appeal;
use crate::moderation::appeal::{Against, Outcome};
use crate::security::token::{Purpose, Token};
use crate::store::accounts::EmailToken;
use crate::store::moderation::{Appeal, Contested};

#[derive(Template)]
#[template(path = "appeals/appeal.html")]
struct AppealPage {
    t: Lang,
    shell: Shell,
    token: String,
    against: Against,
    quote: Option<Html>,
    facts: Vec<(String, String)>,
    stage: Stage,
    by_mail: bool,
    text: String,
    errors: FieldErrors,
}

/// Page for a link without an appeal.
#[derive(Template)]
#[template(path = "appeals/unknown.html")]
struct UnknownPage {
    t: Lang,
    shell: Shell,
}

/// State of an appeal.
enum Stage {
    /// The link has not been used yet.
    Form { until: String },
    /// The appeal waits for a moderator.
    Sent { on: String },
    /// Another appeal against the same ban is open.
    Another,
    /// A moderator has decided on the appeal.
    Answered { heading: &'static str, answer: String, on: String },
    /// The decision is no longer in force.
    Moot,
}

/// Form fields, by their public names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AppealForm {
    text: String,
}

/// Link, and the decision or appeal it belongs to.
struct Case {
    token: Token,
    contested: Contested,
    appeal: Option<Appeal>,
    ticket: Option<EmailToken>,
}

/// Handles GET `/appeals/{token}`: shows the form or the state of the appeal.
pub(super) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    match find(&app, &token).await? {
        Some(case) => {
            Ok(Page::personal(AppealPage::new(&app, &visitor, &case).await?).into_response())
        }
        None => unknown(&app, &visitor).await,
    }
}

/// Handles POST `/appeals/{token}`: stores the appeal.
///
/// A link that was used redirects to the state of its appeal.
pub(super) async fn object(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response> {
    let Some(case) = find(&app, &token).await? else { return unknown(&app, &visitor).await };
    let input: AppealForm = form.read()?;
    let here = format!("/appeals/{}", case.token.text());
    let (None, Some(ticket)) = (&case.appeal, &case.ticket) else { return Ok(see_other(&here)) };
    let mut page = AppealPage::new(&app, &visitor, &case).await?;
    if matches!(page.stage, Stage::Moot) {
        return Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response());
    }
    let text = match appeal::text(&input.text) {
        Ok(text) => text,
        Err(key) => {
            page.text = input.text;
            page.errors = FieldErrors::new(page.t, [("text", key.into())]);
            return Ok(Page::personal(page)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response());
        }
    };
    let actions = [(LimitedAction::Appeal, visitor.network.as_str())];
    let permit = match or_wait(app.rate_limiter.take(&actions, app.now()).await)? {
        Ok(permit) => permit,
        Err(wait) => return Ok(too_many(page, input.text, wait)),
    };
    if !app.store.object(&case.token, ticket, &text, app.now()).await? {
        page.text = input.text;
        page.stage = Stage::Another;
        return Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response());
    }
    permit.spend();
    tracing::info!(against = page.against.code(), "somebody appealed");
    Ok(see_other(&here))
}

/// Shows the form again with the time to wait.
fn too_many(mut page: AppealPage, typed: String, wait: Duration) -> Response {
    let sentence = Message::with("appeal-too-many", "wait", page.t.duration(wait));
    page.text = typed;
    page.errors = FieldErrors::new(page.t, [("text", sentence)]);
    too_many_requests(Page::personal(page).into_response(), wait)
}

/// Returns the appeal or the contestable decision of a link, if the link is valid.
async fn find(app: &App, token: &str) -> Result<Option<Case>> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let appeal = app.store.appeal_by(&token).await?;
    let ticket = app
        .store
        .email_token(&token, app.now())
        .await?
        .filter(|ticket| ticket.purpose == Purpose::Appeal);
    let (decision, report, ban) = match (&appeal, &ticket) {
        (Some(appeal), _) => (appeal.decision, appeal.report, appeal.ban),
        (None, Some(ticket)) => (ticket.decision, ticket.report, ticket.ban),
        (None, None) => return Ok(None),
    };
    let contested = app.store.contested(decision, report, ban).await?;
    Ok(contested.map(|contested| Case { token, contested, appeal, ticket }))
}

impl Case {
    /// Returns whether the visitor may see the details of the decision.
    ///
    /// A link from an e-mail is proof enough. A link from a page about a ban also requires a
    /// session of the banned account.
    fn is_of(&self, visitor: &Visitor) -> bool {
        let member = visitor.member.as_ref().map(|account| account.id);
        match (&self.ticket, &self.appeal) {
            (_, _) if self.contested.against() != Against::Ban => true,
            (Some(EmailToken { account: Some(account), .. }), _) => member == Some(*account),
            (Some(ticket), _) => ticket.email.is_some(),
            (None, Some(appeal)) => appeal.email.is_some(),
            (None, None) => false,
        }
    }
}

async fn unknown(app: &App, visitor: &Visitor) -> Result<Response> {
    let shell = Shell::new(app, visitor.member.as_ref(), Section::Elsewhere).await?;
    Ok(Page::personal(UnknownPage { t: app.lang(), shell })
        .status(StatusCode::NOT_FOUND)
        .into_response())
}

impl Stage {
    fn of(app: &App, case: &Case) -> Self {
        let date = |moment: Timestamp| app.calendar.date_time(moment);
        match (&case.appeal, &case.ticket) {
            (Some(Appeal { answered: Some(answered), .. }), _) => {
                let heading = match answered.outcome {
                    Outcome::Granted => "appeal-granted",
                    Outcome::Upheld => "appeal-upheld",
                };
                Self::Answered { heading, answer: answered.answer.clone(), on: date(answered.at) }
            }
            (Some(appeal), _) => Self::Sent { on: date(appeal.made_at) },
            (None, _) if case.contested.is_moot(app.now()) => Self::Moot,
            (None, Some(ticket)) => Self::Form { until: app.calendar.date(ticket.ends_at) },
            (None, None) => Self::Moot,
        }
    }
}

impl AppealPage {
    async fn new(app: &App, visitor: &Visitor, case: &Case) -> Result<Self> {
        let quote = case.contested.details().map(|details| &details.comment);
        // A reporter may read the comment while it is public, its author always.
        let quote = match case.contested.against() {
            Against::Keeping => quote.filter(|comment| comment.state == comment::State::Visible),
            Against::Removal | Against::Ban => quote,
        };
        let is_own = case.is_of(visitor);
        let text = case.appeal.as_ref().filter(|_| is_own);
        Ok(Self {
            t: app.lang(),
            shell: Shell::new(app, visitor.member.as_ref(), Section::Elsewhere).await?,
            token: case.token.text(),
            against: case.contested.against(),
            quote: quote.map(|comment| comment.html.clone()),
            facts: if is_own { facts(app, &case.contested) } else { Vec::new() },
            by_mail: is_own,
            stage: Stage::of(app, case),
            text: text.map_or_else(String::new, |appeal| appeal.text.clone()),
            errors: FieldErrors::default(),
        })
    }

    /// Returns the message with the deadline for an appeal, and where the answer will appear.
    fn until(&self, date: &str) -> String {
        let key = if self.by_mail { "appeal-form-lead" } else { "appeal-form-lead-here" };
        self.t.with(key, &[("date", date.into())])
    }

    /// Returns the message with the time of the appeal, and where the answer will appear.
    fn sent(&self, moment: &str) -> String {
        let key = if self.by_mail { "appeal-sent-text" } else { "appeal-sent-text-here" };
        self.t.with(key, &[("moment", moment.into())])
    }

    fn lead(&self) -> String {
        self.t.say(match self.against {
            Against::Removal => "appeal-lead-removal",
            Against::Keeping => "appeal-lead-keeping",
            Against::Ban => "appeal-lead-ban",
        })
    }
}

/// Returns the details of the decision that the person who appeals may see, as label and value.
fn facts(app: &App, contested: &Contested) -> Vec<(String, String)> {
    let t = app.lang();
    let on = |moment: Timestamp| app.calendar.date_time(moment);
    let mut facts = Vec::new();
    match contested {
        Contested::Removal(details) => {
            facts.push((t.say("statement-article"), details.article_title.clone()));
            if let Decision::Remove(reason) = details.decision {
                facts.push((t.say("statement-reason"), t.say(reason.word())));
            }
            facts.extend(details.note.clone().map(|note| (t.say("statement-note"), note)));
            facts.push((t.say("appeal-decided-on"), on(details.made_at)));
        }
        Contested::Keeping(details, report) => {
            facts.push((t.say("statement-article"), details.article_title.clone()));
            facts.push((t.say("appeal-reported-for"), t.say(report.reason.word())));
            facts.push((t.say("appeal-decided-on"), on(details.made_at)));
        }
        Contested::Ban(ban) => {
            facts.push((t.say("statement-reason"), ban.why.clone()));
            facts.push((t.say("appeal-banned-since"), on(ban.made_at)));
            let end = ban.ends_at.map_or_else(
                || t.say("appeal-banned-for-good"),
                |end| t.with("banned-until", &[("moment", on(end).into())]),
            );
            facts.push((t.say("appeal-banned-until"), end));
        }
    }
    facts
}
