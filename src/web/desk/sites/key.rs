//! Key of a site, by which the board knows its users.
//!
//! The board makes a key that both share, and shows it until it is written down; or the site gives
//! the public half of a key of its own.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::form::{SiteForm, SitePage};
use super::site;
use crate::account::site_user::SiteKey;
use crate::app::App;
use crate::error::{Error, Result};
use crate::security::encryption::Purpose;
use crate::sites::Site;
use crate::web::page::{FieldErrors, Form, Id, Page, see_other};
use crate::web::session::Admin;

/// Key of a site as its page shows it.
pub(super) struct KeyView {
    /// Shared key, until it is written down.
    pub(super) fresh: Option<String>,
    /// Sentence about the key: the day on which it was made, or that it can't be read.
    pub(super) about: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct KeyForm {
    /// Public key of the site; the board makes a shared one without it.
    jwk: String,
}

impl KeyView {
    /// Returns the key of a site; `None` if it has none.
    pub(super) async fn of(app: &App, site: &Site) -> Result<Option<Self>> {
        let (t, Some(kept)) = (app.lang(), app.store.site_key(site.id).await?) else {
            return Ok(None);
        };
        let text = app.secrets.decrypt(Purpose::SiteKey, site.id, &kept.secret).ok();
        let text = text.and_then(|text| String::from_utf8(text).ok());
        let made = app.calendar.date_time(kept.made_at);
        let key = match &text {
            None => "site-key-unreadable",
            Some(text) if text.starts_with('{') => "site-key-public",
            Some(_) => "site-key-shared",
        };
        let about = t.with(key, &[("date", made.into())]);
        Ok(Some(Self { fresh: text.filter(|_| !kept.is_noted), about }))
    }
}

/// POST `/desk/sites/{id}/key`: gives a site a key in place of the one that it has.
///
/// Responds with 422 if the public key is none.
pub(in crate::web) async fn make_key(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let site = site(&app, id).await?;
    let typed: KeyForm = form.read()?;
    let jwk = typed.jwk.trim();
    if !jwk.is_empty()
        && let Err(key) = SiteKey::public(jwk)
    {
        let form = SiteForm::of(&app, &site).await?;
        let mut page = SitePage::new(&app, &admin, Some(site), form).await?;
        page.errors = FieldErrors::new(app.lang(), [("jwk", key.into())]);
        page.jwk = typed.jwk;
        return Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    app.shares_key().await?;
    let is_public = !jwk.is_empty();
    let key = if is_public { jwk.to_owned() } else { hex::encode::<[u8; 32]>(app.chance()) };
    let secret = app.encrypt(Purpose::SiteKey, id, key.as_bytes())?;
    let by = admin.account.id;
    if !app.store.set_site_key(id, (&secret, is_public), by, app.now()).await? {
        return Err(Error::NotFound);
    }
    tracing::info!(admin = by, site = id, is_public, "a site got a key");
    Ok(done(id, "key"))
}

/// POST `/desk/sites/{id}/key/noted`: shows the key no more.
pub(in crate::web) async fn note_key(
    State(app): State<App>,
    _: Admin,
    Id(id): Id,
) -> Result<Response> {
    site(&app, id).await?;
    app.store.note_site_key(id, app.now()).await?;
    Ok(done(id, "noted"))
}

/// POST `/desk/sites/{id}/key/remove`: removes the key. A key that is gone is no error.
pub(in crate::web) async fn remove_key(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    site(&app, id).await?;
    app.store.remove_site_key(id, admin.account.id, app.now()).await?;
    tracing::info!(admin = admin.account.id, site = id, "the key of a site was removed");
    Ok(done(id, "removed"))
}

fn done(id: i64, what: &str) -> Response {
    see_other(&format!("/desk/sites/{id}/settings?done={what}#users"))
}
