//! Articles with their versions as rows.
//!
//! Every save adds a version, and no two articles ever share a slug.

use constcat::concat;
use jiff::Timestamp;

use super::authors::sign;
use super::versions::{Version, VersionRow};
use crate::article;
use crate::article::{Manuscript, Slug};
use crate::error::Result;
use crate::markup;
use crate::store::webhooks::events::{expect_first_publication, expect_publication};
use crate::store::{Query, Store, Tx, is_taken, micros, query, query_as, query_scalar};
use crate::writing::ArticleContent;

/// Origin of a save. Empty fields for the command line.
#[derive(Clone, Copy, Debug, Default)]
pub struct SavedBy {
    /// Account of the editor.
    pub editor: Option<i64>,
    /// Time at which a draft was stored that the editor was offered and did not use.
    ///
    /// This draft is kept.
    pub offered: Option<i64>,
}

/// Error: another article has or had this slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlugTaken;

/// Outcome of saving an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The article was saved as this version.
    Stored(i64),
    /// Another article has its slug.
    Taken,
    /// A newer version was saved meanwhile.
    Overtaken,
}

/// Expression for the categories of an article, one per line. `$2` is the line separator.
const CATEGORY_LINES: &str =
    "COALESCE((SELECT string_agg(c.slug || ' ' || c.name, $2 ORDER BY ac.position)
        FROM article_categories ac
        JOIN categories c ON c.id = ac.category_id WHERE ac.article_id = a.id), '')";

/// Binds the columns of an article, in the order of both statements.
fn bound<'c>(statement: &'static str, content: &'c ArticleContent) -> Query<'c, i64> {
    query_scalar(statement)
        .bind(content.slug.as_str())
        .bind(&content.title)
        .bind(content.author)
        .bind(&content.lead)
        .bind(markup::first_paragraph(&content.body))
        .bind(&content.body)
        .bind(markup::article(&content.body).as_str().to_owned())
        .bind(article::words(&content.body))
        .bind(content.comments.begin_open())
        .bind(content.comments.days())
        .bind(content.members_only)
        .bind(content.published.map(micros))
        .bind(content.planned.map(micros))
        .bind(content.picture)
        .bind(&content.caption)
        .bind(&content.social_title)
        .bind(&content.social_description)
}

/// Stores what belongs to an article besides its row: categories, author, version, old addresses.
///
/// Returns whether the article had this address before.
async fn settle(
    tx: &mut Tx,
    article: i64,
    content: &ArticleContent,
    editor: Option<i64>,
    now: Timestamp,
) -> Result<bool> {
    let own: Option<i64> =
        query_scalar(OWN_SLUG).bind(content.slug.as_str()).bind(article).fetch_optional(tx).await?;
    let filed: Vec<String> = query_scalar(FILED).bind(article).fetch_all(tx).await?;
    // Unchanged categories are not written again, because every change reindexes all comments.
    if !content.categories.iter().map(|category| category.slug.as_str()).eq(&filed) {
        query(UNFILE).bind(article).execute(tx).await?;
        for (position, category) in (0_i64..).zip(&content.categories) {
            let slug = category.slug.as_str();
            query(MAKE_CATEGORY).bind(slug).bind(&category.name).execute(tx).await?;
            query(FILE).bind(article).bind(slug).bind(position).execute(tx).await?;
        }
    }
    sign(tx, content.author).await?;
    query(KEEP_VERSION).bind(article).bind("\n").bind(editor).bind(micros(now)).execute(tx).await?;
    query(FREE_SLUGS)
        .bind(article)
        .bind(content.slug.as_str())
        .bind(micros(now))
        .execute(tx)
        .await?;
    Ok(own.is_some())
}

/// Inserts a new article with what belongs to it, and returns its number.
///
/// A transaction in which the slug was taken must be rolled back.
pub(in crate::store) async fn insert(
    tx: &mut Tx,
    content: &ArticleContent,
    editor: Option<i64>,
    now: Timestamp,
) -> Result<Result<i64, SlugTaken>> {
    const ADD: &str = "INSERT INTO articles (slug, title, author_id, lead, first_paragraph, body,
            html, words, comments_open, comments_days, members_only, published_at, planned_at,
            lead_picture, lead_caption, social_title, social_description, made_at, edited_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $18)
        RETURNING id";
    let id = match bound(ADD, content).bind(micros(now)).fetch_one(tx).await {
        Ok(id) => id,
        Err(error) if is_taken(&error, "articles.slug") => return Ok(Err(SlugTaken)),
        Err(error) => return Err(error.into()),
    };
    let is_own = settle(tx, id, content, editor, now).await?;
    Ok(if is_own { Ok(id) } else { Err(SlugTaken) })
}

impl Store {
    /// Stores a new article from a manuscript and returns its number. Creates missing categories.
    pub async fn add_article(
        &self,
        text: &Manuscript,
        author: i64,
        now: Timestamp,
    ) -> Result<Result<i64, SlugTaken>> {
        self.add_content(&ArticleContent::of(text, author, None), SavedBy::default(), now).await
    }

    /// Stores a new article by an editor or from the command line.
    pub async fn add_content(
        &self,
        content: &ArticleContent,
        hand: SavedBy,
        now: Timestamp,
    ) -> Result<Result<i64, SlugTaken>> {
        self.write(|mut tx| async move {
            let Ok(id) = insert(&mut tx, content, hand.editor, now).await? else {
                return Ok(tx.roll_back(Err(SlugTaken)));
            };
            expect_first_publication(&mut tx, id, content.published).await?;
            let SavedBy { editor, offered } = hand;
            query(Self::FORGET_DRAFT)
                .bind(editor.unwrap_or_default())
                .bind(0_i64)
                .bind(offered)
                .execute(&mut tx)
                .await?;
            Ok(tx.commit(Ok(id)))
        })
        .await
    }

    /// Replaces the text of the article with this slug.
    ///
    /// Returns whether there is one and the save succeeded.
    ///
    /// The slug stays, and so does everything a manuscript cannot contain.
    pub async fn edit_article(
        &self,
        slug: &Slug,
        text: &Manuscript,
        author: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const WHICH: &str = "SELECT id FROM articles WHERE slug = $1";
        let id: Option<i64> =
            query_scalar(WHICH).bind(slug.as_str()).fetch_optional(&mut self.reader()).await?;
        let Some(id) = id else { return Ok(false) };
        let Some(before) = self.written(id).await? else { return Ok(false) };
        let content = ArticleContent::of(text, author, Some(&before.content));
        Ok(self.save_content(id, &content, None, SavedBy::default(), now).await? != Saved::Taken)
    }

    /// Saves an article if its version is still `seen`, or any version without `seen`.
    pub async fn save_content(
        &self,
        id: i64,
        content: &ArticleContent,
        seen: Option<i64>,
        hand: SavedBy,
        now: Timestamp,
    ) -> Result<Saved> {
        const EDIT: &str = "UPDATE articles SET slug = $1, title = $2, author_id = $3, lead = $4,
                first_paragraph = $5, body = $6, html = $7, words = $8, comments_open = $9,
                comments_days = $10, members_only = $11, published_at = $12, planned_at = $13,
                lead_picture = $14, lead_caption = $15, social_title = $16,
                social_description = $17, edited_at = $19, version = version + 1
            WHERE id = $18 AND version = COALESCE($20, version) RETURNING version";
        self.write(|mut tx| async move {
            expect_publication(&mut tx, id, content.published, now).await?;
            let edited = bound(EDIT, content)
                .bind(id)
                .bind(micros(now))
                .bind(seen)
                .fetch_optional(&mut tx)
                .await;
            let version = match edited {
                Ok(Some(version)) => version,
                Ok(None) => return Ok(tx.roll_back(Saved::Overtaken)),
                Err(error) if is_taken(&error, "articles.slug") => {
                    return Ok(tx.roll_back(Saved::Taken));
                }
                Err(error) => return Err(error.into()),
            };
            if !settle(&mut tx, id, content, hand.editor, now).await? {
                return Ok(tx.roll_back(Saved::Taken));
            }
            let SavedBy { editor, offered } = hand;
            query(Self::FORGET_DRAFT)
                .bind(editor.unwrap_or_default())
                .bind(id)
                .bind(offered)
                .execute(&mut tx)
                .await?;
            Ok(tx.commit(Saved::Stored(version)))
        })
        .await
    }

    pub(in crate::store) const WRITTEN_PIECE: &str = concat!(
        "SELECT a.version AS number, a.title, a.published_at, m.name AS made_by,
            a.edited_at AS made_at, v.made_by AS editor, a.slug, a.author_id, a.lead, ",
        CATEGORY_LINES,
        " AS categories, a.body, a.planned_at, a.comments_open, a.comments_days, a.members_only,
            a.lead_picture, a.lead_caption, a.social_title, a.social_description
        FROM articles a LEFT JOIN article_versions v ON v.article_id = a.id AND v.number = a.version
            LEFT JOIN accounts m ON m.id = v.made_by
        WHERE a.id = $1 AND a.site_id IS NULL"
    );

    /// Returns an article in its present version; a page of a site has none.
    pub async fn written(&self, id: i64) -> Result<Option<Version>> {
        let row: Option<VersionRow> = query_as(Self::WRITTEN_PIECE)
            .bind(id)
            .bind("\n")
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(Version::try_from).transpose()
    }

    /// Returns the article that has or had this slug.
    pub async fn article_at(&self, slug: &Slug) -> Result<Option<i64>> {
        const AT: &str = "SELECT article_id FROM article_slugs WHERE slug = $1";
        Ok(query_scalar(AT).bind(slug.as_str()).fetch_optional(&mut self.reader()).await?)
    }
}

/// Statement that reserves a slug.
///
/// Returns no row if it belongs to another article, present or past.
const OWN_SLUG: &str = "INSERT INTO article_slugs (slug, article_id) VALUES ($1, $2)
    ON CONFLICT (slug) DO UPDATE SET article_id = excluded.article_id
        WHERE article_slugs.article_id = excluded.article_id
    RETURNING article_id";
/// Statement that frees the slugs under which readers never saw the article.
const FREE_SLUGS: &str = "DELETE FROM article_slugs
    WHERE article_id = $1 AND slug <> $2 AND NOT EXISTS
    (SELECT 1 FROM article_versions v WHERE v.article_id = $1 AND v.slug = article_slugs.slug
        AND v.published_at <= $3)";
const MAKE_CATEGORY: &str = "INSERT INTO categories (slug, name) SELECT $1, $2
    WHERE NOT EXISTS (SELECT 1 FROM merged_categories WHERE slug = $1)
    ON CONFLICT (slug) DO NOTHING";
const FILED: &str =
    "SELECT c.slug FROM article_categories f JOIN categories c ON c.id = f.category_id
    WHERE f.article_id = $1 ORDER BY f.position";
const UNFILE: &str = "DELETE FROM article_categories WHERE article_id = $1";
const FILE: &str = "INSERT INTO article_categories (article_id, category_id, position)
    SELECT $1, id, $3 FROM categories
    WHERE id = COALESCE((SELECT k.id FROM categories k WHERE k.slug = $2),
        (SELECT category_id FROM merged_categories WHERE slug = $2))
    ON CONFLICT (article_id, category_id) DO NOTHING";
const KEEP_VERSION: &str = concat!(
    "INSERT INTO article_versions (article_id, number, title, slug, author_id, lead, categories,
        body, published_at, planned_at, comments_open, comments_days, members_only, lead_picture,
        lead_caption, social_title, social_description, made_by, made_at)
    SELECT a.id, a.version, a.title, a.slug, a.author_id, a.lead, ",
    CATEGORY_LINES,
    ", a.body, a.published_at, a.planned_at, a.comments_open, a.comments_days, a.members_only,
        a.lead_picture, a.lead_caption, a.social_title, a.social_description, $3, $4
    FROM articles a WHERE a.id = $1"
);
