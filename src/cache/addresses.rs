//! Addresses of the cached pages of each article.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Addresses of cached pages, by row id of their article.
#[derive(Debug, Default)]
pub(super) struct Addresses(Mutex<HashMap<i64, BTreeSet<Box<str>>>>);

impl Addresses {
    pub(super) fn add(&self, article: i64, address: &str) {
        let mut all = self.all();
        let of_article = all.entry(article).or_default();
        if !of_article.contains(address) {
            of_article.insert(address.into());
        }
    }

    pub(super) fn remove(&self, article: i64, address: &str) {
        let mut all = self.all();
        if let Some(of_article) = all.get_mut(&article) {
            of_article.remove(address);
            if of_article.is_empty() {
                all.remove(&article);
            }
        }
    }

    pub(super) fn of(&self, article: i64) -> Vec<Box<str>> {
        self.all().get(&article).into_iter().flatten().cloned().collect()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<i64, BTreeSet<Box<str>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
