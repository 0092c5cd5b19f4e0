//! Whether a comment is shown at once: what the board asks of guests, step by step. A claimed address is never trusted, a proved
//! one is, in the browser that proved it.

use crate::account::Email;
use crate::app::App;
use crate::comment::{Entry, Hold, Signature};
use crate::config::Guests;
use crate::error::Result;
use crate::web::session::Visitor;

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
