//! Pages of sites: articles with an address instead of a text.

use std::collections::HashMap;

use constcat::concat;
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use crate::article::{Article, PER_PAGE};
use crate::error::Result;
use crate::sites::{Page, PageAddress};
use crate::store::articles::list::pattern;
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

/// Page as the list of administrators shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SitePage {
    /// Id.
    pub id: i64,
    /// Slug, by which queues are asked for.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Address.
    #[sqlx(rename = "page_url")]
    pub url: String,
    /// Number of visible comments.
    #[sqlx(rename = "visible_comments")]
    pub visible: i64,
    /// True if comments are allowed.
    #[sqlx(rename = "comments_open")]
    pub is_open: bool,
}

/// Condition on the words in the title or the address of a page; '' matches any.
const WITH_WORDS: &str = "site_id = $1 AND ($2 = '' OR lower(title) LIKE $2 ESCAPE '!'
    OR lower(page_url) LIKE $2 ESCAPE '!')";

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

    pub(in crate::store) const SITE_PAGES: &str = concat!(
        "SELECT id, slug, title, page_url, visible_comments, comments_open FROM articles WHERE ",
        WITH_WORDS,
        " ORDER BY id DESC LIMIT $3 OFFSET $4"
    );

    /// Returns one page of the pages of a site with these words, the newest first, and their number.
    ///
    /// Pages of the list count from 1 and have `PER_PAGE` rows.
    pub async fn site_pages(
        &self,
        site: i64,
        words: &str,
        page: i64,
    ) -> Result<(Vec<SitePage>, i64)> {
        const COUNT: &str = concat!("SELECT COUNT(*) FROM articles WHERE ", WITH_WORDS);
        let words = pattern(words);
        let mut db = self.reader();
        let rows = query_as(Self::SITE_PAGES)
            .bind(site)
            .bind(&words)
            .bind(PER_PAGE)
            .bind((page - 1) * PER_PAGE)
            .fetch_all(&mut db)
            .await?;
        let count = query_scalar(COUNT).bind(site).bind(&words).fetch_one(&mut db).await?;
        Ok((rows, count))
    }

    /// Returns a page of a site.
    pub async fn site_page(&self, site: i64, id: i64) -> Result<Option<SitePage>> {
        const ONE: &str = "SELECT id, slug, title, page_url, visible_comments, comments_open
            FROM articles WHERE id = $1 AND site_id = $2";
        Ok(query_as(ONE).bind(id).bind(site).fetch_optional(&mut self.reader()).await?)
    }

    /// Changes the title of a page, and whether comments are allowed on it.
    ///
    /// Writes nothing if nothing differs.
    pub async fn change_page(
        &self,
        id: i64,
        title: &str,
        is_open: bool,
        now: Timestamp,
    ) -> Result<()> {
        const CHANGE: &str = "UPDATE articles SET title = $2, comments_open = $3, edited_at = $4
            WHERE id = $1 AND site_id IS NOT NULL AND (title <> $2 OR comments_open <> $3)";
        let change = query(CHANGE).bind(id).bind(title).bind(is_open).bind(micros(now));
        self.execute(change).await.map(drop)
    }

    /// Returns the numbers of visible comments on pages, by their keys; pages without a row lack.
    pub async fn page_counts(&self, keys: &[&str]) -> Result<HashMap<String, i64>> {
        const OF: &str = "SELECT page_key, visible_comments FROM articles WHERE page_key IN (";
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let places: Vec<String> = (1..=keys.len()).map(|place| format!("${place}")).collect();
        // Only numbers of places are put in.
        let of = query_as(AssertSqlSafe(format!("{OF}{})", places.join(", "))))
            .bind_all(keys.iter().copied());
        let rows: Vec<(String, i64)> = of.fetch_all(&mut self.public_reader()).await?;
        Ok(rows.into_iter().collect())
    }
}
