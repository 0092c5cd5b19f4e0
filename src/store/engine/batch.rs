//! Batches of statements for one round trip to the database.
//!
//! Each statement given to SQLite alone costs two thread switches, which is more than most
//! statements themselves; so statements are sent in one call. PostgreSQL takes one statement at a
//! time, with a round trip for each: there, statements that do not depend on each other are parts
//! of one ([`Tx::run_as_one`]). The results are the same.

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, AssertSqlSafe, Either, Executor, PgConnection, Row as _};

use super::executor::SelectedRow;
use super::statement::{Parameter, Returned, Statement};
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
            Self::Postgres(tx) => run_in_turn(tx, statements, &mut results).await?,
            Self::PostgresTurn(turn) => {
                run_in_turn(turn.connection()?, statements, &mut results).await?;
            }
        }
        Ok(results)
    }

    /// Runs statements as one, and returns their results in order.
    ///
    /// None of them sees what another did, but for numbers that it takes as [`Returned`], and no
    /// row is changed by two of them. Either all of them succeed or none.
    pub async fn run_as_one(
        &mut self,
        statements: Vec<Statement<'_>>,
    ) -> sqlx::Result<Vec<StatementResult>> {
        match self {
            Self::Sqlite(_) => self.run_all(statements).await,
            Self::Postgres(tx) => run_as_one(tx, statements).await,
            Self::PostgresTurn(turn) => run_as_one(turn.connection()?, statements).await,
        }
    }
}

/// Runs statements on a PostgreSQL server, one after the other.
async fn run_in_turn(
    connection: &mut PgConnection,
    statements: Vec<Statement<'_>>,
    results: &mut Vec<StatementResult>,
) -> sqlx::Result<()> {
    for statement in statements {
        let values = statement.postgres_arguments()?;
        let answers = connection
            .fetch_many(sqlx::query_with(statement.text(), values))
            .map_ok(|answer| answer.map_either(|done| done.rows_affected(), SelectedRow::Postgres));
        collect(answers.boxed(), results).await?;
    }
    Ok(())
}

/// Runs statements on a PostgreSQL server as one.
async fn run_as_one(
    connection: &mut PgConnection,
    statements: Vec<Statement<'_>>,
) -> sqlx::Result<Vec<StatementResult>> {
    if statements.is_empty() {
        return Ok(Vec::new());
    }
    let count = statements.len();
    let (text, values) = united(&statements)?;
    // The text is built from constant statements; values are bound.
    let query = sqlx::query_with(AssertSqlSafe(text), values);
    let row = connection.fetch_one(query).await?;
    let result = |place: usize| {
        let rows: i64 = row.try_get(2 * place)?;
        let number = row.try_get(2 * place + 1)?;
        Ok(StatementResult { rows: rows.unsigned_abs(), number })
    };
    (0..count).map(result).collect()
}

/// Unites statements to one, which returns the number of rows and the first number of each.
///
/// Each is a common table expression: PostgreSQL runs all that change something, in one snapshot
/// (its documentation, 7.8.4).
fn united(statements: &[Statement<'_>]) -> sqlx::Result<(String, PgArguments)> {
    let (mut text, mut answers) = (String::from("WITH "), String::new());
    let mut values = PgArguments::default();
    for (place, statement) in statements.iter().enumerate() {
        let comma = if place > 0 { ", " } else { "" };
        text.push_str(&format!("{comma}part{place}(number) AS ("));
        append(&mut text, statement, values.len(), |returned| {
            format!("(SELECT number FROM part{})", returned.place)
        });
        if !statement.as_str().contains("RETURNING") {
            text.push_str(" RETURNING CAST(NULL AS BIGINT)");
        }
        text.push(')');
        answers.push_str(&format!(
            "{comma}(SELECT COUNT(*) FROM part{place}), (SELECT MIN(number) FROM part{place})"
        ));
        statement.add_to_postgres(&mut values)?;
    }
    text.push_str(" SELECT ");
    text.push_str(&answers);
    Ok((text, values))
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
        append(&mut text, &statement, values.len(), |returned| returned.later.to_owned());
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

/// Appends a statement whose values follow `before` earlier ones.
///
/// After seven, `$1` becomes `$8`; a number that another statement returns becomes an expression.
fn append(
    text: &mut String,
    statement: &Statement<'_>,
    before: usize,
    returned: impl Fn(&Returned) -> String,
) {
    let mut bound = before;
    let name = |parameter: &Parameter<'_>| {
        if let Parameter::Returned(number) = parameter {
            return returned(number);
        }
        bound += 1;
        format!("${bound}")
    };
    let names: Vec<String> = statement.parameters().iter().map(name).collect();
    let mut parts = statement.as_str().split('$');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(name) = place.and_then(|place| names.get(place)) {
            text.push_str(name);
        } else {
            // Not a parameter.
            text.push('$');
            text.push_str(number);
        }
        text.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::query;

    #[test]
    fn values_are_counted_through_all_statements() {
        let first = query("INSERT INTO a VALUES ($1, $2, $1) RETURNING id").bind(1_i64).bind("x");
        let id = Returned { place: 0, later: "last()" };
        let second = query("UPDATE b SET c = $3 WHERE d = $2 AND e = $1");
        let second = second.bind(2_i64).bind(id).bind(3_i64);
        let (text, _) = joined(None, vec![first.clone(), second.clone()]).unwrap();
        assert_eq!(
            text,
            "INSERT INTO a VALUES ($1, $2, $1) RETURNING id;\
             UPDATE b SET c = $4 WHERE d = last() AND e = $3"
        );
        let (text, values) = united(&[first, second]).unwrap();
        assert_eq!(values.len(), 4);
        assert_eq!(
            text,
            "WITH part0(number) AS (INSERT INTO a VALUES ($1, $2, $1) RETURNING id), \
             part1(number) AS (UPDATE b SET c = $4 WHERE d = (SELECT number FROM part0) AND e = $3 \
             RETURNING CAST(NULL AS BIGINT)) \
             SELECT (SELECT COUNT(*) FROM part0), (SELECT MIN(number) FROM part0), \
             (SELECT COUNT(*) FROM part1), (SELECT MIN(number) FROM part1)"
        );
    }
}
