//! Sessions that this node read, so that members' pages need no query for each request.
//!
//! Only requests that read pages may use them: what changes something asks the database. The
//! database tells when a session ends or its account changes.

use jiff::Timestamp;
use moka::sync::Cache;

use crate::cache::invalidation::{Made, Topic};
use crate::error::Result;
use crate::store::Store;
use crate::store::accounts::Session;

/// Greatest number of sessions, of some hundred bytes each.
const SESSIONS_MAX: u64 = 10_000;

/// Sessions by the hash of their token.
#[derive(Debug)]
pub struct Sessions(Cache<[u8; 32], (Made, Session)>);

impl Default for Sessions {
    fn default() -> Self {
        Self(Cache::new(SESSIONS_MAX))
    }
}

impl Sessions {
    /// Returns a session that was opened and used after these times; asks the database unless it is
    /// known and nothing changed since.
    pub async fn recall(
        &self,
        store: &Store,
        token: &[u8; 32],
        (opened_after, used_after): (Timestamp, Timestamp),
    ) -> Result<Option<Session>> {
        if let Some((made, session)) = self.0.get(token)
            && made.is_current()
            && session.opened_at > opened_after
            && session.used_at > used_after
        {
            return Ok(Some(session));
        }
        let begun = store.generations().now();
        let found = store.session(token, opened_after, used_after).await?;
        if let Some(session) = &found {
            let made = store.generations().made(begun, Topic::Sessions);
            self.0.insert(*token, (made, session.clone()));
        }
        Ok(found)
    }

    /// Forgets a session, whose last use is being noted.
    pub fn forget(&self, token: &[u8; 32]) {
        self.0.invalidate(token);
    }
}
