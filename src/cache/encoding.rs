//! How pages are compressed while a request waits, and which ways its browser understands.

use std::io::Write;

use anyhow::Context;
use axum::http::{HeaderMap, header};
use flate2::write::GzEncoder;

/// How hard zstd tries: its usual.
const ZSTD: i32 = 3;

/// Compresses a page with zstd.
pub(super) fn zstd(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    ::zstd::encode_all(bytes, ZSTD).context("zstd")
}

/// The same with gzip.
pub(super) fn gzip(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).context("gzip")
}

/// Which compressions a browser understands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    pub(super) brotli: bool,
    pub(super) zstd: bool,
    pub(super) gzip: bool,
}

impl Accepted {
    /// What `Accept-Encoding` names; a quality of nought refuses (RFC 9110, section 12.5.3).
    pub fn by(asked: &HeaderMap) -> Self {
        let mut accepted = Self::default();
        for value in asked.get_all(header::ACCEPT_ENCODING) {
            for part in value.to_str().unwrap_or_default().split(',') {
                let (name, quality) = part.split_once(';').unwrap_or((part, ""));
                let quality = quality
                    .trim()
                    .strip_prefix("q=")
                    .map_or(1.0, |quality| quality.parse().unwrap_or(0.0_f32));
                match name.trim() {
                    "br" => accepted.brotli = quality > 0.0,
                    "zstd" => accepted.zstd = quality > 0.0,
                    "gzip" => accepted.gzip = quality > 0.0,
                    _ => {}
                }
            }
        }
        accepted
    }

    /// A page that is sent once, compressed as quickly as these allow, and the name of that.
    pub fn compress(self, bytes: &[u8]) -> Option<(&'static str, Vec<u8>)> {
        let compressed = match self {
            Self { zstd: true, .. } => ("zstd", zstd(bytes)),
            Self { gzip: true, .. } => ("gzip", gzip(bytes)),
            _ => return None,
        };
        Some((compressed.0, compressed.1.ok()?))
    }
}
