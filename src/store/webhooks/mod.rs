//! Webhooks as rows.
//!
//! Address and secrets of one are encrypted by the caller.

pub(super) mod deliveries;
pub(super) mod events;
pub(super) mod log;
#[cfg(test)]
pub(super) mod plans;

pub use deliveries::{Attempt, Due, DueWebhook, LeaseKey, Settled};
pub use log::{DELIVERIES_SHOWN, DeliveryEntry, DeliveryState, WebhookBacklog};

use constcat::concat;
use jiff::Timestamp;

use super::accounts::staff_log::{StaffDeed, log_staff};
use super::{Moment, Store, Tx, micros, query, query_as, query_scalar, unknown};
use crate::error::{Error, Result};
use crate::webhook::{EventKind, Format, OffReason, WEBHOOKS_MAX};

/// Webhook.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Number.
    pub id: i64,
    /// Description by administrators.
    pub description: String,
    /// Host of its address.
    pub host: String,
    /// Encrypted [`Target`](crate::webhook::Target).
    pub target: Vec<u8>,
    /// Format of its requests.
    pub format: Format,
    /// Events that it gets.
    pub events: Vec<EventKind>,
    /// Time until which the secret before a renewal is valid.
    pub old_until: Option<Timestamp>,
    /// True once an administrator wrote the secret down.
    pub is_noted: bool,
    /// Time and reason for which it is off.
    pub off: Option<(Timestamp, OffReason)>,
    /// Number of attempts that failed since the last that succeeded.
    pub failures: i64,
    /// Time of the first of these.
    pub failing_since: Option<Timestamp>,
}

/// Choices of administrators about a webhook, besides its address.
#[derive(Clone, Debug)]
pub struct WebhookContent {
    /// Description.
    pub description: String,
    /// Host of its address.
    pub host: String,
    /// Format of its requests.
    pub format: Format,
    /// Events that it gets.
    pub events: Vec<EventKind>,
}

/// Encryption of a target for the webhook with this number.
pub type Seal<'a> = &'a (dyn Fn(i64) -> Result<Vec<u8>> + Sync);

#[derive(sqlx::FromRow)]
pub(in crate::store) struct WebhookRow {
    id: i64,
    description: String,
    host: String,
    target: Vec<u8>,
    format: String,
    events: String,
    old_until: Option<Moment>,
    noted_at: Option<i64>,
    off_at: Option<Moment>,
    off_for: Option<String>,
    failures: i64,
    failing_since: Option<Moment>,
}

pub(in crate::store) const SELECT_WEBHOOKS: &str =
    "SELECT id, description, host, target, format, events, old_until, noted_at, off_at, off_for,
        failures, failing_since FROM webhooks ";

impl Store {
    /// Returns all webhooks, the oldest first.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>> {
        const ALL: &str = concat!(SELECT_WEBHOOKS, "ORDER BY id");
        let rows: Vec<WebhookRow> = query_as(ALL).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Webhook::try_from).collect()
    }

    /// Returns the webhook with this number.
    pub async fn webhook(&self, id: i64) -> Result<Option<Webhook>> {
        const ONE: &str = concat!(SELECT_WEBHOOKS, "WHERE id = $1");
        let row: Option<WebhookRow> =
            query_as(ONE).bind(id).fetch_optional(&mut self.reader()).await?;
        row.map(Webhook::try_from).transpose()
    }

    /// Stores a new webhook and returns its number; `None` if there are enough of them.
    pub async fn add_webhook(
        &self,
        content: &WebhookContent,
        seal: Seal<'_>,
        by: i64,
        now: Timestamp,
    ) -> Result<Option<i64>> {
        const COUNT: &str = "SELECT COUNT(*) FROM webhooks";
        const ADD: &str =
            "INSERT INTO webhooks (description, host, target, format, events, made_at)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
        const TARGET: &str = "UPDATE webhooks SET target = $2 WHERE id = $1";
        self.write(|mut tx| async move {
            let there: i64 = query_scalar(COUNT).fetch_one(&mut tx).await?;
            if there >= WEBHOOKS_MAX {
                return Ok(tx.roll_back(None));
            }
            let id: i64 = query_scalar(ADD)
                .bind(&content.description)
                .bind(&content.host)
                .bind(Vec::new())
                .bind(content.format.code())
                .bind(listed(&content.events))
                .bind(micros(now))
                .fetch_one(&mut tx)
                .await?;
            query(TARGET).bind(id).bind(seal(id)?).execute(&mut tx).await?;
            logged(&mut tx, StaffDeed::Webhook, by, id, now).await?;
            Ok(tx.commit(Some(id)))
        })
        .await
    }

    /// Changes a webhook.
    ///
    /// Returns false, and changes nothing, if its target is no longer `old`.
    pub async fn change_webhook(
        &self,
        id: i64,
        content: &WebhookContent,
        (old, new): (&[u8], &[u8]),
        by: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const CHANGE: &str = "UPDATE webhooks
            SET description = $3, host = $4, target = $5, format = $6, events = $7
            WHERE id = $1 AND target = $2";
        self.write(|mut tx| async move {
            let changed = query(CHANGE)
                .bind(id)
                .bind(old)
                .bind(&content.description)
                .bind(&content.host)
                .bind(new)
                .bind(content.format.code())
                .bind(listed(&content.events))
                .execute(&mut tx)
                .await?;
            if changed == 0 {
                return Ok(tx.roll_back(false));
            }
            logged(&mut tx, StaffDeed::Webhook, by, id, now).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    /// Stores the target of a webhook with a new secret, which is shown until it is noted.
    ///
    /// The old one is valid until `old_until`. Returns false if the target is no longer `old`.
    pub async fn renew_webhook_secret(
        &self,
        id: i64,
        (old, new): (&[u8], &[u8]),
        old_until: Timestamp,
        by: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const RENEW: &str = "UPDATE webhooks SET target = $3, old_until = $4, noted_at = NULL
            WHERE id = $1 AND target = $2";
        self.write(|mut tx| async move {
            let renew = query(RENEW).bind(id).bind(old).bind(new).bind(micros(old_until));
            if renew.execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(false));
            }
            logged(&mut tx, StaffDeed::Webhook, by, id, now).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    /// Replaces the encryption of a target. Returns false if the stored value is no longer `old`.
    pub async fn rewrite_webhook(&self, id: i64, old: &[u8], new: &[u8]) -> Result<bool> {
        const REWRITE: &str = "UPDATE webhooks SET target = $3 WHERE id = $1 AND target = $2";
        Ok(self.execute(query(REWRITE).bind(id).bind(old).bind(new)).await? > 0)
    }

    /// Records that the secret of a webhook was written down, so that it is shown no more.
    pub async fn note_webhook_secret(&self, id: i64, now: Timestamp) -> Result<()> {
        const NOTE: &str = "UPDATE webhooks SET noted_at = $2 WHERE id = $1 AND noted_at IS NULL";
        self.execute(query(NOTE).bind(id).bind(micros(now))).await.map(drop)
    }

    /// Turns a webhook on or off, at the request of an administrator.
    ///
    /// Deliveries that wait are due at once when it is turned on.
    pub async fn switch_webhook(&self, id: i64, on: bool, by: i64, now: Timestamp) -> Result<()> {
        const ON: &str = "UPDATE webhooks SET off_at = NULL, off_for = NULL, failures = 0,
                failing_since = NULL, rests_until = 0
            WHERE id = $1 AND off_at IS NOT NULL";
        self.write(|mut tx| async move {
            let switched = if on {
                query(ON).bind(id).execute(&mut tx).await?
            } else {
                turned_off(&mut tx, id, OffReason::Admin, now).await?
            };
            if switched == 0 {
                return Ok(tx.roll_back(()));
            }
            if on {
                query(Self::WEBHOOK_DUE_NOW).bind(id).bind(micros(now)).execute(&mut tx).await?;
            }
            logged(&mut tx, StaffDeed::Webhook, by, id, now).await?;
            Ok(tx.commit(()))
        })
        .await
    }

    /// Deletes a webhook with its deliveries.
    pub async fn remove_webhook(&self, id: i64, by: i64, now: Timestamp) -> Result<()> {
        const REMOVE: &str = "DELETE FROM webhooks WHERE id = $1";
        self.write(|mut tx| async move {
            if query(REMOVE).bind(id).execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(()));
            }
            logged(&mut tx, StaffDeed::WebhookRemoved, by, id, now).await?;
            Ok(tx.commit(()))
        })
        .await
    }
}

/// Turns a webhook off, unless it is off already. Returns the number of changed rows.
async fn turned_off(tx: &mut Tx, id: i64, why: OffReason, now: Timestamp) -> Result<u64> {
    const OFF: &str =
        "UPDATE webhooks SET off_at = $2, off_for = $3 WHERE id = $1 AND off_at IS NULL";
    Ok(query(OFF).bind(id).bind(micros(now)).bind(why.code()).execute(tx).await?)
}

async fn logged(tx: &mut Tx, deed: StaffDeed, by: i64, id: i64, now: Timestamp) -> Result<()> {
    log_staff(tx, deed, Some(by), None, Some(&id.to_string()), now).await
}

/// Returns events as their column has them: codes, each between two spaces.
fn listed(events: &[EventKind]) -> String {
    let codes: Vec<&str> = events.iter().map(|kind| kind.code()).collect();
    format!(" {} ", codes.join(" "))
}

impl TryFrom<WebhookRow> for Webhook {
    type Error = Error;

    fn try_from(row: WebhookRow) -> Result<Self> {
        let off = match row.off_at.zip(row.off_for) {
            Some((at, why)) => {
                let why = OffReason::from_code(&why).ok_or_else(|| unknown("reason", &why))?;
                Some((at.into(), why))
            }
            None => None,
        };
        Ok(Self {
            id: row.id,
            description: row.description,
            host: row.host,
            target: row.target,
            format: Format::from_code(&row.format).ok_or_else(|| unknown("format", &row.format))?,
            events: row.events.split_whitespace().filter_map(EventKind::from_code).collect(),
            old_until: row.old_until.map(Timestamp::from),
            is_noted: row.noted_at.is_some(),
            off,
            failures: row.failures,
            failing_since: row.failing_since.map(Timestamp::from),
        })
    }
}
