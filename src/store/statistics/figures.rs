//! Figures of days and weeks that are over, stored to avoid counting their rows again.
//!
//! A page about a year would otherwise count all rows of the year. Stored figures can be computed
//! again from those rows. A day or a week that is not stored yet is counted on request.

use std::collections::HashMap;

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::weeks::StoredWeek;
use crate::error::Result;
use crate::store::moderation::transparency::Counted;
use crate::store::{Store, micros, query, query_as};

/// Beginning and end of a period, in microseconds.
pub(in crate::store) type Period = (i64, i64);

/// Time after its end at which a period is stored: no decision in it can be undone any more.
const SETTLED: SignedDuration = SignedDuration::from_hours(24);
/// Number of periods stored in one transaction.
const BATCH: usize = 50;

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    Day,
    Week,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
        }
    }
}

impl Store {
    pub(in crate::store) const STORED_FIGURES: &str =
        "SELECT began, ended, figures FROM period_figures
        WHERE kind = $1 AND began >= $2 AND began < $3";

    /// Returns the stored figures of the periods between the first and the last of these times.
    ///
    /// Figures that can't be parsed are left out, so they are counted again.
    pub(in crate::store) async fn stored_figures<T: DeserializeOwned>(
        &self,
        kind: Kind,
        moments: &[Timestamp],
        now: Timestamp,
    ) -> Result<HashMap<Period, T>> {
        let (Some(first), Some(last)) = (moments.first(), moments.last()) else {
            return Ok(HashMap::new());
        };
        let rows: Vec<(i64, i64, String)> = query_as(Self::STORED_FIGURES)
            .bind(kind.code())
            .bind(micros(*first))
            .bind(micros(*last))
            .fetch_all(&mut self.reader())
            .await?;
        // A clock that was ahead may have stored periods that are not over yet.
        let settled = micros(now - SETTLED);
        let figures = |(began, ended, text): (i64, i64, String)| {
            let figures = serde_json::from_str(&text).ok()?;
            (ended <= settled).then_some(((began, ended), figures))
        };
        Ok(rows.into_iter().filter_map(figures).collect())
    }

    /// Stores the figures of the days that begin at these times and are over.
    ///
    /// The last time is the end of the last day.
    pub async fn store_days(&self, days: &[Timestamp], now: Timestamp) -> Result<()> {
        let stored: HashMap<Period, Counted> = self.stored_figures(Kind::Day, days, now).await?;
        for days in over(days, &stored, now).chunks(BATCH) {
            let mut figures = Vec::with_capacity(days.len());
            for day in days {
                figures.push((*day, self.count(*day).await?));
            }
            self.store_figures(Kind::Day, &figures).await?;
        }
        Ok(())
    }

    /// Stores the figures of the weeks that begin at these times and are over.
    ///
    /// The last time is the end of the last week.
    pub async fn store_weeks(&self, mondays: &[Timestamp], now: Timestamp) -> Result<()> {
        let stored: HashMap<Period, StoredWeek> =
            self.stored_figures(Kind::Week, mondays, now).await?;
        for weeks in over(mondays, &stored, now).chunks(BATCH) {
            let counted = self.count_weeks(weeks).await?;
            let figures: Vec<(Period, StoredWeek)> =
                weeks.iter().copied().zip(counted.iter().map(StoredWeek::from)).collect();
            self.store_figures(Kind::Week, &figures).await?;
        }
        Ok(())
    }

    async fn store_figures<T: Serialize>(&self, kind: Kind, figures: &[(Period, T)]) -> Result<()> {
        const STORE: &str =
            "INSERT INTO period_figures (kind, began, ended, figures) VALUES ($1, $2, $3, $4)
            ON CONFLICT (kind, began, ended) DO UPDATE SET figures = excluded.figures";
        self.write(|mut tx| async move {
            for ((began, ended), figures) in figures {
                let text = serde_json::to_string(figures).context("figures as JSON")?;
                query(STORE)
                    .bind(kind.code())
                    .bind(began)
                    .bind(ended)
                    .bind(text)
                    .execute(&mut tx)
                    .await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }
}

/// Returns the periods between consecutive times.
pub(in crate::store) fn periods(moments: &[Timestamp]) -> impl Iterator<Item = Period> {
    moments.windows(2).map(|pair| (micros(pair[0]), micros(pair[1])))
}

/// Returns the periods that are over and not stored.
fn over<T>(moments: &[Timestamp], stored: &HashMap<Period, T>, now: Timestamp) -> Vec<Period> {
    let settled = micros(now - SETTLED);
    periods(moments).filter(|period| period.1 <= settled && !stored.contains_key(period)).collect()
}

/// Joins adjacent periods.
pub(in crate::store) fn joined(periods: impl Iterator<Item = Period>) -> Vec<Period> {
    let mut joined: Vec<Period> = Vec::new();
    for (began, ended) in periods {
        match joined.last_mut() {
            Some(last) if last.1 == began => last.1 = ended,
            _ => joined.push((began, ended)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_that_follow_on_each_other_are_counted_at_once() {
        assert_eq!(joined([(1, 2), (2, 3), (5, 6)].into_iter()), [(1, 3), (5, 6)]);
        assert_eq!(joined(std::iter::empty()), []);
    }
}
