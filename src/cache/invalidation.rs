//! Cache invalidation by generations of the content.
//!
//! The store raises a generation when a change is committed; caches compare it before they return
//! an entry.
//!
//! An entry records the logical time at which its rendering began, before anything was read for it.
//! It is valid as long as none of its topics changed after that time. So an entry that was being
//! rendered while something changed is never used, whatever the order of events.
//!
//! An entry that only lacks new comments may still be shown while those who post them on this node
//! wait for a newer one ([`Growth`]): nobody has been told yet that they are there.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Notice of a change that ends sessions or changes what they may do.
pub const SESSIONS: i64 = -i64::MAX;
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
    /// Sessions and the accounts that they are of.
    Sessions,
}

/// Set of changed content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Row ids of changed articles, or of articles with changed comments.
    pub articles: BTreeSet<i64>,
    /// Row ids of articles that have new comments, and may be unchanged otherwise.
    pub grown: BTreeSet<i64>,
    /// True if sessions ended or may do something else.
    pub sessions: bool,
    /// True if a change may affect any page, such as the name of a user or a category.
    pub everything: bool,
}

/// Generations of all topics; the logical clock counts changes.
#[derive(Debug, Default)]
pub struct Generations {
    clock: AtomicU64,
    everything: Arc<Marks>,
    lists: Arc<Marks>,
    sessions: Arc<Marks>,
    articles: Mutex<HashMap<i64, Arc<Marks>>>,
}

/// Logical times of a topic.
#[derive(Debug, Default)]
struct Marks {
    /// Last change.
    changed: AtomicU64,
    /// Last change after which older entries may not be shown any more.
    outdated: AtomicU64,
    /// Number of posts under way on this node, which answer once newer entries are there.
    growing: AtomicUsize,
}

/// Post of a comment that is under way.
///
/// From its beginning until it is dropped, entries that only lack comments posted meanwhile may be
/// shown. Whatever ends the post, entries without its comment are outdated from then on; those that
/// lack the comments of other posts under way are not.
#[derive(Debug)]
pub struct Growth {
    article: i64,
    marks: Arc<Marks>,
    begun: u64,
    /// Logical time of which newer entries are made: 0 for none, the greatest until it is known.
    renewed: AtomicU64,
}

/// Topics that a cached entry depends on, and the logical time at which its rendering began.
#[derive(Clone, Debug)]
pub struct Made {
    at: u64,
    of: [Arc<Marks>; 2],
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
    /// Returns whether nothing was changed that is cached.
    pub fn is_empty(&self) -> bool {
        !self.sessions && self.shows_nothing()
    }

    /// Returns whether no visible content was changed.
    fn shows_nothing(&self) -> bool {
        !self.everything && self.articles.is_empty() && self.grown.is_empty()
    }

    /// Builds a set from change notices of the database: article ids, negative ones of articles
    /// with new comments, 0 for everything, or the least number but one for sessions.
    pub fn told(numbers: impl IntoIterator<Item = i64>) -> Self {
        let mut changes = Self::default();
        for number in numbers {
            match number {
                0 => changes.everything = true,
                SESSIONS => changes.sessions = true,
                ..0 => drop(changes.grown.insert(number.saturating_neg())),
                1.. => drop(changes.articles.insert(number)),
            }
        }
        changes
    }

    /// Returns the same as changes by another node, whose author may read here already.
    ///
    /// No entry may be shown any more that lacks a comment.
    pub fn by_others(mut self) -> Self {
        self.articles.append(&mut self.grown);
        self
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
        if changes.sessions {
            self.sessions.change(now);
        }
        if changes.shows_nothing() {
            return;
        }
        self.lists.change(now);
        if changes.everything {
            self.everything.change(now);
        }
        // Articles without a cached entry are absent; a later entry starts with a newer clock.
        for article in changes.grown.iter().filter_map(|id| articles.get(id)) {
            article.grow(now);
        }
        for article in changes.articles.iter().filter_map(|id| articles.get(id)) {
            article.change(now);
        }
    }

    /// Begins a post under an article.
    pub fn growth(&self, article: i64) -> Growth {
        let marks = self.marks(article);
        marks.growing.fetch_add(1, SeqCst);
        let (begun, renewed) = (marks.changed.load(SeqCst), AtomicU64::new(u64::MAX));
        Growth { article, marks, begun, renewed }
    }

    /// Invalidates everything until [`Generations::resume`], while no change notices arrive.
    pub fn pause(&self) {
        self.everything.set(u64::MAX);
    }

    /// Ends a pause: entries rendered from now on are valid.
    pub fn resume(&self) {
        let now = self.clock.fetch_add(1, SeqCst) + 1;
        self.lists.change(now);
        self.everything.set(now);
    }

    /// Ties an entry whose rendering began at `at` to its topic.
    pub fn made(&self, at: u64, topic: Topic) -> Made {
        let of = match topic {
            Topic::Lists => Arc::clone(&self.lists),
            Topic::Board => Arc::clone(&self.everything),
            Topic::Sessions => Arc::clone(&self.sessions),
            Topic::Article(id) => self.marks(id),
        };
        Made { at, of: [of, Arc::clone(&self.everything)] }
    }

    /// Returns the logical times of an article.
    fn marks(&self, article: i64) -> Arc<Marks> {
        let mut articles = self.articles();
        if articles.len() >= MAX_ARTICLES {
            articles.retain(|_, article| Arc::strong_count(article) > 1);
        }
        let unknown = || {
            let marks = Marks::default();
            marks.change(self.now());
            Arc::new(marks)
        };
        Arc::clone(articles.entry(article).or_insert_with(unknown))
    }

    fn articles(&self) -> MutexGuard<'_, HashMap<i64, Arc<Marks>>> {
        self.articles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Marks {
    /// Notes a change, after which no older entry may be shown.
    fn change(&self, now: u64) {
        self.changed.fetch_max(now, SeqCst);
        self.outdated.fetch_max(now, SeqCst);
    }

    /// Notes new comments; without a post that is under way they are a change like any other.
    fn grow(&self, now: u64) {
        self.changed.fetch_max(now, SeqCst);
        if self.growing.load(SeqCst) == 0 {
            self.outdated.fetch_max(now, SeqCst);
        }
    }

    /// Sets the time of the last change, also to an earlier one.
    fn set(&self, time: u64) {
        self.changed.store(time, SeqCst);
        self.outdated.store(time, SeqCst);
    }
}

impl Growth {
    /// Returns the row id of the article and the logical time of its last change, if it changed
    /// since the post began.
    ///
    /// Entries of that time are to be made before the post ends.
    pub fn grown(&self) -> Option<(i64, u64)> {
        let changed = self.marks.changed.load(SeqCst);
        let time = (changed > self.begun).then_some(changed);
        self.renewed.store(time.unwrap_or(0), SeqCst);
        Some((self.article, time?))
    }
}

impl Drop for Growth {
    fn drop(&mut self) {
        let marks = &self.marks;
        // In this order: whoever notes new comments in between ends older entries itself.
        let others = marks.growing.fetch_sub(1, SeqCst) - 1;
        // Other posts end what lacks their own comments.
        let renewed = *self.renewed.get_mut();
        let known = others > 0 && renewed < u64::MAX;
        let last = if known { renewed } else { marks.changed.load(SeqCst) };
        marks.outdated.fetch_max(last, SeqCst);
    }
}

impl Made {
    /// Returns whether none of its topics changed since its rendering began.
    pub fn is_current(&self) -> bool {
        self.of.iter().all(|topic| topic.changed.load(SeqCst) <= self.at)
    }

    /// Returns whether an entry may be shown: it is current, or lacks only comments whose posts are
    /// under way.
    pub fn may_be_shown(&self) -> bool {
        self.of.iter().all(|topic| topic.outdated.load(SeqCst) <= self.at)
    }

    /// Returns whether an entry shows everything up to this logical time.
    pub fn is_of(&self, time: u64) -> bool {
        self.at >= time && self.may_be_shown()
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
    fn what_another_node_was_told_is_never_lacking() {
        let generations = Generations::default();
        let made = generations.made(generations.now(), Topic::Article(1));
        let posting = generations.growth(1);
        generations.raise(&Changes::told([-1]));
        assert!(made.may_be_shown(), "the post here has no answer yet");
        generations.raise(&Changes::told([-1]).by_others());
        assert!(!made.may_be_shown(), "the one there has");
        drop(posting);
    }

    #[test]
    fn while_a_comment_is_posted_entries_may_lack_it() {
        let generations = Generations::default();
        let made = || generations.made(generations.now(), Topic::Article(1));
        let shown = |made: &Made| (made.is_current(), made.may_be_shown());
        let (grown, before) = (Changes::told([-1]), made());
        let (post, another) = (generations.growth(1), generations.growth(1));
        generations.raise(&grown);
        assert_eq!(shown(&before), (false, true));
        let between = made();
        generations.raise(&grown);
        let after = made();
        // Its sender is told now, and looks.
        drop(post);
        assert_eq!(
            [before, between, after].each_ref().map(shown),
            [(false, false), (false, false), (true, true)]
        );
        drop(another);
        // Comments that nobody here posts end entries at once.
        let before = made();
        generations.raise(&grown);
        assert_eq!(shown(&before), (false, false));
    }

    #[test]
    fn a_post_that_ends_leaves_what_lacks_only_comments_of_others() {
        let generations = Generations::default();
        let made = || generations.made(generations.now(), Topic::Article(1));
        let (grown, before) = (Changes::told([-1]), made());
        let (post, another) = (generations.growth(1), generations.growth(1));
        generations.raise(&grown);
        assert_eq!(post.grown(), Some((1, generations.now())));
        let renewed = made();
        generations.raise(&grown);
        drop(post);
        assert!(!before.may_be_shown() && renewed.may_be_shown() && !renewed.is_current());
        let refused = generations.growth(1);
        assert_eq!(refused.grown(), None);
        drop(refused);
        assert!(renewed.may_be_shown());
        drop(another);
        assert!(!renewed.may_be_shown());
    }

    #[test]
    fn what_is_gone_is_not_shown_while_a_comment_is_posted() {
        let generations = Generations::default();
        let before = generations.made(generations.now(), Topic::Article(1));
        let _post = generations.growth(1);
        generations.raise(&Changes::told([-1, 1]));
        assert!(!before.may_be_shown());
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
