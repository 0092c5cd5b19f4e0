//! What stands in the way of a comment: bans, what the board asks of guests, rules about words and links. A claimed address is never
//! trusted, a proved one is, in the browser that proved it.

use crate::account::Email;
use crate::app::App;
use crate::ban::{Ban, Origin};
use crate::comment::{Brake, Entry, Hold, Signature};
use crate::config::Guests;
use crate::error::Result;
use crate::gate::Permit;
use crate::limits::Deed;
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
    let (browser, network) = (visitor.browser.as_ref(), visitor.network.as_str());
    app.ban_on(&Origin { email: email.as_deref(), account, browser, network }).await
}

/// What the rules of the board find in a comment; those who judge comments are not looked at.
pub(super) async fn found(app: &App, visitor: &Visitor, entry: &Entry) -> Result<Vec<Found>> {
    let name = match (&entry.signature, &visitor.member) {
        (Signature::Member(_, role), _) if role.may_moderate() => return Ok(Vec::new()),
        (Signature::Guest(name, _), _) => name.as_str(),
        (Signature::Member(..), member) => {
            member.as_ref().map_or("", |account| account.name.as_str())
        }
    };
    let rules = app.rules.recall(app.store.generations(), app.store.rules()).await?;
    Ok(Rules::new(&rules).look(name, entry.body.html()))
}

/// What a comment waits for and what held it, if anything, and the place it takes among those that readers see at once.
pub(super) async fn waiting<'a>(
    app: &'a App,
    visitor: &Visitor,
    (entry, found, sketches): (&Entry, &[Found], Option<&[i64; 4]>),
    unreadable: bool,
) -> Result<(Option<Hold>, Option<Brake>, Option<Permit<'a>>)> {
    let brake = if found.is_empty() { brake(app, entry, sketches).await? } else { None };
    let hold = match hold(app, visitor, entry, unreadable).await? {
        _ if brake.is_some() || !found.is_empty() => Some(Hold::Rule),
        other => other,
    };
    // What readers see at once is limited for all guests together; what is more waits for a moderator.
    let place = match &entry.signature {
        Signature::Guest(..) if hold.is_none() => {
            app.gate.take_if_left(&[(Deed::Shown, "")], app.now()).await?
        }
        _ => Some(Permit::free(&app.gate)),
    };
    Ok(match place {
        Some(place) => (hold, brake, Some(place)),
        None => (Some(Hold::Rule), Some(Brake::Rate), None),
    })
}

/// What a comment waits for, if anything.
async fn hold(
    app: &App,
    visitor: &Visitor,
    entry: &Entry,
    unreadable: bool,
) -> Result<Option<Hold>> {
    if unreadable {
        return Ok(Some(Hold::Unreadable));
    }
    let Signature::Guest(_, email) = &entry.signature else { return Ok(None) };
    Ok(match app.config.guard.guests {
        Guests::Publish | Guests::Closed => None,
        Guests::Confirm => (!has_proved(app, visitor, email).await?).then_some(Hold::Email),
        Guests::Approve => {
            let trusted =
                has_proved(app, visitor, email).await? && app.store.was_let_through(email).await?;
            (!trusted).then_some(Hold::Approval)
        }
    })
}

/// How many guests' comments an hour are a flood whatever is usual: a lively evening on a small board stays below.
const FLOOD_MIN: i64 = 60;
/// How many times the busiest hour of the last week a flood is.
const FLOOD_FACTOR: i64 = 4;

/// Why the gate wants a moderator to look at a guest's comment first: it says what another one of today says, or it has a link
/// while far more comes in than usual. Nothing of this where limits are off.
async fn brake(app: &App, entry: &Entry, sketches: Option<&[i64; 4]>) -> Result<Option<Brake>> {
    if !app.config.guard.limits || matches!(entry.signature, Signature::Member(..)) {
        return Ok(None);
    }
    if let Some(sketches) = sketches
        && app.store.has_echo(sketches, app.now()).await?
    {
        return Ok(Some(Brake::Similar));
    }
    let pressure = app.store.pressure(app.now()).await?;
    if pressure.now < FLOOD_MIN.max(pressure.usual * FLOOD_FACTOR) {
        return Ok(None);
    }
    if app.store.raise_alarm(app.now()).await? {
        tracing::warn!(
            comments = pressure.now,
            "far more comments come in than usual; those of guests with links wait for a moderator"
        );
    }
    Ok((!entry.body.html().link_hosts().is_empty()).then_some(Brake::Flood))
}

async fn has_proved(app: &App, visitor: &Visitor, email: &Email) -> Result<bool> {
    match &visitor.browser {
        Some(browser) => Ok(app.store.proved_at(browser, email).await?.is_some()),
        None => Ok(false),
    }
}
