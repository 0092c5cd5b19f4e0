//! Score from which comments of guests are held, in the row of settings.

use jiff::Timestamp;

use crate::error::Result;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::{Store, micros, query, query_as};

impl Store {
    /// Returns the version of the settings, and the score in per mille from which comments of
    /// guests are held; `None` if none is held by its score.
    pub async fn score_threshold(&self) -> Result<(i64, Option<i64>)> {
        const THRESHOLD: &str = "SELECT version, score_threshold FROM settings WHERE id = 1";
        let row: Option<(i64, Option<i64>)> =
            query_as(THRESHOLD).fetch_optional(&mut self.public_reader()).await?;
        Ok(row.unwrap_or_default())
    }

    /// Sets that score, if the settings still have the version `seen`.
    ///
    /// Returns `false` if another change was stored first.
    pub async fn change_score_threshold(
        &self,
        threshold: Option<i64>,
        seen: i64,
        account: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const CHANGE: &str = "INSERT INTO settings (id, version, account_id, made_at,
                score_threshold)
            SELECT 1, $1, $2, $3, $4 WHERE $1 = 1 OR EXISTS (SELECT 1 FROM settings)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version,
                account_id = excluded.account_id, made_at = excluded.made_at,
                score_threshold = excluded.score_threshold
            WHERE settings.version = excluded.version - 1";
        self.write(|mut tx| async move {
            let changed = query(CHANGE)
                .bind(seen + 1)
                .bind(account)
                .bind(micros(now))
                .bind(threshold)
                .execute(&mut tx)
                .await?;
            if changed > 0 {
                let (deed, part) = (StaffDeed::Settings, Some("scores"));
                log_staff(&mut tx, deed, Some(account), None, part, now).await?;
            }
            Ok(tx.commit(changed > 0))
        })
        .await
    }
}
