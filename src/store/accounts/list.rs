//! Accounts as administrators see them: a searchable list, and the change of a role.

use jiff::Timestamp;

use super::access::end_access;
use super::invitations::end_invitations_of;
use super::staff_log::{StaffDeed, log_staff};
use crate::account::{Email, Name, Role};
use crate::error::Result;
use crate::store::{Moment, Store, Tx, query, query_as, query_scalar, unknown};
use crate::text::domain;

/// Accounts on one page.
pub const ACCOUNTS_PER_PAGE: i64 = 50;

/// Account in the list.
#[derive(Clone, Debug)]
pub struct AccountEntry {
    /// Number of the account.
    pub id: i64,
    /// Name shown beside the comments of the account.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role of the account.
    pub role: Role,
    /// Time at which the account was created.
    pub since: Timestamp,
    /// Number of comments by this account, in any state.
    pub comments: i64,
    /// Number of open sessions. Sessions that still lack the second factor are not counted.
    pub sessions: i64,
    /// True if signing in needs more than a password: the account has a passkey or a TOTP secret.
    pub has_factor: bool,
    /// Last time at which a member of staff used a session or did something that the staff log
    /// records. `None` for readers.
    pub active_at: Option<Timestamp>,
    /// True if the account was made for a member of staff and, by the staff log, never used to log
    /// in.
    pub never_logged_in: bool,
}

#[derive(sqlx::FromRow)]
struct AccountEntryRow {
    id: i64,
    name: String,
    email: String,
    role: String,
    made_at: Moment,
    comments: i64,
    sessions: i64,
    factors: i64,
    active_at: Option<Moment>,
    unused: i64,
}

/// Outcome of a change of role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleChange {
    /// The account has the role.
    Done,
    /// No account with this number exists.
    Unknown,
    /// The change would leave no administrator.
    LastAdmin,
}

impl TryFrom<AccountEntryRow> for AccountEntry {
    type Error = crate::error::Error;

    fn try_from(row: AccountEntryRow) -> Result<Self> {
        let role = Role::from_code(&row.role).ok_or_else(|| unknown("role", &row.role))?;
        Ok(Self {
            id: row.id,
            name: row.name,
            email: row.email,
            role,
            since: row.made_at.into(),
            comments: row.comments,
            sessions: row.sessions,
            has_factor: row.factors > 0,
            active_at: row.active_at.map(Timestamp::from),
            never_logged_in: role > Role::Member && row.unused > 0 && row.sessions == 0,
        })
    }
}

/// Locks the rows of all administrators.
///
/// Two administrators who demote each other, or leave, at the same time thus do so one after the
/// other, and the second transaction finds that no administrator would be left. The statement runs
/// twice: the first run may wait for a transaction that made an account an administrator, and only
/// the second run sees and locks that row too.
pub(in crate::store) async fn take_turns(tx: &mut Tx) -> Result<()> {
    for _ in 0..2 {
        query(TAKE_TURNS).execute(tx).await?;
    }
    Ok(())
}

pub(in crate::store) const TAKE_TURNS: &str =
    "UPDATE accounts SET role = role WHERE role = 'admin' AND left_at IS NULL";

/// Converts search words to the form in which addresses are stored.
///
/// The part after an `@`, or all of it, may be a domain outside ASCII.
fn address_words(words: &str) -> String {
    let whole = Email::stored(words.to_lowercase()).key();
    if whole.is_ascii() { whole } else { domain::to_ascii(&whole).unwrap_or(whole) }
}

impl Store {
    /// Returns one page of the accounts whose name or address contains `words`.
    ///
    /// Also returns their total number. Staff come first, by role and then the last active. `page` counts from 1 and has
    /// [`ACCOUNTS_PER_PAGE`] rows. The query scans all accounts, which is acceptable for a page
    /// that only administrators see.
    pub async fn account_list(&self, words: &str, page: i64) -> Result<(Vec<AccountEntry>, i64)> {
        const PEOPLE: &str = "SELECT a.id, a.name, a.email, a.role, a.made_at,
                (SELECT COUNT(*) FROM comments c WHERE c.account_id = a.id) AS comments,
                (SELECT COUNT(*) FROM sessions s
                    WHERE s.account_id = a.id AND NOT s.half) AS sessions,
                (SELECT COUNT(*) FROM passkeys k WHERE k.account_id = a.id)
                    + CASE WHEN a.totp IS NULL THEN 0 ELSE 1 END AS factors,
                CASE WHEN a.role <> 'member' THEN (SELECT MAX(u.at) FROM
                    (SELECT MAX(s.used_at) AS at FROM sessions s
                        WHERE s.account_id = a.id AND NOT s.half
                    UNION ALL
                    SELECT MAX(l.made_at) FROM staff_log l WHERE l.account_id = a.id) u)
                END AS active_at,
                (SELECT COUNT(*) FROM staff_log m WHERE m.kind = 'account' AND m.subject_id = a.id
                    AND NOT EXISTS (SELECT 1 FROM staff_log d
                        WHERE d.kind = 'login' AND d.account_id = a.id)) AS unused
            FROM accounts a
            WHERE a.left_at IS NULL
                AND ($1 = '' OR a.name_key LIKE $1 ESCAPE '!' OR a.email_key LIKE $2 ESCAPE '!')
            ORDER BY CASE a.role WHEN 'admin' THEN 0 WHEN 'editor' THEN 1
                WHEN 'moderator' THEN 2 ELSE 3 END, active_at DESC NULLS LAST, a.name_key, a.id
            LIMIT $3 OFFSET $4";
        const HOW_MANY: &str = "SELECT COUNT(*) FROM accounts a
            WHERE a.left_at IS NULL
                AND ($1 = '' OR a.name_key LIKE $1 ESCAPE '!' OR a.email_key LIKE $2 ESCAPE '!')";
        let words = words.trim();
        let (name, email) =
            (pattern(&Name::stored(words.to_owned()).key()), pattern(&address_words(words)));
        let (rows, total): (Vec<AccountEntryRow>, i64) = {
            let mut db = self.reader();
            (
                query_as(PEOPLE)
                    .bind(&name)
                    .bind(&email)
                    .bind(ACCOUNTS_PER_PAGE)
                    .bind((page - 1) * ACCOUNTS_PER_PAGE)
                    .fetch_all(&mut db)
                    .await?,
                query_scalar(HOW_MANY).bind(&name).bind(&email).fetch_one(&mut db).await?,
            )
        };
        Ok((rows.into_iter().map(AccountEntry::try_from).collect::<Result<_>>()?, total))
    }

    /// Changes the role of an account and ends its sessions and links.
    ///
    /// The change thus takes effect at once; invitations by a former administrator end. The last administrator keeps the role. `by` is the
    /// administrator who makes the change, or `None` for the command line.
    pub async fn change_role(
        &self,
        account: i64,
        role: Role,
        by: Option<i64>,
        at: Timestamp,
    ) -> Result<RoleChange> {
        self.set_role(account, role, (StaffDeed::Role, by), at).await
    }

    /// Changes the role of an account as a log-in provider says, in the same way.
    pub async fn change_role_by_claim(
        &self,
        account: i64,
        role: Role,
        at: Timestamp,
    ) -> Result<RoleChange> {
        self.set_role(account, role, (StaffDeed::ClaimedRole, None), at).await
    }

    async fn set_role(
        &self,
        account: i64,
        role: Role,
        (deed, by): (StaffDeed, Option<i64>),
        at: Timestamp,
    ) -> Result<RoleChange> {
        const NOW: &str = "SELECT role FROM accounts WHERE id = $1 AND left_at IS NULL";
        const SET: &str = "UPDATE accounts SET role = $2 WHERE id = $1";
        self.write(|mut tx| async move {
            take_turns(&mut tx).await?;
            let now: Option<String> =
                query_scalar(NOW).bind(account).fetch_optional(&mut tx).await?;
            let Some(now) = now else { return Ok(tx.roll_back(RoleChange::Unknown)) };
            if now == role.code() {
                return Ok(tx.roll_back(RoleChange::Done));
            }
            let others: i64 =
                query_scalar(Self::OTHER_ADMINS).bind(account).fetch_one(&mut tx).await?;
            if now == Role::Admin.code() && others == 0 {
                return Ok(tx.roll_back(RoleChange::LastAdmin));
            }
            query(SET).bind(account).bind(role.code()).execute(&mut tx).await?;
            end_access(&mut tx, account, None).await?;
            if now == Role::Admin.code() {
                end_invitations_of(&mut tx, account, by, at).await?;
            }
            let change = format!("{now} {}", role.code());
            log_staff(&mut tx, deed, by, Some(account), Some(&change), at).await?;
            Ok(tx.commit(RoleChange::Done))
        })
        .await
    }
}

/// Returns a LIKE pattern that matches the words literally, with `!` as escape character.
fn pattern(words: &str) -> String {
    let words = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    if words.is_empty() { words } else { format!("%{words}%") }
}
