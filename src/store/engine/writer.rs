//! Queue of the writers of a SQLite file.
//!
//! Each writer takes a turn in the running transaction ([`CommitGroup`]), and all turns of a
//! transaction share one commit.
//!
//! Each statement costs two thread switches. Therefore the savepoint of one turn is released by the
//! statement that opens the next one, which may in turn be sent together with the first statement
//! of that turn. A group is committed by a task that queues behind the writers that waited when the
//! group began. Groups are thus the larger the slower the disk is, and a single writer waits for no
//! other. No write is reported as stored before it is on disk.

use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use sqlx::{SqliteConnection, SqlitePool};
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;

use super::commit_group::{CommitGroup, REPLACED, lost};
use super::database_file::DatabaseFile;
use super::write_connection::WriteState;
use crate::cache::invalidation::{Changes, Generations};
use crate::error::{Error, Result};

/// Maximum number of writers that wait for their turn or for the disk.
///
/// It corresponds to some seconds of writing on a slow disk.
const QUEUE: usize = 1_000;
/// Time a writer waits for a turn before it fails with [`Error::Busy`].
const PATIENCE: Duration = Duration::from_secs(5);

/// Writer of a SQLite file.
#[derive(Debug)]
pub struct Writer {
    pool: SqlitePool,
    group: Arc<tokio::sync::Mutex<Option<CommitGroup>>>,
    queue: Arc<Semaphore>,
    generations: Arc<Generations>,
    state: Arc<WriteState>,
}

/// Turn of one writer in the running transaction.
#[derive(Debug)]
pub struct Turn {
    group: OwnedMutexGuard<Option<CommitGroup>>,
    /// True if its savepoint has begun.
    is_begun: bool,
    done: watch::Receiver<Option<bool>>,
    _place: OwnedSemaphorePermit,
}

impl Writer {
    /// Creates the writer of a pool with one connection.
    pub(in crate::store) fn new(
        pool: SqlitePool,
        generations: Arc<Generations>,
        state: Arc<WriteState>,
    ) -> Self {
        let (group, queue) = (Arc::default(), Arc::new(Semaphore::new(QUEUE)));
        Self { pool, group, queue, generations, state }
    }

    /// Waits for a turn.
    ///
    /// Fails with [`Error::Busy`] if too many writers wait, if the turn takes too long, or while
    /// another process holds the lock, and with [`Error::Unavailable`] if the file cannot be
    /// written.
    pub async fn turn(&self) -> Result<Turn> {
        let place = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| Error::Busy)?;
        let waiting = timeout(PATIENCE, Arc::clone(&self.group).lock_owned());
        let mut group = waiting.await.map_err(|_| Error::Busy)?;
        if let Some(lost) = group.take_if(|group| group.is_lost()) {
            lost.fail(&self.generations);
        }
        let done = if let Some(under_way) = group.as_ref() {
            under_way.outcome()
        } else {
            let begun = group.insert(self.begin().await?);
            let done = begun.outcome();
            tokio::spawn(commit_next(Arc::clone(&self.group), Arc::clone(&self.generations)));
            done
        };
        Ok(Turn { group, is_begun: false, done, _place: place })
    }

    async fn begin(&self) -> Result<CommitGroup> {
        if !self.state.file.is_in_place() {
            self.state.note_commit(Err(REPLACED));
            return Err(Error::Unavailable(anyhow!(REPLACED)));
        }
        self.state.note_begin();
        match self.pool.begin_with(CommitGroup::BEGIN).await {
            Ok(tx) => Ok(CommitGroup::new(tx, Arc::clone(&self.state))),
            Err(error) => {
                self.state.note_commit(Err(&error.to_string()));
                Err(error.into())
            }
        }
    }

    /// Creates the triggers that record changes, from now on.
    pub(in crate::store) async fn watch(&self) -> Result<(), sqlx::Error> {
        let mut connection = self.pool.acquire().await?;
        self.state.watch(&mut connection).await
    }

    /// Checks whether another process wrote. If so, everything may have changed.
    pub(in crate::store) async fn look_round(&self) -> Result<(), sqlx::Error> {
        if !self.state.file.is_in_place() {
            return Ok(());
        }
        // Commits of this connection leave the number unchanged.
        let version: i64 = sqlx::query_scalar("PRAGMA data_version").fetch_one(&self.pool).await?;
        if self.state.is_new_version(version) {
            self.generations.raise(&Changes::everything());
        }
        Ok(())
    }

    /// Returns whether a write would be stored.
    ///
    /// That is so if the last transaction reached the disk and the file is the one that was opened.
    pub fn can_write(&self) -> bool {
        self.state.commits(PATIENCE) && self.state.file.is_in_place()
    }

    /// Writes an unused value to the file, to find out whether it can be written again.
    pub(in crate::store) async fn probe(&self) -> Result<()> {
        // SQLite writes this to the first page of the file even if the value is the same.
        const PROBE: &str = "PRAGMA user_version = 0";
        let mut turn = self.turn().await?;
        sqlx::raw_sql(PROBE).execute(turn.connection().await?).await?;
        turn.keep()?;
        turn.on_disk().await
    }

    /// Returns the number of writers that wait for their turn or for the disk.
    pub fn waiting(&self) -> usize {
        QUEUE - self.queue.available_permits()
    }

    /// Returns the generations this writer raises.
    pub fn generations(&self) -> &Generations {
        &self.generations
    }

    /// Returns the pool of the write connection, for work outside of group transactions.
    pub fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Returns the file this writer writes.
    pub fn file(&self) -> &DatabaseFile {
        &self.state.file
    }
}

/// Commits the running group, after the writers that queued earlier have had their turn in it.
async fn commit_next(
    group: Arc<tokio::sync::Mutex<Option<CommitGroup>>>,
    generations: Arc<Generations>,
) {
    if let Some(group) = group.lock().await.take() {
        group.commit(&generations).await;
    }
}

impl Turn {
    /// Returns the connection, and the statements that must run before any other on it.
    ///
    /// These begin the savepoint of the turn. The caller must run them: from here on it counts as
    /// begun.
    pub(in crate::store) async fn begin(
        &mut self,
    ) -> sqlx::Result<(&mut SqliteConnection, Option<&'static str>)> {
        let group = self.group.as_mut().ok_or(sqlx::Error::WorkerCrashed)?;
        let owed = if self.is_begun { None } else { group.savepoint().await? };
        self.is_begun = true;
        Ok((group.connection(), owed))
    }

    /// Returns the connection, once the savepoint of the turn has begun.
    pub(in crate::store) async fn connection(&mut self) -> sqlx::Result<&mut SqliteConnection> {
        let (connection, owed) = self.begin().await?;
        if let Some(begin) = owed {
            sqlx::raw_sql(begin).execute(&mut *connection).await?;
        }
        Ok(connection)
    }

    /// Counts statements for the trace of the transaction.
    pub(in crate::store) fn count(&mut self, statements: usize) {
        if let Some(group) = self.group.as_mut() {
            group.count(statements);
        }
    }

    /// Keeps the changes of the turn, provided that the transaction is committed.
    ///
    /// Otherwise they are rolled back when the turn is dropped.
    pub(in crate::store) fn keep(&mut self) -> Result<()> {
        match self.group.as_mut() {
            // If the savepoint never began, nothing was written and the last one is unchanged.
            Some(group) if self.is_begun => group.keep_last(),
            _ => Ok(()),
        }
    }

    /// Ends the turn and waits until its writes are on disk.
    pub async fn on_disk(self) -> Result<()> {
        let Self { group, mut done, _place, .. } = self;
        drop(group);
        // The sender is dropped when the program stops: nothing was stored then.
        let kept = done.wait_for(Option::is_some).await.is_ok_and(|kept| *kept == Some(true));
        if kept { Ok(()) } else { Err(lost()) }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::config::DatabaseUrl;
    use crate::store::{Store, query_scalar};

    async fn store() -> (TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&DatabaseUrl::Sqlite(folder.path().join("board.db"))).await.unwrap();
        store.migrate().await.unwrap();
        (folder, store)
    }

    /// Folder of a board whose readers are open. Without them SQLite removes its write-ahead log
    /// when a connection that writes is replaced.
    struct Home {
        folder: TempDir,
        _readers: SqlitePool,
    }

    async fn writer() -> (Home, Arc<Writer>) {
        let (folder, store) = store().await;
        let Store::Sqlite { writer, read } = store else { panic!("a file") };
        (Home { folder, _readers: read }, writer)
    }

    async fn writes(writer: &Writer, slug: &str) -> Result<()> {
        let mut turn = writer.turn().await?;
        sqlx::query("INSERT INTO categories (slug, name) VALUES ($1, 'x')")
            .bind(slug)
            .execute(turn.connection().await?)
            .await?;
        turn.keep()?;
        turn.on_disk().await
    }

    /// Polls a future once.
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
        // All of them wait for their turn before the task that commits.
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
        sqlx::query("INSERT INTO categories (slug, name) VALUES ('half', 'x')")
            .execute(turn.connection().await.unwrap())
            .await
            .unwrap();
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
                Box::pin(async { writer.turn().await.unwrap().connection().await.map(drop) });
            // It is next in the queue, before the task that commits.
            begin(&mut leaves).await;
            sqlx::query("INSERT INTO categories (slug, name) VALUES ($1, 'x')")
                .bind(slug)
                .execute(turn.connection().await.unwrap())
                .await
                .unwrap();
            turn.keep().unwrap();
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
        let lists = writer.generations().made(begun, crate::cache::invalidation::Topic::Lists);
        writes(&writer, "a").await.unwrap();
        assert!(lists.is_current(), "nobody reads of a category without articles");
        let mut turn = writer.turn().await.unwrap();
        let connection = turn.connection().await.unwrap();
        sqlx::query("UPDATE categories SET name = 'y'").execute(connection).await.unwrap();
        turn.keep().unwrap();
        assert!(lists.is_current());
        turn.on_disk().await.unwrap();
        assert!(!lists.is_current());
    }

    /// Statement that fails for lack of space.
    ///
    /// SQLite keeps no journal for a single row without constraints, so it can only roll the whole
    /// transaction back.
    const TOO_LARGE: &str = "INSERT INTO plain (value) VALUES (zeroblob(1000000))";

    /// Runs a statement that fills the disk, after others wrote in the same transaction.
    async fn fills_the_disk(writer: &Writer) -> Result<()> {
        let mut turn = writer.turn().await?;
        sqlx::query(TOO_LARGE).execute(turn.connection().await?).await?;
        turn.keep()?;
        turn.on_disk().await
    }

    /// Limits the file, on the write connection, to 20 more pages.
    async fn make_small(writer: &Writer) {
        const PLAIN: &str = "CREATE TABLE plain (value)";
        const ROOM: &str = "SELECT page_count + 20 FROM pragma_page_count()";
        sqlx::raw_sql(PLAIN).execute(writer.pool()).await.unwrap();
        let pages: i64 = sqlx::query_scalar(ROOM).fetch_one(writer.pool()).await.unwrap();
        let limit = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"));
        sqlx::raw_sql(limit).execute(writer.pool()).await.unwrap();
    }

    #[tokio::test]
    async fn when_sqlite_rolls_the_transaction_back_all_who_wrote_in_it_are_told() {
        let (_folder, writer) = writer().await;
        writes(&writer, "before").await.unwrap();
        make_small(&writer).await;
        let mut first = writer.turn().await.unwrap();
        let mut fills = Box::pin(fills_the_disk(&writer));
        begin(&mut fills).await;
        let mut third = Box::pin(writes(&writer, "third"));
        begin(&mut third).await;
        let insert = "INSERT INTO categories (slug, name) VALUES ('first', 'x')";
        sqlx::query(insert).execute(first.connection().await.unwrap()).await.unwrap();
        first.keep().unwrap();
        let (first, full, third) = tokio::join!(first.on_disk(), fills, third);
        assert!(matches!(first, Err(Error::Unavailable(_))), "{first:?}");
        assert!(matches!(full, Err(Error::Unavailable(_))), "{full:?}");
        // On the connection that replaced the first one and has space again.
        third.unwrap();
        assert!(writer.can_write());
        assert_eq!(kept(&writer).await, ["before", "third"]);
    }

    #[tokio::test]
    async fn nothing_more_is_committed_on_a_connection_that_rolled_back() {
        let (_folder, writer) = writer().await;
        make_small(&writer).await;
        let mut turn = writer.turn().await.unwrap();
        sqlx::query(TOO_LARGE).execute(turn.connection().await.unwrap()).await.unwrap_err();
        let insert = "INSERT INTO categories (slug, name) VALUES ('alone', 'x')";
        let alone = sqlx::query(insert).execute(turn.connection().await.unwrap()).await;
        assert!(matches!(alone.map_err(Error::from), Err(Error::Unavailable(_))));
        turn.keep().unwrap_err();
        turn.on_disk().await.unwrap_err();
        writes(&writer, "after").await.unwrap();
        assert_eq!(kept(&writer).await, ["after"]);
    }

    #[tokio::test]
    async fn after_a_commit_that_failed_it_is_written_again() {
        let (folder, writer) = writer().await;
        let mut turn = writer.turn().await.unwrap();
        // Checked at the end of the transaction, so the commit fails.
        let defer = "PRAGMA defer_foreign_keys = ON";
        sqlx::raw_sql(defer).execute(turn.connection().await.unwrap()).await.unwrap();
        let stray = "INSERT INTO article_categories VALUES (7, 7, 0)";
        sqlx::query(stray).execute(turn.connection().await.unwrap()).await.unwrap();
        turn.keep().unwrap();
        turn.on_disk().await.unwrap_err();
        assert!(!writer.can_write());
        writer.probe().await.unwrap();
        assert!(writer.can_write());
        writes(&writer, "a").await.unwrap();
        assert_eq!(kept(&writer).await, ["a"]);
        drop(folder);
    }

    #[tokio::test]
    async fn who_only_reads_in_a_transaction_that_fails_hears_it_too() {
        async fn is_there(store: &Store) -> Result<bool> {
            const THERE: &str = "SELECT COUNT(*) FROM categories WHERE slug = 'first'";
            store
                .write(|mut tx| async move {
                    let there: i64 = query_scalar(THERE).fetch_one(&mut tx).await?;
                    Ok(tx.roll_back(there > 0))
                })
                .await
        }
        let (_folder, store) = store().await;
        let Store::Sqlite { writer, .. } = &store else { panic!("a file") };
        let mut turn = writer.turn().await.unwrap();
        let mut reads = Box::pin(is_there(&store));
        begin(&mut reads).await;
        let insert =
            "PRAGMA defer_foreign_keys = ON; INSERT INTO article_categories VALUES (7, 7, 0);
            INSERT INTO categories (slug, name) VALUES ('first', 'x')";
        sqlx::raw_sql(insert).execute(turn.connection().await.unwrap()).await.unwrap();
        turn.keep().unwrap();
        let (first, reads) = tokio::join!(turn.on_disk(), reads);
        first.unwrap_err();
        assert!(matches!(reads, Err(Error::Unavailable(_))), "{reads:?}");
        assert!(!is_there(&store).await.unwrap());
    }

    #[tokio::test]
    async fn to_a_file_that_was_replaced_nothing_is_written() {
        let (home, writer) = writer().await;
        let folder = &home.folder;
        let (path, away) = (folder.path().join("board.db"), folder.path().join("away"));
        writes(&writer, "a").await.unwrap();
        let mut turn = writer.turn().await.unwrap();
        let insert = "INSERT INTO categories (slug, name) VALUES ('b', 'x')";
        sqlx::query(insert).execute(turn.connection().await.unwrap()).await.unwrap();
        turn.keep().unwrap();
        std::fs::rename(&path, &away).unwrap();
        turn.on_disk().await.unwrap_err();
        assert!(!writer.can_write());
        assert!(matches!(writes(&writer, "c").await, Err(Error::Unavailable(_))));
        std::fs::rename(&away, &path).unwrap();
        writer.probe().await.unwrap();
        writes(&writer, "d").await.unwrap();
        assert!(writer.can_write());
    }
}
