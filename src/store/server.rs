//! A PostgreSQL server and, where there is one, a standby to read from: their connections, what is asked again when it was lost for a
//! moment, and how nodes hear of each other's changes.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgListener;
use sqlx::{PgPool, Postgres, Transaction};
use tokio::sync::OnceCell;
use tokio::time::{sleep, timeout};

use crate::error::{Error, Result};
use crate::generation::{Changes, Generations};

/// How often something is tried again, and how long is waited before each: a server that restarts, or one that takes over from
/// another, is away for some seconds; a request may take thirty.
const WAITS: [Duration; 6] = [
    Duration::from_millis(20),
    Duration::from_millis(100),
    Duration::from_millis(400),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];
/// How often a node says something to itself by way of the server.
const HEARTBEAT: Duration = Duration::from_secs(1);
/// After how long without a word a node takes it that it hears nothing any more.
const SILENCE: Duration = Duration::from_secs(4);
/// How long is waited before listening is tried again.
const PAUSE: Duration = Duration::from_millis(500);
/// How long a standby may take to say how far it is before the primary is asked in its place.
const STANDBY_PATIENCE: Duration = Duration::from_millis(200);
/// How long a standby that did not answer is left alone.
const STANDBY_PAUSE: Duration = Duration::from_secs(1);

/// Marks a write as committed, in its own transaction.
const MARK: &str =
    "INSERT INTO committed_writes (node, number) VALUES ($1, $2) ON CONFLICT DO NOTHING";

/// A server and the connections to it.
#[derive(Debug)]
pub struct Server {
    pool: PgPool,
    standby: Option<Standby>,
    generations: Generations,
    /// Whether the last commit succeeded.
    commits: AtomicBool,
    /// Name under which this node marks its transactions, once the server gave one.
    node: OnceCell<String>,
    /// Number of transactions it began.
    written: AtomicI64,
}

/// Copies of the server, each a little behind it. A pool may lead to several, so only the connection that was asked how far it is says
/// anything of itself.
#[derive(Debug)]
struct Standby {
    pool: PgPool,
    /// Counts how often the primary was asked how far it is.
    turns: AtomicU64,
    /// How far a connection must be to be read from, by the last of those turns; `None` while only the primary will do.
    needed: Mutex<(u64, Option<Place>)>,
    /// Whether none answered a moment ago.
    is_away: Arc<AtomicBool>,
}

/// A place in the write-ahead log: its timeline, which is another once another server has taken over, and the bytes before it. Of two
/// timelines neither says anything of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
struct Place {
    timeline: i64,
    bytes: i64,
}

/// How often something was tried.
#[derive(Debug, Default)]
pub(super) struct Tries(usize);

impl Server {
    /// A server behind a pool, and a standby behind another.
    pub(super) fn new(pool: PgPool, standby: Option<PgPool>) -> Self {
        let standby = standby.map(|pool| {
            let (turns, needed, is_away) = Default::default();
            Standby { pool, turns, needed, is_away }
        });
        let (node, written) = (OnceCell::new(), AtomicI64::new(0));
        let (generations, commits) = (Generations::default(), AtomicBool::new(true));
        Self { pool, standby, generations, commits, node, written }
    }

    /// The connections that write.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// The generations it raises.
    pub fn generations(&self) -> &Generations {
        &self.generations
    }

    /// A connection to read pages by: a standby's, if one may answer and has every change that this node knows of.
    pub(super) async fn reader(
        &self,
        standby_may_answer: bool,
    ) -> Result<PoolConnection<Postgres>> {
        if let Some(standby) = self.standby.as_ref().filter(|_| standby_may_answer)
            && let Some(connection) = standby.abreast().await
        {
            return Ok(connection);
        }
        Ok(self.pool.acquire().await?)
    }

    /// Number of a write, the same however often its transaction is tried.
    pub(super) fn next_write(&self) -> i64 {
        self.written.fetch_add(1, SeqCst)
    }

    /// A transaction.
    pub(super) async fn begin(&self) -> Result<Transaction<'static, Postgres>> {
        Ok(self.pool.begin().await?)
    }

    /// Returns whether an earlier try of a write, of whose commit nothing was heard, was committed.
    /// While that one is still under way this waits for its end. If it was not, it never will be.
    pub(super) async fn was_committed(
        &self,
        tx: &mut Transaction<'static, Postgres>,
        write: i64,
    ) -> Result<bool> {
        let node = self.node().await?;
        let marked = sqlx::query(MARK).bind(node).bind(write).execute(&mut **tx).await?;
        Ok(marked.rows_affected() == 0)
    }

    /// The name of this node among those that share the server, from the server's own chance.
    async fn node(&self) -> Result<&str> {
        const NAME: &str = "SELECT CAST(gen_random_uuid() AS TEXT)";
        let name = self.node.get_or_try_init(|| sqlx::query_scalar(NAME).fetch_one(&self.pool));
        Ok(name.await?)
    }

    /// Commits a write under its number, then brings its changes to the pages.
    pub(super) async fn commit(
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
        // What was written may be there even if the answer was lost.
        self.pass_on(&changes).await;
        Ok(outcome?)
    }

    /// Returns whether the last commit succeeded.
    pub(super) fn commits(&self) -> bool {
        self.commits.load(SeqCst)
    }

    fn note_commit(&self, outcome: Result<(), &sqlx::Error>) {
        let before = self.commits.swap(outcome.is_ok(), SeqCst);
        match outcome {
            Ok(()) if !before => tracing::info!("the database can be written again"),
            Err(error) if before => {
                tracing::error!(%error, "the database cannot be written; those whose write it was are told");
            }
            _ => {}
        }
    }

    /// Something was changed: from now on it is read from where it is already, and pages are made of it anew.
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

    /// Hears of the changes of other nodes for as long as it is polled. While it can't hear, nothing kept is shown.
    pub(super) async fn follow(&self) {
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

    /// How far the primary is; `None` when it can't say.
    async fn place(&self) -> Option<Place> {
        const PLACE: &str = "SELECT CAST(CAST('x' || LEFT(pg_walfile_name(place), 8) AS BIT(32)) AS BIGINT) AS timeline,
            CAST(place - '0/0' AS BIGINT) AS bytes FROM pg_current_wal_insert_lsn() AS place";
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
                // A notification is committed as anything else is.
                self.note_commit(said.as_ref().map(drop));
                said?;
                sleep(HEARTBEAT).await;
            }
        };
        tokio::select! { outcome = hear => outcome, outcome = speak => outcome }
    }

    /// Ends every connection.
    pub(super) async fn close(&self) {
        self.pool.close().await;
        if let Some(standby) = &self.standby {
            standby.pool.close().await;
        }
    }
}

impl Standby {
    /// From now on only what is as far as this will do. Turns that end in another order than they began change nothing: a later one
    /// asked after what the earlier one knows of was on disk.
    fn needs(&self, turn: u64, place: Option<Place>) {
        let mut needed = self.needed();
        if needed.0 < turn {
            *needed = (turn, place);
        }
    }

    /// A connection to a server that has everything this node knows was changed.
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

    /// A connection and how far the server behind it is; `None` when that is no standby.
    async fn asked(&self) -> Result<(PoolConnection<Postgres>, Option<Place>), sqlx::Error> {
        // After another server took over, the timeline here is the new one once what was replayed of it is on disk.
        const PLACE: &str =
            "SELECT CAST(timeline_id AS BIGINT) AS timeline, CAST(pg_last_wal_replay_lsn() - '0/0' AS BIGINT) AS bytes
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
    /// Whether everything before another place is before this one too.
    fn is_past(self, other: Self) -> bool {
        self.timeline == other.timeline && self.bytes >= other.bytes
    }
}

fn changes(noted: &str) -> Changes {
    Changes::told(noted.split(',').filter_map(|number| number.parse().ok()))
}

impl Tries {
    /// Whether something failed only for want of the server, or because others wrote at the same moment; waits before saying yes.
    pub(super) async fn is_worth_another(&mut self, error: &Error) -> bool {
        let Some(wait) = WAITS.get(self.0).filter(|_| matches!(error, Error::Lost)) else {
            return false;
        };
        self.0 += 1;
        tracing::warn!(tries = self.0, "the database was lost for a moment; it is asked again");
        sleep(*wait).await;
        true
    }
}

/// Whether an error says nothing of what was asked: the connection broke, the server stops, starts or only reads for now, or two
/// transactions stood in each other's way.
pub(super) fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => true,
        // A proxy that has no server to lead to closes the line; the byte that never came is taken for an answer.
        sqlx::Error::Protocol(said) => {
            said.starts_with("unexpected response from SSLRequest: 0x00")
        }
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            // 08: connection; 40001, 40P01: serialisation, deadlock; 57P01 to 57P05: shutting down, crashed, starting; 25006: a standby.
            code.starts_with("08")
                || code.starts_with("57P")
                || matches!(&*code, "40001" | "40P01" | "25006")
        }
        _ => false,
    }
}

/// Whether the server ended a statement because it took longer than it may.
pub(super) fn is_out_of_time(error: &sqlx::Error) -> bool {
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
