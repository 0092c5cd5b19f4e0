//! One decision about a selection of cases.
//!
//! Each comment is decided about separately: if a colleague was first with one of them, the
//! moderator is told about that one and the others are recorded.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::view::CaseView;
use super::{noting, overtaken_by, queue, recusal, shell};
use crate::app::App;
use crate::app::metrics::CommentOutcome;
use crate::comment::Comment;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::moderation::{BULK_MAX, Decision};
use crate::store::moderation::NewDecision;
use crate::web::page::{Form, NextPath, Page, Shell, parse_id, see_other};
use crate::web::session::Moderator;

#[derive(Template)]
#[template(path = "moderation/bulk.html")]
struct BulkPage {
    t: Lang,
    shell: Shell,
    stands: String,
    late: Vec<(i64, String, String)>,
    next: String,
}

/// Code of the decision that keeps every comment on the page except the selected ones.
const KEEP_REST: &str = "keep-rest";

/// Selection as it was sent.
///
/// Each entry of `ids` is the number of a comment and the version that the moderator saw: `31:1`.
/// `shown` has the same format and lists every case on the page that no colleague is looking at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Bulk {
    ids: Vec<String>,
    shown: Vec<String>,
    decision: String,
    #[serde(skip)]
    all: bool,
    pub(super) reason: String,
    next: NextPath,
}

/// Comments by number, each with the version that the moderator saw.
type Chosen = Vec<(i64, i64)>;

/// POST `/moderation/bulk`: records one decision about a selection.
///
/// Redirects to the queue if every comment has the decision. Responds with 409 and a list if some
/// could not be decided about, for example because a colleague was first, and with 422 if the form
/// has an error. Fails with `Error::NotFound` if none of the comments exists, and with
/// `Error::Forbidden` if this moderator must leave one of them to a colleague.
pub(in crate::web) async fn bulk(
    State(app): State<App>,
    moderator: Moderator,
    form: Form,
) -> Result<Response> {
    let bulk: Bulk = form.read()?;
    let next = bulk.next.path_or(&app, "/moderation");
    let (chosen, decision) = match bulk.check() {
        Ok(sound) => sound,
        Err(key) => return queue::again(&app, &moderator, bulk, &next, key).await,
    };

    let ids: Vec<i64> = chosen.iter().map(|(id, _)| *id).collect();
    let cases = app.store.cases(moderator.scope(), &ids, app.now()).await?;
    let comments: Vec<(&Comment, i64)> = cases
        .iter()
        .filter_map(|case| {
            Some((&case.comment, chosen.iter().find(|(id, _)| *id == case.comment.id)?.1))
        })
        .collect();
    if comments.is_empty() {
        return Err(Error::NotFound);
    }
    let me = moderator.account.id;
    // Refuses the whole selection, so that the recorded decisions are those that were chosen; the
    // pages do not offer such cases for selection.
    let current: Vec<i64> = comments
        .iter()
        .filter(|(comment, seen)| comment.version == *seen)
        .map(|(comment, _)| comment.id)
        .collect();
    recusal::refuse(&app, me, &current).await?;
    let mut decisions: Vec<NewDecision<'_>> = comments
        .iter()
        .filter_map(|(comment, seen)| ruling(comment, *seen, decision, me))
        .collect();
    app.add_lessons(&mut decisions).await?;
    let decided = app.store.record_all(&decisions, app.now()).await?;
    let stands: Vec<i64> = decisions
        .iter()
        .zip(&decided)
        .filter(|(_, id)| id.is_some())
        .map(|(ruling, _)| ruling.comment.id)
        .collect();
    if matches!(decision, Decision::Remove(_)) {
        let removed = u64::try_from(stands.len()).unwrap_or_default();
        app.metrics.comments(CommentOutcome::Removed).add(removed);
    }
    tracing::info!(
        comments = stands.len(),
        moderator = me,
        decision = decision.codes().0,
        "comments were judged"
    );

    let (mut late, mut already) = (Vec::new(), None);
    for (comment, seen) in comments.iter().filter(|(comment, _)| !stands.contains(&comment.id)) {
        match told(&app, &moderator, comment, (*seen, decision)).await? {
            Undecided::Already { by_colleague } => {
                already = already.or(by_colleague.then_some(comment.id));
            }
            Undecided::Late(id, name, why) => late.push((id, name, why)),
        }
    }
    if late.is_empty() {
        return Ok(see_other(&already.map_or_else(|| next.clone(), |id| noting(&next, id))));
    }
    let t = app.lang();
    let stands = i64::try_from(comments.len() - late.len()).unwrap_or_default();
    let stands = t.with("bulk-stands", &[("count", stands.into())]);
    let page = BulkPage { t, shell: shell(&app, &moderator).await?, stands, late, next };
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}

impl Bulk {
    /// Returns the chosen comments and the decision, or the key of an error message.
    ///
    /// An empty selection and one of more than `BULK_MAX` comments are errors.
    fn check(&self) -> Result<(Chosen, Decision), &'static str> {
        let rest = self.decision == KEEP_REST;
        let code = if rest { Decision::Keep.codes().0 } else { &self.decision };
        let decision = Decision::from_codes(code, &self.reason)?;
        let mut chosen = parsed(&self.ids)?;
        if rest {
            let selected = std::mem::replace(&mut chosen, parsed(&self.shown)?);
            chosen.retain(|(id, _)| selected.iter().all(|(other, _)| other != id));
        }
        match chosen.len() {
            0 if rest => Err("bulk-no-rest"),
            0 => Err("bulk-none"),
            n if n > BULK_MAX => Err("bulk-too-many"),
            _ => Ok((chosen, decision)),
        }
    }

    /// Selection of everything on the page if `all` is true, for browsers without scripts.
    pub(super) fn of_everything(all: bool) -> Self {
        Self { all, ..Self::default() }
    }

    /// Returns a case with its `picked` field set from this selection.
    pub(super) fn picked(&self, case: CaseView) -> CaseView {
        let start = format!("{}:", case.id);
        let chosen = self.ids.iter().any(|id| id.starts_with(&start));
        CaseView { picked: chosen || self.all && !case.is_taken, ..case }
    }
}

/// Parses the `number:version` pairs of the form.
///
/// The result is in the order of the numbers and has no duplicates.
fn parsed(pairs: &[String]) -> Result<Chosen, &'static str> {
    let mut chosen = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let (id, version) = pair.split_once(':').ok_or("bulk-unreadable")?;
        chosen.push((
            parse_id(id).ok_or("bulk-unreadable")?,
            parse_id(version).ok_or("bulk-unreadable")?,
        ));
    }
    chosen.sort_unstable();
    chosen.dedup_by_key(|(id, _)| *id);
    Ok(chosen)
}

/// Returns the ruling about one comment.
///
/// `None` if the comment has another version than the moderator saw, or if the decision may not
/// follow its state.
fn ruling(
    comment: &Comment,
    seen: i64,
    decision: Decision,
    moderator: i64,
) -> Option<NewDecision<'_>> {
    let becomes = decision.applied_to(comment).ok().filter(|_| comment.version == seen)?;
    let (note, route, lesson) = (None, None, None);
    Some(NewDecision { comment, decision, becomes, note, moderator, route, lesson })
}

/// Reason for which no decision about a comment was recorded.
enum Undecided {
    /// The same decision was recorded before, by this moderator or by a colleague.
    Already { by_colleague: bool },
    /// Number of the comment, name of its author, and the message that says why.
    Late(i64, String, String),
}

/// Returns the reason for which no decision about a comment was recorded.
async fn told(
    app: &App,
    moderator: &Moderator,
    comment: &Comment,
    (seen, decision): (i64, Decision),
) -> Result<Undecided> {
    let t = app.lang();
    let name = t.commenter(comment.author.name());
    if comment.version == seen
        && let Err(key) = decision.applied_to(comment)
    {
        return Ok(Undecided::Late(comment.id, name, t.say(key)));
    }
    let Some(last) = app.store.last_decision(moderator.scope(), comment.id).await? else {
        return Ok(Undecided::Late(comment.id, name, t.say("decision-version-missing")));
    };
    if last.version == seen + 1 && last.decision == decision {
        return Ok(Undecided::Already { by_colleague: last.moderator_id != moderator.account.id });
    }
    Ok(Undecided::Late(comment.id, name, overtaken_by(app, &last, moderator.account.id)))
}
