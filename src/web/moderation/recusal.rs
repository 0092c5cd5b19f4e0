//! Cases that a moderator must leave to colleagues.
//!
//! Their pages show the reason in place of the buttons. The store itself refuses such a decision,
//! too.

use super::view::CaseView;
use crate::app::App;
use crate::error::{Error, Result};

/// Marks the cases about which this moderator may not decide.
pub(in crate::web::moderation) async fn mark(
    app: &App,
    moderator: i64,
    cases: &mut [&mut CaseView],
) -> Result<()> {
    let ids: Vec<i64> = cases.iter().map(|case| case.id).collect();
    let recusals = app.store.recusals(&ids, moderator).await?;
    for case in cases {
        let recusal = recusals.get(&case.id);
        case.recusal = recusal.map(|recusal| app.lang().say(recusal.sentence()));
    }
    Ok(())
}

/// Fails with `Error::Forbidden` if this moderator may not decide about one of these comments.
pub(in crate::web::moderation) async fn refuse(
    app: &App,
    moderator: i64,
    comments: &[i64],
) -> Result<()> {
    let recusals = app.store.recusals(comments, moderator).await?;
    match comments.iter().find_map(|comment| recusals.get(comment)) {
        None => Ok(()),
        Some(recusal) => Err(Error::Forbidden(recusal.sentence().into())),
    }
}
