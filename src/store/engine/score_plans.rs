//! Query plans of SQLite for the statements about scores and their lessons.

use crate::store::Store;

/// Each statement and the indexes it must use, as in `plans`.
pub(super) const PLANS: &[(&str, &[&str])] = &[
    (
        Store::TAKE_BACK_LESSON,
        &[
            "SEARCH l USING INDEX score_lessons_comment (comment_id=?)",
            "SEARCH u USING INDEX score_lessons_comment (comment_id=?)",
        ],
    ),
    (
        Store::REINSTATE_LESSON,
        &["SEARCH u USING INDEX score_lessons_comment", "SEARCH l USING INTEGER PRIMARY KEY"],
    ),
    (Store::LESSON_MARKS, &["SEARCH score_lessons USING INTEGER PRIMARY KEY (rowid>?)"]),
    (Store::LESSON_IDS, &["SEARCH score_lessons USING INTEGER PRIMARY KEY (rowid>?)"]),
    (
        Store::LESSONS_FROM,
        &[
            "SEARCH l USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
            "SEARCH c USING INTEGER PRIMARY KEY",
        ],
    ),
    (Store::NEWEST_WAITING, &["INDEX comments_review (urgency>?)"]),
    (Store::CONTRADICTED, &["score_lessons_comment (comment_id=?)"]),
    (
        Store::SCORED_DECISIONS,
        &["SEARCH l USING INTEGER PRIMARY KEY", "score_lessons_comment (comment_id=?)"],
    ),
    (Store::SCORES_SINCE, &["score_lessons_made (made_at>?)"]),
];
