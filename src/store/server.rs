//! A PostgreSQL server and, where there is one, a standby to read from: their connections, what is asked again when it was lost for a
//! moment, and how nodes hear of each other's changes.

use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::time::Duration;

use sqlx::postgres::PgListener;
use sqlx::{PgPool, Postgres, Transaction};
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

/// A server and the connections to it.
#[derive(Debug)]
pub struct Server {
    pool: PgPool,
    standby: Option<Standby>,
    generations: Generations,
}

/// A copy of the server that is a little behind it. Positions are bytes of the write-ahead log.
#[derive(Debug)]
struct Standby {
    pool: PgPool,
    /// How far it must be to be asked.
    needed: AtomicI64,
    /// How far it was when it was last asked.
    reached: AtomicI64,
}

/// How often something was tried.
#[derive(Debug, Default)]
pub(super) struct Tries(usize);

impl Server {
    /// A server behind a pool, and a standby behind another.
    pub(super) fn new(pool: PgPool, standby: Option<PgPool>) -> Self {
        let (needed, reached) = (AtomicI64::new(i64::MAX), AtomicI64::new(0));
        Self { pool, standby: standby.map(|pool| Standby { pool, needed, reached }), generations: Generations::default() }
    }

    /// The connections that write.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// The generations it raises.
    pub fn generations(&self) -> &Generations {
        &self.generations
    }

    /// The connections to read pages by: the standby's, if it has seen every change that this node knows of.
    pub(super) async fn reader(&self) -> &PgPool {
        match &self.standby {
            Some(standby) if standby.is_abreast().await => &standby.pool,
            _ => &self.pool,
        }
    }

    /// A transaction.
    pub(super) async fn begin(&self) -> Result<Transaction<'static, Postgres>> {
        Ok(self.pool.begin().await?)
    }

    /// On to the disk, then on to the pages.
    pub(super) async fn commit(&self, mut tx: Transaction<'static, Postgres>) -> Result<()> {
        const NOTED: &str = "SELECT COALESCE(current_setting('weerwoord.changed', true), '')";
        let noted: String = sqlx::query_scalar(NOTED).fetch_one(&mut *tx).await?;
        let changes = changes(&noted);
        let outcome = tx.commit().await;
        // What was written may be there even if the answer was lost.
        self.pass_on(&changes).await;
        Ok(outcome?)
    }

    /// Something was changed: from now on it is read from where it is already, and pages are made of it anew.
    async fn pass_on(&self, changes: &Changes) {
        if changes.is_empty() {
            return;
        }
        if let Some(standby) = &self.standby {
            // Where the primary can't say how far it is, only the primary is asked.
            let needed = position(&self.pool, "SELECT CAST(pg_current_wal_insert_lsn() - '0/0' AS BIGINT)").await;
            standby.needed.store(needed.unwrap_or(i64::MAX), SeqCst);
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
                let told = timeout(SILENCE, listener.try_recv()).await.map_err(|_| sqlx::Error::PoolTimedOut)??;
                let Some(told) = told else { return Ok(()) };
                self.pass_on(&changes(told.payload())).await;
            }
        };
        let speak = async {
            loop {
                sqlx::query("SELECT pg_notify('weerwoord', '')").execute(&self.pool).await?;
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
    /// Whether it has everything that this node knows was changed.
    async fn is_abreast(&self) -> bool {
        let needed = self.needed.load(SeqCst);
        if self.reached.load(SeqCst) < needed && needed < i64::MAX {
            let asked = position(&self.pool, "SELECT CAST(pg_last_wal_replay_lsn() - '0/0' AS BIGINT)");
            let reached = timeout(STANDBY_PATIENCE, asked).await.ok().flatten().unwrap_or(0);
            self.reached.fetch_max(reached, SeqCst);
        }
        self.reached.load(SeqCst) >= needed
    }
}

/// What a server says of a position in its log; `None` when it can't.
async fn position(pool: &PgPool, asked: &'static str) -> Option<i64> {
    sqlx::query_scalar::<_, Option<i64>>(asked).fetch_one(pool).await.ok().flatten()
}

fn changes(noted: &str) -> Changes {
    Changes::told(noted.split(',').filter_map(|number| number.parse().ok()))
}

impl Tries {
    /// Whether something failed only for want of the server, or because others wrote at the same moment; waits before saying yes.
    pub(super) async fn is_worth_another(&mut self, error: &Error) -> bool {
        let Some(wait) = WAITS.get(self.0).filter(|_| matches!(error, Error::Lost)) else { return false };
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
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            // 08: connection; 40001, 40P01: serialisation, deadlock; 57P01 to 57P05: shutting down, crashed, starting; 25006: a standby.
            code.starts_with("08") || code.starts_with("57P") || matches!(&*code, "40001" | "40P01" | "25006")
        }
        _ => false,
    }
}
