//! Views of articles, counted in memory until they are written to the database.
//!
//! A view costs an atomic addition, because a cached page is answered in microseconds. Nothing of
//! the reader is stored: a counter holds an article, a day and a number. Which requests are views
//! is left to `web::page`, writing the counts to `jobs::views`.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::locale::Calendar;
use crate::store::statistics::DayViews;

/// Greatest number of articles that are counted between two writes.
///
/// Views of others are left out. A counter takes about a hundred bytes.
const MAX_ARTICLES: usize = 10_000;
/// Greatest number of counts that wait for a database that cannot be written.
const MAX_WAITING: usize = 50_000;

/// Number of views of an article since they were last taken.
pub type ViewCounter = Arc<AtomicI64>;

/// Counters of the views of articles.
#[derive(Debug)]
pub struct Views {
    calendar: Calendar,
    /// First moment of the day that the counters count, in microseconds since 1970.
    begins: AtomicI64,
    /// First moment of the day after it.
    ends: AtomicI64,
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    /// Day that the counters count; `None` before the first view.
    day: Option<Date>,
    counters: HashMap<i64, ViewCounter>,
    /// Counts of days that are over, and those that could not be written.
    waiting: BTreeMap<(Date, i64), i64>,
}

impl Views {
    /// Returns counters of days in the time zone of this calendar.
    pub fn new(calendar: Calendar) -> Self {
        let (begins, ends) = (AtomicI64::new(0), AtomicI64::new(0));
        Self { calendar, begins, ends, counts: Mutex::default() }
    }

    /// Returns the counter of an article; `None` if too many others are counted.
    pub fn counter(&self, article: i64) -> Option<ViewCounter> {
        let mut counts = self.counts();
        if counts.counters.len() >= MAX_ARTICLES && !counts.counters.contains_key(&article) {
            return None;
        }
        Some(Arc::clone(counts.counters.entry(article).or_default()))
    }

    /// Counts a view at this moment.
    pub fn count(&self, counter: &AtomicI64, now: Timestamp) {
        let moment = now.as_microsecond();
        if moment < self.begins.load(Acquire) || moment >= self.ends.load(Acquire) {
            self.turn_to(&mut self.counts(), now);
        }
        counter.fetch_add(1, Relaxed);
    }

    /// Returns all counts since the last call, by day and article, and resets them.
    pub fn take(&self) -> Vec<DayViews> {
        let mut counts = self.counts();
        counts.collect();
        // Cached pages hold the other counters.
        counts.counters.retain(|_, counter| Arc::strong_count(counter) > 1);
        let waiting = std::mem::take(&mut counts.waiting);
        let views = |((day, article), count)| DayViews { day, article, count };
        waiting.into_iter().map(views).collect()
    }

    /// Adds counts that could not be written, for the next call of [`Views::take`].
    pub fn put_back(&self, views: Vec<DayViews>) {
        let mut counts = self.counts();
        for DayViews { day, article, count } in views {
            counts.add(day, article, count);
        }
    }

    /// Makes the counters count the day of this moment.
    fn turn_to(&self, counts: &mut Counts, now: Timestamp) {
        // Only a moment at the end of all calendars has no day; its views count for the day before.
        let Ok((day, begins, ends)) = self.calendar.day(now) else { return };
        if counts.day != Some(day) {
            counts.collect();
            counts.day = Some(day);
        }
        self.begins.store(begins.as_microsecond(), Release);
        self.ends.store(ends.as_microsecond(), Release);
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    /// Moves the counts of the day to those that wait.
    fn collect(&mut self) {
        let Some(day) = self.day else { return };
        let counted: Vec<(i64, i64)> = self
            .counters
            .iter()
            .map(|(article, counter)| (*article, counter.swap(0, Relaxed)))
            .filter(|(_, count)| *count > 0)
            .collect();
        for (article, count) in counted {
            self.add(day, article, count);
        }
    }

    fn add(&mut self, day: Date, article: i64, count: i64) {
        if self.waiting.len() < MAX_WAITING || self.waiting.contains_key(&(day, article)) {
            *self.waiting.entry((day, article)).or_default() += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::locale::Lang;

    fn views() -> Views {
        Views::new(Calendar::new(Lang::Nl, TimeZone::get("Europe/Amsterdam").unwrap()))
    }

    fn at(moment: &str) -> Timestamp {
        moment.parse().unwrap()
    }

    #[test]
    fn a_view_counts_for_the_day_of_its_moment_in_the_zone_of_the_board() {
        let views = views();
        let (one, two) = (views.counter(1).unwrap(), views.counter(2).unwrap());
        views.count(&one, at("2026-11-20T22:59:59Z"));
        views.count(&two, at("2026-11-20T22:59:59Z"));
        views.count(&one, at("2026-11-20T23:00:00Z"));
        views.count(&one, at("2026-11-20T23:00:01Z"));
        let counted = |day, article, count| DayViews { day, article, count };
        let (first, second) = (date(2026, 11, 20), date(2026, 11, 21));
        let all = [counted(first, 1, 1), counted(first, 2, 1), counted(second, 1, 2)];
        assert_eq!(views.take(), all);
        assert_eq!(views.take(), []);
        // The clock was set back.
        views.count(&one, at("2026-11-20T12:00:00Z"));
        views.put_back(all.to_vec());
        let again = [counted(first, 1, 2), counted(first, 2, 1), counted(second, 1, 2)];
        assert_eq!(views.take(), again);
    }

    #[test]
    fn what_no_page_holds_is_forgotten_and_there_are_never_too_many() {
        let views = views();
        let held = views.counter(1).unwrap();
        for article in 2..=20_000 {
            if let Some(counter) = views.counter(article) {
                views.count(&counter, at("2026-11-20T12:00:00Z"));
            }
        }
        assert!(views.counter(30_000).is_none());
        assert_eq!(views.take().len(), MAX_ARTICLES - 1);
        assert_eq!(views.counts().counters.len(), 1);
        views.count(&held, at("2026-11-20T12:00:00Z"));
        assert!(views.counter(30_000).is_some());
        assert_eq!(views.take().len(), 1);
        for article in 0..60_000 {
            let day = date(2026, 11, 20);
            views.put_back(vec![DayViews { day, article, count: 1 }]);
        }
        assert_eq!(views.take().len(), MAX_WAITING);
    }
}
