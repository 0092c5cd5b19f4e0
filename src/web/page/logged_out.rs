//! Forms of people who turned out to be logged out when they sent them: kept for an hour, encrypted under a key that is made of the
//! visitor cookie, so that only the browser that sent one can have it shown.

use axum::http::HeaderMap;

use super::sent::AGAIN;
use super::unsent::UnsentForm;
use crate::app::App;
use crate::encryption::{Key, Keyring, Purpose};
use crate::error::{Error, Result};
use crate::limits::Deed;
use crate::ticket::Token;
use crate::web::session::visitor_token;

/// Says of a response that the form of its request is kept until its sender is logged in.
#[derive(Clone, Debug)]
pub struct KeepForm {
    /// Network of the sender, by which forms are counted.
    pub network: String,
}

/// Longest form that is kept, in bytes: the texts of most articles, and a bound on what strangers can have kept.
const LONGEST: usize = 256 * 1024;

/// Keeps a form for the browser that sent it; a browser without a visitor cookie gets the one that is returned.
pub(super) async fn keep(
    app: &App,
    headers: &HeaderMap,
    network: &str,
    form: &UnsentForm,
) -> Result<Option<Token>> {
    let plain = serde_json::to_vec(form).map_err(anyhow::Error::new)?;
    if plain.len() > LONGEST {
        // The page of this error shows the form, to be sent again after logging in elsewhere.
        return Err(Error::Busy);
    }
    app.gate
        .take(&[(Deed::UnsentForm, network), (Deed::UnsentFormAll, "")], app.now())
        .await?
        .spend();
    let known = visitor_token(app, headers);
    let token = known.unwrap_or_else(|| Token::new(app.chance()));
    let kept = keyring(&token).encrypt(Purpose::UnsentForm, 0, &plain, app.chance());
    app.store.keep_unsent_form(&token.hash(), &kept, app.now()).await?;
    Ok(known.is_none().then_some(token))
}

/// Returns the form that waits for this browser, to be sent again.
pub async fn waiting_form(app: &App, headers: &HeaderMap) -> Result<Option<UnsentForm>> {
    let Some(token) = visitor_token(app, headers) else { return Ok(None) };
    let Some(kept) = app.store.unsent_form(&token.hash(), app.now()).await? else {
        return Ok(None);
    };
    // One of an older version, or of another cookie by a chance of nothing, is none.
    let plain = keyring(&token).decrypt(Purpose::UnsentForm, 0, &kept).ok();
    let form = plain.and_then(|plain| serde_json::from_slice::<UnsentForm>(&plain).ok());
    Ok(form.map(|form| UnsentForm { action: format!("{}?{AGAIN}", form.action), ..form }))
}

/// Returns the key of a browser's form.
fn keyring(token: &Token) -> Keyring {
    Keyring::new(Key::new(token.key("unsent form")))
}
