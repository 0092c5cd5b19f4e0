//! JSON of requests and answers.

use anyhow::Context;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::bearer::still_valid;
use super::refusal::{Refusal, Result};
use crate::app::App;
use crate::error::Error;
use crate::web::page::{FORM_MAX, File, Problem, collect, private_json};

/// Body of a request, as JSON.
pub(in crate::web) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Refusal;

    /// Reads the body; NUL becomes U+FFFD, as in forms.
    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            return Err(Problem::new(status, "media-type", "problem-media-type-text").into());
        }
        let (parts, body) = request.into_parts();
        let (bytes, whole) = collect(body, FORM_MAX).await?;
        still_valid(app, &parts.extensions).await?;
        if !whole {
            return Err(Error::TooLarge.into());
        }
        let invalid = |_| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "problem-json");
        let mut value: Value = serde_json::from_slice(&bytes).map_err(invalid)?;
        clean(&mut value);
        Ok(Self(serde_json::from_value(value).map_err(invalid)?))
    }
}

/// Replaces NUL in every text, which neither PostgreSQL nor a reader can use.
///
/// The parser has bounded the depth.
fn clean(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = text.replace('\0', "\u{FFFD}"),
        Value::Array(values) => values.iter_mut().for_each(clean),
        Value::Object(fields) => fields.values_mut().for_each(clean),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Returns an answer that is the same for everybody.
pub(super) async fn shared(app: &App, answer: impl Serialize + Send + 'static) -> Result<Response> {
    Ok(File::new("application/json", written(app, answer).await?).into_response())
}

/// Returns an answer for one program.
pub(super) async fn private(
    app: &App,
    status: StatusCode,
    answer: impl Serialize + Send + 'static,
) -> Result<Response> {
    let mut response = private_json(written(app, answer).await?);
    *response.status_mut() = status;
    Ok(response)
}

/// Writes an answer in the pool for CPU-bound work: a discussion may be long.
async fn written(app: &App, answer: impl Serialize + Send + 'static) -> Result<Vec<u8>> {
    let json = app.cpu_pool.run(move || serde_json::to_vec(&answer)).await?;
    Ok(json.context("an answer as JSON").map_err(Error::from)?)
}
