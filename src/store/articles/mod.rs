//! Articles and categories, as readers see them.

pub(super) mod authors;
pub(super) mod branding;
pub(super) mod categories;
pub(super) mod draft_links;
pub(super) mod export;
pub(super) mod feeds;
pub(super) mod front;
pub(super) mod legal_facts;
pub(super) mod list;
pub(super) mod navigation;
pub(super) mod own_pages;
pub(super) mod pictures;
pub(super) mod presence;
pub(super) mod related;
pub(super) mod shares;
pub(super) mod static_pages;
pub(super) mod versions;
pub(super) mod writing;

pub use categories::{CategoryRow, NameTaken};
pub use draft_links::DraftLink;
pub use export::{
    ExportedArticle, ExportedAuthor, ExportedCategory, ExportedPage, ExportedPicture,
};
pub use feeds::News;
pub use list::{ArticleFilter, Autosave, Counts, Listed};
pub use own_pages::{OwnPageVersion, PageSave, PageSaved};
pub use pictures::{NewPicture, Use};
pub use related::ReadOn;
pub use static_pages::StaticPageVersion;
pub use versions::{HistoryLine, Version};
pub use writing::{Saved, SavedBy, SlugTaken};

use std::collections::HashMap;

use constcat::concat;
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use super::{Store, micros, moment, unknown};
use crate::article::{Article, Category, Comments, PER_PAGE, Slug, Teaser};
use crate::error::{Error, Result};
use crate::markup::Html;
use crate::sites::Page;
use crate::store::{Moment, query_as, query_scalar};

/// One article and one of its categories; an article has as many rows as categories.
#[derive(sqlx::FromRow)]
pub(super) struct TeaserRow {
    id: i64,
    slug: String,
    title: String,
    author: String,
    author_slug: Option<String>,
    lead: String,
    published_at: Option<Moment>,
    visible_comments: i64,
    lead_picture: Option<i64>,
    category_slug: Option<String>,
    category: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct ArticleRow {
    #[sqlx(flatten)]
    teaser: TeaserRow,
    #[sqlx(flatten)]
    text: TextRow,
}

#[derive(sqlx::FromRow)]
struct TextRow {
    author_id: Option<i64>,
    intro: Option<String>,
    html: String,
    lead_caption: Option<String>,
    social_title: Option<String>,
    social_description: Option<String>,
    words: i64,
    comments_open: bool,
    comments_days: Option<i64>,
    members_only: bool,
    threads: i64,
    edited_at: i64,
    site_id: Option<i64>,
    page_url: Option<String>,
    page_key: Option<String>,
}

impl ArticleRow {
    /// Combines rows into articles, in their order.
    ///
    /// Each article has one row for each category, with its text in all of them.
    pub(super) fn gather(rows: Vec<Self>) -> Result<Vec<Article>> {
        let mut texts: HashMap<i64, TextRow> = HashMap::new();
        let teasers = rows.into_iter().map(|row| {
            texts.insert(row.teaser.id, row.text);
            row.teaser
        });
        let teasers = gather(teasers.collect())?;
        let whole = |teaser: Teaser| {
            let text = texts.remove(&teaser.id)?;
            Some(moment(text.edited_at).map(|edited| Article {
                author_id: text.author_id,
                intro: text.intro,
                html: Html::stored(text.html).with_directions(),
                caption: text.lead_caption,
                social_title: text.social_title,
                social_description: text.social_description,
                words: text.words,
                comments: Comments::stored(text.comments_open, text.comments_days),
                members_only: text.members_only,
                threads: text.threads,
                edited,
                page: page(text.site_id, text.page_url, text.page_key),
                teaser,
            }))
        };
        teasers.into_iter().filter_map(whole).collect()
    }
}

/// Columns of a teaser and of one of its categories.
const TEASER_COLUMNS: &str =
    "SELECT a.id, a.slug, a.title, COALESCE(w.name, '') AS author, w.slug AS author_slug,
        COALESCE(a.lead, a.first_paragraph) AS lead, a.published_at,
        a.visible_comments, a.lead_picture, c.slug AS category_slug, c.name AS category ";
/// Head of a statement that selects teasers; a query for the ids of the articles follows.
const SELECT_TEASERS: &str = concat!(TEASER_COLUMNS, " FROM (");
/// Head of a statement that selects complete articles; a query for their ids follows.
pub(super) const SELECT_ARTICLES: &str = concat!(
    TEASER_COLUMNS,
    ", a.author_id, a.lead AS intro, a.html, a.lead_caption, a.social_title,
        a.social_description, a.words, a.comments_open, a.comments_days, a.members_only,
        a.threads, a.edited_at, a.site_id, a.page_url, a.page_key FROM ("
);
/// End of a statement that begins with `SELECT_TEASERS` or `SELECT_ARTICLES`.
///
/// The newest articles come first, each with its categories in order.
pub(super) const NEWEST_FIRST: &str = ") picked JOIN articles a ON a.id = picked.id
    LEFT JOIN accounts w ON w.id = a.author_id
    LEFT JOIN article_categories ac ON ac.article_id = a.id
    LEFT JOIN categories c ON c.id = ac.category_id
    ORDER BY a.published_at DESC, a.id DESC, ac.position";

impl Store {
    pub(super) const NEWEST: &str = concat!(
        SELECT_TEASERS,
        "SELECT id FROM articles WHERE published_at <= $1 AND site_id IS NULL
         ORDER BY published_at DESC, id DESC LIMIT $2 OFFSET $3",
        NEWEST_FIRST
    );

    /// Returns one page of the published articles, newest first, and their total number.
    ///
    /// Pages count from 1 and have `PER_PAGE` articles.
    pub async fn newest(&self, page: i64, now: Timestamp) -> Result<(Vec<Teaser>, i64)> {
        const HOW_MANY: &str =
            "SELECT COUNT(*) FROM articles WHERE published_at <= $1 AND site_id IS NULL";
        let mut db = self.public_reader();
        let rows = query_as(Self::NEWEST)
            .bind(micros(now))
            .bind(PER_PAGE)
            .bind((page - 1) * PER_PAGE)
            .fetch_all(&mut db)
            .await?;
        let total = query_scalar(HOW_MANY).bind(micros(now)).fetch_one(&mut db).await?;
        Ok((gather(rows)?, total))
    }

    pub(in crate::store) const NEWEST_AFTER: &str = concat!(
        SELECT_TEASERS,
        "SELECT id FROM articles WHERE published_at <= $1 AND (published_at, id) < ($2, $3)
         ORDER BY published_at DESC, id DESC LIMIT $4",
        NEWEST_FIRST
    );

    /// Returns published articles older than a position, newest first.
    ///
    /// The position is a time of publication in microseconds and a row id; `None` is the beginning.
    pub async fn newest_after(
        &self,
        position: Option<(i64, i64)>,
        limit: i64,
        now: Timestamp,
    ) -> Result<Vec<Teaser>> {
        let (published, id) = position.unwrap_or((i64::MAX, i64::MAX));
        let rows = query_as(Self::NEWEST_AFTER)
            .bind(micros(now))
            .bind(published)
            .bind(id)
            .bind(limit)
            .fetch_all(&mut self.public_reader())
            .await?;
        gather(rows)
    }

    /// Returns the slugs of published articles among these, with their numbers of visible comments.
    pub async fn comment_counts(
        &self,
        slugs: &[Slug],
        now: Timestamp,
    ) -> Result<Vec<(String, i64)>> {
        const COUNTS: &str =
            "SELECT slug, visible_comments FROM articles WHERE published_at <= $1 AND slug IN (";
        if slugs.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (0..slugs.len()).map(|place| format!("${}", place + 2)).collect();
        // Only places are put together, no values.
        let counts = AssertSqlSafe(format!("{COUNTS}{})", places.join(", ")));
        Ok(query_as(counts)
            .bind(micros(now))
            .bind_all(slugs.iter().map(Slug::as_str))
            .fetch_all(&mut self.public_reader())
            .await?)
    }

    pub(super) const NEWEST_IN: &str = concat!(
        SELECT_TEASERS,
        "SELECT f.id FROM articles f JOIN article_categories fc ON fc.article_id = f.id
            JOIN categories k ON k.id = fc.category_id
         WHERE k.slug = $4 AND f.published_at <= $1
         ORDER BY f.published_at DESC, f.id DESC LIMIT $2 OFFSET $3",
        NEWEST_FIRST
    );

    /// Returns one page of the published articles in a category, and their total number.
    ///
    /// The newest come first; pages count from 1.
    pub async fn newest_in(
        &self,
        category: &Slug,
        page: i64,
        now: Timestamp,
    ) -> Result<(Vec<Teaser>, i64)> {
        const HOW_MANY_IN: &str =
            "SELECT COUNT(*) FROM articles a JOIN article_categories ac ON ac.article_id = a.id
            JOIN categories c ON c.id = ac.category_id WHERE c.slug = $2 AND a.published_at <= $1";
        let mut db = self.public_reader();
        let rows = query_as(Self::NEWEST_IN)
            .bind(micros(now))
            .bind(PER_PAGE)
            .bind((page - 1) * PER_PAGE)
            .bind(category.as_str())
            .fetch_all(&mut db)
            .await?;
        let total = query_scalar(HOW_MANY_IN)
            .bind(micros(now))
            .bind(category.as_str())
            .fetch_one(&mut db)
            .await?;
        Ok((gather(rows)?, total))
    }

    /// Returns the category with this slug.
    pub async fn category(&self, slug: &Slug) -> Result<Option<Category>> {
        const CATEGORY: &str = "SELECT name FROM categories WHERE slug = $1";
        let name: Option<String> = query_scalar(CATEGORY)
            .bind(slug.as_str())
            .fetch_optional(&mut self.public_reader())
            .await?;
        Ok(name.map(|name| Category { slug: slug.clone(), name }))
    }

    /// Returns every article, drafts first, for staff; pages of sites are none.
    pub async fn all_articles(&self) -> Result<Vec<Teaser>> {
        const ALL: &str =
            concat!(SELECT_TEASERS, "SELECT id FROM articles WHERE site_id IS NULL", NEWEST_FIRST);
        let mut all = gather(query_as(ALL).fetch_all(&mut self.reader()).await?)?;
        // The databases differ in where NULL sorts.
        all.sort_by_key(|article| {
            std::cmp::Reverse((article.published.is_none(), article.published, article.id))
        });
        Ok(all)
    }

    pub(super) const PICKED: &str = concat!(
        SELECT_ARTICLES,
        "SELECT id FROM articles WHERE slug = $1 AND published_at <= $2",
        NEWEST_FIRST
    );

    /// Returns the published article with this slug.
    pub async fn article(&self, slug: &Slug, now: Timestamp) -> Result<Option<Article>> {
        let rows: Vec<ArticleRow> = query_as(Self::PICKED)
            .bind(slug.as_str())
            .bind(micros(now))
            .fetch_all(&mut self.public_reader())
            .await?;
        Ok(ArticleRow::gather(rows)?.pop())
    }

    pub(super) const MOVED: &str =
        "SELECT a.slug FROM article_slugs s JOIN articles a ON a.id = s.article_id
        WHERE s.slug = $1 AND a.slug <> $1 AND a.published_at <= $2";

    /// Returns the current slug of the published article that had this slug before.
    pub async fn moved_article(&self, slug: &Slug, now: Timestamp) -> Result<Option<Slug>> {
        let found: Option<String> = query_scalar(Self::MOVED)
            .bind(slug.as_str())
            .bind(micros(now))
            .fetch_optional(&mut self.public_reader())
            .await?;
        found.map(|slug| address(&slug)).transpose()
    }

    pub(super) const NEXT: &str = "SELECT MIN(published_at) FROM articles WHERE published_at > $1";

    /// Returns the time at which the next scheduled article is published, if there is one.
    pub async fn next_publication(&self, now: Timestamp) -> Result<Option<Timestamp>> {
        let next: Option<i64> =
            query_scalar(Self::NEXT).bind(micros(now)).fetch_one(&mut self.public_reader()).await?;
        next.map(moment).transpose()
    }
}

/// Combines the rows of each article into one teaser, in their order.
pub(super) fn gather(rows: Vec<TeaserRow>) -> Result<Vec<Teaser>> {
    let mut teasers: Vec<Teaser> = Vec::new();
    for row in rows {
        let category = row
            .category_slug
            .zip(row.category)
            .map(|(slug, name)| Ok::<_, Error>(Category { slug: address(&slug)?, name }));
        if teasers.last().is_none_or(|last| last.id != row.id) {
            teasers.push(Teaser {
                id: row.id,
                slug: address(&row.slug)?,
                title: row.title,
                author: row.author,
                author_slug: row.author_slug.as_deref().map(address).transpose()?,
                lead: row.lead,
                categories: Vec::new(),
                published: row.published_at.map(Timestamp::from),
                comments: row.visible_comments,
                picture: row.lead_picture,
            });
        }
        if let (Some(teaser), Some(category)) = (teasers.last_mut(), category) {
            teaser.categories.push(category?);
        }
    }
    Ok(teasers)
}

/// Returns the page that these columns hold, if they hold one.
fn page(site: Option<i64>, url: Option<String>, key: Option<String>) -> Option<Page> {
    Some(Page { site: site?, url: url?, key: key? })
}

/// Parses a stored slug; an invalid one is an internal error.
pub(super) fn address(slug: &str) -> Result<Slug> {
    Slug::parse(slug).ok_or_else(|| unknown("slug", slug))
}
