//! Pages of sites: articles with an address instead of a text.

use constcat::concat;
use jiff::Timestamp;

use crate::article::Article;
use crate::error::Result;
use crate::sites::{Page, PageAddress};
use crate::store::articles::{ArticleRow, NEWEST_FIRST, SELECT_ARTICLES};
use crate::store::{Store, Tx, micros, query, query_as, query_scalar};

/// Page that comes into being with its first comment.
#[derive(Clone, Copy, Debug)]
pub struct NewPage<'a> {
    /// Site and address.
    pub page: &'a Page,
    /// Slug, which nothing else has.
    pub slug: &'a str,
    /// Title, as its site gave it.
    pub title: &'a str,
}

/// Returns the id of a page, which is made if there is none.
pub(in crate::store) async fn found_or_made(
    tx: &mut Tx,
    new: NewPage<'_>,
    now: Timestamp,
) -> Result<i64> {
    const MAKE: &str = "INSERT INTO articles (slug, title, first_paragraph, body, html, words,
            comments_open, version, published_at, made_at, edited_at, site_id, page_url, page_key)
        VALUES ($1, $2, '', '', '', 0, TRUE, 0, $3, $3, $3, $4, $5, $6)
        ON CONFLICT (page_key) WHERE page_key IS NOT NULL DO NOTHING";
    const FIND: &str = "SELECT id FROM articles WHERE page_key = $1";
    const CLAIM_SLUG: &str = "INSERT INTO article_slugs (slug, article_id) VALUES ($1, $2)
        ON CONFLICT (slug) DO NOTHING";
    let made = query(MAKE)
        .bind(new.slug)
        .bind(new.title)
        .bind(micros(now))
        .bind(new.page.site)
        .bind(&new.page.url)
        .bind(&new.page.key)
        .execute(tx)
        .await?;
    let id: i64 = query_scalar(FIND).bind(&new.page.key).fetch_one(tx).await?;
    if made > 0 {
        query(CLAIM_SLUG).bind(new.slug).bind(id).execute(tx).await?;
    }
    Ok(id)
}

impl Store {
    pub(in crate::store) const PAGE: &str =
        concat!(SELECT_ARTICLES, "SELECT id FROM articles WHERE page_key = $1", NEWEST_FIRST);

    /// Returns the page with this address; `None` before its first comment.
    pub async fn page(&self, address: &PageAddress) -> Result<Option<Article>> {
        let rows: Vec<ArticleRow> =
            query_as(Self::PAGE).bind(&address.key).fetch_all(&mut self.public_reader()).await?;
        Ok(ArticleRow::gather(rows)?.pop())
    }
}
