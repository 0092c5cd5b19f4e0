//! Icons at the fixed addresses that browsers request without reading a page.

use axum::extract::State;
use axum::response::Response;

use super::page::{Cacheable, File, static_file};
use crate::app::App;
use crate::error::{Error, Result};

/// Handles GET `/favicon.ico`: returns the icon of the site.
pub(super) async fn favicon(State(app): State<App>, cache: Cacheable) -> Result<Response> {
    icon(&app, cache, "icon.ico", "image/vnd.microsoft.icon").await
}

/// Handles GET `/apple-touch-icon.png`: returns the icon of the site with a side of 180 pixels.
pub(super) async fn touch_icon(State(app): State<App>, cache: Cacheable) -> Result<Response> {
    icon(&app, cache, "icon-180.png", "image/png").await
}

async fn icon(
    app: &App,
    cache: Cacheable,
    name: &'static str,
    kind: &'static str,
) -> Result<Response> {
    cache
        .file(app, async move {
            let bytes = static_file(name).ok_or(Error::NotFound)?;
            Ok(move || Ok(File::new(kind, bytes)))
        })
        .await
}
