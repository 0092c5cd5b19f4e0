//! Surroundings of a case: the thread round the comment, and other names from its network.

use crate::app::App;
use crate::comment::State;
use crate::error::Result;
use crate::markup::Html;

/// Comments of the thread that are shown before and after the one that is judged.
const AROUND: i64 = 10;
/// Names that are shown.
const NAMES: usize = 20;

/// A comment of the thread.
pub(super) struct RoundView {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) moment: String,
    pub(super) state: Option<String>,
    pub(super) html: Html,
    /// Whether it is the one that is judged.
    pub(super) current: bool,
}

/// Returns the thread round a comment; empty where it stands alone.
pub(in crate::web::moderation) async fn thread(app: &App, comment: i64) -> Result<Vec<RoundView>> {
    let t = app.lang();
    let comments = app.store.thread_round(comment, AROUND).await?;
    if comments.len() < 2 {
        return Ok(Vec::new());
    }
    let view = |other: crate::comment::Comment| RoundView {
        id: other.id,
        name: other.author.name().map_or_else(|| t.say("former-commenter"), str::to_owned),
        moment: app.calendar.date_time(other.posted_at),
        state: match other.state {
            State::Held => Some(t.say("case-held")),
            State::Visible => None,
            State::Removed(reason) => Some(reason.tombstone(t)),
        },
        current: other.id == comment,
        html: other.html,
    };
    Ok(comments.into_iter().map(view).collect())
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
