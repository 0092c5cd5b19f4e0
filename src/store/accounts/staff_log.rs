//! Log of what staff did with accounts and settings, as rows.
//!
//! Each row is written in the transaction of the action.
//!
//! The database keeps the log append-only for two years. It holds numbers and codes only.

use constcat::concat;
use jiff::{SignedDuration, Timestamp};

use super::access::end_access;
use super::api_tokens::END_TOKENS;
use crate::error::{Error, Result};
use crate::store::{Moment, Store, Tx, micros, query, query_as, unknown};

/// Time for which a row is kept: two years, so that a whole year can still be examined afterwards.
pub(in crate::store) const KEPT: SignedDuration = SignedDuration::from_hours(730 * 24);

/// Kind of action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffDeed {
    /// A member of staff logged in.
    LogIn,
    /// An account with more rights than commenting was created.
    Account,
    /// The role of an account was changed.
    Role,
    /// The role of an account was changed by what its log-in provider says.
    ClaimedRole,
    /// The password of an account was changed on the command line.
    Password,
    /// The second factors of an account were removed on the command line.
    SecondFactor,
    /// An administrator ended the sessions of an account.
    Sessions,
    /// The settings of the board were changed.
    Settings,
    /// A commenter was banned.
    Ban,
    /// A ban was lifted.
    Lift,
    /// A comment was expunged.
    Expunge,
    /// The board, or its log of decisions, was written to a file.
    Export,
    /// The board was restored from a backup.
    Restore,
    /// A file of another system was imported.
    Import,
    /// An import was undone.
    ImportUndone,
    /// A link to a draft was created.
    DraftLink,
    /// A link to a draft was withdrawn.
    DraftLinkEnded,
    /// A comment was featured above its discussion.
    Feature,
    /// A comment is no longer featured.
    Unfeature,
    /// Somebody was invited to the staff.
    Invitation,
    /// An invitation was sent again.
    InvitationAgain,
    /// An invitation was withdrawn, or ended with the role of the administrator who made it.
    InvitationEnded,
    /// An invitation was accepted.
    InvitationAccepted,
    /// A token of the API was made.
    Token,
    /// A token of the API was revoked.
    TokenRevoked,
    /// A webhook was made, changed, turned on or off, or got a new secret.
    Webhook,
    /// A webhook was removed.
    WebhookRemoved,
}

impl StaffDeed {
    /// All kinds of action.
    pub const ALL: [Self; 27] = [
        Self::LogIn,
        Self::Account,
        Self::Role,
        Self::ClaimedRole,
        Self::Password,
        Self::SecondFactor,
        Self::Sessions,
        Self::Settings,
        Self::Ban,
        Self::Lift,
        Self::Expunge,
        Self::Export,
        Self::Restore,
        Self::Import,
        Self::ImportUndone,
        Self::DraftLink,
        Self::DraftLinkEnded,
        Self::Feature,
        Self::Unfeature,
        Self::Invitation,
        Self::InvitationAgain,
        Self::InvitationEnded,
        Self::InvitationAccepted,
        Self::Token,
        Self::TokenRevoked,
        Self::Webhook,
        Self::WebhookRemoved,
    ];

    /// Returns the stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::LogIn => "login",
            Self::Account => "account",
            Self::Role => "role",
            Self::ClaimedRole => "claimed",
            Self::Password => "password",
            Self::SecondFactor => "factor",
            Self::Sessions => "sessions",
            Self::Settings => "settings",
            Self::Ban => "ban",
            Self::Lift => "lift",
            Self::Expunge => "expunge",
            Self::Export => "export",
            Self::Restore => "restore",
            Self::Import => "import",
            Self::ImportUndone => "unimport",
            Self::DraftLink => "link",
            Self::DraftLinkEnded => "unlink",
            Self::Feature => "feature",
            Self::Unfeature => "unfeature",
            Self::Invitation => "invite",
            Self::InvitationAgain => "reinvite",
            Self::InvitationEnded => "uninvite",
            Self::InvitationAccepted => "accept",
            Self::Token => "token",
            Self::TokenRevoked => "untoken",
            Self::Webhook => "webhook",
            Self::WebhookRemoved => "unwebhook",
        }
    }

    /// Returns the kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.code() == code)
    }
}

/// Row of the log.
#[derive(Clone, Debug)]
pub struct StaffRecord {
    /// Number of the row.
    pub id: i64,
    /// Time of the action.
    pub made_at: Timestamp,
    /// Kind of action.
    pub deed: StaffDeed,
    /// Name of the account that acted, or `None` for the command line.
    pub by: Option<String>,
    /// Name of the account acted upon.
    pub subject: Option<String>,
    /// Details, in codes and numbers.
    pub detail: Option<String>,
}

#[derive(sqlx::FromRow)]
struct StaffRow {
    id: i64,
    made_at: Moment,
    kind: String,
    by_name: Option<String>,
    subject: Option<String>,
    detail: Option<String>,
}

impl TryFrom<StaffRow> for StaffRecord {
    type Error = Error;

    fn try_from(row: StaffRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            made_at: row.made_at.into(),
            deed: StaffDeed::from_code(&row.kind).ok_or_else(|| unknown("deed", &row.kind))?,
            by: row.by_name,
            subject: row.subject,
            detail: row.detail,
        })
    }
}

/// Writes a row of the log in the transaction of the action.
///
/// `by` is the account that acted, `subject` the one acted upon.
pub(in crate::store) async fn log_staff(
    tx: &mut Tx,
    deed: StaffDeed,
    by: Option<i64>,
    subject: Option<i64>,
    detail: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    query(Store::LOG_STAFF)
        .bind(micros(now))
        .bind(deed.code())
        .bind(by)
        .bind(subject)
        .bind(detail)
        .execute(tx)
        .await?;
    Ok(())
}

/// Head of a statement that selects rows of the log with the names of the accounts.
const SELECT_RECORDS: &str =
    "SELECT l.id, l.made_at, l.kind, b.name AS by_name, s.name AS subject, l.detail
    FROM staff_log l LEFT JOIN accounts b ON b.id = l.account_id
    LEFT JOIN accounts s ON s.id = l.subject_id ";

impl Store {
    pub(in crate::store) const LOG_STAFF: &str =
        "INSERT INTO staff_log (made_at, kind, account_id, subject_id, detail)
        VALUES ($1, $2, $3, $4, $5)";
    pub(in crate::store) const LOG_LOG_IN: &str =
        "INSERT INTO staff_log (made_at, kind, account_id)
        SELECT $1, 'login', id FROM accounts WHERE id = $2 AND role <> 'member'";
    pub(in crate::store) const STAFF_LOG: &str =
        concat!(SELECT_RECORDS, "WHERE l.id < $1 ORDER BY l.id DESC LIMIT $2");
    pub(in crate::store) const STAFF_LOG_OF: &str =
        concat!(SELECT_RECORDS, "WHERE l.kind = $3 AND l.id < $1 ORDER BY l.id DESC LIMIT $2");

    /// Returns at most `limit` rows before the one with the number `before`, newest first.
    ///
    /// With `deed`, only rows of that kind are returned.
    pub async fn staff_log(
        &self,
        deed: Option<StaffDeed>,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<StaffRecord>> {
        let before = before.unwrap_or(i64::MAX);
        let rows: Vec<StaffRow> = {
            let mut db = self.reader();
            match deed {
                None => {
                    query_as(Self::STAFF_LOG).bind(before).bind(limit).fetch_all(&mut db).await?
                }
                Some(deed) => {
                    query_as(Self::STAFF_LOG_OF)
                        .bind(before)
                        .bind(limit)
                        .bind(deed.code())
                        .fetch_all(&mut db)
                        .await?
                }
            }
        };
        rows.into_iter().map(StaffRecord::try_from).collect()
    }

    /// Records an export before it is written.
    pub async fn log_export(&self, by: Option<i64>, what: &str, now: Timestamp) -> Result<()> {
        self.write(|mut tx| async move {
            log_staff(&mut tx, StaffDeed::Export, by, None, Some(what), now).await?;
            Ok(tx.commit(()))
        })
        .await
    }

    /// Ends all sessions and tokens of an account at the request of the administrator `by`.
    pub async fn end_sessions_of(&self, account: i64, by: i64, now: Timestamp) -> Result<()> {
        self.write(|mut tx| async move {
            end_access(&mut tx, account, None).await?;
            query(END_TOKENS).bind(account).execute(&mut tx).await?;
            log_staff(&mut tx, StaffDeed::Sessions, Some(by), Some(account), None, now).await?;
            Ok(tx.commit(()))
        })
        .await
    }
}
