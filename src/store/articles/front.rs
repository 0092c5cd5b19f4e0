//! Menu and footer as readers see them, and the most discussed articles of the front page.
//!
//! Each statement reads a limited number of the newest articles, however many there are.

use jiff::{SignedDuration, Timestamp};

use super::address;
use crate::article::{Category, Discussed};
use crate::error::Result;
use crate::navigation::{Area, Menu};
use crate::store::{Store, micros, query_as};

/// Number of newest articles whose categories make up the menu: about some months of a publication.
const IN_THE_MENU: i64 = 100;
/// Number of categories in the menu: as many as fit on one line of a wide page.
const CATEGORIES: i64 = 8;
/// Number of newest articles among which the most discussed are selected.
const AMONG: i64 = 200;
/// Age up to which an article counts as being discussed.
const CURRENT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Number of articles in the list of the most discussed.
const DISCUSSED: i64 = 5;

impl Store {
    pub(in crate::store) const MENU: &str = "SELECT k.slug, k.name FROM
            (SELECT id FROM articles WHERE published_at <= $1 AND site_id IS NULL
                ORDER BY published_at DESC, id DESC LIMIT $2) newest
        JOIN article_categories ac ON ac.article_id = newest.id
        JOIN categories k ON k.id = ac.category_id
        GROUP BY k.id, k.slug, k.name ORDER BY COUNT(*) DESC, k.slug LIMIT $3";

    /// Returns the menu and the footer as readers see them.
    ///
    /// The categories are the most frequent ones of the newest articles, in the order of their
    /// slugs.
    pub async fn menu(&self, now: Timestamp) -> Result<Menu> {
        let rows: Vec<(String, String)> = query_as(Self::MENU)
            .bind(micros(now))
            .bind(IN_THE_MENU)
            .bind(CATEGORIES)
            .fetch_all(&mut self.public_reader())
            .await?;
        let category =
            |(slug, name): (String, String)| Ok(Category { slug: address(&slug)?, name });
        let mut categories = rows.into_iter().map(category).collect::<Result<Vec<_>>>()?;
        // The databases collate capitals and accents differently.
        categories.sort_by(|one, other| one.slug.as_str().cmp(other.slug.as_str()));
        Ok(Menu {
            categories,
            menu: self.shown_entries(Area::Menu).await?,
            footer: self.shown_entries(Area::Footer).await?,
            until: self.next_publication(now).await?,
        })
    }

    pub(in crate::store) const MOST_DISCUSSED: &str = "SELECT slug, title, visible_comments FROM
            (SELECT id, slug, title, visible_comments, published_at FROM articles
                WHERE published_at <= $1 AND site_id IS NULL
                ORDER BY published_at DESC, id DESC LIMIT $2) newest
        WHERE visible_comments > 0 AND published_at > $3
        ORDER BY visible_comments DESC, published_at DESC, id DESC LIMIT $4";

    /// Returns the most discussed articles of the last thirty days.
    ///
    /// If those are fewer than five, returns the most discussed of the newest 200 articles of any
    /// age.
    pub async fn most_discussed(&self, now: Timestamp) -> Result<Vec<Discussed>> {
        let mut rows: Vec<(String, String, i64)> = Vec::new();
        for since in [micros(now - CURRENT), 0] {
            rows = query_as(Self::MOST_DISCUSSED)
                .bind(micros(now))
                .bind(AMONG)
                .bind(since)
                .bind(DISCUSSED)
                .fetch_all(&mut self.public_reader())
                .await?;
            if i64::try_from(rows.len()).is_ok_and(|found| found == DISCUSSED) {
                break;
            }
        }
        let discussed = |(slug, title, comments): (String, String, i64)| {
            Ok(Discussed { slug: address(&slug)?, title, comments })
        };
        rows.into_iter().map(discussed).collect()
    }
}
