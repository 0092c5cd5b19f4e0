//! Checks that can hold back a comment: bans, the policy for guests, word and link filters.
//!
//! An e-mail address that was only typed is never trusted; a confirmed one is, in the browser that
//! confirmed it.

use super::attempt::Attempt;
use crate::account::{Account, Email, Role};
use crate::app::App;
use crate::comment::admission::{Facts, Scored, Standing};
use crate::comment::{Entry, Signature};
use crate::config::Guests;
use crate::error::Result;
use crate::moderation::ban::{Ban, Origin};
use crate::moderation::filter::{Filters, Match};
use crate::web::session::Visitor;

/// Returns the ban that applies to this visitor, by the typed address or that of their account.
///
/// No ban applies to moderators.
pub(in crate::web) async fn ban(
    app: &App,
    visitor: &Visitor,
    typed_email: &str,
) -> Result<Option<Ban>> {
    let typed = Email::new(typed_email).ok().map(|email| email.key());
    let email = visitor.member.as_ref().map(|account| account.email.key()).or(typed);
    if visitor.member.as_ref().is_some_and(|account| account.role.may_moderate()) {
        return Ok(None);
    }
    let account = visitor.member.as_ref().map(|account| account.id);
    let (browser, network) = (visitor.browser.as_ref(), visitor.network.as_str());
    app.ban_on(&Origin { email: email.as_deref(), account, browser, network }).await
}

/// Returns the filter rules that match a comment; comments of moderators are not filtered.
pub(in crate::web) async fn found(
    app: &App,
    visitor: &Visitor,
    entry: &Entry,
) -> Result<Vec<Match>> {
    let name = match (&entry.signature, &visitor.member) {
        (Signature::Member(_, role), _) if role.may_moderate() => return Ok(Vec::new()),
        (Signature::Guest(name, _), _) => name.as_str(),
        (Signature::Member(..), member) => {
            member.as_ref().map_or("", |account| account.name.as_str())
        }
    };
    let rules = app.filters.recall(app.store.generations(), app.store.filters()).await?;
    Ok(Filters::new(&rules).look(name, entry.body.html()))
}

/// Returns the standing of a commenter, by account or by an address confirmed in this browser.
pub(in crate::web) async fn standing(
    app: &App,
    visitor: &Visitor,
    typed_email: &str,
) -> Result<Standing> {
    if visitor.member.is_some() {
        return Ok(Standing::Member);
    }
    let (Some(browser), Ok(email)) = (&visitor.browser, Email::new(typed_email)) else {
        return Ok(Standing::Unknown);
    };
    if app.store.proved_at(browser, &email).await?.is_none() {
        return Ok(Standing::Unknown);
    }
    let is_accepted = app.store.is_accepted(&email, app.now()).await?;
    Ok(if is_accepted { Standing::Proved } else { Standing::Confirmed })
}

/// Number of guests' comments per hour below which there is never a flood.
///
/// A busy evening on a small site stays below it.
const FLOOD_MIN: i64 = 60;
/// Factor by which a flood exceeds the busiest hour of the last week.
const FLOOD_FACTOR: i64 = 4;

impl Attempt<'_> {
    /// Returns the account of the sender, with the role that it has on this article.
    ///
    /// Elsewhere than on their sites, moderators who are bound to some comment as members do.
    pub(in crate::web) async fn member(&self) -> Result<Option<Account>> {
        let Some(account) = self.visitor.member.clone() else { return Ok(None) };
        let decides = self.app.store.decides_on(account.scope, &self.article).await?;
        let role = if decides { account.role } else { account.role.min(Role::Member) };
        Ok(Some(Account { role, ..account }))
    }

    /// Collects the facts that decide on a comment before it is stored.
    ///
    /// `room` is set to true here: the caller checks the limit of visible comments last.
    pub(in crate::web) async fn facts(
        &self,
        entry: &Entry,
        (sketches, score): (Option<&[i64; 4]>, i64),
        (filtered, unreadable): (bool, bool),
    ) -> Result<Facts> {
        let app = self.app;
        let is_limited = app.config.guard.limits && self.standing < Standing::Member;
        let let_through = match &entry.signature {
            // Nothing is trusted for an unknown guest, whatever the history of the address they
            // typed.
            Signature::Guest(_, email)
                if app.config.guard.guests == Guests::Approve
                    && self.standing > Standing::Unknown =>
            {
                app.store.was_let_through(email).await?
            }
            Signature::Guest(..) | Signature::Member(..) => false,
        };
        let repeated = match sketches {
            Some(sketches) if is_limited && self.standing < Standing::Proved => {
                app.store.has_echo(sketches, app.now()).await?
            }
            _ => false,
        };
        let threshold = app.score_threshold().await?;
        Ok(Facts {
            standing: self.standing,
            policy: app.config.guard.guests,
            let_through,
            unreadable,
            filtered,
            repeated,
            pressed: is_limited && is_pressed(app).await?,
            guesses: is_limited && self.guesses(),
            room: true,
            score: threshold.map(|threshold| Scored { score, threshold }),
        })
    }
}

/// Returns whether far more comments arrive than usual; moderators are notified once a day.
async fn is_pressed(app: &App) -> Result<bool> {
    let pressure = app.store.pressure(app.config.guard.captcha, app.now()).await?;
    if pressure.now < FLOOD_MIN.max(pressure.usual * FLOOD_FACTOR) {
        return Ok(false);
    }
    if app.store.raise_alarm(app.now()).await? {
        tracing::warn!(
            comments = pressure.now,
            "far more comments come in than usual; those of guests nobody knows wait for a \
             moderator"
        );
    }
    Ok(true)
}
