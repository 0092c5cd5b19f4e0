//! What waits for a browser's answer: a secret being set up, codes to write down, a passkey being made or asked for.
//! It is kept by the session or the browser that asked, and by what was asked, so that two of them do not meet.

use anyhow::Context;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::{Error, Result};
use crate::second_factor::PENDING;

/// What was asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pending {
    /// A code made of a new secret.
    Secret,
    /// That the recovery codes are written down.
    Codes,
    /// A new passkey.
    NewPasskey,
    /// A passkey after the password.
    Second,
    /// A passkey in place of the password.
    LogIn,
}

impl Pending {
    /// Keeps what is needed to judge the answer.
    pub(super) async fn begin(
        self,
        app: &App,
        browser: &[u8; 32],
        state: &impl Serialize,
    ) -> Result<()> {
        let (key, state) = self.row(browser, state)?;
        app.store.begin_ceremony(&key, &state, app.now()).await
    }

    /// What is needed to judge the answer, as a row: its key and its text.
    pub(super) fn row(
        self,
        browser: &[u8; 32],
        state: &impl Serialize,
    ) -> Result<([u8; 32], String)> {
        let state = serde_json::to_string(state).context("what waits for an answer as JSON")?;
        Ok((self.key(browser), state))
    }

    /// What is needed to judge the answer, which may be tried again.
    pub(super) async fn look<T: DeserializeOwned>(
        self,
        app: &App,
        browser: &[u8; 32],
    ) -> Result<Option<T>> {
        read(app.store.ceremony(&self.key(browser), app.now() - PENDING).await?)
    }

    /// What is needed to judge the answer, once.
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
