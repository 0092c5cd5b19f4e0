//! Rows of any table as values: read from a snapshot of one database, inserted into another.
//!
//! The statements here are built from the names of tables and columns, which come from the program
//! (`tables.rs`) and never from user input.

use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};

use super::executor::{Executor, Rows, SelectedRow, Wanted, stream_of_postgres, stream_of_sqlite};
use super::statement::{Parameter, Query, Statement, Type};
use super::tables::{Column, Holds, Layout, Table};
use super::transaction::Tx;
use crate::error::Result;
use crate::store::{Store, query, query_scalar};

/// Maximum number of values in one statement: the limit of SQLite, half of that of PostgreSQL.
const VALUES_AT_ONCE: usize = 32_766;

/// Value of a column, the same from either database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// NULL.
    Null,
    /// Integer; booleans are 0 and 1.
    Number(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// Values of a row, one for each column.
pub type Row = Vec<Value>;

/// Consistent view of a database at one moment, unaffected by later writes.
#[derive(Debug)]
pub enum Snapshot {
    /// Transaction on a read-only connection.
    Sqlite(Transaction<'static, Sqlite>),
    /// Transaction with the isolation level REPEATABLE READ.
    Postgres(Transaction<'static, Postgres>),
}

impl Store {
    /// Begins a snapshot of the database.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        const AS_IT_BEGAN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        Ok(match self {
            Self::Sqlite { read, .. } => Snapshot::Sqlite(read.begin().await?),
            Self::Postgres(server) => Snapshot::Postgres(server.begin(AS_IT_BEGAN).await?),
        })
    }

    /// Inserts rows into a table in one transaction.
    pub async fn add_rows(&self, layout: &Layout, rows: &[Row]) -> Result<()> {
        self.write(|mut tx| async move {
            insert_rows(&mut tx, layout, rows).await?;
            Ok(tx.commit(()))
        })
        .await
    }
}

/// Inserts rows into a table, in a transaction.
pub(in crate::store) async fn insert_rows(
    tx: &mut Tx,
    layout: &Layout,
    rows: &[Row],
) -> sqlx::Result<()> {
    let names: Vec<String> = layout.columns.iter().map(Column::quoted).collect();
    let head = format!("INSERT INTO {} ({}) VALUES ", layout.table.quoted(), names.join(", "));
    let most = VALUES_AT_ONCE / names.len().max(1);
    for some in rows.chunks(most) {
        let text = AssertSqlSafe(format!("{head}{}", places(tx, some.len(), names.len())));
        let values = some.iter().flat_map(|row| row.iter().zip(&layout.columns));
        let insert = query(text).bind_all(values.map(|(value, column)| value.of(column)));
        insert.execute(tx).await?;
    }
    Ok(())
}

/// Returns the places of so many rows in a statement: `($1, $2), ($3, $4)`.
///
/// In SQLite they have no numbers, `(?, ?), (?, ?)`: it looks for the number of each place among
/// those of all others, which takes seconds for a thousand rows.
pub(in crate::store) fn places(tx: &Tx, rows: usize, columns: usize) -> String {
    let place = |place: usize| match tx {
        Tx::Sqlite(_) => "?".to_owned(),
        Tx::Postgres(_) | Tx::PostgresTurn(_) => format!("${place}"),
    };
    let row = |row: usize| {
        let places: Vec<String> =
            (1..=columns).map(|column| place(row * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

impl Value {
    /// Converts a value of a column to the parameter of a statement.
    fn of(&self, column: &Column) -> Parameter<'_> {
        match (self, column.holds) {
            (Self::Null, Holds::Flag) => Parameter::Null(Type::Flag),
            (Self::Null, Holds::Number) => Parameter::Null(Type::Number),
            (Self::Null, Holds::Text) => Parameter::Null(Type::Text),
            (Self::Null, Holds::Bytes) => Parameter::Null(Type::Bytes),
            (Self::Number(number), Holds::Flag) => (*number != 0).into(),
            (Self::Number(number), _) => (*number).into(),
            (Self::Text(text), _) => text.into(),
            (Self::Bytes(bytes), _) => bytes.into(),
        }
    }

    /// Returns the value of a column in a row.
    fn read(row: &SelectedRow, index: usize, column: &Column) -> sqlx::Result<Self> {
        Ok(match column.holds {
            Holds::Number | Holds::Flag => {
                row.get::<Option<_>>(index)?.map_or(Self::Null, Self::Number)
            }
            Holds::Text => row.get::<Option<_>>(index)?.map_or(Self::Null, Self::Text),
            Holds::Bytes => row.get::<Option<_>>(index)?.map_or(Self::Null, Self::Bytes),
        })
    }
}

impl Snapshot {
    /// Returns the number of the last migration.
    pub async fn migration(&mut self) -> Result<i64> {
        const LAST: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success";
        Ok(query_scalar(LAST).fetch_one(self).await?)
    }

    /// Counts the rows of a table.
    pub async fn count(&mut self, table: &Table) -> Result<u64> {
        let statement = format!("SELECT COUNT(*) FROM {}", table.quoted());
        let count: i64 = query_scalar(AssertSqlSafe(statement)).fetch_one(self).await?;
        Ok(count.unsigned_abs())
    }

    /// Returns the rows of a table after the one with the key `after`.
    ///
    /// They come in the order of their keys, which is the same in both databases.
    pub fn rows<'a>(
        &'a mut self,
        layout: &'a Layout,
        after: Option<&Row>,
    ) -> BoxStream<'a, Result<Row>> {
        let key: Vec<String> = layout.key.iter().map(|column| self.sorted(column)).collect();
        let key = key.join(", ");
        let places: Vec<String> = (1..=layout.key.len()).map(|place| format!("${place}")).collect();
        let beyond =
            after.map(|_| format!("WHERE ({key}) > ({})", places.join(", "))).unwrap_or_default();
        let statement = format!("{} {beyond} ORDER BY {key}", self.select(layout));
        self.stream(statement, after.map_or(&[], Vec::as_slice), &layout.columns)
    }

    /// Returns the key of the last row of a table in that order.
    pub async fn last_key(&mut self, layout: &Layout) -> Result<Option<Row>> {
        let keys = layout.key();
        let order: Vec<String> =
            keys.columns.iter().map(|column| format!("{} DESC", self.sorted(column))).collect();
        let statement = format!("{} ORDER BY {} LIMIT 1", self.select(&keys), order.join(", "));
        self.stream(statement, &[], &keys.columns).next().await.transpose()
    }

    fn stream<'a>(
        &'a mut self,
        statement: String,
        key: &[Value],
        columns: &'a [Column],
    ) -> BoxStream<'a, Result<Row>> {
        let key = key.iter().zip(columns).map(|(value, column)| value.of(column));
        let statement = query(AssertSqlSafe(statement)).bind_all(key);
        let rows = match self {
            Self::Sqlite(tx) => stream_of_sqlite(&mut **tx, statement),
            Self::Postgres(tx) => stream_of_postgres(&mut **tx, &statement),
        };
        let row = |row: SelectedRow| {
            let values = columns.iter().enumerate();
            values
                .map(|(index, column)| Value::read(&row, index, column))
                .collect::<sqlx::Result<Row>>()
        };
        rows.map(move |found| Ok(row(found?)?)).boxed()
    }

    /// Returns the rows of a statement one after the other, however many there are.
    pub(in crate::store) fn stream_of<'a, T: 'a>(
        &'a mut self,
        query: Query<'_, T>,
    ) -> BoxStream<'a, sqlx::Result<T>> {
        let (statement, convert) = query.parts();
        let rows = match self {
            Self::Sqlite(tx) => stream_of_sqlite(&mut **tx, statement),
            Self::Postgres(tx) => stream_of_postgres(&mut **tx, &statement),
        };
        rows.map(move |row| convert(&row?)).boxed()
    }

    fn select(&self, layout: &Layout) -> String {
        let columns: Vec<String> = layout.columns.iter().map(|column| self.read(column)).collect();
        format!("SELECT {} FROM {}", columns.join(", "), layout.table.quoted())
    }

    /// Returns the SQL expression that reads a column.
    ///
    /// In PostgreSQL, booleans become numbers and all numbers are cast to BIGINT.
    fn read(&self, column: &Column) -> String {
        let name = column.quoted();
        match (self, column.holds) {
            (Self::Postgres(_), Holds::Number) => format!("CAST({name} AS BIGINT)"),
            (Self::Postgres(_), Holds::Flag) => format!("CAST(CAST({name} AS INTEGER) AS BIGINT)"),
            _ => name,
        }
    }

    /// Returns the SQL expression that sorts by a column.
    ///
    /// PostgreSQL sorts text by locale unless told to compare bytes.
    fn sorted(&self, column: &Column) -> String {
        match (self, column.holds) {
            (Self::Postgres(_), Holds::Text) => format!("{} COLLATE \"C\"", column.quoted()),
            _ => column.quoted(),
        }
    }
}

impl Executor for Snapshot {
    fn run<'e>(
        &'e mut self,
        statement: Statement<'e>,
        wanted: Wanted,
    ) -> BoxFuture<'e, sqlx::Result<Rows>> {
        match self {
            Self::Sqlite(tx) => tx.run(statement, wanted),
            Self::Postgres(tx) => tx.run(statement, wanted),
        }
    }
}
