//! Events: written in the transaction of the action they tell of, and processed by the worker.

use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::notify::Event;
use crate::store::{Statement, Store, micros, query};

/// Returns the statement that queues an event.
pub(in crate::store) fn announced(event: &Event, now: Timestamp) -> Result<Statement<'static>> {
    Ok(query(Store::ANNOUNCE).bind(written(event)?).bind(micros(now)))
}

/// Returns the statement that queues an event of a moderator's action.
///
/// `action` is the first decision of that action.
pub(in crate::store) fn announced_of_action(
    event: &Event,
    now: Timestamp,
    action: Option<i64>,
) -> Result<Statement<'static>> {
    Ok(query(Store::ANNOUNCE_OF_ACTION).bind(written(event)?).bind(micros(now)).bind(action))
}

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
