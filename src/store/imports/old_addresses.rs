//! Old addresses as readers ask for them: of articles, own pages, pictures and comments.

use jiff::Timestamp;

use super::contents::OldPlace;
use crate::article::Slug;
use crate::error::Result;
use crate::store::{Store, micros, moment, query_as, query_scalar};

/// Number of imported comments on a page of old anchors.
///
/// The anchors of another page are not found without script, so that nearly every article has one
/// page; and of this many the page is still as small as a picture.
pub const IMPORTED_PER_PAGE: i64 = 5_000;

/// Old address that leads to a place on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldPath {
    /// Path with the query, in one spelling.
    pub path: String,
    /// Host; empty if it is not known.
    pub host: String,
    /// Place.
    pub place: OldPlace,
    /// Slug of the article or own page; empty for a picture.
    pub slug: String,
    /// True if comments there had anchors like those of the board.
    pub has_like_anchors: bool,
}

/// Comment that was imported, as a list of old anchors shows it.
#[derive(Clone, Debug)]
pub struct ImportedComment {
    /// Number.
    pub id: i64,
    /// Name of its author, if that is known and readers see the comment.
    pub name: Option<String>,
    /// True if readers see only that it was removed.
    pub removed: bool,
    /// Time at which it was posted.
    pub posted_at: Timestamp,
    /// Name of the origin, as "wxr old.example".
    pub origin: String,
    /// Number in the other system.
    pub key: String,
}

/// Condition on the imported comments of an article in a state.
macro_rules! imported {
    ($state:literal) => {
        concat!(
            "WHERE c.article_id = $1 AND c.state = '",
            $state,
            "' AND i.kind = 'comment' AND i.new_id = c.id"
        )
    };
}

impl Store {
    /// Old addresses of either path, if their place is published.
    ///
    /// From the article to its comments to their origin, so that an article costs the comments up
    /// to the first that fits, and one without old addresses nothing.
    pub(in crate::store) const OLD_PATHS: &str = "SELECT o.path, o.host, o.article_id, o.page_id,
            o.picture_id, COALESCE(a.slug, v.slug, ''),
            EXISTS (SELECT 1 FROM comments c
                WHERE c.article_id = o.article_id AND c.state = 'visible' AND EXISTS
                    (SELECT 1 FROM imported i JOIN import_origins g ON g.id = i.origin_id
                    WHERE i.kind = 'comment' AND i.new_id = c.id
                        AND (g.name || ' ' LIKE $4 || ' %' OR g.name || ' ' LIKE $5 || ' %'
                            OR g.name || ' ' LIKE $6 || ' %')))
        FROM old_addresses o
        LEFT JOIN articles a ON a.id = o.article_id AND a.published_at <= $3
        LEFT JOIN static_pages p ON p.id = o.page_id
        LEFT JOIN static_page_versions v
            ON v.page_id = p.id AND v.number = p.version AND v.published
        WHERE o.path IN ($1, $2)
            AND (a.id IS NOT NULL OR v.slug IS NOT NULL OR o.picture_id IS NOT NULL)
        ORDER BY o.host LIMIT 100";

    /// Returns the old addresses with one of two paths, in one spelling, that lead somewhere.
    ///
    /// `like_ours` are the formats whose anchors look like those of the board.
    pub async fn old_paths(
        &self,
        paths: [&str; 2],
        like_ours: [&str; 3],
        now: Timestamp,
    ) -> Result<Vec<OldPath>> {
        type PathRow = (String, String, Option<i64>, Option<i64>, Option<i64>, String, bool);
        let [first, second] = paths;
        let [a, b, c] = like_ours;
        let rows: Vec<PathRow> = query_as(Self::OLD_PATHS)
            .bind(first)
            .bind(second)
            .bind(micros(now))
            .bind(a)
            .bind(b)
            .bind(c)
            .fetch_all(&mut self.public_reader())
            .await?;
        let found = rows.into_iter().filter_map(|row| {
            let (path, host, article, page, picture, slug, has_like_anchors) = row;
            let place = (article.map(OldPlace::Article))
                .or(page.map(OldPlace::Page))
                .or(picture.map(OldPlace::Picture))?;
            Some(OldPath { path, host, place, slug, has_like_anchors })
        });
        Ok(found.collect())
    }

    /// Existence of imported comments: only articles with an old address have any that are linked.
    pub(in crate::store) const HAS_IMPORTED: &str = "SELECT
        EXISTS (SELECT 1 FROM old_addresses WHERE article_id = $1)
        AND EXISTS (SELECT 1 FROM comments c WHERE c.article_id = $1 AND c.state = 'visible'
            AND EXISTS (SELECT 1 FROM imported i WHERE i.kind = 'comment' AND i.new_id = c.id))";

    /// Returns whether an article with an old address has imported comments.
    pub async fn has_imported_comments(&self, article: i64) -> Result<bool> {
        let has = query_scalar(Self::HAS_IMPORTED).bind(article);
        Ok(has.fetch_one(&mut self.public_reader()).await?)
    }

    /// Each state has an index of its own. SQLite keeps the order of `CROSS JOIN`; by itself it
    /// would begin with all imported comments.
    pub(in crate::store) const IMPORTED_COMMENTS: &str = concat!(
        "SELECT c.id, COALESCE(w.name, c.name), FALSE, c.posted_at, g.name, i.old_key
        FROM comments c CROSS JOIN imported i JOIN import_origins g ON g.id = i.origin_id
        LEFT JOIN accounts w ON w.id = c.account_id ",
        imported!("visible"),
        " UNION ALL SELECT c.id, CAST(NULL AS TEXT), TRUE, c.posted_at, g.name, i.old_key
        FROM comments c CROSS JOIN imported i JOIN import_origins g ON g.id = i.origin_id ",
        imported!("removed"),
        " ORDER BY 1 LIMIT $2 OFFSET $3"
    );

    /// Returns one page of the imported comments of an article in their order, and their number.
    ///
    /// Pages count from 1.
    pub async fn old_comments(
        &self,
        article: i64,
        page: i64,
    ) -> Result<(Vec<ImportedComment>, i64)> {
        const HOW_MANY: &str = concat!(
            "SELECT (SELECT COUNT(*) FROM comments c CROSS JOIN imported i ",
            imported!("visible"),
            ") + (SELECT COUNT(*) FROM comments c CROSS JOIN imported i ",
            imported!("removed"),
            ")"
        );
        type CommentRow = (i64, Option<String>, bool, i64, String, String);
        let mut db = self.public_reader();
        let rows: Vec<CommentRow> = query_as(Self::IMPORTED_COMMENTS)
            .bind(article)
            .bind(IMPORTED_PER_PAGE)
            .bind((page - 1) * IMPORTED_PER_PAGE)
            .fetch_all(&mut db)
            .await?;
        let total = query_scalar(HOW_MANY).bind(article).fetch_one(&mut db).await?;
        let comments = rows.into_iter().map(|(id, name, removed, posted_at, origin, key)| {
            let posted_at = moment(posted_at)?;
            Ok(ImportedComment { id, name, removed, posted_at, origin, key })
        });
        Ok((comments.collect::<Result<_>>()?, total))
    }

    /// Comment by its old number; from the origins, which are few, to the number in each.
    pub(in crate::store) const IMPORTED_COMMENT: &str = "SELECT i.new_id FROM import_origins g
        CROSS JOIN imported i CROSS JOIN comments c CROSS JOIN article_slugs s
        WHERE g.name || ' ' LIKE $3 || ' %'
            AND i.origin_id = g.id AND i.kind = 'comment' AND i.old_key = $2
            AND c.id = i.new_id AND c.state <> 'held' AND s.article_id = c.article_id AND s.slug = $1
        ORDER BY i.new_id LIMIT 1";

    /// Returns the comment of an article that had this number in a system of this format.
    pub async fn imported_comment(
        &self,
        article: &Slug,
        key: &str,
        format: &str,
    ) -> Result<Option<i64>> {
        Ok(query_scalar(Self::IMPORTED_COMMENT)
            .bind(article.as_str())
            .bind(key)
            .bind(format)
            .fetch_optional(&mut self.public_reader())
            .await?)
    }
}
