//! Checks of counters stored beside the rows they count.

use super::{Invariant, RESTORE};

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        table: "articles",
        what: "articles whose number of comments is not what readers see",
        find: "SELECT a.id FROM articles a WHERE a.visible_comments <>
            (SELECT COUNT(*) FROM comments c WHERE c.article_id = a.id AND c.state = 'visible')",
        mend: &["UPDATE articles SET visible_comments =
                (SELECT COUNT(*) FROM comments c
                    WHERE c.article_id = articles.id AND c.state = 'visible')
            WHERE visible_comments <>
                (SELECT COUNT(*) FROM comments c
                    WHERE c.article_id = articles.id AND c.state = 'visible')"],
        by_hand: RESTORE,
    },
    // Without `ordinal IS NOT NULL`, SQLite reads all comments for each article.
    Invariant {
        table: "articles",
        what: "articles whose number of threads is not that of the last one",
        find: "SELECT a.id FROM articles a WHERE a.threads <>
            (SELECT COALESCE(MAX(c.ordinal), 0) FROM comments c
            WHERE c.article_id = a.id AND c.ordinal IS NOT NULL)",
        mend: &["UPDATE articles SET threads = (SELECT COALESCE(MAX(c.ordinal), 0) FROM comments c
                WHERE c.article_id = articles.id AND c.ordinal IS NOT NULL)
            WHERE threads <> (SELECT COALESCE(MAX(c.ordinal), 0) FROM comments c
                WHERE c.article_id = articles.id AND c.ordinal IS NOT NULL)"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments whose number of open reports is not that of the reports that wait",
        find: "SELECT c.id FROM comments c WHERE c.open_reports <>
            (SELECT COUNT(*) FROM reports r WHERE r.comment_id = c.id AND r.decision_id IS NULL)",
        mend: &["UPDATE comments SET open_reports =
                (SELECT COUNT(*) FROM reports r
                    WHERE r.comment_id = comments.id AND r.decision_id IS NULL)
            WHERE open_reports <>
                (SELECT COUNT(*) FROM reports r
                    WHERE r.comment_id = comments.id AND r.decision_id IS NULL)"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments that were reported more or less often than they say",
        find: "SELECT c.id FROM comments c WHERE c.reports <>
            (SELECT COUNT(*) FROM reports r WHERE r.comment_id = c.id)",
        mend: &["UPDATE comments SET reports =
                (SELECT COUNT(*) FROM reports r WHERE r.comment_id = comments.id)
            WHERE reports <> (SELECT COUNT(*) FROM reports r WHERE r.comment_id = comments.id)"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments that more or fewer found useful than they say",
        find: "SELECT c.id FROM comments c WHERE c.useful <> c.imported_useful +
            (SELECT COUNT(*) FROM useful u WHERE u.comment_id = c.id)",
        mend: &["UPDATE comments SET useful = imported_useful +
                (SELECT COUNT(*) FROM useful u WHERE u.comment_id = comments.id)
            WHERE useful <> imported_useful + (SELECT COUNT(*) FROM useful u WHERE u.comment_id = comments.id)"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comments",
        what: "comments that are not of the site of their article",
        find: "SELECT c.id FROM comments c JOIN articles a ON a.id = c.article_id
            WHERE COALESCE(c.site_id, 0) <> COALESCE(a.site_id, 0)",
        mend: &["UPDATE comments SET site_id =
                (SELECT a.site_id FROM articles a WHERE a.id = comments.article_id)
            WHERE COALESCE(site_id, 0) <> COALESCE(
                (SELECT a.site_id FROM articles a WHERE a.id = comments.article_id), 0)"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "tallies",
        what: "hours with a negative tally",
        find: "SELECT hour FROM tallies WHERE count < 0",
        mend: &["UPDATE tallies SET count = 0 WHERE count < 0"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "shares",
        what: "articles that were shared less than never",
        find: "SELECT article_id FROM shares WHERE count < 0",
        mend: &["UPDATE shares SET count = 0 WHERE count < 0"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "article_views",
        what: "days with a negative number of views",
        find: "SELECT article_id FROM article_views WHERE count < 0",
        mend: &["UPDATE article_views SET count = 0 WHERE count < 0"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "events",
        what: "events with a negative number of tries",
        find: "SELECT id FROM events WHERE tries < 0",
        mend: &["UPDATE events SET tries = 0 WHERE tries < 0"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "outbox",
        what: "messages with a negative number of tries",
        find: "SELECT id FROM outbox WHERE tries < 0",
        mend: &["UPDATE outbox SET tries = 0 WHERE tries < 0"],
        by_hand: RESTORE,
    },
];
