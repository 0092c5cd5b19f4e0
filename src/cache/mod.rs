//! Cache of whole responses: compressed bodies with headers, by URL.
//!
//! A page is rendered by one task at a time and is valid while its generation is current and it has
//! not expired. The total size is bounded. Feeds, sitemaps and cards are cached in the same way.
//! Deciding which pages to cache is left to `web::page`.

mod encoding;
pub mod invalidation;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use anyhow::Context;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use jiff::Timestamp;

use encoding::{gzip, zstd};

pub use encoding::Accepted;

use crate::error::Result;
use crate::markup::Html;
use invalidation::Made;

/// Greatest size of cached pages in bytes.
///
/// Room for some thousand pages, in a quarter of the memory that the process may use.
const MAX_BYTES: u64 = 24 * 1024 * 1024;
/// Greatest size in bytes of cached comment HTML for pages of members.
const MAX_PART_BYTES: u64 = 8 * 1024 * 1024;
/// Estimated bytes of one set of headers; below, those of the key and the entry itself.
const HEADERS: usize = 2_048;
const ENTRY: usize = 512;
/// Brotli quality, of 11: a higher one costs ten times the work for 5 % fewer bytes.
const BROTLI: u32 = 5;
/// Base-2 logarithm of the brotli window: larger than any page here.
const BROTLI_WINDOW: u32 = 20;

/// Cache of pages and fragments of pages.
#[derive(Debug)]
pub struct Cache {
    pages: moka::sync::Cache<Box<str>, Arc<CachedPage>>,
    fragments: moka::sync::Cache<Box<str>, Arc<Fragment>>,
    making: Mutex<HashMap<Box<str>, Arc<tokio::sync::Mutex<()>>>>,
    hits: AtomicU64,
    misses: AtomicU64,
}

/// Statistics of the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Requests answered from the cache.
    pub hits: u64,
    /// Pages rendered.
    pub misses: u64,
    /// Pages in the cache now.
    pub pages: u64,
    /// Estimated bytes that they take.
    pub bytes: u64,
}

/// Cached page in all its encodings.
#[derive(Debug)]
pub struct CachedPage {
    made: Made,
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
}

/// Cached fragment that pages are composed of.
#[derive(Debug)]
pub struct Fragment {
    /// Generation of the data that it was rendered from.
    pub made: Made,
    /// HTML of the fragment.
    pub html: Html,
    /// Structured data of the fragment.
    pub facts: Html,
}

/// One encoding of a page.
#[derive(Clone, Debug)]
struct Sent {
    headers: HeaderMap,
    body: Bytes,
}

impl Default for Cache {
    fn default() -> Self {
        let size = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        Self {
            pages: moka::sync::Cache::builder()
                .max_capacity(MAX_BYTES)
                .weigher(move |_, page: &Arc<CachedPage>| size(page.bytes()))
                .build(),
            fragments: moka::sync::Cache::builder()
                .max_capacity(MAX_PART_BYTES)
                .weigher(move |_, fragment: &Arc<Fragment>| {
                    size(fragment.html.as_str().len() + fragment.facts.as_str().len() + ENTRY)
                })
                .build(),
            making: Mutex::default(),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }
}

impl Cache {
    /// Returns the cached page at an address, if it is still valid.
    pub fn find(&self, address: &str, now: Timestamp) -> Option<Arc<CachedPage>> {
        let page = self.pages.get(address).filter(|page| page.is_current(now))?;
        self.hits.fetch_add(1, Relaxed);
        Some(page)
    }

    /// Returns the cached page at an address, or renders and caches it with `make`.
    ///
    /// Concurrent requests for the address wait for that one rendering.
    pub async fn once(
        &self,
        address: &str,
        now: Timestamp,
        make: impl Future<Output = Result<Arc<CachedPage>>>,
    ) -> Result<Arc<CachedPage>> {
        let turn = Arc::clone(self.making().entry(address.into()).or_default());
        let made = async {
            let _turn = turn.lock().await;
            if let Some(page) = self.find(address, now) {
                return Ok(page);
            }
            self.misses.fetch_add(1, Relaxed);
            let page = make.await?;
            self.pages.insert(address.into(), Arc::clone(&page));
            Ok(page)
        };
        let made = made.await;
        let mut making = self.making();
        // One reference is here and one in the map: no other task waits.
        if Arc::strong_count(&turn) <= 2 {
            making.remove(address);
        }
        made
    }

    /// Returns the cached fragment with this name, if it is still current.
    pub fn fragment(&self, name: &str) -> Option<Arc<Fragment>> {
        self.fragments.get(name).filter(|fragment| fragment.made.is_current())
    }

    /// Caches a fragment under this name.
    pub fn keep_fragment(&self, name: &str, fragment: Arc<Fragment>) {
        self.fragments.insert(name.into(), fragment);
    }

    /// Returns the statistics of the cache.
    pub fn figures(&self) -> Figures {
        Figures {
            hits: self.hits.load(Relaxed),
            misses: self.misses.load(Relaxed),
            pages: self.pages.entry_count(),
            bytes: self.pages.weighted_size(),
        }
    }

    fn making(&self) -> std::sync::MutexGuard<'_, HashMap<Box<str>, Arc<tokio::sync::Mutex<()>>>> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }
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

    /// Returns whether the page is still valid.
    pub fn is_current(&self, now: Timestamp) -> bool {
        self.made.is_current() && self.until.is_none_or(|until| now < until)
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
    fn bytes(&self) -> usize {
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
mod tests {
    use super::invalidation::{Changes, Generations, Topic};
    use super::*;

    fn page(made: Made, until: Option<Timestamp>) -> Arc<CachedPage> {
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

    /// Moment during rendering at which a comment on the article is committed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Moment {
        Before,
        BeforeReading,
        BeforeKeeping,
        After,
    }

    #[tokio::test]
    async fn a_page_that_was_being_made_during_a_change_is_not_shown_again() {
        let now = Timestamp::UNIX_EPOCH;
        for moment in [Moment::Before, Moment::BeforeReading, Moment::BeforeKeeping, Moment::After]
        {
            let (cache, generations) = (Cache::default(), Generations::default());
            let comment = |when| {
                if moment == when {
                    generations.raise(&Changes::told([1]));
                }
            };
            comment(Moment::Before);
            let made = cache.once("/articles/nu", now, async {
                let begun = generations.now();
                comment(Moment::BeforeReading);
                let page = page(generations.made(begun, Topic::Article(1)), None);
                comment(Moment::BeforeKeeping);
                Ok(page)
            });
            made.await.unwrap();
            comment(Moment::After);
            assert_eq!(
                cache.find("/articles/nu", now).is_some(),
                moment == Moment::Before,
                "{moment:?}"
            );
        }
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
        assert!(page.is_current(noon) && !page.is_current(later));
    }

    #[tokio::test]
    async fn pages_never_outgrow_their_bound() {
        let (cache, generations) = (Cache::default(), Generations::default());
        for number in 0..4_000 {
            let made = generations.made(0, Topic::Lists);
            cache
                .once(&format!("/?page={number}"), Timestamp::UNIX_EPOCH, async {
                    Ok(page(made, None))
                })
                .await
                .unwrap();
        }
        cache.pages.run_pending_tasks();
        let figures = cache.figures();
        assert!(figures.bytes <= MAX_BYTES && figures.pages > 1_000, "{figures:?}");
        assert!(cache.making().is_empty());
    }
}
