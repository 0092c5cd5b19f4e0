//! Compression during a request, and parsing of `Accept-Encoding`.

use std::io::Write;

use anyhow::Context;
use axum::http::{HeaderMap, header};
use flate2::write::GzEncoder;

/// zstd level: its default.
const ZSTD: i32 = 3;

/// Compresses a page with zstd.
pub(super) fn zstd(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    ::zstd::encode_all(bytes, ZSTD).context("zstd")
}

/// Compresses a page with gzip.
pub(super) fn gzip(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).context("gzip")
}

/// Content encodings that a browser accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    pub(super) brotli: bool,
    pub(super) zstd: bool,
    pub(super) gzip: bool,
}

impl Accepted {
    /// Returns whether [`Accepted::compress`] would compress.
    pub fn is_any(self) -> bool {
        self.zstd || self.gzip
    }

    /// Parses `Accept-Encoding`; a quality of 0 refuses an encoding (RFC 9110, section 12.5.3).
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

    /// Compresses a page that is sent once with the fastest accepted encoding.
    ///
    /// Returns the name of the encoding and the bytes, or `None` if neither zstd nor gzip is
    /// accepted.
    pub fn compress(self, bytes: &[u8]) -> Option<(&'static str, Vec<u8>)> {
        let compressed = match self {
            Self { zstd: true, .. } => ("zstd", zstd(bytes)),
            Self { gzip: true, .. } => ("gzip", gzip(bytes)),
            _ => return None,
        };
        Some((compressed.0, compressed.1.ok()?))
    }
}
