//! Problems that operations may answer, for the description of the API.
#![expect(dead_code, reason = "the types describe answers that `page::problem` makes")]

use utoipa::IntoResponses;

use crate::web::page::ProblemDetails;

/// There is nothing here that may be seen.
#[derive(IntoResponses)]
#[response(status = 404, content_type = "application/problem+json")]
pub(super) struct NotFound(ProblemDetails);

/// A parameter or a field is invalid; `errors` says which, and how to correct it.
#[derive(IntoResponses)]
#[response(status = 422, content_type = "application/problem+json")]
pub(super) struct Invalid(ProblemDetails);

/// The token is missing, revoked, or none.
#[derive(IntoResponses)]
#[response(status = 401, content_type = "application/problem+json",
    headers(("www-authenticate" = String, description = "Always `Bearer`.")))]
pub(super) struct Unauthorized(ProblemDetails);

/// The token lacks the scope, or the account the role, or the rules of the board forbid it.
#[derive(IntoResponses)]
#[response(status = 403, content_type = "application/problem+json")]
pub(super) struct Forbidden(ProblemDetails);

/// It came too late: `detail` says what was first.
#[derive(IntoResponses)]
#[response(status = 409, content_type = "application/problem+json")]
pub(super) struct Conflict(ProblemDetails);

/// A rate limit is exhausted.
#[derive(IntoResponses)]
#[response(status = 429, content_type = "application/problem+json",
    headers(("retry-after" = u64, description = "Seconds after which to try again.")))]
pub(super) struct TooMany(ProblemDetails);

/// Problems with the body of a request.
#[derive(IntoResponses)]
pub(super) enum Body {
    /// The body did not arrive in time.
    #[response(status = 408, content_type = "application/problem+json")]
    Slow(ProblemDetails),
    /// The body is longer than 256 KiB.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(ProblemDetails),
    /// The body is not `application/json`.
    #[response(status = 415, content_type = "application/problem+json")]
    MediaType(ProblemDetails),
}

/// Problems of the board itself.
#[derive(IntoResponses)]
pub(super) enum Board {
    /// Something went wrong; `reference` finds it in the log of the operator.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(ProblemDetails),
    /// Too much is under way, or the database cannot be reached.
    #[response(status = 503, content_type = "application/problem+json",
        headers(("retry-after" = u64, description = "Seconds after which to try again.")))]
    Busy(ProblemDetails),
}
