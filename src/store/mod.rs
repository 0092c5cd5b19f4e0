//! Database access: SQLite in a file or PostgreSQL, selected by the database URL.
//!
//! The statements are grouped in one file for each noun. Rules about what may be stored are in the
//! files at the root; nothing here depends on pages.
//!
//! Every statement is written once, in the dialect that both databases share (`query`), and runs on
//! a reader (`Store::reader`) or in a transaction (`Store::write`), which is on disk when its
//! result is returned.

pub mod accounts;
pub mod articles;
pub mod backup;
mod check;
pub mod comments;
mod engine;
pub mod imports;
pub mod limits;
pub mod mail;
pub mod moderation;
pub mod scores;
pub mod search;
pub mod sites;
pub mod statistics;
pub mod webhooks;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use sqlx::SqlitePool;

pub use check::{Finding as CheckFinding, Inspection, Progress as CheckProgress};
pub use engine::change_triggers::{NOT_SHOWN, Pages, RowEvent, WATCHED, Watched};
pub use engine::database_file::{ServeLock, beside};
pub use engine::open::schema;
pub use engine::open_error::OpenError;
pub use engine::retention::{EXPIRIES, Expiring, Expiry};
pub use engine::rows::{Row, Snapshot, Value};
pub use engine::server::Server;
pub use engine::size::Size;
pub use engine::tables::{INSTALLATION, Layout, NOT_OF_THE_BOARD, TABLES, Table};
pub use engine::writer::Writer;

use engine::failure::Failure;
use engine::statement::{Parameter, Query, Returned, Statement, query, query_as, query_scalar};
use engine::transaction::Tx;
use engine::values::{Moment, is_taken, micros, moment, unknown};

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
    /// Number of tasks that wait to write or for the disk; on PostgreSQL, of those that share
    /// transactions.
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

    /// Returns the path of an SQLite file.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite { writer, .. } => Some(writer.file().path()),
            Self::Postgres(_) => None,
        }
    }

    /// Returns the load of the database.
    pub fn load(&self) -> Load {
        let (waiting, pool) = match self {
            Self::Sqlite { writer, read } => (
                writer.waiting(),
                (read.size() + writer.pool().size(), read.num_idle() + writer.pool().num_idle()),
            ),
            Self::Postgres(server) => {
                (server.waiting(), (server.pool().size(), server.pool().num_idle()))
            }
        };
        Load { waiting, connections: pool.0, idle: pool.1 }
    }

    /// Returns whether a write would be stored, as far as the last one tells.
    pub fn can_write(&self) -> bool {
        match self {
            Self::Sqlite { writer, .. } => writer.can_write(),
            Self::Postgres(server) => server.commits(),
        }
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
