//! Where readers see a comment.

use jiff::Timestamp;

use crate::comment::{address, page_address, page_of};
use crate::error::Result;
use crate::store::{Store, micros, query_as};

/// Place of a comment that readers see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    comment: i64,
    /// Slug of its article.
    pub slug: String,
    /// Page of its thread, in the default order.
    pub page: i64,
    /// Address of the page of a site, if the article stands for one.
    pub url: Option<String>,
}

impl Place {
    /// Returns the address of the comment.
    pub fn address(&self) -> String {
        match &self.url {
            Some(url) => page_address(url, self.page, self.comment),
            None => address(&self.slug, self.page, self.comment),
        }
    }
}

impl Store {
    pub(in crate::store) const PLACE: &str =
        "SELECT a.slug, COALESCE(r.ordinal, 1), a.page_url FROM comments c
        JOIN articles a ON a.id = c.article_id JOIN comments r ON r.id = COALESCE(c.root_id, c.id)
        WHERE c.id = $1 AND c.state <> 'held' AND a.published_at <= $2";

    /// Returns where readers see a comment; `None` if they do not.
    pub async fn place(&self, comment: i64, now: Timestamp) -> Result<Option<Place>> {
        let found: Option<(String, i64, Option<String>)> = query_as(Self::PLACE)
            .bind(comment)
            .bind(micros(now))
            .fetch_optional(&mut self.reader())
            .await?;
        Ok(found.map(|(slug, ordinal, url)| Place { comment, slug, page: page_of(ordinal), url }))
    }
}
