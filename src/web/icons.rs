//! Icons at the fixed addresses that browsers request without reading a page.

use axum::extract::State;
use axum::response::Response;

use super::page::{Cacheable, File, static_file};
use crate::app::App;
use crate::cache::invalidation::Topic;
use crate::error::{Error, Result};
use crate::picture::{ICON_SIDES, Kind};

/// Handles GET `/favicon.ico`: returns the icon of the site.
pub(super) async fn favicon(State(app): State<App>, cache: Cacheable) -> Result<Response> {
    icon(&app, cache, ("icon.ico", "image/vnd.microsoft.icon"), ICON_SIDES[0]).await
}

/// Handles GET `/apple-touch-icon.png`: returns the icon of the site with a side of 180 pixels.
pub(super) async fn touch_icon(State(app): State<App>, cache: Cacheable) -> Result<Response> {
    icon(&app, cache, ("icon-180.png", "image/png"), ICON_SIDES[1]).await
}

/// Returns the publisher's icon with this side as PNG, or the file that the program ships.
async fn icon(
    app: &App,
    cache: Cacheable,
    (name, kind): (&'static str, &'static str),
    side: u32,
) -> Result<Response> {
    let file = Box::pin(async move {
        let own = match &app.branding().await?.favicon {
            Some(icon) => app.store.picture_file(icon.id, i64::from(side), Kind::Png).await?,
            None => None,
        };
        let file = match own {
            // Browsers look at the bytes, whatever the address ends in.
            Some((_, bytes)) => File::new(Kind::Png.media_type(), bytes),
            None => File::new(kind, static_file(name).ok_or(Error::NotFound)?),
        };
        Ok(move || Ok(file.of(Topic::Board)))
    });
    cache.file(app, file).await
}
