//! What can go wrong, sorted by what a person can do about it. Status codes and pages are `web::page`'s affair.

use std::time::Duration;

use crate::locale::Sentence;

/// The outcome of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure, by what the person who meets it can do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input breaks a rule; the sentence says how to mend it.
    #[error("invalid input: {}", .0.key)]
    Invalid(Sentence),
    /// There is nothing at this address.
    #[error("not found")]
    NotFound,
    /// This person may not do this.
    #[error("forbidden: {}", .0.key)]
    Forbidden(Sentence),
    /// The session in which this was asked has ended meanwhile: whoever asked logs in first.
    #[error("the session has ended")]
    SessionEnded,
    /// Too often; worth another try after the given time.
    #[error("too many: wait {0:?}")]
    TooMany(Duration),
    /// The request is larger than any form of ours.
    #[error("request too large")]
    TooLarge,
    /// The rest of the request did not come in time.
    #[error("request too slow")]
    Slow,
    /// The board is too busy with what it already took on; worth another try in a moment.
    #[error("busy")]
    Busy,
    /// What the board stands on was away for a moment; worth another try.
    #[error("the database was lost for a moment")]
    Lost,
    /// The disk or the memory under the database fails, or the file is gone; it heals with them.
    #[error("the database is not available")]
    Unavailable(#[source] anyhow::Error),
    /// Ours to mend: logged once, shown to the visitor as a reference number only.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}
