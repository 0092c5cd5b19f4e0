//! Trying a password: what a try is counted by, and which lane it takes in the queue for hashing.
//!
//! A browser that logged in to the account before is counted apart, so that strangers who try an
//! address do not shut its owner out. It proves that by its visitor cookie, which nobody can guess.

use crate::account::{Email, Password};
use crate::app::App;
use crate::error::{Error, Result};
use crate::gate::Lane;
use crate::limits::{Deed, neighbourhood, site};
use crate::web::session::{Member, Visitor};

/// A password about to be tried.
pub(super) struct Attempt<'a> {
    app: &'a App,
    network: &'a str,
    counted: Vec<(Deed, String)>,
    known: Option<i64>,
}

impl<'a> Attempt<'a> {
    /// A log-in under an address, which may be none.
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
                (Deed::LogIn, network.to_owned()),
                (Deed::LogInAround, neighbourhood(network)),
                (Deed::LogInEmail, key),
            ];
            counted.extend(site(network).map(|site| (Deed::LogInSite, site)));
            return Ok(Self { app, network, counted, known: None });
        };
        let counted = vec![(Deed::LogInKnown, format!("{account} {browser}"))];
        Ok(Self { app, network, counted, known: Some(account) })
    }

    /// The password of somebody who is logged in, asked for once more.
    pub(super) fn of_member(app: &'a App, member: &'a Member) -> Self {
        let account = member.account.id;
        let counted = vec![(Deed::LogInKnown, account.to_string())];
        Self { app, network: &member.visitor.network, counted, known: Some(account) }
    }

    /// Counts it, whatever comes of it: who hangs up meanwhile has tried all the same.
    pub(super) async fn begin(&self) -> Result<()> {
        self.app.gate.take(&self.deeds(), self.app.now()).await?.spend();
        Ok(())
    }

    /// Compares the password when its turn comes; a try that never came to its turn counts for nothing.
    pub(super) async fn verify(&self, typed: String, hash: String) -> Result<bool> {
        let outcome = self.app.gate.verify(self.lane(), Password::attempt(typed), hash).await;
        if matches!(outcome, Err(Error::TooMany(_))) {
            self.right();
        }
        outcome
    }

    /// It was right, which is no guess.
    pub(super) fn right(&self) {
        self.app.gate.give_back(&self.deeds());
    }

    /// Its lane in the queue.
    pub(super) fn lane(&self) -> Lane<'_> {
        match self.known {
            Some(account) => Lane::Known(account, self.network),
            None => Lane::Stranger(self.network),
        }
    }

    fn deeds(&self) -> Vec<(Deed, &str)> {
        self.counted.iter().map(|(deed, who)| (*deed, who.as_str())).collect()
    }
}
