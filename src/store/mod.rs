//! Database access: SQLite in a file or PostgreSQL, selected by the database URL.
//!
//! The statements are grouped in one file for each noun. Rules about what may be stored are in the
//! files at the root; nothing here depends on pages.
//!
//! Every statement is written once, in the dialect that both databases share, and run through a
//! macro that expands its body once for either database: `read!` takes a connection that reads;
//! `write!` takes one transaction, which is on disk when the macro is done and is rolled back when
//! the method returns early.
//!
//! On PostgreSQL an operation that failed because the server was unavailable is tried again. If the
//! answer to a COMMIT was lost, a mark that the transaction stored tells whether it was committed:
//! then the result of the first run is returned, and the body does not run a second time.

pub mod accounts;
pub mod articles;
mod check;
pub mod comments;
mod engine;
pub mod limits;
pub mod mail;
pub mod moderation;
pub mod search;
pub mod statistics;

use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use sqlx::SqlitePool;

pub use check::{Finding as CheckFinding, Inspection, Progress as CheckProgress};
pub use engine::change_triggers::{NOT_SHOWN, Pages, RowEvent, WATCHED, Watched};
pub use engine::database_file::ServeLock;
pub use engine::open_error::OpenError;
pub use engine::rows::{Row, Snapshot, Value};
pub use engine::server::Server;
pub use engine::tables::{INSTALLATION, Layout, NOT_OF_THE_BOARD, TABLES, Table};
pub use engine::writer::Writer;

use engine::failure::Failure;
use engine::values::{is_taken, micros, moment, unknown};

use crate::cache::invalidation::Generations;
use crate::error::Error;

/// Database with everything that is stored permanently.
#[derive(Clone, Debug)]
pub enum Store {
    /// SQLite file: one connection writes, while others read (write-ahead log).
    Sqlite {
        /// Connections that only read.
        read: SqlitePool,
        /// Writer, which owns the connection that writes.
        writer: Arc<Writer>,
    },
    /// PostgreSQL server.
    Postgres(Arc<Server>),
}

/// Load of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Number of tasks that wait to write or for the disk; always 0 for PostgreSQL.
    pub waiting: usize,
    /// Number of open connections.
    pub connections: u32,
    /// Number of idle connections.
    pub idle: usize,
}

impl Store {
    /// Returns the generations of the content, by which caches are invalidated.
    pub fn generations(&self) -> &Generations {
        match self {
            Self::Sqlite { writer, .. } => writer.generations(),
            Self::Postgres(server) => server.generations(),
        }
    }

    /// Returns the load of the database.
    pub fn load(&self) -> Load {
        let (waiting, pool) = match self {
            Self::Sqlite { writer, read } => (
                writer.waiting(),
                (read.size() + writer.pool().size(), read.num_idle() + writer.pool().num_idle()),
            ),
            Self::Postgres(server) => (0, (server.pool().size(), server.pool().num_idle())),
        };
        Load { waiting, connections: pool.0, idle: pool.1 }
    }

    /// Watches for changes by others, for as long as it is polled.
    ///
    /// The others are processes that use the same file, or nodes that use the same server.
    pub async fn follow(&self) {
        match self {
            Self::Sqlite { writer, .. } => loop {
                if let Err(error) = writer.look_round().await {
                    tracing::warn!(
                        %error,
                        "it could not be seen whether another process wrote to the database"
                    );
                }
                tokio::time::sleep(LOOK_ROUND).await;
                if !writer.can_write() {
                    // The first that succeeds logs that and makes the program ready again.
                    writer.probe().await.ok();
                    tokio::time::sleep(PROBE_PAUSE).await;
                }
            },
            Self::Postgres(server) => server.follow().await,
        }
    }
}

/// Interval between checks for writes of another process to a SQLite file.
const LOOK_ROUND: Duration = Duration::from_millis(250);
/// Time before another attempt to write to a database that could not be written.
const PROBE_PAUSE: Duration = Duration::from_millis(750);

/// Runs a body that reads: `read!(self, |db| …)`, where `db` is a pool.
macro_rules! read {
    ($store:expr, |$db:ident| $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite { read: $db, .. } => $body,
            $crate::store::Store::Postgres(server) => {
                let mut tries = $crate::store::engine::server::Tries::default();
                loop {
                    let attempt = async {
                        let $db = server.pool();
                        Ok::<_, $crate::error::Error>($body)
                    };
                    match Box::pin(attempt).await {
                        Err(error) if tries.is_worth_another(&error).await => {}
                        outcome => break outcome?,
                    }
                }
            }
        }
    };
}

/// Runs a body that reads public data, from a standby if there is one: `browse!(self, |db| …)`.
///
/// Statements run on `&mut *db`. If the standby can't answer after all, the primary is used.
macro_rules! browse {
    ($store:expr, |$db:ident| $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite { read, .. } => {
                let mut connection = read.acquire().await?;
                let $db = &mut *connection;
                $body
            }
            $crate::store::Store::Postgres(server) => {
                let (mut tries, mut standby_may_answer) =
                    ($crate::store::engine::server::Tries::default(), true);
                loop {
                    let attempt = async {
                        let mut reader = server.reader(standby_may_answer).await?;
                        let $db = &mut *reader;
                        Ok::<_, $crate::error::Error>($body)
                    };
                    match Box::pin(attempt).await {
                        Err($crate::error::Error::Lost)
                            if std::mem::take(&mut standby_may_answer) => {}
                        Err(error) if tries.is_worth_another(&error).await => {}
                        outcome => break outcome?,
                    }
                }
            }
        }
    };
}

/// Runs a search like `browse!`, but interrupts it when it is dropped or takes too long.
macro_rules! interruptible {
    ($store:expr, |$db:ident| $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite { read, .. } => {
                let mut reader = $crate::store::engine::interrupt::Reader::acquire(read).await?;
                let searching = async {
                    let $db = reader.connection();
                    Ok::<_, $crate::error::Error>($body)
                };
                let longest = $crate::store::engine::interrupt::SEARCH_TIMEOUT;
                let outcome = tokio::time::timeout(longest, searching)
                    .await
                    .map_err(|_| $crate::error::Error::Busy)??;
                reader.finished();
                outcome
            }
            $crate::store::Store::Postgres(server) => {
                let (mut tries, mut standby_may_answer) =
                    ($crate::store::engine::server::Tries::default(), true);
                loop {
                    let attempt = async {
                        let mut reader = server.reader(standby_may_answer).await?;
                        let mut tx = reader
                            .begin_with($crate::store::engine::interrupt::BEGIN_SEARCH)
                            .await?;
                        let $db = &mut *tx;
                        let outcome = $body;
                        tx.commit().await?;
                        Ok::<_, $crate::error::Error>(outcome)
                    };
                    match Box::pin(attempt).await {
                        Err($crate::error::Error::Lost)
                            if std::mem::take(&mut standby_may_answer) => {}
                        Err(error) if tries.is_worth_another(&error).await => {}
                        outcome => break outcome?,
                    }
                }
            }
        }
    };
}

/// Runs a body that writes in one transaction: `write!(self, |tx| …)`.
///
/// Statements run on `&mut *tx`. With `write!(self, begin_batched, |tx| …)` the first statements
/// are sent together with the one that begins the transaction, which saves a change of thread.
macro_rules! write {
    ($store:expr, |$tx:ident| $body:expr) => {
        write!($store, begin, |$tx| $body)
    };
    ($store:expr, $begin:ident, |$tx:ident| $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite { writer, .. } => {
                let mut turn = writer.turn().await?;
                let attempt = async {
                    let mut $tx = turn.$begin().await?;
                    let outcome = $body;
                    $tx.commit().await?;
                    Ok::<_, $crate::error::Error>(outcome)
                };
                // A body that returns early waits for the disk too: it may have read what others
                // wrote in the same transaction, which is not on disk yet.
                let outcome = Box::pin(attempt).await?;
                turn.on_disk().await?;
                outcome
            }
            $crate::store::Store::Postgres(server) => {
                let (mut tries, mut unheard) =
                    ($crate::store::engine::server::Tries::default(), None);
                let write = server.next_write();
                loop {
                    let attempt = async {
                        let mut $tx = server.begin().await?;
                        if unheard.is_some()
                            && server.was_committed(&mut $tx, write).await?
                            && let Some(outcome) = unheard.take()
                        {
                            return Ok(outcome);
                        }
                        let outcome = $body;
                        if let Err(error) = server.commit($tx, write).await {
                            unheard = Some(outcome);
                            return Err(error);
                        }
                        Ok::<_, $crate::error::Error>(outcome)
                    };
                    match Box::pin(attempt).await {
                        Err(error) if tries.is_worth_another(&error).await => {}
                        outcome => break outcome?,
                    }
                }
            }
        }
    };
}

use {browse, interruptible, read, write};

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            error if engine::server::is_out_of_time(&error) => Self::Busy,
            error if engine::server::is_passing(&error) => Self::Lost,
            error => match engine::failure::of(&error) {
                Some(Failure::Busy) => Self::Busy,
                Some(Failure::Unavailable) => {
                    Self::Unavailable(anyhow!(error).context("the database"))
                }
                None => Self::Internal(anyhow!(error).context("the database")),
            },
        }
    }
}
