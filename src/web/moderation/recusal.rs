//! Cases that a moderator leaves to colleagues: their pages say so in the place of the buttons. The store refuses the decision itself.

use super::view::CaseView;
use crate::app::App;
use crate::error::{Error, Result};

/// Marks the cases that this moderator may not judge.
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

/// Refuses a decision about one of these comments that this moderator may not judge.
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
