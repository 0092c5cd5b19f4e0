//! Standbys of a PostgreSQL server: which of them have the changes that a reader must see.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres};
use tokio::time::{sleep, timeout};

/// Time within which a standby must report its position, or else the primary is used.
const STANDBY_PATIENCE: Duration = Duration::from_millis(200);
/// Time during which a standby that did not answer is not asked again.
const STANDBY_PAUSE: Duration = Duration::from_secs(1);

/// Standbys of the server, each a little behind it.
///
/// A pool may lead to several, so a reported position is valid only for the connection it was asked
/// on.
#[derive(Debug)]
pub(super) struct Standby {
    pool: PgPool,
    /// Counts the queries for the position of the primary.
    turns: AtomicU64,
    /// Position a connection must have reached to be read from.
    ///
    /// The number is that of the query that returned the position. `None` while only the primary
    /// may be read.
    needed: Mutex<(u64, Option<Place>)>,
    /// True if no standby answered a moment ago.
    is_away: Arc<AtomicBool>,
}

/// Position in the write-ahead log.
///
/// The timeline changes when a standby takes over as primary; positions on different timelines are
/// not comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
struct Place {
    timeline: i64,
    bytes: i64,
}

impl Standby {
    /// Creates standbys that a pool leads to; they are not read from yet.
    pub(super) fn new(pool: PgPool) -> Self {
        let (turns, needed, is_away) = Default::default();
        Self { pool, turns, needed, is_away }
    }

    /// Requires every change from now on that the primary has.
    pub(super) async fn catch_up_with(&self, primary: &PgPool) {
        let turn = self.turns.fetch_add(1, SeqCst) + 1;
        self.needs(turn, Place::of(primary).await);
    }

    /// Closes all connections.
    pub(super) async fn close(&self) {
        self.pool.close().await;
    }

    /// Requires this position from now on.
    ///
    /// Results of queries that end out of order are ignored: a later query began after the changes
    /// the earlier one covers were on disk.
    fn needs(&self, turn: u64, place: Option<Place>) {
        let mut needed = self.needed();
        if needed.0 < turn {
            *needed = (turn, place);
        }
    }

    /// Returns a connection to a standby that has every change this node knows of.
    pub(super) async fn abreast(&self) -> Option<PoolConnection<Postgres>> {
        let needed = self.needed().1.filter(|_| !self.is_away.load(SeqCst))?;
        if let Ok(Ok((connection, place))) = timeout(STANDBY_PATIENCE, self.asked()).await {
            return place.is_some_and(|place| place.is_past(needed)).then_some(connection);
        }
        self.is_away.store(true, SeqCst);
        let is_away = Arc::clone(&self.is_away);
        tokio::spawn(async move {
            sleep(STANDBY_PAUSE).await;
            is_away.store(false, SeqCst);
        });
        None
    }

    /// Returns a connection and the position of its server, `None` if that is not a standby.
    async fn asked(&self) -> Result<(PoolConnection<Postgres>, Option<Place>), sqlx::Error> {
        // After another server took over, this returns the new timeline once what was replayed of
        // it is on disk.
        const PLACE: &str = "SELECT CAST(timeline_id AS BIGINT) AS timeline,
                CAST(pg_last_wal_replay_lsn() - '0/0' AS BIGINT) AS bytes
            FROM pg_control_checkpoint() WHERE pg_is_in_recovery()";
        let mut connection = self.pool.acquire().await?;
        let place = sqlx::query_as(PLACE).fetch_optional(&mut *connection).await?;
        Ok((connection, place))
    }

    fn needed(&self) -> MutexGuard<'_, (u64, Option<Place>)> {
        self.needed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Returns the position of the primary, or `None` if it cannot be determined.
    async fn of(primary: &PgPool) -> Option<Self> {
        const PLACE: &str = "SELECT
                CAST(CAST('x' || LEFT(pg_walfile_name(place), 8) AS BIT(32)) AS BIGINT) AS timeline,
                CAST(place - '0/0' AS BIGINT) AS bytes
            FROM pg_current_wal_insert_lsn() AS place";
        sqlx::query_as(PLACE).fetch_one(primary).await.ok()
    }

    /// Returns whether this position includes everything up to another one.
    fn is_past(self, other: Self) -> bool {
        self.timeline == other.timeline && self.bytes >= other.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_needed_of_a_standby_is_what_was_asked_last() {
        let pool = PgPool::connect_lazy("postgres://board@127.0.0.1:9/board").unwrap();
        let standby = Standby::new(pool);
        let place = |timeline, bytes| Place { timeline, bytes };
        standby.needs(2, Some(place(1, 200)));
        standby.needs(1, Some(place(1, 100)));
        assert_eq!(standby.needed().1, Some(place(1, 200)));
        standby.needs(3, None);
        assert_eq!(standby.needed().1, None);
        assert!(place(1, 200).is_past(place(1, 200)) && !place(1, 199).is_past(place(1, 200)));
        assert!(
            !place(1, 300).is_past(place(2, 200)),
            "what was written after another took over is not in the old timeline"
        );
    }
}
