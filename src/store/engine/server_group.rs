//! Transactions that writers of a PostgreSQL server share (group commit).
//!
//! Posts under one article wait for its row until the post before them is on disk, and PostgreSQL
//! commits transactions that notify other nodes one at a time. So posts that wait take turns in one
//! transaction, as all writers of a SQLite file do ([`super::writer`]), and share one flush and one
//! notification.
//!
//! A savepoint for each turn would cost a round trip, and hardly any turn is undone. So there is
//! none at first: if a turn fails or is rolled back, the whole transaction is undone, and all of
//! its writers run again. For a while each turn has a savepoint then, so that it is undone alone.
//!
//! Groups of several nodes wait for each other before their first turn. Otherwise two of them could
//! each number comments of an article that the other waits for.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use sqlx::{PgConnection, Postgres, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;

use super::commit_group::lost;
use super::server::{Server, Tries};
use crate::cache::invalidation::Changes;
use crate::error::{Error, Result};
use crate::traces::{Group as GroupSpan, Stopwatch};

/// Greatest number of turns in a transaction.
///
/// Of each transaction PostgreSQL keeps the numbers of 64 savepoints in shared memory; beyond that,
/// all others look them up on disk.
const TURNS_MAX: usize = 60;
/// Greatest number of writers that wait for their turn or for the disk: some seconds of writing.
const QUEUE: usize = 1_000;
/// Time a writer waits for a turn before it fails with [`Error::Busy`].
const PATIENCE: Duration = Duration::from_secs(5);
/// Number of transactions with savepoints after one was undone.
const CAREFUL: u32 = 50;
/// Statements that begin the savepoint of a turn after one that is kept; they take turns too.
///
/// A turn that was dropped before its savepoint reached the server must not undo the one before.
const SAVEPOINTS: [&str; 2] = ["RELEASE odd; SAVEPOINT even", "RELEASE even; SAVEPOINT odd"];
/// Statements that roll a turn back, in the same order.
const UNDO: [&str; 2] = ["ROLLBACK TO even", "ROLLBACK TO odd"];

/// Writers that share transactions.
#[derive(Debug)]
pub(in crate::store) struct Groups {
    current: Arc<Mutex<Option<Group>>>,
    queue: Arc<Semaphore>,
    /// Number of transactions that are to have savepoints.
    careful: AtomicU32,
}

/// Transaction under way, which several writers share.
#[derive(Debug)]
struct Group {
    tx: Transaction<'static, Postgres>,
    /// Number of the write under which the server marks its commit.
    write: i64,
    /// Number of turns so far.
    turns: usize,
    /// True if each turn has a savepoint.
    is_careful: bool,
    /// True if the last turn ran a statement.
    is_used: bool,
    /// True if the changes of the last turn are kept.
    keeps_last: bool,
    done: watch::Sender<Option<Outcome>>,
    trace: GroupSpan,
}

/// Outcome of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It is on disk.
    Kept,
    /// It was undone because of one of its turns; the others run again.
    Undone,
    /// It was not committed, because the server was lost for a moment.
    Lost,
    /// It could not be committed.
    Failed,
}

/// Turn of one writer in the transaction under way.
#[derive(Debug)]
pub(in crate::store) struct ServerTurn {
    current: OwnedMutexGuard<Option<Group>>,
    done: watch::Receiver<Option<Outcome>>,
    _place: OwnedSemaphorePermit,
}

impl Default for Groups {
    fn default() -> Self {
        let queue = Arc::new(Semaphore::new(QUEUE));
        Self { current: Arc::default(), queue, careful: AtomicU32::new(0) }
    }
}

impl Groups {
    /// Returns the number of writers that wait for their turn or for the disk.
    pub fn waiting(&self) -> usize {
        QUEUE - self.queue.available_permits()
    }

    /// Returns whether the next transaction is to have savepoints.
    fn is_careful(&self) -> bool {
        self.careful.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_ok()
    }

    /// Waits for a turn.
    ///
    /// Fails with [`Error::Busy`] if too many writers wait or if the turn takes too long, and with
    /// [`Error::Lost`] if the server is lost.
    pub async fn turn(server: &Arc<Server>) -> Result<ServerTurn> {
        let groups = server.groups();
        let place = Arc::clone(&groups.queue).try_acquire_owned().map_err(|_| Error::Busy)?;
        let waiting = timeout(PATIENCE, Arc::clone(&groups.current).lock_owned());
        let mut current = waiting.await.map_err(|_| Error::Busy)?;
        if let Some(ended) = current.take_if(|group| group.turns == TURNS_MAX || group.is_undone())
        {
            ended.end(server).await;
        }
        let done = if let Some(group) = current.as_mut() {
            if let Err(error) = group.next_turn().await {
                current.take().into_iter().for_each(|group| group.told(Outcome::Lost));
                return Err(error.into());
            }
            group.done.subscribe()
        } else {
            let group = current.insert(Group::begin(server).await?);
            tokio::spawn(commit_next(Arc::clone(server)));
            group.done.subscribe()
        };
        Ok(ServerTurn { current, done, _place: place })
    }
}

/// Commits the transaction under way, after the writers that queued earlier have had their turn.
async fn commit_next(server: Arc<Server>) {
    let mut current = server.groups().current.lock().await;
    if let Some(group) = current.take() {
        group.end(&server).await;
    }
}

impl Group {
    async fn begin(server: &Server) -> Result<Self> {
        let is_careful = server.groups().is_careful();
        let tx = server.begin_group(is_careful).await?;
        let (write, turns) = (server.next_write(), 1);
        let (is_used, keeps_last) = (false, false);
        let (done, mut trace) = (watch::Sender::new(None), GroupSpan::begin());
        trace.writer();
        Ok(Self { tx, write, turns, is_careful, is_used, keeps_last, done, trace })
    }

    /// Returns whether the last turn leaves changes that only the whole transaction can undo.
    fn is_undone(&self) -> bool {
        !self.is_careful && self.is_used && !self.keeps_last
    }

    /// Begins the savepoint of the next turn, after the last one was kept or rolled back.
    async fn next_turn(&mut self) -> sqlx::Result<()> {
        self.trace.writer();
        if !self.is_careful {
            self.turns += 1;
            (self.is_used, self.keeps_last) = (false, false);
        } else if self.keeps_last {
            self.turns += 1;
            self.keeps_last = false;
            sqlx::raw_sql(SAVEPOINTS[self.turns % 2]).execute(&mut *self.tx).await?;
        } else {
            self.undo_last().await?;
        }
        Ok(())
    }

    async fn undo_last(&mut self) -> sqlx::Result<()> {
        sqlx::raw_sql(UNDO[self.turns % 2]).execute(&mut *self.tx).await.map(drop)
    }

    /// Commits the transaction, and sends its outcome to its writers.
    ///
    /// It runs in a task of its own: none of its writers may leave in the middle of it.
    async fn end(self, server: &Arc<Server>) {
        let ending = tokio::spawn(self.commit(Arc::clone(server)));
        drop(ending.await);
    }

    async fn commit(mut self, server: Arc<Server>) {
        let ending = Stopwatch::start();
        if self.is_undone() {
            server.groups().careful.store(CAREFUL, Relaxed);
            return self.told(Outcome::Undone);
        }
        // If no turn was kept there is nothing to commit: dropping the transaction rolls it back.
        let is_empty = self.turns == 1 && !self.keeps_last;
        let undone = if self.keeps_last || is_empty || !self.is_careful {
            Ok(())
        } else {
            self.undo_last().await
        };
        let Self { tx, write, done, trace, .. } = self;
        let ended = match undone {
            Ok(()) if is_empty => Ok(()),
            Ok(()) => server.commit(tx, write).await,
            Err(error) => Err(error.into()),
        };
        trace.ended(ended.is_ok(), ending);
        match ended {
            Ok(()) => drop(done.send_replace(Some(Outcome::Kept))),
            // Others may begin the next transaction meanwhile.
            Err(Error::Lost) => drop(tokio::spawn(async move {
                done.send_replace(Some(settle(&server, write).await));
            })),
            Err(_) => drop(done.send_replace(Some(Outcome::Failed))),
        }
    }

    /// Tells every writer an outcome other than that their changes are kept.
    fn told(self, outcome: Outcome) {
        self.done.send_replace(Some(outcome));
        self.trace.ended(false, Stopwatch::start());
    }
}

/// Finds out whether a transaction was committed although no answer to its commit was received.
async fn settle(server: &Server, write: i64) -> Outcome {
    let mut tries = Tries::default();
    while tries.is_another_left().await {
        let asked = async {
            let mut tx = server.begin("BEGIN").await?;
            server.was_committed(&mut tx, write).await
        };
        match asked.await {
            Ok(true) => {
                // Pages may have been made between the attempt and the commit.
                server.generations().raise(&Changes::everything());
                return Outcome::Kept;
            }
            Ok(false) => return Outcome::Lost,
            Err(Error::Lost) => {}
            Err(_) => break,
        }
    }
    Outcome::Failed
}

impl ServerTurn {
    /// Returns the connection.
    pub fn connection(&mut self) -> sqlx::Result<&mut PgConnection> {
        let group = self.current.as_mut().ok_or(sqlx::Error::WorkerCrashed)?;
        group.trace.statements(1);
        group.is_used = true;
        Ok(&mut group.tx)
    }

    /// Ends the turn and waits until its changes are on disk; without `keeps`, they are undone.
    ///
    /// Returns `false` if they were undone together with those of another, and must be made again.
    pub async fn end(mut self, keeps: bool) -> Result<bool> {
        if let Some(group) = self.current.as_mut() {
            group.keeps_last = keeps;
        }
        let Self { current, mut done, _place } = self;
        drop(current);
        // The sender is dropped when the program stops: nothing was stored then.
        let outcome = done.wait_for(Option::is_some).await.map(|outcome| *outcome);
        match outcome {
            Ok(Some(Outcome::Kept)) => Ok(true),
            Ok(Some(Outcome::Undone)) => Ok(false),
            Ok(Some(Outcome::Lost)) => Err(Error::Lost),
            _ => Err(lost()),
        }
    }
}
