//! Appealing, by a link from a mail: what was decided, the form, and later what came of it. The link is the proof of who appeals.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;

use super::page::{Form, Page, Section, Shell, see_other};
use super::session::Visitor;
use crate::app::App;
use crate::appeal::{self, Against, Outcome};
use crate::comment;
use crate::error::Result;
use crate::locale::Lang;
use crate::markup::Html;
use crate::moderation::Decision;
use crate::store::{Appeal, Contested, Ticket};
use crate::ticket::{Purpose, Token};

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
    text: String,
    problem: Option<String>,
}

/// No appeal comes of this link.
#[derive(Template)]
#[template(path = "appeals/unknown.html")]
struct UnknownPage {
    t: Lang,
    shell: Shell,
}

/// How far it has come.
enum Stage {
    /// The link was not used yet.
    Form { until: String },
    /// Somebody will look.
    Sent { on: String },
    /// Somebody looked.
    Answered { heading: &'static str, answer: String, on: String },
    /// What was decided holds no longer.
    Moot,
}

/// The form, by the names of its fields.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    text: String,
}

/// A link and what it leads to.
struct Case {
    token: Token,
    contested: Contested,
    appeal: Option<Appeal>,
    ticket: Option<Ticket>,
}

/// GET `/appeals/{token}`.
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

/// POST `/appeals/{token}`. A link that was used shows what came of it.
pub(super) async fn object(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response> {
    let Some(case) = find(&app, &token).await? else { return unknown(&app, &visitor).await };
    let input: Input = form.read()?;
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
            page.problem = Some(app.lang().say(key));
            return Ok(Page::personal(page)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response());
        }
    };
    app.store.object(&case.token, ticket, &text, app.now()).await?;
    tracing::info!(against = page.against.code(), "somebody appealed");
    Ok(see_other(&here))
}

/// What a link leads to: an appeal, or what may be appealed against while it is good.
async fn find(app: &App, token: &str) -> Result<Option<Case>> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let appeal = app.store.appeal_by(&token).await?;
    let ticket = app
        .store
        .ticket(&token, app.now())
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
        let quote = case.contested.ruled().map(|ruled| &ruled.comment);
        // Who reported a comment reads it as long as everybody does; who wrote it reads it always.
        let quote = match case.contested.against() {
            Against::Keeping => quote.filter(|comment| comment.state == comment::State::Visible),
            Against::Removal | Against::Ban => quote,
        };
        Ok(Self {
            t: app.lang(),
            shell: Shell::new(app, visitor.member.as_ref(), Section::Elsewhere).await?,
            token: case.token.text(),
            against: case.contested.against(),
            quote: quote.map(|comment| comment.html.clone()),
            facts: facts(app, &case.contested),
            stage: Stage::of(app, case),
            text: case.appeal.as_ref().map_or_else(String::new, |appeal| appeal.text.clone()),
            problem: None,
        })
    }

    fn lead(&self) -> String {
        self.t.say(match self.against {
            Against::Removal => "appeal-lead-removal",
            Against::Keeping => "appeal-lead-keeping",
            Against::Ban => "appeal-lead-ban",
        })
    }
}

/// What was decided, fact by fact, as far as who appeals may know it.
fn facts(app: &App, contested: &Contested) -> Vec<(String, String)> {
    let t = app.lang();
    let on = |moment: Timestamp| app.calendar.date_time(moment);
    let mut facts = Vec::new();
    match contested {
        Contested::Removal(ruled) => {
            facts.push((t.say("statement-article"), ruled.article_title.clone()));
            if let Decision::Remove(reason) = ruled.decision {
                facts.push((t.say("statement-reason"), t.say(reason.word())));
            }
            facts.extend(ruled.note.clone().map(|note| (t.say("statement-note"), note)));
            facts.push((t.say("appeal-decided-on"), on(ruled.made_at)));
        }
        Contested::Keeping(ruled, report) => {
            facts.push((t.say("statement-article"), ruled.article_title.clone()));
            facts.push((t.say("appeal-reported-for"), t.say(report.reason.word())));
            facts.push((t.say("appeal-decided-on"), on(ruled.made_at)));
        }
        Contested::Ban(ban) => {
            facts.push((t.say("statement-reason"), ban.why.clone()));
            facts.push((t.say("appeal-banned-since"), on(ban.made_at)));
            let end = ban.ends_at.map_or_else(|| t.say("appeal-banned-for-good"), on);
            facts.push((t.say("appeal-banned-until"), end));
        }
    }
    facts
}
