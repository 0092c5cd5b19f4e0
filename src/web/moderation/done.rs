//! Notice about the last action of a moderator.
//!
//! It says how many comments the action concerned, or what undoing it restored, and offers to undo
//! it.

use super::decided;
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::moderation::{Decision, LogEntry, UNDO};
use crate::store::moderation::ActionSummary;
use crate::web::session::Moderator;

/// Last action of a moderator, as the notice shows it.
pub(super) struct Done {
    pub(super) comment: i64,
    pub(super) version: i64,
    pub(super) sentence: String,
    pub(super) told: Option<String>,
    pub(super) undoable: bool,
}

/// Returns the last action of a moderator within the time in which it can be undone (`UNDO`).
pub(in crate::web::moderation) async fn just_done(
    app: &App,
    moderator: &Moderator,
) -> Result<Option<Done>> {
    let (scope, moderator) = (moderator.scope(), moderator.account.id);
    let Some(last) = app.store.last_decision_by(scope, moderator, app.now() - UNDO).await? else {
        return Ok(None);
    };
    let (undoable, summary) = tokio::try_join!(
        app.store.may_take_back(scope, last.action, moderator, app.now()),
        app.store.action_summary(last.action, last.made_at),
    )?;
    if last.undoes.is_some()
        && let Some(was) = app.store.decision_of(scope, last.comment_id, last.version - 1).await?
    {
        let whole = app.store.action_summary(was.action, last.made_at).await?;
        let sentence = undone(app.lang(), &was, summary.decisions, whole);
        return Ok(Some(Done::new(&last, sentence, None, false)));
    }
    let (t, many) = (app.lang(), summary.decisions > 1);
    let is_told = matches!(last.decision, Decision::Remove(_)) && (many || last.author.is_some());
    let told = is_told.then(|| t.say(if many { "done-told-many" } else { "done-told" }));
    let decided = match last.decision {
        Decision::Keep if summary.posted == summary.decisions => t.say("decided-post"),
        Decision::Restore if many => t.say("decided-restore-many"),
        decision => decided(t, decision),
    };
    Ok(Some(Done::new(&last, sentence(t, &last, decided, summary), told, undoable)))
}

impl Done {
    fn new(last: &LogEntry, sentence: String, told: Option<String>, undoable: bool) -> Self {
        Self { comment: last.comment_id, version: last.version, sentence, told, undoable }
    }
}

/// Text about an action, for example "4 reacties verwijderd wegens spam, 1 uitsluiting".
fn sentence(t: Lang, last: &LogEntry, decided: String, summary: ActionSummary) -> String {
    let banned = summary.bans > 0;
    if summary.decisions > 1 {
        let places = [("count", summary.decisions.into()), ("decided", decided.into())];
        return t.with(if banned { "done-many-with-ban" } else { "done-many" }, &places);
    }
    let author = t.commenter(last.author.as_deref());
    let places = [("decided", decided.into()), ("author", author.into())];
    t.with(if banned { "done-with-ban" } else { "done" }, &places)
}

/// Text about an action that was undone.
///
/// For example "Ongedaan gemaakt: 4 reacties zijn terug. De uitsluiting is opgeheven. Er was nog
/// geen bericht verstuurd." `back` is the number of decisions undone, `whole` the summary of the
/// original action.
fn undone(t: Lang, was: &LogEntry, back: i64, whole: ActionSummary) -> String {
    let was_removal = matches!(was.decision, Decision::Remove(_));
    let key = if was_removal { "undone-removal" } else { "undone-keep" };
    let mut sentences = vec![t.with(key, &[("count", back.into())])];
    if whole.lifted > 0 {
        sentences.push(t.say("undone-ban"));
    }
    if whole.decisions > back {
        sentences.push(t.with("undone-rest", &[("count", (whole.decisions - back).into())]));
    }
    if whole.messages > 0 {
        let key = if was_removal { "undone-sent-removal" } else { "undone-sent" };
        sentences.push(t.with(key, &[("count", whole.messages.into())]));
    } else if was_removal {
        sentences.push(t.say("undone-unsent"));
    }
    sentences.join(" ")
}
