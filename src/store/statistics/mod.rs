//! Figures of days and weeks that are over, and views of articles.

pub(super) mod figures;
pub(super) mod scores;
pub(super) mod views;
pub(super) mod weeks;

pub use scores::{Agreement, LIKELY, Mean, ScoreFigures, ScoredDecision};
pub use views::{DayViews, MostRead};
pub use weeks::Week;
