//! Sessions as rows: the hash of a browser's token, and whose it is.

use jiff::Timestamp;

use super::access::{end_access, end_links};
use super::accounts::AccountRow;
use super::browsers::know;
use super::events::announce;
use super::{Store, micros, moment, read, write};
use crate::account::Account;
use crate::error::Result;
use crate::notify::Event;

/// A session to be opened.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// The hash of its token.
    pub token: &'a [u8; 32],
    /// The one this browser had before, which ends.
    pub old: Option<&'a [u8; 32]>,
    /// Whose it is.
    pub account: i64,
    /// The browser and what it runs on; empty when it does not say.
    pub device: &'a str,
    /// The hash of the browser's visitor cookie, by which it is known from now on.
    pub browser: Option<&'a [u8; 32]>,
}

/// A session that is still good, as its owner sees it.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// The hash of its token.
    pub token: Vec<u8>,
    /// The browser and what it runs on; empty when it did not say.
    pub device: String,
    /// When it began.
    pub opened_at: Timestamp,
    /// When it was last used, to about a quarter of an hour.
    pub used_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    #[sqlx(flatten)]
    account: AccountRow,
    used_at: i64,
}

impl Store {
    /// Opens a session for an account; one this browser had before ends with it.
    pub async fn open_session(&self, new: &NewSession<'_>, now: Timestamp) -> Result<()> {
        const OPEN: &str = "INSERT INTO sessions (token, account_id, opened_at, used_at, device) VALUES ($1, $2, $3, $3, $4)";
        write!(self, |tx| {
            if let Some(old) = new.old {
                sqlx::query(CLOSE).bind(old.as_slice()).execute(&mut *tx).await?;
            }
            sqlx::query(OPEN)
                .bind(new.token.as_slice())
                .bind(new.account)
                .bind(micros(now))
                .bind(new.device)
                .execute(&mut *tx)
                .await?;
            sqlx::query(Self::LOG_LOG_IN)
                .bind(micros(now))
                .bind(new.account)
                .execute(&mut *tx)
                .await?;
            if let Some(browser) = new.browser {
                know!(tx, new.account, browser, now);
            }
        });
        Ok(())
    }

    pub(super) const SESSION: &str = "SELECT a.id, a.name, a.email, a.role, s.used_at
        FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.token = $1 AND s.opened_at > $2 AND s.used_at > $3 AND NOT s.half AND a.left_at IS NULL";

    /// Whose session this is and when it was last used, if it was opened and used after the given times.
    /// One that is half way is nobody's yet.
    pub async fn session(
        &self,
        token: &[u8; 32],
        opened_after: Timestamp,
        used_after: Timestamp,
    ) -> Result<Option<(Account, Timestamp)>> {
        let row: Option<SessionRow> = read!(self, |db| {
            sqlx::query_as(Self::SESSION)
                .bind(token.as_slice())
                .bind(micros(opened_after))
                .bind(micros(used_after))
                .fetch_optional(db)
                .await?
        });
        row.map(|row| Ok((row.account.try_into()?, moment(row.used_at)?))).transpose()
    }

    /// Notes that a session was used.
    pub async fn touch_session(&self, token: &[u8; 32], now: Timestamp) -> Result<()> {
        const TOUCH: &str = "UPDATE sessions SET used_at = $2 WHERE token = $1";
        write!(self, |tx| {
            sqlx::query(TOUCH).bind(token.as_slice()).bind(micros(now)).execute(&mut *tx).await?;
        });
        Ok(())
    }

    pub(super) const SESSIONS_OF: &str = "SELECT token, device, opened_at, used_at FROM sessions
        WHERE account_id = $1 AND opened_at > $2 AND used_at > $3 AND NOT half ORDER BY used_at DESC, opened_at DESC";

    /// Every session of an account that was opened and used after the given times, the last used first.
    pub async fn sessions_of(
        &self,
        account: i64,
        opened_after: Timestamp,
        used_after: Timestamp,
    ) -> Result<Vec<OpenSession>> {
        let rows: Vec<(Vec<u8>, String, i64, i64)> = read!(self, |db| {
            sqlx::query_as(Self::SESSIONS_OF)
                .bind(account)
                .bind(micros(opened_after))
                .bind(micros(used_after))
                .fetch_all(db)
                .await?
        });
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

    /// Ends a session of this account and the links whoever sat there may have asked for, and leaves word for its owner;
    /// nobody else's session ends.
    pub async fn close_session_of(
        &self,
        account: i64,
        token: &[u8; 32],
        now: Timestamp,
    ) -> Result<()> {
        const CLOSE_OWN: &str = "DELETE FROM sessions WHERE token = $1 AND account_id = $2";
        write!(self, |tx| {
            let closed = sqlx::query(CLOSE_OWN).bind(token.as_slice()).bind(account);
            if closed.execute(&mut *tx).await?.rows_affected() > 0 {
                end_links!(tx, account);
                announce!(tx, &Event::SessionsEnded { account, all: false }, now);
            }
        });
        Ok(())
    }

    /// Ends every session of an account and every link that would change it, at the wish of its owner, who is told.
    pub async fn log_out_everywhere(&self, account: i64, now: Timestamp) -> Result<()> {
        write!(self, |tx| {
            end_access!(tx, account, None);
            announce!(tx, &Event::SessionsEnded { account, all: true }, now);
        });
        Ok(())
    }

    /// Ends every session of an account, and every link that would change it.
    pub async fn close_all_sessions(&self, account: i64) -> Result<()> {
        write!(self, |tx| {
            end_access!(tx, account, None);
        });
        Ok(())
    }

    /// Ends a session.
    pub async fn close_session(&self, token: &[u8; 32]) -> Result<()> {
        write!(self, |tx| {
            sqlx::query(CLOSE).bind(token.as_slice()).execute(&mut *tx).await?;
        });
        Ok(())
    }
}

const CLOSE: &str = "DELETE FROM sessions WHERE token = $1";
