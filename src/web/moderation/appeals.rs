//! Answers to appeals.
//!
//! A moderator other than the one who made the contested decision reviews it and explains the
//! outcome in writing.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;

use super::shell;
use crate::account::Scope;
use crate::app::App;
use crate::comment::Reason;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::markup::Html;
use crate::moderation::appeal::{self, Against, Outcome, Refusal};
use crate::moderation::{Decision, Recusal, Route};
use crate::store::moderation::{Appeal, AppealAnswer, Contested, NewDecision, Undo};
use crate::web::page::{FieldErrors, Form, Id, Page, Shell, parse_id, see_other};
use crate::web::session::Moderator;

/// Address that a moderator is redirected to after an answer.
const QUEUE: &str = "/moderation?queue=appeals";

#[derive(Template)]
#[template(path = "moderation/appeal.html")]
struct AppealPage {
    t: Lang,
    shell: Shell,
    id: i64,
    against: Against,
    version: i64,
    moot: bool,
    comment: Option<CommentView>,
    facts: Vec<(String, String)>,
    text: String,
    sent: String,
    answered: Option<(String, String)>,
    input: AppealAnswerForm,
    problem: Option<Problem>,
    errors: FieldErrors,
}

/// Reason for which an answer was refused.
///
/// `field` is the form field to correct, if it concerns one.
struct Problem {
    status: StatusCode,
    text: String,
    field: Option<&'static str>,
}

/// Contested comment, with a summary of its author's earlier comments.
struct CommentView {
    id: i64,
    name: String,
    past: String,
    html: Html,
}

/// Fields of the answer form, as they were sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AppealAnswerForm {
    outcome: String,
    answer: String,
    reason: String,
    version: String,
}

/// Valid answer; its effect on the contested decision is computed by `undo`.
struct Finding {
    outcome: Outcome,
    answer: String,
    removal: Option<Reason>,
}

/// GET `/moderation/appeals/{id}`: shows an appeal.
///
/// Fails with `Error::NotFound` if there is no such appeal, and with `Error::Forbidden` if it is
/// unanswered and this moderator must leave it to a colleague.
pub(in crate::web) async fn appeal(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
) -> Result<Response> {
    let (appeal, contested) = find(&app, moderator.scope(), id).await?;
    if appeal.answered.is_none() {
        not_their_own(&app, &moderator, id).await?;
    }
    show(&app, &moderator, (appeal, contested), AppealAnswerForm::default(), None).await
}

/// POST `/moderation/appeals/{id}`: records the answer to an appeal.
///
/// Redirects to the queue of appeals. Responds with 422 if the form has an error, and with 409 if
/// the appeal was answered or the comment was decided about in the meantime.
pub(in crate::web) async fn answer(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let (appeal, contested) = find(&app, moderator.scope(), id).await?;
    let input: AppealAnswerForm = form.read()?;
    if appeal.answered.is_some() {
        return overtaken(&app, &moderator, id, input).await;
    }
    not_their_own(&app, &moderator, id).await?;
    let Some(version) = parse_id(&input.version) else {
        return refuse(&app, &moderator, (appeal, contested), input, "decision-version-missing")
            .await;
    };
    if version != contested.version() {
        return overtaken(&app, &moderator, id, input).await;
    }
    let finding = match Finding::of(&input, &contested, app.now()) {
        Ok(finding) => finding,
        Err(key) => return refuse(&app, &moderator, (appeal, contested), input, key).await,
    };
    let mut answer = AppealAnswer {
        appeal: id,
        outcome: finding.outcome,
        answer: &finding.answer,
        moderator: moderator.account.id,
        undo: finding.undo(&contested, moderator.account.id, app.now()),
    };
    if let Some(Undo::Decision(decision)) = &mut answer.undo {
        app.add_lessons(std::slice::from_mut(decision)).await?;
    }
    if !app.store.answer_appeal(&answer, app.now()).await? {
        return overtaken(&app, &moderator, id, input).await;
    }
    let (by, outcome) = (moderator.account.id, finding.outcome.code());
    tracing::info!(appeal = id, moderator = by, outcome, "an appeal was answered");
    Ok(see_other(QUEUE))
}

async fn find(app: &App, scope: Scope, id: i64) -> Result<(Appeal, Contested)> {
    let appeal = app.store.appeal(scope, id).await?.ok_or(Error::NotFound)?;
    let contested = app
        .store
        .contested(appeal.decision, appeal.report, appeal.ban)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((appeal, contested))
}

/// Fails with `Error::Forbidden` if this moderator must leave the appeal to a colleague.
///
/// That is a moderator who made the contested decision, filed the appeal or wrote the comment, as
/// long as a colleague is there to answer.
async fn not_their_own(app: &App, moderator: &Moderator, appeal: i64) -> Result<()> {
    match app.store.appeal_recusal(appeal, moderator.account.id).await? {
        None => Ok(()),
        Some(Recusal::Decider) => Err(Error::Forbidden("appeal-not-your-own".into())),
        Some(recusal) => Err(Error::Forbidden(recusal.sentence().into())),
    }
}

impl Finding {
    fn of(
        input: &AppealAnswerForm,
        contested: &Contested,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let outcome = Outcome::from_code(&input.outcome).ok_or("appeal-outcome-missing")?;
        let removes = outcome == Outcome::Granted
            && contested.against() == Against::Keeping
            && !contested.is_moot(now);
        let removal = removes
            .then(|| Reason::from_code(&input.reason).ok_or("decision-reason-missing"))
            .transpose()?;
        Ok(Self { outcome, answer: appeal::answer(&input.answer)?, removal })
    }

    /// Returns the change that granting the appeal makes.
    ///
    /// `None` if the decision is upheld, or if the contested decision is no longer in force.
    fn undo<'a>(
        &'a self,
        contested: &'a Contested,
        moderator: i64,
        now: Timestamp,
    ) -> Option<Undo<'a>> {
        if self.outcome == Outcome::Upheld || contested.is_moot(now) {
            return None;
        }
        let (details, decision) = match contested {
            Contested::Ban(ban) => return Some(Undo::Ban(ban.id)),
            Contested::Removal(details) => (details, Decision::Restore),
            Contested::Keeping(details, _) => (details, Decision::Remove(self.removal?)),
        };
        let becomes = decision.applied_to(&details.comment).ok()?;
        // The author of the comment reads the answer in the statement of reasons for the removal.
        let note = self.removal.is_some().then_some(self.answer.as_str());
        Some(Undo::Decision(NewDecision {
            comment: &details.comment,
            decision,
            becomes,
            note,
            moderator,
            route: Some(Route::Appeal),
            lesson: None,
        }))
    }
}

/// Responds with 422: the appeal, the error and the fields as they were sent.
async fn refuse(
    app: &App,
    moderator: &Moderator,
    case: (Appeal, Contested),
    input: AppealAnswerForm,
    key: &'static str,
) -> Result<Response> {
    let field = match key {
        "appeal-answer-missing" | "appeal-answer-long" => Some("answer"),
        "appeal-outcome-missing" => Some("granted"),
        "decision-reason-missing" => Some("reason"),
        _ => None,
    };
    let problem =
        Problem { status: StatusCode::UNPROCESSABLE_ENTITY, text: app.lang().say(key), field };
    show(app, moderator, case, input, Some(problem)).await
}

/// Responds with 409: the appeal was answered, or the comment was decided about, in the meantime.
///
/// A repeated request of the same moderator gets the same response as the first one.
async fn overtaken(
    app: &App,
    moderator: &Moderator,
    id: i64,
    input: AppealAnswerForm,
) -> Result<Response> {
    let (appeal, contested) = find(app, moderator.scope(), id).await?;
    let t = app.lang();
    let told = match &appeal.answered {
        Some(answered)
            if answered.moderator_id == moderator.account.id
                && answered.outcome.code() == input.outcome
                && appeal::answer(&input.answer).is_ok_and(|answer| answer == answered.answer) =>
        {
            return Ok(see_other(QUEUE));
        }
        Some(answered) => {
            let ago = app.calendar.ago(answered.at, app.now());
            let own = answered.moderator_id == moderator.account.id;
            t.with(
                if own { "appeal-overtaken-by-yourself" } else { "appeal-overtaken-by" },
                &[("moderator", answered.moderator.as_str().into()), ("moment", ago.into())],
            )
        }
        None => t.say("appeal-comment-changed"),
    };
    let problem = Problem { status: StatusCode::CONFLICT, text: told, field: None };
    show(app, moderator, (appeal, contested), input, Some(problem)).await
}

async fn show(
    app: &App,
    moderator: &Moderator,
    (appeal, contested): (Appeal, Contested),
    input: AppealAnswerForm,
    problem: Option<Problem>,
) -> Result<Response> {
    let t = app.lang();
    let comment = match contested.details() {
        Some(details) => Some(CommentView::of(app, moderator.scope(), details.comment.id).await?),
        None => None,
    };
    let status = problem.as_ref().map_or(StatusCode::OK, |problem| problem.status);
    let errors = problem.as_ref().and_then(Problem::error).unwrap_or_default();
    let page = AppealPage {
        t,
        shell: shell(app, moderator).await?.at("/moderation?queue=appeals"),
        id: appeal.id,
        against: contested.against(),
        version: contested.version(),
        moot: contested.is_moot(app.now()),
        comment,
        facts: facts(app, &contested),
        text: appeal.text,
        sent: t
            .with("appeal-sent-on", &[("moment", app.calendar.date_time(appeal.made_at).into())]),
        answered: appeal.answered.map(|answered| {
            let key = match answered.outcome {
                Outcome::Granted => "appeal-answered-granted",
                Outcome::Upheld => "appeal-answered-upheld",
            };
            let moment = app.calendar.date_time(answered.at);
            (
                t.with(key, &[("moderator", answered.moderator.into()), ("moment", moment.into())]),
                answered.answer,
            )
        }),
        input,
        problem,
        errors,
    };
    Ok(Page::personal(page).status(status).into_response())
}

/// Returns the facts of the contested decision as pairs of label and value.
///
/// They are the decision, its moderator, its time, its reason and the route by which it came up.
fn facts(app: &App, contested: &Contested) -> Vec<(String, String)> {
    let t = app.lang();
    let on = |moment: Timestamp| app.calendar.date_time(moment);
    let mut facts = Vec::new();
    match contested {
        Contested::Removal(details) | Contested::Keeping(details, _) => {
            let decided = super::decided(t, details.decision);
            facts.push((t.say("statement-article"), details.article_title.clone()));
            facts.push((t.say("appeal-decision"), decided));
            facts.push((t.say("appeal-decided-by"), details.moderator.clone()));
            facts.push((t.say("appeal-decided-on"), on(details.made_at)));
            facts.push((t.say("statement-route"), t.say(details.route.key())));
            facts.extend(details.note.clone().map(|note| (t.say("statement-note"), note)));
        }
        Contested::Ban(ban) => {
            facts.push((t.say("statement-reason"), ban.why.clone()));
            facts.push((t.say("appeal-banned-since"), on(ban.made_at)));
            facts.push((
                t.say("appeal-banned-until"),
                ban.ends_at.map_or_else(
                    || t.say("appeal-banned-for-good"),
                    |end| t.with("banned-until", &[("moment", on(end).into())]),
                ),
            ));
        }
    }
    if let Contested::Keeping(_, report) = contested {
        facts.push((t.say("appeal-reported-for"), t.say(report.reason.word())));
        if !report.explanation.is_empty() {
            facts.push((t.say("appeal-explained"), report.explanation.clone()));
        }
    }
    facts
}

impl CommentView {
    async fn of(app: &App, scope: Scope, comment: i64) -> Result<Self> {
        let t = app.lang();
        let case = app.store.case(scope, comment, app.now()).await?.ok_or(Error::NotFound)?;
        let past = [("count", case.earlier.into()), ("removed", case.earlier_removed.into())];
        Ok(Self {
            id: comment,
            name: t.commenter(case.comment.author.name()),
            past: if case.earlier == 0 { t.say("case-first") } else { t.with("case-past", &past) },
            html: case.comment.html,
        })
    }
}

impl Problem {
    /// Returns the error to show beside the form field, if it concerns one.
    fn error(&self) -> Option<FieldErrors> {
        self.field.map(|field| FieldErrors::one(field, self.text.clone()))
    }
}

impl AppealPage {
    /// Message that says who appeals against which kind of decision.
    fn lead(&self) -> String {
        self.t.say(match self.against {
            Against::Removal => "appeal-desk-removal",
            Against::Keeping => "appeal-desk-keeping",
            Against::Ban => "appeal-desk-ban",
        })
    }

    /// Message that says what granting the appeal changes.
    fn granting(&self) -> String {
        self.t.say(match self.against {
            _ if self.moot => "appeal-grant-moot",
            Against::Removal => "appeal-grant-removal",
            Against::Keeping => "appeal-grant-keeping",
            Against::Ban => "appeal-grant-ban",
        })
    }

    /// Returns whether granting the appeal removes a comment, which requires a reason.
    fn asks_reason(&self) -> bool {
        self.against == Against::Keeping && !self.moot
    }

    fn reasons(&self) -> Vec<(Reason, bool)> {
        Reason::ALL.into_iter().map(|reason| (reason, reason.code() == self.input.reason)).collect()
    }

    fn chose(&self, outcome: &str) -> bool {
        self.input.outcome == outcome
    }
}
