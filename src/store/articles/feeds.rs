//! Contents of the feeds and the site map: newest articles in full, newest comments, addresses.

use constcat::concat;
use jiff::Timestamp;

use super::{ArticleRow, NEWEST_FIRST, SELECT_ARTICLES, address};
use crate::article::{Article, Slug};
use crate::comment::Comment;
use crate::error::Result;
use crate::store::comments::{COMMENT_COLUMNS, COMMENT_TABLES, CommentRow};
use crate::store::{Moment, Store, micros, moment, query_as, query_scalar};

/// Number of entries in a feed: enough for a feed reader that polls once a day.
const IN_A_FEED: i64 = 30;

/// Number of newest comments on the front page.
const ON_THE_FRONT_PAGE: i64 = 5;

/// Comment in a feed.
#[derive(Clone, Debug)]
pub struct News {
    /// The comment.
    pub comment: Comment,
    /// Time at which it first became visible.
    pub shown: Timestamp,
    /// Title of its article.
    pub title: String,
}

#[derive(sqlx::FromRow)]
struct NewsRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    first_shown: Moment,
    title: String,
}

impl Store {
    pub(in crate::store) const NEWEST_WHOLE: &str = concat!(
        SELECT_ARTICLES,
        "SELECT id FROM articles WHERE published_at <= $1 AND site_id IS NULL
        ORDER BY published_at DESC, id DESC LIMIT $2",
        NEWEST_FIRST
    );

    /// Returns the newest published articles in full.
    pub async fn newest_whole(&self, now: Timestamp) -> Result<Vec<Article>> {
        let rows: Vec<ArticleRow> = query_as(Self::NEWEST_WHOLE)
            .bind(micros(now))
            .bind(IN_A_FEED)
            .fetch_all(&mut self.public_reader())
            .await?;
        ArticleRow::gather(rows)
    }

    // Sorted by the time of posting, and not by id, because imported comments have high ids and old
    // times.
    pub(in crate::store) const NEWEST_COMMENTS: &str = concat!(
        COMMENT_COLUMNS,
        ", c.shown_at AS first_shown, ar.title",
        COMMENT_TABLES,
        "CROSS JOIN articles ar
        WHERE ar.id = c.article_id AND c.posted_at > 0 AND c.state = 'visible' AND ar.published_at <= $1
        ORDER BY c.posted_at DESC, c.id DESC LIMIT $2"
    );

    pub(in crate::store) const NEWEST_COMMENTS_ON: &str = concat!(
        COMMENT_COLUMNS,
        ", c.shown_at AS first_shown, ar.title",
        COMMENT_TABLES,
        "CROSS JOIN articles ar
        WHERE c.article_id = $3 AND ar.id = c.article_id AND c.state = 'visible'
            AND ar.published_at <= $1
         ORDER BY c.shown_at DESC, c.id DESC LIMIT $2"
    );

    /// Returns the newest visible comments, of all articles or of one.
    pub async fn newest_comments(&self, article: Option<i64>, now: Timestamp) -> Result<Vec<News>> {
        self.news(article, IN_A_FEED, now).await
    }

    /// Returns the few newest visible comments for the front page.
    pub async fn latest_comments(&self, now: Timestamp) -> Result<Vec<News>> {
        self.news(None, ON_THE_FRONT_PAGE, now).await
    }

    async fn news(&self, article: Option<i64>, many: i64, now: Timestamp) -> Result<Vec<News>> {
        let rows: Vec<NewsRow> = {
            let mut db = self.public_reader();
            match article {
                None => {
                    query_as(Self::NEWEST_COMMENTS)
                        .bind(micros(now))
                        .bind(many)
                        .fetch_all(&mut db)
                        .await?
                }
                Some(article) => {
                    let on = query_as(Self::NEWEST_COMMENTS_ON)
                        .bind(micros(now))
                        .bind(many)
                        .bind(article);
                    on.fetch_all(&mut db).await?
                }
            }
        };
        let news = |row: NewsRow| {
            Ok(News {
                comment: row.comment.try_into()?,
                shown: row.first_shown.into(),
                title: row.title,
            })
        };
        rows.into_iter().map(news).collect()
    }

    pub(in crate::store) const ADDRESSES: &str = "SELECT slug,
            CASE WHEN edited_at > published_at THEN edited_at ELSE published_at END
        FROM articles WHERE published_at <= $1 AND site_id IS NULL
        ORDER BY published_at DESC, id DESC LIMIT $2 OFFSET $3";

    /// Returns the slugs of published articles, newest first, with their times of change.
    ///
    /// Skips `after` articles and returns at most `many`. The second value is the total number of
    /// published articles.
    pub async fn article_addresses(
        &self,
        many: i64,
        after: i64,
        now: Timestamp,
    ) -> Result<(Vec<(Slug, Timestamp)>, i64)> {
        const HOW_MANY: &str =
            "SELECT COUNT(*) FROM articles WHERE published_at <= $1 AND site_id IS NULL";
        let (rows, total): (Vec<(String, i64)>, i64) = {
            let mut db = self.public_reader();
            (
                query_as(Self::ADDRESSES)
                    .bind(micros(now))
                    .bind(many)
                    .bind(after)
                    .fetch_all(&mut db)
                    .await?,
                query_scalar(HOW_MANY).bind(micros(now)).fetch_one(&mut db).await?,
            )
        };
        let dated = |(slug, changed): (String, i64)| Ok((address(&slug)?, moment(changed)?));
        Ok((rows.into_iter().map(dated).collect::<Result<_>>()?, total))
    }

    pub(in crate::store) const CATEGORIES: &str =
        "SELECT k.slug, MAX(a.published_at) FROM categories k
        CROSS JOIN article_categories ac CROSS JOIN articles a
        WHERE ac.category_id = k.id AND a.id = ac.article_id AND a.published_at <= $1
        GROUP BY k.slug ORDER BY k.slug";

    /// Returns every category with a published article, and the publication time of its newest.
    pub async fn category_addresses(&self, now: Timestamp) -> Result<Vec<(Slug, Timestamp)>> {
        let rows: Vec<(String, i64)> = query_as(Self::CATEGORIES)
            .bind(micros(now))
            .fetch_all(&mut self.public_reader())
            .await?;
        rows.into_iter().map(|(slug, newest)| Ok((address(&slug)?, moment(newest)?))).collect()
    }
}
