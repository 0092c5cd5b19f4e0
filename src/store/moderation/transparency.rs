//! Figures for the yearly transparency report on moderation (EU DSA, articles 15 and 24).
//!
//! They are counted from rows.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::store::statistics::figures::{Kind, Period, joined, periods};
use crate::store::{Store, micros, moment, query_as, query_scalar};

/// All figures of one year.
#[derive(Clone, Debug, Default)]
pub struct YearFigures {
    /// Notices received, by alleged violation.
    pub notices: Vec<NoticeFigure>,
    /// Decisions on notices, by alleged violation.
    pub answers: Vec<AnswerFigure>,
    /// Median time from a notice to the decision.
    pub notice_median: Option<SignedDuration>,
    /// Decisions, by kind, reason and route.
    pub decisions: Vec<DecisionFigure>,
    /// Appeals received, by subject and outcome.
    pub appeals: Vec<AppealFigure>,
    /// Median time from an appeal to the answer.
    pub appeal_median: Option<SignedDuration>,
    /// Bans, by kind.
    pub bans: Vec<BanFigure>,
}

/// Notices of one kind.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct NoticeFigure {
    /// Alleged violation.
    pub reason: String,
    /// Number received.
    pub received: i64,
    /// Number of those not decided yet.
    pub open: i64,
}

/// Decisions on notices of one kind.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct AnswerFigure {
    /// Violation alleged by the notices.
    pub reason: String,
    /// Content of the decision.
    pub decision: String,
    /// Number of notices so decided.
    pub count: i64,
}

/// Decisions of one kind.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct DecisionFigure {
    /// Content of the decision.
    pub decision: String,
    /// Reason of a removal.
    pub reason: Option<String>,
    /// Route by which the cases reached the moderators.
    pub route: String,
    /// Number of decisions.
    pub count: i64,
}

/// Appeals of one kind.
#[derive(Clone, Debug, Serialize, sqlx::FromRow)]
pub struct AppealFigure {
    /// Subject of the appeals: "ban", "keeping" or "removal".
    pub against: String,
    /// Outcome, or `None` for appeals not decided yet.
    pub outcome: Option<String>,
    /// Number of appeals.
    pub count: i64,
}

/// Bans of one kind.
#[derive(Clone, Debug, Serialize, sqlx::FromRow)]
pub struct BanFigure {
    /// Kind of ban.
    pub kind: String,
    /// Number of bans made.
    pub made: i64,
    /// Number of those that were lifted.
    pub lifted: i64,
}

/// Figures that can be added up.
///
/// They are those of a day as stored, or those of a year as the sum of its days.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::store) struct Counted {
    notices: Vec<(String, i64)>,
    answers: Vec<AnswerFigure>,
    decisions: Vec<DecisionFigure>,
    /// Time each decided notice had waited, in microseconds.
    waits: Vec<i64>,
}

impl Counted {
    fn add(&mut self, other: Self) {
        for (reason, count) in other.notices {
            match self.notices.iter_mut().find(|(of, _)| *of == reason) {
                Some((_, sum)) => *sum += count,
                None => self.notices.push((reason, count)),
            }
        }
        for figure in other.answers {
            let same = |known: &&mut AnswerFigure| {
                known.reason == figure.reason && known.decision == figure.decision
            };
            match self.answers.iter_mut().find(same) {
                Some(known) => known.count += figure.count,
                None => self.answers.push(figure),
            }
        }
        for figure in other.decisions {
            let same = |known: &&mut DecisionFigure| {
                known.decision == figure.decision
                    && known.reason == figure.reason
                    && known.route == figure.route
            };
            match self.decisions.iter_mut().find(same) {
                Some(known) => known.count += figure.count,
                None => self.decisions.push(figure),
            }
        }
        self.waits.extend(other.waits);
    }

    fn sort(&mut self) {
        self.notices.sort();
        self.answers.sort_by(|a, b| (&a.reason, &a.decision).cmp(&(&b.reason, &b.decision)));
        self.decisions.sort_by(|a, b| {
            (&a.decision, &a.reason, &a.route).cmp(&(&b.decision, &b.reason, &b.route))
        });
        self.waits.sort_unstable();
    }
}

impl Store {
    pub(in crate::store) const DECISION_FIGURES: &str =
        "SELECT decision, reason, route, COUNT(*) AS count FROM decisions
        WHERE made_at >= $1 AND made_at < $2 GROUP BY decision, reason, route";
    pub(in crate::store) const ANSWER_FIGURES: &str =
        "SELECT r.reason, d.decision, COUNT(*) AS count
        FROM decisions d JOIN reports r ON r.decision_id = d.id
        WHERE d.made_at >= $1 AND d.made_at < $2 GROUP BY r.reason, d.decision";
    pub(in crate::store) const NOTICE_WAITS: &str = "SELECT d.made_at - r.made_at AS waited
        FROM decisions d JOIN reports r ON r.decision_id = d.id
        WHERE d.made_at >= $1 AND d.made_at < $2";
    pub(in crate::store) const NOTICES: &str = "SELECT reason, COUNT(*) FROM reports
        WHERE made_at >= $1 AND made_at < $2 GROUP BY reason";
    pub(in crate::store) const OPEN_NOTICES: &str = "SELECT reason, COUNT(*) FROM reports
        WHERE decision_id IS NULL AND +made_at >= $1 AND +made_at < $2 GROUP BY reason";
    pub(in crate::store) const FIRST_DECISION: &str = "SELECT MIN(made_at) FROM decisions";

    /// Counts the figures of a period that can be added up.
    pub(in crate::store) async fn count(&self, (from, until): Period) -> Result<Counted> {
        let mut db = self.reader();
        Ok(Counted {
            notices: query_as(Self::NOTICES).bind(from).bind(until).fetch_all(&mut db).await?,
            answers: query_as(Self::ANSWER_FIGURES)
                .bind(from)
                .bind(until)
                .fetch_all(&mut db)
                .await?,
            decisions: query_as(Self::DECISION_FIGURES)
                .bind(from)
                .bind(until)
                .fetch_all(&mut db)
                .await?,
            waits: query_scalar(Self::NOTICE_WAITS)
                .bind(from)
                .bind(until)
                .fetch_all(&mut db)
                .await?,
        })
    }

    /// Returns the figures of consecutive days.
    ///
    /// `days` holds the start of each and the end of the last.
    pub async fn figures(&self, days: &[Timestamp], now: Timestamp) -> Result<YearFigures> {
        const APPEALS: &str = "SELECT CASE WHEN ban_id IS NOT NULL THEN 'ban'
            WHEN report_id IS NOT NULL THEN 'keeping'
                ELSE 'removal' END AS against, outcome, COUNT(*) AS count
            FROM appeals WHERE made_at >= $1 AND made_at < $2 GROUP BY 1, 2 ORDER BY 1, 2";
        const APPEAL_WAITS: &str = "SELECT answered_at - made_at AS waited FROM appeals
            WHERE answered_at >= $1 AND answered_at < $2 ORDER BY waited";
        const BANS: &str = "SELECT kind, COUNT(*) AS made, COUNT(lifted_at) AS lifted FROM bans
            WHERE made_at >= $1 AND made_at < $2 GROUP BY kind ORDER BY kind";
        let (Some(from), Some(until)) = (days.first(), days.last()) else {
            return Ok(YearFigures::default());
        };
        let mut stored: HashMap<Period, Counted> =
            self.stored_figures(Kind::Day, days, now).await?;
        let mut all = Counted::default();
        for period in joined(periods(days).filter(|day| !stored.contains_key(day))) {
            all.add(self.count(period).await?);
        }
        for (_, day) in stored.drain() {
            all.add(day);
        }
        all.sort();
        let (from, until) = (micros(*from), micros(*until));
        let open: HashMap<String, i64> = query_as(Self::OPEN_NOTICES)
            .bind(from)
            .bind(until)
            .fetch_all(&mut self.reader())
            .await?
            .into_iter()
            .collect();
        let notice = |(reason, received): (String, i64)| {
            let open = open.get(&reason).copied().unwrap_or_default();
            NoticeFigure { reason, received, open }
        };
        let mut db = self.reader();
        let appeal_waits: Vec<i64> =
            query_scalar(APPEAL_WAITS).bind(from).bind(until).fetch_all(&mut db).await?;
        Ok(YearFigures {
            notices: all.notices.into_iter().map(notice).collect(),
            answers: all.answers,
            notice_median: median(&all.waits),
            decisions: all.decisions,
            appeals: query_as(APPEALS).bind(from).bind(until).fetch_all(&mut db).await?,
            appeal_median: median(&appeal_waits),
            bans: query_as(BANS).bind(from).bind(until).fetch_all(&mut db).await?,
        })
    }

    /// Returns the time of the first decision.
    pub async fn first_decision(&self) -> Result<Option<Timestamp>> {
        let first: Option<i64> =
            query_scalar(Self::FIRST_DECISION).fetch_one(&mut self.reader()).await?;
        first.map(moment).transpose()
    }
}

/// Returns the median of sorted times in microseconds.
///
/// It is the middle one, or the mean of the two in the middle.
pub(in crate::store) fn median(waits: &[i64]) -> Option<SignedDuration> {
    let (low, high) = (waits.get(waits.len().checked_sub(1)? / 2)?, waits.get(waits.len() / 2)?);
    Some(SignedDuration::from_micros(low + (high - low) / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_stands_in_the_middle() {
        let of = |waits: &[i64]| median(waits).map(|wait| wait.as_micros());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some(7));
        assert_eq!(of(&[1, 5, 100]), Some(5));
        assert_eq!(of(&[1, 5, 9, 100]), Some(7));
    }
}
