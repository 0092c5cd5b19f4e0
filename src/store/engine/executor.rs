//! Running a statement on a connection of either database.

use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt, TryStreamExt};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor as _, PgConnection, Postgres, Row as _, Sqlite, SqliteConnection};

use super::statement::Statement;

/// Place where statements run: a reader or a transaction.
pub(in crate::store) trait Executor: Send {
    /// Runs a statement.
    fn run<'e>(
        &'e mut self,
        statement: Statement<'e>,
        wanted: Wanted,
    ) -> BoxFuture<'e, sqlx::Result<Rows>>;
}

/// Rows that are wanted of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Wanted {
    /// None: only their number.
    Nothing,
    /// The first one.
    First,
    /// All.
    All,
}

/// Result of a statement.
#[derive(Debug, Default)]
pub(in crate::store) struct Rows {
    /// Rows that were wanted.
    pub rows: Vec<SelectedRow>,
    /// Number of rows inserted, updated or deleted; 0 unless nothing else was wanted.
    pub changed: u64,
}

/// Row of either database.
#[derive(Debug)]
pub(in crate::store) enum SelectedRow {
    /// Row of SQLite.
    Sqlite(SqliteRow),
    /// Row of PostgreSQL.
    Postgres(PgRow),
}

/// Type that a row of either database can be converted to: a tuple, or a struct that derives
/// `sqlx::FromRow`.
pub(in crate::store) trait FromRow:
    for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow>
{
}

impl<T> FromRow for T where
    T: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow>
{
}

impl SelectedRow {
    /// Returns the value of a column.
    pub fn get<T>(&self, index: usize) -> sqlx::Result<T>
    where
        T: for<'r> sqlx::Decode<'r, Sqlite> + sqlx::Type<Sqlite>,
        T: for<'r> sqlx::Decode<'r, Postgres> + sqlx::Type<Postgres>,
    {
        match self {
            Self::Sqlite(row) => row.try_get(index),
            Self::Postgres(row) => row.try_get(index),
        }
    }

    /// Converts the row.
    pub fn to<T: FromRow>(&self) -> sqlx::Result<T> {
        match self {
            Self::Sqlite(row) => T::from_row(row),
            Self::Postgres(row) => T::from_row(row),
        }
    }
}

/// Runs a statement on a connection to a SQLite file.
pub(super) async fn run_on_sqlite(
    connection: &mut SqliteConnection,
    statement: Statement<'_>,
    wanted: Wanted,
) -> sqlx::Result<Rows> {
    let (text, persistent) = (statement.text(), statement.is_persistent());
    let query = sqlx::query_with(text, statement.sqlite_arguments()?).persistent(persistent);
    Ok(match wanted {
        Wanted::Nothing => Rows::changed(connection.execute(query).await?.rows_affected()),
        Wanted::First => Rows::found(connection.fetch_optional(query).await?, SelectedRow::Sqlite),
        Wanted::All => Rows::found(connection.fetch_all(query).await?, SelectedRow::Sqlite),
    })
}

/// Runs a statement on a connection to a PostgreSQL server.
pub(super) async fn run_on_postgres(
    connection: &mut PgConnection,
    statement: &Statement<'_>,
    wanted: Wanted,
) -> sqlx::Result<Rows> {
    let query = sqlx::query_with(statement.text(), statement.postgres_arguments()?)
        .persistent(statement.is_persistent());
    Ok(match wanted {
        Wanted::Nothing => Rows::changed(connection.execute(query).await?.rows_affected()),
        Wanted::First => {
            Rows::found(connection.fetch_optional(query).await?, SelectedRow::Postgres)
        }
        Wanted::All => Rows::found(connection.fetch_all(query).await?, SelectedRow::Postgres),
    })
}

/// Streams the rows of a statement from a SQLite file.
pub(super) fn stream_of_sqlite<'e>(
    connection: impl sqlx::Executor<'e, Database = Sqlite> + 'e,
    statement: Statement<'_>,
) -> BoxStream<'e, sqlx::Result<SelectedRow>> {
    let text = statement.text();
    match statement.sqlite_arguments() {
        Ok(values) => {
            sqlx::query_with(text, values).fetch(connection).map_ok(SelectedRow::Sqlite).boxed()
        }
        Err(error) => stream::iter([Err(error)]).boxed(),
    }
}

/// Streams the rows of a statement from a PostgreSQL server.
pub(super) fn stream_of_postgres<'e>(
    connection: impl sqlx::Executor<'e, Database = Postgres> + 'e,
    statement: &Statement<'_>,
) -> BoxStream<'e, sqlx::Result<SelectedRow>> {
    match statement.postgres_arguments() {
        Ok(values) => sqlx::query_with(statement.text(), values)
            .fetch(connection)
            .map_ok(SelectedRow::Postgres)
            .boxed(),
        Err(error) => stream::iter([Err(error)]).boxed(),
    }
}

impl Executor for SqliteConnection {
    fn run<'e>(
        &'e mut self,
        statement: Statement<'e>,
        wanted: Wanted,
    ) -> BoxFuture<'e, sqlx::Result<Rows>> {
        Box::pin(run_on_sqlite(self, statement, wanted))
    }
}

impl Executor for PgConnection {
    fn run<'e>(
        &'e mut self,
        statement: Statement<'e>,
        wanted: Wanted,
    ) -> BoxFuture<'e, sqlx::Result<Rows>> {
        Box::pin(async move { run_on_postgres(self, &statement, wanted).await })
    }
}

impl Rows {
    fn changed(changed: u64) -> Self {
        Self { rows: Vec::new(), changed }
    }

    fn found<R>(rows: impl IntoIterator<Item = R>, of: fn(R) -> SelectedRow) -> Self {
        Self { rows: rows.into_iter().map(of).collect(), changed: 0 }
    }
}
