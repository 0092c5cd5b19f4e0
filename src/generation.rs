//! Whether what was made of the board's content is still true: content has generations, and what was made of an older one is not
//! shown. The store raises them when a change is committed; whoever keeps pages compares.
//!
//! A page remembers the moment at which its making began, before anything was read for it. It is true as long as nothing it was made
//! of changed after that moment. So a page that was being made while something changed is never shown again, whoever comes first.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Articles remembered before those are forgotten that nothing kept is made of.
const MAX_ARTICLES: usize = 10_000;

/// What a page is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// One article, its comments included.
    Article(i64),
    /// Many articles: their titles and how many comments they have.
    Lists,
    /// What holds for the whole board: its rules and bans.
    Board,
}

/// What was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// These articles, or comments on them.
    pub articles: BTreeSet<i64>,
    /// Something that may stand anywhere: the name of a person, a category.
    pub everything: bool,
}

/// The generations of everything on the board. Moments are counted in changes.
#[derive(Debug, Default)]
pub struct Generations {
    clock: AtomicU64,
    everything: Arc<AtomicU64>,
    lists: Arc<AtomicU64>,
    articles: Mutex<HashMap<i64, Arc<AtomicU64>>>,
}

/// What something was made of, and when its making began.
#[derive(Clone, Debug)]
pub struct Made {
    at: u64,
    of: [Arc<AtomicU64>; 2],
}

/// Something that holds for the whole board, remembered for as long as it is true.
#[derive(Debug)]
pub struct Memory<T>(Mutex<Option<(Made, Arc<T>)>>);

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Memory<T> {
    /// What is remembered, if it is true still; else what `look` finds, which is remembered from now on.
    pub async fn recall<E>(
        &self,
        generations: &Generations,
        look: impl Future<Output = Result<T, E>>,
    ) -> Result<Arc<T>, E> {
        self.recall_of(Topic::Board, generations, look).await
    }

    /// The same for something that is made of this.
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

    /// What was remembered last, true or not any more.
    pub fn last(&self) -> Option<Arc<T>> {
        self.known().as_ref().map(|(_, what)| Arc::clone(what))
    }

    /// Forgets what was remembered if it says that its time is over.
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
    /// Whether nothing was changed that anybody could see.
    pub fn is_empty(&self) -> bool {
        !self.everything && self.articles.is_empty()
    }

    /// What the database says was changed: numbers of articles, 0 for everything.
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

    /// Something that may stand anywhere.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }
}

impl Generations {
    /// The moment to remember before anything is read.
    pub fn now(&self) -> u64 {
        self.clock.load(SeqCst)
    }

    /// Something was changed, and is there for whoever reads from now on.
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
        // An article that nothing kept is made of is not there; who begins with it later finds the clock past this.
        for article in changes.articles.iter().filter_map(|id| articles.get(id)) {
            article.fetch_max(now, SeqCst);
        }
    }

    /// Nothing is heard of changes any more: nothing that is kept may be shown.
    pub fn pause(&self) {
        self.everything.store(u64::MAX, SeqCst);
    }

    /// Changes are heard of again: what is made from now on may be shown.
    pub fn resume(&self) {
        let now = self.clock.fetch_add(1, SeqCst) + 1;
        self.lists.fetch_max(now, SeqCst);
        self.everything.store(now, SeqCst);
    }

    /// Ties what was begun at a moment to what it is made of.
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
    /// Whether nothing it is made of changed since its making began.
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
