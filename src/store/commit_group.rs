//! A transaction that several writers share, so that a flush of the disk is paid for together (group
//! commit). Each writes in a savepoint: what fails in it fails alone. When the transaction itself is
//! lost, all who wrote in it hear that.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use anyhow::anyhow;
use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::watch;

use super::watch::noted;
use super::write_connection::WriteState;
use crate::error::{Error, Result};
use crate::generation::{Changes, Generations};

/// The transaction under way.
#[derive(Debug)]
pub(super) struct CommitGroup {
    tx: Transaction<'static, Sqlite>,
    last: Last,
    /// Whether it is on disk, once that is known.
    done: watch::Sender<Option<bool>>,
    state: Arc<WriteState>,
}

/// State of the last savepoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// There was none.
    None,
    /// What was written in it stays.
    Stays,
    /// It is under way, or broke off: what was written in it goes.
    Goes,
}

/// Statements of one writer; dropped, they are undone.
#[derive(Debug)]
pub struct Savepoint<'a> {
    group: &'a mut CommitGroup,
    /// The statement that begins it, while that is still to be run.
    owed: Option<&'static str>,
}

impl CommitGroup {
    /// The statements that begin a transaction and its first savepoint. One that begins by reading
    /// fails at its first write when another process wrote in between.
    pub const BEGIN: &str = "BEGIN IMMEDIATE; SAVEPOINT turn";

    /// A group whose transaction was begun.
    pub fn new(tx: Transaction<'static, Sqlite>, state: Arc<WriteState>) -> Self {
        Self { tx, last: Last::None, done: watch::Sender::new(None), state }
    }

    /// Returns where it will be told whether the group is on disk.
    pub fn outcome(&self) -> watch::Receiver<Option<bool>> {
        self.done.subscribe()
    }

    /// Returns whether SQLite rolled the transaction back by itself.
    pub fn is_lost(&self) -> bool {
        self.state.is_rolled_back()
    }

    /// A savepoint whose first statement is still to be run with those that follow it.
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

    /// Brings the transaction to the disk, then its changes to the pages, then the outcome to those
    /// who wrote in it.
    pub async fn commit(mut self, generations: &Generations) {
        let outcome = self.write_out().await;
        let Self { tx, done, state, .. } = self;
        let outcome = match outcome {
            Ok(changes) => tx.commit().await.map(|()| changes),
            // Dropped, it is rolled back, and the connection replaced.
            Err(error) => Err(error),
        };
        // A file that was deleted or replaced meanwhile is not where the next start looks.
        let outcome = outcome.map_err(|error| error.to_string()).and_then(|changes| {
            state.file.is_in_place().then_some(changes).ok_or_else(|| REPLACED.to_owned())
        });
        state.note_commit(outcome.as_ref().map(drop).map_err(String::as_str));
        // What was written may be there all the same: the disk was not heard of in time.
        generations.raise(outcome.as_ref().unwrap_or(&Changes::everything()));
        done.send_replace(Some(outcome.is_ok()));
    }

    /// Tells everyone who wrote in it that the transaction is lost.
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

    /// Undoes what broke off. Whoever broke off between the two statements that begin a savepoint
    /// left nothing to undo, and no savepoint; where the transaction is gone there is none either.
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

/// Why nothing is written to a file that is no longer the one that was opened.
pub(super) const REPLACED: &str = "the database file or its -wal was deleted or replaced under the running board; put it back, or restart";

impl Savepoint<'_> {
    /// Runs the statement that begins it, unless it has run.
    pub async fn begin(&mut self) -> Result<()> {
        if let (connection, Some(begin)) = self.take_owed() {
            sqlx::raw_sql(begin).execute(connection).await?;
        }
        Ok(())
    }

    /// Lets what was written stay, if the transaction does.
    #[expect(
        clippy::unused_async,
        reason = "a transaction of PostgreSQL is committed by the same words"
    )]
    pub async fn commit(self) -> Result<()> {
        if self.group.is_lost() {
            return Err(lost());
        }
        // In one that never began nothing was written, and the last one is as it was.
        if self.owed.is_none() {
            self.group.last = Last::Stays;
        }
        Ok(())
    }

    /// Returns the connection, and the statement that must come before any other on it: from here on
    /// the savepoint has begun.
    pub(super) fn take_owed(&mut self) -> (&mut SqliteConnection, Option<&'static str>) {
        let owed = self.owed.take();
        self.group.last = Last::Goes;
        (&mut self.group.tx, owed)
    }
}

/// The error of those whose transaction was lost by the fault of another statement or of the disk.
pub(super) fn lost() -> Error {
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
