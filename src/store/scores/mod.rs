//! Scores of comments as columns, and the lessons that they are learnt from as rows.
//!
//! What a score is and how it is learnt is left to `score`, when it is computed to `app::scorer`
//! and `jobs::scores`.

pub(in crate::store) mod lessons;
mod threshold;
pub(in crate::store) mod waiting;

pub use lessons::{LessonMarks, LessonText, NewLesson, StoredLesson};
pub use waiting::ScoredText;
