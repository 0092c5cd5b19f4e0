//! Letters about accounts and addresses: links that prove whose they are.

use super::tell::Told;
use crate::app::App;
use crate::error::Result;
use crate::notify::{Event, Letter, Mail};

/// Who is told of an event, and what.
pub(super) async fn told(app: &App, event: &Event) -> Result<Told> {
    match event {
        Event::PasswordChanged { account } => password_changed(app, *account).await,
        _ => Ok(Told::default()),
    }
}

/// The owner of an account, so that a password somebody else changed does not go unnoticed. Who left meanwhile hears nothing.
async fn password_changed(app: &App, account: i64) -> Result<Told> {
    let Some(account) = app.store.account_by_id(account).await? else { return Ok(Told::default()) };
    let letter = Letter::new(app.lang(), "mail-password-subject", &[])
        .with("mail-password-text", &[("name", account.name.as_str().into()), ("board", app.config.site.name.as_str().into())])
        .say("mail-password-not-you")
        .button("mail-password-button", format!("{}/forgot", app.config.public_url));
    Ok(Told { mails: vec![Mail::new(account.email.as_str(), letter)], tickets: Vec::new() })
}
