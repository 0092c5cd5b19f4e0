//! Values as rows hold them, and what a database says that refuses one.

use anyhow::{Context, anyhow};
use jiff::Timestamp;

use crate::error::{Error, Result};

/// Whether a statement failed because `column` (`accounts.email_key`) holds that value already.
pub(super) fn is_taken(error: &sqlx::Error, column: &str) -> bool {
    error
        .as_database_error()
        .is_some_and(|error| error.is_unique_violation() && error.message().contains(column))
}

/// A time as both databases keep it.
pub(super) fn micros(moment: Timestamp) -> i64 {
    moment.as_microsecond()
}

/// A time read back.
pub(super) fn moment(micros: i64) -> Result<Timestamp> {
    Ok(Timestamp::from_microsecond(micros).context("a time in the database is out of range")?)
}

/// A stored code that this version of the board does not know.
pub(super) fn unknown(what: &str, code: &str) -> Error {
    Error::Internal(anyhow!("the database holds an unknown {what}: {code:?}"))
}
