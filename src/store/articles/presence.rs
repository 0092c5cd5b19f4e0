//! Editors who have an article open, stored in the database for editors on other nodes.

use jiff::Timestamp;

use crate::error::Result;
use crate::store::{Store, micros, query, query_scalar};
use crate::writing::PRESENT;

impl Store {
    /// Records that an editor has an article open now.
    pub async fn note_presence(&self, article: i64, editor: i64, now: Timestamp) -> Result<()> {
        const NOTE: &str =
            "INSERT INTO article_presence (article_id, account_id, seen_at) VALUES ($1, $2, $3)
            ON CONFLICT (article_id, account_id) DO UPDATE SET seen_at = excluded.seen_at";
        let note = query(NOTE).bind(article).bind(editor).bind(micros(now));
        self.execute(note).await.map(drop)
    }

    pub(in crate::store) const PRESENT: &str =
        "SELECT a.name FROM article_presence p JOIN accounts a ON a.id = p.account_id
        WHERE p.article_id = $1 AND p.account_id <> $2 AND p.seen_at > $3 ORDER BY a.name_key";

    /// Returns the names of the other editors who have an article open.
    pub async fn present(&self, article: i64, editor: i64, now: Timestamp) -> Result<Vec<String>> {
        Ok(query_scalar(Self::PRESENT)
            .bind(article)
            .bind(editor)
            .bind(micros(now - PRESENT))
            .fetch_all(&mut self.reader())
            .await?)
    }
}
