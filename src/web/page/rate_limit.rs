//! Rate limits in handlers: an exhausted limit is told on the page that was asked for.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::app::App;
use crate::app::rate_limiter::Permit;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;

/// Separates [`Error::TooMany`] from other errors; the inner error is the time to wait.
pub fn or_wait<T>(outcome: Result<T>) -> Result<Result<T, Duration>> {
    match outcome {
        Ok(value) => Ok(Ok(value)),
        Err(Error::TooMany(wait)) => Ok(Err(wait)),
        Err(other) => Err(other),
    }
}

/// Counts an attempt, whatever its result and even if the client disconnects.
///
/// The inner error is the time to wait if a limit is exhausted.
pub async fn spend(app: &App, actions: &[(LimitedAction, &str)]) -> Result<Result<(), Duration>> {
    Ok(or_wait(app.rate_limiter.take(actions, app.now()).await)?.map(Permit::spend))
}

/// Gives a response the status 429 and the time to wait.
pub fn too_many_requests(mut response: Response, wait: Duration) -> Response {
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
    response
}

/// Returns the value of `Retry-After`: whole seconds, rounded up, at least 1.
pub(super) fn retry_after(wait: Duration) -> HeaderValue {
    HeaderValue::from(u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX).max(1))
}
