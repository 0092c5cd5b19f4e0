//! Transactions that write.
//!
//! On PostgreSQL a transaction that failed because the server was unavailable is tried again. If
//! the answer to its COMMIT was lost, a mark that it stored tells whether it was committed: then
//! the result of the first attempt is returned, and the body does not run a second time.
//!
//! Writes that many do at the same time share transactions on PostgreSQL too
//! ([`Store::write_together`]).

use std::sync::Arc;

use futures_util::future::BoxFuture;
use sqlx::{Postgres, Transaction};

use super::executor::{Executor, Rows, Wanted, run_on_postgres, run_on_sqlite};
use super::server::{Server, Tries};
use super::server_group::{Groups, ServerTurn};
use super::statement::Statement;
use super::writer::Turn;
use crate::error::Result;
use crate::store::Store;
use crate::traces::{Span, Stopwatch};

/// Transaction of either database. Dropping it rolls it back.
#[derive(Debug)]
pub(in crate::store) enum Tx {
    /// Savepoint in a transaction that several writers share.
    Sqlite(Turn),
    /// Transaction on the primary.
    Postgres(Transaction<'static, Postgres>),
    /// Savepoint in a transaction on the primary that several writers share.
    PostgresTurn(ServerTurn),
}

/// Transaction at its end, with the result of its body.
#[derive(Debug)]
pub(in crate::store) struct Ended<T> {
    tx: Tx,
    is_kept: bool,
    result: T,
}

/// Way in which a write to PostgreSQL is committed; in a SQLite file, all share commits.
#[derive(Clone, Copy, Debug)]
enum Sharing {
    /// In a transaction of its own, with a mark by which its commit is known.
    Alone,
    /// In a transaction that others share.
    Together,
    /// In a transaction of its own, which need not be on disk.
    Lightly,
}

impl Tx {
    /// Ends the transaction; what it changed is kept.
    pub fn commit<T>(self, result: T) -> Ended<T> {
        Ended { tx: self, is_kept: true, result }
    }

    /// Ends the transaction; what it changed is undone.
    pub fn roll_back<T>(self, result: T) -> Ended<T> {
        Ended { tx: self, is_kept: false, result }
    }
}

impl Store {
    /// Returns the name of the database system, as OpenTelemetry names it.
    fn system(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgresql",
        }
    }

    /// Runs a body in one transaction, and returns its result once that is on disk.
    ///
    /// The body runs again if the server of PostgreSQL was lost meanwhile; an error in it rolls the
    /// transaction back.
    pub(in crate::store) async fn write<T, F>(&self, body: impl FnMut(Tx) -> F) -> Result<T>
    where
        F: Future<Output = Result<Ended<T>>>,
    {
        self.write_by(Sharing::Alone, body).await
    }

    /// Runs a body like [`Store::write`], in a transaction that others may share.
    ///
    /// For what many do at the same time. The body takes few statements, and locks nothing that
    /// other transactions lock in another order.
    pub(in crate::store) async fn write_together<T, F>(
        &self,
        body: impl FnMut(Tx) -> F,
    ) -> Result<T>
    where
        F: Future<Output = Result<Ended<T>>>,
    {
        self.write_by(Sharing::Together, body).await
    }

    /// Runs a body like [`Store::write`], but may return before its changes are on disk.
    ///
    /// For what may be lost when a server fails, or done twice, and shows on no page.
    pub(in crate::store) async fn write_lightly<T, F>(&self, body: impl FnMut(Tx) -> F) -> Result<T>
    where
        F: Future<Output = Result<Ended<T>>>,
    {
        self.write_by(Sharing::Lightly, body).await
    }

    async fn write_by<T, F>(&self, sharing: Sharing, mut body: impl FnMut(Tx) -> F) -> Result<T>
    where
        F: Future<Output = Result<Ended<T>>>,
    {
        let span = Span::write(self.system());
        let (waiting, noted) = (Stopwatch::start(), span.clone());
        let writing = async move {
            match self {
                Self::Sqlite { writer, .. } => {
                    let tx = Tx::Sqlite(writer.turn().await?);
                    noted.waited(waiting);
                    let ended = Box::pin(body(tx)).await?;
                    let ending = Stopwatch::start();
                    let result = ended.on_disk().await;
                    noted.committed(ending);
                    result
                }
                Self::Postgres(server) => match sharing {
                    Sharing::Alone => write_to(server, &noted, body).await,
                    Sharing::Together => write_together_to(server, &noted, body).await,
                    Sharing::Lightly => write_lightly_to(server, &noted, body).await,
                },
            }
        };
        span.around(writing).await
    }

    /// Runs a statement in a transaction of its own, and returns the number of rows it changed.
    pub(in crate::store) async fn execute(&self, statement: Statement<'_>) -> Result<u64> {
        self.write(|mut tx| {
            let statement = statement.clone();
            async move {
                let changed = statement.execute(&mut tx).await?;
                Ok(tx.commit(changed))
            }
        })
        .await
    }
}

async fn write_to<T, F>(server: &Server, span: &Span, mut body: impl FnMut(Tx) -> F) -> Result<T>
where
    F: Future<Output = Result<Ended<T>>>,
{
    let (mut tries, mut unheard) = (Tries::default(), None);
    let write = server.next_write();
    loop {
        let attempt = async {
            let waiting = Stopwatch::start();
            let mut tx = server.begin("BEGIN").await?;
            span.waited(waiting);
            if unheard.is_some()
                && server.was_committed(&mut tx, write).await?
                && let Some(result) = unheard.take()
            {
                return Ok(result);
            }
            let Ended { tx, is_kept, result } = Box::pin(body(Tx::Postgres(tx))).await?;
            if let (Tx::Postgres(tx), true) = (tx, is_kept) {
                let ending = Stopwatch::start();
                let committed = server.commit(tx, write).await;
                span.committed(ending);
                if let Err(error) = committed {
                    unheard = Some(result);
                    return Err(error);
                }
            }
            Ok(result)
        };
        match attempt.await {
            Err(error) if server.retries(&mut tries, &error).await => {}
            outcome => return outcome,
        }
    }
}

async fn write_lightly_to<T, F>(
    server: &Server,
    span: &Span,
    mut body: impl FnMut(Tx) -> F,
) -> Result<T>
where
    F: Future<Output = Result<Ended<T>>>,
{
    const BEGIN: &str = "BEGIN; SET LOCAL synchronous_commit = off";
    let mut tries = Tries::default();
    loop {
        let attempt = async {
            let waiting = Stopwatch::start();
            let tx = server.begin(BEGIN).await?;
            span.waited(waiting);
            let Ended { tx, is_kept, result } = Box::pin(body(Tx::Postgres(tx))).await?;
            if let (Tx::Postgres(tx), true) = (tx, is_kept) {
                tx.commit().await?;
            }
            Ok(result)
        };
        match attempt.await {
            Err(error) if server.retries(&mut tries, &error).await => {}
            outcome => return outcome,
        }
    }
}

async fn write_together_to<T, F>(
    server: &Arc<Server>,
    span: &Span,
    mut body: impl FnMut(Tx) -> F,
) -> Result<T>
where
    F: Future<Output = Result<Ended<T>>>,
{
    let mut tries = Tries::default();
    loop {
        let attempt = async {
            let waiting = Stopwatch::start();
            let turn = Groups::turn(server).await?;
            span.waited(waiting);
            let Ended { tx, is_kept, result } = Box::pin(body(Tx::PostgresTurn(turn))).await?;
            let ending = Stopwatch::start();
            let is_done = match tx {
                Tx::PostgresTurn(turn) => turn.end(is_kept).await?,
                Tx::Sqlite(_) | Tx::Postgres(_) => true,
            };
            span.committed(ending);
            Ok(is_done.then_some(result))
        };
        match attempt.await {
            Ok(Some(result)) => return Ok(result),
            // Another writer's turn was undone, and this one with it.
            Ok(None) => {}
            Err(error) if server.retries(&mut tries, &error).await => {}
            Err(error) => return Err(error),
        }
    }
}

impl<T> Ended<T> {
    /// Waits until a transaction of SQLite is on disk.
    ///
    /// One that is rolled back waits too: it may have read what others wrote in the same
    /// transaction, which is not on disk yet.
    async fn on_disk(self) -> Result<T> {
        if let Tx::Sqlite(mut turn) = self.tx {
            if self.is_kept {
                turn.keep()?;
            }
            turn.on_disk().await?;
        }
        Ok(self.result)
    }
}

impl Executor for Tx {
    fn run<'e>(
        &'e mut self,
        statement: Statement<'e>,
        wanted: Wanted,
    ) -> BoxFuture<'e, sqlx::Result<Rows>> {
        Box::pin(async move {
            match self {
                Self::Sqlite(turn) => {
                    turn.count(1);
                    run_on_sqlite(turn.connection().await?, statement, wanted).await
                }
                Self::Postgres(tx) => run_on_postgres(tx, &statement, wanted).await,
                Self::PostgresTurn(turn) => {
                    run_on_postgres(turn.connection()?, &statement, wanted).await
                }
            }
        })
    }
}
