//! Moderation by a program, in the name of a moderator: queues, cases and decisions.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::bearer::Moderator;
use super::comments::CommentAnswer;
use super::json::{Json, private};
use super::paging::next;
use super::problems::{Board, Body, Conflict, Forbidden, Invalid, NotFound, Unauthorized};
use super::refusal::Result;
use crate::app::App;
use crate::article::Slug;
use crate::comment::{Brake, Hold};
use crate::error::Error;
use crate::locale::Message;
use crate::moderation::{LogEntry, Queue, Recusal};
use crate::store::moderation::{Case, CaseFilter, Key};
use crate::web::moderation::{DecisionForm, Judged, judge};
use crate::web::page::{EarlierDecision, Id, Problem, QueryParams};

/// Comment with what a moderator needs to decide about it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CaseAnswer {
    /// The comment; nothing of it is hidden, unless its text was erased.
    comment: CommentAnswer,
    /// Version of the comment, which a decision has to name.
    #[schema(minimum = 1)]
    version: i64,
    /// Title of its article.
    article_title: String,
    /// Code of the reason for which it is or was held.
    held_for: Option<&'static str>,
    /// Code of the check that held it, if no rule of the board did.
    held_by: Option<&'static str>,
    /// Masked e-mail address of the author.
    email: Option<String>,
    /// True if the author is a guest who has not confirmed the address.
    unproved: bool,
    /// Number of earlier comments by the author, counted up to a thousand.
    #[schema(minimum = 0)]
    earlier: i64,
    /// Number of those that were removed.
    #[schema(minimum = 0)]
    earlier_removed: i64,
    /// Open reports, oldest first.
    reports: Vec<ReportAnswer>,
    /// Rules of the board that matched.
    findings: Vec<FindingAnswer>,
    /// Name of another moderator who is looking at the case.
    claimed_by: Option<String>,
    /// Sentence that says why the moderator of the token must leave the case to a colleague.
    recusal: Option<String>,
    /// Time of the last decision.
    decided: Option<Timestamp>,
}

/// Open report.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportAnswer {
    /// Code of the reason.
    reason: &'static str,
    /// Explanation by the reporter.
    explanation: String,
}

/// Match of a rule of the board.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FindingAnswer {
    /// Pattern of the rule.
    pattern: String,
    /// Text that matched.
    found: String,
}

/// Page of a queue.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct QueueAnswer {
    /// Cases, most urgent first; removed comments latest first.
    cases: Vec<CaseAnswer>,
    /// Address of the next page; null on the last one.
    #[schema(format = "uri")]
    next: Option<String>,
}

/// Decision about a comment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct NewDecision {
    /// Decision.
    decision: DecisionCode,
    /// Code of the reason, for a removal: those of `docs/export.md`, such as `spam`.
    reason: Option<String>,
    /// Note for the author and the log.
    note: Option<String>,
    /// Version of the comment that the decision is based on.
    #[schema(minimum = 1)]
    version: i64,
}

/// Decision, as a field.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum DecisionCode {
    /// Keep a comment, or show one that is held.
    Keep,
    /// Remove a comment for a reason.
    Remove,
    /// Undo a removal.
    Restore,
}

/// Queue, as a parameter.
#[derive(ToSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the parameter, which `Queue` parses")]
enum QueueCode {
    /// Comments that no moderator has looked at.
    Review,
    /// Reported comments.
    Reported,
    /// Comments that readers do not see yet.
    Held,
    /// Removed comments.
    Removed,
}

impl CaseAnswer {
    fn new(app: &App, moderator: i64, case: Case, recusal: Option<&Recusal>) -> Self {
        let report = |report: crate::store::moderation::Report| ReportAnswer {
            reason: report.reason.code(),
            explanation: report.explanation,
        };
        let finding = |finding: crate::store::moderation::Finding| FindingAnswer {
            pattern: finding.pattern,
            found: finding.found,
        };
        let claim = case.claim.as_ref().filter(|claim| claim.account != moderator);
        Self {
            comment: CommentAnswer::uncovered(app, &case.comment, &case.article_slug),
            version: case.comment.version,
            held_for: case.comment.held_for.map(Hold::code),
            held_by: case.brake.map(Brake::code),
            email: case.comment.author.masked_email(),
            unproved: case.is_unproved(),
            earlier: case.earlier,
            earlier_removed: case.earlier_removed,
            claimed_by: claim.map(|claim| claim.name.clone()),
            recusal: recusal.map(|recusal| app.lang().say(recusal.sentence())),
            decided: case.judged_at,
            article_title: case.article_title,
            reports: case.reports.into_iter().map(report).collect(),
            findings: case.findings.into_iter().map(finding).collect(),
        }
    }
}

/// Returns a page of a queue, of at most 50 cases.
#[utoipa::path(
    get,
    path = "/moderation/queue",
    operation_id = "listQueue",
    tag = "Moderation",
    security(("token" = ["moderate"])),
    params(
        ("queue" = inline(Option<QueueCode>), Query, nullable = false,
            description = "Queue; `review` if it is missing."),
        ("article" = Option<String>, Query, nullable = false, max_length = 100,
            pattern = "^[a-z0-9]+(-[a-z0-9]+)*$",
            description = "Slug of an article to whose comments the queue is limited."),
        ("after" = Option<String>, Query, nullable = false,
            pattern = "^[0-9]{1,16}[.][0-9]{1,16}$", description = "Cursor of `next`."),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "Page of the queue.", body = QueueAnswer,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        Unauthorized,
        Forbidden,
        Invalid,
        Board,
    )
)]
pub(in crate::web) async fn queue(
    State(app): State<App>,
    Moderator(moderator): Moderator,
    asked: QueryParams,
) -> Result<Response> {
    let queue = match asked.text("queue") {
        None => Some(Queue::Review),
        Some(code) => Queue::from_code(code).filter(|queue| *queue != Queue::Appeals),
    };
    let after = asked.text("after").map(Key::parse);
    let mut errors: Vec<(&'static str, Message)> = Vec::new();
    if queue.is_none() {
        errors.push(("queue", "problem-queue".into()));
    }
    if matches!(after, Some(None)) {
        errors.push(("after", "problem-after".into()));
    }
    let article = asked.text("article").map(Slug::parse);
    if matches!(article, Some(None)) {
        errors.push(("article", "problem-slug".into()));
    }
    let (Some(queue), true) = (queue, errors.is_empty()) else {
        return Err(Problem::invalid(errors).into());
    };
    let article = article.flatten().map(|slug| slug.as_str().to_owned()).unwrap_or_default();
    let filter = CaseFilter { article, ..CaseFilter::default() };
    let (cases, following) =
        app.store.queue(moderator.scope(), queue, &filter, after.flatten(), app.now()).await?;
    let me = moderator.account.id;
    let recusals = recusals(&app, &cases, me).await?;
    let answer = |case: Case| {
        let recusal = recusals.get(&case.comment.id);
        CaseAnswer::new(&app, me, case, recusal)
    };
    let page = QueueAnswer {
        next: following.map(|key| next(&app, "/api/v1/moderation/queue", &asked, &key.text())),
        cases: cases.into_iter().map(answer).collect(),
    };
    private(&app, StatusCode::OK, page).await
}

/// Returns a case.
#[utoipa::path(
    get,
    path = "/moderation/comments/{id}",
    operation_id = "readCase",
    tag = "Moderation",
    security(("token" = ["moderate"])),
    params(
        ("id" = i64, Path, description = "Number of the comment.", minimum = 1),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "The case.", body = CaseAnswer,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        Unauthorized,
        Forbidden,
        NotFound,
        Board,
    )
)]
pub(in crate::web) async fn read(
    State(app): State<App>,
    Moderator(moderator): Moderator,
    Id(id): Id,
) -> Result<Response> {
    let case = app.store.case(moderator.scope(), id, app.now()).await?.ok_or(Error::NotFound)?;
    answer(&app, moderator.account.id, case).await
}

/// Records a decision about a comment, in the name of the moderator of the token.
///
/// The rules are those of the page. The same decision, sent again, gets the answer of the first
/// time; another decision that was first gets 409, with who decided what.
#[utoipa::path(
    post,
    path = "/moderation/comments/{id}/decisions",
    operation_id = "decide",
    tag = "Moderation",
    security(("token" = ["moderate"])),
    params(("id" = i64, Path, description = "Number of the comment.", minimum = 1)),
    request_body = NewDecision,
    responses(
        (status = 200, description = "The case after the decision.", body = CaseAnswer),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflict,
        Invalid,
        Body,
        Board,
    )
)]
pub(in crate::web) async fn decide(
    State(app): State<App>,
    Moderator(moderator): Moderator,
    Id(id): Id,
    Json(new): Json<NewDecision>,
) -> Result<Response> {
    let case = app.store.case(moderator.scope(), id, app.now()).await?.ok_or(Error::NotFound)?;
    let decision = match new.decision {
        DecisionCode::Keep => "keep",
        DecisionCode::Remove => "remove",
        DecisionCode::Restore => "restore",
    };
    let (reason, note) = (new.reason.unwrap_or_default(), new.note.unwrap_or_default());
    let form = DecisionForm::of_one(decision, &reason, &note, new.version);
    let me = moderator.account.id;
    match judge(&app, &moderator, &case, &form).await? {
        Judged::Recorded | Judged::Before { .. } => {
            let case =
                app.store.case(moderator.scope(), id, app.now()).await?.ok_or(Error::NotFound)?;
            answer(&app, me, case).await
        }
        Judged::Refused((field, key)) => Err(Problem::invalid(vec![(field, key.into())]).into()),
        Judged::Overtaken(last) => Err(overtaken(&last).into()),
    }
}

/// Returns the problem of a decision after another one.
fn overtaken(last: &LogEntry) -> Problem {
    let (decision, reason) = last.decision.codes();
    let told = Message::with("problem-overtaken", "moderator", last.moderator.as_str());
    Problem::new(StatusCode::CONFLICT, "overtaken", told).with_decision(EarlierDecision {
        moderator: last.moderator.clone(),
        decision,
        reason,
        version: last.version,
        made_at: last.made_at,
    })
}

async fn answer(app: &App, moderator: i64, case: Case) -> Result<Response> {
    let cases = [case];
    let recusals = recusals(app, &cases, moderator).await?;
    let [case] = cases;
    let recusal = recusals.get(&case.comment.id);
    let answer = CaseAnswer::new(app, moderator, case, recusal);
    private(app, StatusCode::OK, answer).await
}

/// Returns the reasons for which this moderator may not decide, by the id of the comment.
async fn recusals(app: &App, cases: &[Case], moderator: i64) -> Result<HashMap<i64, Recusal>> {
    let ids: Vec<i64> = cases.iter().map(|case| case.comment.id).collect();
    Ok(app.store.recusals(&ids, moderator).await?)
}
