//! Mail to send as rows. An event and the mail it becomes change places in one transaction, so nobody is told twice or not at all.

use jiff::{SignedDuration, Timestamp};

use super::tickets::{Ticket, issue};
use super::{Store, micros, moment, read, write};
use crate::error::{Error, Result};
use crate::notify::Event;
use crate::ticket::Token;

/// How long a worker has for an event or a message before another may take it over: longer than any mail server is waited for.
pub(super) const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// How many events are taken at once.
const AT_ONCE: i64 = 20;
/// What a worker shows that a message is its own to send, until the lease ends or another takes the
/// message.
pub type LeaseKey = [u8; 16];

/// A message about to be kept.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// The kind of event it tells of.
    pub kind: &'static str,
    /// What it is known by, without angle brackets.
    pub message_id: String,
    /// Where it goes.
    pub recipient: String,
    /// The line above it.
    pub subject: String,
    /// What it says, as text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The message it follows.
    pub in_reply_to: Option<String>,
    /// Where one click stops mail of this kind.
    pub unsubscribe: Option<String>,
}

/// A message whose turn it is.
#[derive(Clone, Debug)]
pub struct DueMessage {
    /// Its row.
    pub id: i64,
    /// When it was written, or when an administrator last asked for another try.
    pub since: Timestamp,
    /// How often it was tried since, this time included.
    pub tries: i64,
    /// What it is known by, without angle brackets.
    pub message_id: String,
    /// Where it goes.
    pub recipient: String,
    /// The line above it.
    pub subject: String,
    /// What it says, as text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The message it follows.
    pub in_reply_to: Option<String>,
    /// Where one click stops mail of this kind.
    pub unsubscribe: Option<String>,
}

/// Why a message has not left, in stable codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The step that failed.
    pub step: String,
    /// The kind of failure.
    pub problem: String,
    /// The code of the mail server.
    pub code: Option<i64>,
    /// Its words, without addresses.
    pub said: String,
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    id: i64,
    message_id: String,
    recipient: String,
    subject: String,
    text: String,
    html: String,
    in_reply_to: Option<String>,
    unsubscribe: Option<String>,
    since: i64,
    tries: i64,
}

impl Store {
    pub(super) const DUE_EVENTS: &str = "UPDATE events SET due_at = $2, tries = tries + 1
        WHERE id IN (SELECT id FROM events WHERE due_at <= $1 ORDER BY due_at LIMIT $3) AND due_at <= $1
        RETURNING id, body";

    /// Takes the events whose turn it is, for as long as a worker may need. One that no version understands is left.
    pub async fn due_events(&self, now: Timestamp) -> Result<Vec<(i64, Event)>> {
        let mut rows: Vec<(i64, String)> = write!(self, |tx| {
            sqlx::query_as(Self::DUE_EVENTS)
                .bind(micros(now))
                .bind(micros(now + LEASE))
                .bind(AT_ONCE)
                .fetch_all(&mut *tx)
                .await?
        });
        rows.sort_unstable();
        Ok(rows
            .into_iter()
            .filter_map(|(id, body)| Some((id, serde_json::from_str(&body).ok()?)))
            .collect())
    }

    /// Puts messages and the links in them in the place of the event they tell of; nothing when another worker did so before.
    pub async fn tell(
        &self,
        event: i64,
        messages: &[NewMessage],
        tickets: &[(Token, Ticket)],
        now: Timestamp,
    ) -> Result<()> {
        const DONE: &str = "DELETE FROM events WHERE id = $1 RETURNING action_id";
        const KEEP: &str =
            "INSERT INTO outbox (message_id, recipient, subject, text, html, in_reply_to, unsubscribe, made_at, due_at, kind, action_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)";
        write!(self, |tx| {
            let done: Option<Option<i64>> =
                sqlx::query_scalar(DONE).bind(event).fetch_optional(&mut *tx).await?;
            let Some(action) = done else { return Ok(()) };
            for (token, ticket) in tickets {
                issue!(tx, token, ticket);
            }
            for message in messages {
                sqlx::query(KEEP)
                    .bind(&message.message_id)
                    .bind(&message.recipient)
                    .bind(&message.subject)
                    .bind(&message.text)
                    .bind(&message.html)
                    .bind(message.in_reply_to.as_deref())
                    .bind(message.unsubscribe.as_deref())
                    .bind(micros(now))
                    .bind(message.kind)
                    .bind(action)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    pub(super) const DUE_MAIL: &str = "UPDATE outbox SET due_at = $2, tries = tries + 1, lease = $4
        WHERE id IN (SELECT id FROM outbox WHERE due_at <= $1 AND sent_at IS NULL AND given_up_at IS NULL ORDER BY due_at LIMIT $3)
            AND due_at <= $1";
    pub(super) const LEASED_MAIL: &str =
        "SELECT id, message_id, recipient, subject, text, html, in_reply_to, unsubscribe, COALESCE(retried_at, made_at) AS since, tries
        FROM outbox WHERE lease = $1 ORDER BY id";

    /// Takes at most so many messages whose turn it is, for as long as a worker may need, under a
    /// key that is used once. What a first run took whose answer was lost is found by its key.
    pub async fn due_mail(
        &self,
        most: usize,
        key: &LeaseKey,
        now: Timestamp,
    ) -> Result<Vec<DueMessage>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows: Vec<MessageRow> = write!(self, |tx| {
            sqlx::query(Self::DUE_MAIL)
                .bind(micros(now))
                .bind(micros(now + LEASE))
                .bind(most)
                .bind(key.as_slice())
                .execute(&mut *tx)
                .await?;
            sqlx::query_as(Self::LEASED_MAIL).bind(key.as_slice()).fetch_all(&mut *tx).await?
        });
        rows.into_iter().map(DueMessage::try_from).collect()
    }

    /// Notes that a message left, and erases what it said.
    pub async fn mail_left(&self, id: i64, now: Timestamp) -> Result<()> {
        const LEFT: &str = "UPDATE outbox SET sent_at = $2, tried_at = $2, text = '', html = '', lease = NULL, given_up_at = NULL,
            step = NULL, problem = NULL, code = NULL, said = NULL WHERE id = $1";
        write!(self, |tx| {
            sqlx::query(LEFT).bind(id).bind(micros(now)).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Notes why a message stays; `again` is when to try it next, `None` is never. Who no longer
    /// holds the lease changes nothing.
    pub async fn mail_stays(
        &self,
        id: i64,
        key: &LeaseKey,
        reason: &Reason,
        again: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<()> {
        const STAYS: &str = "UPDATE outbox SET due_at = COALESCE($3, due_at),
                given_up_at = (CASE WHEN $3 IS NULL THEN $4 END), tried_at = $4,
                step = $5, problem = $6, code = $7, said = $8, lease = NULL
            WHERE id = $1 AND lease = $2";
        write!(self, |tx| {
            sqlx::query(STAYS)
                .bind(id)
                .bind(key.as_slice())
                .bind(again.map(micros))
                .bind(micros(now))
                .bind(&reason.step)
                .bind(&reason.problem)
                .bind(reason.code)
                .bind(&reason.said)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Events nobody was told of yet and messages that have not left: 0 and 0 when all is done.
    pub async fn waiting_mail(&self) -> Result<(i64, i64)> {
        const WAITING: &str = "SELECT (SELECT COUNT(*) FROM events) AS events,
            (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND given_up_at IS NULL) AS messages";
        Ok(read!(self, |db| sqlx::query_as(WAITING).fetch_one(db).await?))
    }
}

impl TryFrom<MessageRow> for DueMessage {
    type Error = Error;

    fn try_from(row: MessageRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            since: moment(row.since)?,
            tries: row.tries,
            message_id: row.message_id,
            recipient: row.recipient,
            subject: row.subject,
            text: row.text,
            html: row.html,
            in_reply_to: row.in_reply_to,
            unsubscribe: row.unsubscribe,
        })
    }
}
