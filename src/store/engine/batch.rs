//! Batches of statements for one round trip to the database.
//!
//! Each statement given to SQLite alone costs two thread switches, which is more than most
//! statements themselves; so statements that do not depend on each other are sent in one call.
//! PostgreSQL takes one statement at a time and runs them in sequence. The results are the same.

use anyhow::anyhow;
use futures_util::TryStreamExt;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{
    Arguments, AssertSqlSafe, Either, Encode, Executor, PgConnection, Postgres, Row, Sqlite,
    Transaction, Type,
};

use super::commit_group::Savepoint;
use crate::error::{Error, Result};

/// Result of one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct StatementResult {
    /// Number of rows inserted, updated or deleted.
    pub rows: u64,
    /// Number in the first column of the first row returned.
    pub number: Option<i64>,
}

/// Transaction that accepts batches.
pub(in crate::store) trait Batch {
    /// Batch for this kind of transaction.
    type Together<'c>
    where
        Self: 'c;

    /// Creates an empty batch, to which statements are added.
    fn together(&mut self) -> Self::Together<'_>;
}

/// Batch for SQLite: a single text whose parameters are numbered consecutively.
pub(in crate::store) struct SqliteBatch<'c, 's> {
    savepoint: &'c mut Savepoint<'s>,
    text: String,
    values: SqliteArguments,
    fault: Option<Error>,
}

/// Batch for PostgreSQL, whose statements run one after the other.
pub(in crate::store) struct PgBatch<'c> {
    connection: &'c mut PgConnection,
    statements: Vec<(&'static str, PgArguments)>,
    fault: Option<Error>,
}

impl<'s> Batch for Savepoint<'s> {
    type Together<'c>
        = SqliteBatch<'c, 's>
    where
        's: 'c;

    fn together(&mut self) -> SqliteBatch<'_, 's> {
        SqliteBatch {
            savepoint: self,
            text: String::new(),
            values: SqliteArguments::default(),
            fault: None,
        }
    }
}

impl Batch for Transaction<'static, Postgres> {
    type Together<'c> = PgBatch<'c>;

    fn together(&mut self) -> PgBatch<'_> {
        PgBatch { connection: self, statements: Vec::new(), fault: None }
    }
}

/// Appends the results of statements to those of earlier ones.
macro_rules! collect {
    ($answers:expr, $came:ident) => {{
        let mut answers = $answers;
        let mut number = None;
        while let Some(answer) = answers.try_next().await? {
            match answer {
                Either::Left(done) => $came.push(StatementResult {
                    rows: done.rows_affected(),
                    number: std::mem::take(&mut number),
                }),
                Either::Right(row) if number.is_none() => number = row.try_get(0)?,
                Either::Right(_) => {}
            }
        }
    }};
}

impl SqliteBatch<'_, '_> {
    /// Adds a statement. Values bound from here on belong to it.
    pub fn add(&mut self, statement: &'static str) -> &mut Self {
        if !self.text.is_empty() {
            self.text.push(';');
        }
        count_on(&mut self.text, statement, self.values.len());
        self
    }

    /// Binds a value of the last statement.
    pub fn bind<'q, T: Encode<'q, Sqlite> + Type<Sqlite>>(&mut self, value: T) -> &mut Self {
        if let Err(error) = self.values.add(value) {
            self.fault = Some(unbound(error));
        }
        self
    }

    /// Runs the batch and returns the results in order. Stops at the first statement that fails.
    pub async fn run(self) -> Result<Vec<StatementResult>> {
        self.fault.map_or(Ok(()), Err)?;
        let mut came = Vec::new();
        if !self.text.is_empty() {
            let (connection, begin) = self.savepoint.take_owed();
            let begun = begin.map_or(0, |begin| begin.split(';').count());
            let text = begin.into_iter().chain([self.text.as_str()]).collect::<Vec<_>>().join(";");
            // The text is built from constant statements; values are bound.
            collect!(
                connection.fetch_many(sqlx::query_with(AssertSqlSafe(text), self.values)),
                came
            );
            came.drain(..begun);
        }
        Ok(came)
    }
}

impl PgBatch<'_> {
    /// Adds a statement. Values bound from here on belong to it.
    pub fn add(&mut self, statement: &'static str) -> &mut Self {
        self.statements.push((statement, PgArguments::default()));
        self
    }

    /// Binds a value of the last statement.
    pub fn bind<'q, T: Encode<'q, Postgres> + Type<Postgres>>(&mut self, value: T) -> &mut Self {
        if let Some((_, values)) = self.statements.last_mut()
            && let Err(error) = values.add(value)
        {
            self.fault = Some(unbound(error));
        }
        self
    }

    /// Runs the batch and returns the results in order. Stops at the first statement that fails.
    pub async fn run(self) -> Result<Vec<StatementResult>> {
        self.fault.map_or(Ok(()), Err)?;
        let mut came = Vec::new();
        for (statement, values) in self.statements {
            collect!(self.connection.fetch_many(sqlx::query_with(statement, values)), came);
        }
        Ok(came)
    }
}

/// Appends a statement whose parameters follow `before` earlier ones.
///
/// After seven, `$1` becomes `$8`.
fn count_on(text: &mut String, statement: &str, before: usize) {
    let mut parts = statement.split('$');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let place = number
            .parse::<usize>()
            .map_or_else(|_| number.to_owned(), |place| (place + before).to_string());
        text.push('$');
        text.push_str(&place);
        text.push_str(rest);
    }
}

fn unbound(error: sqlx::error::BoxDynError) -> Error {
    Error::Internal(anyhow!(error).context("a value for the database"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_through_all_statements() {
        let mut text = String::new();
        count_on(&mut text, "INSERT INTO a VALUES ($1, $2, $1)", 0);
        text.push(';');
        count_on(&mut text, "UPDATE b SET c = $10 WHERE d = $2", 2);
        assert_eq!(text, "INSERT INTO a VALUES ($1, $2, $1);UPDATE b SET c = $12 WHERE d = $4");
    }
}
