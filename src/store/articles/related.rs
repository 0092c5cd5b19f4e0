//! Articles to read after another one.
//!
//! These are articles of the same categories, and the previous and next ones by date.

use constcat::concat;
use jiff::Timestamp;

use super::{NEWEST_FIRST, SELECT_TEASERS, TeaserRow, address, gather};
use crate::article::{Slug, Teaser};
use crate::error::Result;
use crate::store::{Store, micros, query_as};

/// Maximum number of articles of the same categories.
const RELATED: i64 = 3;

/// Articles to read after another one.
#[derive(Clone, Debug, Default)]
pub struct ReadOn {
    /// Newest articles of the same categories.
    pub related: Vec<Teaser>,
    /// Slug and title of the article published before it.
    pub previous: Option<(Slug, String)>,
    /// Slug and title of the article published after it.
    pub next: Option<(Slug, String)>,
}

impl Store {
    pub(in crate::store) const RELATED: &str = concat!(
        SELECT_TEASERS,
        "SELECT f.id FROM articles f WHERE f.published_at <= $1 AND f.id <> $2
            AND EXISTS (SELECT 1 FROM article_categories own JOIN article_categories theirs
                ON theirs.category_id = own.category_id WHERE own.article_id = $2 AND
            theirs.article_id = f.id)
         ORDER BY f.published_at DESC, f.id DESC LIMIT $3",
        NEWEST_FIRST
    );
    pub(in crate::store) const PREVIOUS: &str = "SELECT slug, title FROM articles
        WHERE published_at <= $1 AND site_id IS NULL AND (published_at, id) < ($1, $2)
        ORDER BY published_at DESC, id DESC LIMIT 1";
    pub(in crate::store) const FOLLOWING: &str = "SELECT slug, title FROM articles
        WHERE published_at >= $1 AND site_id IS NULL AND (published_at, id) > ($1, $2)
            AND published_at <= $3 ORDER BY published_at, id LIMIT 1";

    /// Returns the articles to read after a published article. Empty for a draft.
    pub async fn read_on(&self, article: &Teaser, now: Timestamp) -> Result<ReadOn> {
        let Some(published) = article.published else { return Ok(ReadOn::default()) };
        let (related, previous, next): (Vec<TeaserRow>, Option<Line>, Option<Line>) = {
            let mut db = self.public_reader();
            (
                if article.categories.is_empty() {
                    Vec::new()
                } else {
                    query_as(Self::RELATED)
                        .bind(micros(now))
                        .bind(article.id)
                        .bind(RELATED)
                        .fetch_all(&mut db)
                        .await?
                },
                query_as(Self::PREVIOUS)
                    .bind(micros(published))
                    .bind(article.id)
                    .fetch_optional(&mut db)
                    .await?,
                query_as(Self::FOLLOWING)
                    .bind(micros(published))
                    .bind(article.id)
                    .bind(micros(now))
                    .fetch_optional(&mut db)
                    .await?,
            )
        };
        Ok(ReadOn {
            related: gather(related)?,
            previous: previous.map(line).transpose()?,
            next: next.map(line).transpose()?,
        })
    }
}

/// Slug and title of an article, as a row.
type Line = (String, String);

fn line((slug, title): Line) -> Result<(Slug, String)> {
    Ok((address(&slug)?, title))
}
