//! Statements that select cases: of the whole board, and of the sites that a moderator is bound to.
//!
//! The latter are statements of their own, so that those of the whole board read indexes alone.

use constcat::concat;

use crate::store::comments::{COMMENT_COLUMNS, COMMENT_TABLES};
use crate::store::sites::scope::{comment_in_sites, in_sites};

/// Condition that a number is one of the fifty ids of a page.
///
/// Unused parameters are 0, which is not the id of any comment.
pub(in crate::store::moderation) const IS_ON_PAGE: &str =
    " IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
    $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35,
    $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) ";

/// Head of an expression that counts waiting comments `o` like a comment `c`; a condition follows.
const COUNT_ALIKE: &str = "(SELECT COUNT(*) FROM (SELECT o.id FROM comments o WHERE ";
/// End of an expression that begins with `COUNT_ALIKE`.
///
/// Counts up to `$51`, the maximum number of comments that are decided about together.
const AND_WAITING: &str =
    " AND o.judged_at IS NULL AND COALESCE(o.held_for, '') <> 'email' AND o.id <> c.id
    LIMIT $51) e)";
/// The same end with only comments on pages of the sites of account `$52`, of the first `$51`.
const AND_WAITING_ON_SITES: &str = concat!(
    " AND o.judged_at IS NULL AND COALESCE(o.held_for, '') <> 'email' AND o.id <> c.id
    LIMIT $51) e WHERE ",
    comment_in_sites!("e.id", "$52"),
    ")"
);

/// Builds a statement that counts waiting comments like those of a page, from the end of its
/// expressions.
macro_rules! alike_counts {
    ($and_waiting:ident) => {
        concat!(
            "SELECT c.id, ",
            COUNT_ALIKE,
            "o.text_key = c.text_key",
            $and_waiting,
            " AS same_text, ",
            COUNT_ALIKE,
            "o.link_key = c.link_key",
            $and_waiting,
            " AS same_link, ",
            COUNT_ALIKE,
            "o.network = c.network AND o.posted_at > c.posted_at - 86400000000
                AND o.posted_at < c.posted_at + 86400000000",
            $and_waiting,
            " AS same_network FROM comments c WHERE c.id",
            IS_ON_PAGE
        )
    };
}

/// Builds an expression that counts earlier comments by the author of a comment `c`, as
/// `EARLIER_ON_SITES` does. The condition on them is empty or begins with AND.
macro_rules! earlier_on_sites {
    ($and:literal) => {
        std::concat!(
            "(SELECT COUNT(*) FROM comments x WHERE x.id IN (
                SELECT id FROM (SELECT o.id FROM comments o
                    WHERE o.account_id = c.account_id AND o.id < c.id
                    ORDER BY o.id DESC LIMIT 1000) e
                UNION
                SELECT id FROM (SELECT o.id FROM comments o
                    WHERE c.account_id IS NULL AND c.proved AND o.proved
                        AND o.email_key = c.email_key AND o.id < c.id
                    ORDER BY o.id DESC LIMIT 1000) e
                UNION
                SELECT id FROM (SELECT o.id FROM comments o
                    WHERE c.account_id IS NULL AND o.browser = c.browser AND o.id < c.id
                    ORDER BY o.id DESC LIMIT 1000) e) AND ",
            in_sites!("x.site_id", "$51"),
            $and,
            ")"
        )
    };
}

/// Columns that count earlier comments by the author of a comment `c`, and those removed.
///
/// Members are identified by account, guests as in `identity`; an author whose data was erased has
/// no earlier comments.
const EARLIER: &str = "
        CASE WHEN c.account_id IS NOT NULL THEN (SELECT COUNT(*) FROM (
            SELECT 1 FROM comments o
            WHERE o.account_id = c.account_id AND o.id < c.id LIMIT 1000) e)
        ELSE (SELECT COUNT(*) FROM (
            SELECT 1 FROM comments o
            WHERE c.proved AND o.proved AND o.email_key = c.email_key
                AND o.id < c.id LIMIT 1000) e)
            + (SELECT COUNT(*) FROM (SELECT o.proved, o.email_key FROM comments o
                WHERE o.browser = c.browser AND o.id < c.id ORDER BY o.id DESC LIMIT 1000) e
            WHERE NOT (c.proved AND e.proved AND e.email_key = c.email_key))
        END AS earlier,
        CASE WHEN c.account_id IS NOT NULL THEN (SELECT COUNT(*) FROM (
            SELECT 1 FROM comments o
            WHERE o.state = 'removed' AND o.account_id = c.account_id
                AND o.id < c.id LIMIT 1000) e)
        ELSE (SELECT COUNT(*) FROM (SELECT 1 FROM comments o
            WHERE o.state = 'removed' AND c.proved AND o.proved AND o.email_key = c.email_key
                AND o.id < c.id LIMIT 1000) e)
            + (SELECT COUNT(*) FROM (SELECT o.state, o.proved, o.email_key FROM comments o
                WHERE o.browser = c.browser AND o.id < c.id ORDER BY o.id DESC LIMIT 1000) e
            WHERE e.state = 'removed'
                AND NOT (c.proved AND e.proved AND e.email_key = c.email_key))
        END AS earlier_removed";
/// The same columns with only comments on pages of the sites that account `$51` is bound to.
///
/// Reads the last 1,000 comments of the author, wherever they are.
const EARLIER_ON_SITES: &str = concat!(
    earlier_on_sites!(""),
    " AS earlier, ",
    earlier_on_sites!(" AND x.state = 'removed'"),
    " AS earlier_removed"
);

/// Builds a statement that selects cases, from the columns that count earlier comments.
///
/// A condition on their comments `c` follows.
macro_rules! select_cases {
    ($earlier:expr) => {
        concat!(
            COMMENT_COLUMNS,
            ", c.body AS text, cs.lang AS site_lang, c.urgency, c.score,
                c.judged_at, t.title AS article_title, t.slug AS article_slug,
                COALESCE(pa.name, p.name) AS parent_name, substr(p.body, 1, 300) AS parent_text,
                l.account_id AS claimed_by, la.name AS claimed_name, l.made_at AS claimed_at,
                c.proved, c.browser IS NOT NULL AS has_browser, c.held_by,
                COALESCE(t.lead, t.first_paragraph) AS article_lead,",
            $earlier,
            COMMENT_TABLES,
            "JOIN articles t ON t.id = c.article_id LEFT JOIN comments p ON p.id = c.parent_id
                LEFT JOIN accounts pa ON pa.id = p.account_id
                LEFT JOIN sites cs ON cs.id = c.site_id
                LEFT JOIN claims l ON l.comment_id = c.id
                LEFT JOIN accounts la ON la.id = l.account_id "
        )
    };
}

/// Head of a statement that selects cases; a condition on their comments `c` follows.
pub(in crate::store::moderation) const SELECT_CASES: &str = select_cases!(EARLIER);
/// Statement for the cases of a page.
pub(in crate::store::moderation) const CASES: &str =
    concat!(SELECT_CASES, "WHERE c.id", IS_ON_PAGE);
/// The same of those on pages of the sites that account `$51` is bound to.
pub(in crate::store::moderation) const CASES_OF_SITES: &str = concat!(
    select_cases!(EARLIER_ON_SITES),
    "WHERE c.id",
    IS_ON_PAGE,
    "AND ",
    in_sites!("c.site_id", "$51")
);
/// Statement that counts the waiting comments like those of a page.
pub(in crate::store::moderation) const ALIKE_COUNTS: &str = alike_counts!(AND_WAITING);
/// The same of those on pages of the sites that account `$52` is bound to.
pub(in crate::store::moderation) const ALIKE_COUNTS_OF_SITES: &str =
    alike_counts!(AND_WAITING_ON_SITES);
