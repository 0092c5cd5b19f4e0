//! Sites that the board stands under, as rows.

mod editing;
mod keys;
pub(super) mod pages;
pub(super) mod scope;
mod settings;

pub use editing::{SiteCounts, SiteRemoval, SiteSaved};
pub use keys::StoredSiteKey;
pub use pages::{NewPage, SitePage};

use super::{Store, query_as, unknown};
use crate::branding::Colour;
use crate::error::Result;
use crate::locale::Lang;
use crate::sites::{Origin, Site, Sites};

#[derive(sqlx::FromRow)]
struct SiteRow {
    id: i64,
    name: String,
    lang: String,
    accent_light: Option<String>,
    accent_dark: Option<String>,
    version: i64,
    origin: Option<String>,
}

impl SiteRow {
    fn site(self) -> Result<Site> {
        let colour = |text: Option<String>| {
            text.map(|text| Colour::parse(&text).ok_or_else(|| unknown("colour", &text)))
        };
        Ok(Site {
            id: self.id,
            name: self.name,
            lang: Lang::from_setting(&self.lang).ok_or_else(|| unknown("language", &self.lang))?,
            light: colour(self.accent_light).transpose()?,
            dark: colour(self.accent_dark).transpose()?,
            origins: Vec::new(),
            version: self.version,
        })
    }
}

impl Store {
    pub(in crate::store) const SITES: &str = "SELECT site.id, site.name, site.lang,
            site.accent_light, site.accent_dark, site.version, o.origin
        FROM sites site LEFT JOIN site_origins o ON o.site_id = site.id
        ORDER BY lower(site.name), site.id, o.origin";

    /// Returns every site, by name.
    pub async fn sites(&self) -> Result<Sites> {
        let rows: Vec<SiteRow> = query_as(Self::SITES).fetch_all(&mut self.public_reader()).await?;
        let mut sites: Vec<Site> = Vec::new();
        for mut row in rows {
            let origin = row.origin.take();
            let origin = origin
                .map(|text| Origin::parse(&text).ok_or_else(|| unknown("origin", &text)))
                .transpose()?;
            if sites.last().is_none_or(|last| last.id != row.id) {
                sites.push(row.site()?);
            }
            if let Some(site) = sites.last_mut() {
                site.origins.extend(origin);
            }
        }
        Ok(Sites(sites))
    }
}
