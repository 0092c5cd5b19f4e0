//! Style sheets, typefaces, scripts and icons, inside the binary and under names that change with their content.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use super::CachePolicy;
use crate::error::Error;

#[derive(Embed)]
#[folder = "static/"]
struct Files;

/// Style sheets as they are served, each with the files of `static/styles/` that it is joined from:
/// later rules narrow earlier ones.
const SHEETS: [(&str, &[&str]); 4] = [
    (
        "board.css",
        &[
            "typefaces",
            "tokens",
            "base",
            "frame",
            "controls",
            "front",
            "article",
            "videos",
            "comments",
            "forms",
            "pages",
            "exceptions",
        ],
    ),
    ("source.css", &["typefaces/source"]),
    ("literata.css", &["typefaces/literata"]),
    (
        "staff.css",
        &["staff/moderation", "staff/lists", "staff/editor", "staff/drafts", "staff/exceptions"],
    ),
];

struct StaticFile {
    /// With the beginning of the SHA-256 of the content: `/static/board.3f9a0c12.css`.
    address: String,
    media_type: &'static str,
    content: Bytes,
}

/// Files by the name that templates use: `board.css`, `serif.woff2`.
static FILES: LazyLock<HashMap<String, StaticFile>> = LazyLock::new(|| {
    let mut files: HashMap<String, StaticFile> = Files::iter()
        .filter(|path| !path.starts_with("styles/"))
        .filter_map(|path| {
            let name = path.rsplit('/').next()?.to_owned();
            let file = StaticFile::new(&name, Files::get(&path)?.data.into_owned())?;
            Some((name, file))
        })
        .collect();
    for (name, parts) in SHEETS {
        let sheet = joined(parts, &files);
        files.extend(StaticFile::new(name, sheet.into_bytes()).map(|file| (name.to_owned(), file)));
    }
    files
});

/// The parts of a sheet, one after the other, with the addresses of the typefaces they name.
fn joined(parts: &[&str], files: &HashMap<String, StaticFile>) -> String {
    let part = |name: &&str| Files::get(&format!("styles/{name}.css")).map(|file| file.data);
    let mut sheet: String = parts
        .iter()
        .filter_map(part)
        .map(|data| String::from_utf8_lossy(&data).into_owned())
        .collect();
    for (name, file) in files.iter().filter(|(name, _)| is_of_kind(name, "woff2")) {
        sheet = sheet.replace(&format!("fonts/{name}"), &file.address);
    }
    sheet
}

fn is_of_kind(name: &str, kind: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == kind)
}

impl StaticFile {
    /// `None` for a name without an ending.
    fn new(name: &str, content: Vec<u8>) -> Option<Self> {
        let (stem, kind) = name.rsplit_once('.')?;
        let media_type = match kind {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "ico" => "image/vnd.microsoft.icon",
            "woff2" => "font/woff2",
            "txt" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
        let hash = hex::encode(&Sha256::digest(&content)[..4]);
        let address = format!("/static/{stem}.{hash}.{kind}");
        Some(Self { address, media_type, content: content.into() })
    }
}

/// Address of a static file. Templates name only files that exist; a test reads every page.
pub fn asset(name: &str) -> &'static str {
    FILES.get(name).map_or("/static/missing", |file| &file.address)
}

/// Bytes of a static file.
pub fn static_file(name: &str) -> Option<Vec<u8>> {
    FILES.get(name).map(|file| file.content.to_vec())
}

/// GET `/static/{file}`.
pub(in crate::web) async fn serve(Path(file): Path<String>) -> Result<Response, Error> {
    let address = format!("/static/{file}");
    let file = FILES.values().find(|file| file.address == address).ok_or(Error::NotFound)?;
    Ok((
        [(header::CONTENT_TYPE, file.media_type)],
        Extension(CachePolicy::Immutable),
        file.content.clone(),
    )
        .into_response())
}
