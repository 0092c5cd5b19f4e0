//! Log of the deliveries of a webhook, for administrators, and numbers of all for monitoring.

use constcat::concat;
use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::store::{Moment, Store, micros, query, query_as, unknown};
use crate::webhook::EventKind;

/// Number of deliveries on one page of the log.
pub const DELIVERIES_SHOWN: i64 = 50;
/// Limit at which counting ends, so that a backlog is counted in milliseconds.
const COUNT_MAX: i64 = 10_000;

/// Delivery in the log.
#[derive(Clone, Debug)]
pub struct DeliveryEntry {
    /// Number of the row.
    pub id: i64,
    /// Kind of event.
    pub kind: EventKind,
    /// Number of the comment it is about.
    pub comment: Option<i64>,
    /// Slug and title of the article it is about.
    pub article: Option<(String, String)>,
    /// Time of the event.
    pub made_at: Timestamp,
    /// Number of attempts since it was queued, or sent again by hand.
    pub tries: i64,
    /// State.
    pub state: DeliveryState,
    /// Status of the last answer.
    pub status: Option<i64>,
    /// Code of the last failure.
    pub problem: Option<String>,
    /// Beginning of the last answer.
    pub said: Option<String>,
}

/// State of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It waits for an attempt at this time.
    Waiting(Timestamp),
    /// A worker is sending it.
    UnderWay,
    /// Its receiver took it at this time.
    Delivered(Timestamp),
    /// It was given up at this time.
    GivenUp(Timestamp),
}

/// Numbers of deliveries and webhooks that need attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WebhookBacklog {
    /// Deliveries that wait.
    pub waiting: i64,
    /// Webhooks that are off because they failed.
    pub off: i64,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: i64,
    kind: String,
    comment_id: Option<i64>,
    slug: Option<String>,
    title: Option<String>,
    made_at: Moment,
    due_at: Moment,
    tries: i64,
    is_leased: bool,
    delivered_at: Option<Moment>,
    given_up_at: Option<Moment>,
    status: Option<i64>,
    problem: Option<String>,
    said: Option<String>,
}

impl Store {
    pub(in crate::store) const WEBHOOK_LOG: &str = concat!(
        "SELECT d.id, d.kind, d.comment_id, t.slug, t.title, d.made_at, d.due_at, d.tries,
            d.lease IS NOT NULL AS is_leased, d.delivered_at, d.given_up_at, d.status, d.problem,
            d.said
        FROM webhook_deliveries d LEFT JOIN comments c ON c.id = d.comment_id
            LEFT JOIN articles t ON t.id = COALESCE(d.article_id, c.article_id) ",
        "WHERE d.webhook_id = $1 AND d.id < $2 ORDER BY d.id DESC LIMIT $3"
    );

    /// Returns one page of the deliveries of a webhook, the newest first, before this number.
    ///
    /// There may be one more than a page has.
    pub async fn webhook_log(
        &self,
        webhook: i64,
        before: Option<i64>,
        now: Timestamp,
    ) -> Result<Vec<DeliveryEntry>> {
        let rows: Vec<EntryRow> = query_as(Self::WEBHOOK_LOG)
            .bind(webhook)
            .bind(before.unwrap_or(i64::MAX))
            .bind(DELIVERIES_SHOWN + 1)
            .fetch_all(&mut self.reader())
            .await?;
        rows.into_iter().map(|row| row.read(now)).collect()
    }

    /// Makes a delivery due at once, also one that was delivered or given up.
    ///
    /// It keeps its number, and with it the id that its receiver knows. One that a worker is
    /// sending is left alone. Returns false if there is no such delivery.
    pub async fn resend(&self, webhook: i64, id: i64, now: Timestamp) -> Result<bool> {
        const AGAIN: &str = "UPDATE webhook_deliveries
            SET due_at = $3, tries = 0, delivered_at = NULL, given_up_at = NULL, lease = NULL
            WHERE id = $2 AND webhook_id = $1 AND (lease IS NULL OR due_at <= $3)";
        const REST: &str = "UPDATE webhooks SET rests_until = 0 WHERE id = $1";
        self.write(|mut tx| async move {
            let again = query(AGAIN).bind(webhook).bind(id).bind(micros(now));
            if again.execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(false));
            }
            query(REST).bind(webhook).execute(&mut tx).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    // The bound of the time makes SQLite use the index of those that wait.
    pub(in crate::store) const WEBHOOK_BACKLOG: &str = "SELECT
        (SELECT COUNT(*) FROM (SELECT d.id FROM webhooks w JOIN webhook_deliveries d
                ON d.webhook_id = w.id AND d.delivered_at IS NULL AND d.given_up_at IS NULL
                    AND d.due_at > 0
            WHERE w.off_at IS NULL LIMIT $1) found) AS waiting,
        (SELECT COUNT(*) FROM webhooks w WHERE w.off_for <> 'admin') AS off";

    /// Returns the numbers of deliveries that wait and of webhooks that failed.
    ///
    /// Counting ends at `COUNT_MAX`.
    pub async fn webhook_backlog(&self) -> Result<WebhookBacklog> {
        let (waiting, off): (i64, i64) =
            query_as(Self::WEBHOOK_BACKLOG).bind(COUNT_MAX).fetch_one(&mut self.reader()).await?;
        Ok(WebhookBacklog { waiting, off })
    }
}

impl EntryRow {
    fn read(self, now: Timestamp) -> Result<DeliveryEntry, Error> {
        let due_at = Timestamp::from(self.due_at);
        let state = match (self.delivered_at, self.given_up_at) {
            (Some(at), _) => DeliveryState::Delivered(at.into()),
            (None, Some(at)) => DeliveryState::GivenUp(at.into()),
            (None, None) if self.is_leased && due_at > now => DeliveryState::UnderWay,
            (None, None) => DeliveryState::Waiting(due_at),
        };
        let kind = EventKind::from_code(&self.kind).ok_or_else(|| unknown("event", &self.kind))?;
        Ok(DeliveryEntry {
            id: self.id,
            kind,
            comment: self.comment_id,
            article: self.slug.zip(self.title),
            made_at: self.made_at.into(),
            tries: self.tries,
            state,
            status: self.status,
            problem: self.problem,
            said: self.said,
        })
    }
}
