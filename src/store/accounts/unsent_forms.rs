//! Forms sent after the session had ended, as rows.
//!
//! Only the newest of each browser is stored, encrypted by the caller.

use jiff::{SignedDuration, Timestamp};

use crate::error::Result;
use crate::store::{Store, micros, query, query_scalar};

/// Time for which a form is stored until its sender logs in.
pub(in crate::store) const KEPT: SignedDuration = SignedDuration::from_hours(1);

impl Store {
    pub(in crate::store) const UNSENT_FORM: &str =
        "SELECT form FROM unsent_forms WHERE browser = $1 AND made_at > $2";

    /// Stores a form for a browser and replaces the one before it.
    pub async fn keep_unsent_form(
        &self,
        browser: &[u8; 32],
        form: &[u8],
        now: Timestamp,
    ) -> Result<()> {
        const KEEP: &str = "INSERT INTO unsent_forms (browser, form, made_at) VALUES ($1, $2, $3)
            ON CONFLICT (browser) DO UPDATE SET form = excluded.form, made_at = excluded.made_at";
        let keep = query(KEEP).bind(browser.as_slice()).bind(form).bind(micros(now));
        self.execute(keep).await.map(drop)
    }

    /// Returns the stored form of a browser.
    pub async fn unsent_form(&self, browser: &[u8; 32], now: Timestamp) -> Result<Option<Vec<u8>>> {
        Ok(query_scalar(Self::UNSENT_FORM)
            .bind(browser.as_slice())
            .bind(micros(now - KEPT))
            .fetch_optional(&mut self.reader())
            .await?)
    }

    /// Deletes the stored form of a browser.
    pub async fn drop_unsent_form(&self, browser: &[u8; 32]) -> Result<()> {
        const DROP: &str = "DELETE FROM unsent_forms WHERE browser = $1";
        self.execute(query(DROP).bind(browser.as_slice())).await.map(drop)
    }
}
