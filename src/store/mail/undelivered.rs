//! Unsent mail as rows, for administrators.
//!
//! Covers messages that wait or failed, with reasons, and retry and deletion.

use constcat::concat;
use jiff::Timestamp;

use super::Reason;
use crate::error::{Error, Result};
use crate::store::{Store, micros, moment, query, query_as};

/// Maximum number of messages shown of each kind.
pub const UNDELIVERED_SHOWN: i64 = 50;

/// Message that was not sent.
#[derive(Clone, Debug)]
pub struct Undelivered {
    /// Number of the row.
    pub id: i64,
    /// Kind of the event the message is about.
    pub kind: String,
    /// Address of the recipient.
    pub recipient: String,
    /// Time at which it was written.
    pub made_at: Timestamp,
    /// Time of the next attempt.
    pub due_at: Timestamp,
    /// Number of attempts.
    pub tries: i64,
    /// True if a worker is sending it.
    pub is_under_way: bool,
    /// Time at which it was given up.
    pub given_up_at: Option<Timestamp>,
    /// True if its text is still stored, so that it can be tried again.
    pub is_whole: bool,
    /// Reason of the last failure, if it was tried.
    pub reason: Option<Reason>,
}

/// All unsent mail.
#[derive(Clone, Debug, Default)]
pub struct Undeliveries {
    /// Messages that are due next.
    pub waiting: Vec<Undelivered>,
    /// Number of all waiting messages.
    pub waiting_count: i64,
    /// Messages given up last.
    pub failed: Vec<Undelivered>,
    /// Number of all messages given up.
    pub failed_count: i64,
    /// Time at which a message was last sent.
    pub last_sent: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct UndeliveredRow {
    id: i64,
    kind: String,
    recipient: String,
    made_at: i64,
    due_at: i64,
    tries: i64,
    is_leased: bool,
    given_up_at: Option<i64>,
    is_whole: bool,
    step: Option<String>,
    problem: Option<String>,
    code: Option<i64>,
    said: Option<String>,
}

/// Head of a statement that selects unsent messages; a condition follows.
const SELECT_MESSAGES: &str =
    "SELECT id, kind, recipient, made_at, due_at, tries, lease IS NOT NULL AS is_leased,
        given_up_at, text <> '' AS is_whole, step, problem, code, said FROM outbox WHERE ";

impl Store {
    pub(in crate::store) const WAITING_MAIL: &str = concat!(
        SELECT_MESSAGES,
        "sent_at IS NULL AND given_up_at IS NULL ORDER BY due_at, id LIMIT $1"
    );
    pub(in crate::store) const FAILED_MAIL: &str = concat!(
        SELECT_MESSAGES,
        "given_up_at IS NOT NULL ORDER BY given_up_at DESC, id DESC LIMIT $1"
    );
    pub(in crate::store) const MAIL_COUNTS: &str = "SELECT
        (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND given_up_at IS NULL) AS waiting,
        (SELECT COUNT(*) FROM outbox WHERE given_up_at IS NOT NULL) AS failed,
        (SELECT MAX(sent_at) FROM outbox WHERE sent_at IS NOT NULL) AS last_sent";

    /// Returns the first unsent messages of each kind, and their numbers.
    pub async fn undelivered(&self, now: Timestamp) -> Result<Undeliveries> {
        let rows = async |statement: &'static str| -> Result<Vec<Undelivered>> {
            let rows: Vec<UndeliveredRow> =
                query_as(statement).bind(UNDELIVERED_SHOWN).fetch_all(&mut self.reader()).await?;
            rows.into_iter().map(|row| row.read(now)).collect()
        };
        let (waiting_count, failed_count, last_sent): (i64, i64, Option<i64>) =
            query_as(Self::MAIL_COUNTS).fetch_one(&mut self.reader()).await?;
        Ok(Undeliveries {
            waiting: rows(Self::WAITING_MAIL).await?,
            waiting_count,
            failed: rows(Self::FAILED_MAIL).await?,
            failed_count,
            last_sent: last_sent.map(moment).transpose()?,
        })
    }

    /// Makes a message due at once, or all messages with `None`.
    ///
    /// A message that a worker is sending is left alone.
    pub async fn retry_mail(&self, id: Option<i64>, now: Timestamp) -> Result<()> {
        const AGAIN: &str = "UPDATE outbox
            SET given_up_at = NULL, due_at = $1, retried_at = $1, tries = 0, lease = NULL
            WHERE sent_at IS NULL AND text <> '' AND (lease IS NULL OR due_at <= $1)
                AND (CAST($2 AS BIGINT) IS NULL OR id = $2)";
        self.execute(query(AGAIN).bind(micros(now)).bind(id)).await.map(drop)
    }

    /// Deletes a message that was not sent.
    pub async fn drop_mail(&self, id: i64) -> Result<()> {
        const DROP: &str = "DELETE FROM outbox WHERE id = $1 AND sent_at IS NULL";
        self.execute(query(DROP).bind(id)).await.map(drop)
    }
}

impl UndeliveredRow {
    fn read(self, now: Timestamp) -> Result<Undelivered, Error> {
        let due_at = moment(self.due_at)?;
        let reason = self.step.zip(self.problem).map(|(step, problem)| Reason {
            step,
            problem,
            code: self.code,
            said: self.said.unwrap_or_default(),
        });
        Ok(Undelivered {
            id: self.id,
            kind: self.kind,
            recipient: self.recipient,
            made_at: moment(self.made_at)?,
            due_at,
            tries: self.tries,
            is_under_way: self.is_leased && due_at > now,
            given_up_at: self.given_up_at.map(moment).transpose()?,
            is_whole: self.is_whole,
            reason,
        })
    }
}
