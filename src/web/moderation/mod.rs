//! The moderators' desk: queues, decisions and their log. Every handler here takes a `Moderator`.

mod appeals;
mod transparency;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use serde::Deserialize;

use crate::app::App;
use crate::comment::{self, Reason};
use crate::error::{Error, Result};
use crate::locale::{Calendar, Lang, Sentence};
use crate::markup::Html;
use crate::moderation::{self, Decision, Queue, Record};
use crate::store::{Case, QueueCounts, Ruling};
use crate::web::page::{Asked, Form, Number, Page, Pager, Section, Shell, own_path, parse_id, see_other};
use crate::web::session::Moderator;

pub(super) use appeals::{answer, appeal};
pub(super) use transparency::transparency;

/// How long the queue shows what its moderator decided last.
const JUST_DECIDED: SignedDuration = SignedDuration::from_mins(2);

#[derive(Template)]
#[template(path = "moderation/queue.html")]
struct QueuePage {
    t: Lang,
    shell: Shell,
    current: Queue,
    counts: QueueCounts,
    cases: Vec<CaseView>,
    done: Option<Done>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "moderation/case.html")]
struct CasePage {
    t: Lang,
    shell: Shell,
    case: CaseView,
    problem: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "moderation/log.html")]
struct LogPage {
    t: Lang,
    shell: Shell,
    records: Vec<RecordView>,
    pager: Pager,
}

/// A comment before a moderator, as it stands on a page.
struct CaseView {
    id: i64,
    version: i64,
    name: String,
    first: bool,
    past: String,
    removed_before: bool,
    machine: String,
    ago: String,
    article_title: String,
    email: Option<String>,
    html: Html,
    removed: Option<String>,
    held: bool,
    next: String,
    note: String,
    chosen: String,
}

/// What this moderator decided a moment ago, and what it takes to take it back.
struct Done {
    comment: i64,
    version: i64,
    sentence: String,
    undoable: bool,
}

/// A decision as it stands in the log.
struct RecordView {
    comment: i64,
    machine: String,
    moment: String,
    decided: String,
    author: String,
    article_title: String,
    moderator: String,
    note: Option<String>,
}

/// A decision as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Verdict {
    decision: String,
    reason: String,
    note: String,
    version: String,
    next: String,
}

/// GET `/moderation`.
pub(super) async fn queue(State(app): State<App>, moderator: Moderator, asked: Asked) -> Result<Response> {
    let current = asked.text("queue").and_then(Queue::from_code).unwrap_or(Queue::Review);
    let counts = app.store.queue_counts().await?;
    let address = format!("/moderation?queue={}", current.code());
    let cases = app.store.queue(current, asked.page()).await?;
    // Deciding empties the last page of a queue: then the first one is the place to go on.
    let Some(pager) = Pager::new(&address, "", asked.page(), counts.pages(current)) else {
        return Ok(see_other(&address));
    };
    let next = pager.here();
    let done = app.store.last_decision_by(moderator.account.id, app.now() - JUST_DECIDED).await?;
    let page = QueuePage {
        t: app.lang(),
        shell: Shell::new(&app, moderator.visitor.member.as_ref(), Section::Moderation).await?,
        current,
        counts,
        cases: cases.into_iter().map(|case| CaseView::new(&app, case, &next)).collect(),
        done: done.map(|record| Done::new(app.lang(), &record)),
        pager,
    };
    Ok(Page::personal(page).into_response())
}

/// GET `/moderation/comments/{id}`.
pub(super) async fn case(State(app): State<App>, moderator: Moderator, Number(id): Number) -> Result<Response> {
    let case = app.store.case(id).await?.ok_or(Error::NotFound)?;
    show_case(&app, &moderator, CaseView::new(&app, case, "/moderation"), None, StatusCode::OK).await
}

/// POST `/moderation/comments/{id}`.
pub(super) async fn decide(State(app): State<App>, moderator: Moderator, Number(id): Number, form: Form) -> Result<Response> {
    let case = app.store.case(id).await?.ok_or(Error::NotFound)?;
    let verdict: Verdict = form.read()?;
    let next = own_path(&app, &verdict.next).unwrap_or_else(|| "/moderation".to_owned());

    let Some(version) = parse_id(&verdict.version) else {
        return refuse(&app, &moderator, case, &verdict, &next, "decision-version-missing").await;
    };
    let decision = match Decision::from_codes(&verdict.decision, &verdict.reason) {
        Ok(decision) => decision,
        Err(key) => return refuse(&app, &moderator, case, &verdict, &next, key).await,
    };
    let note = match moderation::note(&verdict.note) {
        Ok(note) => note,
        Err(key) => return refuse(&app, &moderator, case, &verdict, &next, key).await,
    };
    if version != case.comment.version {
        return overtaken(&app, &moderator, id, (version, decision), &verdict, &next).await;
    }
    let becomes = match decision.applied_to(&case.comment) {
        Ok(state) => state,
        Err(key) => return refuse(&app, &moderator, case, &verdict, &next, key).await,
    };

    let ruling = Ruling { comment: &case.comment, decision, becomes, note: note.as_deref(), moderator: moderator.account.id };
    if !app.store.record(&ruling, app.now()).await? {
        return overtaken(&app, &moderator, id, (version, decision), &verdict, &next).await;
    }
    tracing::info!(comment = id, moderator = moderator.account.id, decision = decision.codes().0, "a comment was judged");
    Ok(see_other(&next))
}

/// GET `/moderation/log`.
pub(super) async fn log(State(app): State<App>, moderator: Moderator, asked: Asked) -> Result<Response> {
    let (records, pages) = app.store.log(asked.page()).await?;
    let pager = Pager::new("/moderation/log", "", asked.page(), pages).ok_or(Error::NotFound)?;
    let page = LogPage {
        t: app.lang(),
        shell: Shell::new(&app, moderator.visitor.member.as_ref(), Section::Moderation).await?,
        records: records.into_iter().map(|record| RecordView::new(&app.calendar, app.lang(), record)).collect(),
        pager,
    };
    Ok(Page::personal(page).into_response())
}

/// The case again, with what is wrong and everything as it was sent.
async fn refuse(
    app: &App,
    moderator: &Moderator,
    case: Case,
    verdict: &Verdict,
    next: &str,
    key: &'static str,
) -> Result<Response> {
    let problem = (app.lang().say("decision-refused"), app.lang().say(key));
    let case = CaseView::new(app, case, next).with(verdict);
    show_case(app, moderator, case, Some(problem), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Somebody decided about another version. Who sends the same twice is answered as the first time.
async fn overtaken(
    app: &App,
    moderator: &Moderator,
    comment: i64,
    (version, decision): (i64, Decision),
    verdict: &Verdict,
    next: &str,
) -> Result<Response> {
    let case = app.store.case(comment).await?.ok_or(Error::NotFound)?;
    let Some(last) = app.store.last_decision(comment).await? else {
        return refuse(app, moderator, case, verdict, next, "decision-version-missing").await;
    };
    if last.moderator_id == moderator.account.id && last.version == version + 1 && last.decision == decision {
        return Ok(see_other(next));
    }
    let t = app.lang();
    let told = Sentence {
        key: "decision-overtaken-by",
        args: vec![
            ("moderator", last.moderator.as_str().into()),
            ("moment", app.calendar.ago(last.made_at, app.now()).into()),
            ("decided", decided(t, last.decision).into()),
        ],
    };
    let problem = (t.say("decision-overtaken"), t.tell(&told));
    let case = CaseView::new(app, case, next).with(verdict);
    show_case(app, moderator, case, Some(problem), StatusCode::CONFLICT).await
}

async fn show_case(
    app: &App,
    moderator: &Moderator,
    case: CaseView,
    problem: Option<(String, String)>,
    status: StatusCode,
) -> Result<Response> {
    let shell = Shell::new(app, moderator.visitor.member.as_ref(), Section::Moderation).await?;
    Ok(Page::personal(CasePage { t: app.lang(), shell, case, problem }).status(status).into_response())
}

/// "verwijderd wegens belediging"
fn decided(t: Lang, decision: Decision) -> String {
    match decision {
        Decision::Keep => t.say("decided-keep"),
        Decision::Restore => t.say("decided-restore"),
        Decision::Remove(reason) => t.with("decided-remove", &[("reason", t.say(reason.word()).into())]),
    }
}

impl QueuePage {
    /// Every tab: its queue, its name, how many wait there.
    fn tabs(&self) -> [(Queue, String, i64); 3] {
        Queue::ALL.map(|queue| {
            let key = match queue {
                Queue::Review => "queue-review",
                Queue::Held => "queue-held",
                Queue::Removed => "queue-removed",
            };
            (queue, self.t.say(key), self.counts.of(queue))
        })
    }

    /// How many wait in the queue shown.
    fn waiting(&self) -> i64 {
        self.counts.of(self.current)
    }

    fn is_current(&self, queue: &Queue) -> bool {
        self.current == *queue
    }

    /// What an empty queue says.
    fn nothing(&self) -> (String, String) {
        let (heading, text) = match self.current {
            Queue::Review => ("queue-review-empty", "queue-review-empty-text"),
            Queue::Held => ("queue-held-empty", "queue-held-empty-text"),
            Queue::Removed => ("queue-removed-empty", "queue-removed-empty-text"),
        };
        (self.t.say(heading), self.t.say(text))
    }
}

impl CaseView {
    fn new(app: &App, case: Case, next: &str) -> Self {
        let t = app.lang();
        let comment = case.comment;
        let removed = match comment.state {
            comment::State::Removed(reason) => Some(t.with("tombstone", &[("reason", t.say(reason.word()).into())])),
            comment::State::Held | comment::State::Visible => None,
        };
        let past = [("count", case.earlier.into()), ("removed", case.earlier_removed.into())];
        Self {
            id: comment.id,
            version: comment.version,
            name: comment.author.name().map_or_else(|| t.say("former-commenter"), str::to_owned),
            first: case.earlier == 0,
            past: if case.earlier == 0 { t.say("case-first") } else { t.with("case-past", &past) },
            removed_before: case.earlier_removed > 0,
            machine: app.calendar.machine(comment.posted_at),
            ago: app.calendar.ago(comment.posted_at, app.now()),
            article_title: case.article_title,
            email: comment.author.masked_email(),
            held: comment.state == comment::State::Held,
            html: comment.html,
            removed,
            next: next.to_owned(),
            note: String::new(),
            chosen: String::new(),
        }
    }

    /// With what a moderator had filled in.
    fn with(mut self, verdict: &Verdict) -> Self {
        self.note.clone_from(&verdict.note);
        self.chosen.clone_from(&verdict.reason);
        self
    }

    fn reasons(&self) -> [Reason; 7] {
        Reason::ALL
    }
}

impl Done {
    fn new(t: Lang, record: &Record) -> Self {
        let author = record.author.clone().unwrap_or_else(|| t.say("former-commenter"));
        let sentence = t.with("done", &[("decided", decided(t, record.decision).into()), ("author", author.into())]);
        let undoable = matches!(record.decision, Decision::Remove(_));
        Self { comment: record.comment_id, version: record.version, sentence, undoable }
    }
}

impl RecordView {
    fn new(calendar: &Calendar, t: Lang, record: Record) -> Self {
        Self {
            comment: record.comment_id,
            machine: calendar.machine(record.made_at),
            moment: calendar.date_time(record.made_at),
            decided: decided(t, record.decision),
            author: record.author.unwrap_or_else(|| t.say("former-commenter")),
            article_title: record.article_title,
            moderator: record.moderator,
            note: record.note,
        }
    }
}
