//! Rules of a decision about a comment: who may decide, on which version, with what included.
//!
//! The result is a value, which `case` shows as a page and the API as JSON.

use serde::Deserialize;

use super::{namesakes, recusal};
use crate::app::App;
use crate::app::metrics::CommentOutcome;
use crate::comment::Comment;
use crate::error::Result;
use crate::moderation::{self, Decision, LogEntry};
use crate::store::comments::Likeness;
use crate::store::moderation::{AuthorBan, Case, NewDecision};
use crate::web::page::{NextPath, parse_id};
use crate::web::session::Moderator;

/// Fields of the decision form, as they were sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct DecisionForm {
    pub(super) decision: String,
    pub(super) reason: String,
    pub(super) note: String,
    pub(super) all: String,
    /// Other authors under the same e-mail address, each given by the number of one comment.
    pub(super) also: Vec<String>,
    pub(super) alike: Vec<String>,
    pub(super) ban: String,
    pub(super) undo: String,
    pub(super) version: String,
    pub(super) next: NextPath,
    /// Number of the next case on the page of the queue that the form was sent from.
    ///
    /// Empty after the last case, absent if the form was sent from another page.
    pub(super) then: Option<String>,
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
pub(in crate::web) type FieldError = (&'static str, &'static str);

/// Result of a decision.
pub(in crate::web) enum Judged {
    /// The decision is recorded.
    Recorded,
    /// The same decision was recorded before.
    Before {
        /// True if this moderator recorded it.
        own: bool,
    },
    /// The input has an error.
    Refused(FieldError),
    /// Another decision was recorded first.
    Overtaken(LogEntry),
}

impl DecisionForm {
    /// Creates a form with a decision about one comment and no more.
    pub(in crate::web) fn of_one(decision: &str, reason: &str, note: &str, version: i64) -> Self {
        Self {
            decision: decision.to_owned(),
            reason: reason.to_owned(),
            note: note.to_owned(),
            version: version.to_string(),
            ..Self::default()
        }
    }
}

/// Records a decision, unless the rules refuse it.
///
/// Fails with `Error::Forbidden` if this moderator must leave the case to a colleague.
pub(in crate::web) async fn judge(
    app: &App,
    moderator: &Moderator,
    case: &Case,
    verdict: &DecisionForm,
) -> Result<Judged> {
    let (id, me) = (case.comment.id, moderator.account.id);
    let version = parse_id(&verdict.version);
    // An outdated version is reported before a recusal.
    if version.is_none_or(|version| version == case.comment.version) {
        recusal::refuse(app, me, &[id]).await?;
    }
    let Some(version) = version else {
        return Ok(Judged::Refused(("version", "decision-version-missing")));
    };
    let checked = CheckedDecision::new(app, verdict, case);
    if version != case.comment.version {
        return overtaken(app, moderator, id, (version, checked.ok())).await;
    }
    let checked = match checked {
        Ok(checked) => checked,
        Err(error) => return Ok(Judged::Refused(error)),
    };
    if let Err(key) = checked.decision.applied_to(&case.comment) {
        return Ok(Judged::Refused(("decision", key)));
    }
    if !carry_out(app, moderator, case, &checked).await? {
        return overtaken(app, moderator, id, (version, Some(checked))).await;
    }
    let decision = checked.decision.codes().0;
    tracing::info!(comment = id, moderator = me, decision, "a comment was judged");
    Ok(Judged::Recorded)
}

/// Returns the result for a decision about an outdated version of the comment.
///
/// A repeated request gets the same result as the first one, and so does a decision that equals the
/// one of a colleague.
async fn overtaken(
    app: &App,
    moderator: &Moderator,
    comment: i64,
    (version, checked): (i64, Option<CheckedDecision>),
) -> Result<Judged> {
    let Some(last) = app.store.last_decision(moderator.scope(), comment).await? else {
        return Ok(Judged::Refused(("version", "decision-version-missing")));
    };
    let own = last.moderator_id == moderator.account.id;
    if let Some(checked) = checked.filter(|_| version.checked_add(1) == Some(last.version))
        && (checked.is_only(last.decision) || own && checked.decision == last.decision)
    {
        return Ok(Judged::Before { own });
    }
    Ok(Judged::Overtaken(last))
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
        app.store.others_by_author_of(moderator.scope(), case.comment.id).await?
    } else {
        Vec::new()
    };
    others
        .extend(namesakes::comments(app, moderator.scope(), case.comment.id, &checked.also).await?);
    let alike = app.store.alike(moderator.scope(), case.comment.id, &checked.alike).await?;
    let is_new = |comment: &Comment| others.iter().all(|other| other.id != comment.id);
    let alike: Vec<Comment> = alike.into_iter().filter(is_new).collect();
    others.extend(alike);
    let ruling = |comment| {
        let becomes = checked.decision.applied_to(comment).ok()?;
        let (decision, note, moderator) =
            (checked.decision, checked.note.as_deref(), moderator.account.id);
        let (route, lesson) = (None, None);
        Some(NewDecision { comment, decision, becomes, note, moderator, route, lesson })
    };
    let mut decisions: Vec<NewDecision<'_>> =
        std::iter::once(&case.comment).chain(&others).filter_map(ruling).collect();
    app.add_lessons(&mut decisions).await?;
    let is_first =
        app.store.record_with_others(&decisions, checked.ban.as_ref(), app.now()).await?;
    if is_first && matches!(checked.decision, Decision::Remove(_)) {
        let removed = u64::try_from(decisions.len()).unwrap_or_default();
        app.metrics.comments(CommentOutcome::Removed).add(removed);
    }
    Ok(is_first)
}
