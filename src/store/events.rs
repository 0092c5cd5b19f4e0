//! Events as rows: written in the transaction of the deed, read by the worker.

use super::Store;
use crate::error::{Error, Result};
use crate::notify::Event;

/// Leaves an event in an open transaction of either database: `announce!(tx, &event, now)`.
macro_rules! announce {
    ($tx:ident, $event:expr, $now:expr) => {
        sqlx::query(Self::ANNOUNCE)
            .bind($crate::store::events::written($event)?)
            .bind(micros($now))
            .execute(&mut *$tx)
            .await?
    };
}
pub(super) use announce;

impl Store {
    pub(super) const ANNOUNCE: &str =
        "INSERT INTO events (body, made_at, due_at) VALUES ($1, $2, $2)";
}

/// An event as it is kept.
pub(super) fn written(event: &Event) -> Result<String> {
    serde_json::to_string(event)
        .map_err(|error| Error::Internal(anyhow::Error::new(error).context("an event as JSON")))
}
