//! Deliveries of webhooks as rows: taking those that are due, and storing how they went.
//!
//! Those about one comment are sent in their order: the next waits until the one before it was
//! delivered or given up, also when another node sends it.

use jiff::{SignedDuration, Timestamp};

use super::{Webhook, WebhookRow, turned_off};
use crate::error::{Error, Result};
use crate::store::{Moment, Store, micros, moment, query, query_as, query_scalar, unknown};
use crate::webhook::payload::{ArticleFacts, CommentFacts, Notice};
use crate::webhook::schedule::{self, FAILURES_MAX};
use crate::webhook::{EventKind, OffReason, WAITING_MAX};

/// Time after which another worker may take over a delivery: longer than any request takes.
pub(in crate::store) const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// Key by which a worker proves that it holds the lease of a delivery.
pub type LeaseKey = [u8; 16];

/// Webhook with deliveries that are due.
#[derive(Clone, Debug)]
pub struct DueWebhook {
    /// The webhook.
    pub webhook: Webhook,
    /// True if it fails, and is to get one attempt at a time.
    pub is_failing: bool,
}

/// Delivery that is due.
#[derive(Clone, Debug)]
pub struct Due {
    /// Number of the row.
    pub id: i64,
    /// Time of the event.
    pub made_at: Timestamp,
    /// Number of attempts, including this one.
    pub tries: i64,
    /// Event, with its comment and its article as they are now.
    pub notice: Notice,
}

/// Outcome of an attempt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// Status of the answer.
    pub status: Option<u16>,
    /// Code of the failure, if there was no answer.
    pub problem: Option<&'static str>,
    /// Beginning of the answer.
    pub said: String,
    /// Time that the receiver asked to be left alone for.
    pub retry_after: Option<SignedDuration>,
}

/// Consequences of an attempt that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Reason for which the webhook was turned off now.
    pub off: Option<OffReason>,
    /// Number of attempts that failed in a row.
    pub failures: i64,
}

#[derive(sqlx::FromRow)]
struct DueRow {
    id: i64,
    kind: String,
    reason: Option<String>,
    made_at: Moment,
    tries: i64,
    comment_id: Option<i64>,
    parent_id: Option<i64>,
    name: Option<String>,
    role: Option<String>,
    body: Option<String>,
    posted_at: Option<Moment>,
    slug: Option<String>,
    title: Option<String>,
    published_at: Option<Moment>,
}

impl Store {
    pub(in crate::store) const DUE_WEBHOOKS: &str = constcat::concat!(
        super::SELECT_WEBHOOKS,
        "w WHERE w.off_at IS NULL AND w.rests_until <= $1 AND EXISTS
            (SELECT d.id FROM webhook_deliveries d WHERE d.webhook_id = w.id
                AND d.delivered_at IS NULL AND d.given_up_at IS NULL AND d.due_at <= $1)
        ORDER BY w.id"
    );
    pub(in crate::store) const TAKE_DELIVERIES: &str =
        "UPDATE webhook_deliveries SET due_at = $3, tries = tries + 1, lease = $5
        WHERE id IN (SELECT d.id FROM webhook_deliveries d
            WHERE d.webhook_id = $1 AND d.delivered_at IS NULL AND d.given_up_at IS NULL
                AND d.due_at <= $2
                AND NOT EXISTS (SELECT e.id FROM webhook_deliveries e
                    WHERE e.comment_id = d.comment_id AND e.webhook_id = d.webhook_id
                        AND e.id < d.id AND e.delivered_at IS NULL AND e.given_up_at IS NULL)
            ORDER BY d.due_at, d.id LIMIT $4)
            AND due_at <= $2";
    pub(in crate::store) const TAKEN_DELIVERIES: &str =
        "SELECT d.id, d.kind, d.reason, d.made_at, d.tries, c.id AS comment_id, c.parent_id,
            COALESCE(a.name, c.name) AS name, a.role, c.body, c.posted_at, t.slug, t.title,
            t.published_at
        FROM webhook_deliveries d LEFT JOIN comments c ON c.id = d.comment_id
            LEFT JOIN accounts a ON a.id = c.account_id
            LEFT JOIN articles t ON t.id = COALESCE(d.article_id, c.article_id)
        WHERE d.lease = $1 ORDER BY d.id";

    /// Returns the webhooks that have deliveries due, and do not rest.
    pub async fn due_webhooks(&self, now: Timestamp) -> Result<Vec<DueWebhook>> {
        let rows: Vec<WebhookRow> =
            query_as(Self::DUE_WEBHOOKS).bind(micros(now)).fetch_all(&mut self.reader()).await?;
        let due = |row| {
            let webhook = Webhook::try_from(row)?;
            Ok(DueWebhook { is_failing: webhook.failures >= FAILURES_MAX, webhook })
        };
        rows.into_iter().map(due).collect()
    }

    /// Takes at most `most` due deliveries of a webhook for the duration of `LEASE`.
    ///
    /// The key is used once. A repeated call with the same key also returns what the first took,
    /// whose response may have been lost.
    pub async fn take_deliveries(
        &self,
        webhook: i64,
        most: usize,
        key: &LeaseKey,
        now: Timestamp,
    ) -> Result<Vec<Due>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows: Vec<DueRow> = self
            .write(|mut tx| async move {
                query(Self::TAKE_DELIVERIES)
                    .bind(webhook)
                    .bind(micros(now))
                    .bind(micros(now + LEASE))
                    .bind(most)
                    .bind(key.as_slice())
                    .execute(&mut tx)
                    .await?;
                let rows = query_as(Self::TAKEN_DELIVERIES)
                    .bind(key.as_slice())
                    .fetch_all(&mut tx)
                    .await?;
                Ok(tx.commit(rows))
            })
            .await?;
        rows.into_iter().map(Due::try_from).collect()
    }

    pub(in crate::store) const WEBHOOK_DUE_NOW: &str = "UPDATE webhook_deliveries SET due_at = $2
        WHERE webhook_id = $1 AND delivered_at IS NULL AND given_up_at IS NULL AND lease IS NULL
            AND due_at > $2";

    /// Records that a delivery was taken by its receiver.
    ///
    /// If the receiver had failed for a while, everything that waits for it is due at once.
    pub async fn delivered(
        &self,
        webhook: i64,
        id: i64,
        attempt: &Attempt,
        now: Timestamp,
    ) -> Result<()> {
        const DELIVERED: &str = "UPDATE webhook_deliveries
            SET delivered_at = $2, tried_at = $2, status = $3, said = $4, problem = NULL,
                given_up_at = NULL, lease = NULL
            WHERE id = $1";
        // A row that is not written needs no lock, so that deliveries do not wait for each other.
        const FAILURES: &str = "SELECT failures FROM webhooks WHERE id = $1 AND failures > 0";
        const WELL: &str = "UPDATE webhooks SET failures = 0, failing_since = NULL, rests_until = 0
            WHERE id = $1 AND failures > 0";
        self.write(|mut tx| async move {
            query(DELIVERED)
                .bind(id)
                .bind(micros(now))
                .bind(attempt.status.map(i64::from))
                .bind(&attempt.said)
                .execute(&mut tx)
                .await?;
            let failures: Option<i64> =
                query_scalar(FAILURES).bind(webhook).fetch_optional(&mut tx).await?;
            if let Some(failures) = failures {
                query(WELL).bind(webhook).execute(&mut tx).await?;
                if failures >= FAILURES_MAX {
                    let due = query(Self::WEBHOOK_DUE_NOW).bind(webhook).bind(micros(now));
                    due.execute(&mut tx).await?;
                }
            }
            Ok(tx.commit(()))
        })
        .await
    }

    /// Records that an attempt failed, with the time of the next, or `None` to give up.
    ///
    /// Changes nothing about the delivery if the caller no longer holds its lease. The webhook
    /// rests, or is turned off.
    pub async fn not_delivered(
        &self,
        (webhook, id): (i64, i64),
        key: &LeaseKey,
        attempt: &Attempt,
        again: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Settled> {
        const STAYS: &str = "UPDATE webhook_deliveries
            SET due_at = COALESCE($3, due_at), given_up_at = (CASE WHEN $3 IS NULL THEN $4 END),
                tried_at = $4, status = $5, problem = $6, said = $7, lease = NULL
            WHERE id = $1 AND lease = $2";
        const FAILED: &str = "UPDATE webhooks
            SET failures = failures + 1, failing_since = COALESCE(failing_since, $2)
            WHERE id = $1 RETURNING failures, failing_since";
        const REST: &str = "UPDATE webhooks SET rests_until = $2 WHERE id = $1";
        self.write(|mut tx| async move {
            query(STAYS)
                .bind(id)
                .bind(key.as_slice())
                .bind(again.map(micros))
                .bind(micros(now))
                .bind(attempt.status.map(i64::from))
                .bind(attempt.problem)
                .bind(&attempt.said)
                .execute(&mut tx)
                .await?;
            let failed: Option<(i64, i64)> =
                query_as(FAILED).bind(webhook).bind(micros(now)).fetch_optional(&mut tx).await?;
            // The webhook may have been deleted meanwhile.
            let Some((failures, since)) = failed else { return Ok(tx.commit(Settled::default())) };
            let since = moment(since)?;
            let rest = schedule::rests_until(now, (failures, since), attempt.retry_after);
            query(REST).bind(webhook).bind(micros(rest)).execute(&mut tx).await?;
            let off = schedule::turns_off(now, attempt.status, since);
            let off = match off {
                Some(why) if turned_off(&mut tx, webhook, why, now).await? > 0 => Some(why),
                _ => None,
            };
            Ok(tx.commit(Settled { off, failures }))
        })
        .await
    }

    // The bound of the time makes SQLite use the index of those that wait.
    pub(in crate::store) const OVERFULL_WEBHOOKS: &str =
        "SELECT w.id FROM webhooks w WHERE w.off_at IS NULL AND
            (SELECT COUNT(*) FROM (SELECT d.id FROM webhook_deliveries d
                WHERE d.webhook_id = w.id AND d.delivered_at IS NULL AND d.given_up_at IS NULL
                    AND d.due_at > 0
                LIMIT $1) found) >= $1";

    /// Turns off the webhooks for which too many deliveries wait, and returns their numbers.
    pub async fn turn_off_overfull_webhooks(&self, now: Timestamp) -> Result<Vec<i64>> {
        let overfull: Vec<i64> = query_scalar(Self::OVERFULL_WEBHOOKS)
            .bind(WAITING_MAX)
            .fetch_all(&mut self.reader())
            .await?;
        if overfull.is_empty() {
            return Ok(overfull);
        }
        let all = &overfull;
        self.write(|mut tx| async move {
            for id in all {
                turned_off(&mut tx, *id, OffReason::Full, now).await?;
            }
            Ok(tx.commit(()))
        })
        .await?;
        Ok(overfull)
    }
}

impl TryFrom<DueRow> for Due {
    type Error = Error;

    fn try_from(row: DueRow) -> Result<Self> {
        let made_at = row.made_at.into();
        let comment = row.comment_id.zip(row.posted_at).map(|(id, posted_at)| CommentFacts {
            id,
            parent: row.parent_id,
            author: row.name,
            role: row.role,
            text: row.body.filter(|text| !text.is_empty()),
            posted_at: posted_at.into(),
        });
        let article = row.slug.zip(row.title).map(|(slug, title)| ArticleFacts {
            slug,
            title,
            published_at: row.published_at.map(Timestamp::from),
        });
        let kind = EventKind::from_code(&row.kind).ok_or_else(|| unknown("event", &row.kind))?;
        let notice = Notice { kind, at: made_at, reason: row.reason, comment, article };
        Ok(Self { id: row.id, made_at, tries: row.tries, notice })
    }
}
