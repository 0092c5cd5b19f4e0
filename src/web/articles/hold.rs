//! What stands in the way of a comment: bans, what the board asks of guests, rules about words and links. A claimed address is never
//! trusted, a proved one is, in the browser that proved it.

use crate::account::Email;
use crate::app::App;
use crate::ban::Ban;
use crate::comment::{Entry, Hold, Signature};
use crate::config::Guests;
use crate::error::Result;
use crate::rule::{Found, Rules};
use crate::web::session::Visitor;

/// The ban that keeps this visitor from commenting, under the address they typed or their account's.
pub(super) async fn ban(app: &App, visitor: &Visitor, typed_email: &str) -> Result<Option<Ban>> {
    let typed = Email::new(typed_email).ok().map(|email| email.key());
    let email = visitor.member.as_ref().map(|account| account.email.key()).or(typed);
    if visitor.member.as_ref().is_some_and(|account| account.role.may_moderate()) {
        return Ok(None);
    }
    let account = visitor.member.as_ref().map(|account| account.id);
    app.store.ban_on(email.as_deref(), account, &visitor.network, app.now()).await
}

/// What the rules of the board find in a comment; those who judge comments are not looked at.
pub(super) async fn found(app: &App, visitor: &Visitor, entry: &Entry) -> Result<Vec<Found>> {
    let name = match (&entry.signature, &visitor.member) {
        (Signature::Member(_, role), _) if role.may_moderate() => return Ok(Vec::new()),
        (Signature::Guest(name, _), _) => name.as_str(),
        (Signature::Member(..), member) => member.as_ref().map_or("", |account| account.name.as_str()),
    };
    let rules = app.store.rules().await?;
    Ok(Rules::new(&rules).look(name, entry.body.html()))
}

/// What a comment waits for, if anything.
pub(super) async fn hold(app: &App, visitor: &Visitor, entry: &Entry, unreadable: bool) -> Result<Option<Hold>> {
    if unreadable {
        return Ok(Some(Hold::Unreadable));
    }
    let Signature::Guest(_, email) = &entry.signature else { return Ok(None) };
    Ok(match app.config.guard.guests {
        Guests::Publish | Guests::Closed => None,
        Guests::Confirm => (!has_proved(app, visitor, email).await?).then_some(Hold::Email),
        Guests::Approve => {
            let trusted = has_proved(app, visitor, email).await? && app.store.was_let_through(email).await?;
            (!trusted).then_some(Hold::Approval)
        }
    })
}

async fn has_proved(app: &App, visitor: &Visitor, email: &Email) -> Result<bool> {
    match &visitor.browser {
        Some(browser) => Ok(app.store.proved_at(browser, email).await?.is_some()),
        None => Ok(false),
    }
}
