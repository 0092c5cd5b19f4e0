//! Maintenance of the database: deletion of expired data.
//!
//! Consistency is verified by `check`.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::account::second_factor;
use crate::captcha;
use crate::comment::{REPEAT_WINDOW, SIMILARITY_WINDOW};
use crate::error::Result;
use crate::moderation::CLAIM;
use crate::store::comments::guests::UNCONFIRMED;
use crate::store::statistics::views;
use crate::store::{Store, micros, query};
use crate::writing::PRESENT;

/// Time for which a browser counts as proof of an address: the lifetime of its cookie.
const PROOF: SignedDuration = SignedDuration::from_hours(365 * 24);
/// Time for which the network of a comment or report is stored.
const NETWORK: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Time for which a write is recorded as committed: longer than any retry.
const RETRY: SignedDuration = SignedDuration::from_hours(48);
/// Time for which the text of a failed message is stored, so that an administrator can retry it.
const FAILED_MAIL_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Time for which an editor's unsaved text is stored.
const DRAFT: SignedDuration = SignedDuration::from_hours(90 * 24);

impl Store {
    /// Deletes expired sessions, challenges, fingerprints, networks and the like.
    ///
    /// Returns the number of rows changed.
    pub async fn sweep(&self, sessions_used_before: Timestamp, now: Timestamp) -> Result<u64> {
        const SESSIONS: &str = "DELETE FROM sessions WHERE used_at < $1";
        const CHALLENGES: &str = "DELETE FROM challenges WHERE made_at < $1";
        const REPEATS: &str = "DELETE FROM repeats WHERE posted_at < $1";
        const TICKETS: &str = "DELETE FROM tickets WHERE ends_at < $1";
        const PROOFS: &str = "DELETE FROM proofs WHERE proved_at < $1";
        const UNCONFIRMED_COMMENTS: &str = "DELETE FROM comments
            WHERE state = 'held' AND held_for = 'email' AND version = 1 AND shown_at IS NULL
                AND posted_at < $1";
        const NETWORKS: &str =
            "UPDATE comments SET network = NULL WHERE network IS NOT NULL AND posted_at < $1";
        const BROWSERS: &str =
            "UPDATE comments SET browser = NULL WHERE browser IS NOT NULL AND posted_at < $1";
        const REPORTERS: &str =
            "UPDATE reports SET reporter = NULL WHERE reporter IS NOT NULL AND made_at < $1";
        const OUTBOX: &str = "DELETE FROM outbox
            WHERE made_at < $1 AND (sent_at IS NOT NULL OR given_up_at IS NOT NULL)";
        const FAILED_MAIL: &str =
            "UPDATE outbox SET text = '', html = '' WHERE given_up_at < $1 AND text <> ''";
        const BANS: &str = "UPDATE bans SET value = NULL
            WHERE value IS NOT NULL AND (lifted_at < $1 OR ends_at < $1)";
        const CEREMONIES: &str = "DELETE FROM ceremonies WHERE made_at < $1";
        const UNSENT_FORMS: &str = "DELETE FROM unsent_forms WHERE made_at < $1";
        const HALF_WAY_SESSIONS: &str = "DELETE FROM sessions WHERE half AND opened_at < $1";
        const TALLIES: &str = "DELETE FROM tallies WHERE hour < $1";
        const ECHOES: &str = "DELETE FROM echoes WHERE posted_at < $1";
        const CLAIMS: &str = "DELETE FROM claims WHERE made_at < $1";
        const DRAFTS: &str = "DELETE FROM article_drafts WHERE saved_at < $1";
        const DRAFT_LINKS: &str = "DELETE FROM draft_links WHERE ends_at < $1";
        const INVITATIONS: &str = "DELETE FROM invitations WHERE ends_at < $1";
        const PRESENCE: &str = "DELETE FROM article_presence WHERE seen_at < $1";
        const BUCKETS: &str = "DELETE FROM buckets WHERE full_at < $1";
        const KNOWN_BROWSERS: &str = "DELETE FROM known_browsers WHERE known_at < $1";
        // Rows up to two years older than the newest one stay, whatever the clock says.
        const STAFF_LOG: &str = "DELETE FROM staff_log WHERE made_at < $1
            AND made_at <= (SELECT MAX(l.made_at) FROM staff_log l) - 63072000000000";
        const ERASURES: &str = "DELETE FROM erasures WHERE made_at < $1";
        const FOLLOWS: &str = "DELETE FROM follows WHERE stopped_at < $1";
        const SHARE_MARKS: &str = "DELETE FROM share_marks WHERE made_at < $1";
        const COMMITTED_WRITES: &str = "DELETE FROM committed_writes WHERE committed_at < $1";
        const VIEWS: &str = "DELETE FROM article_views WHERE day < $1";
        // A clock that was ahead may have closed days and weeks that are not over.
        const FIGURES: &str = "DELETE FROM period_figures WHERE ended > $1";
        let mut gone = 0;
        for (statement, before) in [
            (SESSIONS, sessions_used_before),
            (CHALLENGES, now - captcha::LIFETIME),
            (REPEATS, now - REPEAT_WINDOW),
            (TICKETS, now),
            (PROOFS, now - PROOF),
            (STAFF_LOG, now - crate::store::accounts::staff_log::KEPT),
            (KNOWN_BROWSERS, now - crate::store::accounts::browsers::KNOWN),
            (CEREMONIES, now - second_factor::PENDING),
            (UNSENT_FORMS, now - crate::store::accounts::unsent_forms::KEPT),
            (HALF_WAY_SESSIONS, now - second_factor::HALF_WAY),
            (UNCONFIRMED_COMMENTS, now - UNCONFIRMED),
            (NETWORKS, now - NETWORK),
            (BROWSERS, now - crate::store::accounts::browsers::KNOWN),
            (REPORTERS, now - NETWORK),
            (OUTBOX, now - NETWORK),
            (FAILED_MAIL, now - FAILED_MAIL_KEPT),
            (BANS, now - NETWORK),
            (CLAIMS, now - CLAIM),
            (DRAFTS, now - DRAFT),
            (DRAFT_LINKS, now),
            (INVITATIONS, now - crate::store::accounts::invitations::KEPT),
            (PRESENCE, now - PRESENT),
            (BUCKETS, now),
            (TALLIES, now - crate::store::limits::counters::KEPT),
            (ECHOES, now - SIMILARITY_WINDOW),
            (COMMITTED_WRITES, now - RETRY),
            (SHARE_MARKS, now - crate::store::articles::shares::REMEMBERED),
            (FOLLOWS, now - crate::store::comments::follows::STOPPED_KEPT),
            (ERASURES, now - crate::store::backup::erasures::KEPT),
            (FIGURES, now),
        ] {
            gone += self.execute(query(statement).bind(micros(before))).await?;
        }
        let first_day = views::text((now - views::KEPT).to_zoned(TimeZone::UTC).date());
        Ok(gone + self.execute(query(VIEWS).bind(first_day)).await?)
    }
}
