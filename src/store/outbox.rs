//! Mail to send as rows. An event and the mail it becomes change places in one transaction, so nobody is told twice or not at all.

use jiff::{SignedDuration, Timestamp};

use super::tickets::{Ticket, issue};
use super::{Store, micros, moment, read, write};
use crate::error::{Error, Result};
use crate::notify::Event;
use crate::ticket::Token;

/// How long a worker has for an event or a message before another may take it over: longer than any mail server is waited for.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// How many events are taken at once.
const AT_ONCE: i64 = 20;
/// How many messages are taken at once: each may take a minute, and all of them less than the lease.
const HANDFUL: i64 = 5;

/// A message about to be kept.
#[derive(Clone, Debug)]
pub struct NewMessage {
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
    /// When it was written.
    pub made_at: Timestamp,
    /// How often it was tried, this time included.
    pub tries: i64,
    /// What goes out.
    pub message: NewMessage,
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
    made_at: i64,
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
        const DONE: &str = "DELETE FROM events WHERE id = $1";
        const KEEP: &str =
            "INSERT INTO outbox (message_id, recipient, subject, text, html, in_reply_to, unsubscribe, made_at, due_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)";
        write!(self, |tx| {
            if sqlx::query(DONE).bind(event).execute(&mut *tx).await?.rows_affected() == 0 {
                return Ok(());
            }
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
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    pub(super) const DUE_MAIL: &str = "UPDATE outbox SET due_at = $2, tries = tries + 1
        WHERE id IN (SELECT id FROM outbox WHERE due_at <= $1 AND sent_at IS NULL AND given_up_at IS NULL ORDER BY due_at LIMIT $3)
            AND due_at <= $1
        RETURNING id, message_id, recipient, subject, text, html, in_reply_to, unsubscribe, made_at, tries";

    /// Takes the messages whose turn it is, for as long as a worker may need.
    pub async fn due_mail(&self, now: Timestamp) -> Result<Vec<DueMessage>> {
        let mut rows: Vec<MessageRow> = write!(self, |tx| {
            sqlx::query_as(Self::DUE_MAIL)
                .bind(micros(now))
                .bind(micros(now + LEASE))
                .bind(HANDFUL)
                .fetch_all(&mut *tx)
                .await?
        });
        rows.sort_unstable_by_key(|row| row.id);
        rows.into_iter().map(DueMessage::try_from).collect()
    }

    /// Notes that a message left, and erases what it said.
    pub async fn mail_left(&self, id: i64, now: Timestamp) -> Result<()> {
        const LEFT: &str = "UPDATE outbox SET sent_at = $2, text = '', html = '' WHERE id = $1";
        write!(self, |tx| {
            sqlx::query(LEFT).bind(id).bind(micros(now)).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Notes that a message stays for now; `again` is when to try it next, `None` is never.
    pub async fn mail_stays(
        &self,
        id: i64,
        again: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<()> {
        const LATER: &str = "UPDATE outbox SET due_at = $2 WHERE id = $1";
        const NEVER: &str =
            "UPDATE outbox SET given_up_at = $2, text = '', html = '' WHERE id = $1";
        let (statement, moment) = again.map_or((NEVER, now), |again| (LATER, again));
        write!(self, |tx| {
            sqlx::query(statement).bind(id).bind(micros(moment)).execute(&mut *tx).await?;
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
            made_at: moment(row.made_at)?,
            tries: row.tries,
            message: NewMessage {
                message_id: row.message_id,
                recipient: row.recipient,
                subject: row.subject,
                text: row.text,
                html: row.html,
                in_reply_to: row.in_reply_to,
                unsubscribe: row.unsubscribe,
            },
        })
    }
}
