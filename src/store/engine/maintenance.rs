//! Maintenance of the database: deletion of expired data.
//!
//! Consistency is verified by `check`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::error::Result;
use crate::store::engine::retention::EXPIRIES;
use crate::store::statistics::views;
use crate::store::{Store, micros, query};

impl Store {
    /// Deletes expired sessions, challenges, fingerprints, networks and the like.
    ///
    /// Returns the number of rows changed.
    pub async fn sweep(&self, sessions_used_before: Timestamp, now: Timestamp) -> Result<u64> {
        const SESSIONS: &str = "DELETE FROM sessions WHERE used_at < $1";
        const VIEWS: &str = "DELETE FROM article_views WHERE day < $1";
        // A clock that was ahead may have closed days and weeks that are not over.
        const FIGURES: &str = "DELETE FROM period_figures WHERE ended > $1";
        let others = [(SESSIONS, sessions_used_before), (FIGURES, now)];
        let mut gone = 0;
        for (statement, before) in
            EXPIRIES.iter().map(|expiry| (expiry.statement, now - expiry.kept)).chain(others)
        {
            gone += self.execute(query(statement).bind(micros(before))).await?;
        }
        let first_day = views::text((now - views::KEPT).to_zoned(TimeZone::UTC).date());
        Ok(gone + self.execute(query(VIEWS).bind(first_day)).await?)
    }
}
