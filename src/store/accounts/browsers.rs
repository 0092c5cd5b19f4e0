//! Browsers that logged in to an account before, by the hash of their visitor cookie.

use jiff::{SignedDuration, Timestamp};

use crate::account::Email;
use crate::error::Result;
use crate::store::{Store, Tx, micros, query, query_scalar};

/// Time for which a browser is known without logging in: the lifetime of its cookie.
pub(in crate::store) const KNOWN: SignedDuration = SignedDuration::from_hours(365 * 24);

/// Records that an account was used with a browser.
pub(in crate::store) async fn know(
    tx: &mut Tx,
    account: i64,
    browser: &[u8; 32],
    now: Timestamp,
) -> Result<()> {
    query(Store::KNOW).bind(account).bind(browser.as_slice()).bind(micros(now)).execute(tx).await?;
    query(Store::FORGET_OLDEST).bind(account).execute(tx).await?;
    Ok(())
}

impl Store {
    pub(in crate::store) const KNOW: &str =
        "INSERT INTO known_browsers (account_id, browser, known_at) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, browser) DO UPDATE SET known_at = excluded.known_at";
    // Twenty browsers are more than one member has; of more, those with the oldest log-in are
    // deleted.
    pub(in crate::store) const FORGET_OLDEST: &str =
        "DELETE FROM known_browsers WHERE account_id = $1
        AND browser NOT IN (SELECT browser FROM known_browsers WHERE account_id = $1
            ORDER BY known_at DESC, browser LIMIT 20)";
    pub(in crate::store) const KNOWN_BROWSER: &str = "SELECT k.account_id FROM accounts a
        JOIN known_browsers k ON k.account_id = a.id
        WHERE a.email_key = $1 AND a.left_at IS NULL AND k.browser = $2 AND k.known_at > $3";

    /// Returns the account with this address, if this browser logged in to it before.
    pub async fn known_browser(
        &self,
        email: &Email,
        browser: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<i64>> {
        Ok(query_scalar(Self::KNOWN_BROWSER)
            .bind(email.key())
            .bind(browser.as_slice())
            .bind(micros(now - KNOWN))
            .fetch_optional(&mut self.reader())
            .await?)
    }

    /// Records that a browser belongs to an account.
    ///
    /// Used when the owner is authenticated by other means than the password that other browsers
    /// had.
    pub async fn know(&self, account: i64, browser: &[u8; 32], now: Timestamp) -> Result<()> {
        self.write(|mut tx| async move {
            know(&mut tx, account, browser, now).await?;
            Ok(tx.commit(()))
        })
        .await
    }
}
