//! The one hand that writes a SQLite file: whoever has something to write takes a turn in the transaction that is under way, and all
//! who took one share its commit, so that a flush of the disk is paid for together (group commit).
//!
//! A turn is a savepoint: what fails in it fails alone. Each statement is two changes of thread, so the savepoint of one turn is let go
//! by the statement that makes the next, which may go together with the first of the turn. A batch is committed by a task that queues behind those who waited for their
//! turn when it began, so batches are as large as the disk is slow, and a single writer waits for nobody. Nobody is told that
//! something is kept before it is on disk.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use anyhow::anyhow;
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;

use super::watch::{note_changes, noted};
use crate::error::{Error, Result};
use crate::generation::{Changes, Generations};

/// How many may wait for their turn or for the disk: some seconds of writing on a slow one.
const QUEUE: usize = 1_000;
/// How long somebody waits for a turn before they are told that the board is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// The hand that writes.
#[derive(Debug)]
pub struct Writer {
    pool: SqlitePool,
    batch: Arc<tokio::sync::Mutex<Option<Batch>>>,
    queue: Arc<Semaphore>,
    generations: Arc<Generations>,
    watching: Arc<AtomicBool>,
    /// What `PRAGMA data_version` said last: another number when another process wrote.
    seen: AtomicI64,
}

/// The transaction under way.
#[derive(Debug)]
struct Batch {
    tx: Transaction<'static, Sqlite>,
    /// What became of the last turn.
    last: Last,
    /// Whether it is on disk, once that is known.
    done: watch::Sender<Option<bool>>,
}

/// What became of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// There was none.
    None,
    /// What was written in it stays.
    Stays,
    /// It is under way, or broke off: what was written in it goes.
    Goes,
}

/// What is written in one turn; dropped, it is undone.
#[derive(Debug)]
pub struct Savepoint<'a> {
    batch: &'a mut Batch,
    /// The statement that begins it, while that is still to be run.
    owed: Option<&'static str>,
}

/// Somebody's turn to write.
#[derive(Debug)]
pub struct Turn {
    batch: OwnedMutexGuard<Option<Batch>>,
    done: watch::Receiver<Option<bool>>,
    _place: OwnedSemaphorePermit,
}

impl Writer {
    /// A hand for the one connection of a pool. `watching` is set once the tables are there.
    pub(super) fn new(
        pool: SqlitePool,
        generations: Arc<Generations>,
        watching: Arc<AtomicBool>,
    ) -> Self {
        let (batch, queue) = (Arc::default(), Arc::new(Semaphore::new(QUEUE)));
        Self { pool, batch, queue, generations, watching, seen: AtomicI64::new(0) }
    }

    /// A turn, when it comes; with too many before it, or after too long, the board is busy.
    pub async fn turn(&self) -> Result<Turn> {
        let place = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| Error::Busy)?;
        let mut batch = timeout(PATIENCE, Arc::clone(&self.batch).lock_owned())
            .await
            .map_err(|_| Error::Busy)?;
        let done = if let Some(under_way) = batch.as_ref() {
            under_way.done.subscribe()
        } else {
            // A transaction that begins by reading fails at its first write when another process wrote in between.
            let tx = self.pool.begin_with("BEGIN IMMEDIATE; SAVEPOINT turn").await?;
            let (done, told) = watch::channel(None);
            *batch = Some(Batch { tx, last: Last::None, done });
            let (waiting, generations) = (Arc::clone(&self.batch), Arc::clone(&self.generations));
            let watching = self.watching.load(Ordering::SeqCst);
            tokio::spawn(async move {
                if let Some(batch) = waiting.lock().await.take() {
                    batch.commit(&generations, watching).await;
                }
            });
            told
        };
        Ok(Turn { batch, done, _place: place })
    }

    /// Lets the database note what is changed, from now on.
    pub(super) async fn watch(&self) -> Result<(), sqlx::Error> {
        let mut connection = self.pool.acquire().await?;
        note_changes(&mut connection).await?;
        self.watching.store(true, Ordering::SeqCst);
        Ok(())
    }

    /// Looks whether another process wrote; if so, everything may have changed.
    pub(super) async fn look_round(&self) -> Result<(), sqlx::Error> {
        // This connection's own commits leave the number as it is.
        let version: i64 = sqlx::query_scalar("PRAGMA data_version").fetch_one(&self.pool).await?;
        if self.seen.swap(version, Ordering::SeqCst) != version {
            self.generations.raise(&Changes::everything());
        }
        Ok(())
    }

    /// How many wait for their turn, or for the disk.
    pub fn waiting(&self) -> usize {
        QUEUE - self.queue.available_permits()
    }

    /// The generations it raises.
    pub fn generations(&self) -> &Generations {
        &self.generations
    }

    /// The pool of its one connection, for work that is no transaction.
    pub fn pool(&self) -> &SqlitePool {
        &self.pool
    }
}

impl Batch {
    /// On to the disk, then on to the pages, then to those who wait.
    async fn commit(self, generations: &Generations, watching: bool) {
        let Self { mut tx, last, done } = self;
        let outcome = async {
            if last == Last::Goes {
                undo(&mut tx).await?;
            }
            let changes = if watching { noted(&mut tx).await? } else { Changes::everything() };
            tx.commit().await?;
            Ok::<_, sqlx::Error>(changes)
        };
        let changes = outcome.await;
        if let Err(error) = &changes {
            tracing::error!(%error, "what was written could not be kept; those who wrote it are told so");
        }
        // What was written may be there all the same: the disk was not heard of in time.
        generations.raise(changes.as_ref().unwrap_or(&Changes::everything()));
        done.send_replace(Some(changes.is_ok()));
    }
}

impl Turn {
    /// A savepoint to write in; dropped, what was written in it is undone.
    pub async fn begin(&mut self) -> Result<Savepoint<'_>> {
        let mut savepoint = self.begin_together().await?;
        if let (connection, Some(begin)) = savepoint.take_owed() {
            sqlx::raw_sql(begin).execute(connection).await?;
        }
        Ok(savepoint)
    }

    /// The same, begun by the statements that are given to it together before any other.
    pub async fn begin_together(&mut self) -> Result<Savepoint<'_>> {
        let batch =
            self.batch.as_mut().ok_or_else(|| anyhow!("a turn outlived its transaction"))?;
        let owed = match batch.last {
            Last::None => None,
            Last::Stays => Some("RELEASE turn; SAVEPOINT turn"),
            Last::Goes => undo(&mut batch.tx).await.map(|()| None)?,
        };
        if owed.is_none() {
            batch.last = Last::Goes;
        }
        Ok(Savepoint { batch, owed })
    }

    /// Lets others on and waits until what was written is on disk.
    pub async fn on_disk(self) -> Result<()> {
        let Self { batch, mut done, _place } = self;
        drop(batch);
        // Who commits is gone when the board stops: then nothing was kept.
        let kept = done.wait_for(Option::is_some).await.is_ok_and(|kept| *kept == Some(true));
        if kept { Ok(()) } else { Err(Error::Busy) }
    }
}

impl Savepoint<'_> {
    /// What was written stays, if the transaction does.
    #[expect(
        clippy::unused_async,
        reason = "a transaction of PostgreSQL is committed by the same words"
    )]
    pub async fn commit(self) -> Result<()> {
        // In a turn that never began nothing was written, and the last one is as it was.
        if self.owed.is_none() {
            self.batch.last = Last::Stays;
        }
        Ok(())
    }

    /// The connection, and the statement that must come before any other on it: from here on the turn has begun.
    pub(super) fn take_owed(&mut self) -> (&mut SqliteConnection, Option<&'static str>) {
        let owed = self.owed.take();
        self.batch.last = Last::Goes;
        (&mut self.batch.tx, owed)
    }
}

impl Deref for Savepoint<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.batch.tx
    }
}

impl DerefMut for Savepoint<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        assert!(
            self.owed.is_none(),
            "a turn that is begun together is written in by nothing else first"
        );
        &mut self.batch.tx
    }
}

/// Undoes what broke off. Whoever broke off between the two statements that begin a turn left nothing to undo, and no savepoint.
async fn undo(tx: &mut Transaction<'static, Sqlite>) -> Result<(), sqlx::Error> {
    match sqlx::raw_sql("ROLLBACK TO turn").execute(&mut **tx).await {
        Err(sqlx::Error::Database(error)) if error.message().starts_with("no such savepoint") => {
            sqlx::raw_sql("SAVEPOINT turn").execute(&mut **tx).await.map(drop)
        }
        outcome => outcome.map(drop),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::config::DatabaseUrl;
    use crate::store::Store;

    async fn writer() -> (TempDir, Arc<Writer>) {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&DatabaseUrl::Sqlite(folder.path().join("board.db"))).await.unwrap();
        store.migrate().await.unwrap();
        let Store::Sqlite { writer, .. } = store else { panic!("a file") };
        (folder, writer)
    }

    async fn writes(writer: &Writer, slug: &str) -> Result<()> {
        let mut turn = writer.turn().await?;
        let mut tx = turn.begin().await?;
        sqlx::query("INSERT INTO categories (slug, name) VALUES ($1, 'x')")
            .bind(slug)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        turn.on_disk().await
    }

    /// Lets something go as far as it comes without waiting.
    async fn begin(what: &mut (impl Future + Unpin)) {
        tokio::select! { biased; _ = what => {}, () = std::future::ready(()) => {} }
    }

    async fn kept(writer: &Writer) -> Vec<String> {
        sqlx::query_scalar("SELECT slug FROM categories ORDER BY slug")
            .fetch_all(writer.pool())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn those_who_come_together_share_one_commit_and_fail_alone() {
        let (_folder, writer) = writer().await;
        let first = writer.turn().await.unwrap();
        let done = first.done.clone();
        let posts: Vec<_> = ["a", "b", "a", "c"]
            .map(|slug| {
                let writer = Arc::clone(&writer);
                tokio::spawn(async move { (writes(&writer, slug).await.is_ok(), slug) })
            })
            .into();
        // All of them wait for their turn before whoever commits does.
        while writer.queue.available_permits() > QUEUE - 5 {
            tokio::task::yield_now().await;
        }
        assert_eq!(*done.borrow(), None);
        drop(first);
        let mut outcomes = Vec::new();
        for post in posts {
            outcomes.push(post.await.unwrap());
        }
        outcomes.sort_unstable();
        assert_eq!(outcomes, [(false, "a"), (true, "a"), (true, "b"), (true, "c")]);
        assert_eq!(kept(&writer).await, ["a", "b", "c"]);
    }

    #[tokio::test]
    async fn who_leaves_in_the_middle_leaves_nothing_and_holds_up_nobody() {
        let (_folder, writer) = writer().await;
        let mut turn = writer.turn().await.unwrap();
        {
            let mut tx = turn.begin().await.unwrap();
            sqlx::query("INSERT INTO categories (slug, name) VALUES ('half', 'x')")
                .execute(&mut *tx)
                .await
                .unwrap();
        }
        drop(turn);
        writes(&writer, "whole").await.unwrap();
        assert_eq!(kept(&writer).await, ["whole"]);
    }

    #[tokio::test]
    async fn who_leaves_while_a_turn_begins_harms_nobody() {
        let (_folder, writer) = writer().await;
        let slugs: Vec<String> = (100..200).map(|number| number.to_string()).collect();
        for slug in &slugs {
            let mut turn = writer.turn().await.unwrap();
            let mut leaves =
                Box::pin(async { writer.turn().await.unwrap().begin().await.map(drop) });
            // It is next in the queue, before whoever commits.
            begin(&mut leaves).await;
            let mut tx = turn.begin().await.unwrap();
            sqlx::query("INSERT INTO categories (slug, name) VALUES ($1, 'x')")
                .bind(slug)
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            let mut done = turn.done.clone();
            drop(turn);
            begin(&mut leaves).await;
            drop(leaves);
            assert!(done.wait_for(Option::is_some).await.is_ok_and(|kept| *kept == Some(true)));
        }
        assert_eq!(kept(&writer).await, slugs);
    }

    #[tokio::test]
    async fn with_too_many_waiting_the_board_is_busy() {
        let (_folder, writer) = writer().await;
        let turn = writer.turn().await.unwrap();
        let waiting: Vec<_> = (1..QUEUE)
            .map(|_| {
                let writer = Arc::clone(&writer);
                tokio::spawn(async move { writer.turn().await.map(drop) })
            })
            .collect();
        while writer.queue.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(writer.turn().await, Err(Error::Busy)));
        drop(turn);
        for turn in waiting {
            turn.await.unwrap().unwrap();
        }
        writes(&writer, "again").await.unwrap();
    }

    #[tokio::test]
    async fn what_is_changed_raises_its_generation_once_it_is_on_disk() {
        let (_folder, writer) = writer().await;
        let begun = writer.generations().now();
        let lists = writer.generations().made(begun, crate::generation::Topic::Lists);
        writes(&writer, "a").await.unwrap();
        assert!(lists.is_current(), "nobody reads of a category without articles");
        let mut turn = writer.turn().await.unwrap();
        let mut tx = turn.begin().await.unwrap();
        sqlx::query("UPDATE categories SET name = 'y'").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        assert!(lists.is_current());
        turn.on_disk().await.unwrap();
        assert!(!lists.is_current());
    }
}
