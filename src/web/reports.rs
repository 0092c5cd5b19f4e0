//! Reporting a comment; anybody may do so without an account.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::embed::Host;
use super::page::{
    FieldErrors, Form, Id, Page, Section, Shell, or_wait, see_other, too_many_requests,
};
use super::session::Visitor;
use crate::account::Account;
use crate::app::App;
use crate::app::rate_limiter::Permit;
use crate::comment::{self, Comment, Reason};
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::{Lang, Message};
use crate::markup::{self, Html};
use crate::moderation::report::{Draft, Field, FieldError, Report, Reporter};
use crate::store::moderation::Filed;

/// Report form, empty or with errors.
#[derive(Template)]
#[template(path = "reports/report.html")]
struct ReportPage {
    t: Lang,
    shell: Shell,
    comment: Quoted,
    member: Option<String>,
    input: ReportForm,
    errors: FieldErrors,
    wait: Option<String>,
}

/// Page for a comment that was removed before it could be reported.
#[derive(Template)]
#[template(path = "reports/gone.html")]
struct GonePage {
    t: Lang,
    shell: Shell,
    back: String,
}

#[derive(Template)]
#[template(path = "reports/sent.html")]
struct SentPage {
    t: Lang,
    shell: Shell,
    back: String,
}

/// Comment on a published article, removed or not.
struct Found {
    comment: Comment,
    /// Address of the comment.
    back: String,
    /// Page of a site on which it stands.
    host: Option<Host>,
}

/// Comment to be reported.
struct Quoted {
    id: i64,
    name: String,
    posted: String,
    html: Html,
    back: String,
}

/// Form fields, by their public names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReportForm {
    reason: String,
    explanation: String,
    name: String,
    email: String,
    good_faith: String,
    /// Honeypot field: hidden from users, filled in by scripts.
    website: String,
}

/// Handles GET `/comments/{id}/report`: shows the form.
pub(super) async fn form(State(app): State<App>, visitor: Visitor, Id(id): Id) -> Result<Response> {
    let found = Found::new(&app, id).await?;
    if found.comment.state != comment::State::Visible {
        return gone(&app, &visitor, &found).await;
    }
    let member = visitor.member.as_ref();
    let page = ReportPage::new(&app, member, &found, ReportForm::default()).await?;
    Ok(found.over(Page::reading(page, member)).into_response())
}

/// Handles POST `/comments/{id}/report`: stores the report.
pub(super) async fn report(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let found = Found::new(&app, id).await?;
    let input: ReportForm = form.read()?;
    if found.comment.state != comment::State::Visible {
        return gone(&app, &visitor, &found).await;
    }
    let mut page = ReportPage::new(&app, visitor.member.as_ref(), &found, input).await?;
    let permit = match or_wait(within_limits(&app, &visitor, &page.input).await)? {
        Ok(permit) => permit,
        Err(wait) => return Ok(page.too_many(wait, &found)),
    };
    let report = match check(&page.input, visitor.member.as_ref()) {
        Ok(report) => report,
        Err(errors) => {
            let errors = errors.into_iter().map(|error| (error.field.id(), error.sentence));
            page.errors = FieldErrors::new(page.t, errors);
            let page = found.over(Page::personal(page));
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let reporter = match &visitor.member {
        Some(account) => Reporter::Member(account.id),
        None => Reporter::Network(visitor.network.clone()),
    };
    match app.store.report(id, &reporter, &report, app.now()).await? {
        Filed::New(report) => {
            permit.spend();
            tracing::info!(comment = id, report, "a comment was reported");
        }
        Filed::Repeat => {}
        Filed::Gone => return gone(&app, &visitor, &found).await,
    }
    Ok(see_other(&format!("/comments/{id}/report/sent")))
}

/// Handles GET `/comments/{id}/report/sent`: explains the next steps.
///
/// The page reveals nothing about reports and reporters.
pub(super) async fn sent(State(app): State<App>, visitor: Visitor, Id(id): Id) -> Result<Response> {
    let found = Found::new(&app, id).await?;
    let member = visitor.member.as_ref();
    let shell = Shell::new(&app, member, Section::Elsewhere).await?;
    let page = SentPage { t: found.lang(&app), shell, back: found.back.clone() };
    Ok(found.over(Page::reading(page, member)).into_response())
}

impl Found {
    async fn new(app: &App, id: i64) -> Result<Self> {
        let place = app.store.place(id, app.now()).await?.ok_or(Error::NotFound)?;
        let comment = app.store.comment(id).await?.ok_or(Error::NotFound)?;
        let host = Host::of_place(app, &place).await?;
        Ok(Self { comment, back: place.address(), host })
    }

    fn lang(&self, app: &App) -> Lang {
        Host::lang_of(app, self.host.as_ref())
    }

    /// Puts a page under that of the site on which the comment stands, if it does.
    fn over<T: Template>(&self, page: Page<T>) -> Page<T> {
        Host::over(page, self.host.as_ref())
    }
}

async fn gone(app: &App, visitor: &Visitor, found: &Found) -> Result<Response> {
    let shell = Shell::new(app, visitor.member.as_ref(), Section::Elsewhere).await?;
    let page = GonePage { t: found.lang(app), shell, back: found.back.clone() };
    Ok(found.over(Page::personal(page)).status(StatusCode::CONFLICT).into_response())
}

/// Counts a submission, and reserves the limits of a report.
///
/// A submission counts whatever its result. The reserved limits are released unless a report is
/// stored.
async fn within_limits<'a>(
    app: &'a App,
    visitor: &Visitor,
    input: &ReportForm,
) -> Result<Permit<'a>> {
    let network = visitor.network.as_str();
    app.rate_limiter.take(&[(LimitedAction::Send, network)], app.now()).await?.spend();
    let email = visitor
        .member
        .as_ref()
        .map_or(input.email.trim(), |account| account.email.as_str())
        .to_lowercase();
    let counted = [(LimitedAction::Report, network), (LimitedAction::ReportEmail, email.as_str())];
    app.rate_limiter
        .take(if email.is_empty() { &counted[..1] } else { &counted[..] }, app.now())
        .await
}

fn check(input: &ReportForm, member: Option<&Account>) -> Result<Report, Vec<FieldError>> {
    let draft = Draft {
        reason: input.reason.clone(),
        explanation: input.explanation.clone(),
        name: input.name.clone(),
        email: input.email.clone(),
        good_faith: !input.good_faith.is_empty(),
    };
    let checked = draft.check(member);
    if input.website.is_empty() {
        return checked;
    }
    let mut errors = checked.err().unwrap_or_default();
    errors.push(FieldError { field: Field::Reason, sentence: "report-trap".into() });
    Err(errors)
}

impl Quoted {
    fn new(app: &App, found: &Found) -> Self {
        let (t, comment) = (found.lang(app), &found.comment);
        let moment = Host::calendar_of(app, found.host.as_ref()).date_time(comment.posted_at);
        Self {
            id: comment.id,
            name: t.commenter(comment.author.name()),
            posted: t.with("posted-on", &[("moment", moment.into())]),
            html: comment.html.clone(),
            back: found.back.clone(),
        }
    }
}

impl ReportPage {
    async fn new(
        app: &App,
        member: Option<&Account>,
        found: &Found,
        input: ReportForm,
    ) -> Result<Self> {
        let shell = Shell::new(app, member, Section::Elsewhere).await?;
        let member = member.map(|account| account.name.to_string());
        let (t, comment) = (found.lang(app), Quoted::new(app, found));
        let errors = FieldErrors::default();
        Ok(Self { t, shell, comment, member, input, errors, wait: None })
    }

    fn too_many(mut self, wait: Duration, found: &Found) -> Response {
        let text = Message::with("report-too-many", "wait", self.t.duration(wait));
        self.wait = Some(self.t.tell(&text));
        too_many_requests(found.over(Page::personal(self)).into_response(), wait)
    }

    /// Returns every reason, with true for the selected one.
    fn reasons(&self) -> Vec<(Reason, bool)> {
        Reason::ALL.into_iter().map(|reason| (reason, reason.code() == self.input.reason)).collect()
    }

    /// Returns "Wat er niet mag, leest u in de huisregels." with its link.
    fn rules_hint(&self) -> Html {
        markup::linked(&self.t.say("report-reason-hint"), &["/house-rules"])
    }

    fn title(&self) -> String {
        self.t.with("report-title", &[("name", self.comment.name.as_str().into())])
    }
}
