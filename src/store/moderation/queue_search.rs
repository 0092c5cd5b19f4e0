//! Text search in a queue: reads the cases at its head one by one, then uses indexes for the rest.
//!
//! A page costs the same however long the queue is. If the indexes return too many cases, or none
//! apply to the queue, the page ends where the reading ended and the next page continues there.

use constcat::concat;
use jiff::Timestamp;

use super::cases::{CASES_PER_PAGE, Case};
use super::queues::{CaseFilter, FILTER, Key, one_more};
use crate::account::Scope;
use crate::error::Result;
use crate::moderation::Queue;
use crate::search::{Writing, beginning};
use crate::store::engine::statement::Parameter;
use crate::store::{Store, query_as, query_scalar};

/// Cases read at the head of a queue.
pub(super) const WINDOW: i64 = 5_000;
/// Maximum number of comments taken from each index.
///
/// A text with more matches is not rare, so reading on finds them soon enough.
const KNOWN_MAX: i64 = 2_000;

/// Statements over the cases at the head of a queue, starting after a position.
pub(in crate::store) struct Head {
    /// Query for the last position in the head.
    pub(in crate::store) end: &'static str,
    /// Query for the cases that a filter matches.
    pub(in crate::store) matching: &'static str,
}

/// Builds the statements of a queue's head from its condition, sort column and sort orders.
///
/// Those of the board find numbers of cases; those of a `site`, its id the last parameter of both,
/// find positions, by which the cases of several sites are merged.
macro_rules! head {
    (board: $($queue:tt)*) => { head!(@ "n.id", "", "", $($queue)*) };
    (site: $($queue:tt)*) => {
        head!(@ "n.place, n.id", "site_id = $4 AND ", "site_id = $8 AND ", $($queue)*)
    };
    (@ $found:literal, $of_end:literal, $of_matching:literal,
        $where:expr, $rank:literal, $order:literal, $order_of_found:literal) => {
        Head {
            end: concat!(
                "SELECT ",
                $rank,
                ", id FROM comments WHERE ",
                $of_end,
                $where,
                " ORDER BY ",
                $order,
                " LIMIT 1 OFFSET $3"
            ),
            // The index supplies the cases of the head, and each is read once (CROSS JOIN keeps
            // this order).
            matching: concat!(
                "SELECT ",
                $found,
                " FROM (SELECT id, ",
                $rank,
                " AS place FROM comments WHERE ",
                $of_matching,
                $where,
                " ORDER BY ",
                $order,
                " LIMIT $7) n
                CROSS JOIN comments c LEFT JOIN accounts a ON a.id = c.account_id
                    WHERE c.id = n.id ",
                FILTER,
                "ORDER BY ",
                $order_of_found,
                " LIMIT $6"
            ),
        }
    };
    (@ $found:literal, $of_end:literal, $of_matching:literal, $where:literal) => {
        head!(
            @ $found, $of_end, $of_matching,
            concat!($where, " AND urgency <= $1 AND (urgency < $1 OR id > $2)"),
            "urgency",
            "urgency DESC, id",
            "n.place DESC, n.id"
        )
    };
}
pub(super) use head;

/// Head of a statement that selects the numbers of the given cases that contain a text.
///
/// A query for the numbers of the given cases follows.
const SELECT_AMONG: &str = "SELECT c.id
    FROM comments c LEFT JOIN accounts a ON a.id = c.account_id WHERE c.id IN (";
/// End of a statement that begins with `SELECT_AMONG`.
///
/// Only cases that wait for review, after a position, are selected.
const WAITING_AFTER: &str = concat!(
    ")
    AND c.judged_at IS NULL AND COALESCE(c.held_for, '') <> 'email'
    AND +c.urgency <= $1 AND (+c.urgency < $1 OR c.id > $2) ",
    FILTER,
    "ORDER BY +c.urgency DESC, +c.id LIMIT $6"
);

impl Store {
    pub(in crate::store) const REVIEW_HEAD: Head =
        head!(board: "judged_at IS NULL AND COALESCE(held_for, '') <> 'email'");
    pub(in crate::store) const REPORTED_HEAD: Head = head!(board: "open_reports > 0");
    pub(in crate::store) const HELD_HEAD: Head = head!(board: "state = 'held'");
    pub(in crate::store) const REMOVED_HEAD: Head = head!(
        board: "state = 'removed' AND reason <> 'before-import' AND (judged_at, id) < ($1, $2)",
        "judged_at",
        "judged_at DESC, id DESC",
        "n.place DESC, n.id DESC"
    );
    pub(in crate::store) const REVIEW_AMONG: &str =
        concat!(SELECT_AMONG, "SELECT CAST(value AS INTEGER) FROM json_each($7)", WAITING_AFTER);
    const REVIEW_AMONG_POSTGRES: &str = concat!(
        SELECT_AMONG,
        "SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($7 AS JSON))",
        WAITING_AFTER
    );

    /// Returns one page of the cases of a queue that contain a text.
    ///
    /// Also returns the position after which the next page begins, if there is more to read.
    pub(in crate::store) async fn queue_with(
        &self,
        queue: Queue,
        filter: &CaseFilter,
        after: Key,
        now: Timestamp,
    ) -> Result<(Vec<Case>, Option<Key>)> {
        let head = match queue {
            Queue::Reported => Self::REPORTED_HEAD,
            Queue::Held => Self::HELD_HEAD,
            Queue::Removed => Self::REMOVED_HEAD,
            Queue::Review | Queue::Appeals => Self::REVIEW_HEAD,
        };
        let mut ids = self.matching(head.matching, filter, after, WINDOW.into()).await?;
        let mut resume = None;
        if ids.len() <= CASES_PER_PAGE
            && let Some(end) = self.head_end(head.end, after).await?
        {
            match self.known(queue, filter, end).await? {
                Some(known) => ids.extend(self.among(&known, filter, end).await?),
                None => resume = Some(end),
            }
        }
        let more = ids.len() > CASES_PER_PAGE;
        ids.truncate(CASES_PER_PAGE);
        let cases = self.cases(Scope::Board, &ids, now).await?;
        let last = cases.last().filter(|_| more).map(|case| Key::of(queue, case));
        Ok((cases, last.or(resume)))
    }

    /// Returns the numbers of the cases that contain a text, of those after a position.
    ///
    /// `among` is the last parameter of the statement: the number of cases to read, or the numbers
    /// of the cases as a JSON array.
    async fn matching(
        &self,
        statement: &'static str,
        filter: &CaseFilter,
        after: Key,
        among: Parameter<'_>,
    ) -> Result<Vec<i64>> {
        Ok(query_scalar(statement)
            .bind(after.rank)
            .bind(after.id)
            .bind(&filter.article)
            .bind(filter.author.unwrap_or_default())
            .bind(filter.pattern())
            .bind(one_more())
            .bind(among)
            .fetch_all(&mut self.reader())
            .await?)
    }

    async fn head_end(&self, statement: &'static str, after: Key) -> Result<Option<Key>> {
        let end: Option<(i64, i64)> = query_as(statement)
            .bind(after.rank)
            .bind(after.id)
            .bind(WINDOW - 1)
            .fetch_optional(&mut self.reader())
            .await?;
        Ok(end.map(|(rank, id)| Key { rank, id }))
    }

    pub(in crate::store) const KNOWN_BY_WORD: &str = "SELECT f.rowid FROM comment_index f
        WHERE f.comment_index MATCH $1 ORDER BY f.rowid DESC LIMIT $2";
    const KNOWN_BY_WORD_POSTGRES: &str =
        "SELECT f.rowid FROM comment_index f WHERE f.words @@ CAST($1 AS TSQUERY) LIMIT $2";
    pub(in crate::store) const KNOWN_BY_NAME: &str = "SELECT id FROM comments
        WHERE name IS NOT NULL AND lower(name) >= $1 AND lower(name) < $2 LIMIT $3";
    const KNOWN_BY_NAME_POSTGRES: &str = "SELECT id FROM comments
        WHERE name IS NOT NULL AND lower(name) COLLATE \"C\" >= $1
            AND lower(name) COLLATE \"C\" < $2 LIMIT $3";
    pub(in crate::store) const KNOWN_BY_MEMBER: &str =
        "SELECT c.id FROM accounts m CROSS JOIN comments c
        WHERE c.account_id = m.id AND lower(m.name) LIKE $1 ESCAPE '!' LIMIT $2";
    pub(in crate::store) const NOT_INDEXED: &str =
        "SELECT id FROM unindexed WHERE what = 'comment' ORDER BY id DESC LIMIT $1";

    /// Returns the comments beyond the head that may contain the text according to the indexes.
    ///
    /// `None` if an index has too many of them or does not cover the queue.
    async fn known(&self, queue: Queue, filter: &CaseFilter, end: Key) -> Result<Option<Vec<i64>>> {
        // The word index covers only comments readers see. Held comments have an urgency, so they
        // come before all cases of rank 0.
        let (Queue::Review, 0, Some(query)) = (queue, end.rank, &filter.words) else {
            return Ok(None);
        };
        let (writing, by_word, by_name) = match self {
            Self::Sqlite { .. } => (Writing::Fts5, Self::KNOWN_BY_WORD, Self::KNOWN_BY_NAME),
            Self::Postgres(_) => {
                (Writing::Vector, Self::KNOWN_BY_WORD_POSTGRES, Self::KNOWN_BY_NAME_POSTGRES)
            }
        };
        let words = beginning(query, writing);
        let name = filter.text.to_lowercase();
        let most = KNOWN_MAX + 1;
        let lists: [Vec<i64>; 4] = {
            let mut db = self.reader();
            [
                query_scalar(by_word)
                    .persistent(false)
                    .bind(&words)
                    .bind(most)
                    .fetch_all(&mut db)
                    .await?,
                query_scalar(by_name)
                    .bind(&name)
                    .bind(format!("{name}\u{10ffff}"))
                    .bind(most)
                    .fetch_all(&mut db)
                    .await?,
                query_scalar(Self::KNOWN_BY_MEMBER)
                    .bind(filter.pattern())
                    .bind(most)
                    .fetch_all(&mut db)
                    .await?,
                query_scalar(Self::NOT_INDEXED).bind(most).fetch_all(&mut db).await?,
            ]
        };
        let too_many = usize::try_from(KNOWN_MAX).unwrap_or(usize::MAX);
        Ok(lists.iter().all(|list| list.len() <= too_many).then(|| lists.concat()))
    }

    async fn among(&self, ids: &[i64], filter: &CaseFilter, after: Key) -> Result<Vec<i64>> {
        let numbers: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let numbers = format!("[{}]", numbers.join(","));
        let statement = match self {
            Self::Sqlite { .. } => Self::REVIEW_AMONG,
            Self::Postgres(_) => Self::REVIEW_AMONG_POSTGRES,
        };
        self.matching(statement, filter, after, numbers.into()).await
    }
}
