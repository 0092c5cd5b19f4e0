//! The sheet, the script and the icon, inside the binary and under names that change with them.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::Extension;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

use super::CachePolicy;
use crate::error::Error;

#[derive(Embed)]
#[folder = "static/"]
struct Files;

/// Address by file name: `board.css` is at `/static/board.3f9a0c12.css`.
static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    Files::iter()
        .filter_map(|name| {
            let hash = Files::get(&name)?.metadata.sha256_hash();
            let hash = hex::encode(&hash[..4]);
            let (stem, kind) = name.rsplit_once('.')?;
            Some((name.to_string(), format!("/static/{stem}.{hash}.{kind}")))
        })
        .collect()
});

/// The address of a static file; templates name only files that are there, and a test reads every page.
pub fn asset(name: &str) -> &'static str {
    ADDRESSES.get(name).map_or("/static/missing", String::as_str)
}

/// Bytes of a static file.
pub fn static_file(name: &str) -> Option<Vec<u8>> {
    Files::get(name).map(|file| file.data.into_owned())
}

/// GET `/static/{file}`.
pub(in crate::web) async fn serve(Path(file): Path<String>) -> Result<Response, Error> {
    let address = format!("/static/{file}");
    let name = ADDRESSES
        .iter()
        .find(|(_, known)| **known == address)
        .map(|(name, _)| name)
        .ok_or(Error::NotFound)?;
    let content = Files::get(name).ok_or(Error::NotFound)?;
    let kind = match name.rsplit_once('.').map(|(_, kind)| kind) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/vnd.microsoft.icon",
        _ => "application/octet-stream",
    };
    Ok((
        [(header::CONTENT_TYPE, kind)],
        Extension(CachePolicy::Immutable),
        content.data.into_owned(),
    )
        .into_response())
}
