//! Sites as administrators add, change and remove them.

use jiff::Timestamp;

use crate::branding::Colour;
use crate::error::Result;
use crate::sites::{Origin, SiteContent};
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::{Store, Tx, micros, query, query_as, query_scalar};

/// Part of the settings that the log of the staff names.
pub(super) const PART: &str = "sites";

/// Outcome of saving a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteSaved {
    /// It is stored, with this id.
    Stored(i64),
    /// Another site has this origin; nothing is changed.
    Taken {
        /// The origin.
        origin: String,
        /// Name of the other site.
        site: String,
    },
    /// Somebody else saved it in the meantime; nothing is changed.
    Overtaken,
    /// There is no such site.
    Gone,
}

/// Outcome of removing a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteRemoval {
    /// It is gone, or was before.
    Removed,
    /// It has pages, so it stays.
    HasPages,
    /// It has an origin of the settings, so it stays.
    OfSettings,
    /// Moderators are bound to it, who would moderate the whole board without it.
    HasModerators,
}

/// Site as the list of administrators shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SiteCounts {
    /// Id of the site.
    pub id: i64,
    /// Number of its pages.
    pub pages: i64,
    /// Number of visible comments on them.
    pub comments: i64,
    /// Number of moderators who are bound to it.
    pub moderators: i64,
}

impl Store {
    pub(in crate::store) const SITE_COUNTS: &str = "SELECT site.id, COUNT(a.id) AS pages,
            CAST(COALESCE(SUM(a.visible_comments), 0) AS BIGINT) AS comments,
            (SELECT COUNT(*) FROM moderator_sites ms WHERE ms.site_id = site.id) AS moderators
        FROM sites site LEFT JOIN articles a ON a.site_id = site.id
        GROUP BY site.id ORDER BY site.id";

    /// Returns the numbers of every site.
    pub async fn site_counts(&self) -> Result<Vec<SiteCounts>> {
        Ok(query_as(Self::SITE_COUNTS).fetch_all(&mut self.reader()).await?)
    }

    /// Returns the origins that stand in the settings.
    pub async fn origins_of_settings(&self) -> Result<Vec<String>> {
        const ORIGINS: &str = "SELECT origin FROM site_origins WHERE from_settings ORDER BY origin";
        Ok(query_scalar(ORIGINS).fetch_all(&mut self.reader()).await?)
    }

    /// Returns the id and the name of every moderator without more rights.
    pub async fn moderators_only(&self) -> Result<Vec<(i64, String)>> {
        const MODERATORS: &str = "SELECT id, name FROM accounts
            WHERE role = 'moderator' AND left_at IS NULL ORDER BY name_key";
        Ok(query_as(MODERATORS).fetch_all(&mut self.reader()).await?)
    }

    /// Returns the accounts of the moderators who are bound to a site.
    pub async fn moderators_of_site(&self, site: i64) -> Result<Vec<i64>> {
        const BOUND: &str = "SELECT account_id FROM moderator_sites WHERE site_id = $1
            ORDER BY account_id";
        Ok(query_scalar(BOUND).bind(site).fetch_all(&mut self.reader()).await?)
    }

    /// Adds a site.
    pub async fn add_site(
        &self,
        content: &SiteContent,
        by: i64,
        now: Timestamp,
    ) -> Result<SiteSaved> {
        const ADD: &str = "INSERT INTO sites (name, lang, accent_light, accent_dark, made_at)
            VALUES ($1, $2, $3, $4, $5) RETURNING id";
        self.write(|mut tx| async move {
            let id: i64 = query_scalar(ADD)
                .bind(&content.name)
                .bind(content.lang.setting())
                .bind(content.light.map(Colour::text))
                .bind(content.dark.map(Colour::text))
                .bind(micros(now))
                .fetch_one(&mut tx)
                .await?;
            if let Some(taken) = settle(&mut tx, id, content).await? {
                return Ok(tx.roll_back(taken));
            }
            log_staff(&mut tx, StaffDeed::Settings, Some(by), None, Some(PART), now).await?;
            Ok(tx.commit(SiteSaved::Stored(id)))
        })
        .await
    }

    /// Changes a site that still has the version that was seen. Origins of the settings stay.
    pub async fn change_site(
        &self,
        (id, seen): (i64, i64),
        content: &SiteContent,
        by: i64,
        now: Timestamp,
    ) -> Result<SiteSaved> {
        const CHANGE: &str = "UPDATE sites
            SET name = $2, lang = $3, accent_light = $4, accent_dark = $5, version = version + 1
            WHERE id = $1 AND version = $6";
        const THERE: &str = "SELECT id FROM sites WHERE id = $1";
        const OWN: &str = "SELECT origin FROM site_origins
            WHERE site_id = $1 AND NOT from_settings ORDER BY origin";
        const WITHDRAW: &str = "DELETE FROM site_origins WHERE origin = $1 AND site_id = $2";
        const UNBIND: &str = "DELETE FROM moderator_sites WHERE site_id = $1";
        self.write(|mut tx| async move {
            let changed = query(CHANGE)
                .bind(id)
                .bind(&content.name)
                .bind(content.lang.setting())
                .bind(content.light.map(Colour::text))
                .bind(content.dark.map(Colour::text))
                .bind(seen)
                .execute(&mut tx)
                .await?;
            if changed == 0 {
                let there: Option<i64> =
                    query_scalar(THERE).bind(id).fetch_optional(&mut tx).await?;
                let outcome = there.map_or(SiteSaved::Gone, |_| SiteSaved::Overtaken);
                return Ok(tx.roll_back(outcome));
            }
            let own: Vec<String> = query_scalar(OWN).bind(id).fetch_all(&mut tx).await?;
            let stays = |text: &&String| content.origins.iter().any(|it| it.as_str() == **text);
            for origin in own.iter().filter(|text| !stays(text)) {
                query(WITHDRAW).bind(origin).bind(id).execute(&mut tx).await?;
            }
            query(UNBIND).bind(id).execute(&mut tx).await?;
            if let Some(taken) = settle(&mut tx, id, content).await? {
                return Ok(tx.roll_back(taken));
            }
            log_staff(&mut tx, StaffDeed::Settings, Some(by), None, Some(PART), now).await?;
            Ok(tx.commit(SiteSaved::Stored(id)))
        })
        .await
    }

    /// Removes a site without pages, bound moderators and origins of the settings.
    pub async fn remove_site(&self, id: i64, by: i64, now: Timestamp) -> Result<SiteRemoval> {
        const OF_SETTINGS: &str = "SELECT COUNT(*) FROM site_origins
            WHERE site_id = $1 AND from_settings";
        const BOUND: &str = "SELECT COUNT(*) FROM moderator_sites WHERE site_id = $1";
        const REMOVE: &str = "DELETE FROM sites WHERE id = $1";
        self.write(|mut tx| async move {
            let of_settings: i64 = query_scalar(OF_SETTINGS).bind(id).fetch_one(&mut tx).await?;
            if of_settings > 0 {
                return Ok(tx.roll_back(SiteRemoval::OfSettings));
            }
            let bound: i64 = query_scalar(BOUND).bind(id).fetch_one(&mut tx).await?;
            if bound > 0 {
                return Ok(tx.roll_back(SiteRemoval::HasModerators));
            }
            match query(REMOVE).bind(id).execute(&mut tx).await {
                Ok(0) => return Ok(tx.roll_back(SiteRemoval::Removed)),
                Ok(_) => {}
                // A page refers to it, even one that came a moment ago.
                Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => {
                    return Ok(tx.roll_back(SiteRemoval::HasPages));
                }
                Err(error) => return Err(error.into()),
            }
            log_staff(&mut tx, StaffDeed::Settings, Some(by), None, Some(PART), now).await?;
            Ok(tx.commit(SiteRemoval::Removed))
        })
        .await
    }
}

/// Adds the origins and the moderators of a site, unless another site has one of the origins.
async fn settle(tx: &mut Tx, site: i64, content: &SiteContent) -> Result<Option<SiteSaved>> {
    const ADD: &str = "INSERT INTO site_origins (origin, site_id) VALUES ($1, $2)
        ON CONFLICT (origin) DO NOTHING";
    const OTHER: &str = "SELECT s.name FROM site_origins o JOIN sites s ON s.id = o.site_id
        WHERE o.origin = $1 AND o.site_id <> $2";
    const BIND: &str = "INSERT INTO moderator_sites (account_id, site_id)
        SELECT id, $2 FROM accounts WHERE id = $1 AND role = 'moderator' AND left_at IS NULL
        ON CONFLICT (account_id, site_id) DO NOTHING";
    for origin in content.origins.iter().map(Origin::as_str) {
        query(ADD).bind(origin).bind(site).execute(tx).await?;
        let other: Option<String> =
            query_scalar(OTHER).bind(origin).bind(site).fetch_optional(tx).await?;
        if let Some(other) = other {
            return Ok(Some(SiteSaved::Taken { origin: origin.to_owned(), site: other }));
        }
    }
    for account in &content.moderators {
        query(BIND).bind(*account).bind(site).execute(tx).await?;
    }
    Ok(None)
}
