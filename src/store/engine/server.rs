//! Connections to a PostgreSQL server and to an optional standby.
//!
//! Covers retries after short outages and notifications between nodes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::SeqCst};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgListener;
use sqlx::{AssertSqlSafe, PgPool, Postgres, SqlSafeStr, Transaction};
use tokio::sync::OnceCell;
use tokio::time::{sleep, timeout};

use super::doubt::Doubt;
use super::server_group::Groups;
use super::standby::Standby;
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

/// Statement that records a write as committed, in its own transaction.
const MARK: &str =
    "INSERT INTO committed_writes (node, number) VALUES ($1, $2) ON CONFLICT DO NOTHING";
/// Lock by which transactions that several writers share wait for each other: `weerwoor` in ASCII.
const GROUP_LOCK: i64 = 0x7765_6572_776f_6f72;

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
    /// Writers that share transactions.
    groups: Groups,
    /// Doubt about the connections in the pools.
    doubt: Arc<Doubt>,
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
    statement: impl SqlSafeStr,
) -> sqlx::Result<Transaction<'static, Postgres>> {
    let begun = Transaction::begin(connection, Some(statement.into_sql_str()));
    tokio::spawn(begun).await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
}

impl Server {
    /// Creates a server from the pool of the primary and that of a standby, with the doubt about
    /// their connections.
    pub(in crate::store) fn new(pool: PgPool, standby: Option<PgPool>, doubt: Arc<Doubt>) -> Self {
        let standby = standby.map(Standby::new);
        let (node, written) = (OnceCell::new(), AtomicI64::new(0));
        let (generations, commits) = (Generations::default(), AtomicBool::new(true));
        let groups = Groups::default();
        Self { pool, standby, generations, commits, node, written, groups, doubt }
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

    /// Returns whether an operation that failed is worth a retry; waits before returning `true`.
    pub(in crate::store) async fn retries(&self, tries: &mut Tries, error: &Error) -> bool {
        if matches!(error, Error::Lost) {
            self.doubts();
        }
        tries.is_worth_another(error).await
    }

    /// Notes that a connection was lost, so that others are tested before they are used.
    pub(in crate::store) fn doubts(&self) {
        self.doubt.rise();
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

    /// Returns the number of writers that wait for a shared transaction.
    pub(in crate::store) fn waiting(&self) -> usize {
        self.groups.waiting()
    }

    /// Returns the writers that share transactions.
    pub(super) fn groups(&self) -> &Groups {
        &self.groups
    }

    /// Begins a transaction that several writers share, and the savepoint of the first of them if
    /// each has one.
    ///
    /// Waits for those of other nodes. Notifications of it carry the name of this node.
    pub(super) async fn begin_group(
        &self,
        savepoints: bool,
    ) -> Result<Transaction<'static, Postgres>> {
        let (node, savepoint) =
            (self.node().await?, if savepoints { "; SAVEPOINT odd" } else { "" });
        let text = format!(
            "BEGIN; SELECT pg_advisory_xact_lock({GROUP_LOCK}),
                set_config('weerwoord.node', '{node}', true){savepoint}"
        );
        // The name was generated by the server.
        Ok(begin(self.pool.acquire().await?, AssertSqlSafe(text)).await?)
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
            standby.catch_up_with(&self.pool).await;
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
                // What this node's groups changed is passed on when they are committed.
                if !self.is_own(told.payload()) {
                    self.pass_on(&changes(told.payload()).by_others()).await;
                }
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

    /// Returns whether a notification carries the name of this node.
    fn is_own(&self, payload: &str) -> bool {
        let sender = payload.split_once(',').map(|(_, sender)| sender);
        sender.is_some() && sender == self.node.get().map(String::as_str)
    }

    /// Closes all connections.
    pub(in crate::store) async fn close(&self) {
        self.pool.close().await;
        if let Some(standby) = &self.standby {
            standby.close().await;
        }
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
