//! Forms of users who turned out to be logged out when they sent them.
//!
//! Stored for an hour, encrypted under a key derived from the visitor cookie, so that only the
//! browser that sent a form can display it.

use axum::http::HeaderMap;

use super::sent::AGAIN;
use super::unsent::UnsentForm;
use crate::app::App;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::security::encryption::{Key, Keyring, Purpose};
use crate::security::token::Token;
use crate::web::session::visitor_token;

/// Response extension: the form of the request is stored until its sender is logged in.
#[derive(Clone, Debug)]
pub struct KeepForm {
    /// Network of the sender, for the rate limit.
    pub network: String,
}

/// Largest stored form in bytes.
///
/// Holds the text of most articles, and bounds the storage that anonymous users can use.
const LONGEST: usize = 256 * 1024;

/// Stores a form for the browser that sent it.
///
/// Returns a new visitor token for a browser without a visitor cookie.
///
/// # Errors
///
/// [`Error::Busy`] if the form is too large, [`Error::TooMany`] if the rate limit is reached.
pub(super) async fn keep(
    app: &App,
    headers: &HeaderMap,
    network: &str,
    form: &UnsentForm,
) -> Result<Option<Token>> {
    let plain = serde_json::to_vec(form).map_err(anyhow::Error::new)?;
    if plain.len() > LONGEST {
        // The page of this error shows the form, so that it can be sent after logging in elsewhere.
        return Err(Error::Busy);
    }
    app.rate_limiter
        .take(
            &[(LimitedAction::UnsentForm, network), (LimitedAction::UnsentFormAll, "")],
            app.now(),
        )
        .await?
        .spend();
    let known = visitor_token(app, headers);
    let token = known.unwrap_or_else(|| Token::new(app.chance()));
    let kept = keyring(&token).encrypt(Purpose::UnsentForm, 0, &plain, app.chance());
    app.store.keep_unsent_form(&token.hash(), &kept, app.now()).await?;
    Ok(known.is_none().then_some(token))
}

/// Returns the form stored for this browser, if there is one.
pub async fn waiting_form(app: &App, headers: &HeaderMap) -> Result<Option<UnsentForm>> {
    let Some(token) = visitor_token(app, headers) else { return Ok(None) };
    let Some(kept) = app.store.unsent_form(&token.hash(), app.now()).await? else {
        return Ok(None);
    };
    // A form of an older version, or one that cannot be decrypted, is ignored.
    let plain = keyring(&token).decrypt(Purpose::UnsentForm, 0, &kept).ok();
    let form = plain.and_then(|plain| serde_json::from_slice::<UnsentForm>(&plain).ok());
    Ok(form.map(|form| UnsentForm { action: format!("{}?{AGAIN}", form.action), ..form }))
}

/// Returns the key that encrypts the form of a browser.
fn keyring(token: &Token) -> Keyring {
    Keyring::new(Key::new(token.key("unsent form")))
}
