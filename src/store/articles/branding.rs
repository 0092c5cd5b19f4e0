//! Branding of the board, as its only row of settings.

use jiff::Timestamp;

use crate::branding::{Branding, Colour, FrontLayout, Typefaces};
use crate::error::Result;
use crate::notify::MailTexts;
use crate::picture::Picture;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::{Store, micros, query, query_as, unknown};

#[derive(Default, sqlx::FromRow)]
struct BrandingRow {
    version: i64,
    name: Option<String>,
    accent_light: Option<String>,
    accent_dark: Option<String>,
    tagline: Option<String>,
    typefaces: Option<String>,
    front: Option<String>,
    logo: Option<i64>,
    favicon: Option<i64>,
    social_picture: Option<i64>,
    footer: Option<String>,
    mail_greeting: Option<String>,
    mail_closing: Option<String>,
}

/// Returns the names of the settings that differ, never their values.
fn differences(before: BrandingRow, branding: &Branding) -> String {
    let colours = (branding.light.map(Colour::text), branding.dark.map(Colour::text));
    let mail = MailTexts { greeting: before.mail_greeting, closing: before.mail_closing };
    [
        ("name", before.name != branding.name),
        ("colours", (before.accent_light, before.accent_dark) != colours),
        ("tagline", before.tagline != branding.tagline),
        ("typefaces", before.typefaces != own_typefaces(branding)),
        ("front", before.front != own_front(branding)),
        ("logo", before.logo != id_of(branding.logo.as_ref())),
        ("favicon", before.favicon != id_of(branding.favicon.as_ref())),
        ("social", before.social_picture != id_of(branding.social.as_ref())),
        ("footer", before.footer != branding.footer),
        ("mail", mail != branding.mail),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect::<Vec<_>>()
    .join(" ")
}

fn id_of(picture: Option<&Picture>) -> Option<i64> {
    picture.map(|picture| picture.id)
}

/// Returns the code of the typefaces, or `None` for the default ones.
fn own_typefaces(branding: &Branding) -> Option<String> {
    let own = Some(branding.typefaces).filter(|pair| *pair != Typefaces::default());
    own.map(|pair| pair.code().to_owned())
}

/// Returns the code of the front page's layout, or `None` for the default one.
fn own_front(branding: &Branding) -> Option<String> {
    let own = Some(branding.front).filter(|layout| *layout != FrontLayout::default());
    own.map(|layout| layout.code().to_owned())
}

impl Store {
    const LOOK: &str = "SELECT version, name, accent_light, accent_dark, tagline, typefaces, front,
        logo, favicon, social_picture, footer, mail_greeting, mail_closing
        FROM settings WHERE id = 1";

    /// Returns the branding of the board.
    pub async fn branding(&self) -> Result<Branding> {
        let row: Option<BrandingRow> =
            query_as(Self::LOOK).fetch_optional(&mut self.public_reader()).await?;
        let Some(row) = row else { return Ok(Branding::default()) };
        let colour = |text: Option<String>| {
            text.map(|text| Colour::parse(&text).ok_or_else(|| unknown("colour", &text)))
        };
        let ids: Vec<i64> =
            [row.logo, row.favicon, row.social_picture].into_iter().flatten().collect();
        let pictures = self.pictures(&ids).await?;
        let picture =
            |id: Option<i64>| pictures.iter().find(|picture| Some(picture.id) == id).cloned();
        Ok(Branding {
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
            logo: picture(row.logo),
            favicon: picture(row.favicon),
            social: picture(row.social_picture),
            footer: row.footer,
            mail: MailTexts { greeting: row.mail_greeting, closing: row.mail_closing },
        })
    }

    /// Replaces the version of the branding that an administrator edited.
    ///
    /// Returns `false` if another change was stored first. A picture no longer used is deleted.
    pub async fn change_branding(
        &self,
        branding: &Branding,
        account: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const CHANGE: &str = "INSERT INTO settings (id, version, name, accent_light, accent_dark,
                logo, footer, account_id, made_at, tagline, typefaces, front, mail_greeting,
                mail_closing, favicon, social_picture)
            SELECT 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
                WHERE $1 = 1 OR EXISTS (SELECT 1 FROM settings)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name,
                accent_light = excluded.accent_light, accent_dark = excluded.accent_dark,
                tagline = excluded.tagline, typefaces = excluded.typefaces, front = excluded.front,
                logo = excluded.logo, favicon = excluded.favicon,
                social_picture = excluded.social_picture, footer = excluded.footer,
                account_id = excluded.account_id, made_at = excluded.made_at,
                mail_greeting = excluded.mail_greeting, mail_closing = excluded.mail_closing
            WHERE settings.version = excluded.version - 1";
        const SWEEP: &str = "DELETE FROM pictures WHERE purpose = 'logo'
            AND NOT EXISTS (SELECT 1 FROM settings s WHERE s.logo = pictures.id
                OR s.favicon = pictures.id OR s.social_picture = pictures.id)";
        self.write(|mut tx| async move {
            let before: Option<BrandingRow> = query_as(Self::LOOK).fetch_optional(&mut tx).await?;
            let changed = query(CHANGE)
                .bind(branding.version + 1)
                .bind(&branding.name)
                .bind(branding.light.map(Colour::text))
                .bind(branding.dark.map(Colour::text))
                .bind(id_of(branding.logo.as_ref()))
                .bind(&branding.footer)
                .bind(account)
                .bind(micros(now))
                .bind(&branding.tagline)
                .bind(own_typefaces(branding))
                .bind(own_front(branding))
                .bind(&branding.mail.greeting)
                .bind(&branding.mail.closing)
                .bind(id_of(branding.favicon.as_ref()))
                .bind(id_of(branding.social.as_ref()))
                .execute(&mut tx)
                .await?;
            query(SWEEP).execute(&mut tx).await?;
            if changed > 0 {
                let parts = differences(before.unwrap_or_default(), branding);
                log_staff(&mut tx, StaffDeed::Settings, Some(account), None, Some(&parts), now)
                    .await?;
            }
            Ok(tx.commit(changed > 0))
        })
        .await
    }
}
