//! State of a ceremony that waits for a response of the browser.
//!
//! Ceremonies are setting up a secret, saving codes, creating or using a passkey, and logging in at
//! a provider.
//!
//! It is stored under a hash of the session or browser and the kind, so that different kinds do not
//! collide.

use anyhow::Context;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::account::second_factor::PENDING;
use crate::app::App;
use crate::error::{Error, Result};

/// Kind of response that is awaited.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "passkeys"),
    expect(dead_code, reason = "the ceremonies of passkeys are never begun without them")
)]
pub(super) enum Pending {
    /// A code from a new authenticator secret.
    Secret,
    /// The confirmation that the recovery codes were saved.
    Codes,
    /// A new passkey.
    NewPasskey,
    /// A passkey as second factor after the password.
    Second,
    /// A passkey instead of the password.
    LogIn,
    /// The confirmation that a token of the API was saved.
    Token,
    /// A person who comes back from a provider.
    Provider,
    /// A log-in or a name, for a person who came from a provider for the first time.
    Newcomer,
}

impl Pending {
    /// Stores the state that is needed to check the response.
    pub(super) async fn begin(
        self,
        app: &App,
        browser: &[u8; 32],
        state: &impl Serialize,
    ) -> Result<()> {
        let (key, state) = self.row(browser, state)?;
        app.store.begin_ceremony(&key, &state, app.now()).await
    }

    /// Returns the state as a row: its key and its JSON.
    pub(super) fn row(
        self,
        browser: &[u8; 32],
        state: &impl Serialize,
    ) -> Result<([u8; 32], String)> {
        let state = serde_json::to_string(state).context("what waits for an answer as JSON")?;
        Ok((self.key(browser), state))
    }

    /// Returns the state and keeps it, so that the response can be tried again.
    pub(super) async fn look<T: DeserializeOwned>(
        self,
        app: &App,
        browser: &[u8; 32],
    ) -> Result<Option<T>> {
        read(app.store.ceremony(&self.key(browser), app.now() - PENDING).await?)
    }

    /// Returns the state and deletes it, so that the response can be tried only once.
    pub(super) async fn end<T: DeserializeOwned>(
        self,
        app: &App,
        browser: &[u8; 32],
    ) -> Result<Option<T>> {
        read(app.store.end_ceremony(&self.key(browser), app.now() - PENDING).await?)
    }

    fn key(self, browser: &[u8; 32]) -> [u8; 32] {
        Sha256::new().chain_update([self as u8]).chain_update(browser).finalize().into()
    }
}

fn read<T: DeserializeOwned>(state: Option<String>) -> Result<Option<T>> {
    let read = state.map(|state| serde_json::from_str(&state)).transpose();
    read.map_err(|error| {
        Error::Internal(anyhow::Error::new(error).context("what waits for an answer from JSON"))
    })
}
