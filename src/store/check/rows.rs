//! Checks of rows that contradict each other, one statement for each kind.

use super::{Invariant, RESTORE};

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        table: "comments",
        what: "threads that readers see and that have no number, or answers that have one",
        find: "SELECT id FROM comments
            WHERE (root_id IS NULL AND state <> 'held' AND ordinal IS NULL)
            OR (root_id IS NOT NULL AND ordinal IS NOT NULL)",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments that answer one under another article",
        find: "SELECT c.id FROM comments c JOIN comments p ON p.id = c.parent_id
            WHERE p.article_id <> c.article_id",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments that answer a later one",
        find: "SELECT id FROM comments WHERE parent_id >= id OR root_id > parent_id",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments filed under another thread than the one they answer in",
        find: "SELECT c.id FROM comments c JOIN comments p ON p.id = c.parent_id
            WHERE c.root_id <> COALESCE(p.root_id, p.id)",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "decisions",
        what: "comments whose version does not count their decisions",
        find: "SELECT c.id FROM comments c WHERE c.version <>
            1 + (SELECT COUNT(*) FROM decisions d WHERE d.comment_id = c.id)",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments in another state than their last decision made",
        find: "SELECT c.id FROM comments c JOIN decisions d
                ON d.comment_id = c.id AND d.version = c.version
            WHERE c.state <> (CASE WHEN d.decision = 'remove' THEN 'removed'
                    WHEN c.shown_at IS NULL THEN 'held' ELSE 'visible' END)
                OR COALESCE(c.reason, '') <> COALESCE(d.reason, '')",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "removed comments that nobody decided about",
        find: "SELECT id FROM comments
            WHERE state = 'removed' AND version = 1 AND reason <> 'before-import'",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "score_lessons",
        what: "lessons of a comment that is not there, or of a decision about another one",
        find: "SELECT l.id FROM score_lessons l
                LEFT JOIN comments c ON c.id = l.comment_id
                LEFT JOIN decisions d ON d.id = l.decision_id
            WHERE c.id IS NULL OR c.expunged_at IS NOT NULL
                OR (l.decision_id IS NOT NULL AND COALESCE(d.comment_id, 0) <> l.comment_id)",
        mend: &["DELETE FROM score_lessons WHERE id IN (SELECT l.id FROM score_lessons l
                LEFT JOIN comments c ON c.id = l.comment_id
                LEFT JOIN decisions d ON d.id = l.decision_id
            WHERE c.id IS NULL OR c.expunged_at IS NOT NULL
                OR (l.decision_id IS NOT NULL AND COALESCE(d.comment_id, 0) <> l.comment_id))"],
        by_hand: RESTORE,
    },
    // Each lesson is taken back once at most, and by the lesson that follows it.
    Invariant {
        table: "score_lessons",
        what: "lessons that take back none that is in force",
        find: "SELECT l.id FROM score_lessons l WHERE l.undoes_id IS NOT NULL AND (NOT EXISTS (
                SELECT 1 FROM score_lessons o WHERE o.id = l.undoes_id AND o.id < l.id
                    AND o.comment_id = l.comment_id AND o.undoes_id IS NULL)
            OR EXISTS (SELECT 1 FROM score_lessons e WHERE e.comment_id = l.comment_id
                AND e.undoes_id = l.undoes_id AND e.id < l.id))",
        mend: &["DELETE FROM score_lessons
            WHERE undoes_id IS NOT NULL AND (NOT EXISTS (
                SELECT 1 FROM score_lessons o
                WHERE o.id = score_lessons.undoes_id AND o.id < score_lessons.id
                    AND o.comment_id = score_lessons.comment_id AND o.undoes_id IS NULL)
            OR EXISTS (SELECT 1 FROM score_lessons e WHERE e.comment_id = score_lessons.comment_id
                AND e.undoes_id = score_lessons.undoes_id AND e.id < score_lessons.id))"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments whose score is none, or more than their urgency",
        find: "SELECT id FROM comments WHERE score < 0 OR score > 999 OR urgency % 1000 <> score",
        mend: &[
            "UPDATE comments SET score = 0 WHERE score < 0 OR score > 999",
            "UPDATE comments SET urgency = urgency - urgency % 1000 + score
            WHERE urgency % 1000 <> score",
        ],
        by_hand: RESTORE,
    },
    Invariant {
        table: "imported",
        what: "comments that an import made and that are not there any more",
        find: "SELECT i.new_id FROM imported i WHERE i.kind = 'comment'
            AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.id = i.new_id)",
        mend: &["DELETE FROM imported WHERE kind = 'comment'
            AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.id = imported.new_id)"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments without a text",
        find: "SELECT id FROM comments WHERE expunged_at IS NULL AND (html = '' OR body = '')",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "expunged comments that say something still",
        find: "SELECT c.id FROM comments c
            WHERE c.expunged_at IS NOT NULL AND (c.body <> '' OR c.html <> ''
            OR EXISTS (SELECT 1 FROM findings f WHERE f.comment_id = c.id AND f.found <> '')
            OR EXISTS (SELECT 1 FROM reports r WHERE r.comment_id = c.id AND r.explanation <> ''))",
        mend: &[],
        by_hand: "Expunge them again at /moderation.",
    },
    Invariant {
        table: "comments",
        what: "expunged comments that were not removed",
        find: "SELECT id FROM comments WHERE expunged_at IS NOT NULL AND state <> 'removed'",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments with a browser or a confirmed address and no guest who wrote them",
        find: "SELECT id FROM comments WHERE (proved OR browser IS NOT NULL) AND email_key IS NULL",
        mend: &["UPDATE comments SET proved = FALSE, browser = NULL
            WHERE (proved OR browser IS NOT NULL) AND email_key IS NULL"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "accounts",
        what: "accounts whose owner left but not whole",
        find: "SELECT a.id FROM accounts a
            WHERE a.left_at IS NOT NULL AND (a.password <> '' OR a.totp IS NOT NULL
            OR EXISTS (SELECT 1 FROM sessions s WHERE s.account_id = a.id)
            OR EXISTS (SELECT 1 FROM tickets t WHERE t.account_id = a.id)
            OR EXISTS (SELECT 1 FROM comments c WHERE c.account_id = a.id))",
        mend: &[],
        by_hand: RESTORE,
    },
];
