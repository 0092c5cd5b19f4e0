//! Maintenance of the search indexes from the rows in `unindexed`.
//!
//! They are indexed in batches, newest first, which any node may process.
//!
//! Triggers insert a row into `unindexed` with every change, in the same transaction. So a post
//! costs one more row and never waits for an index, no change is missed, and many changes share the
//! cost of one update. Rows that are not indexed yet are found all the same (`search.rs`).

use std::sync::{Mutex, PoisonError};

use constcat::concat;

use crate::error::Result;
use crate::markup::Html;
use crate::search::{Document, Stems};
use crate::store::{Store, moment, query, query_as, query_scalar};

/// Limit at which counting ends.
const COUNT_MAX: i64 = 10_000;

/// Search index, with the statements that maintain it.
struct IndexedTable {
    /// Value of the column `what` in `unindexed`.
    what: &'static str,
    /// Statement that reads the documents that were taken.
    read: &'static str,
    drop: &'static str,
    /// Statement that inserts or replaces a row.
    ///
    /// PostgreSQL needs a cast to the type of its vectors; the virtual tables of SQLite replace a
    /// row by another syntax.
    put_sqlite: &'static str,
    put_postgres: &'static str,
}

const INDEXED_TABLES: [IndexedTable; 2] = [
    IndexedTable {
        what: "article",
        read: READ_ARTICLES,
        drop: "DELETE FROM article_index WHERE rowid = $1",
        put_sqlite: "INSERT OR REPLACE INTO article_index (rowid, words, title)
            VALUES ($1, $2, $3)",
        put_postgres: "INSERT INTO article_index (rowid, words) VALUES ($1, CAST($2 AS TSVECTOR))
            ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
    },
    IndexedTable {
        what: "comment",
        read: READ_COMMENTS,
        drop: "DELETE FROM comment_index WHERE rowid = $1",
        put_sqlite: "INSERT OR REPLACE INTO comment_index (rowid, words) VALUES ($1, $2)",
        put_postgres: "INSERT INTO comment_index (rowid, words) VALUES ($1, CAST($2 AS TSVECTOR))
            ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
    },
];

/// Head of a statement that selects articles to be indexed, with their categories.
///
/// Drafts are included; searches check whether an article is published.
pub(super) const SELECT_ARTICLES: &str =
    "SELECT u.id, a.title, a.lead AS intro, a.html, CAST(NULL AS BIGINT) AS dated,
        (SELECT string_agg(CAST(ac.category_id AS TEXT), ' ') FROM article_categories ac
            WHERE ac.article_id = a.id) AS categories
    FROM unindexed u LEFT JOIN articles a ON a.id = u.id WHERE u.what = 'article' ";
/// Head of a statement that selects comments to be indexed, with the categories of their articles.
///
/// Those that are not visible have no text.
pub(super) const SELECT_COMMENTS: &str =
    "SELECT u.id, CAST(NULL AS TEXT) AS title, CAST(NULL AS TEXT) AS intro,
        CASE WHEN c.state = 'visible' THEN c.html END AS html, c.posted_at AS dated,
        (SELECT string_agg(CAST(ac.category_id AS TEXT), ' ') FROM article_categories ac
            WHERE ac.article_id = c.article_id) AS categories
    FROM unindexed u LEFT JOIN comments c ON c.id = u.id WHERE u.what = 'comment' ";

const READ_ARTICLES: &str = concat!(SELECT_ARTICLES, "AND u.taken ORDER BY u.id");
const READ_COMMENTS: &str = concat!(SELECT_COMMENTS, "AND u.taken ORDER BY u.id");

/// Row to be indexed, or to be deleted from the index if it has no text.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct Unindexed {
    pub(in crate::store) id: i64,
    title: Option<String>,
    intro: Option<String>,
    html: Option<String>,
    dated: Option<i64>,
    categories: Option<String>,
}

impl Unindexed {
    /// Creates the row of a visible comment; `categories` are ids separated by spaces.
    pub(in crate::store) fn of_comment(
        id: i64,
        html: String,
        dated: i64,
        categories: Option<String>,
    ) -> Self {
        Self { id, title: None, intro: None, html: Some(html), dated: Some(dated), categories }
    }

    /// Returns whether it belongs to this category.
    pub(in crate::store) fn is_in(&self, category: i64) -> bool {
        self.categories().any(|known| known == category)
    }

    fn categories(&self) -> impl Iterator<Item = i64> {
        self.categories
            .iter()
            .flat_map(|all| all.split(' '))
            .filter_map(|category| category.parse().ok())
    }

    /// Returns the document to be indexed, or `None` if there is no text.
    pub(in crate::store) fn document(self, stems: &mut Stems) -> Result<Option<Document>> {
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
    /// Returns whether any row is to be indexed.
    pub async fn has_unindexed(&self) -> Result<bool> {
        const ANY: &str = "SELECT EXISTS (SELECT 1 FROM unindexed)";
        Ok(query_scalar(ANY).fetch_one(&mut self.reader()).await?)
    }

    /// Returns the number of rows to be indexed. Counting ends at `COUNT_MAX`.
    pub async fn unindexed(&self) -> Result<i64> {
        const UNINDEXED: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM unindexed LIMIT $1) u";
        Ok(query_scalar(UNINDEXED).bind(COUNT_MAX).fetch_one(&mut self.reader()).await?)
    }

    /// Indexes at most `most` articles and `most` comments, and returns how many it indexed.
    ///
    /// A batch that is interrupted changes nothing.
    pub async fn index(&self, most: i64, stems: &mut Stems) -> Result<usize> {
        // On PostgreSQL other nodes may index at the same moment; their rows are skipped. On SQLite
        // writers wait for each other.
        const TAKE_SQLITE: &str = "UPDATE unindexed SET taken = TRUE WHERE what = $1 AND id IN
            (SELECT id FROM unindexed WHERE what = $1 ORDER BY id DESC LIMIT $2)";
        const TAKE_POSTGRES: &str = "UPDATE unindexed SET taken = TRUE WHERE what = $1 AND id IN
            (SELECT id FROM unindexed WHERE what = $1 ORDER BY id DESC LIMIT $2
                FOR UPDATE SKIP LOCKED)";
        const DONE: &str = "DELETE FROM unindexed WHERE what = $1 AND taken";
        let is_postgres = matches!(self, Self::Postgres(_));
        let take = if is_postgres { TAKE_POSTGRES } else { TAKE_SQLITE };
        let stems = &Mutex::new(stems);
        let mut indexed = 0;
        for shelf in &INDEXED_TABLES {
            let put = if is_postgres { shelf.put_postgres } else { shelf.put_sqlite };
            indexed += self
                .write(|mut tx| async move {
                    let taken = query(take).bind(shelf.what).bind(most).execute(&mut tx).await?;
                    // Read after the rows are taken, so that changes of others up to then are seen.
                    let rows: Vec<Unindexed> = if taken == 0 {
                        Vec::new()
                    } else {
                        query_as(shelf.read).fetch_all(&mut tx).await?
                    };
                    let count = rows.len();
                    for row in rows {
                        let id = row.id;
                        let document = row
                            .document(&mut stems.lock().unwrap_or_else(PoisonError::into_inner))?;
                        match document {
                            None => query(shelf.drop).bind(id).execute(&mut tx).await?,
                            Some(document) if is_postgres => {
                                query(put).bind(id).bind(document.vector()).execute(&mut tx).await?
                            }
                            Some(document) => {
                                let (words, title) = (document.words(), document.title());
                                query(put).bind(id).bind(words).bind(title).execute(&mut tx).await?
                            }
                        };
                    }
                    query(DONE).bind(shelf.what).execute(&mut tx).await?;
                    Ok(tx.commit(count))
                })
                .await?;
        }
        Ok(indexed)
    }
}
