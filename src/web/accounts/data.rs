//! Export of one's own data.

use anyhow::Context;
use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::error::Result;
use crate::web::page::CachePolicy;
use crate::web::session::Member;

/// Handles GET `/account/data.json`: returns all data about the member who requests it.
pub(in crate::web) async fn download(State(app): State<App>, member: Member) -> Result<Response> {
    let data = app.store.data_export(&member.account).await?;
    let json = serde_json::to_vec_pretty(&data).context("own data as JSON")?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"data.json\""),
    ];
    Ok((Extension(CachePolicy::Private), headers, json).into_response())
}
