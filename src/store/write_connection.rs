//! The connection that writes a SQLite file, and what SQLite does to its transaction by itself.
//!
//! SQLite rolls a whole transaction back when a statement in it fails for want of disk or memory
//! (<https://sqlite.org/lang_transaction.html>, "Response To Errors Within A Transaction"), and what
//! is written after that on the same connection would be committed alone. So a hook notes every
//! rollback, another refuses every commit that follows, and the pool closes such a connection and
//! opens the next: a transaction is kept whole or not at all.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{Connection, SqliteConnection, SqlitePool};
use tokio::time::Instant;

use super::database_file::DatabaseFile;
use super::watch::note_changes;

/// State of the one connection that writes, shared with the hooks that SQLite calls on it.
#[derive(Debug)]
pub(super) struct WriteState {
    /// Whether its transaction was rolled back: then it commits nothing any more and is replaced.
    rolled_back: AtomicBool,
    /// Whether the last transaction reached the disk.
    commits: AtomicBool,
    /// Whether the triggers that note changes are made on it; so once the tables are there.
    watches: AtomicBool,
    /// When the transaction under way began; none while there is none.
    begun: Mutex<Option<Instant>>,
    /// Last `PRAGMA data_version` of it: another number when another process wrote.
    data_version: AtomicI64,
    /// The file it writes.
    pub file: DatabaseFile,
}

/// Number that `PRAGMA data_version` never gives.
const UNKNOWN: i64 = -1;

impl WriteState {
    /// State of a connection to this file that is still to be made.
    pub fn new(file: DatabaseFile) -> Self {
        Self {
            rolled_back: AtomicBool::new(false),
            commits: AtomicBool::new(true),
            watches: AtomicBool::new(false),
            begun: Mutex::default(),
            data_version: AtomicI64::new(UNKNOWN),
            file,
        }
    }

    /// Returns whether SQLite rolled the transaction back.
    pub fn is_rolled_back(&self) -> bool {
        self.rolled_back.load(SeqCst)
    }

    /// Returns whether the last transaction reached the disk, and none waits for it longer than this.
    pub fn commits(&self, patience: Duration) -> bool {
        let begun = *self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        self.commits.load(SeqCst) && begun.is_none_or(|begun| begun.elapsed() < patience)
    }

    /// Notes that a transaction begins.
    pub fn note_begin(&self) {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Notes whether a transaction reached the disk; says so in the log when that changes.
    pub fn note_commit(&self, outcome: Result<(), &str>) {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let before = self.commits.swap(outcome.is_ok(), SeqCst);
        match outcome {
            Ok(()) if !before => tracing::info!("the database can be written again"),
            Err(error) if before => {
                tracing::error!(
                    error,
                    "the database cannot be written; those whose write it was are told"
                );
            }
            _ => {}
        }
    }

    /// Returns whether changes are noted on the connection.
    pub fn watches(&self) -> bool {
        self.watches.load(SeqCst)
    }

    /// Lets changes be noted on this connection and on those that replace it.
    pub async fn watch(&self, connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        note_changes(connection).await?;
        self.watches.store(true, SeqCst);
        Ok(())
    }

    /// Takes note of a data version; returns whether another process wrote since the last.
    pub fn is_new_version(&self, version: i64) -> bool {
        self.data_version.swap(version, SeqCst) != version
    }

    /// Sets the hooks on a connection that was just made.
    async fn take_over(
        self: &Arc<Self>,
        connection: &mut SqliteConnection,
    ) -> Result<(), sqlx::Error> {
        let (notes, decides) = (Arc::clone(self), Arc::clone(self));
        let mut handle = connection.lock_handle().await?;
        handle.set_rollback_hook(move || notes.rolled_back.store(true, SeqCst));
        handle.set_commit_hook(move || !decides.is_rolled_back());
        drop(handle);
        self.rolled_back.store(false, SeqCst);
        self.data_version.store(UNKNOWN, SeqCst);
        self.file.reconnected();
        if self.watches() { note_changes(connection).await } else { Ok(()) }
    }
}

/// Opens the pool of the one connection that writes; it is replaced once it rolled anything back.
pub(super) async fn write_pool(
    options: SqliteConnectOptions,
    patience: Duration,
    state: &Arc<WriteState>,
) -> Result<SqlitePool, sqlx::Error> {
    let (made, released) = (Arc::clone(state), Arc::clone(state));
    SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(patience)
        .idle_timeout(None)
        .max_lifetime(None)
        // A file does not hang up: asking first whether it is there costs as much as a small statement.
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            let state = Arc::clone(&made);
            Box::pin(async move { state.take_over(connection).await })
        })
        .after_release(move |connection, _| {
            let state = Arc::clone(&released);
            Box::pin(async move {
                // Whatever was under way on it is over once it answers.
                connection.ping().await?;
                Ok(!state.is_rolled_back())
            })
        })
        .connect_with(options)
        .await
}
