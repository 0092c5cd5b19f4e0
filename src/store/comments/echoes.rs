//! Sketches of the comments of the last day, by which near-duplicates are found.

use jiff::Timestamp;

use crate::comment::{SIMILARITY_SHARED, SIMILARITY_WINDOW};
use crate::error::Result;
use crate::store::{Returned, Statement, Store, micros, query, query_scalar};

/// Returns the statement that stores the sketches of a comment.
pub(super) fn echoed(
    comment: Returned,
    [a, b, c, d]: [i64; 4],
    now: Timestamp,
) -> Statement<'static> {
    const ECHO: &str = "INSERT INTO echoes (comment_id, first, second, third, fourth, posted_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    query(ECHO).bind(comment).bind(a).bind(b).bind(c).bind(d).bind(micros(now))
}

impl Store {
    // Of the sketches of two near-duplicates one of the first two is equal.
    pub(in crate::store) const ECHOES: &str = "SELECT EXISTS (SELECT 1 FROM echoes
        WHERE (first = $1 OR second = $2) AND posted_at > $5
            AND CASE WHEN first = $1 THEN 1 ELSE 0 END + CASE WHEN second = $2 THEN 1 ELSE 0 END
                + CASE WHEN third = $3 THEN 1 ELSE 0 END + CASE WHEN fourth = $4 THEN 1 ELSE 0 END
                >= $6)";

    /// Returns whether a comment of the last day is a near-duplicate.
    ///
    /// Near-duplicates have at least `SIMILARITY_SHARED` of the four sketches in common.
    pub async fn has_echo(&self, sketches: &[i64; 4], now: Timestamp) -> Result<bool> {
        let [a, b, c, d] = sketches;
        Ok(query_scalar(Self::ECHOES)
            .bind(a)
            .bind(b)
            .bind(c)
            .bind(d)
            .bind(micros(now - SIMILARITY_WINDOW))
            .bind(SIMILARITY_SHARED)
            .fetch_one(&mut self.reader())
            .await?)
    }
}
