//! Export of one's own data.

use anyhow::Context;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::error::Result;
use crate::web::page;
use crate::web::session::Member;

/// Handles GET `/account/data.json`: returns all data about the member who requests it.
pub(in crate::web) async fn download(State(app): State<App>, member: Member) -> Result<Response> {
    let data = app.store.data_export(&member.account).await?;
    let json = serde_json::to_vec_pretty(&data).context("own data as JSON")?;
    Ok(page::download("application/json", "data.json", json))
}
