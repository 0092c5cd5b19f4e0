//! Batches of statements for one round trip to the database.
//!
//! Each statement given to SQLite alone costs two thread switches, which is more than most
//! statements themselves; so statements that do not depend on each other are sent in one call.
//! PostgreSQL takes one statement at a time and runs them in sequence. The results are the same.

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, AssertSqlSafe, Either, Executor};

use super::executor::SelectedRow;
use super::statement::Statement;
use super::transaction::Tx;

/// Result of one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct StatementResult {
    /// Number of rows inserted, updated or deleted.
    pub rows: u64,
    /// Number in the first column of the first row returned.
    pub number: Option<i64>,
}

/// Answer to a batch: the number of rows a statement changed, or a row.
type Answer = Either<u64, SelectedRow>;

impl Tx {
    /// Runs statements and returns their results in order. Stops at the first that fails.
    pub async fn run_all(
        &mut self,
        statements: Vec<Statement<'_>>,
    ) -> sqlx::Result<Vec<StatementResult>> {
        let mut results = Vec::with_capacity(statements.len());
        match self {
            Self::Sqlite(turn) if !statements.is_empty() => {
                turn.count(statements.len());
                let (connection, begin) = turn.begin().await?;
                let begun = begin.map_or(0, |begin| begin.split(';').count());
                let (text, values) = joined(begin, statements)?;
                // The text is built from constant statements; values are bound.
                let answers = connection
                    .fetch_many(sqlx::query_with(AssertSqlSafe(text), values))
                    .map_ok(|answer| {
                        answer.map_either(|done| done.rows_affected(), SelectedRow::Sqlite)
                    });
                collect(answers.boxed(), &mut results).await?;
                results.drain(..begun);
            }
            Self::Sqlite(_) => {}
            Self::Postgres(tx) => {
                for statement in statements {
                    let values = statement.postgres_arguments()?;
                    let answers = tx.fetch_many(sqlx::query_with(statement.text(), values)).map_ok(
                        |answer| {
                            answer.map_either(|done| done.rows_affected(), SelectedRow::Postgres)
                        },
                    );
                    collect(answers.boxed(), &mut results).await?;
                }
            }
        }
        Ok(results)
    }
}

/// Joins statements to one text whose parameters are numbered consecutively.
fn joined(
    begin: Option<&str>,
    statements: Vec<Statement<'_>>,
) -> sqlx::Result<(String, SqliteArguments)> {
    let mut text = begin.unwrap_or_default().to_owned();
    let mut values = SqliteArguments::default();
    for statement in statements {
        if !text.is_empty() {
            text.push(';');
        }
        count_on(&mut text, statement.text().as_str(), values.len());
        statement.add_to(&mut values)?;
    }
    Ok((text, values))
}

/// Appends the results of statements to those of earlier ones.
async fn collect(
    mut answers: BoxStream<'_, sqlx::Result<Answer>>,
    results: &mut Vec<StatementResult>,
) -> sqlx::Result<()> {
    let mut number = None;
    while let Some(answer) = answers.try_next().await? {
        match answer {
            Either::Left(rows) => results.push(StatementResult { rows, number: number.take() }),
            Either::Right(row) => number = number.or(row.get(0)?),
        }
    }
    Ok(())
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
