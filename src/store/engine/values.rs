//! Conversion of column values, and errors of a database about them.

use anyhow::{Context, anyhow};
use jiff::Timestamp;

use crate::error::{Error, Result};

/// Returns whether a statement failed because of a unique constraint on `column`.
///
/// An example of a column is `accounts.email_key`.
pub(in crate::store) fn is_taken(error: &sqlx::Error, column: &str) -> bool {
    error
        .as_database_error()
        .is_some_and(|error| error.is_unique_violation() && error.message().contains(column))
}

/// Returns a time as both databases store it: microseconds since 1970.
pub(in crate::store) fn micros(moment: Timestamp) -> i64 {
    moment.as_microsecond()
}

/// Converts a stored time in microseconds. Fails if it is out of range.
pub(in crate::store) fn moment(micros: i64) -> Result<Timestamp> {
    Ok(Timestamp::from_microsecond(micros).context("a time in the database is out of range")?)
}

/// Returns the error for a stored code that this version does not know.
pub(in crate::store) fn unknown(what: &str, code: &str) -> Error {
    Error::Internal(anyhow!("the database holds an unknown {what}: {code:?}"))
}
