//! Search for articles and comments.
//!
//! Hits of an index are checked again before they are shown, because an index may still contain a
//! comment that was just removed. Of the texts not indexed yet, the newest are searched here.

mod hits;
pub(super) mod indexing;
pub(super) mod spelling;

pub use hits::{Found, FoundArticle, FoundComment};

use constcat::concat;
use jiff::Timestamp;

use super::{Store, micros, moment};
use crate::error::Result;
use crate::markup::Html;
use crate::search::{MOST, MOST_ARTICLES, Question, Stems, Writing};
use crate::store::{query_as, query_scalar};
use indexing::{SELECT_ARTICLES, SELECT_COMMENTS, Unindexed};

/// Number of the newest unindexed texts that are searched: a second of posting on a busy board.
const UNINDEXED_READ: i64 = 50;

#[derive(sqlx::FromRow)]
struct CommentRow {
    id: i64,
    author: Option<String>,
    html: String,
    posted_at: i64,
    article: String,
    found: i64,
}

#[derive(sqlx::FromRow)]
struct ArticleRow {
    slug: String,
    title: String,
    author: Option<String>,
    page_url: Option<String>,
    intro: Option<String>,
    html: String,
    published_at: i64,
    found: i64,
}

/// Head of a query for the articles that readers do not see at a moment, which follows.
const UNSEEN_AT: &str = "SELECT id FROM articles WHERE published_at IS NULL
    UNION ALL SELECT id FROM articles WHERE published_at > ";

/// Builds a query for comments that readers see, newest first.
///
/// Each database has its own syntax for the search expression and for a list of numbers.
///
/// SQLite keeps the order of a `CROSS JOIN` and uses no index for a column with a `+`; otherwise it
/// may scan the articles and query the index for each. PostgreSQL chooses the plan itself. The
/// articles that readers do not see are few and are therefore listed: to check the date of every
/// article, the database would have to read past its text.
macro_rules! comments_found {
    ($matches:literal, $numbers:literal) => {
        concat!(
            "WITH indexed AS MATERIALIZED (
                SELECT f.rowid AS id
                FROM comment_index f CROSS JOIN comments c
                WHERE ",
            $matches,
            " AND c.id = f.rowid AND +c.article_id NOT IN (",
            UNSEEN_AT,
            "$4) AND c.state = 'visible' AND c.posted_at >= $2 AND c.posted_at <= $3
                ORDER BY f.rowid DESC LIMIT $5
            ), hits AS MATERIALIZED (
                SELECT id FROM indexed
                UNION SELECT c.id FROM comments c
                WHERE c.id IN (",
            $numbers,
            ") AND +c.article_id NOT IN (",
            UNSEEN_AT,
            "$4) AND c.state = 'visible' AND c.posted_at >= $2 AND c.posted_at <= $3
            )
            SELECT c.id, COALESCE(w.name, c.name) AS author, c.html, c.posted_at,
                a.title AS article,
                (SELECT COUNT(*) FROM hits) AS found
            FROM (SELECT id FROM hits ORDER BY id DESC LIMIT $7 OFFSET $8) page
                JOIN comments c ON c.id = page.id JOIN articles a ON a.id = c.article_id
                LEFT JOIN accounts w ON w.id = c.account_id
            ORDER BY c.id DESC"
        )
    };
}

/// FROM clause for the indexed articles that readers see, with any date.
const ANY_DATE: &str = concat!("article_index f WHERE +f.rowid NOT IN (", UNSEEN_AT, "$5)");
/// FROM clause for the indexed articles within a period.
///
/// They are few and are therefore listed.
const WITHIN_PERIOD: &str = "article_index f WHERE +f.rowid IN (
    SELECT id FROM articles WHERE published_at <= $5 AND published_at >= $3
        AND published_at <= $4)";

/// Builds a query for articles that readers see; `seen` is the FROM clause.
///
/// Those that match in the title come first, then the others; both newest first.
macro_rules! articles_found {
    ($seen:expr, $in_title:literal, $matches:literal, $numbers:literal, $titled:literal) => {
        concat!(
            "WITH titled AS MATERIALIZED (
                SELECT f.rowid AS id FROM ",
            $seen,
            " AND ",
            $in_title,
            " AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.what = 'article' AND u.id = f.rowid)
                ORDER BY f.rowid DESC LIMIT $6
            ), others AS MATERIALIZED (
                SELECT f.rowid AS id FROM ",
            $seen,
            " AND ",
            $matches,
            " AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.what = 'article' AND u.id = f.rowid)
                ORDER BY f.rowid DESC LIMIT $6
            ), hits AS MATERIALIZED (
                SELECT id, MAX(weight) AS weight FROM (
                    SELECT id, 1 AS weight FROM titled
                    UNION ALL SELECT id, 0 AS weight FROM others
                    UNION ALL SELECT a.id, CASE WHEN a.id IN (",
            $titled,
            ") THEN 1 ELSE 0 END AS weight FROM articles a WHERE a.id IN (",
            $numbers,
            ") AND +a.published_at <= $5 AND +a.published_at >= $3 AND +a.published_at <= $4
                ) found GROUP BY id
            )
            SELECT a.slug, a.title, w.name AS author, a.page_url, a.lead AS intro, a.html,
                a.published_at,
                (SELECT COUNT(*) FROM hits) AS found
            FROM (
                SELECT h.id, h.weight FROM hits h JOIN articles o ON o.id = h.id
                ORDER BY h.weight DESC, o.published_at DESC, o.id DESC LIMIT $8 OFFSET $9
            ) page JOIN articles a ON a.id = page.id
                LEFT JOIN accounts w ON w.id = a.author_id
            ORDER BY page.weight DESC, a.published_at DESC, a.id DESC"
        )
    };
}

/// Builds that query for SQLite.
macro_rules! articles_found_sqlite {
    ($seen:expr) => {
        articles_found!(
            $seen,
            "f.article_index MATCH $1",
            "f.article_index MATCH $2",
            "SELECT CAST(value AS INTEGER) FROM json_each($7)",
            "SELECT CAST(value AS INTEGER) FROM json_each($10)"
        )
    };
}

/// Builds that query for PostgreSQL.
macro_rules! articles_found_postgres {
    ($seen:expr) => {
        articles_found!(
            $seen,
            "f.words @@ CAST($1 AS TSQUERY)",
            "f.words @@ CAST($2 AS TSQUERY)",
            "SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($7 AS JSON))",
            "SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($10 AS JSON))"
        )
    };
}

impl Store {
    pub(super) const COMMENTS_FOUND: &str = comments_found!(
        "f.comment_index MATCH $1",
        "SELECT CAST(value AS INTEGER) FROM json_each($6)"
    );
    const COMMENTS_FOUND_POSTGRES: &str = comments_found!(
        "f.words @@ CAST($1 AS TSQUERY)",
        "SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($6 AS JSON))"
    );
    pub(super) const ARTICLES_FOUND: &str = articles_found_sqlite!(ANY_DATE);
    pub(super) const ARTICLES_FOUND_WITHIN: &str = articles_found_sqlite!(WITHIN_PERIOD);
    const ARTICLES_FOUND_POSTGRES: &str = articles_found_postgres!(ANY_DATE);
    const ARTICLES_FOUND_WITHIN_POSTGRES: &str = articles_found_postgres!(WITHIN_PERIOD);
    pub(super) const NEWEST_COMMENTS_UNINDEXED: &str =
        concat!(SELECT_COMMENTS, "ORDER BY u.id DESC LIMIT $1");
    pub(super) const NEWEST_ARTICLES_UNINDEXED: &str =
        concat!(SELECT_ARTICLES, "ORDER BY u.id DESC LIMIT $1");

    /// Returns the comments that match a question, newest first.
    ///
    /// Returns at most `count` of them after skipping `after`.
    pub async fn find_comments(
        &self,
        question: &Question,
        (count, after): (i64, i64),
        stems: &mut Stems,
        now: Timestamp,
    ) -> Result<Found<FoundComment>> {
        let (writing, statement, persistent) =
            self.ways(Self::COMMENTS_FOUND, Self::COMMENTS_FOUND_POSTGRES);
        let expression = question.expression(writing, true);
        let (since, until) = period(question);
        let rows: Vec<CommentRow> = {
            let mut db = self.search_reader();
            let unindexed = query_as(Self::NEWEST_COMMENTS_UNINDEXED)
                .bind(UNINDEXED_READ)
                .fetch_all(&mut db)
                .await?;
            let (meant, _) = meant(unindexed, question, stems).await?;
            query_as(statement)
                .persistent(persistent)
                .bind(&expression)
                .bind(since)
                .bind(until)
                .bind(micros(now))
                .bind(MOST + 1)
                .bind(&meant)
                .bind(count)
                .bind(after)
                .fetch_all(&mut db)
                .await?
        };
        let total = rows.first().map_or(0, |row| row.found);
        let hits = rows.into_iter().map(FoundComment::try_from).collect::<Result<_>>()?;
        Ok(Found { hits, total })
    }

    /// Returns the articles that match a question.
    ///
    /// Returns at most `count` of them after skipping `after`. Matches in the title come first.
    pub async fn find_articles(
        &self,
        question: &Question,
        (count, after): (i64, i64),
        stems: &mut Stems,
        now: Timestamp,
    ) -> Result<Found<FoundArticle>> {
        let is_dated = question.since.is_some() || question.until.is_some();
        let (writing, statement, persistent) = if is_dated {
            self.ways(Self::ARTICLES_FOUND_WITHIN, Self::ARTICLES_FOUND_WITHIN_POSTGRES)
        } else {
            self.ways(Self::ARTICLES_FOUND, Self::ARTICLES_FOUND_POSTGRES)
        };
        let (in_title, anywhere) =
            (question.in_title(writing), question.expression(writing, false));
        let (since, until) = period(question);
        let rows: Vec<ArticleRow> = {
            let mut db = self.search_reader();
            let unindexed = query_as(Self::NEWEST_ARTICLES_UNINDEXED)
                .bind(UNINDEXED_READ)
                .fetch_all(&mut db)
                .await?;
            let (meant, titled) = meant(unindexed, question, stems).await?;
            query_as(statement)
                .persistent(persistent)
                .bind(&in_title)
                .bind(&anywhere)
                .bind(since)
                .bind(until)
                .bind(micros(now))
                .bind(MOST_ARTICLES + 1)
                .bind(&meant)
                .bind(count)
                .bind(after)
                .bind(&titled)
                .fetch_all(&mut db)
                .await?
        };
        let total = rows.first().map_or(0, |row| row.found);
        let hits = rows.into_iter().map(FoundArticle::try_from).collect::<Result<_>>()?;
        Ok(Found { hits, total })
    }

    /// Returns the query syntax and the statement of the database.
    ///
    /// The boolean tells whether the statement is kept prepared. PostgreSQL plans a search anew
    /// each time, because the best plan depends on how common its words are.
    fn ways(&self, sqlite: &'static str, postgres: &'static str) -> (Writing, &'static str, bool) {
        match self {
            Self::Sqlite { .. } => (Writing::Fts5, sqlite, true),
            Self::Postgres(_) => (Writing::Vector, postgres, false),
        }
    }

    const FILTERS: &str = "SELECT c.id, c.slug, c.name FROM categories c WHERE EXISTS (
            SELECT 1 FROM article_categories ac JOIN articles a ON a.id = ac.article_id
            WHERE ac.category_id = c.id AND a.published_at <= $1)
        ORDER BY c.name, c.id";
    pub(super) const OLDEST: &str =
        "SELECT MIN(published_at) FROM articles WHERE published_at <= $1";

    /// Returns the choices of the search form.
    ///
    /// These are all categories with a published article (number, slug, name), and the date of the
    /// oldest article.
    pub async fn search_filters(
        &self,
        now: Timestamp,
    ) -> Result<(Vec<(i64, String, String)>, Option<Timestamp>)> {
        let (categories, oldest): (_, Option<i64>) = {
            let mut db = self.public_reader();
            (
                query_as(Self::FILTERS).bind(micros(now)).fetch_all(&mut db).await?,
                query_scalar(Self::OLDEST).bind(micros(now)).fetch_one(&mut db).await?,
            )
        };
        Ok((categories, oldest.map(moment).transpose()?))
    }
}

/// Returns the first and last moment of a question's period in microseconds.
fn period(question: &Question) -> (i64, i64) {
    (question.since.map_or(i64::MIN, micros), question.until.map_or(i64::MAX, micros))
}

/// Returns the numbers of the texts that match a question.
///
/// The second list holds those that match in the title. Both are JSON arrays. Yields to other tasks
/// after each text, because stemming a long one takes a while.
async fn meant(
    unindexed: Vec<Unindexed>,
    question: &Question,
    stems: &mut Stems,
) -> Result<(String, String)> {
    let (mut meant, mut titled) = (Vec::new(), Vec::new());
    for row in unindexed {
        tokio::task::yield_now().await;
        let id = row.id;
        let in_category = question.category.is_none_or(|category| row.is_in(category));
        let Some(document) = row
            .document(stems)?
            .filter(|document| in_category && document.is_meant(&question.query))
        else {
            continue;
        };
        meant.push(id.to_string());
        if document.is_titled(&question.query) {
            titled.push(id.to_string());
        }
    }
    let list = |numbers: Vec<String>| format!("[{}]", numbers.join(","));
    Ok((list(meant), list(titled)))
}

impl TryFrom<CommentRow> for FoundComment {
    type Error = crate::error::Error;

    fn try_from(row: CommentRow) -> Result<Self> {
        let CommentRow { id, author, html, posted_at, article, .. } = row;
        Ok(Self { id, author, html: Html::stored(html), posted_at: moment(posted_at)?, article })
    }
}

impl TryFrom<ArticleRow> for FoundArticle {
    type Error = crate::error::Error;

    fn try_from(row: ArticleRow) -> Result<Self> {
        let ArticleRow { slug, title, author, page_url, intro, html, published_at, .. } = row;
        Ok(Self {
            slug,
            title,
            author,
            page_url,
            intro,
            html: Html::stored(html),
            published_at: moment(published_at)?,
        })
    }
}
