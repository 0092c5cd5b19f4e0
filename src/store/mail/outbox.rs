//! Queue of e-mails as rows.
//!
//! One transaction replaces an event by its e-mails, so that each is sent exactly once.

use jiff::{SignedDuration, Timestamp};

use crate::error::{Error, Result};
use crate::notify::Event;
use crate::security::token::Token;
use crate::store::accounts::email_tokens::{EmailToken, issued};
use crate::store::{Moment, Store, micros, moment, query, query_as, query_scalar};

/// Time after which another worker may take over an event or message.
///
/// It is longer than any mail server timeout.
pub(in crate::store) const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// Maximum number of events taken at once.
const AT_ONCE: i64 = 20;
/// Limit at which counting ends, so that a backlog is counted in milliseconds.
const COUNT_MAX: i64 = 10_000;
/// Key by which a worker proves that it holds the lease of a message.
///
/// Valid until the lease ends or another worker takes the message.
pub type LeaseKey = [u8; 16];

/// Message to store in the queue.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Kind of the event the message is about.
    pub kind: &'static str,
    /// Value of the `Message-ID` header, without angle brackets.
    pub message_id: String,
    /// Address of the recipient.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Body as plain text.
    pub text: String,
    /// Body as HTML.
    pub html: String,
    /// Message ID of the message this one replies to.
    pub in_reply_to: Option<String>,
    /// Address of the one-click unsubscribe link for this kind of mail.
    pub unsubscribe: Option<String>,
}

/// Message that is due to be sent.
#[derive(Clone, Debug)]
pub struct DueMessage {
    /// Number of the row.
    pub id: i64,
    /// Time at which it was written, or at which an administrator last asked for another attempt.
    pub since: Timestamp,
    /// Number of attempts since then, including this one.
    pub tries: i64,
    /// Value of the `Message-ID` header, without angle brackets.
    pub message_id: String,
    /// Address of the recipient.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Body as plain text.
    pub text: String,
    /// Body as HTML.
    pub html: String,
    /// Message ID of the message this one replies to.
    pub in_reply_to: Option<String>,
    /// Address of the one-click unsubscribe link for this kind of mail.
    pub unsubscribe: Option<String>,
}

/// Reason why a message was not sent, in stable codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Step that failed.
    pub step: String,
    /// Kind of failure.
    pub problem: String,
    /// Reply code of the mail server.
    pub code: Option<i64>,
    /// Reply text of the mail server, without addresses.
    pub said: String,
}

/// Numbers of events and messages that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailBacklog {
    /// Events not turned into messages yet.
    pub events: i64,
    /// Messages not sent yet, without those given up.
    pub waiting: i64,
    /// Messages given up.
    pub failed: i64,
    /// Time at which the oldest waiting message was written.
    pub oldest: Option<Timestamp>,
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
    since: Moment,
    tries: i64,
}

impl Store {
    pub(in crate::store) const DUE_EVENTS: &str = "UPDATE events SET due_at = $2, tries = tries + 1
        WHERE id IN (SELECT id FROM events WHERE due_at <= $1 ORDER BY due_at LIMIT $3)
            AND due_at <= $1
        RETURNING id, body";

    /// Takes at most `AT_ONCE` due events, for the duration of `LEASE`.
    ///
    /// An event this version cannot parse is skipped and stays in the queue.
    pub async fn due_events(&self, now: Timestamp) -> Result<Vec<(i64, Event)>> {
        let mut rows: Vec<(i64, String)> = self
            .write(|mut tx| async move {
                let rows = query_as(Self::DUE_EVENTS)
                    .bind(micros(now))
                    .bind(micros(now + LEASE))
                    .bind(AT_ONCE)
                    .fetch_all(&mut tx)
                    .await?;
                Ok(tx.commit(rows))
            })
            .await?;
        rows.sort_unstable();
        Ok(rows
            .into_iter()
            .filter_map(|(id, body)| Some((id, serde_json::from_str(&body).ok()?)))
            .collect())
    }

    /// Replaces an event by its messages and stores the tokens in them.
    ///
    /// Does nothing if another worker did so before.
    pub async fn queue_mail(
        &self,
        event: i64,
        messages: &[NewMessage],
        tokens: &[(Token, EmailToken)],
        now: Timestamp,
    ) -> Result<()> {
        const DONE: &str = "DELETE FROM events WHERE id = $1 RETURNING action_id";
        const KEEP: &str =
            "INSERT INTO outbox (message_id, recipient, subject, text, html, in_reply_to,
                unsubscribe, made_at, due_at, kind, action_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)";
        self.write(|mut tx| async move {
            let done: Option<Option<i64>> =
                query_scalar(DONE).bind(event).fetch_optional(&mut tx).await?;
            let Some(action) = done else { return Ok(tx.roll_back(())) };
            for (token, ticket) in tokens {
                issued(token, ticket).execute(&mut tx).await?;
            }
            for message in messages {
                query(KEEP)
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
                    .execute(&mut tx)
                    .await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    pub(in crate::store) const DUE_MAIL: &str =
        "UPDATE outbox SET due_at = $2, tries = tries + 1, lease = $4
        WHERE id IN (SELECT id FROM outbox WHERE due_at <= $1 AND sent_at IS NULL
            AND given_up_at IS NULL ORDER BY due_at LIMIT $3)
            AND due_at <= $1";
    pub(in crate::store) const LEASED_MAIL: &str =
        "SELECT id, message_id, recipient, subject, text, html, in_reply_to, unsubscribe,
            COALESCE(retried_at, made_at) AS since, tries
        FROM outbox WHERE lease = $1 ORDER BY id";

    /// Takes at most `most` due messages for the duration of `LEASE`.
    ///
    /// The key is used once. A repeated call with the same key also returns the messages taken by
    /// the first call, whose response may have been lost.
    pub async fn due_mail(
        &self,
        most: usize,
        key: &LeaseKey,
        now: Timestamp,
    ) -> Result<Vec<DueMessage>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows: Vec<MessageRow> = self
            .write(|mut tx| async move {
                query(Self::DUE_MAIL)
                    .bind(micros(now))
                    .bind(micros(now + LEASE))
                    .bind(most)
                    .bind(key.as_slice())
                    .execute(&mut tx)
                    .await?;
                let rows =
                    query_as(Self::LEASED_MAIL).bind(key.as_slice()).fetch_all(&mut tx).await?;
                Ok(tx.commit(rows))
            })
            .await?;
        rows.into_iter().map(DueMessage::try_from).collect()
    }

    /// Records that a message was sent, and erases its text.
    pub async fn mail_left(&self, id: i64, now: Timestamp) -> Result<()> {
        const LEFT: &str = "UPDATE outbox
            SET sent_at = $2, tried_at = $2, text = '', html = '', lease = NULL, given_up_at = NULL,
            step = NULL, problem = NULL, code = NULL, said = NULL WHERE id = $1";
        self.execute(query(LEFT).bind(id).bind(micros(now))).await.map(drop)
    }

    /// Records why a message was not sent.
    ///
    /// `again` is the time of the next attempt, or `None` to give up. Does nothing if the caller no
    /// longer holds the lease.
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
        let stays = query(STAYS)
            .bind(id)
            .bind(key.as_slice())
            .bind(again.map(micros))
            .bind(micros(now))
            .bind(&reason.step)
            .bind(&reason.problem)
            .bind(reason.code)
            .bind(&reason.said);
        self.execute(stays).await.map(drop)
    }

    pub(in crate::store) const MAIL_BACKLOG: &str = "SELECT
        (SELECT COUNT(*) FROM (SELECT 1 FROM events LIMIT $1) w) AS events,
        (SELECT COUNT(*) FROM (SELECT 1 FROM outbox
            WHERE sent_at IS NULL AND given_up_at IS NULL LIMIT $1) w) AS waiting,
        (SELECT COUNT(*) FROM (SELECT 1 FROM outbox
            WHERE given_up_at IS NOT NULL LIMIT $1) w) AS failed,
        (SELECT MIN(w.made_at) FROM (SELECT made_at FROM outbox
            WHERE sent_at IS NULL AND given_up_at IS NULL ORDER BY due_at LIMIT $1) w) AS oldest";

    /// Returns the numbers of events and messages that wait. Counting ends at `COUNT_MAX`.
    pub async fn mail_backlog(&self) -> Result<MailBacklog> {
        let (events, waiting, failed, oldest): (i64, i64, i64, Option<i64>) =
            query_as(Self::MAIL_BACKLOG).bind(COUNT_MAX).fetch_one(&mut self.reader()).await?;
        Ok(MailBacklog { events, waiting, failed, oldest: oldest.map(moment).transpose()? })
    }
}

impl TryFrom<MessageRow> for DueMessage {
    type Error = Error;

    fn try_from(row: MessageRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            since: row.since.into(),
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
