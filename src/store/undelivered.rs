//! Mail that has not left as rows, for administrators: what waits, what failed and why, and what
//! they do about it.

use jiff::Timestamp;

use super::{Reason, Store, micros, moment, read, write};
use crate::error::{Error, Result};

/// How many messages of each kind are shown.
pub const UNDELIVERED_SHOWN: i64 = 50;

/// A message that has not left.
#[derive(Clone, Debug)]
pub struct Undelivered {
    /// Its row.
    pub id: i64,
    /// The kind of event it tells of.
    pub kind: String,
    /// Where it goes.
    pub recipient: String,
    /// When it was written.
    pub made_at: Timestamp,
    /// When it is tried next.
    pub due_at: Timestamp,
    /// How often it was tried.
    pub tries: i64,
    /// Whether a worker is handing it over.
    pub is_under_way: bool,
    /// When it was given up.
    pub given_up_at: Option<Timestamp>,
    /// Whether its text is still kept, so that it can be tried again.
    pub is_whole: bool,
    /// Why it has not left, once it was tried.
    pub reason: Option<Reason>,
}

/// All mail that has not left.
#[derive(Clone, Debug, Default)]
pub struct Undeliveries {
    /// Those whose turn comes next.
    pub waiting: Vec<Undelivered>,
    /// How many wait in all.
    pub waiting_count: i64,
    /// Those that were given up last.
    pub failed: Vec<Undelivered>,
    /// How many were given up in all.
    pub failed_count: i64,
    /// When a message last left.
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

/// A statement that finds messages which have not left.
macro_rules! undelivered {
    ($which:literal) => {
        concat!(
            "SELECT id, kind, recipient, made_at, due_at, tries, lease IS NOT NULL AS is_leased, given_up_at,
                text <> '' AS is_whole, step, problem, code, said FROM outbox WHERE ",
            $which
        )
    };
}

impl Store {
    pub(super) const WAITING_MAIL: &str =
        undelivered!("sent_at IS NULL AND given_up_at IS NULL ORDER BY due_at, id LIMIT $1");
    pub(super) const FAILED_MAIL: &str =
        undelivered!("given_up_at IS NOT NULL ORDER BY given_up_at DESC, id DESC LIMIT $1");
    pub(super) const MAIL_COUNTS: &str = "SELECT
        (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND given_up_at IS NULL) AS waiting,
        (SELECT COUNT(*) FROM outbox WHERE given_up_at IS NOT NULL) AS failed,
        (SELECT MAX(sent_at) FROM outbox WHERE sent_at IS NOT NULL) AS last_sent";

    /// Mail that has not left, the first of each kind, and how much there is.
    pub async fn undelivered(&self, now: Timestamp) -> Result<Undeliveries> {
        let rows = async |statement: &'static str| -> Result<Vec<Undelivered>> {
            let rows: Vec<UndeliveredRow> = read!(self, |db| sqlx::query_as(statement)
                .bind(UNDELIVERED_SHOWN)
                .fetch_all(db)
                .await?);
            rows.into_iter().map(|row| row.read(now)).collect()
        };
        let (waiting_count, failed_count, last_sent): (i64, i64, Option<i64>) =
            read!(self, |db| sqlx::query_as(Self::MAIL_COUNTS).fetch_one(db).await?);
        Ok(Undeliveries {
            waiting: rows(Self::WAITING_MAIL).await?,
            waiting_count,
            failed: rows(Self::FAILED_MAIL).await?,
            failed_count,
            last_sent: last_sent.map(moment).transpose()?,
        })
    }

    /// Lets a message be tried again at once, all of them with `None`; one that a worker is handing
    /// over is left to it.
    pub async fn retry_mail(&self, id: Option<i64>, now: Timestamp) -> Result<()> {
        const AGAIN: &str = "UPDATE outbox SET given_up_at = NULL, due_at = $1, retried_at = $1, tries = 0, lease = NULL
            WHERE sent_at IS NULL AND text <> '' AND (lease IS NULL OR due_at <= $1) AND (CAST($2 AS BIGINT) IS NULL OR id = $2)";
        write!(self, |tx| {
            sqlx::query(AGAIN).bind(micros(now)).bind(id).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Erases a message that has not left, so that it never does.
    pub async fn drop_mail(&self, id: i64) -> Result<()> {
        const DROP: &str = "DELETE FROM outbox WHERE id = $1 AND sent_at IS NULL";
        write!(self, |tx| {
            sqlx::query(DROP).bind(id).execute(&mut *tx).await?;
        });
        Ok(())
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
