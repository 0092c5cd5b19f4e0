//! Cache of whole responses: compressed bodies with headers, by URL.
//!
//! A page is rendered by one task at a time and is valid while its generation is current and it has
//! not expired. The total size is bounded. Feeds, sitemaps and cards are cached in the same way.
//! Deciding which pages to cache is left to `web::page`.

mod addresses;
mod encoding;
pub mod invalidation;
mod page;
mod skeleton;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use moka::notification::RemovalCause;

use addresses::Addresses;

pub use encoding::Accepted;
pub use page::{CachedPage, is_among};
pub use skeleton::{Gap, Marks, Skeleton};

use crate::error::Result;
use crate::markup::Html;
use invalidation::{Generations, Made, Topic};

/// Greatest size of cached pages in bytes.
///
/// Room for some thousand pages, in a quarter of the memory that the process may use.
const MAX_BYTES: u64 = 24 * 1024 * 1024;
/// Greatest size in bytes of cached comment HTML for pages of moderators, and of cached pages of
/// members.
const MAX_PART_BYTES: u64 = 8 * 1024 * 1024;
/// Greatest size in bytes of remembered addresses with their keys.
const MAX_KEY_BYTES: u64 = 2 * 1024 * 1024;
/// Greatest number of pages that are made anew for a comment.
///
/// Readers of the others, which a crawler has read perhaps, wait for them.
const RENEWED_MAX: usize = 4;
/// Estimated bytes of the key and of the entry itself.
const ENTRY: usize = 512;

/// Cache of pages and fragments of pages.
#[derive(Debug)]
pub struct Cache {
    pages: moka::sync::Cache<Box<str>, Arc<CachedPage>>,
    fragments: moka::sync::Cache<Box<str>, Arc<Fragment>>,
    skeletons: moka::sync::Cache<Box<str>, Arc<Skeleton>>,
    /// Keys of pages, by requested addresses that take long to parse.
    keys: moka::sync::Cache<Arc<str>, Arc<str>>,
    /// Addresses of the pages of articles.
    addresses: Arc<Addresses>,
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

impl Default for Cache {
    fn default() -> Self {
        let size = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        let addresses = Arc::new(Addresses::default());
        let listed = Arc::clone(&addresses);
        let leaves = move |address: Arc<Box<str>>, page: Arc<CachedPage>, cause| {
            if cause != RemovalCause::Replaced
                && let Some(article) = page.article
            {
                listed.remove(article, &address);
            }
        };
        Self {
            pages: moka::sync::Cache::builder()
                .max_capacity(MAX_BYTES)
                .weigher(move |_, page: &Arc<CachedPage>| size(page.bytes()))
                .eviction_listener(leaves)
                .build(),
            fragments: moka::sync::Cache::builder()
                .max_capacity(MAX_PART_BYTES)
                .weigher(move |_, fragment: &Arc<Fragment>| {
                    size(fragment.html.as_str().len() + fragment.facts.as_str().len() + ENTRY)
                })
                .build(),
            skeletons: moka::sync::Cache::builder()
                .max_capacity(MAX_PART_BYTES)
                .weigher(move |_, page: &Arc<Skeleton>| size(page.bytes() + ENTRY))
                .build(),
            keys: moka::sync::Cache::builder()
                .max_capacity(MAX_KEY_BYTES)
                .weigher(move |address: &Arc<str>, key: &Arc<str>| {
                    size(address.len() + key.len() + ENTRY)
                })
                .build(),
            addresses,
            making: Mutex::default(),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }
}

impl Cache {
    /// Returns the cached page at an address, if it may still be shown.
    pub fn find(&self, address: &str, now: Timestamp) -> Option<Arc<CachedPage>> {
        let page = self.pages.get(address).filter(|page| page.may_be_shown(now))?;
        self.hits.fetch_add(1, Relaxed);
        page.reads.fetch_add(1, Relaxed);
        Some(page)
    }

    /// Returns the key of the page at a requested address, which `parse` reads from it once.
    ///
    /// An address without a key is parsed each time.
    pub fn key(&self, address: &str, parse: impl FnOnce() -> Option<String>) -> Option<Box<str>> {
        if let Some(key) = self.keys.get(address) {
            return Some(Box::from(&*key));
        }
        let key = parse()?;
        self.keys.insert(address.into(), key.as_str().into());
        Some(key.into())
    }

    /// Returns the addresses of the pages of an article that were read most, of those that lack
    /// something of this logical time.
    pub fn outgrown(&self, article: i64, time: u64) -> Vec<Box<str>> {
        let reads = |address: Box<str>| {
            let page = self.pages.get(&address).filter(|page| !page.made.is_of(time))?;
            let reads = page.reads.load(Relaxed);
            (reads > 0).then_some((Reverse(reads), address))
        };
        let mut read: Vec<_> = self.addresses.of(article).into_iter().filter_map(reads).collect();
        read.sort_unstable();
        read.into_iter().take(RENEWED_MAX).map(|(_, address)| address).collect()
    }

    /// Returns the cached page at an address, whether it is current or not.
    pub fn last(&self, address: &str) -> Option<Arc<CachedPage>> {
        self.pages.get(address)
    }

    /// Returns the cached page at an address, or renders and caches it with `make`.
    ///
    /// Concurrent requests for the address wait for that one rendering. With `since`, the page has
    /// everything up to this logical time; else it is one that may be shown.
    pub async fn once(
        &self,
        address: &str,
        (now, since): (Timestamp, Option<u64>),
        make: impl Future<Output = Result<Arc<CachedPage>>>,
    ) -> Result<Arc<CachedPage>> {
        let turn = Arc::clone(self.making().entry(address.into()).or_default());
        let made = async {
            let _turn = turn.lock().await;
            let found = match since {
                None => self.find(address, now),
                Some(time) => self.last(address).filter(|page| page.made.is_of(time)),
            };
            if let Some(page) = found {
                return Ok(page);
            }
            self.misses.fetch_add(1, Relaxed);
            let page = make.await?;
            self.pages.insert(address.into(), Arc::clone(&page));
            if let Some(article) = page.article {
                self.addresses.add(article, address);
            }
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

    /// Returns the cached fragment with this name, or caches what `make` returns.
    ///
    /// It depends on `topic`.
    pub async fn fragment_or(
        &self,
        name: &str,
        topic: Topic,
        generations: &Generations,
        make: impl Future<Output = Result<Html>>,
    ) -> Result<Arc<Fragment>> {
        if let Some(fragment) = self.fragment(name) {
            return Ok(fragment);
        }
        let begun = generations.now();
        let (html, facts) = (make.await?, Html::default());
        let fragment = Arc::new(Fragment { made: generations.made(begun, topic), html, facts });
        self.keep_fragment(name, Arc::clone(&fragment));
        Ok(fragment)
    }

    /// Caches a fragment under this name.
    pub fn keep_fragment(&self, name: &str, fragment: Arc<Fragment>) {
        self.fragments.insert(name.into(), fragment);
    }

    /// Returns the cached page with gaps at an address, if it is still current.
    pub fn skeleton(&self, address: &str, now: Timestamp) -> Option<Arc<Skeleton>> {
        self.skeletons.get(address).filter(|page| page.is_current(now))
    }

    /// Caches a page with gaps.
    pub fn keep_skeleton(&self, address: &str, page: Arc<Skeleton>) {
        self.skeletons.insert(address.into(), page);
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

#[cfg(test)]
mod tests {
    use super::invalidation::Changes;
    use super::page::tests::page;
    use super::*;

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
            let made = cache.once("/articles/nu", (now, None), async {
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

    #[tokio::test]
    async fn what_is_read_of_an_article_is_made_again_for_a_comment() {
        let (cache, generations) = (Cache::default(), Generations::default());
        let now = Timestamp::UNIX_EPOCH;
        let made = || {
            let made = generations.made(generations.now(), Topic::Article(1));
            Arc::new(Arc::into_inner(page(made, None)).unwrap().of_article(Some(1)))
        };
        let address = |page: i64| format!("/articles/a?page={page}");
        for page in 0..10 {
            cache.once(&address(page), (now, None), async { Ok(made()) }).await.unwrap();
            for _ in 0..page {
                cache.find(&address(page), now).unwrap();
            }
        }
        let _post = generations.growth(1);
        generations.raise(&Changes::told([-1]));
        let time = generations.now();
        let most: Vec<Box<str>> = [9, 8, 7, 6].map(|page| address(page).into()).into();
        assert_eq!(cache.outgrown(1, time), most);
        assert!(cache.outgrown(2, time).is_empty());
        let before = cache.find(&most[0], now).unwrap();
        let since = (now, Some(time));
        let renewed = async {
            let page = made();
            page.take_over(&before);
            Ok(page)
        };
        let after = cache.once(&most[0], since, renewed).await.unwrap();
        assert!(!Arc::ptr_eq(&before, &after));
        // A second post of the same time has nothing more to make of it.
        let same = cache.once(&most[0], since, async { panic!("it is there") }).await.unwrap();
        assert!(Arc::ptr_eq(&after, &same));
        assert_eq!(cache.outgrown(1, time)[..3], most[1..]);
        // It is made again for the next comment, although nobody has read it yet.
        assert_eq!((before.reads.load(Relaxed), after.reads.load(Relaxed)), (10, 5));
    }

    #[test]
    fn an_address_is_parsed_once() {
        let cache = Cache::default();
        assert_eq!(cache.key("/embed?url=x", || None), None);
        let parsed = cache.key("/embed?url=x", || Some("x".into()));
        let known = cache.key("/embed?url=x", || panic!("it is known"));
        assert_eq!((parsed.as_deref(), known.as_deref()), (Some("x"), Some("x")));
        for number in 0..4_000 {
            let address = format!("/embed?url={}{number}", "y".repeat(300));
            cache.key(&address, || Some(address.clone()));
        }
        cache.keys.run_pending_tasks();
        assert!(cache.keys.weighted_size() <= MAX_KEY_BYTES);
    }

    #[tokio::test]
    async fn pages_never_outgrow_their_bound() {
        let (cache, generations) = (Cache::default(), Generations::default());
        for number in 0..4_000 {
            let made = generations.made(0, Topic::Lists);
            cache
                .once(&format!("/?page={number}"), (Timestamp::UNIX_EPOCH, None), async {
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
