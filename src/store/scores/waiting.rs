//! Scores of comments that wait for a moderator, which change with what is learnt.

use sqlx::AssertSqlSafe;

use crate::error::Result;
use crate::store::{Store, query, query_as, query_scalar};

/// Comment with its score, to score it anew.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ScoredText {
    /// Row id.
    pub id: i64,
    /// Text as typed.
    pub body: String,
    /// Score in per mille, as stored.
    pub score: i64,
    /// Language of the site, if the comment stands under a page of one.
    pub lang: Option<String>,
}

impl Store {
    // The urgency, which is never negative, makes SQLite read the index of the queue, and the plus
    // keeps it from reading the whole table backwards.
    pub(in crate::store) const NEWEST_WAITING: &str = "SELECT c.id FROM comments c
        WHERE c.judged_at IS NULL AND COALESCE(c.held_for, '') <> 'email' AND c.urgency >= 0
        ORDER BY +c.id DESC LIMIT $1";

    /// Returns the newest comments that wait for a moderator.
    pub async fn newest_waiting(&self, limit: i64) -> Result<Vec<i64>> {
        Ok(query_scalar(Self::NEWEST_WAITING).bind(limit).fetch_all(&mut self.reader()).await?)
    }

    /// Returns the texts and scores of these comments.
    pub async fn scored_texts(&self, ids: &[i64]) -> Result<Vec<ScoredText>> {
        const TEXTS: &str = "SELECT c.id, c.body, c.score, s.lang
            FROM comments c LEFT JOIN sites s ON s.id = c.site_id
            WHERE c.expunged_at IS NULL AND c.id IN (";
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (1..=ids.len()).map(|place| format!("${place}")).collect();
        let texts = format!("{TEXTS}{}) ORDER BY c.id", places.join(", "));
        Ok(query_as(AssertSqlSafe(texts)).bind_all(ids).fetch_all(&mut self.reader()).await?)
    }

    /// Sets scores of comments, by row id, and their urgency with them.
    pub async fn set_scores(&self, scores: &[(i64, i64)]) -> Result<()> {
        const SET: &str = "UPDATE comments SET urgency = urgency - score + $2, score = $2
            WHERE id = $1 AND expunged_at IS NULL";
        self.write(|mut tx| async move {
            for (id, score) in scores {
                query(SET).bind(*id).bind(*score).execute(&mut tx).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }
}
