//! Scores of comments as columns, and the lessons that they are learnt from as rows.
//!
//! The computation of a score and its learning are left to `score`, their time to `app::scorer`
//! and `jobs::scores`.

pub(in crate::store) mod lessons;
mod threshold;
pub(in crate::store) mod waiting;

pub use lessons::{LessonMarks, LessonText, NewLesson, StoredLesson};
pub use waiting::ScoredText;
