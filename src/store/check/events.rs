//! Check of the events from which the worker makes mail.

use futures_util::TryStreamExt;

use super::{Check, Remedy, Rows};
use crate::error::Result;
use crate::notify::Event;
use crate::store::query_as;

impl Check<'_> {
    /// Parses every event as the worker does.
    pub(super) async fn events(&mut self) -> Result<()> {
        let outcome = self.unreadable_events().await;
        let Some(rows) = self.unless_damaged("events", outcome)? else { return Ok(()) };
        let remedy = Remedy::ByHand(
            "Nobody is told of them: delete them, or run the version that wrote them once more.",
        );
        self.found("events", "events that cannot be read", rows, remedy);
        Ok(())
    }

    async fn unreadable_events(&self) -> Result<Rows> {
        const EVENTS: &str = "SELECT id, body FROM events ORDER BY id";
        let mut rows = Rows::default();
        let mut events = query_as::<(i64, String)>(EVENTS).fetch(self.store.reader());
        while let Some((id, body)) = events.try_next().await? {
            if serde_json::from_str::<Event>(&body).is_err() {
                rows.add(&id);
            }
        }
        Ok(rows)
    }
}
