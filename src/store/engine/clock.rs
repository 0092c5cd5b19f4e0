//! Correction of stored times that lie further ahead than possible.
//!
//! They were written while the system clock was wrong; it was set back since. Without this, a lease
//! or a claim that was stored a day ahead would last a day too long.
//!
//! `HEALED` lists every stored time that something waits for or lasts until. Records (decisions,
//! versions, reports answered) keep the time they were written with, because nothing waits for
//! them. The ends of bans and the publication times of scheduled articles are chosen by staff.
//! Buckets are not listed: `buckets.rs` and `limits.rs` treat one that is too full as full.

use jiff::{SignedDuration, Timestamp};

use crate::account::second_factor::STEP;
use crate::account::site_user::SITE_TOKEN_LASTS;
use crate::captcha::READING;
use crate::error::Result;
use crate::limits::CLOCK_SKEW;
use crate::moderation::CLAIM;
use crate::security::token::Purpose;
use crate::store::limits::counters::hour;
use crate::store::mail::outbox::LEASE;
use crate::store::{Store, micros, query};
use crate::webhook::schedule::{ASKED_MAX, OLD_SECRET, PAUSE_MAX};
use crate::writing::{DRAFT_LINK_LASTS, PRESENT};

/// Longest time after which delivery of a message is tried again (`jobs/send.rs`).
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);

/// Stored time, and the correction of one that lies too far ahead.
struct Moment {
    /// Statement that sets it to `$1` if it is later than `$2`.
    statement: &'static str,
    /// Greatest time by which it may legitimately be ahead of now.
    furthest: SignedDuration,
    /// Time before now that it is set to.
    back: SignedDuration,
}

/// Returns a time that is the present when it is written.
const fn now(statement: &'static str) -> Moment {
    Moment { statement, furthest: SignedDuration::ZERO, back: SignedDuration::ZERO }
}

/// Returns a time that may be ahead of now by as much as `furthest`.
const fn within(statement: &'static str, furthest: SignedDuration) -> Moment {
    Moment { statement, furthest, back: SignedDuration::ZERO }
}

/// Returns a time that takes effect only when it is `back` ago.
const fn past(statement: &'static str, back: SignedDuration) -> Moment {
    Moment { statement, furthest: SignedDuration::ZERO, back }
}

const HEALED: [Moment; 40] = [
    // Pending events and messages are processed at once; a lease that is too long ends.
    now("UPDATE events SET made_at = $1, due_at = $1 WHERE made_at > $2"),
    within("UPDATE events SET due_at = $1 WHERE due_at > $2", LEASE),
    now("UPDATE outbox SET made_at = $1, due_at = $1 WHERE made_at > $2"),
    within("UPDATE outbox SET due_at = $1 WHERE due_at > $2 AND sent_at IS NULL", LONGEST_PAUSE),
    now("UPDATE webhook_deliveries SET made_at = $1, due_at = $1 WHERE made_at > $2"),
    within(
        "UPDATE webhook_deliveries SET due_at = $1
        WHERE due_at > $2 AND delivered_at IS NULL AND given_up_at IS NULL",
        PAUSE_MAX,
    ),
    within("UPDATE webhooks SET rests_until = $1 WHERE rests_until > $2", ASKED_MAX),
    now("UPDATE webhooks SET failing_since = $1 WHERE failing_since > $2"),
    within("UPDATE webhooks SET old_until = $1 WHERE old_until > $2", OLD_SECRET),
    // A claim on a case that was stored with a time ahead of now ends.
    past("UPDATE claims SET made_at = $1 WHERE made_at > $2", CLAIM),
    // A challenge that was stored with a time ahead of now was issued long enough ago to be read.
    past("UPDATE challenges SET made_at = $1 WHERE made_at > $2", READING),
    // These last from now on, and no longer than they would have.
    now("UPDATE sessions SET opened_at = $1 WHERE opened_at > $2"),
    now("UPDATE sessions SET used_at = $1 WHERE used_at > $2"),
    now("UPDATE api_tokens SET made_at = $1 WHERE made_at > $2"),
    now("UPDATE api_tokens SET used_at = $1 WHERE used_at > $2"),
    now("UPDATE proofs SET proved_at = $1 WHERE proved_at > $2"),
    now("UPDATE known_browsers SET known_at = $1 WHERE known_at > $2"),
    now("UPDATE ceremonies SET made_at = $1 WHERE made_at > $2"),
    now("UPDATE unsent_forms SET made_at = $1 WHERE made_at > $2"),
    now("UPDATE repeats SET posted_at = $1 WHERE posted_at > $2"),
    now("UPDATE echoes SET posted_at = $1 WHERE posted_at > $2"),
    now("UPDATE share_marks SET made_at = $1 WHERE made_at > $2"),
    now("UPDATE draft_links SET made_at = $1 WHERE made_at > $2"),
    within("UPDATE draft_links SET ends_at = $1 WHERE ends_at > $2", DRAFT_LINK_LASTS),
    now("UPDATE invitations SET made_at = $1 WHERE made_at > $2"),
    now("UPDATE invitations SET sent_at = $1 WHERE sent_at > $2"),
    within(
        "UPDATE invitations SET ends_at = $1 WHERE ends_at > $2",
        Purpose::Invitation.lifetime(),
    ),
    within("UPDATE site_tokens SET ends_at = $1 WHERE ends_at > $2", SITE_TOKEN_LASTS),
    past("UPDATE article_presence SET seen_at = $1 WHERE seen_at > $2", PRESENT),
    now("UPDATE article_drafts SET saved_at = $1 WHERE saved_at > $2"),
    now("UPDATE mailboxes SET asked_at = $1 WHERE asked_at > $2"),
    now("UPDATE accounts SET digest_at = $1 WHERE digest_at > $2"),
    now("UPDATE follows SET told_at = $1 WHERE told_at > $2"),
    now("UPDATE follows SET stopped_at = $1 WHERE stopped_at > $2"),
    // Networks are erased, and digests sent, by the age of these.
    now("UPDATE comments SET posted_at = $1,
            shown_at = CASE WHEN shown_at > $1 THEN $1 ELSE shown_at END,
            judged_at = CASE WHEN judged_at > $1 THEN $1 ELSE judged_at END
        WHERE posted_at > $2"),
    now("UPDATE reports SET made_at = $1 WHERE made_at > $2"),
    now("UPDATE appeals SET made_at = $1 WHERE made_at > $2"),
    // An article that was published at once stays published; one that is scheduled stays scheduled.
    now("UPDATE article_versions SET published_at = $1
        WHERE made_at > $2 AND published_at > $1 AND published_at <= made_at"),
    now("UPDATE articles SET published_at = $1
        WHERE edited_at > $2 AND published_at > $1 AND published_at <= edited_at"),
    now("UPDATE articles SET edited_at = $1 WHERE edited_at > $2"),
];

/// Marks comments with a wrong time for indexing, because the index holds their dates.
const REINDEX: &str = "INSERT INTO unindexed (what, id) SELECT 'comment', id FROM comments
    WHERE posted_at > $1 ON CONFLICT (what, id) DO UPDATE SET taken = FALSE";
/// Limits a link to the lifetime of its purpose.
const TICKETS: &str = "UPDATE tickets SET ends_at = $1 WHERE ends_at > $2 AND purpose = $3";
/// Resets the step of the last one-time password; one ahead of now would refuse all until then.
const STEPS: &str = "UPDATE accounts SET totp_step = $1 WHERE totp_step > $2";
/// Adds the counters of hours that have not begun to those of this hour.
const COUNT_NOW: &str = "INSERT INTO tallies (hour, what, count)
    SELECT $1, what, CAST(SUM(count) AS BIGINT) FROM tallies WHERE hour > $2 GROUP BY what
    ON CONFLICT (hour, what) DO UPDATE SET count = tallies.count + excluded.count";
const FORGET_AHEAD: &str = "DELETE FROM tallies WHERE hour > $1";

impl Store {
    /// Sets back every stored time that lies further ahead of now than possible.
    ///
    /// Returns the number of rows changed. A second call changes nothing.
    pub async fn set_back_moments(&self, now: Timestamp) -> Result<u64> {
        let limit = now + CLOCK_SKEW;
        let this_step = now.as_second().div_euclid(STEP);
        let skew = CLOCK_SKEW.as_secs() / STEP;
        self.write(|mut tx| async move {
            query(REINDEX).bind(micros(limit)).execute(&mut tx).await?;
            let mut changed = 0;
            for Moment { statement, furthest, back } in HEALED {
                let done = query(statement)
                    .bind(micros(now - back))
                    .bind(micros(limit + furthest))
                    .execute(&mut tx)
                    .await?;
                changed += done;
            }
            for purpose in Purpose::ALL {
                let done = query(TICKETS)
                    .bind(micros(now + purpose.lifetime()))
                    .bind(micros(limit + purpose.lifetime()))
                    .bind(purpose.code())
                    .execute(&mut tx)
                    .await?;
                changed += done;
            }
            // The one-time password of the current step stays valid, and the one before it.
            let done = query(STEPS)
                .bind(this_step - 2)
                .bind(this_step + 1 + skew)
                .execute(&mut tx)
                .await?;
            changed += done;
            query(COUNT_NOW).bind(hour(now)).bind(hour(limit)).execute(&mut tx).await?;
            let done = query(FORGET_AHEAD).bind(hour(limit)).execute(&mut tx).await?;
            Ok(tx.commit(changed + done))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DatabaseUrl;
    use crate::store::query_as;

    /// Times that stay as they were written: records, times chosen by staff, and buckets.
    const KEPT: [&str; 58] = [
        "accounts.made_at",
        "accounts.left_at",
        "appeals.answered_at",
        "article_versions.made_at",
        "article_versions.planned_at",
        "articles.made_at",
        "login_identities.made_at",
        "login_identities.used_at",
        "login_providers.made_at",
        "articles.planned_at",
        "avatars.made_at",
        "bans.ends_at",
        "bans.lifted_at",
        "bans.made_at",
        "buckets.full_at",
        "comments.expunged_at",
        "comments.featured_at",
        "committed_writes.committed_at",
        "decisions.made_at",
        "erasures.born_at",
        "erasures.made_at",
        "follows.from_at",
        "follows.made_at",
        "imports.made_at",
        "imports.undone_at",
        "mailboxes.confirmed_at",
        "notes.made_at",
        "outbox.given_up_at",
        "outbox.retried_at",
        "outbox.sent_at",
        "outbox.step",
        "outbox.tried_at",
        "passkeys.made_at",
        "passkeys.used_at",
        "pictures.made_at",
        "rules.dropped_at",
        "rules.made_at",
        "score_lessons.made_at",
        "settings.made_at",
        "site_keys.made_at",
        "site_keys.noted_at",
        "sites.made_at",
        "staff_log.made_at",
        "static_page_versions.made_at",
        "static_pages.made_at",
        "text_versions.made_at",
        "useful.made_at",
        "webhook_deliveries.delivered_at",
        "webhook_deliveries.given_up_at",
        "webhook_deliveries.tried_at",
        "webhooks.made_at",
        "webhooks.noted_at",
        "webhooks.off_at",
        // No times: changes of scores.
        "score_lessons.insult_step",
        "score_lessons.promotion_step",
        // The time that an editor chose for an article.
        "publications.due_at",
        // Corrected together with `comments.posted_at`.
        "comments.judged_at",
        "comments.shown_at",
    ];

    #[tokio::test]
    async fn every_stored_moment_is_healed_or_kept_on_purpose() {
        const MOMENTS: &str = "SELECT t.name, c.name
            FROM pragma_table_list t, pragma_table_info(t.name) c
            WHERE t.schema = 'main' AND t.type = 'table'
                AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\\_%' ESCAPE '\\'
                AND (c.name LIKE '%\\_at' ESCAPE '\\' OR c.name LIKE '%hour' OR c.name LIKE '%step')
            ORDER BY 1, 2";
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&DatabaseUrl::Sqlite(folder.path().join("board.db"))).await.unwrap();
        store.migrate().await.unwrap();
        let moments: Vec<(String, String)> =
            query_as(MOMENTS).fetch_all(&mut store.reader()).await.unwrap();
        let special = [TICKETS, STEPS, COUNT_NOW];
        for (table, column) in moments {
            let mut healed = HEALED.iter().map(|moment| moment.statement).chain(special);
            let is_healed = healed.any(|statement| {
                statement.contains(&format!("UPDATE {table} SET {column} = $1"))
                    || statement.contains(&format!("INTO {table} ({column},"))
                    || (statement.starts_with(&format!("UPDATE {table} SET "))
                        && statement.contains(&format!(", {column} = $1")))
            });
            let is_kept = KEPT.contains(&format!("{table}.{column}").as_str());
            assert!(is_healed != is_kept, "{table}.{column}: healed {is_healed}, kept {is_kept}");
        }
    }
}
