//! Readers: where statements run that change nothing.
//!
//! On PostgreSQL a statement that failed because the server was unavailable is run again.

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, SqlitePool, Transaction};
use tokio::time::timeout;

use super::executor::{
    Executor, Rows, SelectedRow, Wanted, run_on_postgres, run_on_sqlite, stream_of_postgres,
    stream_of_sqlite,
};
use super::interrupt::{BEGIN_SEARCH, Interruptible, SEARCH_TIMEOUT};
use super::server::{Server, Tries, begin, is_passing};
use super::statement::Statement;
use crate::store::Store;
use crate::traces::Span;

/// Reader of a database. Its first statement takes a connection.
pub(in crate::store) enum Reader<'s> {
    /// Each statement runs on a connection of the pool.
    Sqlite {
        /// Connections that only read.
        pool: &'s SqlitePool,
        /// True if a statement is interrupted when it is dropped or takes too long.
        is_search: bool,
    },
    /// All statements run on one server.
    Postgres(ServerReader<'s>),
}

/// Reader of a PostgreSQL server or of its standby.
pub(in crate::store) struct ServerReader<'s> {
    server: &'s Server,
    session: Option<Session>,
    /// True while a standby may answer.
    standby_may_answer: bool,
    /// True if the server ends a statement that takes too long.
    is_search: bool,
    tries: Tries,
}

/// Connection or transaction that the statements of a reader run on.
enum Session {
    /// Connection; each statement is a transaction of its own.
    Connection(PoolConnection<Postgres>),
    /// Transaction in which the server ends a statement that takes too long.
    Search(Transaction<'static, Postgres>),
}

impl Store {
    /// Returns a reader that sees every write.
    pub(in crate::store) fn reader(&self) -> Reader<'_> {
        self.reader_of(false, false)
    }

    /// Returns a reader for public data, which a standby answers if there is one.
    ///
    /// If the standby can't answer after all, the primary does.
    pub(in crate::store) fn public_reader(&self) -> Reader<'_> {
        self.reader_of(true, false)
    }

    /// Returns a public reader whose statements end together with their request.
    ///
    /// They are interrupted when they are dropped or take too long.
    pub(in crate::store) fn search_reader(&self) -> Reader<'_> {
        self.reader_of(true, true)
    }

    fn reader_of(&self, standby_may_answer: bool, is_search: bool) -> Reader<'_> {
        match self {
            Self::Sqlite { read, .. } => Reader::Sqlite { pool: read, is_search },
            Self::Postgres(server) => Reader::Postgres(ServerReader {
                server,
                session: None,
                standby_may_answer,
                is_search,
                tries: Tries::default(),
            }),
        }
    }
}

impl Executor for Reader<'_> {
    fn run<'e>(
        &'e mut self,
        statement: Statement<'e>,
        wanted: Wanted,
    ) -> BoxFuture<'e, sqlx::Result<Rows>> {
        let system = match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgresql",
        };
        let span = Span::read(system, statement.as_str());
        Box::pin(span.around(async move {
            match self {
                Self::Sqlite { pool, is_search: false } => {
                    run_on_sqlite(&mut *pool.acquire().await?, statement, wanted).await
                }
                // Boxed, so that the usual case does not move their state about.
                Self::Sqlite { pool, is_search: true } => {
                    Box::pin(search(pool, statement, wanted)).await
                }
                Self::Postgres(reader) => Box::pin(reader.run(&statement, wanted)).await,
            }
        }))
    }
}

impl<'s> Reader<'s> {
    /// Runs a statement whose rows may be too many for the memory.
    pub(super) fn stream(
        self,
        statement: Statement<'_>,
    ) -> BoxStream<'s, sqlx::Result<SelectedRow>> {
        match self {
            Self::Sqlite { pool, .. } => stream_of_sqlite(pool, statement),
            Self::Postgres(reader) => stream_of_postgres(reader.server.pool(), &statement),
        }
    }
}

/// Runs a statement that is interrupted when it is dropped or takes too long.
async fn search(pool: &SqlitePool, statement: Statement<'_>, wanted: Wanted) -> sqlx::Result<Rows> {
    let mut connection = Interruptible::acquire(pool).await?;
    let searching = run_on_sqlite(connection.connection(), statement, wanted);
    let outcome = timeout(SEARCH_TIMEOUT, searching).await;
    let rows = outcome.map_err(|_| sqlx::Error::PoolTimedOut)??;
    connection.finished();
    Ok(rows)
}

impl ServerReader<'_> {
    async fn run(&mut self, statement: &Statement<'_>, wanted: Wanted) -> sqlx::Result<Rows> {
        loop {
            match self.attempt(statement, wanted).await {
                Err(error) if is_passing(&error) => {
                    self.server.doubts();
                    self.session = None;
                    if !std::mem::take(&mut self.standby_may_answer)
                        && !self.tries.is_another_left().await
                    {
                        return Err(error);
                    }
                }
                outcome => return outcome,
            }
        }
    }

    async fn attempt(&mut self, statement: &Statement<'_>, wanted: Wanted) -> sqlx::Result<Rows> {
        if self.session.is_none() {
            let connection = self.server.reader(self.standby_may_answer).await?;
            self.session = Some(if self.is_search {
                Session::Search(begin(connection, BEGIN_SEARCH).await?)
            } else {
                Session::Connection(connection)
            });
        }
        let connection: &mut PgConnection = match self.session.as_mut().expect("it was begun above")
        {
            Session::Connection(connection) => connection,
            Session::Search(tx) => tx,
        };
        run_on_postgres(connection, statement, wanted).await
    }
}
