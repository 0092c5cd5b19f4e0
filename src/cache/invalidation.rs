//! Cache invalidation by generations of the content.
//!
//! The store raises a generation when a change is committed; caches compare it before they return
//! an entry.
//!
//! An entry records the logical time at which its rendering began, before anything was read for it.
//! It is valid as long as none of its topics changed after that time. So an entry that was being
//! rendered while something changed is never used, whatever the order of events.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Number of tracked articles above which those without a cached entry are dropped.
const MAX_ARTICLES: usize = 10_000;

/// Content that a cached entry depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// One article, its comments included.
    Article(i64),
    /// Lists of articles: titles and numbers of comments.
    Lists,
    /// State of the whole board: filter rules, bans and settings.
    Board,
}

/// Set of changed content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Row ids of changed articles, or of articles with changed comments.
    pub articles: BTreeSet<i64>,
    /// True if a change may affect any page, such as the name of a user or a category.
    pub everything: bool,
}

/// Generations of all topics; the logical clock counts changes.
#[derive(Debug, Default)]
pub struct Generations {
    clock: AtomicU64,
    everything: Arc<AtomicU64>,
    lists: Arc<AtomicU64>,
    articles: Mutex<HashMap<i64, Arc<AtomicU64>>>,
}

/// Topics that a cached entry depends on, and the logical time at which its rendering began.
#[derive(Clone, Debug)]
pub struct Made {
    at: u64,
    of: [Arc<AtomicU64>; 2],
}

/// Cached value that depends on the whole board or on one topic.
#[derive(Debug)]
pub struct Cached<T>(Mutex<Option<(Made, Arc<T>)>>);

impl<T> Default for Cached<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Cached<T> {
    /// Returns the cached value if it is current, else awaits `look` and caches its result.
    ///
    /// The value depends on [`Topic::Board`].
    pub async fn recall<E>(
        &self,
        generations: &Generations,
        look: impl Future<Output = Result<T, E>>,
    ) -> Result<Arc<T>, E> {
        self.recall_of(Topic::Board, generations, look).await
    }

    /// Does the same as [`Cached::recall`] for a value that depends on `topic`.
    pub async fn recall_of<E>(
        &self,
        topic: Topic,
        generations: &Generations,
        look: impl Future<Output = Result<T, E>>,
    ) -> Result<Arc<T>, E> {
        if let Some((_, what)) = self.known().as_ref().filter(|(made, _)| made.is_current()) {
            return Ok(Arc::clone(what));
        }
        let begun = generations.now();
        let what = Arc::new(look.await?);
        *self.known() = Some((generations.made(begun, topic), Arc::clone(&what)));
        Ok(what)
    }

    /// Returns the value cached last, even if it is outdated.
    pub fn last(&self) -> Option<Arc<T>> {
        self.known().as_ref().map(|(_, what)| Arc::clone(what))
    }

    /// Drops the cached value if `is_over` returns true for it.
    pub fn forget_if(&self, is_over: impl FnOnce(&T) -> bool) {
        let mut known = self.known();
        if known.as_ref().is_some_and(|(_, what)| is_over(what)) {
            *known = None;
        }
    }

    fn known(&self) -> MutexGuard<'_, Option<(Made, Arc<T>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Changes {
    /// Returns whether no visible content was changed.
    pub fn is_empty(&self) -> bool {
        !self.everything && self.articles.is_empty()
    }

    /// Builds a set from change notices of the database: article ids, or 0 for everything.
    pub fn told(numbers: impl IntoIterator<Item = i64>) -> Self {
        let mut changes = Self::default();
        for number in numbers {
            if number == 0 {
                changes.everything = true;
            } else {
                changes.articles.insert(number);
            }
        }
        changes
    }

    /// Returns the set that affects every page.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }
}

impl Generations {
    /// Returns the logical time, to be recorded before anything is read.
    pub fn now(&self) -> u64 {
        self.clock.load(SeqCst)
    }

    /// Invalidates entries that depend on these changes, which must be committed already.
    pub fn raise(&self, changes: &Changes) {
        if changes.is_empty() {
            return;
        }
        let articles = self.articles();
        let now = self.clock.fetch_add(1, SeqCst) + 1;
        self.lists.fetch_max(now, SeqCst);
        if changes.everything {
            self.everything.fetch_max(now, SeqCst);
        }
        // Articles without a cached entry are absent; a later entry starts with a newer clock.
        for article in changes.articles.iter().filter_map(|id| articles.get(id)) {
            article.fetch_max(now, SeqCst);
        }
    }

    /// Invalidates everything until [`Generations::resume`], while no change notices arrive.
    pub fn pause(&self) {
        self.everything.store(u64::MAX, SeqCst);
    }

    /// Ends a pause: entries rendered from now on are valid.
    pub fn resume(&self) {
        let now = self.clock.fetch_add(1, SeqCst) + 1;
        self.lists.fetch_max(now, SeqCst);
        self.everything.store(now, SeqCst);
    }

    /// Ties an entry whose rendering began at `at` to its topic.
    pub fn made(&self, at: u64, topic: Topic) -> Made {
        let of = match topic {
            Topic::Lists => Arc::clone(&self.lists),
            Topic::Board => Arc::clone(&self.everything),
            Topic::Article(id) => {
                let mut articles = self.articles();
                if articles.len() >= MAX_ARTICLES {
                    articles.retain(|_, article| Arc::strong_count(article) > 1);
                }
                let unknown = || Arc::new(AtomicU64::new(self.now()));
                Arc::clone(articles.entry(id).or_insert_with(unknown))
            }
        };
        Made { at, of: [of, Arc::clone(&self.everything)] }
    }

    fn articles(&self) -> MutexGuard<'_, HashMap<i64, Arc<AtomicU64>>> {
        self.articles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Made {
    /// Returns whether none of its topics changed since its rendering began.
    pub fn is_current(&self) -> bool {
        self.of.iter().all(|topic| topic.load(SeqCst) <= self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: i64) -> Changes {
        Changes::told([id])
    }

    #[test]
    fn a_change_ends_what_was_made_of_it_and_nothing_else() {
        let generations = Generations::default();
        let made = |topic| generations.made(generations.now(), topic);
        let (one, two, lists) =
            (made(Topic::Article(1)), made(Topic::Article(2)), made(Topic::Lists));
        generations.raise(&article(1));
        assert!(!one.is_current() && two.is_current() && !lists.is_current());
        let (one, lists) = (made(Topic::Article(1)), made(Topic::Lists));
        generations.raise(&Changes::default());
        assert!(one.is_current() && lists.is_current());
        generations.raise(&Changes::everything());
        assert!(!one.is_current() && !two.is_current() && !lists.is_current());
    }

    #[test]
    fn what_was_being_made_during_a_change_is_never_current() {
        let generations = Generations::default();
        let begun = generations.now();
        generations.raise(&article(1));
        assert!(!generations.made(begun, Topic::Article(1)).is_current());
        assert!(generations.made(generations.now(), Topic::Article(1)).is_current());
    }

    #[test]
    fn who_hears_nothing_shows_nothing() {
        let generations = Generations::default();
        let before = generations.made(generations.now(), Topic::Article(1));
        generations.pause();
        generations.raise(&Changes::everything());
        let meanwhile = generations.made(generations.now(), Topic::Lists);
        assert!(!before.is_current() && !meanwhile.is_current());
        generations.resume();
        assert!(!before.is_current() && !meanwhile.is_current());
        assert!(generations.made(generations.now(), Topic::Article(1)).is_current());
    }

    #[test]
    fn what_nothing_is_made_of_is_forgotten() {
        let generations = Generations::default();
        let kept = generations.made(0, Topic::Article(1));
        for id in 2..25_000 {
            generations.made(0, Topic::Article(id));
        }
        assert!(generations.articles().len() <= MAX_ARTICLES && kept.is_current());
        generations.raise(&article(1));
        assert!(!kept.is_current());
    }
}
