//! Error of a handler of the API: one that pages have as well, or a problem of its own.

use axum::response::{IntoResponse, Response};

use crate::error::Error;
use crate::web::page::Problem;

/// Result of a handler of the API.
pub(super) type Result<T, E = Refusal> = std::result::Result<T, E>;

/// Error of a handler of the API.
pub(in crate::web) enum Refusal {
    /// Error that pages have as well.
    Error(Error),
    /// Problem that only the API has.
    Problem(Box<Problem>),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            // The API knows no sessions: it is a token that has ended.
            Error::SessionEnded => Problem::unauthorized("problem-token-unknown").into(),
            other => Self::Error(other),
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Error(error) => error.into_response(),
            Self::Problem(problem) => problem.into_response(),
        }
    }
}
