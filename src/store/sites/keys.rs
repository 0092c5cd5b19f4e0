//! Keys by which the board knows the users of sites. They are encrypted before they come here.

use jiff::Timestamp;

use super::editing::PART;
use crate::error::Result;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::{Store, Tx, micros, moment, query, query_as};

/// Key of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSiteKey {
    /// Key, encrypted.
    pub secret: Vec<u8>,
    /// Time at which it was made.
    pub made_at: Timestamp,
    /// True if an administrator wrote it down; until then it is shown.
    pub is_noted: bool,
}

impl Store {
    /// Returns the key of a site.
    pub async fn site_key(&self, site: i64) -> Result<Option<StoredSiteKey>> {
        const KEY: &str = "SELECT secret, made_at, noted_at FROM site_keys WHERE site_id = $1";
        let row: Option<(Vec<u8>, i64, Option<i64>)> =
            query_as(KEY).bind(site).fetch_optional(&mut self.reader()).await?;
        let key = |(secret, made_at, noted_at): (_, _, Option<i64>)| {
            Ok(StoredSiteKey { secret, made_at: moment(made_at)?, is_noted: noted_at.is_some() })
        };
        row.map(key).transpose()
    }

    /// Returns the key of each site that has one, encrypted, with the id and the name of the site.
    pub async fn site_keys(&self) -> Result<Vec<(i64, String, Vec<u8>)>> {
        const ALL: &str = "SELECT k.site_id, s.name, k.secret
            FROM site_keys k JOIN sites s ON s.id = k.site_id ORDER BY k.site_id";
        Ok(query_as(ALL).fetch_all(&mut self.reader()).await?)
    }

    /// Replaces the encryption of a key.
    ///
    /// Returns `false` if the stored value is no longer `old`.
    pub async fn rewrite_site_key(&self, site: i64, old: &[u8], new: &[u8]) -> Result<bool> {
        const REWRITE: &str = "UPDATE site_keys SET secret = $3 WHERE site_id = $1 AND secret = $2";
        Ok(self.execute(query(REWRITE).bind(site).bind(old).bind(new)).await? > 0)
    }

    /// Gives a site a key in place of the one that it has; the old one counts no more.
    ///
    /// A key that is no secret `is_noted` from the beginning. Returns `false` if there is no such
    /// site.
    pub async fn set_site_key(
        &self,
        site: i64,
        (secret, is_noted): (&[u8], bool),
        by: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const SET: &str = "INSERT INTO site_keys (site_id, secret, made_at, noted_at)
            SELECT id, $2, $3, $4 FROM sites WHERE id = $1
            ON CONFLICT (site_id) DO UPDATE SET secret = excluded.secret,
                made_at = excluded.made_at, noted_at = excluded.noted_at";
        let noted_at = is_noted.then(|| micros(now));
        self.write(|mut tx| async move {
            let set = query(SET).bind(site).bind(secret).bind(micros(now)).bind(noted_at);
            if set.execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(false));
            }
            logged(&mut tx, by, now).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    /// Marks the key of a site as written down.
    pub async fn note_site_key(&self, site: i64, now: Timestamp) -> Result<()> {
        const NOTE: &str =
            "UPDATE site_keys SET noted_at = $2 WHERE site_id = $1 AND noted_at IS NULL";
        self.execute(query(NOTE).bind(site).bind(micros(now))).await.map(drop)
    }

    /// Removes the key of a site, whose users are guests from then on.
    pub async fn remove_site_key(&self, site: i64, by: i64, now: Timestamp) -> Result<()> {
        const REMOVE: &str = "DELETE FROM site_keys WHERE site_id = $1";
        self.write(|mut tx| async move {
            if query(REMOVE).bind(site).execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(()));
            }
            logged(&mut tx, by, now).await?;
            Ok(tx.commit(()))
        })
        .await
    }
}

async fn logged(tx: &mut Tx, by: i64, now: Timestamp) -> Result<()> {
    log_staff(tx, StaffDeed::Settings, Some(by), None, Some(PART), now).await
}
