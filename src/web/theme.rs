//! The sheet with the publisher's own colours, under a name that changes with them.

use axum::extract::{Path, State};
use axum::response::Response;

use super::page::{immutable, see_other};
use crate::app::App;
use crate::error::{Error, Result};

/// GET `/theme/{file}`.
pub(super) async fn sheet(State(app): State<App>, Path(file): Path<String>) -> Result<Response> {
    let look = app.look().await?;
    let (sheet, address) = look.sheet().zip(look.sheet_address()).ok_or(Error::NotFound)?;
    if address != format!("/theme/{file}") {
        // A page from before the colours changed.
        return Ok(see_other(&address));
    }
    Ok(immutable("text/css; charset=utf-8", sheet.into_bytes()))
}
