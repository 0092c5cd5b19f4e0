//! One case: a comment with all that a moderator needs to decide about it.
//!
//! A moderator claims a case, so that colleagues see who is looking at it. A decision releases the
//! claim.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::form_urlencoded;

use super::decision::{DecisionForm, FieldError, Judged, judge};
use super::labels::Labels;
use super::notes::NoteView;
use super::surroundings::{self, RoundView};
use super::view::CaseView;
use super::{Problem, namesakes, notes, noting, overtaken_by, queue, recusal, score, shell};
use crate::account::Role;
use crate::app::App;
use crate::comment::Reason;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::moderation::{Decision, LogEntry, NoteAbout};
use crate::store::moderation::Case;
use crate::web::page::{
    FieldErrors, Form, Id, NextPath, Page, QueryParams, Shell, parse_id, see_other,
};
use crate::web::session::Moderator;

#[derive(Template)]
#[template(path = "moderation/case.html")]
struct CasePage {
    t: Lang,
    shell: Shell,
    labels: Labels,
    case: CaseView,
    problem: Option<Problem>,
    may_expunge: bool,
    /// Thread around the comment.
    round: Vec<RoundView>,
    /// Other names from the network of the comment.
    neighbours: Vec<(i64, String)>,
    /// Notes about the case.
    notes: Vec<NoteView>,
    /// Notes about the author of the comment.
    about_commenter: Vec<NoteView>,
    /// Address that the claim form returns to; `None` if a moderator has claimed the case.
    claim: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Claiming {
    next: NextPath,
}

/// GET `/moderation/comments/{id}`: shows a case.
///
/// The query parameters `decision=remove` and `reason` preselect a reason.
pub(in crate::web) async fn case(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let case = app.store.case(moderator.scope(), id, app.now()).await?.ok_or(Error::NotFound)?;
    let mut case = CaseView::new(&app, case, moderator.account.id, "/moderation");
    // A link in an e-mail may preselect a reason; nothing is decided until the form is sent.
    if let (Some("remove"), Some(reason)) =
        (asked.text("decision"), asked.text("reason").and_then(Reason::from_code))
    {
        reason.code().clone_into(&mut case.chosen);
    }
    show(&app, &moderator, case, None, StatusCode::OK).await
}

/// POST `/moderation/comments/{id}/claim`: claims a case for this moderator.
///
/// Colleagues see the claim for five minutes. On pages with a script the script sends this request.
/// A case that a colleague has claimed stays theirs.
pub(in crate::web) async fn claim(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let typed: Claiming = form.read()?;
    app.store.case(moderator.scope(), id, app.now()).await?.ok_or(Error::NotFound)?;
    app.store.claim(moderator.scope(), id, moderator.account.id, app.now()).await?;
    Ok(see_other(&typed.next.path_or(&app, &format!("/moderation/comments/{id}"))))
}

/// POST `/moderation/comments/{id}`: records a decision about a comment, or undoes one.
///
/// Redirects to the address in `next`. Responds with 422 if the form has an error, and with 409 if
/// another moderator decided first. Fails with `Error::Forbidden` if this moderator must leave the
/// case to a colleague.
pub(in crate::web) async fn decide(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let case = app.store.case(moderator.scope(), id, app.now()).await?.ok_or(Error::NotFound)?;
    let verdict: DecisionForm = form.read()?;
    let next = verdict.next.path_or(&app, "/moderation");
    if verdict.undo == "yes"
        && let Some(version) = parse_id(&verdict.version)
    {
        if version == case.comment.version {
            recusal::refuse(&app, moderator.account.id, &[id]).await?;
        }
        return take_back(&app, &moderator, case, version, &verdict).await;
    }
    match judge(&app, &moderator, &case, &verdict).await? {
        Judged::Recorded => {
            look_at_next(&app, &moderator, &verdict).await?;
            Ok(see_other(&next))
        }
        Judged::Before { own } => {
            look_at_next(&app, &moderator, &verdict).await?;
            Ok(see_other(&if own { next } else { noting(&next, id) }))
        }
        Judged::Refused(error) => refuse(&app, &moderator, case, &verdict, error).await,
        Judged::Overtaken(last) => overtaken(&app, &moderator, case, &last, &verdict).await,
    }
}

/// Claims the next case for a moderator who works through a queue.
async fn look_at_next(app: &App, moderator: &Moderator, verdict: &DecisionForm) -> Result<()> {
    match verdict.then.as_deref().and_then(parse_id) {
        Some(then) => {
            let (scope, me) = (moderator.scope(), moderator.account.id);
            app.store.claim(scope, then, me, app.now()).await
        }
        None => Ok(()),
    }
}

impl CasePage {
    fn here(&self) -> String {
        format!("/moderation/comments/{}", self.case.id)
    }
}

/// Undoes the moderator's last action, which includes the decision with this version.
///
/// A repeated request gets the same response as the first one. Responds with 409 if nothing can be
/// undone any more.
async fn take_back(
    app: &App,
    moderator: &Moderator,
    case: Case,
    version: i64,
    verdict: &DecisionForm,
) -> Result<Response> {
    let (id, me, scope) = (case.comment.id, moderator.account.id, moderator.scope());
    let next = verdict.next.path_or(app, "/moderation");
    let made = app.store.decision_of(scope, id, version).await?;
    if let Some(made) = made.filter(|made| made.moderator_id == me)
        && app.store.take_back(scope, made.action, me, app.now()).await?
    {
        tracing::info!(comment = id, moderator = me, "an action of a moderator was undone");
        return Ok(see_other(&next));
    }
    let after = app.store.decision_of(scope, id, version.saturating_add(1)).await?;
    if after.is_some_and(|after| after.moderator_id == me && after.decision == Decision::Restore) {
        return Ok(see_other(&next));
    }
    let t = app.lang();
    let problem = (t.say("undo-too-late"), t.say("undo-too-late-text"));
    show(app, moderator, CaseView::new(app, case, me, &next), Some(problem), StatusCode::CONFLICT)
        .await
}

/// Responds with 422: the case, the error and the fields as they were sent.
pub(super) async fn refuse(
    app: &App,
    moderator: &Moderator,
    case: Case,
    verdict: &DecisionForm,
    (field, key): FieldError,
) -> Result<Response> {
    let t = app.lang();
    let next = verdict.next.path_or(app, "/moderation");
    let mut case = CaseView::new(app, case, moderator.account.id, &next).with(verdict);
    case.errors = FieldErrors::one(field, t.say(key));
    show(
        app,
        moderator,
        case,
        Some((t.say("decision-refused"), t.say(key))),
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await
}

/// Responds with 409 to a decision about an outdated version: the case as it is now.
pub(super) async fn overtaken(
    app: &App,
    moderator: &Moderator,
    case: Case,
    last: &LogEntry,
    verdict: &DecisionForm,
) -> Result<Response> {
    let next = verdict.next.path_or(app, "/moderation");
    // The moderator decides about what the page shows next, so it is read again from the database.
    let case = app
        .store
        .case(moderator.scope(), case.comment.id, app.now())
        .await?
        .ok_or(Error::NotFound)?;
    let problem =
        (app.lang().say("decision-overtaken"), overtaken_by(app, last, moderator.account.id));
    let case = CaseView::new(app, case, moderator.account.id, &next).with(verdict);
    if verdict.then.is_some() {
        look_at_next(app, moderator, verdict).await?;
        return queue::overtaken(app, moderator, case, problem).await;
    }
    show(app, moderator, case, Some(problem), StatusCode::CONFLICT).await
}

async fn show(
    app: &App,
    moderator: &Moderator,
    mut case: CaseView,
    problem: Option<Problem>,
    status: StatusCode,
) -> Result<Response> {
    let scope = moderator.scope();
    recusal::mark(app, moderator.account.id, &mut [&mut case]).await?;
    score::mark(app, &mut [&mut case]).await?;
    case.namesakes = namesakes::views(app, scope, case.id, &case.also).await?;
    let here = format!("/moderation/comments/{}", case.id);
    let chosen = [("decision", "remove"), ("reason", case.chosen.as_str())];
    let chosen = form_urlencoded::Serializer::new(String::new()).extend_pairs(chosen).finish();
    let next = if case.chosen.is_empty() { here } else { format!("{here}?{chosen}") };
    let page = CasePage {
        round: surroundings::thread(app, scope, case.id).await?,
        neighbours: surroundings::neighbours(app, scope, case.id).await?,
        notes: notes::views(app, scope, case.id, NoteAbout::Case).await?,
        about_commenter: notes::views(app, scope, case.id, NoteAbout::Commenter).await?,
        claim: case.is_free.then_some(next),
        t: app.lang(),
        shell: shell(app, moderator).await?,
        labels: Labels::new(app.lang(), app.store.has_keys(moderator.account.id).await?, scope),
        may_expunge: moderator.account.role >= Role::Admin
            && !case.expunged
            && app.store.recusal(case.id, moderator.account.id, true).await?.is_none(),
        case,
        problem,
    };
    Ok(Page::personal(page).status(status).into_response())
}
