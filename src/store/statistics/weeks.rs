//! Weekly figures. Weeks begin in the board's time zone, so they are passed as moments.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;

use super::figures::{Kind, Period, periods};
use crate::comment::Reason;
use crate::error::Result;
use crate::store::engine::executor::FromRow;
use crate::store::{Query, Store, query_as, unknown};

/// Figures of one week.
#[derive(Clone, Debug, Default)]
pub struct Week {
    /// Number of comments.
    pub comments: i64,
    /// Number of authors.
    pub commenters: i64,
    /// Number of removals by reason, in the order of `Reason::ALL`.
    pub removals: [i64; Reason::ALL.len()],
    /// Median time from a report to the decision.
    pub wait: Option<SignedDuration>,
}

/// Figures of a week as stored once it is over. The time is in microseconds.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct StoredWeek {
    comments: i64,
    commenters: i64,
    removals: HashMap<String, i64>,
    wait: Option<i64>,
}

impl From<&Week> for StoredWeek {
    fn from(week: &Week) -> Self {
        let removals = Reason::ALL.iter().zip(week.removals).filter(|(_, count)| *count > 0);
        Self {
            comments: week.comments,
            commenters: week.commenters,
            removals: removals.map(|(reason, count)| (reason.code().to_owned(), count)).collect(),
            wait: week.wait.and_then(|wait| i64::try_from(wait.as_micros()).ok()),
        }
    }
}

impl From<StoredWeek> for Week {
    fn from(stored: StoredWeek) -> Self {
        Self {
            comments: stored.comments,
            commenters: stored.commenters,
            removals: Reason::ALL
                .map(|reason| stored.removals.get(reason.code()).copied().unwrap_or_default()),
            wait: stored.wait.map(SignedDuration::from_micros),
        }
    }
}

/// Returns the statement that selects from these weeks, the table `weeks` with `began` and `ended`.
pub(super) fn over_weeks<'q, T: FromRow>(periods: &[Period], select: &str) -> Query<'q, T> {
    let places: Vec<String> = (1..=periods.len())
        .map(|week| format!("(CAST(${} AS BIGINT), CAST(${} AS BIGINT))", 2 * week - 1, 2 * week))
        .collect();
    let text = format!("WITH weeks (began, ended) AS (VALUES {}) {select}", places.join(", "));
    let moments = periods.iter().flat_map(|(began, ended)| [*began, *ended]);
    query_as(AssertSqlSafe(text)).bind_all(moments)
}

impl Store {
    /// Returns the figures of the weeks between consecutive moments.
    pub async fn weeks(&self, moments: &[Timestamp], now: Timestamp) -> Result<Vec<Week>> {
        let mut stored: HashMap<Period, StoredWeek> =
            self.stored_figures(Kind::Week, moments, now).await?;
        let missing: Vec<Period> =
            periods(moments).filter(|week| !stored.contains_key(week)).collect();
        let mut counted = self.count_weeks(&missing).await?.into_iter();
        let week = |week| match stored.remove(&week) {
            Some(stored) => stored.into(),
            None => counted.next().unwrap_or_default(),
        };
        Ok(periods(moments).map(week).collect())
    }

    /// Counts the figures of each of these weeks.
    pub(in crate::store) async fn count_weeks(&self, periods: &[Period]) -> Result<Vec<Week>> {
        const COMMENTS: &str = "SELECT w.began, COUNT(*),
            COUNT(DISTINCT COALESCE(CAST(c.account_id AS TEXT), c.email_key))
            FROM weeks w JOIN comments c ON c.posted_at >= w.began AND c.posted_at < w.ended
            GROUP BY w.began";
        const REMOVALS: &str = "SELECT w.began, COALESCE(d.reason, ''), COUNT(*)
            FROM weeks w JOIN decisions d ON d.made_at >= w.began AND d.made_at < w.ended
            WHERE d.decision = 'remove' GROUP BY w.began, d.reason";
        const WAITS: &str = "SELECT w.began, d.made_at - r.made_at FROM weeks w
            JOIN decisions d ON d.made_at >= w.began AND d.made_at < w.ended
            JOIN reports r ON r.decision_id = d.id
            ORDER BY 1, 2";
        if periods.is_empty() {
            return Ok(Vec::new());
        }
        let mut db = self.reader();
        let comments: Vec<(i64, i64, i64)> =
            over_weeks(periods, COMMENTS).fetch_all(&mut db).await?;
        let removals: Vec<(i64, String, i64)> =
            over_weeks(periods, REMOVALS).fetch_all(&mut db).await?;
        let waits: Vec<(i64, i64)> = over_weeks(periods, WAITS).fetch_all(&mut db).await?;
        let mut weeks = Vec::new();
        for (began, _) in periods.iter().copied() {
            let mut week = Week::default();
            if let Some((_, comments, commenters)) = comments.iter().find(|(of, ..)| *of == began) {
                (week.comments, week.commenters) = (*comments, *commenters);
            }
            for (_, code, count) in removals.iter().filter(|(of, ..)| *of == began) {
                let place = Reason::ALL.iter().position(|reason| reason.code() == code);
                week.removals[place.ok_or_else(|| unknown("reason", code))?] = *count;
            }
            let waited: Vec<i64> =
                waits.iter().filter(|(of, _)| *of == began).map(|(_, waited)| *waited).collect();
            week.wait = crate::store::moderation::transparency::median(&waited);
            weeks.push(week);
        }
        Ok(weeks)
    }
}
