//! Scores that moderators contradicted without a decision.

use std::collections::HashSet;

use constcat::concat;

use super::case_statements::IS_ON_PAGE;
use super::cases::{CASES_PER_PAGE, ids_on_page};
use crate::error::Result;
use crate::store::scores::lessons::IN_FORCE;
use crate::store::{Store, query_scalar};

impl Store {
    pub(in crate::store) const CONTRADICTED: &str = concat!(
        "SELECT l.comment_id FROM score_lessons l
        WHERE l.decision_id IS NULL AND ",
        IN_FORCE,
        " AND l.comment_id",
        IS_ON_PAGE
    );

    /// Returns those of these comments of which a moderator said that the score is not right.
    pub async fn contradicted(&self, comments: &[i64]) -> Result<HashSet<i64>> {
        let mut found = HashSet::new();
        for ids in comments.chunks(CASES_PER_PAGE) {
            let ids: Vec<i64> = query_scalar(Self::CONTRADICTED)
                .bind_all(ids_on_page(ids))
                .fetch_all(&mut self.reader())
                .await?;
            found.extend(ids);
        }
        Ok(found)
    }
}
