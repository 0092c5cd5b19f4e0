//! Counters of captchas and guests' comments per hour.
//!
//! They are written in the transaction of the event counted.

use jiff::{SignedDuration, Timestamp};

use crate::error::Result;
use crate::notify::Event;
use crate::store::mail::events::announced;
use crate::store::{Statement, Store, micros, moment, query, query_as};

/// Time for which counters are kept.
///
/// It exceeds a year, so that the busiest week of last year is still known.
pub(in crate::store) const KEPT: SignedDuration = SignedDuration::from_hours(400 * 24);
const HOUR: i64 = 3_600_000_000;
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Event that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// An image captcha was requested.
    Pictures,
    /// An audio captcha was requested.
    Sounds,
    /// A captcha was solved.
    Solved,
    /// An answer was wrong or had no captcha.
    Failed,
    /// A correct answer came too fast for a human.
    Hasty,
    /// A guest's comment was shown at once.
    Shown,
    /// A guest's comment was held back.
    Held,
}

impl Counter {
    /// Returns the code stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pictures => "pictures",
            Self::Sounds => "sounds",
            Self::Solved => "solved",
            Self::Failed => "failed",
            Self::Hasty => "hasty",
            Self::Shown => "shown",
            Self::Held => "held",
        }
    }
}

/// Counters of one hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hour {
    /// Start of the hour.
    pub began: Timestamp,
    /// Captchas requested, as images and audio.
    pub asked: i64,
    /// Correct answers.
    pub solved: i64,
    /// Answers that were wrong, too late or too fast.
    pub failed: i64,
    /// Guests' comments shown at once.
    pub shown: i64,
    /// Guests' comments held back.
    pub held: i64,
}

/// Recent number of guests' comments, and the usual number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Pressure {
    /// Number in this hour and the one before.
    pub now: i64,
    /// Number in the busiest hour of the week before that.
    pub usual: i64,
}

/// Returns the start of the hour that contains a moment, in microseconds.
pub(in crate::store) fn hour(now: Timestamp) -> i64 {
    micros(now).div_euclid(HOUR) * HOUR
}

/// Returns the statement that increments a counter.
pub(in crate::store) fn counted(what: Counter, now: Timestamp) -> Statement<'static> {
    query(Store::COUNT_UP).bind(hour(now)).bind(what.code())
}

impl Store {
    pub(in crate::store) const COUNT_UP: &str =
        "INSERT INTO tallies (hour, what, count) VALUES ($1, $2, 1)
        ON CONFLICT (hour, what) DO UPDATE SET count = tallies.count + 1";
    pub(in crate::store) const PRESSURE: &str = "SELECT
        CAST(COALESCE((SELECT SUM(count) FROM tallies
            WHERE hour >= $1 AND what IN ($3, $4)), 0) AS BIGINT) AS now,
        CAST(COALESCE((SELECT MAX(h.count) FROM (SELECT SUM(t.count) AS count FROM tallies t
            WHERE t.hour >= $2 AND t.hour < $1 AND t.what IN ($3, $4)
            GROUP BY t.hour) h), 0) AS BIGINT) AS usual";
    pub(in crate::store) const HOURS: &str = "SELECT hour,
            CAST(SUM(CASE WHEN what IN ('pictures', 'sounds') THEN count ELSE 0 END) AS BIGINT),
            CAST(SUM(CASE WHEN what = 'solved' THEN count ELSE 0 END) AS BIGINT),
            CAST(SUM(CASE WHEN what IN ('failed', 'hasty') THEN count ELSE 0 END) AS BIGINT),
            CAST(SUM(CASE WHEN what = 'shown' THEN count ELSE 0 END) AS BIGINT),
            CAST(SUM(CASE WHEN what = 'held' THEN count ELSE 0 END) AS BIGINT)
        FROM tallies WHERE hour >= $1 GROUP BY hour ORDER BY hour";

    /// Increments a counter in a transaction of its own.
    pub async fn increment_counter(&self, what: Counter, now: Timestamp) -> Result<()> {
        self.execute(counted(what, now)).await.map(drop)
    }

    /// Returns how many comments guests post compared with the usual number.
    ///
    /// If the board asks for captchas, correct answers are counted instead: comments without one
    /// are held anyway, and a flood of them must not hold back those of guests who solve one.
    pub async fn pressure(&self, asks_codes: bool, now: Timestamp) -> Result<Pressure> {
        let recent = hour(now) - HOUR;
        let week = recent - i64::try_from(WEEK.as_micros()).unwrap_or(0);
        let [one, other] = if asks_codes {
            [Counter::Solved, Counter::Solved]
        } else {
            [Counter::Shown, Counter::Held]
        };
        Ok(query_as(Self::PRESSURE)
            .bind(recent)
            .bind(week)
            .bind(one.code())
            .bind(other.code())
            .fetch_one(&mut self.reader())
            .await?)
    }

    /// Announces to moderators, at most once a day, that far more comments than usual arrive.
    ///
    /// Returns whether it did so now.
    pub async fn raise_alarm(&self, now: Timestamp) -> Result<bool> {
        const RAISE: &str = "INSERT INTO tallies (hour, what, count) SELECT $1, 'alarm', 1
            WHERE NOT EXISTS (SELECT 1 FROM tallies WHERE what = 'alarm' AND hour > $2)
            ON CONFLICT (hour, what) DO NOTHING";
        self.write(|mut tx| async move {
            let day = micros(now - SignedDuration::from_hours(24));
            let raised = query(RAISE).bind(hour(now)).bind(day).execute(&mut tx).await? > 0;
            if raised {
                announced(&Event::Flooded, now)?.execute(&mut tx).await?;
            }
            Ok(tx.commit(raised))
        })
        .await
    }

    /// Returns the hours since a moment in which anything was counted, oldest first.
    pub async fn counted_hours(&self, since: Timestamp) -> Result<Vec<Hour>> {
        let rows: Vec<(i64, i64, i64, i64, i64, i64)> =
            query_as(Self::HOURS).bind(hour(since)).fetch_all(&mut self.reader()).await?;
        let hour = |(began, asked, solved, failed, shown, held)| {
            Ok(Hour { began: moment(began)?, asked, solved, failed, shown, held })
        };
        rows.into_iter().map(hour).collect()
    }
}
