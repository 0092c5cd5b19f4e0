//! Comments of an import as rows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use super::staging::Staging;
use super::write::{ImportedKind, RunIds};
use crate::comment::{Hold, Reason};
use crate::error::{Error, Result};
use crate::moderation;
use crate::store::engine::rows::places;
use crate::store::{Tx, micros, query, query_scalar};

/// Rows in one statement: enough that the way to the database costs little.
const BATCH: i64 = 100;

/// New comments of an article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ThreadCount {
    /// Number of new threads that readers see.
    pub(super) threads: i64,
    /// Number of new visible comments.
    pub(super) visible: i64,
    /// True if it had threads before.
    pub(super) had_threads: bool,
    /// Number of its last thread so far.
    last: i64,
}

/// New comments of each article, by its number.
pub(super) type ThreadCounts = BTreeMap<i64, ThreadCount>;

/// Comment of a plan, in its order.
#[derive(sqlx::FromRow)]
struct PlannedComment {
    rank: i64,
    id: i64,
    key: String,
    article: i64,
    name: Option<String>,
    email: Option<String>,
    email_key: Option<String>,
    account: Option<i64>,
    state: String,
    posted_at: i64,
    useful: i64,
    text_key: Option<i64>,
    link_key: Option<i64>,
    body: String,
    html: String,
    parent: Option<i64>,
    parent_staged: Option<i64>,
    root: Option<i64>,
    root_there: Option<i64>,
}

const PLANNED: &str = "SELECT p.rank, c.id, c.key, t.new_id AS article, c.name, c.email,
        c.email_key, CASE WHEN q.is_wanted THEN COALESCE(q.account, q.new_account) END AS account,
        c.state, c.posted_at, c.useful, c.text_key, c.link_key, x.body, x.html,
        COALESCE(above.there, above.new_id) AS parent, c.parent_id AS parent_staged,
        p.root, p.root_there
    FROM plan p JOIN comments c ON c.id = p.comment JOIN texts x ON x.id = c.id
        JOIN threads t ON t.id = c.thread_id
        LEFT JOIN persons q ON q.key = c.person AND q.is_member
        LEFT JOIN comments above ON above.id = c.parent_id
    WHERE p.rank > ? ORDER BY p.rank LIMIT ?";

/// Head of the statement that inserts comments; groups of parameters follow.
const INSERT: &str = "INSERT INTO comments (id, article_id, parent_id, root_id, account_id, name,
    email, email_key, body, html, state, reason, judged_at, shown_at, posted_at, held_for, urgency,
    expunged_at, ordinal, useful, imported_useful, text_key, link_key) VALUES ";
/// Number of columns in that statement.
const COLUMNS: usize = 23;
const REMEMBER: &str = "INSERT INTO imported (origin_id, kind, old_key, new_id, import_id) VALUES ";

/// Inserts the comments of a plan in its order.
pub(super) async fn insert_comments(
    tx: &mut Tx,
    staging: &mut Staging,
    ids: RunIds,
    now: Timestamp,
) -> Result<ThreadCounts> {
    let (mut counts, mut after) = (ThreadCounts::new(), 0);
    loop {
        let batch: Vec<PlannedComment> =
            sqlx::query_as(PLANNED).bind(after).bind(BATCH).fetch_all(&mut staging.db).await?;
        let Some(last) = batch.last() else { return Ok(counts) };
        after = last.rank;
        insert_batch(tx, staging, (ids, now), &batch, &mut counts).await?;
    }
}

async fn insert_batch(
    tx: &mut Tx,
    staging: &mut Staging,
    (ids, now): (RunIds, Timestamp),
    batch: &[PlannedComment],
    counts: &mut ThreadCounts,
) -> Result<()> {
    let numbers = new_numbers(tx, batch.len()).await?;
    let new: BTreeMap<i64, i64> =
        batch.iter().map(|comment| comment.id).zip(numbers.iter().copied()).collect();
    for (row, number) in &new {
        sqlx::query("UPDATE comments SET new_id = ? WHERE id = ?")
            .bind(number)
            .bind(row)
            .execute(&mut staging.db)
            .await?;
    }
    let mut rows = query(AssertSqlSafe(format!("{INSERT}{}", places(tx, batch.len(), COLUMNS))));
    let mut keys = query(AssertSqlSafe(format!("{REMEMBER}{}", places(tx, batch.len(), 5))));
    for (comment, number) in batch.iter().zip(&numbers) {
        let held = comment.state == "held";
        let removed = comment.state == "removed";
        // A parent in the same batch has just got its number.
        let parent = match comment.parent_staged {
            Some(above) => new.get(&above).copied().or(comment.parent),
            None => None,
        };
        let root = match (comment.root, comment.root_there) {
            _ if parent.is_none() => None,
            (Some(root), _) => match new.get(&root) {
                Some(root) => Some(*root),
                None => number_of(staging, root).await?,
            },
            (None, there) => there,
        };
        let count = count_of(tx, counts, comment.article).await?;
        count.visible += i64::from(comment.state == "visible");
        let ordinal = (parent.is_none() && !held).then(|| {
            count.threads += 1;
            count.last += 1;
            count.last
        });
        let seen = (!held).then_some(comment.posted_at);
        let is_guest = comment.account.is_none();
        rows = rows
            .bind(*number)
            .bind(comment.article)
            .bind(parent)
            .bind(root)
            .bind(comment.account)
            .bind(comment.name.as_deref().filter(|_| is_guest))
            .bind(comment.email.as_deref().filter(|_| is_guest))
            .bind(comment.email_key.as_deref().filter(|_| is_guest))
            .bind(&comment.body)
            .bind(&comment.html)
            .bind(&comment.state)
            .bind(removed.then_some(Reason::BeforeImport.code()))
            .bind(seen)
            .bind(seen)
            .bind(comment.posted_at)
            .bind(held.then_some(Hold::Approval.code()))
            .bind(moderation::urgency(0, false, held, 0, 0))
            .bind(removed.then(|| micros(now)))
            .bind(ordinal)
            .bind(comment.useful)
            .bind(comment.useful)
            .bind(comment.text_key)
            .bind(comment.link_key);
        keys = keys
            .bind(ids.origin)
            .bind(ImportedKind::Comment.code())
            .bind(&comment.key)
            .bind(*number)
            .bind(ids.import);
    }
    rows.execute(tx).await?;
    keys.execute(tx).await?;
    Ok(())
}

/// Returns the number on the board of a comment of an earlier batch.
async fn number_of(staging: &mut Staging, row: i64) -> Result<Option<i64>> {
    let number = "SELECT COALESCE(there, new_id) FROM comments WHERE id = ?";
    let number: Option<Option<i64>> =
        sqlx::query_scalar(number).bind(row).fetch_optional(&mut staging.db).await?;
    Ok(number.flatten())
}

async fn count_of<'c>(
    tx: &mut Tx,
    counts: &'c mut ThreadCounts,
    article: i64,
) -> Result<&'c mut ThreadCount> {
    const THREADS: &str = "SELECT threads FROM articles WHERE id = $1";
    if let std::collections::btree_map::Entry::Vacant(e) = counts.entry(article) {
        let last: i64 = query_scalar(THREADS).bind(article).fetch_one(tx).await?;
        let count = ThreadCount { last, had_threads: last > 0, ..ThreadCount::default() };
        e.insert(count);
    }
    counts.get_mut(&article).ok_or(Error::Busy)
}

/// Returns the next numbers of comments, in ascending order.
async fn new_numbers(tx: &mut Tx, count: usize) -> Result<Vec<i64>> {
    const SQLITE: &str = "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence
        WHERE name = 'comments'";
    const POSTGRES: &str = "SELECT nextval(pg_get_serial_sequence('comments', 'id'))
        FROM generate_series(1, $1)";
    let many = i64::try_from(count).map_err(anyhow::Error::new)?;
    match tx {
        Tx::Sqlite(_) => {
            let last: i64 = query_scalar(SQLITE).fetch_one(tx).await?;
            Ok((last + 1..=last + many).collect())
        }
        Tx::Postgres(_) | Tx::PostgresTurn(_) => {
            let mut numbers: Vec<i64> = query_scalar(POSTGRES).bind(many).fetch_all(tx).await?;
            numbers.sort_unstable();
            Ok(numbers)
        }
    }
}
