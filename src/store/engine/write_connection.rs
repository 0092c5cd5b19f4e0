//! Connection that writes a SQLite file, and rollbacks by SQLite itself.
//!
//! SQLite rolls a whole transaction back when a statement in it fails for lack of disk space or
//! memory (<https://sqlite.org/lang_transaction.html>, "Response To Errors Within A Transaction").
//! Later statements on the same connection would then be committed without the earlier ones.
//! Therefore a hook records every rollback, another hook refuses all commits after one, and the
//! pool closes such a connection and opens a new one. A transaction is thus stored completely or
//! not at all.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{Connection, SqliteConnection, SqlitePool};
use tokio::time::Instant;

use super::change_triggers::note_changes;
use super::database_file::DatabaseFile;

/// State of the write connection, shared with the hooks SQLite calls on it.
#[derive(Debug)]
pub(in crate::store) struct WriteState {
    /// True if a transaction was rolled back.
    ///
    /// The connection then commits nothing more and is replaced.
    rolled_back: AtomicBool,
    /// True if the last transaction reached the disk.
    commits: AtomicBool,
    /// True if the change triggers exist on the connection.
    ///
    /// They can be created only once the tables exist.
    watches: AtomicBool,
    /// Start of the running transaction, if there is one.
    begun: Mutex<Option<Instant>>,
    /// Last `PRAGMA data_version` of the connection, which changes when another process writes.
    data_version: AtomicI64,
    /// File the connection writes.
    pub file: DatabaseFile,
}

/// Number that `PRAGMA data_version` never returns.
const UNKNOWN: i64 = -1;

impl WriteState {
    /// Creates the state of a connection to this file that is opened later.
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

    /// Returns whether the last transaction reached the disk.
    ///
    /// Also `false` if a transaction has been running for `patience` or longer.
    pub fn commits(&self, patience: Duration) -> bool {
        let begun = *self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        self.commits.load(SeqCst) && begun.is_none_or(|begun| begun.elapsed() < patience)
    }

    /// Records the start of a transaction.
    pub fn note_begin(&self) {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Records whether a transaction reached the disk, and logs a change of that.
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

    /// Returns whether changes are recorded on the connection.
    pub fn watches(&self) -> bool {
        self.watches.load(SeqCst)
    }

    /// Records changes on this connection and on those that replace it.
    pub async fn watch(&self, connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        note_changes(connection).await?;
        self.watches.store(true, SeqCst);
        Ok(())
    }

    /// Stores a data version and returns whether another process wrote since the last one.
    pub fn is_new_version(&self, version: i64) -> bool {
        self.data_version.swap(version, SeqCst) != version
    }

    /// Sets the hooks on a new connection.
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

/// Opens the pool of the single write connection, which is replaced after a rollback.
pub(in crate::store) async fn write_pool(
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
        // A file does not disconnect, and testing the connection costs as much as a small
        // statement.
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            let state = Arc::clone(&made);
            Box::pin(async move { state.take_over(connection).await })
        })
        .after_release(move |connection, _| {
            let state = Arc::clone(&released);
            Box::pin(async move {
                // The connection responds only after whatever ran on it has ended.
                connection.ping().await?;
                Ok(!state.is_rolled_back())
            })
        })
        .connect_with(options)
        .await
}
