//! Searches that end together with their request.
//!
//! On SQLite a search is interrupted when its future is dropped; on PostgreSQL the server cancels
//! it after a timeout.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{Connection, Sqlite, SqliteConnection, SqlitePool};

/// Maximum duration of a search: about a hundred times that of the slowest one of this program.
pub(in crate::store) const SEARCH_TIMEOUT: Duration = Duration::from_secs(5);
/// Statements that begin a transaction on PostgreSQL in which no statement takes longer.
///
/// If a request is dropped earlier, its statement still runs until then; its connection is used
/// again afterwards.
pub(in crate::store) const BEGIN_SEARCH: &str =
    "BEGIN READ ONLY; SET LOCAL statement_timeout = '5s'";
/// Number of SQLite steps between two checks for cancellation: far less than a millisecond.
const STEPS: i32 = 1_000;

/// Connection that reads a SQLite file.
///
/// If it is dropped before [`Interruptible::finished`], it interrupts its current statement and
/// returns to the pool when that has ended.
#[derive(Debug)]
pub(in crate::store) struct Interruptible {
    /// Always `Some` until this is finished or dropped.
    connection: Option<PoolConnection<Sqlite>>,
    is_abandoned: Arc<AtomicBool>,
}

impl Interruptible {
    /// Takes a connection from the pool and sets its progress handler.
    pub(in crate::store) async fn acquire(pool: &SqlitePool) -> sqlx::Result<Self> {
        let mut connection = pool.acquire().await?;
        let is_abandoned = Arc::new(AtomicBool::new(false));
        let ends = Arc::clone(&is_abandoned);
        connection.lock_handle().await?.set_progress_handler(STEPS, move || !ends.load(Relaxed));
        Ok(Self { connection: Some(connection), is_abandoned })
    }

    /// Returns the connection to run statements on.
    pub(in crate::store) fn connection(&mut self) -> &mut SqliteConnection {
        self.connection.as_mut().expect("it is taken out only when this is over")
    }

    /// Returns the connection to the pool; no statement may be running on it.
    ///
    /// Its progress handler stays until the next search and interrupts nothing.
    pub(in crate::store) fn finished(mut self) {
        self.connection = None;
    }
}

impl Drop for Interruptible {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        self.is_abandoned.store(true, Relaxed);
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            connection.close_on_drop();
            return;
        };
        let is_abandoned = Arc::clone(&self.is_abandoned);
        runtime.spawn(async move {
            // The connection answers in order, so the interrupted statement has ended by then.
            if connection.ping().await.is_err() {
                connection.close_on_drop();
            }
            is_abandoned.store(false, Relaxed);
        });
    }
}

#[cfg(test)]
mod tests {
    use std::task::Poll;

    use sqlx::query_scalar;

    use super::*;
    use crate::config::DatabaseUrl;
    use crate::store::Store;

    /// Statement that never ends.
    const ENDLESS: &str =
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers)
        SELECT COUNT(*) FROM numbers";

    #[tokio::test]
    async fn a_search_that_nobody_waits_for_frees_its_reader() {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("board.db"));
        let Store::Sqlite { read, .. } = Store::open(&url).await.unwrap() else { panic!() };
        let readers = read.options().get_max_connections();
        // Ten times the number of connections: each search can begin only when another one was
        // released.
        for _ in 0..10 * readers {
            let mut reader = Interruptible::acquire(&read).await.unwrap();
            let mut asking =
                Box::pin(query_scalar::<_, i64>(ENDLESS).fetch_one(reader.connection()));
            let begun = std::future::poll_fn(|context| Poll::Ready(asking.as_mut().poll(context)));
            assert!(begun.await.is_pending());
            drop(asking);
            drop(reader);
        }
        // All connections can be used again, even by statements with more steps than between two
        // checks.
        let mut all = Vec::new();
        for _ in 0..readers {
            let mut connection = read.acquire().await.unwrap();
            let count = ENDLESS.replace("FROM numbers)", "FROM numbers LIMIT 100000)");
            let count = query_scalar::<_, i64>(sqlx::AssertSqlSafe(count));
            assert_eq!(count.fetch_one(&mut *connection).await.unwrap(), 100_000);
            all.push(connection);
        }
    }

    #[tokio::test]
    async fn a_search_that_was_waited_for_leaves_its_reader_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("board.db"));
        let Store::Sqlite { read, .. } = Store::open(&url).await.unwrap() else { panic!() };
        for number in 0..10_i64 {
            let mut reader = Interruptible::acquire(&read).await.unwrap();
            let asked = query_scalar::<_, i64>("SELECT $1").bind(number);
            assert_eq!(asked.fetch_one(reader.connection()).await.unwrap(), number);
            reader.finished();
        }
    }
}
