//! Rows of any table as values: read from a snapshot of one database, inserted into another.
//!
//! The statements here are built from the names of tables and columns, which come from the program
//! (`tables.rs`) and never from user input.

use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use sqlx::{AssertSqlSafe, Postgres, QueryBuilder, Row as _, Sqlite, Transaction};

use super::tables::{Column, Holds, Layout, Table};
use crate::error::Result;
use crate::store::{Store, write};

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

/// Evaluates an expression with the transaction of a snapshot.
macro_rules! on {
    ($snapshot:expr, |$db:ident| $body:expr) => {
        match $snapshot {
            Snapshot::Sqlite($db) => $body,
            Snapshot::Postgres($db) => $body,
        }
    };
}

/// Converts a row of either database to values.
macro_rules! values {
    ($row:expr, $columns:expr) => {{
        let row = $row?;
        let value = |(index, column): (usize, &Column)| {
            Ok(match column.holds {
                Holds::Number | Holds::Flag => {
                    row.try_get::<Option<i64>, _>(index)?.map_or(Value::Null, Value::Number)
                }
                Holds::Text => {
                    row.try_get::<Option<String>, _>(index)?.map_or(Value::Null, Value::Text)
                }
                Holds::Bytes => {
                    row.try_get::<Option<Vec<u8>>, _>(index)?.map_or(Value::Null, Value::Bytes)
                }
            })
        };
        $columns.iter().enumerate().map(value).collect::<Result<Row>>()
    }};
}

impl Store {
    /// Begins a snapshot of the database.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        const AS_IT_BEGAN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        Ok(match self {
            Self::Sqlite { read, .. } => Snapshot::Sqlite(read.begin().await?),
            Self::Postgres(server) => {
                Snapshot::Postgres(server.pool().begin_with(AS_IT_BEGAN).await?)
            }
        })
    }

    /// Inserts rows into a table in one transaction.
    pub async fn add_rows(&self, layout: &Layout, rows: &[Row]) -> Result<()> {
        let names: Vec<String> = layout.columns.iter().map(Column::quoted).collect();
        let head = format!("INSERT INTO {} ({}) ", layout.table.quoted(), names.join(", "));
        write!(self, |tx| for some in rows.chunks(VALUES_AT_ONCE / layout.columns.len().max(1)) {
            let mut statement = QueryBuilder::new(&head);
            statement.push_values(some, |mut tuple, row| {
                for (value, column) in row.iter().zip(&layout.columns) {
                    match (value, column.holds) {
                        (Value::Null, Holds::Flag) => tuple.push_bind(None::<bool>),
                        (Value::Null, Holds::Number) => tuple.push_bind(None::<i64>),
                        (Value::Null, Holds::Text) => tuple.push_bind(None::<&str>),
                        (Value::Null, Holds::Bytes) => tuple.push_bind(None::<&[u8]>),
                        (Value::Number(number), Holds::Flag) => tuple.push_bind(*number != 0),
                        (Value::Number(number), _) => tuple.push_bind(*number),
                        (Value::Text(text), _) => tuple.push_bind(text.as_str()),
                        (Value::Bytes(bytes), _) => tuple.push_bind(bytes.as_slice()),
                    };
                }
            });
            statement.build().execute(&mut *tx).await?;
        });
        Ok(())
    }
}

impl Snapshot {
    /// Returns the number of the last migration.
    pub async fn migration(&mut self) -> Result<i64> {
        const LAST: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success";
        Ok(on!(self, |db| sqlx::query_scalar(LAST).fetch_one(&mut **db).await?))
    }

    /// Counts the rows of a table.
    pub async fn count(&mut self, table: &Table) -> Result<u64> {
        let statement = format!("SELECT COUNT(*) FROM {}", table.quoted());
        let count: i64 = on!(self, |db| sqlx::query_scalar(AssertSqlSafe(statement))
            .fetch_one(&mut **db)
            .await?);
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
        on!(self, |db| {
            let mut query = sqlx::query(AssertSqlSafe(statement));
            for value in key {
                query = match value {
                    Value::Null => query.bind(None::<i64>),
                    Value::Number(number) => query.bind(*number),
                    Value::Text(text) => query.bind(text.clone()),
                    Value::Bytes(bytes) => query.bind(bytes.clone()),
                };
            }
            query.fetch(&mut **db).map(|row| values!(row, columns)).boxed()
        })
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
