//! Errors, by what the client can do about them.
//!
//! Status codes and error pages are left to `web::page`.

use std::time::Duration;

use crate::locale::Message;

/// Result of a fallible operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Error, by what the client can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Invalid input; the message says how to correct it.
    #[error("invalid input: {}", .0.key)]
    Invalid(Message),
    /// No such resource.
    #[error("not found")]
    NotFound,
    /// Not permitted for this user.
    #[error("forbidden: {}", .0.key)]
    Forbidden(Message),
    /// The session of the request has ended; the user must log in again.
    #[error("the session has ended")]
    SessionEnded,
    /// Rate limit exceeded; retry after this time.
    #[error("too many: wait {0:?}")]
    TooMany(Duration),
    /// Request body larger than any form.
    #[error("request too large")]
    TooLarge,
    /// Request body not received in time.
    #[error("request too slow")]
    Slow,
    /// Too busy; retry in a moment.
    #[error("busy")]
    Busy,
    /// Connection to the database lost for a moment; retry.
    #[error("the database was lost for a moment")]
    Lost,
    /// Disk or memory failure under the database, or its file is missing.
    ///
    /// Lasts until the operator repairs the cause.
    #[error("the database is not available")]
    Unavailable(#[source] anyhow::Error),
    /// Internal error: logged once, shown to the client as a reference number only.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}
