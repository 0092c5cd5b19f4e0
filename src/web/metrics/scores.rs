//! Metrics of the scores of comments beside what moderators decided.

use super::exposition::{Exposition, Kind};
use crate::store::statistics::ScoreFigures;

/// Writes how well the scores of the last week agree with the decisions that followed.
pub(super) fn write(text: &mut Exposition, lessons: u64, figures: Option<ScoreFigures>) {
    let labels = figures.map(|all| [("insult", all.insult), ("promotion", all.promotion)]);
    let labels = labels.into_iter().flatten();
    let mut family = text.family(
        "weerwoord_score_precision_ratio",
        Kind::Gauge,
        "Part of the comments with a score of 0.5 or more that was removed for that, in 7 days",
    );
    for (label, agreement) in labels.clone() {
        if let Some(part) = ratio(agreement.right, agreement.named()) {
            family.sample(&[("label", label)], part);
        }
    }
    let mut family = text.family(
        "weerwoord_score_recall_ratio",
        Kind::Gauge,
        "Part of the comments removed for a label that had a score of 0.5 or more, in 7 days",
    );
    for (label, agreement) in labels {
        if let Some(part) = ratio(agreement.right, agreement.removed()) {
            family.sample(&[("label", label)], part);
        }
    }
    let mut family = text.family(
        "weerwoord_score_mean_ratio",
        Kind::Gauge,
        "Mean score before the decision of comments that were kept and removed, in 7 days",
    );
    let means = figures.map(|all| [("kept", all.kept), ("removed", all.removed)]);
    for (outcome, mean) in means.into_iter().flatten() {
        if let Some(part) = mean.per_mille().and_then(|mean| ratio(mean, 1_000)) {
            family.sample(&[("outcome", outcome)], part);
        }
    }
    text.single(
        "weerwoord_score_lessons",
        Kind::Gauge,
        "Lessons that the scores stand on, less those that were taken back",
        Some(lessons),
    );
}

/// Returns a part of a number; `None` of nothing.
fn ratio(part: i64, whole: i64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "counts of a week are small")]
    let ratio = part as f64 / whole as f64;
    (whole > 0).then_some(ratio)
}
