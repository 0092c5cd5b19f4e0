//! Connections to a PostgreSQL server and to an optional standby.
//!
//! Covers retries after short outages and notifications between nodes.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgListener;
use sqlx::{PgPool, Postgres, SqlSafeStr, Transaction};
use tokio::sync::OnceCell;
use tokio::time::{sleep, timeout};

use crate::cache::invalidation::{Changes, Generations};
use crate::error::{Error, Result};

/// Delays before each retry.
///
/// A server that restarts, or a standby that takes over, is away for some seconds; a request may
/// take thirty.
const WAITS: [Duration; 6] = [
    Duration::from_millis(20),
    Duration::from_millis(100),
    Duration::from_millis(400),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];
/// Interval at which a node sends itself a notification through the server.
const HEARTBEAT: Duration = Duration::from_secs(1);
/// Time without notification after which a node assumes that the connection is lost.
const SILENCE: Duration = Duration::from_secs(4);
/// Time before a node tries to listen again.
const PAUSE: Duration = Duration::from_millis(500);
/// Time within which a standby must report its position, or else the primary is used.
const STANDBY_PATIENCE: Duration = Duration::from_millis(200);
/// Time during which a standby that did not answer is not asked again.
const STANDBY_PAUSE: Duration = Duration::from_secs(1);

/// Statement that records a write as committed, in its own transaction.
const MARK: &str =
    "INSERT INTO committed_writes (node, number) VALUES ($1, $2) ON CONFLICT DO NOTHING";

/// Connections to a PostgreSQL server and its standby.
#[derive(Debug)]
pub struct Server {
    pool: PgPool,
    standby: Option<Standby>,
    generations: Generations,
    /// True if the last commit succeeded.
    commits: AtomicBool,
    /// Name under which this node records its writes, once the server has generated one.
    node: OnceCell<String>,
    /// Number of writes this node began.
    written: AtomicI64,
}

/// Standbys of the server, each a little behind it.
///
/// A pool may lead to several, so a reported position is valid only for the connection it was asked
/// on.
#[derive(Debug)]
struct Standby {
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

/// Number of retries so far.
#[derive(Debug, Default)]
pub(in crate::store) struct Tries(usize);

/// Begins a transaction on a connection by a statement that begins one.
///
/// The driver counts a transaction from the response to its BEGIN on. If nobody waited for that
/// response, the connection would return to the pool with the transaction open, so a task of its
/// own waits for it and ends the transaction.
pub(in crate::store) async fn begin(
    connection: PoolConnection<Postgres>,
    statement: &'static str,
) -> sqlx::Result<Transaction<'static, Postgres>> {
    let begun = Transaction::begin(connection, Some(statement.into_sql_str()));
    tokio::spawn(begun).await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
}

impl Server {
    /// Creates a server from the pool of the primary and that of a standby.
    pub(in crate::store) fn new(pool: PgPool, standby: Option<PgPool>) -> Self {
        let standby = standby.map(|pool| {
            let (turns, needed, is_away) = Default::default();
            Standby { pool, turns, needed, is_away }
        });
        let (node, written) = (OnceCell::new(), AtomicI64::new(0));
        let (generations, commits) = (Generations::default(), AtomicBool::new(true));
        Self { pool, standby, generations, commits, node, written }
    }

    /// Returns the pool of connections to the primary.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Returns the generations this server raises.
    pub fn generations(&self) -> &Generations {
        &self.generations
    }

    /// Returns a connection for reading pages.
    ///
    /// It leads to a standby if that is permitted and the standby has every change this node knows
    /// of.
    pub(in crate::store) async fn reader(
        &self,
        standby_may_answer: bool,
    ) -> sqlx::Result<PoolConnection<Postgres>> {
        if let Some(standby) = self.standby.as_ref().filter(|_| standby_may_answer)
            && let Some(connection) = standby.abreast().await
        {
            return Ok(connection);
        }
        self.pool.acquire().await
    }

    /// Returns the number of a write, which stays the same when its transaction is retried.
    pub(in crate::store) fn next_write(&self) -> i64 {
        self.written.fetch_add(1, SeqCst)
    }

    /// Begins a transaction on the primary by a statement that begins one.
    pub(in crate::store) async fn begin(
        &self,
        statement: &'static str,
    ) -> sqlx::Result<Transaction<'static, Postgres>> {
        begin(self.pool.acquire().await?, statement).await
    }

    /// Returns whether an earlier attempt at a write, whose commit got no response, was committed.
    ///
    /// Waits for that attempt if it is still in progress. If it was not committed, it never will
    /// be.
    pub(in crate::store) async fn was_committed(
        &self,
        tx: &mut Transaction<'static, Postgres>,
        write: i64,
    ) -> Result<bool> {
        let node = self.node().await?;
        let marked = sqlx::query(MARK).bind(node).bind(write).execute(&mut **tx).await?;
        Ok(marked.rows_affected() == 0)
    }

    /// Returns the name of this node among those that share the server.
    ///
    /// It is a random UUID from the server.
    async fn node(&self) -> Result<&str> {
        const NAME: &str = "SELECT CAST(gen_random_uuid() AS TEXT)";
        let name = self.node.get_or_try_init(|| sqlx::query_scalar(NAME).fetch_one(&self.pool));
        Ok(name.await?)
    }

    /// Commits a write under its number, then invalidates the pages that depend on it.
    pub(in crate::store) async fn commit(
        &self,
        mut tx: Transaction<'static, Postgres>,
        write: i64,
    ) -> Result<()> {
        const NOTED: &str = "WITH mark AS (
                INSERT INTO committed_writes (node, number) VALUES ($1, $2) ON CONFLICT DO NOTHING
            ) SELECT COALESCE(current_setting('weerwoord.changed', true), '')";
        let noted = sqlx::query_scalar(NOTED).bind(self.node().await?).bind(write);
        let noted: String = noted.fetch_one(&mut *tx).await?;
        let changes = changes(&noted);
        let outcome = tx.commit().await;
        self.note_commit(outcome.as_ref().map(drop));
        // The write may be committed even if the response was lost.
        self.pass_on(&changes).await;
        Ok(outcome?)
    }

    /// Returns whether the last commit succeeded.
    pub(in crate::store) fn commits(&self) -> bool {
        self.commits.load(SeqCst)
    }

    fn note_commit(&self, outcome: Result<(), &sqlx::Error>) {
        let before = self.commits.swap(outcome.is_ok(), SeqCst);
        match outcome {
            Ok(()) if !before => tracing::info!("the database can be written again"),
            Err(error) if before => {
                tracing::error!(
                    %error,
                    "the database cannot be written; those whose write it was are told"
                );
            }
            _ => {}
        }
    }

    /// Publishes changes to this node's readers and caches.
    ///
    /// From now on reads use only servers that have the changes, and pages are rendered again.
    async fn pass_on(&self, changes: &Changes) {
        if changes.is_empty() {
            return;
        }
        if let Some(standby) = &self.standby {
            let turn = standby.turns.fetch_add(1, SeqCst) + 1;
            standby.needs(turn, self.place().await);
        }
        self.generations.raise(changes);
    }

    /// Listens for changes of other nodes for as long as it is polled.
    ///
    /// While it cannot listen, caches are not used.
    pub(in crate::store) async fn follow(&self) {
        self.generations.pause();
        loop {
            let error = match self.listen().await {
                Ok(()) => sqlx::Error::WorkerCrashed,
                Err(error) => error,
            };
            self.note_commit(Err(&error));
            self.generations.pause();
            tracing::warn!(%error, "other nodes are not heard; no page is kept until they are");
            sleep(PAUSE).await;
        }
    }

    /// Returns the position of the primary, or `None` if it cannot be determined.
    async fn place(&self) -> Option<Place> {
        const PLACE: &str = "SELECT
                CAST(CAST('x' || LEFT(pg_walfile_name(place), 8) AS BIT(32)) AS BIGINT) AS timeline,
                CAST(place - '0/0' AS BIGINT) AS bytes
            FROM pg_current_wal_insert_lsn() AS place";
        sqlx::query_as(PLACE).fetch_one(&self.pool).await.ok()
    }

    async fn listen(&self) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen("weerwoord").await?;
        self.pass_on(&Changes::everything()).await;
        self.generations.resume();
        tracing::debug!("other nodes are heard");
        let hear = async {
            loop {
                let told = timeout(SILENCE, listener.try_recv())
                    .await
                    .map_err(|_| sqlx::Error::PoolTimedOut)??;
                let Some(told) = told else { return Ok(()) };
                self.pass_on(&changes(told.payload())).await;
            }
        };
        let speak = async {
            loop {
                let said =
                    sqlx::query("SELECT pg_notify('weerwoord', '')").execute(&self.pool).await;
                // A notification is committed like any other write.
                self.note_commit(said.as_ref().map(drop));
                said?;
                sleep(HEARTBEAT).await;
            }
        };
        tokio::select! { outcome = hear => outcome, outcome = speak => outcome }
    }

    /// Closes all connections.
    pub(in crate::store) async fn close(&self) {
        self.pool.close().await;
        if let Some(standby) = &self.standby {
            standby.pool.close().await;
        }
    }
}

impl Standby {
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
    async fn abreast(&self) -> Option<PoolConnection<Postgres>> {
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
    /// Returns whether this position includes everything up to another one.
    fn is_past(self, other: Self) -> bool {
        self.timeline == other.timeline && self.bytes >= other.bytes
    }
}

fn changes(noted: &str) -> Changes {
    Changes::told(noted.split(',').filter_map(|number| number.parse().ok()))
}

impl Tries {
    /// Returns whether an operation is worth a retry.
    ///
    /// That is so if it failed only because the server was lost or because of concurrent writes.
    /// Waits before returning `true`.
    pub(in crate::store) async fn is_worth_another(&mut self, error: &Error) -> bool {
        matches!(error, Error::Lost) && self.is_another_left().await
    }

    /// Waits before another attempt. Returns `false` if there were enough.
    pub(in crate::store) async fn is_another_left(&mut self) -> bool {
        let Some(wait) = WAITS.get(self.0) else { return false };
        self.0 += 1;
        tracing::warn!(tries = self.0, "the database was lost for a moment; it is asked again");
        sleep(*wait).await;
        true
    }
}

/// Returns whether an error is transient.
///
/// That is so if the connection broke, if the server stops, starts or is read-only for now, or if
/// two transactions conflicted.
pub(in crate::store) fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => true,
        // A proxy without a server closes the connection; sqlx reads the missing byte as a response
        // of 0.
        sqlx::Error::Protocol(said) => {
            said.starts_with("unexpected response from SSLRequest: 0x00")
        }
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            // 08: connection; 40001, 40P01: serialization failure, deadlock; 57P01 to 57P05:
            // shutdown, crash, startup; 25006: read-only standby.
            code.starts_with("08")
                || code.starts_with("57P")
                || matches!(&*code, "40001" | "40P01" | "25006")
        }
        _ => false,
    }
}

/// Returns whether the server cancelled a statement because of its timeout (SQLSTATE 57014).
pub(in crate::store) fn is_out_of_time(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(error) if error.code().as_deref() == Some("57014"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_needed_of_a_standby_is_what_was_asked_last() {
        let (turns, needed, is_away) = Default::default();
        let pool = PgPool::connect_lazy("postgres://board@127.0.0.1:9/board").unwrap();
        let standby = Standby { pool, turns, needed, is_away };
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
