//! Branding of the board, as its only row of settings.

use jiff::Timestamp;

use super::staff_log::{StaffDeed, log_staff};
use super::{Store, browse, micros, unknown, write};
use crate::error::Result;
use crate::look::{Colour, FrontLayout, Look, Typefaces};

#[derive(Default, sqlx::FromRow)]
struct LookRow {
    version: i64,
    name: Option<String>,
    accent_light: Option<String>,
    accent_dark: Option<String>,
    tagline: Option<String>,
    typefaces: Option<String>,
    front: Option<String>,
    logo: Option<i64>,
    footer: Option<String>,
}

/// Returns the names of the settings that differ, never their values.
fn differences(before: LookRow, look: &Look) -> String {
    let colours = (look.light.map(Colour::text), look.dark.map(Colour::text));
    [
        ("name", before.name != look.name),
        ("colours", (before.accent_light, before.accent_dark) != colours),
        ("tagline", before.tagline != look.tagline),
        ("typefaces", before.typefaces != own_typefaces(look)),
        ("front", before.front != own_front(look)),
        ("logo", before.logo != look.logo.as_ref().map(|logo| logo.id)),
        ("footer", before.footer != look.footer),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect::<Vec<_>>()
    .join(" ")
}

/// Returns the code of the typefaces, or `None` for the default ones.
fn own_typefaces(look: &Look) -> Option<String> {
    let own = Some(look.typefaces).filter(|pair| *pair != Typefaces::default());
    own.map(|pair| pair.code().to_owned())
}

/// Returns the code of the front page's layout, or `None` for the default one.
fn own_front(look: &Look) -> Option<String> {
    let own = Some(look.front).filter(|layout| *layout != FrontLayout::default());
    own.map(|layout| layout.code().to_owned())
}

impl Store {
    const LOOK: &str = "SELECT version, name, accent_light, accent_dark, tagline, typefaces, front,
        logo, footer FROM settings WHERE id = 1";

    /// Returns the branding of the board.
    pub async fn look(&self) -> Result<Look> {
        let row: Option<LookRow> =
            browse!(self, |db| sqlx::query_as(Self::LOOK).fetch_optional(&mut *db).await?);
        let Some(row) = row else { return Ok(Look::default()) };
        let colour = |text: Option<String>| {
            text.map(|text| Colour::parse(&text).ok_or_else(|| unknown("colour", &text)))
        };
        let logo = match row.logo {
            Some(id) => self.picture(id).await?,
            None => None,
        };
        Ok(Look {
            version: row.version,
            name: row.name,
            light: colour(row.accent_light).transpose()?,
            dark: colour(row.accent_dark).transpose()?,
            tagline: row.tagline,
            typefaces: row
                .typefaces
                .map(|code| Typefaces::from_code(&code).ok_or_else(|| unknown("typefaces", &code)))
                .transpose()?
                .unwrap_or_default(),
            front: row
                .front
                .map(|code| {
                    FrontLayout::from_code(&code).ok_or_else(|| unknown("front layout", &code))
                })
                .transpose()?
                .unwrap_or_default(),
            logo,
            footer: row.footer,
        })
    }

    /// Replaces the version of the branding that an administrator edited.
    ///
    /// Returns `false` if another change was stored first. A logo no longer used is deleted.
    pub async fn change_look(&self, look: &Look, account: i64, now: Timestamp) -> Result<bool> {
        const CHANGE: &str = "INSERT INTO settings (id, version, name, accent_light, accent_dark,
                logo, footer, account_id, made_at, tagline, typefaces, front)
            SELECT 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
                WHERE $1 = 1 OR EXISTS (SELECT 1 FROM settings)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name,
                accent_light = excluded.accent_light, accent_dark = excluded.accent_dark,
                tagline = excluded.tagline, typefaces = excluded.typefaces, front = excluded.front,
                logo = excluded.logo, footer = excluded.footer, account_id = excluded.account_id,
                made_at = excluded.made_at
            WHERE settings.version = excluded.version - 1";
        const SWEEP: &str = "DELETE FROM pictures WHERE purpose = 'logo'
            AND NOT EXISTS (SELECT 1 FROM settings s WHERE s.logo = pictures.id)";
        Ok(write!(self, |tx| {
            let before: Option<LookRow> =
                sqlx::query_as(Self::LOOK).fetch_optional(&mut *tx).await?;
            let changed = sqlx::query(CHANGE)
                .bind(look.version + 1)
                .bind(&look.name)
                .bind(look.light.map(Colour::text))
                .bind(look.dark.map(Colour::text))
                .bind(look.logo.as_ref().map(|logo| logo.id))
                .bind(&look.footer)
                .bind(account)
                .bind(micros(now))
                .bind(&look.tagline)
                .bind(own_typefaces(look))
                .bind(own_front(look))
                .execute(&mut *tx)
                .await?
                .rows_affected();
            sqlx::query(SWEEP).execute(&mut *tx).await?;
            if changed > 0 {
                let parts = Some(differences(before.unwrap_or_default(), look));
                log_staff!(tx, StaffDeed::Settings, Some(account), None::<i64>, parts, now);
            }
            changed > 0
        }))
    }
}
