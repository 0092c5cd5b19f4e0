//! Context of a case: the thread around the comment, and other names from its network.

use std::collections::BTreeMap;

use crate::account::Scope;
use crate::app::App;
use crate::comment::{Avatar, Comment, State};
use crate::error::Result;
use crate::markup::Html;

/// Number of comments of the thread that are shown before the comment, and after it.
const AROUND: i64 = 10;
/// Number of names that are shown.
const NAMES: usize = 20;
/// Deepest level that is indented: the screen of a phone has no room for more.
const LEVEL_MAX: usize = 4;

/// Comment of the thread.
pub(super) struct RoundView {
    pub(super) id: i64,
    pub(super) avatar: Avatar,
    pub(super) name: String,
    /// Depth in the thread, from 0 to `LEVEL_MAX`: the number of comments above it that it answers.
    pub(super) level: usize,
    pub(super) moment: String,
    pub(super) state: Option<String>,
    pub(super) html: Html,
    /// True if this is the comment to decide about.
    pub(super) current: bool,
}

/// Returns the thread around a comment, including that comment.
///
/// Each answer comes after the comment it answers.
pub(in crate::web::moderation) async fn thread(
    app: &App,
    scope: Scope,
    comment: i64,
) -> Result<Vec<RoundView>> {
    let t = app.lang();
    let view = |(level, other): (usize, Comment)| RoundView {
        id: other.id,
        avatar: other.author.avatar(),
        name: t.commenter(other.author.name()),
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
    let comments = app.store.thread_round(scope, comment, AROUND).await?;
    Ok(in_order_of_answers(comments).into_iter().map(view).collect())
}

/// Sorts comments into threads, each with its level.
///
/// An answer follows the comment it answers. A comment whose parent is not among `comments` begins
/// at level 0.
fn in_order_of_answers(comments: Vec<Comment>) -> Vec<(usize, Comment)> {
    let mut left: BTreeMap<i64, Comment> =
        comments.into_iter().map(|comment| (comment.id, comment)).collect();
    let mut ordered = Vec::with_capacity(left.len());
    // Parents are older than their answers, so the oldest remaining comment begins a branch.
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

/// Returns other names from the network of a comment.
///
/// Each has the number of their latest comment from that network, and a line of text.
pub(in crate::web::moderation) async fn neighbours(
    app: &App,
    scope: Scope,
    comment: i64,
) -> Result<Vec<(i64, String)>> {
    let t = app.lang();
    let others = app.store.neighbours(scope, comment).await?;
    let line = |other: crate::store::comments::Neighbour| {
        let places = [("name", other.name.into()), ("count", other.comments.into())];
        (other.comment, t.with("neighbour", &places))
    };
    Ok(others.into_iter().take(NAMES).map(line).collect())
}
