//! Conversion of column values, and errors of a database about them.

use anyhow::{Context, anyhow};
use jiff::Timestamp;
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Type};

use crate::error::{Error, Result};

/// Returns whether a statement failed because of a unique constraint on `column`.
///
/// An example of a column is `accounts.email_key`.
pub(in crate::store) fn is_taken(error: &sqlx::Error, column: &str) -> bool {
    error
        .as_database_error()
        .is_some_and(|error| error.is_unique_violation() && error.message().contains(column))
}

/// Time in a column: microseconds since 1970. Reading one that is out of range fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Moment(Timestamp);

impl From<Moment> for Timestamp {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

impl<DB: Database> Type<DB> for Moment
where
    i64: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        i64::type_info()
    }

    fn compatible(column: &DB::TypeInfo) -> bool {
        i64::compatible(column)
    }
}

impl<'r, DB: Database> Decode<'r, DB> for Moment
where
    i64: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> std::result::Result<Self, BoxDynError> {
        let time = Timestamp::from_microsecond(i64::decode(value)?);
        Ok(Self(time.context("a time in the database is out of range")?))
    }
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
