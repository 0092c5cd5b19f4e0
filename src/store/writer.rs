//! The one hand that writes a SQLite file: whoever has something to write takes a turn in the transaction that is under way, and all
//! who took one share its commit, so that a flush of the disk is paid for together (group commit).
//!
//! A turn is a savepoint: what fails in it fails alone. A batch is committed by a task that queues behind those who waited for their
//! turn when it began, so batches are as large as the disk is slow, and a single writer waits for nobody. Nobody is told that
//! something is kept before it is on disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use anyhow::anyhow;
use sqlx::{Connection, Sqlite, SqliteConnection, SqlitePool, Transaction};
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;

use crate::error::{Error, Result};
use crate::generation::{Changes, Generations};

/// How many may wait for their turn or for the disk: some seconds of writing on a slow one.
const QUEUE: usize = 1_000;
/// How long somebody waits for a turn before they are told that the board is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is changed on this connection is noted by the database itself, so that no statement can forget to: numbers of articles, 0 for
/// what may stand anywhere.
const WATCH: &str = "
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE IF NOT EXISTS changed (article INTEGER NOT NULL);
    CREATE TEMP TRIGGER IF NOT EXISTS comment_added AFTER INSERT ON main.comments WHEN new.state <> 'held'
        BEGIN INSERT INTO changed VALUES (new.article_id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS comment_changed
        AFTER UPDATE OF parent_id, root_id, account_id, name, email, html, state, reason, shown_at ON main.comments
        BEGIN INSERT INTO changed VALUES (new.article_id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS article_added AFTER INSERT ON main.articles
        BEGIN INSERT INTO changed VALUES (new.id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS article_changed AFTER UPDATE ON main.articles
        BEGIN INSERT INTO changed VALUES (new.id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS article_removed AFTER DELETE ON main.articles
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS person_changed AFTER UPDATE OF name, email, role, left_at ON main.accounts
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS category_changed AFTER UPDATE ON main.categories
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS filed AFTER INSERT ON main.article_categories
        BEGIN INSERT INTO changed VALUES (new.article_id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS unfiled AFTER DELETE ON main.article_categories
        BEGIN INSERT INTO changed VALUES (old.article_id); END;
";

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
    /// Whether it is on disk, once that is known.
    done: watch::Sender<Option<bool>>,
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
    pub(super) fn new(pool: SqlitePool, generations: Arc<Generations>, watching: Arc<AtomicBool>) -> Self {
        let (batch, queue) = (Arc::default(), Arc::new(Semaphore::new(QUEUE)));
        Self { pool, batch, queue, generations, watching, seen: AtomicI64::new(0) }
    }

    /// A turn, when it comes; with too many before it, or after too long, the board is busy.
    pub async fn turn(&self) -> Result<Turn> {
        let place = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| Error::Busy)?;
        let mut batch = timeout(PATIENCE, Arc::clone(&self.batch).lock_owned()).await.map_err(|_| Error::Busy)?;
        let done = match batch.as_ref() {
            Some(under_way) => under_way.done.subscribe(),
            None => {
                // A transaction that begins by reading fails at its first write when another process wrote in between.
                let tx = self.pool.begin_with("BEGIN IMMEDIATE").await?;
                let (done, told) = watch::channel(None);
                *batch = Some(Batch { tx, done });
                let (waiting, generations) = (Arc::clone(&self.batch), Arc::clone(&self.generations));
                let watching = self.watching.load(Ordering::SeqCst);
                tokio::spawn(async move {
                    if let Some(batch) = waiting.lock().await.take() {
                        batch.commit(&generations, watching).await;
                    }
                });
                told
            }
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
        let Self { mut tx, done } = self;
        let outcome = async {
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
    pub async fn begin(&mut self) -> Result<Transaction<'_, Sqlite>> {
        let batch = self.batch.as_mut().ok_or_else(|| anyhow!("a turn outlived its transaction"))?;
        Ok(batch.tx.begin().await?)
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

/// Makes the triggers that note changes on a connection.
pub(super) async fn note_changes(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(WATCH).execute(connection).await.map(drop)
}

async fn noted(tx: &mut Transaction<'static, Sqlite>) -> Result<Changes, sqlx::Error> {
    const NOTED: &str = "DELETE FROM temp.changed RETURNING article";
    Ok(Changes::told(sqlx::query_scalar::<_, i64>(NOTED).fetch_all(&mut **tx).await?))
}
