//! Figures of days and weeks that are over, and views of articles.

pub(super) mod figures;
pub(super) mod views;
pub(super) mod weeks;

pub use views::{DayViews, MostRead};
pub use weeks::Week;
