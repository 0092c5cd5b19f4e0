//! Statements about the author of comments for a moderator who is bound to sites.
//!
//! They take the parameters of the statements in `commenters`.

use constcat::concat;

use crate::store::Store;
use crate::store::comments::{COMMENT_COLUMNS, COMMENT_TABLES};
use crate::store::sites::scope::in_sites;

/// Builds a query for the numbers of an author's last comments below a number, wherever they are.
macro_rules! last_of_author {
    ($below:literal) => {
        std::concat!(
            "SELECT id FROM (SELECT id FROM comments WHERE account_id = $1 AND id < ",
            $below,
            " ORDER BY id DESC LIMIT 10000) n
            UNION
            SELECT id FROM (SELECT id FROM comments WHERE proved AND email_key = $2 AND id < ",
            $below,
            " ORDER BY id DESC LIMIT 10000) n
            UNION
            SELECT id FROM (SELECT id FROM comments WHERE browser = $3 AND id < ",
            $below,
            " ORDER BY id DESC LIMIT 10000) n
            UNION
            SELECT id FROM comments WHERE id = $4 AND id < ",
            $below
        )
    };
}

impl Store {
    /// Figures of an author of comments on pages of the sites that account `$5` is bound to.
    ///
    /// Reads the last 10,000 comments by which the author is known, wherever they are.
    pub(in crate::store) const TOTALS_OF_SITES: &str = concat!(
        "SELECT COUNT(*) AS comments, COUNT(CASE WHEN c.state = 'held' THEN 1 END) AS held,
            COUNT(CASE WHEN c.state = 'removed' THEN 1 END) AS removed,
            CAST(SUM(c.reports) AS BIGINT) AS reports, MIN(c.posted_at) AS first_at
        FROM comments c WHERE ",
        in_sites!("c.site_id", "$5"),
        " AND c.id IN (",
        last_of_author!("9223372036854775807"),
        ")"
    );

    /// Comments of an author on pages of the sites that account `$7` is bound to.
    ///
    /// Reads the last 10,000 below `$5` by which the author is known, wherever they are.
    pub(in crate::store) const WRITTEN_OF_SITES: &str = concat!(
        COMMENT_COLUMNS,
        ", t.title AS article_title",
        COMMENT_TABLES,
        "JOIN articles t ON t.id = c.article_id
        WHERE ",
        in_sites!("c.site_id", "$7"),
        " AND c.id IN (",
        last_of_author!("$5"),
        ") ORDER BY c.id DESC LIMIT $6"
    );
}
