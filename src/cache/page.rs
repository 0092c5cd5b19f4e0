//! Cached page in all its encodings.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

use anyhow::Context;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use jiff::Timestamp;

use super::ENTRY;
use super::encoding::{Accepted, gzip, zstd};
use super::invalidation::Made;

/// Estimated bytes of one set of headers.
const HEADERS: usize = 2_048;
/// Brotli quality, of 11: a higher one costs ten times the work for 5 % fewer bytes.
const BROTLI: u32 = 5;
/// Base-2 logarithm of the brotli window: larger than any page here.
const BROTLI_WINDOW: u32 = 20;

/// Cached page in all its encodings.
#[derive(Debug)]
pub struct CachedPage {
    pub(super) made: Made,
    until: Option<Timestamp>,
    /// Number of the route it was made for; 0 if that is unknown.
    route: u16,
    tag: HeaderValue,
    plain: Sent,
    zstd: OnceLock<Option<Sent>>,
    gzip: OnceLock<Option<Sent>>,
    brotli: OnceLock<Option<Sent>>,
    squeezing: AtomicBool,
    /// Counter of the views of the article that the page shows.
    views: Option<Arc<AtomicI64>>,
    /// Article that the page shows, to make it anew for a new comment.
    pub(super) article: Option<i64>,
    /// Number of requests that it answered.
    pub(super) reads: AtomicU32,
}

/// One encoding of a page.
#[derive(Clone, Debug)]
struct Sent {
    headers: HeaderMap,
    body: Bytes,
}

impl CachedPage {
    /// Builds a page from complete headers, except `Content-Length`, `ETag` and `Vary`.
    ///
    /// It is valid until `until`, if that is given, and while `made` is current.
    pub fn new(
        mut headers: HeaderMap,
        tag: HeaderValue,
        body: Bytes,
        made: Made,
        until: Option<Timestamp>,
    ) -> Self {
        headers.insert(header::ETAG, tag.clone());
        headers.insert(header::VARY, HeaderValue::from(header::ACCEPT_ENCODING));
        let is_picture = headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"image/"));
        let plain = Sent { headers, body: Bytes::new() }.with(body);
        // A picture is compressed already and has no other encodings.
        let form = || if is_picture { OnceLock::from(None) } else { OnceLock::new() };
        let (zstd, gzip, brotli) = (form(), form(), form());
        Self {
            made,
            until,
            route: 0,
            tag,
            plain,
            zstd,
            gzip,
            brotli,
            squeezing: AtomicBool::new(false),
            views: None,
            article: None,
            reads: AtomicU32::new(0),
        }
    }

    /// Sets the number of the route that the page was made for.
    pub fn with_route(self, route: u16) -> Self {
        Self { route, ..self }
    }

    /// Returns the number of the route that the page was made for.
    pub fn route(&self) -> u16 {
        self.route
    }

    /// Sets the counter of the views of the article that the page shows.
    pub fn counted_by(self, views: Option<Arc<AtomicI64>>) -> Self {
        Self { views, ..self }
    }

    /// Returns the counter of the views of the article that the page shows.
    pub fn views(&self) -> Option<&AtomicI64> {
        self.views.as_deref()
    }

    /// Sets the article that the page shows.
    pub fn of_article(self, article: Option<i64>) -> Self {
        Self { article, ..self }
    }

    /// Returns whether the page may still be shown; see [`Made::may_be_shown`].
    pub fn may_be_shown(&self, now: Timestamp) -> bool {
        self.made.may_be_shown() && self.until.is_none_or(|until| now < until)
    }

    /// Takes the place of an earlier page.
    ///
    /// It is compressed as readers asked of that one, which blocks for a while, and counts as read,
    /// half as often: what many read may have no reader yet when the next comment comes.
    pub fn take_over(&self, earlier: &Self) {
        self.reads.fetch_add(earlier.reads.load(Relaxed) / 2, Relaxed);
        if earlier.zstd.get().is_some() {
            self.zstd.get_or_init(|| self.zstd());
        }
        if earlier.gzip.get().is_some() {
            self.gzip.get_or_init(|| self.gzip());
        }
    }

    /// Returns the response: the best available encoding that the browser accepts, or 304.
    ///
    /// Compresses the page with zstd or gzip at first use, which blocks for a while.
    pub fn answer(&self, method: &Method, asked: &HeaderMap) -> Response<Body> {
        self.sent(self.form(asked), method, asked)
    }

    /// Returns the response if no compression is needed for it, else `None`.
    pub fn ready_answer(&self, method: &Method, asked: &HeaderMap) -> Option<Response<Body>> {
        Some(self.sent(self.ready_form(asked)?, method, asked))
    }

    fn sent(&self, sent: &Sent, method: &Method, asked: &HeaderMap) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = sent.headers.clone();
        if asked.get(header::IF_NONE_MATCH).is_some_and(|known| is_among(&self.tag, known)) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::CONTENT_ENCODING] {
                response.headers_mut().remove(name);
            }
        } else if method != Method::HEAD {
            *response.body_mut() = Body::from(sent.body.clone());
        }
        response
    }

    /// Returns whether the caller should start brotli compression now.
    ///
    /// True once, for a request that accepts brotli. A page that is requested only once between two
    /// comments is not worth the work.
    pub fn begins_to_compress(&self, asked: &HeaderMap) -> bool {
        !self.squeezing.load(Relaxed)
            && Accepted::by(asked).brotli
            && !self.squeezing.swap(true, Relaxed)
    }

    /// Compresses the page with brotli, which takes a while.
    pub fn compress(&self) {
        self.brotli.get_or_init(|| {
            let mut body = Vec::new();
            let parameters = brotli::enc::BrotliEncoderParams {
                quality: i32::try_from(BROTLI).unwrap_or_default(),
                lgwin: i32::try_from(BROTLI_WINDOW).unwrap_or_default(),
                ..Default::default()
            };
            let squeezed =
                brotli::BrotliCompress(&mut self.plain.body.as_ref(), &mut body, &parameters);
            self.compressed("br", squeezed.map(|_| body).context("brotli"))
        });
    }

    fn form(&self, asked: &HeaderMap) -> &Sent {
        let accepted = Accepted::by(asked);
        let brotli = || accepted.brotli.then(|| self.brotli.get()?.as_ref()).flatten();
        let zstd =
            || accepted.zstd.then(|| self.zstd.get_or_init(|| self.zstd()).as_ref()).flatten();
        let gzip =
            || accepted.gzip.then(|| self.gzip.get_or_init(|| self.gzip()).as_ref()).flatten();
        brotli().or_else(zstd).or_else(gzip).unwrap_or(&self.plain)
    }

    /// Returns the best encoding that the browser accepts; `None` if it is not compressed yet.
    fn ready_form(&self, asked: &HeaderMap) -> Option<&Sent> {
        let accepted = Accepted::by(asked);
        if accepted.brotli
            && let Some(Some(sent)) = self.brotli.get()
        {
            return Some(sent);
        }
        for (accepted, form) in [(accepted.zstd, &self.zstd), (accepted.gzip, &self.gzip)] {
            if accepted && let Some(sent) = form.get()? {
                return Some(sent);
            }
        }
        Some(&self.plain)
    }

    fn zstd(&self) -> Option<Sent> {
        self.compressed("zstd", zstd(&self.plain.body))
    }

    fn gzip(&self) -> Option<Sent> {
        self.compressed("gzip", gzip(&self.plain.body))
    }

    fn compressed(&self, name: &'static str, body: anyhow::Result<Vec<u8>>) -> Option<Sent> {
        let body = body
            .inspect_err(|error| {
                tracing::warn!(error = format!("{error:#}"), "a page was not compressed");
            })
            .ok()?;
        let mut sent = self.plain.with(Bytes::from(body));
        sent.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        Some(sent)
    }

    /// Returns the estimated size in bytes, counting all encodings before they exist.
    pub(super) fn bytes(&self) -> usize {
        self.plain.body.len() * 2 + 4 * HEADERS + ENTRY
    }
}

impl Sent {
    fn with(&self, body: Bytes) -> Self {
        let mut headers = self.headers.clone();
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        Self { headers, body }
    }
}

/// Returns whether an entity tag is in an `If-None-Match` list, by weak comparison.
///
/// See RFC 9110, section 8.8.3.2. Comparison is weak because proxies remove `W/` or add it.
pub fn is_among(tag: &HeaderValue, known: &HeaderValue) -> bool {
    let (Ok(tag), Ok(known)) = (tag.to_str(), known.to_str()) else { return false };
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.split(',').any(|candidate| candidate.trim() == "*" || opaque(candidate) == opaque(tag))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::invalidation::{Generations, Topic};
    use super::*;

    pub(in crate::cache) fn page(made: Made, until: Option<Timestamp>) -> Arc<CachedPage> {
        let tag = HeaderValue::from_static("W/\"1\"");
        Arc::new(CachedPage::new(
            HeaderMap::new(),
            tag,
            "<p>Pagina</p>".repeat(100).into(),
            made,
            until,
        ))
    }

    fn asks(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_browser_gets_the_form_it_likes_best() {
        let generations = Generations::default();
        let page = page(generations.made(0, Topic::Lists), None);
        let form = |accepted| {
            let answer = page.answer(&Method::GET, &asks(header::ACCEPT_ENCODING, accepted));
            answer
                .headers()
                .get(header::CONTENT_ENCODING)
                .map_or("", |name| name.to_str().unwrap())
                .to_owned()
        };
        assert_eq!(form("gzip, deflate, br, zstd"), "zstd", "brotli takes a while");
        page.compress();
        assert_eq!(form("gzip, deflate, br, zstd"), "br");
        assert_eq!(
            (form("gzip"), form("br;q=0, gzip;q=0.5"), form("identity"), form("zstd;q=0")),
            ("gzip".into(), "gzip".into(), String::new(), String::new())
        );
    }

    #[test]
    fn who_has_it_is_not_sent_it_again() {
        let generations = Generations::default();
        let page = page(generations.made(0, Topic::Lists), None);
        let again = page.answer(&Method::GET, &asks(header::IF_NONE_MATCH, "\"0\", W/\"1\""));
        assert_eq!(
            (again.status(), again.headers().get(header::CONTENT_LENGTH)),
            (StatusCode::NOT_MODIFIED, None)
        );
        assert_eq!(again.headers()[header::ETAG], "W/\"1\"");
        assert_eq!(
            page.answer(&Method::GET, &asks(header::IF_NONE_MATCH, "W/\"2\"")).status(),
            StatusCode::OK
        );
        let head = page.answer(&Method::HEAD, &HeaderMap::new());
        assert_eq!(head.headers()[header::CONTENT_LENGTH], "1300");
    }

    #[test]
    fn a_page_ends_when_its_time_comes() {
        let generations = Generations::default();
        let (noon, later) = (Timestamp::UNIX_EPOCH, Timestamp::from_second(60).unwrap());
        let page = page(generations.made(0, Topic::Lists), Some(later));
        assert!(page.may_be_shown(noon) && !page.may_be_shown(later));
    }
}
