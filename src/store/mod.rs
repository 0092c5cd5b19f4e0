//! Database access: SQLite in a file or PostgreSQL, selected by the database URL.
//!
//! The statements are grouped in one file for each noun. Rules about what may be stored are in the
//! files at the root; nothing here depends on pages.
//!
//! Every statement is written once, in the dialect that both databases share, and run through a
//! macro that expands its body once for either database: `read!` takes a connection that reads;
//! `write!` takes one transaction, which is on disk when the macro is done and is rolled back when
//! the method returns early.
//!
//! On PostgreSQL an operation that failed because the server was unavailable is tried again. If the
//! answer to a COMMIT was lost, a mark that the transaction stored tells whether it was committed:
//! then the result of the first run is returned, and the body does not run a second time.

mod access;
mod account_deletion;
mod account_list;
mod accounts;
mod alike;
mod appeals;
mod article_list;
mod article_presence;
mod articles;
mod authors;
mod avatars;
mod bans;
mod batch;
mod branding;
mod browsers;
mod cases;
mod categories;
mod challenges;
mod change_triggers;
mod check;
mod claims;
mod clock;
mod commenters;
mod comments;
mod commit_group;
mod counters;
mod data_export;
mod database_file;
mod decision_details;
mod decisions;
mod draft_links;
mod email_tokens;
mod events;
mod failure;
mod featured;
mod feeds;
mod figures;
mod filters;
mod follows;
mod front;
mod guests;
mod identity;
mod indexing;
mod interrupt;
mod log;
mod mailboxes;
mod maintenance;
mod mentions;
mod news;
mod notes;
mod open;
mod outbox;
mod outdated;
mod pictures;
#[cfg(test)]
mod plans;
mod profiles;
mod queue_search;
mod queues;
mod rate_limits;
mod recusal;
mod related;
mod reports;
mod rows;
mod seals;
mod search;
mod second_factors;
mod server;
mod sessions;
mod shares;
mod spelling;
mod staff_log;
mod static_pages;
mod surroundings;
mod tables;
mod take_back;
mod threads;
mod totp;
mod transparency;
mod undelivered;
mod unsent_forms;
mod useful;
mod values;
mod weekly_stats;
mod write_connection;
mod writer;
mod writing;

use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use sqlx::SqlitePool;

pub use account_deletion::Obstacle;
pub use account_list::{ACCOUNTS_PER_PAGE, AccountEntry, RoleChange};
pub use accounts::{AccountTaken, Credentials, NewAccount};
pub use alike::{ALIKE_MAX, AlikeCounts, Likeness};
pub use appeals::{Answered, Appeal, AppealAnswer, Banned, Contested, Undo};
pub use article_list::{ArticleFilter, Autosave, Counts, Listed};
pub use bans::{BanLink, NewBan};
pub use cases::{CASES_PER_PAGE, Case, Claim, Finding, Quoted, Report};
pub use categories::{CategoryRow, NameTaken};
pub use challenges::{Answer, Kind, Live, Making};
pub use check::{Finding as CheckFinding, Inspection, Progress as CheckProgress};
pub use commenters::{
    BanOf, COUNTED_MAX, Commenter, PER_PAGE as COMMENTS_PER_PAGE, ReportAgainst, Written,
};
pub use comments::{Code, NewComment, Posted};
pub use counters::{Counter, Hour, Pressure};
pub use data_export::DataExport;
pub use database_file::ServeLock;
pub use decision_details::{DecisionDetails, PublicLogEntry};
pub use decisions::{AuthorBan, NewDecision};
pub use draft_links::DraftLink;
pub use email_tokens::EmailToken;
pub use featured::{FEATURED_MAX, Featuring};
pub use feeds::News;
pub use follows::{FollowNews, Followed, NEWS_MAX};
pub use identity::Namesake;
pub use log::LogFilter;
pub use mailboxes::{MailboxState, Subscriber};
pub use mentions::MentionNews;
pub use news::{AnswerNews, Waiting};
pub use notes::Note;
pub use open::OpenError;
pub use outbox::{DueMessage, LeaseKey, NewMessage, Reason};
pub use pictures::{NewPicture, Use};
pub use profiles::{MailChoice, Profile};
pub use queues::{Against, CaseFilter, Key, OpenAppeal, QueueCounts};
pub use rate_limits::{Refused, Take};
pub use related::ReadOn;
pub use reports::{Filed, Reported};
pub use rows::{Row, Snapshot, Value};
pub use search::{Found, FoundArticle, FoundComment};
pub use second_factors::{Factors, NewCodes, NewPasskey, Owner, PasskeyEntry};
pub use server::Server;
pub use sessions::{NewSession, OpenSession, Proof};
pub use staff_log::{StaffDeed, StaffRecord};
pub use static_pages::StaticPageVersion;
pub use surroundings::Neighbour;
pub use tables::{INSTALLATION, Layout, NOT_OF_THE_BOARD, TABLES, Table};
pub use take_back::ActionSummary;
pub use transparency::{
    AnswerFigure, AppealFigure, BanFigure, DecisionFigure, NoticeFigure, YearFigures,
};
pub use undelivered::{UNDELIVERED_SHOWN, Undelivered, Undeliveries};
pub use useful::{Marked, Voter};
pub use weekly_stats::Week;
pub use writer::Writer;
pub use writing::{HistoryLine, Saved, SavedBy, SlugTaken, Version};

use failure::Failure;
use values::{is_taken, micros, moment, unknown};

use crate::error::Error;
use crate::invalidation::Generations;

/// Database with everything that is stored permanently.
#[derive(Clone, Debug)]
pub enum Store {
    /// SQLite file: one connection writes, while others read (write-ahead log).
    Sqlite {
        /// Connections that only read.
        read: SqlitePool,
        /// Writer, which owns the connection that writes.
        writer: Arc<Writer>,
    },
    /// PostgreSQL server.
    Postgres(Arc<Server>),
}

/// Load of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Number of tasks that wait to write or for the disk; always 0 for PostgreSQL.
    pub waiting: usize,
    /// Number of open connections.
    pub connections: u32,
    /// Number of idle connections.
    pub idle: usize,
}

impl Store {
    /// Returns the generations of the content, by which caches are invalidated.
    pub fn generations(&self) -> &Generations {
        match self {
            Self::Sqlite { writer, .. } => writer.generations(),
            Self::Postgres(server) => server.generations(),
        }
    }

    /// Returns the load of the database.
    pub fn load(&self) -> Load {
        let (waiting, pool) = match self {
            Self::Sqlite { writer, read } => (
                writer.waiting(),
                (read.size() + writer.pool().size(), read.num_idle() + writer.pool().num_idle()),
            ),
            Self::Postgres(server) => (0, (server.pool().size(), server.pool().num_idle())),
        };
        Load { waiting, connections: pool.0, idle: pool.1 }
    }

    /// Watches for changes by others, for as long as it is polled.
    ///
    /// The others are processes that use the same file, or nodes that use the same server.
    pub async fn follow(&self) {
        match self {
            Self::Sqlite { writer, .. } => loop {
                if let Err(error) = writer.look_round().await {
                    tracing::warn!(
                        %error,
                        "it could not be seen whether another process wrote to the database"
                    );
                }
                tokio::time::sleep(LOOK_ROUND).await;
                if !writer.can_write() {
                    // The first that succeeds logs that and makes the program ready again.
                    writer.probe().await.ok();
                    tokio::time::sleep(PROBE_PAUSE).await;
                }
            },
            Self::Postgres(server) => server.follow().await,
        }
    }
}

/// Interval between checks for writes of another process to a SQLite file.
const LOOK_ROUND: Duration = Duration::from_millis(250);
/// Time before another attempt to write to a database that could not be written.
const PROBE_PAUSE: Duration = Duration::from_millis(750);

/// Runs a body that reads: `read!(self, |db| …)`, where `db` is a pool.
macro_rules! read {
    ($store:expr, |$db:ident| $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite { read: $db, .. } => $body,
            $crate::store::Store::Postgres(server) => {
                let mut tries = $crate::store::server::Tries::default();
                loop {
                    let attempt = async {
                        let $db = server.pool();
                        Ok::<_, $crate::error::Error>($body)
                    };
                    match Box::pin(attempt).await {
                        Err(error) if tries.is_worth_another(&error).await => {}
                        outcome => break outcome?,
                    }
                }
            }
        }
    };
}

/// Runs a body that reads public data, from a standby if there is one: `browse!(self, |db| …)`.
///
/// Statements run on `&mut *db`. If the standby can't answer after all, the primary is used.
macro_rules! browse {
    ($store:expr, |$db:ident| $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite { read, .. } => {
                let mut connection = read.acquire().await?;
                let $db = &mut *connection;
                $body
            }
            $crate::store::Store::Postgres(server) => {
                let (mut tries, mut standby_may_answer) =
                    ($crate::store::server::Tries::default(), true);
                loop {
                    let attempt = async {
                        let mut reader = server.reader(standby_may_answer).await?;
                        let $db = &mut *reader;
                        Ok::<_, $crate::error::Error>($body)
                    };
                    match Box::pin(attempt).await {
                        Err($crate::error::Error::Lost)
                            if std::mem::take(&mut standby_may_answer) => {}
                        Err(error) if tries.is_worth_another(&error).await => {}
                        outcome => break outcome?,
                    }
                }
            }
        }
    };
}

/// Runs a search like `browse!`, but interrupts it when it is dropped or takes too long.
macro_rules! interruptible {
    ($store:expr, |$db:ident| $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite { read, .. } => {
                let mut reader = $crate::store::interrupt::Reader::acquire(read).await?;
                let searching = async {
                    let $db = reader.connection();
                    Ok::<_, $crate::error::Error>($body)
                };
                let longest = $crate::store::interrupt::SEARCH_TIMEOUT;
                let outcome = tokio::time::timeout(longest, searching)
                    .await
                    .map_err(|_| $crate::error::Error::Busy)??;
                reader.finished();
                outcome
            }
            $crate::store::Store::Postgres(server) => {
                let (mut tries, mut standby_may_answer) =
                    ($crate::store::server::Tries::default(), true);
                loop {
                    let attempt = async {
                        let mut reader = server.reader(standby_may_answer).await?;
                        let mut tx =
                            reader.begin_with($crate::store::interrupt::BEGIN_SEARCH).await?;
                        let $db = &mut *tx;
                        let outcome = $body;
                        tx.commit().await?;
                        Ok::<_, $crate::error::Error>(outcome)
                    };
                    match Box::pin(attempt).await {
                        Err($crate::error::Error::Lost)
                            if std::mem::take(&mut standby_may_answer) => {}
                        Err(error) if tries.is_worth_another(&error).await => {}
                        outcome => break outcome?,
                    }
                }
            }
        }
    };
}

/// Runs a body that writes in one transaction: `write!(self, |tx| …)`.
///
/// Statements run on `&mut *tx`. With `write!(self, begin_batched, |tx| …)` the first statements
/// are sent together with the one that begins the transaction, which saves a change of thread.
macro_rules! write {
    ($store:expr, |$tx:ident| $body:expr) => {
        write!($store, begin, |$tx| $body)
    };
    ($store:expr, $begin:ident, |$tx:ident| $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite { writer, .. } => {
                let mut turn = writer.turn().await?;
                let attempt = async {
                    let mut $tx = turn.$begin().await?;
                    let outcome = $body;
                    $tx.commit().await?;
                    Ok::<_, $crate::error::Error>(outcome)
                };
                // A body that returns early waits for the disk too: it may have read what others
                // wrote in the same transaction, which is not on disk yet.
                let outcome = Box::pin(attempt).await?;
                turn.on_disk().await?;
                outcome
            }
            $crate::store::Store::Postgres(server) => {
                let (mut tries, mut unheard) = ($crate::store::server::Tries::default(), None);
                let write = server.next_write();
                loop {
                    let attempt = async {
                        let mut $tx = server.begin().await?;
                        if unheard.is_some()
                            && server.was_committed(&mut $tx, write).await?
                            && let Some(outcome) = unheard.take()
                        {
                            return Ok(outcome);
                        }
                        let outcome = $body;
                        if let Err(error) = server.commit($tx, write).await {
                            unheard = Some(outcome);
                            return Err(error);
                        }
                        Ok::<_, $crate::error::Error>(outcome)
                    };
                    match Box::pin(attempt).await {
                        Err(error) if tries.is_worth_another(&error).await => {}
                        outcome => break outcome?,
                    }
                }
            }
        }
    };
}

use {browse, interruptible, read, write};

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            error if server::is_out_of_time(&error) => Self::Busy,
            error if server::is_passing(&error) => Self::Lost,
            error => match failure::of(&error) {
                Some(Failure::Busy) => Self::Busy,
                Some(Failure::Unavailable) => {
                    Self::Unavailable(anyhow!(error).context("the database"))
                }
                None => Self::Internal(anyhow!(error).context("the database")),
            },
        }
    }
}
