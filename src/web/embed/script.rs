//! Script that puts the comments in a page of a site, in a frame.

use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::error::Result;
use crate::web::page::{Cacheable, File, static_file};

/// Word in the script in place of the title of the frame until the page in it tells its own.
const TITLE: &str = "Weerwoord";

/// Handles GET `/embed.js`: returns the script.
pub(in crate::web) async fn script(State(app): State<App>, cache: Cacheable) -> Result<Response> {
    let title = app.lang().say("embed-frame");
    let make = async {
        Ok(move || {
            let script = static_file("embed.js").unwrap_or_default();
            let script = String::from_utf8_lossy(&script).replacen(TITLE, &title, 1);
            Ok(File::new("text/javascript; charset=utf-8", script).on_other_sites())
        })
    };
    cache.file(&app, make).await
}
