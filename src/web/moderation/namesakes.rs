//! Other authors who used the e-mail address of a comment.
//!
//! They are listed separately by name, so that a decision includes them only if a moderator selects
//! them.

use crate::account::Scope;
use crate::app::App;
use crate::comment::{Comment, State};
use crate::error::Result;
use crate::store::comments::Namesake;

/// Number of other authors that are listed.
///
/// More names than this under one address are a sign of abuse by themselves.
const SHOWN: usize = 20;

/// Row of the list of other authors.
pub(super) struct NamesakeView {
    pub(super) comment: i64,
    pub(super) line: String,
    pub(super) picked: bool,
}

/// Returns the other authors under the e-mail address of a comment.
///
/// Those whose comment number is in `picked` are selected.
pub(in crate::web::moderation) async fn views(
    app: &App,
    scope: Scope,
    comment: i64,
    picked: &[String],
) -> Result<Vec<NamesakeView>> {
    let others = app.store.namesakes(scope, comment).await?;
    let view = |other: &Namesake| NamesakeView {
        comment: other.comment,
        line: line(app, other),
        picked: picked.contains(&other.comment.to_string()),
    };
    Ok(others.iter().take(SHOWN).map(view).collect())
}

/// Returns the comments of the chosen authors that are not removed yet.
///
/// The authors are those under the e-mail address of `comment`; `chosen` holds the number of one
/// comment of each.
pub(in crate::web::moderation) async fn comments(
    app: &App,
    scope: Scope,
    comment: i64,
    chosen: &[i64],
) -> Result<Vec<Comment>> {
    if chosen.is_empty() {
        return Ok(Vec::new());
    }
    let others = app.store.namesakes(scope, comment).await?;
    let ids: Vec<i64> = others
        .into_iter()
        .filter(|other| other.comments.iter().any(|id| chosen.contains(id)))
        .flat_map(|other| other.comments)
        .collect();
    let cases = app.store.cases(scope, &ids, app.now()).await?;
    let comments = cases.into_iter().map(|case| case.comment);
    Ok(comments.filter(|comment| !matches!(comment.state, State::Removed(_))).collect())
}

/// Label of an author, for example "Truus, 3 reacties (adres niet bevestigd)".
fn line(app: &App, other: &Namesake) -> String {
    let count = other.comments.len();
    let key = match (other.account, other.proved) {
        (Some(_), _) => "namesake-member",
        (None, true) => "namesake-proved",
        (None, false) => "namesake-unproved",
    };
    app.lang().with(key, &[("name", other.name.as_str().into()), ("count", count.into())])
}
