//! Queues of a moderator who is bound to sites: read site by site, each from an index of its own.
//!
//! A page costs the same however many cases of other sites wait. With a filter, a window of each
//! site is read; the page then ends where the first of the windows does.

use constcat::concat;
use jiff::Timestamp;

use super::cases::{CASES_PER_PAGE, Case};
use super::queue_search::{Head, WINDOW, head};
use super::queues::{CaseFilter, FILTER, Key, one_more};
use crate::account::Scope;
use crate::error::Result;
use crate::moderation::Queue;
use crate::store::{Store, query_as};

impl Store {
    pub(in crate::store) const REVIEW_OF_SITE: Head =
        head!(site: "judged_at IS NULL AND COALESCE(held_for, '') <> 'email'");
    pub(in crate::store) const REPORTED_OF_SITE: Head = head!(site: "open_reports > 0");
    pub(in crate::store) const HELD_OF_SITE: Head = head!(site: "state = 'held'");
    pub(in crate::store) const REMOVED_OF_SITE: Head = head!(
        site: "state = 'removed' AND reason <> 'before-import' AND (judged_at, id) < ($1, $2)",
        "judged_at",
        "judged_at DESC, id DESC",
        "n.place DESC, n.id DESC"
    );

    /// Returns one page of a queue, of the cases on pages of an account's sites.
    ///
    /// Also returns the position after which the next page begins, if there is more to read.
    pub(in crate::store) async fn queue_of_sites(
        &self,
        account: i64,
        queue: Queue,
        filter: &CaseFilter,
        after: Key,
        now: Timestamp,
    ) -> Result<(Vec<Case>, Option<Key>)> {
        let scope = Scope::SitesOf(account);
        if !self.may_filter(scope, filter).await? {
            return Ok((Vec::new(), None));
        }
        let window = if filter.is_empty() { one_more() } else { WINDOW };
        let (mut found, mut ends): (Vec<Key>, Vec<Key>) = (Vec::new(), Vec::new());
        for site in self.moderator_sites(account).await? {
            found.extend(self.matching_of_site(queue, site, filter, (after, window)).await?);
            ends.extend(self.end_of_site(queue, site, (after, window)).await?);
        }
        found.sort_by_key(|key| key.place_in(queue));
        // What comes after the end of a window is not known completely.
        let end = ends.into_iter().min_by_key(|key| key.place_in(queue));
        if let Some(end) = end {
            found.retain(|key| key.place_in(queue) <= end.place_in(queue));
        }
        let is_full = found.len() > CASES_PER_PAGE;
        found.truncate(CASES_PER_PAGE);
        let last = found.last().copied().filter(|_| is_full);
        let ids: Vec<i64> = found.into_iter().map(|key| key.id).collect();
        Ok((self.cases(scope, &ids, now).await?, last.or(end)))
    }

    async fn matching_of_site(
        &self,
        queue: Queue,
        site: i64,
        filter: &CaseFilter,
        (after, window): (Key, i64),
    ) -> Result<Vec<Key>> {
        let rows: Vec<(i64, i64)> = query_as(head(queue).matching)
            .bind(after.rank)
            .bind(after.id)
            .bind(&filter.article)
            .bind(filter.author.unwrap_or_default())
            .bind(filter.pattern())
            .bind(one_more())
            .bind(window)
            .bind(site)
            .fetch_all(&mut self.reader())
            .await?;
        Ok(rows.into_iter().map(|(rank, id)| Key { rank, id }).collect())
    }

    async fn end_of_site(
        &self,
        queue: Queue,
        site: i64,
        (after, window): (Key, i64),
    ) -> Result<Option<Key>> {
        let end: Option<(i64, i64)> = query_as(head(queue).end)
            .bind(after.rank)
            .bind(after.id)
            .bind(window - 1)
            .bind(site)
            .fetch_optional(&mut self.reader())
            .await?;
        Ok(end.map(|(rank, id)| Key { rank, id }))
    }
}

/// Returns the statements of a queue.
fn head(queue: Queue) -> Head {
    match queue {
        Queue::Reported => Store::REPORTED_OF_SITE,
        Queue::Held => Store::HELD_OF_SITE,
        Queue::Removed => Store::REMOVED_OF_SITE,
        Queue::Review | Queue::Appeals => Store::REVIEW_OF_SITE,
    }
}

impl Key {
    /// Returns a value that orders positions as the queue does, first ones first.
    fn place_in(self, queue: Queue) -> (i64, i64) {
        let descending = |number: i64| number.saturating_neg();
        let id = if queue == Queue::Removed { descending(self.id) } else { self.id };
        (descending(self.rank), id)
    }
}
