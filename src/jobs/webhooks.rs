//! Sending of webhooks.
//!
//! Each webhook has a few requests under way at a time, so that a receiver that hangs delays its
//! own events only. A delivery is marked after its receiver took it: if the process dies in
//! between, it is sent again with the same id, by which receivers recognise a repeat.

use std::collections::HashMap;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{Request, Response};
use jiff::Timestamp;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::app::metrics::WebhookOutcome;
use crate::error::Result;
use crate::http_client::{Bounds, Excess};
use crate::store::webhooks::{Attempt, Due, LeaseKey, Webhook};
use crate::traces::Span;
use crate::webhook::payload::{Board, Outgoing};
use crate::webhook::schedule::{next_try, retry_after};
use crate::webhook::{Format, Target, message_id};

/// Requests under way for one webhook. Others are taken once half of them ended: a few in one
/// write, as each write waits for the disk.
const AT_ONCE: usize = 8;
/// Number of requests under way at which others are taken.
const HALF: usize = AT_ONCE / 2;
/// Bounds of one request. Receivers are to answer first and work afterwards.
const BOUNDS: Bounds =
    Bounds { time: std::time::Duration::from_secs(15), bytes: 2048, excess: Excess::Cut };
/// Length of the part of an answer that is stored, in characters.
const SAID_MAX: usize = 300;

/// Deliveries under way, each in a task of its own; those of a webhook are counted.
struct Deliveries {
    app: App,
    under_way: JoinSet<(i64, bool)>,
    of_webhook: HashMap<i64, usize>,
}

/// Sends webhooks until the server stops, then finishes the requests under way.
pub async fn webhook_worker(app: App, mut stop: watch::Receiver<bool>) {
    let mut clock = super::pulse();
    let mut deliveries = Deliveries::new(&app);
    loop {
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => break,
            Some(_) = deliveries.next(), if !deliveries.is_empty() => {}
            _ = clock.tick() => {}
        }
        if let Err(error) = deliveries.take_up().await {
            tracing::warn!(%error, "webhooks could not be taken up; the next round tries again");
        }
    }
    while deliveries.next().await.is_some() {}
}

/// Sends all webhooks that are due, and returns the number of those that were delivered.
pub async fn send_webhooks(app: &App) -> Result<usize> {
    let mut deliveries = Deliveries::new(app);
    let mut sent = 0;
    loop {
        deliveries.take_up().await?;
        match deliveries.next().await {
            Some(delivered) => sent += usize::from(delivered),
            None => return Ok(sent),
        }
    }
}

impl Deliveries {
    fn new(app: &App) -> Self {
        Self { app: app.clone(), under_way: JoinSet::new(), of_webhook: HashMap::new() }
    }

    fn is_empty(&self) -> bool {
        self.under_way.is_empty()
    }

    /// Waits for the end of the next delivery, and returns whether it succeeded.
    ///
    /// Returns `None` if none is under way.
    async fn next(&mut self) -> Option<bool> {
        let ended = self.under_way.join_next().await?;
        let Ok((webhook, delivered)) = ended else {
            // A task that panicked does not say whose it was; the others are counted anew.
            self.of_webhook.clear();
            return Some(false);
        };
        if let Some(count) = self.of_webhook.get_mut(&webhook) {
            *count = count.saturating_sub(1);
        }
        Some(delivered)
    }

    /// Starts deliveries that are due, up to the limit of each webhook.
    async fn take_up(&mut self) -> Result<()> {
        let now = self.app.now();
        self.app.store.tell_of_publications(now).await?;
        let all_due = self.app.store.due_webhooks(now).await?;
        if !all_due.is_empty() {
            // Chat messages hold the current name of the site.
            self.app.branding().await?;
        }
        for due in all_due {
            let id = due.webhook.id;
            let under_way = self.of_webhook.entry(id).or_default();
            let room = match (due.is_failing, *under_way) {
                (true, 0) => 1,
                (false, 0..=HALF) => AT_ONCE - *under_way,
                _ => continue,
            };
            let key: LeaseKey = self.app.chance();
            let batch = self.app.store.take_deliveries(id, room, &key, now).await?;
            if batch.is_empty() {
                continue;
            }
            *under_way += batch.len();
            let span = Span::job("send webhooks");
            span.did(batch.len());
            let target = target(&self.app, &due.webhook);
            for delivery in batch {
                let sending =
                    deliver(self.app.clone(), due.webhook.clone(), target.clone(), delivery, key);
                let sending = span.clone().around(sending);
                self.under_way.spawn(async move { (id, sending.await) });
            }
        }
        Ok(())
    }
}

/// Returns the address and the secrets of a webhook; `None`, and a line in the log, if the key that
/// encrypted them is missing.
fn target(app: &App, webhook: &Webhook) -> Option<Target> {
    app.webhook_target(webhook)
        .inspect_err(|error| {
            tracing::error!(webhook = webhook.id, %error, "the target of a webhook cannot be read");
        })
        .ok()
}

/// Sends one delivery, stores the outcome and returns whether it was delivered.
async fn deliver(
    app: App,
    webhook: Webhook,
    target: Option<Target>,
    due: Due,
    key: LeaseKey,
) -> bool {
    let attempt = match &target {
        Some(target) => attempt(&app, &webhook, target, &due).await,
        None => Attempt { problem: Some("key"), ..Attempt::default() },
    };
    let is_delivered = attempt.status.is_some_and(|status| (200..300).contains(&status));
    let noted = if is_delivered {
        app.metrics.webhooks(WebhookOutcome::Delivered).add(1);
        app.store.delivered(webhook.id, due.id, &attempt, app.now()).await
    } else {
        Span::current().ended(false);
        failed(&app, &webhook, &due, &key, &attempt).await
    };
    if let Err(error) = noted {
        tracing::error!(
            webhook = webhook.id,
            delivery = due.id,
            %error,
            "how a webhook fared could not be noted; it is sent again under the same id"
        );
    }
    is_delivered
}

/// Sends the request and reads the answer.
async fn attempt(app: &App, webhook: &Webhook, target: &Target, due: &Due) -> Attempt {
    let (name, now) = (app.name(), app.now());
    let board = Board { lang: app.lang(), name: &name, url: &app.config.public_url };
    let outgoing = due.notice.request(&target.url, webhook.format, board);
    let Some(request) = request(webhook, target, due, outgoing, now) else {
        return Attempt { problem: Some("url"), ..Attempt::default() };
    };
    match app.http_client.send(request, BOUNDS).await {
        Ok(answer) => answered(&answer),
        Err(failure) => Attempt { problem: Some(failure.code()), ..Attempt::default() },
    }
}

/// Returns the request of a delivery; `None` if its address is none that a request can have.
fn request(
    webhook: &Webhook,
    target: &Target,
    due: &Due,
    outgoing: Outgoing,
    now: Timestamp,
) -> Option<Request<Vec<u8>>> {
    let mut request = Request::post(outgoing.url).header(CONTENT_TYPE, outgoing.media_type);
    if webhook.format == Format::Standard {
        let (id, seconds) = (message_id(due.made_at, due.id), now.as_second());
        let old = target.old_secret.as_ref();
        let old = old.filter(|_| webhook.old_until.is_some_and(|until| now < until));
        let signatures: Vec<String> = std::iter::once(&target.secret)
            .chain(old)
            .map(|secret| secret.sign(&id, seconds, &outgoing.body))
            .collect();
        request = request
            .header("webhook-id", id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signatures.join(" "));
    }
    request.body(outgoing.body).ok()
}

fn answered(answer: &Response<Vec<u8>>) -> Attempt {
    let status = answer.status().as_u16();
    let header = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let text = String::from_utf8_lossy(answer.body());
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    Attempt {
        status: Some(status),
        problem: None,
        said: text.trim().chars().take(SAID_MAX).collect(),
        retry_after: retry_after(status, header),
    }
}

/// Stores a failure, and logs what an operator should know of it.
async fn failed(
    app: &App,
    webhook: &Webhook,
    due: &Due,
    key: &LeaseKey,
    attempt: &Attempt,
) -> Result<()> {
    let [chance] = app.chance::<1>();
    let again = next_try(app.now(), due.tries, chance);
    let outcome = if again.is_some() { WebhookOutcome::Failed } else { WebhookOutcome::GivenUp };
    app.metrics.webhooks(outcome).add(1);
    let ids = (webhook.id, due.id);
    let settled = app.store.not_delivered(ids, key, attempt, again, app.now()).await?;
    let (webhook, delivery, tries) = (webhook.id, due.id, due.tries);
    let (status, problem) = (attempt.status, attempt.problem);
    if again.is_none() {
        tracing::warn!(webhook, delivery, tries, status, problem, "a webhook was given up");
    } else {
        tracing::info!(
            webhook,
            delivery,
            tries,
            status,
            problem,
            "a webhook could not be delivered; it is tried again"
        );
    }
    if let Some(why) = settled.off {
        app.look_again();
        tracing::error!(
            webhook,
            reason = why.code(),
            "a webhook was turned off; /desk/webhooks says why, and can turn it on again"
        );
    }
    Ok(())
}
