//! The icon at the addresses where programs look for it without reading a page.

use axum::extract::State;
use axum::response::Response;

use super::page::{File, Keep, static_file};
use crate::app::App;
use crate::error::{Error, Result};

/// GET `/favicon.ico`.
pub(super) async fn favicon(State(app): State<App>, keep: Keep) -> Result<Response> {
    icon(&app, keep, "icon.ico", "image/vnd.microsoft.icon").await
}

/// GET `/apple-touch-icon.png`.
pub(super) async fn touch_icon(State(app): State<App>, keep: Keep) -> Result<Response> {
    icon(&app, keep, "icon-180.png", "image/png").await
}

async fn icon(app: &App, keep: Keep, name: &'static str, kind: &'static str) -> Result<Response> {
    keep.file(app, async move {
        let bytes = static_file(name).ok_or(Error::NotFound)?;
        Ok(move || Ok(File::new(kind, bytes)))
    })
    .await
}
