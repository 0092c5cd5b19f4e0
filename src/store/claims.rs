//! Who is looking at which comment, as rows: for five minutes, and only so that two people do not do one person's work.

use jiff::Timestamp;

use super::{Store, micros, write};
use crate::error::Result;
use crate::moderation::CLAIM;

impl Store {
    pub(super) const CLAIM_CASE: &str = "INSERT INTO claims (comment_id, account_id, made_at) VALUES ($1, $2, $3)
        ON CONFLICT (comment_id) DO UPDATE SET account_id = excluded.account_id, made_at = excluded.made_at
        WHERE claims.account_id = excluded.account_id OR claims.made_at <= $4";

    /// Notes that a moderator looks at a comment, unless another does.
    pub async fn claim(&self, comment: i64, moderator: i64, now: Timestamp) -> Result<()> {
        write!(self, |tx| {
            sqlx::query(Self::CLAIM_CASE)
                .bind(comment)
                .bind(moderator)
                .bind(micros(now))
                .bind(micros(now - CLAIM))
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }
}
