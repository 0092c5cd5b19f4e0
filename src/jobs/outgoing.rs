//! E-mails of an event on their way to the outbox, and what several subjects put in them.

use crate::account::Email;
use crate::app::App;
use crate::error::Result;
use crate::locale::Arg;
use crate::notify::{Letter, List, Mail};
use crate::security::token::Token;
use crate::store::accounts::EmailToken;

/// Maximum length of a quoted comment in an e-mail, in characters; enough to decide on a reply, the
/// rest is on the page.
pub(super) const EXCERPT: usize = 500;

/// Result of an event: e-mails, and the tokens of the links in them.
#[derive(Default)]
pub(super) struct Outgoing {
    pub(super) mails: Vec<Mail>,
    pub(super) tokens: Vec<(Token, EmailToken)>,
}

/// Returns an e-mail with a link that contains a new token, and the token to store with it.
///
/// `path` is the part of the URL before the token; `write` gets the whole URL.
pub(super) fn with_link(
    app: &App,
    to: &str,
    ticket: EmailToken,
    path: &str,
    write: impl FnOnce(String) -> Letter,
) -> Outgoing {
    let token = Token::new(app.chance());
    let letter = write(format!("{}{path}{}", app.config.public_url, token.text()));
    Outgoing { mails: vec![Mail::new(to, letter)], tokens: vec![(token, ticket)] }
}

/// Returns the name of the site as a message argument.
pub(super) fn board(app: &App) -> (&'static str, Arg) {
    ("board", app.name().into())
}

/// Returns the link that stops one kind of e-mail to one address.
pub(super) async fn stop_link(app: &App, to: &Email, list: List) -> Result<String> {
    let mailbox = app.store.mailbox(to, app.chance()).await?;
    Ok(format!(
        "{}/unsubscribe/{}{}",
        app.config.public_url,
        hex::encode(mailbox.stop_key),
        list.code()
    ))
}
