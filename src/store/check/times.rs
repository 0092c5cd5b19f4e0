//! Checks of times.
//!
//! None may be before 1970, after the end of the calendar, or in the future where something has
//! happened.

use jiff::{SignedDuration, Timestamp};
use sqlx::AssertSqlSafe;

use super::{Check, RESTORE, Remedy, Rows};
use crate::error::Result;
use crate::store::{micros, query_scalar};

/// Time by which the clock of another node may be ahead of this one.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// Earliest valid time in microseconds: nothing here is older than 1970.
const FIRST: i64 = 0;

/// Table, its key, its columns of past times, and its columns of times that may be in the future.
type Moments = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const MOMENTS: &[Moments] = &[
    ("accounts", "id", &["made_at", "digest_at", "left_at"], &[]),
    ("sessions", "account_id", &["opened_at", "used_at"], &[]),
    ("api_tokens", "id", &["made_at", "used_at"], &[]),
    ("articles", "id", &["made_at", "edited_at"], &["published_at", "planned_at"]),
    ("article_versions", "article_id", &["made_at"], &["published_at", "planned_at"]),
    ("article_drafts", "account_id", &["saved_at"], &[]),
    ("comments", "id", &["posted_at", "shown_at", "judged_at", "expunged_at"], &[]),
    ("decisions", "id", &["made_at"], &[]),
    ("score_lessons", "id", &["made_at"], &[]),
    ("reports", "id", &["made_at"], &[]),
    ("appeals", "id", &["made_at", "answered_at"], &[]),
    ("notes", "id", &["made_at"], &[]),
    ("bans", "id", &["made_at", "lifted_at"], &["ends_at"]),
    ("rules", "id", &["made_at", "dropped_at"], &[]),
    ("events", "id", &["made_at"], &["due_at"]),
    ("outbox", "id", &["made_at", "sent_at", "given_up_at"], &["due_at"]),
    ("passkeys", "id", &["made_at", "used_at"], &[]),
    ("login_providers", "id", &["made_at"], &[]),
    ("login_identities", "id", &["made_at", "used_at"], &[]),
    ("pictures", "id", &["made_at"], &[]),
    ("text_versions", "id", &["made_at"], &[]),
    ("static_pages", "id", &["made_at"], &[]),
    ("static_page_versions", "page_id", &["made_at"], &[]),
    ("useful", "comment_id", &["made_at"], &[]),
    ("avatars", "account_id", &["made_at"], &[]),
    ("draft_links", "article_id", &["made_at"], &["ends_at"]),
    ("invitations", "id", &["made_at", "sent_at"], &["ends_at"]),
    ("erasures", "id", &["born_at", "made_at"], &[]),
    ("imports", "id", &["made_at", "undone_at"], &[]),
    ("sites", "id", &["made_at"], &[]),
    ("site_keys", "site_id", &["made_at", "noted_at"], &[]),
    ("webhooks", "id", &["made_at", "noted_at", "off_at", "failing_since"], &["old_until"]),
    ("webhook_deliveries", "id", &["made_at", "tried_at", "delivered_at"], &["due_at"]),
    ("publications", "article_id", &[], &["due_at"]),
];

impl Check<'_> {
    /// Checks all times.
    pub(super) async fn times(&mut self) -> Result<()> {
        let last = micros(Timestamp::MAX);
        let latest = self.now.map_or(last, |now| micros(now + AHEAD));
        for (done, (table, key, past, future)) in (0_u64..).zip(MOMENTS) {
            self.tell("moments", done, MOMENTS.len() as u64);
            let impossible = |bound: &'static str| {
                move |column: &&str| format!("{column} < $1 OR {column} > {bound}")
            };
            let wrong: Vec<String> = past
                .iter()
                .map(impossible("$2"))
                .chain(future.iter().map(impossible("$3")))
                .collect();
            // Every statement contains $3, or else PostgreSQL does not know its type.
            let statement = format!(
                "SELECT {key} FROM {table} WHERE CAST($3 AS BIGINT) IS NOT NULL AND ({})
                    ORDER BY {key}",
                wrong.join(" OR ")
            );
            let outcome = self.moments(&statement, (FIRST, latest, last)).await;
            if let Some(rows) = self.unless_damaged(table, outcome)? {
                let what = "rows with a moment that cannot be";
                self.found_in(table, what, rows, Remedy::ByHand(RESTORE));
            }
        }
        Ok(())
    }

    async fn moments(&self, statement: &str, bounds: (i64, i64, i64)) -> Result<Rows> {
        use futures_util::TryStreamExt;
        let mut rows = Rows::default();
        let mut found = query_scalar::<i64>(AssertSqlSafe(statement.to_owned()))
            .bind(bounds.0)
            .bind(bounds.1)
            .bind(bounds.2)
            .fetch(self.store.reader());
        while let Some(number) = found.try_next().await? {
            rows.add(&number);
        }
        Ok(rows)
    }
}
