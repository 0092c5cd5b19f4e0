//! Figures of days and weeks that are over.

pub(super) mod figures;
pub(super) mod weeks;

pub use weeks::Week;
