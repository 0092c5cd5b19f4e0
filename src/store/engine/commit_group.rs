//! Transaction that several writers share (group commit).
//!
//! One flush of the disk serves all of them. Each writer uses a savepoint, so an error in one does
//! not affect the others. If the transaction itself is lost, all its writers get an error.

use std::sync::Arc;

use anyhow::anyhow;
use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::watch;

use super::change_triggers::noted;
use super::write_connection::WriteState;
use crate::cache::invalidation::{Changes, Generations};
use crate::error::{Error, Result};
use crate::traces::{Group, Stopwatch};

/// Current transaction.
#[derive(Debug)]
pub(in crate::store) struct CommitGroup {
    tx: Transaction<'static, Sqlite>,
    last: Last,
    /// Outcome: `true` if the transaction is on disk, `false` if it is lost, `None` until then.
    done: watch::Sender<Option<bool>>,
    state: Arc<WriteState>,
    trace: Group,
}

/// State of the last savepoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// There is no savepoint yet.
    None,
    /// Its changes are kept.
    Stays,
    /// It is under way or was dropped: its changes are to be rolled back.
    Goes,
}

impl CommitGroup {
    /// Statements that begin a transaction and its first savepoint.
    ///
    /// `IMMEDIATE`, because a transaction that begins by reading fails at its first write if
    /// another process wrote in between.
    pub const BEGIN: &str = "BEGIN IMMEDIATE; SAVEPOINT turn";

    /// Creates a group from a transaction that has begun.
    pub fn new(tx: Transaction<'static, Sqlite>, state: Arc<WriteState>) -> Self {
        let (done, trace) = (watch::Sender::new(None), Group::begin());
        Self { tx, last: Last::None, done, state, trace }
    }

    /// Returns the receiver of the outcome.
    pub fn outcome(&self) -> watch::Receiver<Option<bool>> {
        self.done.subscribe()
    }

    /// Returns whether SQLite rolled the transaction back by itself.
    pub fn is_lost(&self) -> bool {
        self.state.is_rolled_back()
    }

    /// Begins the savepoint of the next writer.
    ///
    /// Returns the statements that are still to be run for that. Its changes are rolled back unless
    /// [`CommitGroup::keep_last`] is called.
    pub async fn savepoint(&mut self) -> sqlx::Result<Option<&'static str>> {
        let owed = match self.last {
            Last::None => None,
            Last::Stays => Some("RELEASE turn; SAVEPOINT turn"),
            Last::Goes => self.undo().await.map(|()| None)?,
        };
        self.last = Last::Goes;
        self.trace.writer();
        Ok(owed)
    }

    /// Returns the connection.
    pub fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.tx
    }

    /// Counts statements for the trace.
    pub fn count(&mut self, statements: usize) {
        self.trace.statements(statements);
    }

    /// Keeps the changes of the last savepoint, provided that the transaction is committed.
    pub fn keep_last(&mut self) -> Result<()> {
        if self.is_lost() {
            return Err(lost());
        }
        self.last = Last::Stays;
        Ok(())
    }

    /// Commits the transaction, then invalidates caches, then sends the outcome to its writers.
    pub async fn commit(mut self, generations: &Generations) {
        let ending = Stopwatch::start();
        let outcome = self.write_out().await;
        let Self { tx, done, state, trace, .. } = self;
        let outcome = match outcome {
            Ok(changes) => tx.commit().await.map(|()| changes),
            // Dropping the transaction rolls it back, and the connection is replaced.
            Err(error) => Err(error),
        };
        // A file that was deleted or replaced meanwhile is not the one that the next start opens.
        let outcome = outcome.map_err(|error| error.to_string()).and_then(|changes| {
            state.file.is_in_place().then_some(changes).ok_or_else(|| REPLACED.to_owned())
        });
        state.note_commit(outcome.as_ref().map(drop).map_err(String::as_str));
        // After an error the changes may be on disk all the same, because the confirmation came too
        // late.
        generations.raise(outcome.as_ref().unwrap_or(&Changes::everything()));
        done.send_replace(Some(outcome.is_ok()));
        trace.ended(outcome.is_ok(), ending);
    }

    /// Reports to every writer that the transaction is lost.
    pub fn fail(self, generations: &Generations) {
        self.state.note_commit(Err("SQLite rolled a transaction back"));
        generations.raise(&Changes::everything());
        self.done.send_replace(Some(false));
        self.trace.ended(false, Stopwatch::start());
    }

    async fn write_out(&mut self) -> Result<Changes, sqlx::Error> {
        if self.last == Last::Goes {
            self.undo().await?;
        }
        if self.state.watches() { noted(&mut self.tx).await } else { Ok(Changes::everything()) }
    }

    /// Rolls back the changes of a writer that stopped early.
    ///
    /// If it stopped between the two statements that begin a savepoint, there are no changes and no
    /// savepoint. If the transaction is gone, there is no savepoint either.
    async fn undo(&mut self) -> Result<(), sqlx::Error> {
        match sqlx::raw_sql("ROLLBACK TO turn").execute(&mut *self.tx).await {
            Err(sqlx::Error::Database(error))
                if error.message().starts_with("no such savepoint") && !self.is_lost() =>
            {
                sqlx::raw_sql("SAVEPOINT turn").execute(&mut *self.tx).await.map(drop)
            }
            outcome => outcome.map(drop),
        }
    }
}

/// Error for writes to a file that is no longer the one that was opened.
pub(in crate::store) const REPLACED: &str = "\
    the database file or its -wal was deleted or replaced under the running board; put it \
     back, or restart";

/// Returns the error for a transaction lost because of another statement or the disk.
pub(in crate::store) fn lost() -> Error {
    Error::Unavailable(anyhow!("the transaction that it was written in could not be kept"))
}
