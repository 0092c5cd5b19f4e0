//! Checks of single comments: HTML, address key, and the words in the index.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinHandle;

use super::index::{Moment, Sums, is_in};
use super::{Check, Rows};
use crate::account::Email;
use crate::error::Result;
use crate::markup;
use crate::search::Stems;
use crate::store::search::indexing::Unindexed;
use crate::store::{query, query_as, query_scalar};

/// Comments read at once.
const BATCH: i64 = 2_000;

#[derive(sqlx::FromRow)]
struct TextRow {
    id: i64,
    article_id: i64,
    email: Option<String>,
    email_key: Option<String>,
    body: String,
    html: String,
    posted_at: i64,
    is_indexed: bool,
}

/// Reference data for the comparison of comments.
struct Against {
    /// Categories of each article, which the index stores with its comments.
    categories: HashMap<i64, String>,
    /// Rows up to this number may be an older version's, which is no damage.
    outdated: i64,
    /// Sums of the index, empty on PostgreSQL.
    sums: Sums,
    on_postgres: bool,
    /// Stemmers not used by any thread at the moment. `None` if the index is not checked.
    stems: Option<Mutex<Vec<Stems>>>,
    first: Option<Stems>,
}

/// Faults of a batch, and the vectors PostgreSQL has to compare.
#[derive(Default)]
struct Judged {
    html: Vec<(i64, String)>,
    keys: Vec<(i64, String)>,
    words: Vec<i64>,
    vectors: Vec<(i64, String)>,
}

/// Faults of all batches so far.
#[derive(Default)]
struct Wrong {
    html: Rows,
    keys: Rows,
    words: Vec<i64>,
}

impl Against {
    fn judge(&self, rows: Vec<TextRow>) -> Result<Judged> {
        let mut stems = self.stems.as_ref().and_then(|idle| {
            let known = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            known.or_else(|| self.first.as_ref().map(Stems::another))
        });
        let mut judged = Judged::default();
        for row in rows {
            let is_current = row.id > self.outdated;
            if is_current {
                let html = markup::comment(&row.body);
                if html.as_str().trim_end() != row.html.trim_end() {
                    judged.html.push((row.id, html.as_str().to_owned()));
                }
            }
            let key = row.email.map(|email| Email::stored(email).key());
            if let Some(key) = key.filter(|key| row.email_key.as_ref() != Some(key)) {
                judged.keys.push((row.id, key));
            }
            let Some(stems) = stems.as_mut().filter(|_| row.is_indexed && is_current) else {
                continue;
            };
            let categories = self.categories.get(&row.article_id).cloned();
            let text = Unindexed::of_comment(row.id, row.html, row.posted_at, categories);
            let Some(document) = text.document(stems)? else { continue };
            if self.on_postgres {
                judged.vectors.push((row.id, document.vector()));
            } else if !is_in(&self.sums, row.id, &document) {
                judged.words.push(row.id);
            }
        }
        if let (Some(idle), Some(stems)) = (&self.stems, stems) {
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(stems);
        }
        Ok(judged)
    }
}

impl Check<'_> {
    /// Reads every comment once and derives its data on as many threads as there are cores.
    pub(super) async fn comments(&mut self) -> Result<()> {
        let outcome = self.article_index().await;
        self.unless_damaged("article_index", outcome)?;
        let outcome = self.comment_texts().await;
        self.unless_damaged("comments", outcome).map(drop)
    }

    async fn comment_texts(&mut self) -> Result<()> {
        const LAST: &str = "SELECT COALESCE(MAX(id), 0) FROM comments";
        self.tell("index", 0, 1);
        // Read before the rows, so that rows renewed meanwhile are skipped.
        let outdated = self.store.outdated_up_to("comment").await?;
        let mut moment = Moment::of(self.store).await?;
        let against = Arc::new(self.against(&mut moment, outdated).await?);
        let total: i64 = query_scalar(LAST).fetch_one(&mut self.store.reader()).await?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mut under_way: VecDeque<(i64, JoinHandle<Result<Judged>>)> = VecDeque::new();
        let (mut wrong, mut last, mut is_over) = (Wrong::default(), 0, false);
        while !is_over || !under_way.is_empty() {
            if !is_over && under_way.len() <= threads {
                let rows = moment.comments(last).await?;
                match rows.last() {
                    None => is_over = true,
                    Some(end) => {
                        last = end.id;
                        let against = Arc::clone(&against);
                        let judged = tokio::task::spawn_blocking(move || against.judge(rows));
                        under_way.push_back((last, judged));
                        continue;
                    }
                }
            }
            if let Some((done, judged)) = under_way.pop_front() {
                let judged = judged.await.map_err(anyhow::Error::new)??;
                self.take(judged, &mut moment, &mut wrong).await?;
                self.tell("comments", done.unsigned_abs(), total.unsigned_abs());
            }
        }
        drop(moment);
        let remedy = self.mended();
        self.found(
            "comments",
            "comments whose HTML is not what their text makes",
            wrong.html,
            remedy,
        );
        self.found(
            "comments",
            "comments whose key is not that of their address",
            wrong.keys,
            remedy,
        );
        self.other_words("comment", &wrong.words).await
    }

    async fn against(&mut self, moment: &mut Moment, outdated: i64) -> Result<Against> {
        const CATEGORIES: &str = "SELECT article_id, string_agg(CAST(category_id AS TEXT), ' ')
            FROM article_categories GROUP BY article_id";
        let categories: Vec<(i64, String)> =
            query_as(CATEGORIES).fetch_all(&mut self.store.reader()).await?;
        let sums = if self.stems.is_some() {
            let outcome = moment.sums("comment").await;
            self.unless_damaged("comment_index", outcome)?
        } else {
            None
        };
        Ok(Against {
            categories: categories.into_iter().collect(),
            outdated,
            stems: sums.is_some().then(Mutex::default),
            sums: sums.unwrap_or_default(),
            on_postgres: matches!(moment, Moment::Postgres(_)),
            first: self.stems.as_ref().map(Stems::another),
        })
    }

    /// Adds the faults of a batch to the others and repairs them if asked to.
    async fn take(&mut self, judged: Judged, moment: &mut Moment, wrong: &mut Wrong) -> Result<()> {
        const HTML: &str = "UPDATE comments SET html = $2 WHERE id = $1 AND expunged_at IS NULL";
        const KEY: &str = "UPDATE comments SET email_key = $2 WHERE id = $1 AND email IS NOT NULL";
        for (id, _) in &judged.html {
            wrong.html.add(id);
        }
        for (id, _) in &judged.keys {
            wrong.keys.add(id);
        }
        wrong.words.extend(judged.words);
        if let Moment::Postgres(connection) = moment {
            wrong.words.extend(Moment::others(connection, "comment", &judged.vectors).await?);
        }
        if self.mend && !(judged.html.is_empty() && judged.keys.is_empty()) {
            let wrong = &[(HTML, judged.html), (KEY, judged.keys)];
            self.store
                .write(|mut tx| async move {
                    for (statement, rows) in wrong {
                        for (id, value) in rows {
                            query(*statement).bind(id).bind(value).execute(&mut tx).await?;
                        }
                    }
                    Ok(tx.commit(()))
                })
                .await?;
        }
        Ok(())
    }
}

impl Moment {
    /// Returns a batch of comments after the one with this number.
    async fn comments(&mut self, after: i64) -> Result<Vec<TextRow>> {
        const COMMENTS: &str = "SELECT c.id, c.article_id, c.email, c.email_key, c.body, c.html,
                c.posted_at,
                (c.state = 'visible' AND NOT EXISTS (SELECT 1 FROM unindexed u
                    WHERE u.what = 'comment' AND u.id = c.id)
                    AND EXISTS (SELECT 1 FROM comment_index f WHERE f.rowid = c.id)) AS is_indexed
            FROM comments c WHERE c.id > $1 AND c.expunged_at IS NULL ORDER BY c.id LIMIT $2";
        Ok(match self {
            Self::Sqlite(connection) => {
                query_as(COMMENTS).bind(after).bind(BATCH).fetch_all(connection).await?
            }
            Self::Postgres(tx) => {
                query_as(COMMENTS).bind(after).bind(BATCH).fetch_all(&mut **tx).await?
            }
        })
    }
}
