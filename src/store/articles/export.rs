//! Articles, pages and pictures with all that belongs to them, for files of other systems.

use jiff::Timestamp;

use crate::article::Comments;
use crate::error::Result;
use crate::markup::Html;
use crate::store::{Moment, Snapshot, query_as, query_scalar};

/// Author of articles or pages.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ExportedAuthor {
    /// Number of the account.
    pub id: i64,
    /// Name.
    pub name: String,
    /// E-mail address; `None` for a deleted account.
    pub email: Option<String>,
    /// Slug of the author page.
    pub slug: Option<String>,
}

/// Category of articles.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ExportedCategory {
    /// Number of the category.
    pub id: i64,
    /// Slug in its URL.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// One of the files of a picture.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ExportedPicture {
    /// Number of the picture.
    pub id: i64,
    /// Description.
    pub alt: String,
    /// Caption.
    pub caption: Option<String>,
    /// Part of its URLs that changes with the files.
    pub hash: String,
    /// Account that uploaded it.
    pub author: i64,
    #[sqlx(try_from = "Moment")]
    /// Time of the upload.
    pub made_at: Timestamp,
    /// Width of the file in pixels.
    pub width: i64,
    /// Kind of the file, which is the ending of its name.
    pub kind: String,
}

/// Article in any state.
#[derive(Clone, Debug)]
pub struct ExportedArticle {
    /// Number of the article.
    pub id: i64,
    /// Slug in its URL.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Account of the author; `None` for a page of a site.
    pub author: Option<i64>,
    /// Address, if it is a page of a site.
    pub page_url: Option<String>,
    /// Lead, if it is not the first paragraph.
    pub lead: Option<String>,
    /// Text.
    pub html: Html,
    /// State of its comments.
    pub comments: Comments,
    /// Time of publication; `None` for a draft.
    pub published_at: Option<Timestamp>,
    /// Time at which it was made.
    pub made_at: Timestamp,
    /// Time of the last change.
    pub edited_at: Timestamp,
    /// Number of the picture at its head.
    pub lead_picture: Option<i64>,
    /// Categories in their order.
    pub categories: Vec<ExportedCategory>,
}

/// Own page as of its version in force.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ExportedPage {
    /// Number of the page.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Slug in its URL.
    pub slug: String,
    /// Description.
    pub description: Option<String>,
    /// Text as Markdown.
    pub body: String,
    /// True if readers see it.
    pub published: bool,
    /// Account that saved it.
    pub author: i64,
    /// Time at which it was made.
    #[sqlx(try_from = "Moment")]
    pub made_at: Timestamp,
    /// Time at which the version was saved.
    #[sqlx(try_from = "Moment")]
    pub edited_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ArticleRow {
    id: i64,
    slug: String,
    title: String,
    author_id: Option<i64>,
    lead: Option<String>,
    html: String,
    comments_open: bool,
    comments_days: Option<i64>,
    published_at: Option<Moment>,
    made_at: Moment,
    edited_at: Moment,
    lead_picture: Option<i64>,
    page_url: Option<String>,
}

impl Snapshot {
    /// Returns the authors of articles, pages and pictures.
    pub async fn exported_authors(&mut self) -> Result<Vec<ExportedAuthor>> {
        const AUTHORS: &str = "SELECT id, name,
                CASE WHEN left_at IS NULL THEN email END AS email, slug
            FROM accounts WHERE id IN (SELECT author_id FROM articles)
                OR id IN (SELECT made_by FROM static_page_versions)
                OR id IN (SELECT made_by FROM pictures)
            ORDER BY id";
        Ok(query_as(AUTHORS).fetch_all(self).await?)
    }

    /// Returns the categories.
    pub async fn exported_categories(&mut self) -> Result<Vec<ExportedCategory>> {
        const CATEGORIES: &str = "SELECT id, slug, name FROM categories ORDER BY id";
        Ok(query_as(CATEGORIES).fetch_all(self).await?)
    }

    /// Returns the largest file of each picture in articles and pages.
    pub async fn exported_pictures(&mut self) -> Result<Vec<ExportedPicture>> {
        // Of two files of one width, the one that is not WebP is known to more programs.
        const PICTURES: &str = "SELECT p.id, p.alt, p.caption, p.hash, p.made_by AS author,
                p.made_at, f.width, f.kind
            FROM pictures p JOIN picture_files f ON f.picture_id = p.id
            WHERE p.purpose = 'article'
            ORDER BY p.id, f.width DESC, CASE WHEN f.kind = 'webp' THEN 1 ELSE 0 END";
        let mut pictures: Vec<ExportedPicture> = query_as(PICTURES).fetch_all(self).await?;
        pictures.dedup_by_key(|picture| picture.id);
        Ok(pictures)
    }

    /// Returns the numbers of all articles, drafts too.
    pub async fn exported_articles(&mut self) -> Result<Vec<i64>> {
        const ARTICLES: &str = "SELECT id FROM articles ORDER BY id";
        Ok(query_scalar(ARTICLES).fetch_all(self).await?)
    }

    /// Returns an article.
    pub async fn exported_article(&mut self, id: i64) -> Result<ExportedArticle> {
        const ARTICLE: &str = "SELECT id, slug, title, author_id, lead, html, comments_open,
                comments_days, published_at, made_at, edited_at, lead_picture, page_url
            FROM articles WHERE id = $1";
        const CATEGORIES: &str = "SELECT c.id, c.slug, c.name FROM article_categories ac
                JOIN categories c ON c.id = ac.category_id
            WHERE ac.article_id = $1 ORDER BY ac.position";
        let row: ArticleRow = query_as(ARTICLE).bind(id).fetch_one(self).await?;
        Ok(ExportedArticle {
            id: row.id,
            slug: row.slug,
            title: row.title,
            author: row.author_id,
            page_url: row.page_url,
            lead: row.lead,
            html: Html::stored(row.html),
            comments: Comments::stored(row.comments_open, row.comments_days),
            published_at: row.published_at.map(Timestamp::from),
            made_at: row.made_at.into(),
            edited_at: row.edited_at.into(),
            lead_picture: row.lead_picture,
            categories: query_as(CATEGORIES).bind(id).fetch_all(self).await?,
        })
    }

    /// Returns the numbers of all own pages.
    pub async fn exported_pages(&mut self) -> Result<Vec<i64>> {
        const PAGES: &str = "SELECT id FROM static_pages ORDER BY id";
        Ok(query_scalar(PAGES).fetch_all(self).await?)
    }

    /// Returns an own page.
    pub async fn exported_page(&mut self, id: i64) -> Result<ExportedPage> {
        const PAGE: &str = "SELECT p.id, v.title, v.slug, v.description, v.body, v.published,
                v.made_by AS author, p.made_at, v.made_at AS edited_at
            FROM static_pages p
                JOIN static_page_versions v ON v.page_id = p.id AND v.number = p.version
            WHERE p.id = $1";
        Ok(query_as(PAGE).bind(id).fetch_one(self).await?)
    }
}
