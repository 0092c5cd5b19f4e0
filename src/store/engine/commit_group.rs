//! Transaction that several writers share (group commit).
//!
//! One flush of the disk serves all of them. Each writer uses a savepoint, so an error in one does
//! not affect the others. If the transaction itself is lost, all its writers get an error.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use anyhow::anyhow;
use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::watch;

use super::change_triggers::noted;
use super::write_connection::WriteState;
use crate::cache::invalidation::{Changes, Generations};
use crate::error::{Error, Result};

/// Current transaction.
#[derive(Debug)]
pub(in crate::store) struct CommitGroup {
    tx: Transaction<'static, Sqlite>,
    last: Last,
    /// Outcome: `true` if the transaction is on disk, `false` if it is lost, `None` until then.
    done: watch::Sender<Option<bool>>,
    state: Arc<WriteState>,
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

/// Statements of one writer, which are rolled back when it is dropped without a commit.
#[derive(Debug)]
pub struct Savepoint<'a> {
    group: &'a mut CommitGroup,
    /// Statement that begins the savepoint, until it is run.
    owed: Option<&'static str>,
}

impl CommitGroup {
    /// Statements that begin a transaction and its first savepoint.
    ///
    /// `IMMEDIATE`, because a transaction that begins by reading fails at its first write if
    /// another process wrote in between.
    pub const BEGIN: &str = "BEGIN IMMEDIATE; SAVEPOINT turn";

    /// Creates a group from a transaction that has begun.
    pub fn new(tx: Transaction<'static, Sqlite>, state: Arc<WriteState>) -> Self {
        Self { tx, last: Last::None, done: watch::Sender::new(None), state }
    }

    /// Returns the receiver of the outcome.
    pub fn outcome(&self) -> watch::Receiver<Option<bool>> {
        self.done.subscribe()
    }

    /// Returns whether SQLite rolled the transaction back by itself.
    pub fn is_lost(&self) -> bool {
        self.state.is_rolled_back()
    }

    /// Returns a savepoint whose first statement is still to be run with those that follow it.
    pub async fn savepoint(&mut self) -> Result<Savepoint<'_>> {
        let owed = match self.last {
            Last::None => None,
            Last::Stays => Some("RELEASE turn; SAVEPOINT turn"),
            Last::Goes => self.undo().await.map(|()| None)?,
        };
        if owed.is_none() {
            self.last = Last::Goes;
        }
        Ok(Savepoint { group: self, owed })
    }

    /// Commits the transaction, then invalidates caches, then sends the outcome to its writers.
    pub async fn commit(mut self, generations: &Generations) {
        let outcome = self.write_out().await;
        let Self { tx, done, state, .. } = self;
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
    }

    /// Reports to every writer that the transaction is lost.
    pub fn fail(self, generations: &Generations) {
        self.state.note_commit(Err("SQLite rolled a transaction back"));
        generations.raise(&Changes::everything());
        self.done.send_replace(Some(false));
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

impl Savepoint<'_> {
    /// Runs the statement that begins the savepoint, unless it has run.
    pub async fn begin(&mut self) -> Result<()> {
        if let (connection, Some(begin)) = self.take_owed() {
            sqlx::raw_sql(begin).execute(connection).await?;
        }
        Ok(())
    }

    /// Keeps the changes, provided that the transaction is committed.
    #[expect(
        clippy::unused_async,
        reason = "a transaction of PostgreSQL is committed by the same words"
    )]
    pub async fn commit(self) -> Result<()> {
        if self.group.is_lost() {
            return Err(lost());
        }
        // If the savepoint never began, nothing was written and the last one is unchanged.
        if self.owed.is_none() {
            self.group.last = Last::Stays;
        }
        Ok(())
    }

    /// Returns the connection, and the statement that must run before any other on it.
    ///
    /// The caller must run it: from here on the savepoint counts as begun.
    pub(in crate::store) fn take_owed(&mut self) -> (&mut SqliteConnection, Option<&'static str>) {
        let owed = self.owed.take();
        self.group.last = Last::Goes;
        (&mut self.group.tx, owed)
    }
}

/// Returns the error for a transaction lost because of another statement or the disk.
pub(in crate::store) fn lost() -> Error {
    Error::Unavailable(anyhow!("the transaction that it was written in could not be kept"))
}

impl Deref for Savepoint<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.group.tx
    }
}

impl DerefMut for Savepoint<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        assert!(
            self.owed.is_none(),
            "a savepoint that is begun together is written in by nothing else first"
        );
        &mut self.group.tx
    }
}
