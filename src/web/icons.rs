//! Icons at the fixed addresses that browsers request without reading a page.

use axum::extract::State;
use axum::response::Response;

use super::page::{File, Keep, static_file};
use crate::app::App;
use crate::error::{Error, Result};

/// Handles GET `/favicon.ico`: returns the icon of the site.
pub(super) async fn favicon(State(app): State<App>, keep: Keep) -> Result<Response> {
    icon(&app, keep, "icon.ico", "image/vnd.microsoft.icon").await
}

/// Handles GET `/apple-touch-icon.png`: returns the icon of the site with a side of 180 pixels.
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
