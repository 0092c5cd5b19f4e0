//! Sites that the board stands under, as rows.

pub(super) mod pages;

pub use pages::NewPage;

use jiff::Timestamp;

use super::{Store, micros, query, query_as, unknown};
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
        })
    }
}

impl Store {
    pub(in crate::store) const SITES: &str = "SELECT s.id, s.name, s.lang, s.accent_light,
            s.accent_dark, o.origin
        FROM sites s LEFT JOIN site_origins o ON o.site_id = s.id
        ORDER BY lower(s.name), s.id, o.origin";

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

    /// Makes the origins that stand in the settings those of sites; each unknown one gets a site.
    ///
    /// An origin that stood in the settings before and no longer does is withdrawn; its site and
    /// the pages of it stay. Writes nothing if nothing differs.
    pub async fn set_sites_of_settings(
        &self,
        origins: &[Origin],
        lang: Lang,
        now: Timestamp,
    ) -> Result<()> {
        const KNOWN: &str = "SELECT origin, from_settings FROM site_origins";
        const WITHDRAW: &str = "DELETE FROM site_origins WHERE origin = $1 AND from_settings";
        const ADD: &str =
            "INSERT INTO sites (name, lang, made_at) VALUES ($1, $2, $3) RETURNING id";
        const ADD_ORIGIN: &str = "INSERT INTO site_origins (origin, site_id, from_settings)
            VALUES ($1, $2, TRUE) ON CONFLICT (origin) DO NOTHING";
        let known: Vec<(String, bool)> =
            query_as(KNOWN).fetch_all(&mut self.public_reader()).await?;
        let is_known = |origin: &&Origin| known.iter().any(|(text, _)| text == origin.as_str());
        let new: Vec<&Origin> = origins.iter().filter(|origin| !is_known(origin)).collect();
        let is_over = |(text, from_settings): &&(String, bool)| {
            *from_settings && !origins.iter().any(|origin| origin.as_str() == text)
        };
        let over: Vec<&(String, bool)> = known.iter().filter(is_over).collect();
        if new.is_empty() && over.is_empty() {
            return Ok(());
        }
        let (over, new) = (&over, &new);
        self.write(|mut tx| async move {
            for (origin, _) in over {
                query(WITHDRAW).bind(origin).execute(&mut tx).await?;
            }
            for origin in new {
                let site: (i64,) = query_as(ADD)
                    .bind(origin.host())
                    .bind(lang.setting())
                    .bind(micros(now))
                    .fetch_one(&mut tx)
                    .await?;
                query(ADD_ORIGIN).bind(origin.as_str()).bind(site.0).execute(&mut tx).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }
}
