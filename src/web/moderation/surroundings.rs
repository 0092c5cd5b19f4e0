//! Surroundings of a case: the thread round the comment, and other names from its network.

use std::collections::BTreeMap;

use crate::app::App;
use crate::comment::{Comment, Portrait, State};
use crate::error::Result;
use crate::markup::Html;

/// Comments of the thread that are shown before and after the one that is judged.
const AROUND: i64 = 10;
/// Names that are shown.
const NAMES: usize = 20;
/// Deepest level that is indented: a phone has room for no more.
const LEVEL_MAX: usize = 4;

/// A comment of the thread.
pub(super) struct RoundView {
    pub(super) id: i64,
    pub(super) portrait: Portrait,
    pub(super) name: String,
    /// Number of comments above it that answer one another.
    pub(super) level: usize,
    pub(super) moment: String,
    pub(super) state: Option<String>,
    pub(super) html: Html,
    /// Whether it is the one that is judged.
    pub(super) current: bool,
}

/// Returns the thread round a comment, that comment among it: each answer below what it answers.
pub(in crate::web::moderation) async fn thread(app: &App, comment: i64) -> Result<Vec<RoundView>> {
    let t = app.lang();
    let view = |(level, other): (usize, Comment)| RoundView {
        id: other.id,
        portrait: other.author.portrait(),
        name: other.author.name().map_or_else(|| t.say("former-commenter"), str::to_owned),
        level,
        moment: app.calendar.date_time(other.posted_at),
        state: match other.state {
            State::Held => Some(t.say("case-held")),
            State::Visible => None,
            State::Removed(reason) => Some(reason.tombstone(t)),
        },
        current: other.id == comment,
        html: other.html,
    };
    let comments = app.store.thread_round(comment, AROUND).await?;
    Ok(in_order_of_answers(comments).into_iter().map(view).collect())
}

/// Each comment with its level, below the one it answers; one whose parent is not among them
/// begins at the first level.
fn in_order_of_answers(comments: Vec<Comment>) -> Vec<(usize, Comment)> {
    let mut left: BTreeMap<i64, Comment> =
        comments.into_iter().map(|comment| (comment.id, comment)).collect();
    let mut ordered = Vec::with_capacity(left.len());
    // Parents are older than their answers, so the oldest that is left begins a branch.
    while let Some((_, first)) = left.pop_first() {
        let mut branch = vec![(0, first)];
        while let Some((level, comment)) = branch.pop() {
            let answers: Vec<i64> = left
                .values()
                .filter(|other| other.parent == Some(comment.id))
                .map(|other| other.id)
                .collect();
            let deeper = answers.into_iter().rev().filter_map(|id| left.remove(&id));
            branch.extend(deeper.map(|answer| ((level + 1).min(LEVEL_MAX), answer)));
            ordered.push((level, comment));
        }
    }
    ordered
}

/// Returns other names from the network of a comment: the number of their latest comment there, and a line.
pub(in crate::web::moderation) async fn neighbours(
    app: &App,
    comment: i64,
) -> Result<Vec<(i64, String)>> {
    let t = app.lang();
    let others = app.store.neighbours(comment).await?;
    let line = |other: crate::store::Neighbour| {
        let places = [("name", other.name.into()), ("count", other.comments.into())];
        (other.comment, t.with("neighbour", &places))
    };
    Ok(others.into_iter().take(NAMES).map(line).collect())
}
