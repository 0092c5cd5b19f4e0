//! Style sheets with the publisher's own colours, which their file names contain.

use axum::extract::Path;
use axum::response::Response;

use super::page::immutable;
use crate::branding::colours_sheet;
use crate::error::{Error, Result};

/// Handles GET `/theme/{file}`: returns the style sheet for the colours in the file name.
///
/// Pages from before a change, and the preview of a change, therefore find their colours.
pub(super) async fn sheet(Path(file): Path<String>) -> Result<Response> {
    let sheet = colours_sheet(&file).ok_or(Error::NotFound)?;
    Ok(immutable("text/css; charset=utf-8", sheet.into_bytes()))
}
