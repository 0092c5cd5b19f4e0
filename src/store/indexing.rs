//! Keeping the indexes up to date: what is in `unindexed` is put into them, newest first, in batches that any node may make.
//!
//! Triggers write a row of `unindexed` with every change, in its own transaction; so a post costs one row more and never waits for an
//! index, nothing is ever forgotten, and many changes share the work of one. What is not indexed yet is found all the same (`search.rs`).

use super::{Store, moment, read, write};
use crate::error::Result;
use crate::markup::Html;
use crate::search::{Document, Stems};

/// An index, and what it is made of.
struct Shelf {
    /// What it is called in `unindexed`.
    what: &'static str,
    /// What stands in it of what was taken.
    read: &'static str,
    drop: &'static str,
    /// PostgreSQL calls its vectors by their type, SQLite's virtual tables know another way to replace a row.
    put_sqlite: &'static str,
    put_postgres: &'static str,
}

const SHELVES: [Shelf; 2] = [
    Shelf {
        what: "article",
        read: READ_ARTICLES,
        drop: "DELETE FROM article_index WHERE rowid = $1",
        put_sqlite: "INSERT OR REPLACE INTO article_index (rowid, words, title) VALUES ($1, $2, $3)",
        put_postgres: "INSERT INTO article_index (rowid, words) VALUES ($1, CAST($2 AS TSVECTOR))
            ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
    },
    Shelf {
        what: "comment",
        read: READ_COMMENTS,
        drop: "DELETE FROM comment_index WHERE rowid = $1",
        put_sqlite: "INSERT OR REPLACE INTO comment_index (rowid, words) VALUES ($1, $2)",
        put_postgres: "INSERT INTO comment_index (rowid, words) VALUES ($1, CAST($2 AS TSVECTOR))
            ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
    },
];

/// Articles with their categories, drafts too: whether readers see one is looked at when they search.
macro_rules! articles_to_index {
    ($rest:literal) => {
        concat!(
            "SELECT u.id, a.title, a.lead AS intro, a.html, CAST(NULL AS BIGINT) AS dated,
                (SELECT string_agg(CAST(ac.category_id AS TEXT), ' ') FROM article_categories ac WHERE ac.article_id = a.id) AS categories
            FROM unindexed u LEFT JOIN articles a ON a.id = u.id WHERE u.what = 'article' ",
            $rest
        )
    };
}

/// Comments with the categories of their articles; what readers do not see has no text.
macro_rules! comments_to_index {
    ($rest:literal) => {
        concat!(
            "SELECT u.id, CAST(NULL AS TEXT) AS title, CAST(NULL AS TEXT) AS intro,
                CASE WHEN c.state = 'visible' THEN c.html END AS html, c.posted_at AS dated,
                (SELECT string_agg(CAST(ac.category_id AS TEXT), ' ') FROM article_categories ac
                    WHERE ac.article_id = c.article_id) AS categories
            FROM unindexed u LEFT JOIN comments c ON c.id = u.id WHERE u.what = 'comment' ",
            $rest
        )
    };
}

const READ_ARTICLES: &str = articles_to_index!("AND u.taken ORDER BY u.id");
const READ_COMMENTS: &str = comments_to_index!("AND u.taken ORDER BY u.id");

pub(super) use {articles_to_index, comments_to_index};

/// What is to be indexed, or dropped when it has no text.
#[derive(sqlx::FromRow)]
pub(super) struct Unindexed {
    pub(super) id: i64,
    title: Option<String>,
    intro: Option<String>,
    html: Option<String>,
    dated: Option<i64>,
    categories: Option<String>,
}

impl Unindexed {
    /// A comment that readers see; categories are numbers with spaces between them.
    pub(super) fn of_comment(
        id: i64,
        html: String,
        dated: i64,
        categories: Option<String>,
    ) -> Self {
        Self { id, title: None, intro: None, html: Some(html), dated: Some(dated), categories }
    }

    /// Whether it belongs to this category.
    pub(super) fn is_in(&self, category: i64) -> bool {
        self.categories().any(|known| known == category)
    }

    fn categories(&self) -> impl Iterator<Item = i64> {
        self.categories
            .iter()
            .flat_map(|all| all.split(' '))
            .filter_map(|category| category.parse().ok())
    }

    /// What an index should hold of it; `None` is nothing.
    pub(super) fn document(self, stems: &mut Stems) -> Result<Option<Document>> {
        let categories: Vec<i64> = self.categories().collect();
        let Some(html) = self.html else { return Ok(None) };
        let text = format!("{} {}", self.intro.unwrap_or_default(), Html::stored(html).plain());
        let dated = self.dated.map(moment).transpose()?;
        Ok(Some(Document::new(
            self.title.as_deref().unwrap_or_default(),
            &text,
            &categories,
            dated,
            stems,
        )))
    }
}

impl Store {
    /// Whether there is anything to index.
    pub async fn has_unindexed(&self) -> Result<bool> {
        const ANY: &str = "SELECT EXISTS (SELECT 1 FROM unindexed)";
        Ok(read!(self, |db| {
            let found: bool = sqlx::query_scalar(ANY).fetch_one(db).await?;
            found
        }))
    }

    /// Brings the indexes up to date with at most so many articles and so many comments; how many there were. Broken off, it has done
    /// nothing.
    pub async fn index(&self, most: i64, stems: &mut Stems) -> Result<usize> {
        // Only PostgreSQL has others who index at the same moment, whose rows it passes by. Elsewhere everybody takes turns.
        const TAKE_SQLITE: &str = "UPDATE unindexed SET taken = TRUE WHERE what = $1 AND id IN
            (SELECT id FROM unindexed WHERE what = $1 ORDER BY id DESC LIMIT $2)";
        const TAKE_POSTGRES: &str = "UPDATE unindexed SET taken = TRUE WHERE what = $1 AND id IN
            (SELECT id FROM unindexed WHERE what = $1 ORDER BY id DESC LIMIT $2 FOR UPDATE SKIP LOCKED)";
        const DONE: &str = "DELETE FROM unindexed WHERE what = $1 AND taken";
        let is_postgres = matches!(self, Self::Postgres(_));
        let take = if is_postgres { TAKE_POSTGRES } else { TAKE_SQLITE };
        let mut indexed = 0;
        for shelf in &SHELVES {
            let put = if is_postgres { shelf.put_postgres } else { shelf.put_sqlite };
            indexed += write!(self, |tx| {
                let taken = sqlx::query(take)
                    .bind(shelf.what)
                    .bind(most)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
                // After they were taken, so that what others changed until then is seen.
                let rows: Vec<Unindexed> = if taken == 0 {
                    Vec::new()
                } else {
                    sqlx::query_as(shelf.read).fetch_all(&mut *tx).await?
                };
                let count = rows.len();
                for row in rows {
                    let id = row.id;
                    match row.document(stems)? {
                        None => sqlx::query(shelf.drop).bind(id).execute(&mut *tx).await?,
                        Some(document) if is_postgres => {
                            sqlx::query(put)
                                .bind(id)
                                .bind(document.vector())
                                .execute(&mut *tx)
                                .await?
                        }
                        Some(document) => {
                            let (words, title) = (document.words(), document.title());
                            sqlx::query(put)
                                .bind(id)
                                .bind(words)
                                .bind(title)
                                .execute(&mut *tx)
                                .await?
                        }
                    };
                }
                sqlx::query(DONE).bind(shelf.what).execute(&mut *tx).await?;
                count
            });
        }
        Ok(indexed)
    }
}
