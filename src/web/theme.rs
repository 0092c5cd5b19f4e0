//! Sheets with a publisher's own colours, each under a name that says them.

use axum::extract::Path;
use axum::response::Response;

use super::page::immutable;
use crate::error::{Error, Result};
use crate::look::colours_sheet;

/// GET `/theme/{file}`. Pages from before a change, and the preview of one, find the colours they name.
pub(super) async fn sheet(Path(file): Path<String>) -> Result<Response> {
    let sheet = colours_sheet(&file).ok_or(Error::NotFound)?;
    Ok(immutable("text/css; charset=utf-8", sheet.into_bytes()))
}
