//! Times for which rows are stored, and the statements that delete or erase them afterwards.
//!
//! This list is the only one: hourly maintenance runs it, and the records page for administrators
//! reads its times.

use jiff::SignedDuration;

use crate::account::{api_token, second_factor};
use crate::captcha;
use crate::comment::{REPEAT_WINDOW, SIMILARITY_WINDOW};
use crate::moderation::CLAIM;
use crate::store::accounts::{browsers, invitations, staff_log, unsent_forms};
use crate::store::articles::shares;
use crate::store::backup::erasures;
use crate::store::comments::follows;
use crate::store::comments::guests::UNCONFIRMED;
use crate::store::limits::counters;
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
/// Time for which rows are stored after an end that they hold themselves.
const ENDED: SignedDuration = SignedDuration::ZERO;

/// Data that is deleted or erased some time after it was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiring {
    /// Captchas.
    Challenges,
    /// Fingerprints of posted comments.
    Repeats,
    /// Links sent by e-mail.
    Tickets,
    /// Proofs that a browser belongs to an address.
    Proofs,
    /// Rows of the log of the staff.
    StaffLog,
    /// Tokens of the API that nobody uses any more.
    ApiTokens,
    /// Browsers in which an account was used.
    KnownBrowsers,
    /// Passkey ceremonies, and log-ins that went to a provider.
    Ceremonies,
    /// Tokens of sites that were used.
    SiteTokens,
    /// Forms sent without a session.
    UnsentForms,
    /// Log-ins that wait for a second factor.
    HalfSessions,
    /// Comments whose address was never confirmed.
    UnconfirmedComments,
    /// Networks of comments.
    CommentNetworks,
    /// Browsers of comments.
    CommentBrowsers,
    /// Networks of reports.
    ReportNetworks,
    /// E-mails that were sent or given up.
    Mail,
    /// Texts of e-mails that were given up.
    FailedMail,
    /// Addresses and networks of bans that ended.
    BannedValues,
    /// Claims on cases.
    Claims,
    /// Unsaved texts of editors.
    Drafts,
    /// Links to drafts.
    DraftLinks,
    /// Invitations of staff.
    Invitations,
    /// Editors who have an article open.
    Presence,
    /// Rate limits.
    Buckets,
    /// Counters of captchas and guests.
    Counters,
    /// Sketches of comments, to find similar ones.
    Similar,
    /// Marks of committed writes.
    CommittedWrites,
    /// Marks of shares.
    ShareMarks,
    /// Follows that were stopped.
    Follows,
    /// Records of what was erased, for the sake of backups.
    Erasures,
    /// Deliveries of webhooks.
    WebhookDeliveries,
}

/// Data that expires, and its time.
#[derive(Clone, Copy, Debug)]
pub struct Expiry {
    /// Data that expires.
    pub of: Expiring,
    /// Table that holds it.
    pub table: &'static str,
    /// Time for which it is stored; zero if its row holds its end.
    pub kept: SignedDuration,
    /// Statement that deletes or erases what is from before `$1`.
    pub(in crate::store) statement: &'static str,
}

/// All data that expires, in the order in which it is deleted.
pub const EXPIRIES: [Expiry; 31] = [
    Expiry {
        of: Expiring::Challenges,
        table: "challenges",
        kept: captcha::LIFETIME,
        statement: "DELETE FROM challenges WHERE made_at < $1",
    },
    Expiry {
        of: Expiring::Repeats,
        table: "repeats",
        kept: REPEAT_WINDOW,
        statement: "DELETE FROM repeats WHERE posted_at < $1",
    },
    Expiry {
        of: Expiring::Tickets,
        table: "tickets",
        kept: ENDED,
        statement: "DELETE FROM tickets WHERE ends_at < $1",
    },
    Expiry {
        of: Expiring::Proofs,
        table: "proofs",
        kept: PROOF,
        statement: "DELETE FROM proofs WHERE proved_at < $1",
    },
    // Rows up to two years older than the newest one stay, whatever the clock says.
    Expiry {
        of: Expiring::StaffLog,
        table: "staff_log",
        kept: staff_log::KEPT,
        statement: "DELETE FROM staff_log WHERE made_at < $1
            AND made_at <= (SELECT MAX(l.made_at) FROM staff_log l) - 63072000000000",
    },
    Expiry {
        of: Expiring::ApiTokens,
        table: "api_tokens",
        kept: api_token::UNUSED,
        statement: "DELETE FROM api_tokens WHERE COALESCE(used_at, made_at) < $1",
    },
    Expiry {
        of: Expiring::KnownBrowsers,
        table: "known_browsers",
        kept: browsers::KNOWN,
        statement: "DELETE FROM known_browsers WHERE known_at < $1",
    },
    Expiry {
        of: Expiring::Ceremonies,
        table: "ceremonies",
        kept: second_factor::PENDING,
        statement: "DELETE FROM ceremonies WHERE made_at < $1",
    },
    Expiry {
        of: Expiring::SiteTokens,
        table: "site_tokens",
        kept: ENDED,
        statement: "DELETE FROM site_tokens WHERE ends_at < $1",
    },
    Expiry {
        of: Expiring::UnsentForms,
        table: "unsent_forms",
        kept: unsent_forms::KEPT,
        statement: "DELETE FROM unsent_forms WHERE made_at < $1",
    },
    Expiry {
        of: Expiring::HalfSessions,
        table: "sessions",
        kept: second_factor::HALF_WAY,
        statement: "DELETE FROM sessions WHERE half AND opened_at < $1",
    },
    Expiry {
        of: Expiring::UnconfirmedComments,
        table: "comments",
        kept: UNCONFIRMED,
        statement: "DELETE FROM comments
            WHERE state = 'held' AND held_for = 'email' AND version = 1 AND shown_at IS NULL
                AND posted_at < $1",
    },
    Expiry {
        of: Expiring::CommentNetworks,
        table: "comments",
        kept: NETWORK,
        statement: "UPDATE comments SET network = NULL WHERE network IS NOT NULL AND posted_at < $1",
    },
    Expiry {
        of: Expiring::CommentBrowsers,
        table: "comments",
        kept: browsers::KNOWN,
        statement: "UPDATE comments SET browser = NULL WHERE browser IS NOT NULL AND posted_at < $1",
    },
    Expiry {
        of: Expiring::ReportNetworks,
        table: "reports",
        kept: NETWORK,
        statement: "UPDATE reports SET reporter = NULL WHERE reporter IS NOT NULL AND made_at < $1",
    },
    Expiry {
        of: Expiring::Mail,
        table: "outbox",
        kept: NETWORK,
        statement: "DELETE FROM outbox
            WHERE made_at < $1 AND (sent_at IS NOT NULL OR given_up_at IS NOT NULL)",
    },
    Expiry {
        of: Expiring::FailedMail,
        table: "outbox",
        kept: FAILED_MAIL_KEPT,
        statement: "UPDATE outbox SET text = '', html = '' WHERE given_up_at < $1 AND text <> ''",
    },
    Expiry {
        of: Expiring::BannedValues,
        table: "bans",
        kept: NETWORK,
        statement: "UPDATE bans SET value = NULL
            WHERE value IS NOT NULL AND (lifted_at < $1 OR ends_at < $1)",
    },
    Expiry {
        of: Expiring::Claims,
        table: "claims",
        kept: CLAIM,
        statement: "DELETE FROM claims WHERE made_at < $1",
    },
    Expiry {
        of: Expiring::Drafts,
        table: "article_drafts",
        kept: DRAFT,
        statement: "DELETE FROM article_drafts WHERE saved_at < $1",
    },
    Expiry {
        of: Expiring::DraftLinks,
        table: "draft_links",
        kept: ENDED,
        statement: "DELETE FROM draft_links WHERE ends_at < $1",
    },
    Expiry {
        of: Expiring::Invitations,
        table: "invitations",
        kept: invitations::KEPT,
        statement: "DELETE FROM invitations WHERE ends_at < $1",
    },
    Expiry {
        of: Expiring::Presence,
        table: "article_presence",
        kept: PRESENT,
        statement: "DELETE FROM article_presence WHERE seen_at < $1",
    },
    Expiry {
        of: Expiring::Buckets,
        table: "buckets",
        kept: ENDED,
        statement: "DELETE FROM buckets WHERE full_at < $1",
    },
    Expiry {
        of: Expiring::Counters,
        table: "tallies",
        kept: counters::KEPT,
        statement: "DELETE FROM tallies WHERE hour < $1",
    },
    Expiry {
        of: Expiring::Similar,
        table: "echoes",
        kept: SIMILARITY_WINDOW,
        statement: "DELETE FROM echoes WHERE posted_at < $1",
    },
    Expiry {
        of: Expiring::CommittedWrites,
        table: "committed_writes",
        kept: RETRY,
        statement: "DELETE FROM committed_writes WHERE committed_at < $1",
    },
    Expiry {
        of: Expiring::ShareMarks,
        table: "share_marks",
        kept: shares::REMEMBERED,
        statement: "DELETE FROM share_marks WHERE made_at < $1",
    },
    Expiry {
        of: Expiring::Follows,
        table: "follows",
        kept: follows::STOPPED_KEPT,
        statement: "DELETE FROM follows WHERE stopped_at < $1",
    },
    Expiry {
        of: Expiring::Erasures,
        table: "erasures",
        kept: erasures::KEPT,
        statement: "DELETE FROM erasures WHERE made_at < $1",
    },
    Expiry {
        of: Expiring::WebhookDeliveries,
        table: "webhook_deliveries",
        kept: NETWORK,
        statement: "DELETE FROM webhook_deliveries WHERE made_at < $1",
    },
];
