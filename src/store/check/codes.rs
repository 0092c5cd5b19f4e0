//! Check of codes no table lists: reasons this version does not know.

use futures_util::TryStreamExt;

use super::{Check, Remedy, Rows};
use crate::comment::Reason;
use crate::error::Result;
use crate::store::query_as;

/// Tables with reasons, and statements that select each row with its reason.
const REASONS: [(&str, &str); 3] = [
    ("comments", "SELECT id, reason FROM comments WHERE state = 'removed'"),
    ("decisions", "SELECT id, reason FROM decisions WHERE reason IS NOT NULL ORDER BY id"),
    ("reports", "SELECT id, reason FROM reports ORDER BY id"),
];

impl Check<'_> {
    /// Checks all reasons.
    pub(super) async fn codes(&mut self) -> Result<()> {
        for (done, (table, statement)) in (0_u64..).zip(REASONS) {
            self.tell("reasons", done, REASONS.len() as u64);
            let outcome = self.unknown_reasons(statement).await;
            if let Some(rows) = self.unless_damaged(table, outcome)? {
                let remedy = Remedy::ByHand("Run the version that wrote them, or a newer one.");
                self.found(table, "rows with a reason that is not known", rows, remedy);
            }
        }
        Ok(())
    }

    async fn unknown_reasons(&self, statement: &'static str) -> Result<Rows> {
        let mut rows = Rows::default();
        let mut found = query_as::<(i64, Option<String>)>(statement).fetch(self.store.reader());
        while let Some((id, reason)) = found.try_next().await? {
            if reason.as_deref().and_then(Reason::from_code).is_none() {
                rows.add(&id);
            }
        }
        Ok(rows)
    }
}
