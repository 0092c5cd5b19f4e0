//! Threads of comments, page by page.
//!
//! The module `thread` determines which threads are on a page and in which order.

use constcat::concat;

use super::{CommentRow, SELECT_COMMENTS};
use crate::comment::thread::Order;
use crate::comment::{Comment, THREADS_PER_PAGE};
use crate::error::Result;
use crate::store::{Store, query_as, query_scalar};

/// Head of a statement that selects a page of threads, from one end of a list; its order follows.
const SELECT_THREADS_BY: &str = concat!(
    SELECT_COMMENTS,
    "WHERE c.id IN (
        WITH roots AS (
            SELECT id FROM comments WHERE article_id = $1 AND ordinal IS NOT NULL
                AND state <> 'held'
            ORDER BY "
);
/// End of a statement that begins with `SELECT_THREADS_BY`.
///
/// The CROSS JOIN keeps SQLite from starting with all answers there are.
const ON_PAGE: &str = " LIMIT $3 OFFSET $2
        )
        SELECT id FROM roots
        UNION ALL
        SELECT n.id FROM roots CROSS JOIN comments n
            WHERE n.root_id = roots.id AND n.state <> 'held'
    ) ORDER BY COALESCE(c.ordinal, 9223372036854775807), c.id";

/// Head of a statement that selects threads after a position, which follows with its order.
const SELECT_THREADS_AFTER: &str = concat!(
    SELECT_COMMENTS,
    "WHERE c.id IN (
        WITH roots AS (
            SELECT id FROM comments WHERE article_id = $1 AND ordinal IS NOT NULL
                AND state <> 'held' AND "
);
/// End of a statement that begins with `SELECT_THREADS_AFTER`.
const OF_THREADS: &str = " LIMIT $2
        )
        SELECT id FROM roots
        UNION ALL
        SELECT n.id FROM roots CROSS JOIN comments n
            WHERE n.root_id = roots.id AND n.state <> 'held'
    ) ORDER BY COALESCE(c.ordinal, 9223372036854775807), c.id";

impl Store {
    pub(in crate::store) const OLDEST_AFTER: &str =
        concat!(SELECT_THREADS_AFTER, "ordinal > $3 ORDER BY ordinal", OF_THREADS);
    pub(in crate::store) const NEWEST_THREADS_AFTER: &str =
        concat!(SELECT_THREADS_AFTER, "ordinal < $3 ORDER BY ordinal DESC", OF_THREADS);
    pub(in crate::store) const USEFUL_AFTER: &str = concat!(
        SELECT_THREADS_AFTER,
        "useful <= $3 AND (useful < $3 OR ordinal > $4) ORDER BY useful DESC, ordinal",
        OF_THREADS
    );
    const POSITION: &str = "SELECT ordinal, useful FROM comments
        WHERE id = $1 AND article_id = $2 AND ordinal IS NOT NULL";

    /// Returns at most `limit` threads of an article after the one that begins with a comment.
    ///
    /// They are oldest first, whatever `order` selects them. `after` is the id of that comment, or
    /// `None` for the beginning. Returns `None` if no thread of the article begins with it.
    pub async fn threads_after(
        &self,
        article: i64,
        order: Order,
        after: Option<i64>,
        limit: i64,
    ) -> Result<Option<Vec<Comment>>> {
        let mut db = self.public_reader();
        let position = match after {
            None => match order {
                Order::Oldest => (0, 0),
                Order::Newest | Order::Useful => (i64::MAX, i64::MAX),
            },
            Some(after) => {
                let found: Option<(i64, i64)> = query_as(Self::POSITION)
                    .bind(after)
                    .bind(article)
                    .fetch_optional(&mut db)
                    .await?;
                let Some(found) = found else { return Ok(None) };
                found
            }
        };
        let (ordinal, useful) = position;
        let statement = match order {
            Order::Oldest => query_as(Self::OLDEST_AFTER).bind(article).bind(limit).bind(ordinal),
            Order::Newest => {
                query_as(Self::NEWEST_THREADS_AFTER).bind(article).bind(limit).bind(ordinal)
            }
            Order::Useful => {
                query_as(Self::USEFUL_AFTER).bind(article).bind(limit).bind(useful).bind(ordinal)
            }
        };
        let rows: Vec<CommentRow> = statement.fetch_all(&mut db).await?;
        rows.into_iter().map(Comment::try_from).collect::<Result<_>>().map(Some)
    }

    pub(in crate::store) const THREAD: &str = concat!(
        SELECT_COMMENTS,
        "WHERE c.id IN (
            WITH roots AS (
                SELECT id FROM comments WHERE article_id = $1 AND ordinal > $2 AND ordinal <= $3
                    AND state <> 'held'
            )
            SELECT id FROM roots
            UNION ALL
            SELECT n.id FROM roots JOIN comments n ON n.root_id = roots.id WHERE n.state <> 'held'
        ) ORDER BY COALESCE(c.ordinal, 9223372036854775807), c.id"
    );
    pub(in crate::store) const MOST_USEFUL: &str =
        concat!(SELECT_THREADS_BY, "useful DESC, ordinal", ON_PAGE);
    pub(in crate::store) const LEAST_USEFUL: &str =
        concat!(SELECT_THREADS_BY, "useful, ordinal DESC", ON_PAGE);
    pub(in crate::store) const SEEN: &str = "SELECT a.threads - (SELECT COUNT(*) FROM comments c
            WHERE c.article_id = a.id AND c.ordinal IS NOT NULL AND c.state = 'held')
        FROM articles a WHERE a.id = $1";

    /// Returns one page of an article's threads, each complete.
    ///
    /// They are in the order in which readers first saw them. `page` counts from 1. The threads on
    /// it depend on `order` and on the number of `threads`.
    pub async fn thread(
        &self,
        article: i64,
        order: Order,
        page: i64,
        threads: i64,
    ) -> Result<Vec<Comment>> {
        let rows: Vec<CommentRow> = {
            let mut db = self.public_reader();
            if let Some((after, to)) = order.range(page, threads) {
                query_as(Self::THREAD).bind(article).bind(after).bind(to).fetch_all(&mut db).await?
            } else {
                let seen: Option<i64> =
                    query_scalar(Self::SEEN).bind(article).fetch_optional(&mut db).await?;
                let (statement, before, count) = nearer_end(page, seen.unwrap_or_default());
                query_as(statement)
                    .bind(article)
                    .bind(before)
                    .bind(count)
                    .fetch_all(&mut db)
                    .await?
            }
        };
        rows.into_iter().map(Comment::try_from).collect()
    }
}

/// Returns the statement that starts at the end of the list nearer to a page.
///
/// The numbers are those of the threads it skips and of those it reads.
fn nearer_end(page: i64, seen: i64) -> (&'static str, i64, i64) {
    let before = (page - 1) * THREADS_PER_PAGE;
    let count = THREADS_PER_PAGE.min(seen - before).max(0);
    let after = (seen - before - count).max(0);
    if before <= after {
        (Store::MOST_USEFUL, before, count)
    } else {
        (Store::LEAST_USEFUL, after, count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_by_use_hold_every_thread_once_from_either_end() {
        let place = |page, seen| {
            let (statement, before, count) = nearer_end(page, seen);
            if statement == Store::MOST_USEFUL {
                (before, count)
            } else {
                (seen - before - count, count)
            }
        };
        let pages: Vec<_> = (1..=4).map(|page| place(page, 350)).collect();
        assert_eq!(pages, [(0, 100), (100, 100), (200, 100), (300, 50)]);
        assert_eq!(nearer_end(4, 350), (Store::LEAST_USEFUL, 0, 50));
        assert_eq!(nearer_end(1, 350), (Store::MOST_USEFUL, 0, 100));
        assert_eq!(nearer_end(9, 350).2, 0, "a page beyond the last");
    }
}
