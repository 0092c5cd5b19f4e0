//! Pages kept as they go out: whole, compressed, with their headers, by address. A page is made once at a time, kept within a bound,
//! and shown as long as its generation is the current one and its time has not come. Feeds, sitemaps and cards are kept as pages are.
//! What goes into it is `web::page`'s affair.

mod encoding;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use anyhow::Context;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use jiff::Timestamp;

use encoding::{gzip, zstd};

pub use encoding::Accepted;

use crate::error::Result;
use crate::generation::Made;
use crate::markup::Html;

/// How many bytes of pages are kept: some thousand of them, in a quarter of the memory a board may take.
const MAX_BYTES: u64 = 24 * 1024 * 1024;
/// How many bytes of comments already written as HTML are kept for members' pages.
const MAX_PART_BYTES: u64 = 8 * 1024 * 1024;
/// The bytes of one set of headers, and those of an address and of what holds an entry, roughly.
const HEADERS: usize = 2_048;
const ENTRY: usize = 512;
/// How hard brotli tries, of 11: beyond this a page costs ten times the work for a twentieth of the bytes.
const BROTLI: u32 = 5;
/// The window of brotli, as a power of two: larger than any page of ours.
const BROTLI_WINDOW: u32 = 20;

/// What is kept.
#[derive(Debug)]
pub struct Cache {
    pages: moka::sync::Cache<Box<str>, Arc<Kept>>,
    parts: moka::sync::Cache<Box<str>, Arc<Part>>,
    making: Mutex<HashMap<Box<str>, Arc<tokio::sync::Mutex<()>>>>,
    hits: AtomicU64,
    misses: AtomicU64,
}

/// How the cache does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Requests answered with what was kept.
    pub hits: u64,
    /// Pages made.
    pub misses: u64,
    /// Pages kept now.
    pub pages: u64,
    /// The bytes they take.
    pub bytes: u64,
}

/// A page as it goes out.
#[derive(Debug)]
pub struct Kept {
    made: Made,
    until: Option<Timestamp>,
    tag: HeaderValue,
    plain: Sent,
    zstd: OnceLock<Option<Sent>>,
    gzip: OnceLock<Option<Sent>>,
    brotli: OnceLock<Option<Sent>>,
    squeezing: AtomicBool,
}

/// A piece of a page that others are made of.
#[derive(Debug)]
pub struct Part {
    /// What it is made of.
    pub made: Made,
    /// The piece.
    pub html: Html,
    /// The same for machines.
    pub facts: Html,
}

/// One form of a page.
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
                .weigher(move |_, page: &Arc<Kept>| size(page.bytes()))
                .build(),
            parts: moka::sync::Cache::builder()
                .max_capacity(MAX_PART_BYTES)
                .weigher(move |_, part: &Arc<Part>| {
                    size(part.html.as_str().len() + part.facts.as_str().len() + ENTRY)
                })
                .build(),
            making: Mutex::default(),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }
}

impl Cache {
    /// The page kept under an address, if it may still be shown.
    pub fn find(&self, address: &str, now: Timestamp) -> Option<Arc<Kept>> {
        let page = self.pages.get(address).filter(|page| page.is_current(now))?;
        self.hits.fetch_add(1, Relaxed);
        Some(page)
    }

    /// The page kept under an address, or the one that `make` makes. Who asks for it meanwhile waits for that one.
    pub async fn once(
        &self,
        address: &str,
        now: Timestamp,
        make: impl Future<Output = Result<Arc<Kept>>>,
    ) -> Result<Arc<Kept>> {
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
        // One is here and one in the map: nobody else waits.
        if Arc::strong_count(&turn) <= 2 {
            making.remove(address);
        }
        made
    }

    /// The piece kept under a name, if it is still true.
    pub fn part(&self, name: &str) -> Option<Arc<Part>> {
        self.parts.get(name).filter(|part| part.made.is_current())
    }

    /// Keeps a piece.
    pub fn keep_part(&self, name: &str, part: Arc<Part>) {
        self.parts.insert(name.into(), part);
    }

    /// How it does.
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

impl Kept {
    /// A page with everything its headers say but its length, its tag among them; true until a moment, if one is known.
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
        // A picture is compressed already: of its other forms it is known that there are none.
        let form = || if is_picture { OnceLock::from(None) } else { OnceLock::new() };
        let (zstd, gzip, brotli) = (form(), form(), form());
        Self { made, until, tag, plain, zstd, gzip, brotli, squeezing: AtomicBool::new(false) }
    }

    /// Whether it may be shown.
    pub fn is_current(&self, now: Timestamp) -> bool {
        self.made.is_current() && self.until.is_none_or(|until| now < until)
    }

    /// The answer to a request for it: in the form the browser likes best of those that are there, or that
    /// it has it already. Makes the form where it is the first to be asked for it, which takes a while.
    pub fn answer(&self, method: &Method, asked: &HeaderMap) -> Response<Body> {
        self.sent(self.form(asked), method, asked)
    }

    /// The same, where nothing must be made for it.
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

    /// Whether the smallest form is worth making now: somebody asked who understands it, and nobody began with it. A page that is
    /// asked for once between two comments is not worth it.
    pub fn begins_to_squeeze(&self, asked: &HeaderMap) -> bool {
        !self.squeezing.load(Relaxed)
            && Accepted::by(asked).brotli
            && !self.squeezing.swap(true, Relaxed)
    }

    /// Makes the smallest form, which takes a while.
    pub fn squeeze(&self) {
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

    /// The form a browser likes best; `None` while that is to be made.
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

    /// The bytes it takes, all forms counted as if they were there: a page is kept before they are.
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

/// Whether a tag is among those a browser says it knows, compared weakly (RFC 9110, section 8.8.3.2): proxies
/// take `W/` away, or put it there.
pub fn is_among(tag: &HeaderValue, known: &HeaderValue) -> bool {
    let (Ok(tag), Ok(known)) = (tag.to_str(), known.to_str()) else { return false };
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.split(',').any(|candidate| candidate.trim() == "*" || opaque(candidate) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generation::{Changes, Generations, Topic};

    fn page(made: Made, until: Option<Timestamp>) -> Arc<Kept> {
        let tag = HeaderValue::from_static("W/\"1\"");
        Arc::new(Kept::new(HeaderMap::new(), tag, "<p>Pagina</p>".repeat(100).into(), made, until))
    }

    fn asks(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    /// When, during the making of a page, a comment on its article is committed.
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
        page.squeeze();
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
