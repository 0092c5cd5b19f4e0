//! Claims of moderators on cases, so that two of them do not review the same comment.
//!
//! A claim lasts five minutes.

use jiff::Timestamp;

use crate::account::Scope;
use crate::error::Result;
use crate::moderation::CLAIM;
use crate::store::sites::scope::in_scope;
use crate::store::{Store, micros, query};

impl Store {
    pub(in crate::store) const CLAIM_CASE: &str = concat!(
        "INSERT INTO claims (comment_id, account_id, made_at)
        SELECT c.id, $2, $3 FROM comments c WHERE c.id = $1 AND ",
        in_scope!("c.site_id", "$5"),
        "
        ON CONFLICT (comment_id) DO UPDATE
            SET account_id = excluded.account_id, made_at = excluded.made_at
        WHERE claims.account_id = excluded.account_id OR claims.made_at <= $4"
    );
    pub(in crate::store) const LEAVE_OTHERS: &str =
        "DELETE FROM claims WHERE account_id = $1 AND comment_id <> $2";

    /// Claims a comment for a moderator, unless another moderator holds it.
    ///
    /// Releases the moderator's claims on other comments. For a comment that does not exist or is
    /// out of the scope nothing is stored.
    pub async fn claim(
        &self,
        scope: Scope,
        comment: i64,
        moderator: i64,
        now: Timestamp,
    ) -> Result<()> {
        self.write(|mut tx| async move {
            query(Self::LEAVE_OTHERS).bind(moderator).bind(comment).execute(&mut tx).await?;
            query(Self::CLAIM_CASE)
                .bind(comment)
                .bind(moderator)
                .bind(micros(now))
                .bind(micros(now - CLAIM))
                .bind(scope.account())
                .execute(&mut tx)
                .await?;
            Ok(tx.commit(()))
        })
        .await
    }
}
