//! Sessions as rows: the hash of a browser's token, and whose it is.

use jiff::Timestamp;

use super::accounts::AccountRow;
use super::{Store, micros, moment, read, write};
use crate::account::Account;
use crate::error::Result;

#[derive(sqlx::FromRow)]
struct SessionRow {
    #[sqlx(flatten)]
    account: AccountRow,
    used_at: i64,
}

impl Store {
    /// Opens a session for an account; one this browser had before ends with it.
    pub async fn open_session(&self, token: &[u8; 32], old: Option<&[u8; 32]>, account: i64, now: Timestamp) -> Result<()> {
        const OPEN: &str = "INSERT INTO sessions (token, account_id, opened_at, used_at) VALUES ($1, $2, $3, $3)";
        write!(self, |tx| {
            if let Some(old) = old {
                sqlx::query(CLOSE).bind(old.as_slice()).execute(&mut *tx).await?;
            }
            sqlx::query(OPEN).bind(token.as_slice()).bind(account).bind(micros(now)).execute(&mut *tx).await?;
        });
        Ok(())
    }

    pub(super) const SESSION: &str = "SELECT a.id, a.name, a.email, a.role, s.used_at
        FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.token = $1 AND s.opened_at > $2 AND s.used_at > $3 AND NOT s.half";

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

    /// Ends a session.
    pub async fn close_session(&self, token: &[u8; 32]) -> Result<()> {
        write!(self, |tx| {
            sqlx::query(CLOSE).bind(token.as_slice()).execute(&mut *tx).await?;
        });
        Ok(())
    }
}

const CLOSE: &str = "DELETE FROM sessions WHERE token = $1";
