//! Events: written in the transaction of the action they tell of, and processed by the worker.

use crate::error::{Error, Result};
use crate::notify::Event;
use crate::store::Store;

/// Queues an event in an open transaction of either database.
///
/// `announce!(tx, &event, now)`. An event that belongs to an action of a moderator names the first
/// decision of that action: `announce!(tx, &event, now, action)`.
macro_rules! announce {
    ($tx:ident, $event:expr, $now:expr) => {
        sqlx::query(Self::ANNOUNCE)
            .bind($crate::store::mail::events::written($event)?)
            .bind(micros($now))
            .execute(&mut *$tx)
            .await?
    };
    ($tx:ident, $event:expr, $now:expr, $action:expr) => {
        sqlx::query(Self::ANNOUNCE_OF_ACTION)
            .bind($crate::store::mail::events::written($event)?)
            .bind(micros($now))
            .bind($action)
            .execute(&mut *$tx)
            .await?
    };
}
pub(in crate::store) use announce;

impl Store {
    pub(in crate::store) const ANNOUNCE: &str =
        "INSERT INTO events (body, made_at, due_at) VALUES ($1, $2, $2)";
    pub(in crate::store) const ANNOUNCE_OF_ACTION: &str =
        "INSERT INTO events (body, made_at, due_at, action_id) VALUES ($1, $2, $2, $3)";
}

/// Returns an event in its stored form, JSON.
pub(in crate::store) fn written(event: &Event) -> Result<String> {
    serde_json::to_string(event)
        .map_err(|error| Error::Internal(anyhow::Error::new(error).context("an event as JSON")))
}
