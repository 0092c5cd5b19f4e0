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

use super::labels::Labels;
use super::notes::NoteView;
use super::surroundings::{self, RoundView};
use super::view::CaseView;
use super::{Problem, namesakes, notes, noting, overtaken_by, queue, recusal, shell};
use crate::account::Role;
use crate::app::App;
use crate::app::metrics::CommentOutcome;
use crate::comment::{Comment, Reason};
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::moderation::{self, Decision, NoteAbout};
use crate::store::comments::Likeness;
use crate::store::moderation::{AuthorBan, Case, NewDecision};
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

/// Fields of the decision form, as they were sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    pub(super) decision: String,
    pub(super) reason: String,
    pub(super) note: String,
    pub(super) all: String,
    /// Other authors under the same e-mail address, each given by the number of one comment.
    pub(super) also: Vec<String>,
    pub(super) alike: Vec<String>,
    pub(super) ban: String,
    undo: String,
    version: String,
    next: NextPath,
    /// Number of the next case on the page of the queue that the form was sent from.
    ///
    /// Empty after the last case, absent if the form was sent from another page.
    then: Option<String>,
}

/// Valid decision, to be carried out if the comment still has the version that the moderator saw.
struct CheckedDecision {
    decision: Decision,
    note: Option<String>,
    ban: Option<AuthorBan>,
    all: bool,
    also: Vec<i64>,
    alike: Vec<Likeness>,
}

/// Form field that has an error, and the key of the message about it.
type FieldError = (&'static str, &'static str);

/// GET `/moderation/comments/{id}`: shows a case.
///
/// The query parameters `decision=remove` and `reason` preselect a reason.
pub(in crate::web) async fn case(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let case = app.store.case(id, app.now()).await?.ok_or(Error::NotFound)?;
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
    app.store.case(id, app.now()).await?.ok_or(Error::NotFound)?;
    app.store.claim(id, moderator.account.id, app.now()).await?;
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
    let case = app.store.case(id, app.now()).await?.ok_or(Error::NotFound)?;
    let verdict: DecisionForm = form.read()?;
    let next = verdict.next.path_or(&app, "/moderation");

    let version = parse_id(&verdict.version);
    // An outdated version is reported before a recusal.
    if version.is_none_or(|version| version == case.comment.version) {
        recusal::refuse(&app, moderator.account.id, &[id]).await?;
    }
    let Some(version) = version else {
        return refuse(&app, &moderator, case, &verdict, ("version", "decision-version-missing"))
            .await;
    };
    if verdict.undo == "yes" {
        return take_back(&app, &moderator, case, version, &verdict).await;
    }
    let checked = CheckedDecision::new(&app, &verdict, &case);
    if version != case.comment.version {
        return overtaken(&app, &moderator, case, (version, checked.ok()), &verdict).await;
    }
    let checked = match checked {
        Ok(checked) => checked,
        Err(error) => return refuse(&app, &moderator, case, &verdict, error).await,
    };
    if let Err(key) = checked.decision.applied_to(&case.comment) {
        return refuse(&app, &moderator, case, &verdict, ("decision", key)).await;
    }
    if !carry_out(&app, &moderator, &case, &checked).await? {
        return overtaken(&app, &moderator, case, (version, Some(checked)), &verdict).await;
    }
    tracing::info!(
        comment = id,
        moderator = moderator.account.id,
        decision = checked.decision.codes().0,
        "a comment was judged"
    );
    look_at_next(&app, &moderator, &verdict).await?;
    Ok(see_other(&next))
}

/// Claims the next case for a moderator who works through a queue.
async fn look_at_next(app: &App, moderator: &Moderator, verdict: &DecisionForm) -> Result<()> {
    match verdict.then.as_deref().and_then(parse_id) {
        Some(then) => app.store.claim(then, moderator.account.id, app.now()).await,
        None => Ok(()),
    }
}

impl CasePage {
    fn here(&self) -> String {
        format!("/moderation/comments/{}", self.case.id)
    }
}

impl CheckedDecision {
    fn new(app: &App, verdict: &DecisionForm, case: &Case) -> Result<Self, FieldError> {
        let decision = Decision::from_codes(&verdict.decision, &verdict.reason)
            .map_err(|key| ("reason", key))?;
        let note = moderation::note(&verdict.note).map_err(|key| ("note", key))?;
        let Decision::Remove(reason) = decision else {
            return Ok(Self {
                decision,
                note,
                ban: None,
                all: false,
                also: Vec::new(),
                alike: Vec::new(),
            });
        };
        let ends = moderation::ban_ends(&verdict.ban, app.now()).map_err(|key| ("ban", key))?;
        if let (Some(_), Some(obstacle)) = (ends, case.ban_obstacle()) {
            return Err(("ban", obstacle));
        }
        let word = app.lang().say(reason.label());
        let why = note.as_ref().map_or_else(|| word.clone(), |note| format!("{word}: {note}"));
        let ban = ends.map(|ends_at| AuthorBan { why, ends_at });
        let also = verdict.also.iter().filter_map(|id| parse_id(id)).collect();
        let alike = verdict.alike.iter().filter_map(|code| Likeness::from_code(code)).collect();
        Ok(Self { decision, note, ban, all: !verdict.all.is_empty(), also, alike })
    }

    /// Returns whether the form asks for this decision and nothing more.
    ///
    /// Then nothing is lost if a colleague recorded the same decision before.
    fn is_only(&self, decision: Decision) -> bool {
        let reaches_more =
            self.ban.is_some() || self.all || !self.also.is_empty() || !self.alike.is_empty();
        self.decision == decision && self.note.is_none() && !reaches_more
    }
}

/// Records a decision, the decisions about further comments that it includes, and its ban.
///
/// Returns `false` if another moderator decided about this comment first; then nothing changes.
async fn carry_out(
    app: &App,
    moderator: &Moderator,
    case: &Case,
    checked: &CheckedDecision,
) -> Result<bool> {
    let mut others = if checked.all {
        app.store.others_by_author_of(case.comment.id).await?
    } else {
        Vec::new()
    };
    others.extend(namesakes::comments(app, case.comment.id, &checked.also).await?);
    let alike = app.store.alike(case.comment.id, &checked.alike).await?;
    let is_new = |comment: &Comment| others.iter().all(|other| other.id != comment.id);
    let alike: Vec<Comment> = alike.into_iter().filter(is_new).collect();
    others.extend(alike);
    let ruling = |comment| {
        let becomes = checked.decision.applied_to(comment).ok()?;
        let (decision, note, moderator) =
            (checked.decision, checked.note.as_deref(), moderator.account.id);
        Some(NewDecision { comment, decision, becomes, note, moderator, route: None })
    };
    let decisions: Vec<NewDecision<'_>> =
        std::iter::once(&case.comment).chain(&others).filter_map(ruling).collect();
    let is_first =
        app.store.record_with_others(&decisions, checked.ban.as_ref(), app.now()).await?;
    if is_first && matches!(checked.decision, Decision::Remove(_)) {
        let removed = u64::try_from(decisions.len()).unwrap_or_default();
        app.metrics.comments(CommentOutcome::Removed).add(removed);
    }
    Ok(is_first)
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
    let (id, me) = (case.comment.id, moderator.account.id);
    let next = verdict.next.path_or(app, "/moderation");
    let made = app.store.decision_of(id, version).await?;
    if let Some(made) = made.filter(|made| made.moderator_id == me)
        && app.store.take_back(made.action, me, app.now()).await?
    {
        tracing::info!(comment = id, moderator = me, "an action of a moderator was undone");
        return Ok(see_other(&next));
    }
    let after = app.store.decision_of(id, version + 1).await?;
    if after.is_some_and(|after| after.moderator_id == me && after.decision == Decision::Restore) {
        return Ok(see_other(&next));
    }
    let t = app.lang();
    let problem = (t.say("undo-too-late"), t.say("undo-too-late-text"));
    show(app, moderator, CaseView::new(app, case, me, &next), Some(problem), StatusCode::CONFLICT)
        .await
}

/// Responds with 422: the case, the error and the fields as they were sent.
async fn refuse(
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

/// Responds to a decision about an outdated version of the comment.
///
/// A repeated request gets the same response as the first one, and so does a decision that equals
/// the one of a colleague. Otherwise the response has the status 409 and shows the case as it is
/// now.
async fn overtaken(
    app: &App,
    moderator: &Moderator,
    case: Case,
    (version, checked): (i64, Option<CheckedDecision>),
    verdict: &DecisionForm,
) -> Result<Response> {
    let next = verdict.next.path_or(app, "/moderation");
    let Some(last) = app.store.last_decision(case.comment.id).await? else {
        return refuse(app, moderator, case, verdict, ("version", "decision-version-missing"))
            .await;
    };
    let own = last.moderator_id == moderator.account.id;
    if let Some(checked) = checked.filter(|_| last.version == version + 1)
        && (checked.is_only(last.decision) || own && checked.decision == last.decision)
    {
        look_at_next(app, moderator, verdict).await?;
        return Ok(see_other(&if own { next } else { noting(&next, case.comment.id) }));
    }
    // The moderator decides about what the page shows next, so it is read again from the database.
    let case = app.store.case(case.comment.id, app.now()).await?.ok_or(Error::NotFound)?;
    let problem =
        (app.lang().say("decision-overtaken"), overtaken_by(app, &last, moderator.account.id));
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
    recusal::mark(app, moderator.account.id, &mut [&mut case]).await?;
    case.namesakes = namesakes::views(app, case.id, &case.also).await?;
    let here = format!("/moderation/comments/{}", case.id);
    let chosen = [("decision", "remove"), ("reason", case.chosen.as_str())];
    let chosen = form_urlencoded::Serializer::new(String::new()).extend_pairs(chosen).finish();
    let next = if case.chosen.is_empty() { here } else { format!("{here}?{chosen}") };
    let page = CasePage {
        round: surroundings::thread(app, case.id).await?,
        neighbours: surroundings::neighbours(app, case.id).await?,
        notes: notes::views(app, case.id, NoteAbout::Case).await?,
        about_commenter: notes::views(app, case.id, NoteAbout::Commenter).await?,
        claim: case.is_free.then_some(next),
        t: app.lang(),
        shell: shell(app, moderator).await?,
        labels: Labels::new(app.lang(), app.store.has_keys(moderator.account.id).await?),
        may_expunge: moderator.account.role >= Role::Admin
            && !case.expunged
            && app.store.recusal(case.id, moderator.account.id, true).await?.is_none(),
        case,
        problem,
    };
    Ok(Page::personal(page).status(status).into_response())
}
