//! Sessions as rows: the hash of the session token and the account.

use jiff::Timestamp;

use super::access::{FORGET_BROWSERS, LOCK_ACCOUNT, end_access, end_links, in_session};
use super::browsers::know;
use super::login_identities::is_of;
use super::second_factors::NO_FACTOR;
use super::{AccountRow, Owner, account_columns};
use crate::account::Account;
use crate::error::Result;
use crate::notify::Event;
use crate::store::mail::events::announced;
use crate::store::{Moment, Store, Tx, micros, moment, query, query_as, query_scalar};

/// Proof of identity given at login.
///
/// It is checked again when the session is opened, so that an account whose access ended while the
/// password was hashed stays logged out.
#[derive(Clone, Copy, Debug)]
pub enum Proof<'a> {
    /// Hash of the correct password, for an account without second factor.
    Password(&'a str),
    /// Hash of the token of a session that had the password but not yet the second factor.
    ///
    /// That session ends.
    SecondFactor(&'a [u8; 32]),
    /// Number of the passkey's row.
    Passkey(i64),
    /// Number of the row of a log-in at a provider, for an account without second factor.
    Identity(i64),
    /// Number of the row of a log-in at a provider whose second factor stands for the board's.
    StrongIdentity(i64),
}

/// First step of a log-in that needs a second one.
#[derive(Clone, Copy, Debug)]
pub(super) enum FirstFactor<'a> {
    /// Hash of the correct password.
    Password(&'a str),
    /// Number of the row of a log-in at a provider.
    Identity(i64),
}

/// Session to open.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// Proof of identity.
    pub proof: Proof<'a>,
    /// Hash of the session token.
    pub token: &'a [u8; 32],
    /// Hash of the token of this browser's previous session, which ends.
    pub old: Option<&'a [u8; 32]>,
    /// Account of the session.
    pub account: i64,
    /// Browser and operating system, empty if unknown.
    pub device: &'a str,
    /// Hash of the browser's visitor cookie, by which the browser is recognized from now on.
    pub browser: Option<&'a [u8; 32]>,
}

/// Valid session as shown to its owner.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Hash of the session token.
    pub token: Vec<u8>,
    /// Browser and operating system, empty if unknown.
    pub device: String,
    /// Time at which the session was opened.
    pub opened_at: Timestamp,
    /// Time of last use, to about a quarter of an hour.
    pub used_at: Timestamp,
}

/// Valid session of a request.
#[derive(Clone, Debug)]
pub struct Session {
    /// Account that is logged in.
    pub account: Account,
    /// Time at which it was opened.
    pub opened_at: Timestamp,
    /// Time of last use, to about a quarter of an hour.
    pub used_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    #[sqlx(flatten)]
    account: AccountRow,
    opened_at: Moment,
    used_at: Moment,
}

/// Returns whether a proof of identity still holds, and spends it if it holds only once.
async fn is_proved(tx: &mut Tx, account: i64, proof: Proof<'_>) -> Result<bool> {
    Ok(match proof {
        Proof::Password(hash) => {
            let is_all: i64 =
                query_scalar(HAS_ONLY_PASSWORD).bind(account).bind(hash).fetch_one(tx).await?;
            is_all > 0
        }
        Proof::SecondFactor(half) => {
            query(END_HALF).bind(half.as_slice()).bind(account).execute(tx).await? > 0
        }
        Proof::Passkey(row) => {
            let has: i64 = query_scalar(HAS_PASSKEY).bind(account).bind(row).fetch_one(tx).await?;
            has > 0
        }
        Proof::Identity(row) => {
            let without: i64 = query_scalar(NO_FACTOR).bind(account).fetch_one(tx).await?;
            without > 0 && is_of(tx, account, row).await?
        }
        Proof::StrongIdentity(row) => is_of(tx, account, row).await?,
    })
}

impl Store {
    /// Opens a session for an account and ends the previous one of this browser.
    ///
    /// Returns `false` if the proof is no longer valid: the password changed, a factor was added,
    /// or access was ended.
    pub async fn open_session(&self, new: &NewSession<'_>, now: Timestamp) -> Result<bool> {
        const OPEN: &str = "INSERT INTO sessions (token, account_id, opened_at, used_at, device)
            VALUES ($1, $2, $3, $3, $4)";
        self.write(|mut tx| async move {
            query(LOCK_ACCOUNT).bind(new.account).execute(&mut tx).await?;
            if !is_proved(&mut tx, new.account, new.proof).await? {
                return Ok(tx.roll_back(false));
            }
            if let Some(old) = new.old {
                query(CLOSE).bind(old.as_slice()).execute(&mut tx).await?;
            }
            query(OPEN)
                .bind(new.token.as_slice())
                .bind(new.account)
                .bind(micros(now))
                .bind(new.device)
                .execute(&mut tx)
                .await?;
            query(Self::LOG_LOG_IN).bind(micros(now)).bind(new.account).execute(&mut tx).await?;
            if let Some(browser) = new.browser {
                know(&mut tx, new.account, browser, now).await?;
            }
            Ok(tx.commit(true))
        })
        .await
    }

    /// Opens a session that still lacks the second factor.
    ///
    /// The password with this hash was given. Returns `false` if the password changed meanwhile.
    pub async fn open_half_session(
        &self,
        token: &[u8; 32],
        account: i64,
        hash: &str,
        now: Timestamp,
    ) -> Result<bool> {
        self.open_half(token, account, FirstFactor::Password(hash), now).await
    }

    /// Opens a session that still lacks the second factor, if the first step still holds.
    pub(super) async fn open_half(
        &self,
        token: &[u8; 32],
        account: i64,
        first: FirstFactor<'_>,
        now: Timestamp,
    ) -> Result<bool> {
        const OPEN: &str = "INSERT INTO sessions (token, account_id, opened_at, used_at, half)
            VALUES ($1, $2, $3, $3, $4)";
        self.write(|mut tx| async move {
            query(LOCK_ACCOUNT).bind(account).execute(&mut tx).await?;
            let is_known = match first {
                FirstFactor::Password(hash) => {
                    let has = query_scalar(HAS_PASSWORD).bind(account).bind(hash);
                    let has: i64 = has.fetch_one(&mut tx).await?;
                    has > 0
                }
                FirstFactor::Identity(row) => is_of(&mut tx, account, row).await?,
            };
            if !is_known {
                return Ok(tx.roll_back(false));
            }
            query(OPEN)
                .bind(token.as_slice())
                .bind(account)
                .bind(micros(now))
                .bind(true)
                .execute(&mut tx)
                .await?;
            Ok(tx.commit(true))
        })
        .await
    }

    pub(in crate::store) const SESSION: &str = concat!(
        "SELECT ",
        account_columns!("a"),
        ", s.opened_at, s.used_at FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.token = $1 AND s.opened_at > $2 AND s.used_at > $3 AND NOT s.half
            AND a.left_at IS NULL"
    );

    /// Returns the session with this hash of its token.
    ///
    /// `None` unless the session was opened and used after the given times. `None` for a session
    /// that lacks the second factor.
    pub async fn session(
        &self,
        token: &[u8; 32],
        opened_after: Timestamp,
        used_after: Timestamp,
    ) -> Result<Option<Session>> {
        let row: Option<SessionRow> = query_as(Self::SESSION)
            .bind(token.as_slice())
            .bind(micros(opened_after))
            .bind(micros(used_after))
            .fetch_optional(&mut self.reader())
            .await?;
        let session = |row: SessionRow| {
            let (opened_at, used_at) = (row.opened_at.into(), row.used_at.into());
            Ok(Session { account: row.account.try_into()?, opened_at, used_at })
        };
        row.map(session).transpose()
    }

    /// Records the use of a session.
    pub async fn touch_session(&self, token: &[u8; 32], now: Timestamp) -> Result<()> {
        const TOUCH: &str = "UPDATE sessions SET used_at = $2 WHERE token = $1";
        self.execute(query(TOUCH).bind(token.as_slice()).bind(micros(now))).await.map(drop)
    }

    pub(in crate::store) const STAFF_THERE: &str = "SELECT EXISTS (
        SELECT 1 FROM sessions s CROSS JOIN accounts a
        WHERE s.used_at > $1 AND NOT s.half AND a.id = s.account_id AND a.role <> 'member'
            AND a.left_at IS NULL)";

    /// Returns whether a moderator, editor or administrator used a session after `since`.
    pub async fn is_staff_there(&self, since: Timestamp) -> Result<bool> {
        Ok(query_scalar(Self::STAFF_THERE)
            .bind(micros(since))
            .fetch_one(&mut self.reader())
            .await?)
    }

    pub(in crate::store) const SESSIONS_OF: &str =
        "SELECT token, device, opened_at, used_at FROM sessions
        WHERE account_id = $1 AND opened_at > $2 AND used_at > $3 AND NOT half
        ORDER BY used_at DESC, opened_at DESC";

    /// Returns the sessions of an account, last used first.
    ///
    /// Only those opened and used after the given times are returned.
    pub async fn sessions_of(
        &self,
        account: i64,
        opened_after: Timestamp,
        used_after: Timestamp,
    ) -> Result<Vec<OpenSession>> {
        let rows: Vec<(Vec<u8>, String, i64, i64)> = query_as(Self::SESSIONS_OF)
            .bind(account)
            .bind(micros(opened_after))
            .bind(micros(used_after))
            .fetch_all(&mut self.reader())
            .await?;
        rows.into_iter()
            .map(|(token, device, opened, used)| {
                Ok(OpenSession {
                    token,
                    device,
                    opened_at: moment(opened)?,
                    used_at: moment(used)?,
                })
            })
            .collect()
    }

    /// Ends a session of this owner and queues mail to the owner.
    ///
    /// Also invalidates the account's links, which a stranger may have asked for in that session.
    /// Sessions of other accounts are left alone.
    pub async fn close_session_of(
        &self,
        owner: Owner<'_>,
        token: &[u8; 32],
        now: Timestamp,
    ) -> Result<()> {
        const CLOSE_OWN: &str = "DELETE FROM sessions WHERE token = $1 AND account_id = $2";
        let Owner { account, session } = owner;
        self.write(|mut tx| async move {
            in_session(&mut tx, account, session).await?;
            let closed = query(CLOSE_OWN).bind(token.as_slice()).bind(account);
            if closed.execute(&mut tx).await? > 0 {
                end_links(&mut tx, account).await?;
                announced(&Event::SessionsEnded { account, all: false }, now)?
                    .execute(&mut tx)
                    .await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    /// Ends all sessions and links of an account at its owner's request.
    ///
    /// Queues mail to the owner and forgets all known browsers.
    pub async fn log_out_everywhere(&self, owner: Owner<'_>, now: Timestamp) -> Result<()> {
        let Owner { account, session } = owner;
        self.write(|mut tx| async move {
            in_session(&mut tx, account, session).await?;
            end_access(&mut tx, account, None).await?;
            query(FORGET_BROWSERS).bind(account).execute(&mut tx).await?;
            announced(&Event::SessionsEnded { account, all: true }, now)?.execute(&mut tx).await?;
            Ok(tx.commit(()))
        })
        .await
    }

    /// Ends a session.
    pub async fn close_session(&self, token: &[u8; 32]) -> Result<()> {
        self.execute(query(CLOSE).bind(token.as_slice())).await.map(drop)
    }
}

const CLOSE: &str = "DELETE FROM sessions WHERE token = $1";
const HAS_PASSWORD: &str =
    "SELECT COUNT(*) FROM accounts WHERE id = $1 AND password = $2 AND left_at IS NULL";
const HAS_ONLY_PASSWORD: &str = "SELECT COUNT(*) FROM accounts a
    WHERE a.id = $1 AND a.password = $2 AND a.left_at IS NULL AND a.totp IS NULL
    AND NOT EXISTS (SELECT 1 FROM passkeys p WHERE p.account_id = a.id)";
const HAS_PASSKEY: &str = "SELECT COUNT(*) FROM passkeys p JOIN accounts a ON a.id = p.account_id
    WHERE a.id = $1 AND p.id = $2 AND a.left_at IS NULL";
const END_HALF: &str = "DELETE FROM sessions WHERE token = $1 AND account_id = $2 AND half";
