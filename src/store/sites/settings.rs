//! Sites whose origins stand in the settings.

use jiff::Timestamp;

use crate::error::Result;
use crate::locale::Lang;
use crate::sites::{Origin, PageAddress};
use crate::store::{Store, Tx, micros, query, query_as, query_scalar};

impl Store {
    /// Makes the origins that stand in the settings those of sites; each unknown one gets a site.
    ///
    /// An origin that stood in the settings before and no longer does is withdrawn; its site and
    /// the pages of it stay, and the origin finds them again when it comes back. Writes nothing if
    /// nothing differs.
    pub async fn set_sites_of_settings(
        &self,
        origins: &[Origin],
        lang: Lang,
        now: Timestamp,
    ) -> Result<()> {
        const KNOWN: &str = "SELECT origin, from_settings FROM site_origins";
        const WITHDRAW: &str = "DELETE FROM site_origins WHERE origin = $1 AND from_settings";
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
                add(&mut tx, origin, lang, now).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }
}

/// Adds an origin of the settings, to the site that had it or to a new one.
async fn add(tx: &mut Tx, origin: &Origin, lang: Lang, now: Timestamp) -> Result<()> {
    const HAD_IT: &str = "SELECT s.id FROM sites s
        WHERE NOT EXISTS (SELECT 1 FROM site_origins o WHERE o.site_id = s.id)
            AND (s.name = $1 OR EXISTS (SELECT 1 FROM articles a WHERE a.site_id = s.id
                AND a.page_key LIKE $2 ESCAPE '!'))
        ORDER BY s.id LIMIT 1";
    const ADD: &str = "INSERT INTO sites (name, lang, made_at) VALUES ($1, $2, $3) RETURNING id";
    const ADD_ORIGIN: &str = "INSERT INTO site_origins (origin, site_id, from_settings)
        VALUES ($1, $2, TRUE) ON CONFLICT (origin) DO NOTHING";
    const FORGET: &str = "DELETE FROM sites WHERE id = $1";
    let key = PageAddress::parse(origin.as_str()).map_or_else(String::new, |page| page.key);
    let pages = format!("{}%", key.replace('!', "!!").replace('%', "!%").replace('_', "!_"));
    let had_it: Option<i64> =
        query_scalar(HAD_IT).bind(origin.host()).bind(pages).fetch_optional(tx).await?;
    let site = if let Some(site) = had_it {
        site
    } else {
        let add = query_scalar(ADD).bind(origin.host()).bind(lang.setting()).bind(micros(now));
        add.fetch_one(tx).await?
    };
    let added = query(ADD_ORIGIN).bind(origin.as_str()).bind(site).execute(tx).await?;
    if added == 0 && had_it.is_none() {
        // Another node that starts at the same moment added it.
        query(FORGET).bind(site).execute(tx).await?;
    }
    Ok(())
}
