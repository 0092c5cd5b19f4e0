//! Renewal of data that an older version derived from texts and names.
//!
//! Source text is stored as typed and never changes; HTML, index words and name keys are derived
//! from it. If a version derives something else from the same text, its migration records up to
//! which number rows are outdated. These rows are renewed from the newest to the oldest while the
//! program runs, so that every text is shown in the same way, and `check` knows which rows still
//! wait.

use crate::account::Name;
use crate::article;
use crate::error::Result;
use crate::markup;
use crate::store::{Store, is_taken, query, query_as, query_scalar};
use crate::text::characters::is_invisible;

/// Comments renewed in one transaction. Other writers wait some hundredths of a second at most.
const COMMENTS: i64 = 200;
/// Articles renewed in one transaction. Some have a text of a megabyte.
const ARTICLES: i64 = 10;

/// Columns of a row that differ from what this version derives from the text.
enum Made {
    Comment { html: String },
    Article { html: String, first: String, words: i64 },
}

#[derive(sqlx::FromRow)]
struct TextRow {
    id: i64,
    body: String,
    html: String,
    /// Other text from which index words are taken: title and lead.
    heading: String,
}

/// Renewal of one row.
struct Renewed {
    id: i64,
    body: String,
    made: Option<Made>,
    /// True if this version may derive other index words from the row than those in the index.
    is_indexed_anew: bool,
}

impl Store {
    pub(in crate::store) const UP_TO: &str = "SELECT up_to FROM outdated WHERE what = $1";

    /// Returns the number up to which names, articles or comments may be outdated, 0 if none are.
    pub(in crate::store) async fn outdated_up_to(&self, what: &str) -> Result<i64> {
        let up_to: Option<i64> =
            query_scalar(Self::UP_TO).bind(what).fetch_optional(&mut self.reader()).await?;
        Ok(up_to.unwrap_or_default())
    }

    /// Renews all outdated names and a batch of outdated articles and comments.
    ///
    /// Returns whether more remain.
    pub async fn renew_outdated(&self) -> Result<bool> {
        self.renew_name_keys().await?;
        let articles = self.renew("article", ARTICLES).await?;
        let comments = self.renew("comment", COMMENTS).await?;
        Ok(articles || comments)
    }

    /// Renews the keys of names, which no longer contain invisible characters.
    ///
    /// An account whose name now looks like that of another one keeps its old key.
    async fn renew_name_keys(&self) -> Result<()> {
        // Text in ASCII has no invisible characters.
        const NAMES: &str = "SELECT id, name, name_key FROM accounts
            WHERE id <= $1 AND left_at IS NULL AND octet_length(name) <> length(name) ORDER BY id";
        let up_to = self.outdated_up_to("name").await?;
        if up_to == 0 {
            return Ok(());
        }
        let names: Vec<(i64, String, String)> =
            query_as(NAMES).bind(up_to).fetch_all(&mut self.reader()).await?;
        for (id, name, old) in names {
            let key = Name::stored(name.clone()).key();
            if key != old && !self.change_name_key(id, &name, &key).await? {
                tracing::warn!(
                    account = id,
                    "an account has a name that looks like that of another one; give it \
                     another name"
                );
            }
        }
        self.keep_renewed("name", &[], 0).await
    }

    /// Sets the key of a name. Returns `false` if another account has that key.
    async fn change_name_key(&self, id: i64, name: &str, key: &str) -> Result<bool> {
        const CHANGE: &str = "UPDATE accounts SET name_key = $3 WHERE id = $1 AND name = $2
            AND NOT EXISTS (SELECT 1 FROM accounts o WHERE o.name_key = $3 AND o.id <> $1)";
        self.write(|mut tx| async move {
            match query(CHANGE).bind(id).bind(name).bind(key).execute(&mut tx).await {
                Err(error) if is_taken(&error, "accounts") => Ok(tx.roll_back(false)),
                changed => Ok(tx.commit(changed? > 0)),
            }
        })
        .await
    }

    async fn renew(&self, what: &'static str, most: i64) -> Result<bool> {
        const COMMENT_TEXTS: &str = "SELECT id, body, html, '' AS heading FROM comments
            WHERE id <= $1 AND expunged_at IS NULL ORDER BY id DESC LIMIT $2";
        const ARTICLE_TEXTS: &str =
            "SELECT id, body, html, title || COALESCE(lead, '') AS heading FROM articles
            WHERE id <= $1 ORDER BY id DESC LIMIT $2";
        let up_to = self.outdated_up_to(what).await?;
        if up_to == 0 {
            return Ok(false);
        }
        let texts = if what == "comment" { COMMENT_TEXTS } else { ARTICLE_TEXTS };
        let rows: Vec<TextRow> =
            query_as(texts).bind(up_to).bind(most).fetch_all(&mut self.reader()).await?;
        let next =
            rows.last().filter(|_| rows.len() as u64 == most.unsigned_abs()).map(|row| row.id - 1);
        let renewed = tokio::task::spawn_blocking(move || {
            rows.into_iter().filter_map(|row| row.renewed(what)).collect::<Vec<_>>()
        });
        let renewed = renewed.await.map_err(anyhow::Error::new)?;
        self.keep_renewed(what, &renewed, next.unwrap_or_default()).await?;
        Ok(next.is_some())
    }

    /// Stores renewed rows whose text is still the same.
    ///
    /// Also stores the number up to which rows remain outdated.
    async fn keep_renewed(&self, what: &str, renewed: &[Renewed], up_to: i64) -> Result<()> {
        const COMMENT: &str =
            "UPDATE comments SET html = $3 WHERE id = $1 AND body = $2 AND expunged_at IS NULL";
        const ARTICLE: &str = "UPDATE articles SET html = $3, first_paragraph = $4, words = $5
            WHERE id = $1 AND body = $2";
        const INDEX: &str = "INSERT INTO unindexed (what, id) VALUES ($1, $2)
            ON CONFLICT (what, id) DO UPDATE SET taken = FALSE";
        const NOTE: &str = "UPDATE outdated SET up_to = $2 WHERE what = $1 AND up_to > $2";
        const DONE: &str = "DELETE FROM outdated WHERE what = $1 AND up_to <= 0";
        self.write(|mut tx| async move {
            for row in renewed {
                let (id, body) = (row.id, &row.body);
                match &row.made {
                    Some(Made::Comment { html }) => {
                        let update = query(COMMENT).bind(id).bind(body).bind(html);
                        update.execute(&mut tx).await?;
                    }
                    Some(Made::Article { html, first, words }) => {
                        let update = query(ARTICLE).bind(id).bind(body).bind(html);
                        update.bind(first).bind(words).execute(&mut tx).await?;
                    }
                    None => {}
                }
                if row.is_indexed_anew {
                    query(INDEX).bind(what).bind(id).execute(&mut tx).await?;
                }
            }
            query(NOTE).bind(what).bind(up_to).execute(&mut tx).await?;
            query(DONE).bind(what).execute(&mut tx).await?;
            Ok(tx.commit(()))
        })
        .await
    }
}

impl TextRow {
    /// Derives the columns anew. Returns `None` if they equal the stored ones.
    fn renewed(self, what: &str) -> Option<Renewed> {
        let is_comment = what == "comment";
        let html =
            if is_comment { markup::comment(&self.body) } else { markup::article(&self.body) };
        // A database trigger queues a text with changed HTML for indexing.
        let is_indexed_anew =
            self.body.contains(is_invisible) || self.heading.contains(is_invisible);
        let is_same = html.as_str().trim_end() == self.html.trim_end();
        let html = html.as_str().to_owned();
        let made = match is_comment {
            _ if is_same => None,
            true => Some(Made::Comment { html }),
            false => {
                let first = markup::first_paragraph(&self.body);
                Some(Made::Article { html, first, words: article::words(&self.body) })
            }
        };
        let is_outdated = is_indexed_anew || made.is_some();
        is_outdated.then_some(Renewed { id: self.id, body: self.body, made, is_indexed_anew })
    }
}
