//! Attempt to enter a password: its rate limits, and its lane in the queue for hashing.
//!
//! A browser that logged in to the account before has limits of its own, so that attempts by others
//! do not lock out the owner. It is recognised by its visitor cookie, which cannot be guessed.

use std::time::Duration;

use crate::account::{Email, Password};
use crate::app::App;
use crate::app::rate_limiter::Lane;
use crate::error::Result;
use crate::limits::{LimitedAction, neighbourhood, site};
use crate::web::page::{or_wait, spend};
use crate::web::session::{Member, Visitor};

/// Password that is about to be checked.
pub(super) struct Attempt<'a> {
    app: &'a App,
    network: &'a str,
    counted: Vec<(LimitedAction, String)>,
    known: Option<i64>,
}

impl<'a> Attempt<'a> {
    /// Creates an attempt to log in with an e-mail address, which may be unknown or invalid.
    pub(super) async fn log_in(app: &'a App, visitor: &'a Visitor, typed: &str) -> Result<Self> {
        let network = visitor.network.as_str();
        let email = Email::known(typed);
        let known = match (&email, &visitor.browser) {
            (Ok(email), Some(browser)) => {
                let account = app.store.known_browser(email, browser, app.now()).await?;
                account.map(|account| (account, hex::encode(browser)))
            }
            _ => None,
        };
        let Some((account, browser)) = known else {
            let key = email.map_or_else(|_| typed.trim().to_lowercase(), |email| email.key());
            let mut counted = vec![
                (LimitedAction::LogIn, network.to_owned()),
                (LimitedAction::LogInAround, neighbourhood(network)),
                (LimitedAction::LogInEmail, key),
            ];
            counted.extend(site(network).map(|site| (LimitedAction::LogInSite, site)));
            return Ok(Self { app, network, counted, known: None });
        };
        let counted = vec![(LimitedAction::LogInKnown, format!("{account} {browser}"))];
        Ok(Self { app, network, counted, known: Some(account) })
    }

    /// Creates an attempt by a member who is logged in and is asked for the password again.
    pub(super) fn of_member(app: &'a App, member: &'a Member) -> Self {
        let account = member.account.id;
        let counted = vec![(LimitedAction::LogInKnown, account.to_string())];
        Self { app, network: &member.visitor.network, counted, known: Some(account) }
    }

    /// Counts the attempt, whatever its result and even if the client disconnects.
    ///
    /// The inner error is the time to wait if a limit is exhausted.
    pub(super) async fn begin(&self) -> Result<Result<(), Duration>> {
        spend(self.app, &self.actions()).await
    }

    /// Checks the password when its turn in the queue comes.
    ///
    /// The inner error is the time to wait if the queue is too long; the attempt then does not
    /// count.
    pub(super) async fn verify(
        &self,
        typed: String,
        hash: String,
    ) -> Result<Result<bool, Duration>> {
        let typed = Password::attempt(typed);
        let outcome = or_wait(self.app.rate_limiter.verify(self.lane(), typed, hash).await)?;
        if outcome.is_err() {
            self.right();
        }
        Ok(outcome)
    }

    /// Removes the attempt from the counts, because a right password is no guess.
    pub(super) fn right(&self) {
        self.app.rate_limiter.give_back(&self.actions());
    }

    /// Returns the lane in the queue for hashing.
    pub(super) fn lane(&self) -> Lane<'_> {
        match self.known {
            Some(account) => Lane::Known(account, self.network),
            None => Lane::Stranger(self.network),
        }
    }

    fn actions(&self) -> Vec<(LimitedAction, &str)> {
        self.counted.iter().map(|(deed, who)| (*deed, who.as_str())).collect()
    }
}
