//! Rows as they are, whatever they mean: read from one moment of a board, added to the tables of another.
//!
//! The statements here are put together from the names of tables and columns, which are the board's own (`tables.rs`) and never
//! anything that people typed.

use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use sqlx::{AssertSqlSafe, Postgres, QueryBuilder, Row as _, Sqlite, Transaction};

use super::tables::{Column, Holds, Layout, Table};
use super::{Store, write};
use crate::error::Result;

/// Values that one statement may bring along: what SQLite takes, half of what PostgreSQL does.
const VALUES_AT_ONCE: usize = 32_766;

/// One value, the same from either database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number; no and yes are 0 and 1.
    Number(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// The values of a row, one a column.
pub type Row = Vec<Value>;

/// The board as it is at one moment, whatever is written meanwhile.
#[derive(Debug)]
pub enum Snapshot {
    /// A transaction on a connection that only reads.
    Sqlite(Transaction<'static, Sqlite>),
    /// A transaction that sees what was there when it began.
    Postgres(Transaction<'static, Postgres>),
}

/// Runs a body on the connection of a snapshot.
macro_rules! on {
    ($snapshot:expr, |$db:ident| $body:expr) => {
        match $snapshot {
            Snapshot::Sqlite($db) => $body,
            Snapshot::Postgres($db) => $body,
        }
    };
}

/// A row of either database as values.
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
    /// Holds on to this moment.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        const AS_IT_BEGAN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        Ok(match self {
            Self::Sqlite { read, .. } => Snapshot::Sqlite(read.begin().await?),
            Self::Postgres(server) => {
                Snapshot::Postgres(server.pool().begin_with(AS_IT_BEGAN).await?)
            }
        })
    }

    /// Adds rows to a table, all or none.
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
    /// The number of the last migration.
    pub async fn migration(&mut self) -> Result<i64> {
        const LAST: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success";
        Ok(on!(self, |db| sqlx::query_scalar(LAST).fetch_one(&mut **db).await?))
    }

    /// How many rows a table has.
    pub async fn count(&mut self, table: &Table) -> Result<u64> {
        let statement = format!("SELECT COUNT(*) FROM {}", table.quoted());
        let count: i64 = on!(self, |db| sqlx::query_scalar(AssertSqlSafe(statement))
            .fetch_one(&mut **db)
            .await?);
        Ok(count.unsigned_abs())
    }

    /// The rows of a table after the one with this key, in the order of their keys, which is the same in either database.
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

    /// The key of the last row of a table, in that order.
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

    /// A column as it is read: PostgreSQL's yes and no become numbers, and all its numbers equally wide.
    fn read(&self, column: &Column) -> String {
        let name = column.quoted();
        match (self, column.holds) {
            (Self::Postgres(_), Holds::Number) => format!("CAST({name} AS BIGINT)"),
            (Self::Postgres(_), Holds::Flag) => format!("CAST(CAST({name} AS INTEGER) AS BIGINT)"),
            _ => name,
        }
    }

    /// A column as it is sorted by: PostgreSQL sorts text as a dictionary would, unless it is told to go by its bytes.
    fn sorted(&self, column: &Column) -> String {
        match (self, column.holds) {
            (Self::Postgres(_), Holds::Text) => format!("{} COLLATE \"C\"", column.quoted()),
            _ => column.quoted(),
        }
    }
}
