//! Statements: the text of one, with the values bound to its parameters.
//!
//! A statement is written once, in the dialect that both databases share, and knows nothing of the
//! one it will run on. The functions have the names and the forms of sqlx.

use std::borrow::Cow;

use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, SqlSafeStr, SqlStr};

use super::executor::{Executor, FromRow, SelectedRow, Wanted};
use super::reader::Reader;

/// Value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Parameter<'q> {
    /// NULL of this type, which PostgreSQL wants to know.
    Null(Type),
    /// Boolean.
    Flag(bool),
    /// Integer.
    Number(i64),
    /// Text.
    Text(Cow<'q, str>),
    /// Bytes.
    Bytes(Cow<'q, [u8]>),
    /// Number that an earlier statement of the same batch returns; see `Tx::run_as_one`.
    Returned(Returned),
}

/// Number that a statement of a batch returns in its first column, as a parameter of a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Returned {
    /// Place of the statement in the batch.
    pub place: usize,
    /// Expression in SQL that gives the number to statements that run after it in SQLite.
    pub later: &'static str,
}

impl Nullable for Returned {
    const TYPE: Type = Type::Number;
}

impl From<Returned> for Parameter<'_> {
    fn from(returned: Returned) -> Self {
        Self::Returned(returned)
    }
}

/// Type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Type {
    /// BOOLEAN.
    Flag,
    /// BIGINT.
    Number,
    /// TEXT.
    Text,
    /// BLOB or BYTEA.
    Bytes,
}

/// Rust type whose absence is NULL.
pub(in crate::store) trait Nullable {
    /// Type of that NULL.
    const TYPE: Type;
}

/// Implements the conversions to a parameter.
macro_rules! parameter {
    ($($rust:ty, $variant:ident($value:ident) => $converted:expr;)+) => {
        $(
            impl<'q> From<$rust> for Parameter<'q> {
                fn from($value: $rust) -> Self {
                    Self::$variant($converted)
                }
            }

            impl<'q> Nullable for $rust {
                const TYPE: Type = Type::$variant;
            }
        )+
    };
}

parameter! {
    bool, Flag(value) => value;
    i64, Number(value) => value;
    &'q i64, Number(value) => *value;
    i32, Number(value) => value.into();
    u32, Number(value) => value.into();
    &'q str, Text(value) => Cow::Borrowed(value);
    &'q String, Text(value) => Cow::Borrowed(value.as_str());
    String, Text(value) => Cow::Owned(value);
    Cow<'q, str>, Text(value) => value;
    &'q [u8], Bytes(value) => Cow::Borrowed(value);
    &'q Vec<u8>, Bytes(value) => Cow::Borrowed(value.as_slice());
    Vec<u8>, Bytes(value) => Cow::Owned(value);
}

impl<'q> From<&'q Option<String>> for Parameter<'q> {
    fn from(value: &'q Option<String>) -> Self {
        value.as_deref().into()
    }
}

impl<'q, T: Into<Parameter<'q>> + Nullable> From<Option<T>> for Parameter<'q> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Parameter::Null(T::TYPE), T::into)
    }
}

/// Text of a statement with its parameters.
#[derive(Clone, Debug)]
pub(in crate::store) struct Statement<'q> {
    text: SqlStr,
    parameters: Vec<Parameter<'q>>,
    persistent: bool,
}

/// Statement whose rows are converted to `T`.
#[derive(Clone, Debug)]
pub(in crate::store) struct Query<'q, T> {
    statement: Statement<'q>,
    convert: fn(&SelectedRow) -> sqlx::Result<T>,
}

/// Creates a statement of which only the number of changed rows is wanted.
pub(in crate::store) fn query<'q>(text: impl SqlSafeStr) -> Statement<'q> {
    Statement { text: text.into_sql_str(), parameters: Vec::new(), persistent: true }
}

/// Creates a statement that selects rows.
pub(in crate::store) fn query_as<'q, T: FromRow>(text: impl SqlSafeStr) -> Query<'q, T> {
    Query { statement: query(text), convert: SelectedRow::to }
}

/// Creates a statement that selects one column.
pub(in crate::store) fn query_scalar<'q, T>(text: impl SqlSafeStr) -> Query<'q, T>
where
    (T,): FromRow,
{
    Query { statement: query(text), convert: |row| row.to().map(|(value,)| value) }
}

impl<'q> Statement<'q> {
    /// Binds the value of the next parameter.
    pub fn bind(mut self, value: impl Into<Parameter<'q>>) -> Self {
        self.parameters.push(value.into());
        self
    }

    /// Binds the values of the next parameters.
    pub fn bind_all(mut self, values: impl IntoIterator<Item: Into<Parameter<'q>>>) -> Self {
        self.parameters.extend(values.into_iter().map(Into::into));
        self
    }

    /// Runs the statement and returns the number of rows it inserted, updated or deleted.
    pub async fn execute(self, db: &mut dyn Executor) -> sqlx::Result<u64> {
        Ok(db.run(self, Wanted::Nothing).await?.changed)
    }

    /// Returns whether the prepared statement is used again.
    pub(super) fn is_persistent(&self) -> bool {
        self.persistent
    }

    /// Returns the text.
    pub(super) fn text(&self) -> SqlStr {
        self.text.clone()
    }

    /// Returns the text as a string.
    pub(super) fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Returns the values of its parameters.
    pub(super) fn parameters(&self) -> &[Parameter<'q>] {
        &self.parameters
    }

    /// Returns the values for SQLite, as sqlx takes them.
    pub(super) fn sqlite_arguments(self) -> sqlx::Result<SqliteArguments> {
        let mut arguments = SqliteArguments::default();
        self.add_to(&mut arguments)?;
        Ok(arguments)
    }

    /// Appends the values to those of earlier statements.
    pub(super) fn add_to(self, arguments: &mut SqliteArguments) -> sqlx::Result<()> {
        for value in self.parameters {
            match value {
                Parameter::Null(_) => arguments.add(None::<i64>),
                Parameter::Flag(flag) => arguments.add(flag),
                Parameter::Number(number) => arguments.add(number),
                Parameter::Text(text) => arguments.add(text.into_owned()),
                Parameter::Bytes(bytes) => arguments.add(bytes.into_owned()),
                // It is a part of the text.
                Parameter::Returned(_) => Ok(()),
            }
            .map_err(sqlx::Error::Encode)?;
        }
        Ok(())
    }

    /// Returns the values for PostgreSQL, as sqlx takes them.
    pub(super) fn postgres_arguments(&self) -> sqlx::Result<PgArguments> {
        let mut arguments = PgArguments::default();
        self.add_to_postgres(&mut arguments)?;
        Ok(arguments)
    }

    /// Appends the values to those of earlier statements, for PostgreSQL.
    pub(super) fn add_to_postgres(&self, arguments: &mut PgArguments) -> sqlx::Result<()> {
        for value in &self.parameters {
            match value {
                Parameter::Null(Type::Flag) => arguments.add(None::<bool>),
                Parameter::Null(Type::Number) => arguments.add(None::<i64>),
                Parameter::Null(Type::Text) => arguments.add(None::<&str>),
                Parameter::Null(Type::Bytes) => arguments.add(None::<&[u8]>),
                Parameter::Flag(flag) => arguments.add(flag),
                Parameter::Number(number) => arguments.add(number),
                Parameter::Text(text) => arguments.add(&**text),
                Parameter::Bytes(bytes) => arguments.add(&**bytes),
                Parameter::Returned(_) => Ok(()),
            }
            .map_err(sqlx::Error::Encode)?;
        }
        Ok(())
    }
}

impl<'q, T> Query<'q, T> {
    /// Binds the value of the next parameter.
    pub fn bind(mut self, value: impl Into<Parameter<'q>>) -> Self {
        self.statement = self.statement.bind(value);
        self
    }

    /// Binds the values of the next parameters.
    pub fn bind_all(mut self, values: impl IntoIterator<Item: Into<Parameter<'q>>>) -> Self {
        self.statement = self.statement.bind_all(values);
        self
    }

    /// Sets whether the prepared statement is used again, with a plan that fits all values.
    pub fn persistent(mut self, persistent: bool) -> Self {
        self.statement.persistent = persistent;
        self
    }

    /// Returns the first row; fails if there is none.
    pub async fn fetch_one(self, db: &mut dyn Executor) -> sqlx::Result<T> {
        self.fetch_optional(db).await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// Returns the first row, if there is one.
    pub async fn fetch_optional(self, db: &mut dyn Executor) -> sqlx::Result<Option<T>> {
        let rows = db.run(self.statement, Wanted::First).await?.rows;
        rows.first().map(self.convert).transpose()
    }

    /// Returns all rows.
    pub async fn fetch_all(self, db: &mut dyn Executor) -> sqlx::Result<Vec<T>> {
        let rows = db.run(self.statement, Wanted::All).await?.rows;
        rows.iter().map(self.convert).collect()
    }

    /// Returns the statement and the conversion of its rows.
    pub(super) fn parts(self) -> (Statement<'q>, fn(&SelectedRow) -> sqlx::Result<T>) {
        (self.statement, self.convert)
    }

    /// Returns the rows one after the other, however many there are.
    pub fn fetch<'s>(self, reader: Reader<'s>) -> BoxStream<'s, sqlx::Result<T>>
    where
        T: 's,
    {
        let convert = self.convert;
        reader.stream(self.statement).map(move |row| convert(&row?)).boxed()
    }
}
