//! Opening a database by its address, and migrating its tables to the version this program needs.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteError, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection as _, PgConnection, PgPool, SqlitePool};

use super::database_file::DatabaseFile;
use super::doubt::Doubt;
use super::open_error::OpenError;
use super::write_connection::{WriteState, write_pool};
use crate::config::{Cluster, DatabaseUrl};
use crate::error::Result;
use crate::store::search::spelling::FIRST as SPELLING;
use crate::store::{ServeLock, Server, Store, Writer, query_scalar};

pub(in crate::store) static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
pub(in crate::store) static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// Returns the number of the last migration that this program knows.
pub fn schema() -> i64 {
    SQLITE_MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// Connections that read a SQLite file at once. More of them than cores only wait for each other.
const READERS: u32 = 4;
/// Time a request waits for a connection before it fails because the database is busy.
const PATIENCE: Duration = Duration::from_secs(5);
/// Time after its last use within which a connection is taken for alive.
const TRUSTED: Duration = Duration::from_secs(1);
/// First SQLite version whose write-ahead log cannot be reset under a reader.
///
/// See the release notes of 3.51.3.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

impl Store {
    /// Opens the database. Creates an empty SQLite file if there is none.
    ///
    /// Tables are not created here but by [`Store::migrate`].
    pub async fn open(url: &DatabaseUrl) -> Result<Self, OpenError> {
        Self::open_with(url, &Cluster::for_a_command()).await
    }

    /// Opens the database with the connection settings of a cluster node.
    pub async fn open_with(url: &DatabaseUrl, cluster: &Cluster) -> Result<Self, OpenError> {
        match url {
            DatabaseUrl::Sqlite(path) => open_sqlite(path).await,
            DatabaseUrl::Postgres(url) => open_postgres(url, cluster).await,
        }
    }

    /// Runs the migrations this database lacks and returns their number.
    pub async fn migrate(&self) -> Result<usize, OpenError> {
        let before = self.applied().await;
        // Addresses are normalized between two migrations, with the tables of the first one.
        self.migrate_to(SPELLING - 1).await?;
        self.unite_spellings().await.map_err(|error| OpenError::Addresses(format!("{error:#}")))?;
        self.migrate_to(i64::MAX).await?;
        if let Self::Sqlite { writer, .. } = self {
            writer.watch().await.map_err(|error| self.unreachable(error))?;
            let path = writer.file().path().to_owned();
            writer.file().mark().map_err(|source| OpenError::Unwritable { path, source })?;
        }
        self.seal_decisions().await.map_err(OpenError::Unsealed)?;
        Ok(self.migrations().iter().count().saturating_sub(before))
    }

    /// Runs the migrations this database lacks, up to and including `version`.
    pub async fn migrate_to(&self, version: i64) -> Result<(), OpenError> {
        let outcome = match self {
            Self::Sqlite { writer, .. } => {
                let before = self.applied().await;
                migrate_sqlite(writer.pool(), before, version).await
            }
            Self::Postgres(server) => migrate_postgres(server.pool(), version).await,
        };
        outcome.map_err(|error| match error {
            MigrateError::VersionMissing(version) => OpenError::Newer(version),
            MigrateError::VersionMismatch(version) => OpenError::Foreign(version),
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)
                if is_damage(&error) =>
            {
                self.unreachable(error)
            }
            other => OpenError::Migration(other),
        })
    }

    /// Returns whether the database answers and accepts writes, and all its migrations are applied.
    pub async fn is_ready(&self) -> bool {
        self.can_write() && self.applied().await == self.migrations().iter().count()
    }

    /// Locks a SQLite file for this process until the returned lock is dropped.
    ///
    /// Returns `None` for PostgreSQL, whose server is shared.
    pub fn lock(&self) -> Result<Option<ServeLock>, OpenError> {
        match self {
            Self::Sqlite { writer, .. } => writer.file().lock().map(Some),
            Self::Postgres(_) => Ok(None),
        }
    }

    /// Runs `PRAGMA quick_check` on a SQLite file and returns the first five faults.
    ///
    /// Uses a connection of its own and reads the whole file. Returns no faults for PostgreSQL.
    pub async fn quick_check(&self) -> Result<Vec<String>, sqlx::Error> {
        let Self::Sqlite { writer, .. } = self else { return Ok(Vec::new()) };
        let options = SqliteConnectOptions::new().filename(writer.file().path());
        let mut connection = options.pragma("query_only", "ON").connect().await?;
        let lines: Vec<String> =
            sqlx::query_scalar("PRAGMA quick_check(5)").fetch_all(&mut connection).await?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }

    /// Returns whether there is a board in the database, of whatever version.
    pub async fn holds_board(&self) -> Result<bool, OpenError> {
        const ANY: &str = "SELECT COUNT(*) FROM _sqlx_migrations";
        match query_scalar::<i64>(ANY).fetch_one(&mut self.reader()).await {
            Ok(applied) => Ok(applied > 0),
            Err(error) if is_damage(&error) => Err(self.unreachable(error)),
            // An empty database lacks even the table of migrations.
            Err(sqlx::Error::Database(_)) => Ok(false),
            Err(error) => Err(OpenError::Unreachable(error)),
        }
    }

    /// Returns whether all migrations are applied, without changing anything.
    pub async fn is_current(&self) -> Result<bool, OpenError> {
        const APPLIED: &str = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";
        let applied: Result<Vec<i64>, sqlx::Error> = match self {
            Self::Sqlite { read, .. } => sqlx::query_scalar(APPLIED).fetch_all(read).await,
            Self::Postgres(server) => sqlx::query_scalar(APPLIED).fetch_all(server.pool()).await,
        };
        let applied = match applied {
            Ok(applied) => applied,
            Err(error) if is_damage(&error) => return Err(self.unreachable(error)),
            // A database without any migration lacks even the table of migrations.
            Err(sqlx::Error::Database(_)) => return Ok(false),
            Err(error) => return Err(OpenError::Unreachable(error)),
        };
        match applied.iter().find(|version| !self.migrations().version_exists(**version)) {
            Some(version) => Err(OpenError::Newer(*version)),
            None => Ok(applied.len() == self.migrations().iter().count()),
        }
    }

    /// Returns whether a copy of another database into this one is unfinished.
    pub async fn is_being_filled(&self) -> Result<bool, OpenError> {
        const SQLITE: &str = "SELECT COUNT(*) FROM sqlite_schema WHERE name = '_move'";
        const POSTGRES: &str = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()
            AND tablename = '_move'";
        let marks: Result<i64, sqlx::Error> = match self {
            Self::Sqlite { read, .. } => sqlx::query_scalar(SQLITE).fetch_one(read).await,
            Self::Postgres(server) => sqlx::query_scalar(POSTGRES).fetch_one(server.pool()).await,
        };
        Ok(marks.map_err(|error| self.unreachable(error))? > 0)
    }

    fn unreachable(&self, error: sqlx::Error) -> OpenError {
        match self {
            Self::Sqlite { writer, .. } => unusable(writer.file().path(), error),
            Self::Postgres(_) => OpenError::Unreachable(error),
        }
    }

    /// Closes all connections. A SQLite file is left complete, without a write-ahead log.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, writer } => {
                read.close().await;
                // The pool hands out its only connection once the last transaction has ended.
                if let Err(error) =
                    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer.pool()).await
                {
                    tracing::warn!(
                        %error,
                        "the write-ahead log could not be folded into the database; the next start \
                         will do it"
                    );
                }
                writer.pool().close().await;
            }
            Self::Postgres(server) => server.close().await,
        }
    }

    fn migrations(&self) -> &'static Migrator {
        match self {
            Self::Sqlite { .. } => &SQLITE_MIGRATIONS,
            Self::Postgres(_) => &POSTGRES_MIGRATIONS,
        }
    }

    async fn applied(&self) -> usize {
        const APPLIED: &str = "SELECT COUNT(*) FROM _sqlx_migrations WHERE success";
        let count: Result<i64, sqlx::Error> = match self {
            Self::Sqlite { read, .. } => sqlx::query_scalar(APPLIED).fetch_one(read).await,
            Self::Postgres(server) => sqlx::query_scalar(APPLIED).fetch_one(server.pool()).await,
        };
        count.ok().and_then(|count| usize::try_from(count).ok()).unwrap_or(0)
    }
}

/// Number of pages in the write-ahead log after which SQLite copies them to the file: 16 MB.
///
/// Comments change the same pages again and again, so a longer log means less copying.
const WAL_PAGES: &str = "4000";

async fn open_sqlite(path: &Path) -> Result<Store, OpenError> {
    // SQLite's own error for a file that is not writable names neither the file nor the cause.
    let file = DatabaseFile::prepare(path)?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        // Costs a span and two clock readings for each statement, for a log line nobody reads.
        .disable_statement_logging();
    let state = Arc::new(WriteState::new(file));
    let write = options.clone().pragma("wal_autocheckpoint", WAL_PAGES);
    let write = write_pool(write, PATIENCE, &state).await.map_err(|error| unusable(path, error))?;
    let version: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(&write)
        .await
        .map_err(|error| unusable(path, error))?;
    if !is_recent(&version) {
        return Err(OpenError::OldSqlite(version));
    }
    let read = SqlitePoolOptions::new()
        .max_connections(READERS)
        // All opened at the start: a connection opened after the file was replaced would delete the
        // write-ahead log of the old file, and acknowledged writes with it.
        .min_connections(READERS)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .connect_with(options.pragma("query_only", "ON"))
        .await
        .map_err(|error| unusable(path, error))?;
    Ok(Store::Sqlite { read, writer: Arc::new(Writer::new(write, Arc::default(), state)) })
}

/// Returns `true` if the server answers on a connection in time, else an error.
async fn answers(connection: &mut PgConnection) -> sqlx::Result<bool> {
    let ping = tokio::time::timeout(PATIENCE, connection.ping()).await;
    ping.map_err(|_| sqlx::Error::PoolTimedOut)?.map(|()| true)
}

async fn open_postgres(url: &str, cluster: &Cluster) -> Result<Store, OpenError> {
    let options = |url: &str| {
        let options = PgConnectOptions::from_str(url)?.application_name("weerwoord");
        // A statement that takes longer than any of ours waits for a lock forever, and a
        // transaction left open blocks others.
        let bounds = [
            ("statement_timeout", "20s"),
            ("lock_timeout", "10s"),
            ("idle_in_transaction_session_timeout", "30s"),
        ];
        Ok::<_, sqlx::Error>(if cluster.serves { options.options(bounds) } else { options })
    };
    let doubt = Arc::new(Doubt::new(cluster.connections));
    let pool = || {
        let pool = PgPoolOptions::new().max_connections(cluster.connections);
        let doubt = Arc::clone(&doubt);
        // A round trip for each statement otherwise.
        let pool = pool.test_before_acquire(false).before_acquire(move |connection, used| {
            let is_trusted = used.idle_for < TRUSTED && !doubt.tests();
            Box::pin(async move { if is_trusted { Ok(true) } else { answers(connection).await } })
        });
        pool.acquire_timeout(PATIENCE).after_release(|connection, _| {
            // On a dead network connection the response never comes, and its place in the pool
            // stays taken.
            Box::pin(answers(connection))
        })
    };
    let primary = pool()
        .connect_with(options(url).map_err(OpenError::Unreachable)?)
        .await
        .map_err(OpenError::Unreachable)?;
    // An unreachable standby does not prevent the start: the primary answers reads in its place.
    let standby = cluster
        .read_url
        .as_ref()
        .map(|url| Ok(pool().connect_lazy_with(options(url)?)))
        .transpose();
    let standby = standby.map_err(OpenError::Unreachable)?;
    Ok(Store::Postgres(Arc::new(Server::new(primary, standby, doubt))))
}

/// Runs the migrations up to a version on a file to which the first `applied` ones were applied.
///
/// Statements prepared before a migration are dropped. Outside a transaction, SQLite rolls back
/// such a statement and prepares it again, which the hooks of the connection would take for a
/// failed disk.
async fn migrate_sqlite(
    pool: &SqlitePool,
    applied: usize,
    version: i64,
) -> Result<(), MigrateError> {
    let versions = SQLITE_MIGRATIONS.iter().map(|migration| migration.version);
    let pending = versions.skip(applied).take_while(|step| *step <= version);
    // The last step also checks that the applied migrations are those of this version.
    for step in pending.chain([version]) {
        let mut connection = pool.acquire().await?;
        connection.clear_cached_statements().await?;
        SQLITE_MIGRATIONS.run_to(step, &mut *connection).await?;
    }
    Ok(())
}

/// Runs the new migrations while other nodes that start wait for the end.
///
/// Timeouts are turned off because tables may be large.
async fn migrate_postgres(pool: &PgPool, version: i64) -> Result<(), MigrateError> {
    let mut connection = pool.acquire().await?;
    sqlx::raw_sql("SET statement_timeout = 0; SET lock_timeout = 0")
        .execute(&mut *connection)
        .await?;
    let outcome = POSTGRES_MIGRATIONS.run_to(version, &mut *connection).await;
    sqlx::raw_sql("RESET statement_timeout; RESET lock_timeout").execute(&mut *connection).await?;
    outcome
}

/// Converts an error of SQLite to [`OpenError::Damaged`] or [`OpenError::Unreachable`].
fn unusable(path: &Path, source: sqlx::Error) -> OpenError {
    if is_damage(&source) {
        OpenError::Damaged { path: path.to_owned(), source: Some(source) }
    } else {
        OpenError::Unreachable(source)
    }
}

/// Returns whether SQLite reports that a file is corrupt or not a database.
///
/// The codes are 26 (not a database) and 11 (corrupt) in the lower eight bits of the extended code.
pub(in crate::store) fn is_damage(error: &sqlx::Error) -> bool {
    let Some(error) = error.as_database_error() else { return false };
    let code = error.code().and_then(|code| code.parse::<u32>().ok());
    error.try_downcast_ref::<SqliteError>().is_some()
        && code.is_some_and(|code| matches!(code & 0xff, 11 | 26))
}

fn is_recent(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= OLDEST_SQLITE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(is_recent("3.51.3") && is_recent("3.100.0") && is_recent("4.0"));
        assert!(!is_recent("3.51.2") && !is_recent("3.9.9") && !is_recent(""));
    }
}
