//! E-mails about access to an account: what changed, and what the owner can do if somebody else did
//! it.
//!
//! No link in them logs anyone in or changes anything by itself.

use super::outgoing::{Outgoing, board};
use crate::account::Account;
use crate::app::App;
use crate::error::Result;
use crate::notify::{FactorChange, Letter, Mail};

/// Returns the notice of a changed password.
///
/// It lists the passkeys, and names log-ins at other services, because they give access without a
/// password.
pub(super) async fn password_changed(app: &App, account: i64) -> Result<Outgoing> {
    let Some(account) = app.store.account_by_id(account).await? else {
        return Ok(Outgoing::default());
    };
    let passkeys = app.store.factors(account.id).await?.passkeys;
    let mut letter = Letter::new(app.lang(), "mail-password-subject", &[board(app)])
        .with("mail-password", &[board(app)])
        .button("forgot-heading", at(app, "/forgot"));
    if !passkeys.is_empty() {
        letter = letter.heading("passkey-heading").say("mail-password-passkeys");
        for passkey in passkeys {
            let made = app.calendar.date(passkey.made_at);
            let made = app.lang().with("passkey-made", &[("date", made.into())]);
            letter = letter.fact("passkey-unnamed", format!("{} ({made})", passkey.name));
        }
        letter = letter.button("mail-passkeys-button", at(app, "/account/second-factor"));
    }
    if !app.store.joined_logins(account.id).await?.is_empty() {
        let page = at(app, "/account#logins");
        letter = letter.heading("account-logins").say("mail-password-logins");
        letter = letter.button("mail-logins-button", page);
    }
    Ok(to_owner(&account, letter))
}

/// Returns the notice of an added or removed second factor, or of a new token.
pub(super) async fn factor_changed(
    app: &App,
    account: i64,
    what: &FactorChange,
) -> Result<Outgoing> {
    let Some(account) = app.store.account_by_id(account).await? else {
        return Ok(Outgoing::default());
    };
    let (key, name) = match what {
        FactorChange::Unknown => ("mail-factor", ""),
        FactorChange::AppAdded => ("mail-factor-app-added", ""),
        FactorChange::AppRemoved => ("mail-factor-app-removed", ""),
        FactorChange::PasskeyAdded { name } => ("mail-factor-passkey-added", name.as_str()),
        FactorChange::PasskeyRemoved { name } => ("mail-factor-passkey-removed", name.as_str()),
        FactorChange::LoginAdded { name } => ("mail-factor-login-added", name.as_str()),
        FactorChange::LoginRemoved { name } => ("mail-factor-login-removed", name.as_str()),
        FactorChange::NewCodes => ("mail-factor-codes", ""),
        FactorChange::AllRemoved => ("mail-factor-all-removed", ""),
        FactorChange::TokenMade { name } => ("mail-factor-token-made", name.as_str()),
    };
    let letter = Letter::new(app.lang(), "mail-factor-subject", &[board(app)])
        .with(key, &[board(app), ("passkey", name.into()), ("token", name.into())])
        .say("mail-security-not-you");
    let letter = match what {
        FactorChange::TokenMade { .. } => {
            letter.button("mail-tokens-button", at(app, "/account/tokens"))
        }
        _ => letter.button("factor-heading", at(app, "/account/second-factor")),
    };
    let letter = letter.button("forgot-heading", at(app, "/forgot"));
    Ok(to_owner(&account, letter))
}

/// Returns the notice of sessions that were ended on the account page.
pub(super) async fn sessions_ended(app: &App, account: i64, all: bool) -> Result<Outgoing> {
    let Some(account) = app.store.account_by_id(account).await? else {
        return Ok(Outgoing::default());
    };
    let key = if all { "mail-sessions-all" } else { "mail-sessions-one" };
    let letter = Letter::new(app.lang(), "mail-sessions-subject", &[board(app)])
        .with(key, &[board(app)])
        .say("mail-security-not-you")
        .button("forgot-heading", at(app, "/forgot"));
    Ok(to_owner(&account, letter))
}

/// Returns the notice to the previous address of an account: that it is no longer in use, and what
/// to do if somebody else changed it.
pub(super) async fn email_changed(app: &App, account: i64, old: &str) -> Result<Outgoing> {
    let Some(account) = app.store.account_by_id(account).await? else {
        return Ok(Outgoing::default());
    };
    let letter = Letter::new(app.lang(), "mail-email-done-subject", &[board(app)])
        .greet(account.name.as_str())
        .with("mail-email-done", &[board(app)])
        .with("mail-email-done-not-you", &[board(app)]);
    Ok(Outgoing { mails: vec![Mail::new(old, letter)], tokens: Vec::new() })
}

fn to_owner(account: &Account, letter: Letter) -> Outgoing {
    let letter = letter.greet(account.name.as_str());
    Outgoing { mails: vec![Mail::new(account.email.as_str(), letter)], tokens: Vec::new() }
}

fn at(app: &App, path: &str) -> String {
    format!("{}{path}", app.config.public_url)
}
