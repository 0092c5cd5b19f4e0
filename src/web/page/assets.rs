//! Style sheets, typefaces, scripts and icons, embedded in the binary.
//!
//! Their addresses contain a hash of their content.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use super::{CachePolicy, OnOtherSites};
use crate::error::Error;

#[derive(Embed)]
#[folder = "static/"]
struct Files;

/// Style sheets, each with the files of `static/styles/` that it is joined from.
///
/// Later rules override earlier ones.
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
            "embedded",
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

/// Files that pages of other sites use.
const ON_OTHER_SITES: [&str; 1] = ["embed.css"];

struct StaticFile {
    /// Address with the first 4 bytes of the SHA-256 of the content: `/static/board.3f9a0c12.css`.
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

/// Joins the parts of a style sheet and replaces the names of typefaces by their addresses.
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
    /// Creates a file; returns `None` for a name without an extension.
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

/// Returns the address of a static file.
///
/// Templates name only files that exist; a test requests every page. Any other name gives
/// `/static/missing`.
pub fn asset(name: &str) -> &'static str {
    FILES.get(name).map_or("/static/missing", |file| &file.address)
}

/// Returns the bytes of a static file, or `None` if there is none of this name.
pub fn static_file(name: &str) -> Option<Vec<u8>> {
    FILES.get(name).map(|file| file.content.to_vec())
}

/// Handles GET `/static/{file}`: returns a static file by its hashed name.
pub(in crate::web) async fn serve(Path(file): Path<String>) -> Result<Response, Error> {
    let address = format!("/static/{file}");
    let file = FILES.values().find(|file| file.address == address).ok_or(Error::NotFound)?;
    let mut response = (
        [(header::CONTENT_TYPE, file.media_type)],
        Extension(CachePolicy::Immutable),
        file.content.clone(),
    )
        .into_response();
    if ON_OTHER_SITES.iter().any(|name| asset(name) == address) {
        response.extensions_mut().insert(OnOtherSites);
    }
    Ok(response)
}
