//! Scores of comments beside what moderators decided about them: the last decisions, and by week.
//!
//! A decision counts with the scores from before it was learnt from. Lessons that were taken back
//! do not count. The lessons themselves are left to `store::scores`.

use constcat::concat;
use jiff::Timestamp;

use super::figures::{Period, periods};
use super::weeks::over_weeks;
use crate::error::Result;
use crate::score::Taught;
use crate::store::scores::lessons::IN_FORCE;
use crate::store::{Store, micros, query_as, unknown};

/// Per mille from which a comment is thought to break a rule rather than not.
pub const LIKELY: i64 = 500;

/// Higher one of the two scores of a lesson `l`.
const WORST: &str = "CASE WHEN l.insult_score > l.promotion_score
    THEN l.insult_score ELSE l.promotion_score END";
/// Columns of a [`FigureRow`], with `LIKELY` in digits.
const FIGURES: &str = concat!(
    "l.taught, l.decision_id IS NOT NULL AS decided, COUNT(*) AS count,
    COUNT(CASE WHEN l.insult_score >= 500 THEN 1 END) AS insults,
    COUNT(CASE WHEN l.promotion_score >= 500 THEN 1 END) AS promotions,
    CAST(SUM(",
    WORST,
    ") AS BIGINT) AS sum"
);

/// Score of a comment before a decision, with what was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoredDecision {
    /// Higher one of its two scores, per mille.
    pub worst: i64,
    /// True if the comment was kept.
    pub kept: bool,
}

/// Scores before the decisions of a period, beside what was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScoreFigures {
    /// Number of lessons, with those of moderators who only said that a score is not right.
    pub lessons: i64,
    /// Insults.
    pub insult: Agreement,
    /// Self-promotion and spam.
    pub promotion: Agreement,
    /// Scores of the comments that were kept.
    pub kept: Mean,
    /// Scores of those that were removed for one of the two.
    pub removed: Mean,
}

/// Decisions by whether the score and the moderator agreed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Removed for the reason that the score named.
    pub right: i64,
    /// Kept although the score named the reason.
    pub wrong: i64,
    /// Removed for a reason that the score did not name.
    pub missed: i64,
}

/// Scores of a number of comments, to be averaged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mean {
    count: i64,
    sum: i64,
}

/// Lessons of one period that taught the same.
#[derive(sqlx::FromRow)]
struct FigureRow {
    taught: String,
    decided: bool,
    count: i64,
    insults: i64,
    promotions: i64,
    sum: i64,
}

#[derive(sqlx::FromRow)]
struct WeekRow {
    began: i64,
    #[sqlx(flatten)]
    figures: FigureRow,
}

impl Store {
    pub(in crate::store) const SCORED_DECISIONS: &str = concat!(
        "SELECT ",
        WORST,
        " AS worst, l.taught FROM score_lessons l
        WHERE l.id < $1 AND l.decision_id IS NOT NULL AND ",
        IN_FORCE,
        " ORDER BY l.id DESC LIMIT $2"
    );

    /// Returns the last decisions that were learnt from, latest first.
    pub async fn scored_decisions(&self, most: i64) -> Result<Vec<ScoredDecision>> {
        let rows: Vec<(i64, String)> = query_as(Self::SCORED_DECISIONS)
            .bind(i64::MAX)
            .bind(most)
            .fetch_all(&mut self.reader())
            .await?;
        let decision = |(worst, code): (i64, String)| {
            Ok(ScoredDecision { worst, kept: taught(&code)? == Taught::Keep })
        };
        rows.into_iter().map(decision).collect()
    }

    pub(in crate::store) const SCORES_SINCE: &str = concat!(
        "SELECT ",
        FIGURES,
        " FROM score_lessons l WHERE l.made_at >= $1 AND ",
        IN_FORCE,
        " GROUP BY l.taught, l.decision_id IS NOT NULL"
    );

    /// Returns the figures of the lessons since a time.
    pub async fn scores_since(&self, since: Timestamp) -> Result<ScoreFigures> {
        let rows: Vec<FigureRow> =
            query_as(Self::SCORES_SINCE).bind(micros(since)).fetch_all(&mut self.reader()).await?;
        let mut figures = ScoreFigures::default();
        for row in &rows {
            figures.add(row)?;
        }
        Ok(figures)
    }

    /// Returns the figures of the weeks between consecutive moments.
    pub async fn score_weeks(&self, moments: &[Timestamp]) -> Result<Vec<ScoreFigures>> {
        const WEEKS: &str = concat!(
            "SELECT w.began, ",
            FIGURES,
            " FROM weeks w JOIN score_lessons l ON l.made_at >= w.began AND l.made_at < w.ended
            WHERE ",
            IN_FORCE,
            " GROUP BY w.began, l.taught, l.decision_id IS NOT NULL"
        );
        let weeks: Vec<Period> = periods(moments).collect();
        if weeks.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<WeekRow> = over_weeks(&weeks, WEEKS).fetch_all(&mut self.reader()).await?;
        let figures_of = |began: i64| {
            let mut figures = ScoreFigures::default();
            for row in rows.iter().filter(|row| row.began == began) {
                figures.add(&row.figures)?;
            }
            Ok(figures)
        };
        weeks.iter().map(|(began, _)| figures_of(*began)).collect()
    }
}

impl ScoreFigures {
    /// Adds lessons that taught the same.
    fn add(&mut self, row: &FigureRow) -> Result<()> {
        self.lessons += row.count;
        if !row.decided {
            return Ok(());
        }
        let mean = match taught(&row.taught)? {
            Taught::Keep => {
                self.insult.wrong += row.insults;
                self.promotion.wrong += row.promotions;
                &mut self.kept
            }
            // A removal for one reason does not say that the other is not true as well.
            Taught::Insult => {
                self.insult.add_removals(row.count, row.insults);
                &mut self.removed
            }
            Taught::Promotion => {
                self.promotion.add_removals(row.count, row.promotions);
                &mut self.removed
            }
        };
        mean.count += row.count;
        mean.sum += row.sum;
        Ok(())
    }
}

impl Agreement {
    /// Adds comments that were removed for the reason, of which the score named some.
    fn add_removals(&mut self, count: i64, named: i64) {
        self.right += named;
        self.missed += count - named;
    }

    /// Number of comments that the score named and that were kept or removed for the reason.
    pub fn named(self) -> i64 {
        self.right + self.wrong
    }

    /// Number of comments that were removed for the reason.
    pub fn removed(self) -> i64 {
        self.right + self.missed
    }
}

impl Mean {
    /// Returns the mean in per mille; `None` of nothing.
    pub fn per_mille(self) -> Option<i64> {
        (self.count > 0).then(|| (self.sum + self.count / 2) / self.count)
    }
}

/// Converts the code of what a lesson taught.
fn taught(code: &str) -> Result<Taught> {
    Taught::from_code(code).ok_or_else(|| unknown("taught", code))
}
