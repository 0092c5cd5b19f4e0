//! Metrics for Prometheus: GET `/metrics` on a separate listener. They contain no personal data.
//!
//! What is counted in memory is always told. What stands in the database is asked once for each
//! scrape, with statements whose cost does not grow with the board, and left out if the database
//! does not answer.

mod exposition;
mod scores;

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::{SignedDuration, Timestamp};
use tokio::time::timeout;

use crate::account::Scope;
use crate::app::health::Facts;
use crate::app::metrics::{CaptchaEvent, CommentOutcome, Routes, WebhookOutcome};
use crate::app::{App, version};
use crate::error::Result;
use crate::store::mail::MailBacklog;
use crate::store::moderation::QueueCounts;
use crate::store::statistics::ScoreFigures;
use crate::store::webhooks::WebhookBacklog;
use crate::store::{self, Size};
use exposition::{Exposition, Kind};

/// Time that the database has to answer: less than the ten seconds of a scrape.
const PATIENCE: Duration = Duration::from_secs(3);

/// Time over which decisions are compared with scores: a week, so that every day of it counts once.
const SCORED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Numbers from the database.
struct Stored {
    queues: QueueCounts,
    mail: MailBacklog,
    webhooks: WebhookBacklog,
    scores: ScoreFigures,
    unindexed: i64,
    size: Size,
    clock_offset: Option<SignedDuration>,
}

/// Returns the router of the metrics listener, which has no authentication.
pub fn metrics(app: App) -> Router {
    Router::new().route("/metrics", get(figures)).with_state(app)
}

/// GET `/metrics`: returns the current values.
async fn figures(State(app): State<App>) -> Response {
    let stored = timeout(PATIENCE, Stored::read(&app)).await.ok().and_then(Result::ok);
    let mut text = Exposition::default();
    requests(&mut text, &app);
    pages(&mut text, &app);
    moderation(&mut text, &app, stored.as_ref());
    let figures = stored.as_ref().map(|stored| stored.scores);
    scores::write(&mut text, app.scorer.lessons(), figures);
    mail(&mut text, &app, stored.as_ref());
    webhooks(&mut text, &app, stored.as_ref());
    database(&mut text, &app, stored.as_ref());
    let mail = stored.as_ref().map(|stored| stored.mail).unwrap_or_default();
    let hooks = stored.as_ref().map(|stored| stored.webhooks).unwrap_or_default();
    let offset = stored.as_ref().and_then(|stored| stored.clock_offset);
    machine(&mut text, &app, &app.facts((&mail, &hooks), offset));
    let kind = (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    ([kind], text.into_text()).into_response()
}

impl Stored {
    async fn read(app: &App) -> Result<Self> {
        Ok(Self {
            queues: app.store.queue_counts(Scope::Board).await?,
            mail: app.store.mail_backlog().await?,
            webhooks: app.store.webhook_backlog().await?,
            scores: app.store.scores_since(app.now() - SCORED).await?,
            unindexed: app.store.unindexed().await?,
            size: app.store.size().await?,
            clock_offset: app.clock_offset().await?,
        })
    }
}

fn requests(text: &mut Exposition, app: &App) {
    let routes = || app.metrics.routes().into_iter().flat_map(Routes::requested);
    let mut family = text.family(
        "weerwoord_http_responses_total",
        Kind::Counter,
        "Responses by route and status; a request without a route is unmatched",
    );
    for route in routes() {
        for (status, count) in route.statuses() {
            family.sample(&[("route", route.path), ("status", &status)], count);
        }
    }
    let mut family = text.family(
        "weerwoord_http_response_duration_seconds",
        Kind::Histogram,
        "Time from the head of a request to that of its response",
    );
    for route in routes() {
        family.histogram(("route", route.path), &route.durations());
    }
    text.single(
        "weerwoord_http_requests_in_flight",
        Kind::Gauge,
        "Requests under way, without those answered from the page cache",
        Some(app.metrics.requests.get()),
    );
    text.single(
        "weerwoord_http_requests_shed_total",
        Kind::Counter,
        "Requests refused with 503 because too many were under way",
        Some(app.metrics.shed.get()),
    );
    text.single(
        "weerwoord_http_connections",
        Kind::Gauge,
        "Open connections of clients",
        Some(app.metrics.connections.get()),
    );
}

fn pages(text: &mut Exposition, app: &App) {
    let pages = app.cache.figures();
    text.single(
        "weerwoord_page_cache_hits_total",
        Kind::Counter,
        "Requests answered from the page cache",
        Some(pages.hits),
    );
    text.single(
        "weerwoord_page_cache_misses_total",
        Kind::Counter,
        "Pages made for the page cache",
        Some(pages.misses),
    );
    text.single(
        "weerwoord_page_cache_pages",
        Kind::Gauge,
        "Pages in the page cache",
        Some(pages.pages),
    );
    text.single(
        "weerwoord_page_cache_bytes",
        Kind::Gauge,
        "Estimated bytes of the pages in the page cache",
        Some(pages.bytes),
    );
}

fn moderation(text: &mut Exposition, app: &App, stored: Option<&Stored>) {
    let mut family = text.family(
        "weerwoord_comments_total",
        Kind::Counter,
        "Comments that were posted and shown, held, refused, or removed by a moderator",
    );
    for outcome in CommentOutcome::ALL {
        family.sample(&[("outcome", outcome.code())], app.metrics.comments(outcome).get());
    }
    let mut family = text.family(
        "weerwoord_captchas_total",
        Kind::Counter,
        "Captchas that were made, solved, or answered wrongly",
    );
    for event in CaptchaEvent::ALL {
        family.sample(&[("event", event.code())], app.metrics.captchas(event).get());
    }
    text.single(
        "weerwoord_captcha_pictures_ready",
        Kind::Gauge,
        "Pictures of captchas made ahead",
        Some(app.captcha_pool.ready()),
    );
    let mut family = text.family(
        "weerwoord_queue_cases",
        Kind::Gauge,
        "Cases that wait in each queue of the moderators, at most 1000",
    );
    if let Some(QueueCounts { review, reported, held, appeals }) = stored.map(|all| all.queues) {
        for (queue, cases) in
            [("review", review), ("reported", reported), ("held", held), ("appeals", appeals)]
        {
            family.sample(&[("queue", queue)], cases);
        }
    }
}

fn mail(text: &mut Exposition, app: &App, stored: Option<&Stored>) {
    let mail = stored.map(|stored| stored.mail);
    text.single(
        "weerwoord_events_waiting",
        Kind::Gauge,
        "Events not turned into e-mails yet, at most 10000",
        mail.map(|mail| mail.events),
    );
    text.single(
        "weerwoord_mail_waiting",
        Kind::Gauge,
        "E-mails not sent yet, at most 10000",
        mail.map(|mail| mail.waiting),
    );
    text.single(
        "weerwoord_mail_failed",
        Kind::Gauge,
        "E-mails given up, at most 10000",
        mail.map(|mail| mail.failed),
    );
    let age = |oldest| seconds(app.now().duration_since(oldest)).max(0.0);
    text.single(
        "weerwoord_mail_oldest_age_seconds",
        Kind::Gauge,
        "Age of the oldest e-mail that was not sent yet; 0 if none waits",
        mail.map(|mail| mail.oldest.map_or(0.0, age)),
    );
}

fn webhooks(text: &mut Exposition, app: &App, stored: Option<&Stored>) {
    let mut family = text.family(
        "weerwoord_webhook_attempts_total",
        Kind::Counter,
        "Attempts of webhooks that were delivered, failed and are tried again, or were given up",
    );
    for outcome in WebhookOutcome::ALL {
        family.sample(&[("outcome", outcome.code())], app.metrics.webhooks(outcome).get());
    }
    let webhooks = stored.map(|stored| stored.webhooks);
    text.single(
        "weerwoord_webhook_deliveries_waiting",
        Kind::Gauge,
        "Deliveries of webhooks that wait, at most 10000",
        webhooks.map(|webhooks| webhooks.waiting),
    );
    text.single(
        "weerwoord_webhooks_off",
        Kind::Gauge,
        "Webhooks that were turned off because they failed",
        webhooks.map(|webhooks| webhooks.off),
    );
}

fn database(text: &mut Exposition, app: &App, stored: Option<&Stored>) {
    let size = stored.map(|stored| stored.size);
    text.single(
        "weerwoord_database_up",
        Kind::Gauge,
        "1 if the database answered this scrape",
        Some(u8::from(stored.is_some())),
    );
    text.single(
        "weerwoord_database_writable",
        Kind::Gauge,
        "1 if the last write was stored",
        Some(u8::from(app.store.can_write())),
    );
    text.single(
        "weerwoord_database_size_bytes",
        Kind::Gauge,
        "Size of the database, without its log",
        size.map(|size| size.bytes),
    );
    text.single(
        "weerwoord_database_free_bytes",
        Kind::Gauge,
        "Free pages in the file of the database (SQLite)",
        size.and_then(|size| size.free),
    );
    text.single(
        "weerwoord_database_log_bytes",
        Kind::Gauge,
        "Size of the write-ahead log (SQLite)",
        size.and_then(|size| size.log),
    );
    let load = app.store.load();
    text.single(
        "weerwoord_database_connections",
        Kind::Gauge,
        "Connections to the database",
        Some(load.connections),
    );
    text.single(
        "weerwoord_database_connections_idle",
        Kind::Gauge,
        "Connections to the database that are not in use",
        Some(load.idle),
    );
    text.single(
        "weerwoord_writers_waiting",
        Kind::Gauge,
        "Requests that wait for their turn to write, or for the disk (SQLite)",
        Some(load.waiting),
    );
    text.single(
        "weerwoord_search_unindexed",
        Kind::Gauge,
        "Articles and comments that are not in the search index yet, at most 10000",
        stored.map(|stored| stored.unindexed),
    );
    text.single(
        "weerwoord_search_indexed_timestamp_seconds",
        Kind::Gauge,
        "Time at which nothing was left to index",
        app.metrics.indexed_at().map(unix_time),
    );
}

fn machine(text: &mut Exposition, app: &App, facts: &Facts) {
    let mut family = text.family(
        "weerwoord_build_info",
        Kind::Gauge,
        "Always 1, with release, commit and schema as labels",
    );
    let schema = store::schema().to_string();
    let labels =
        [("version", version::RELEASE), ("commit", version::COMMIT), ("schema", schema.as_str())];
    family.sample(&labels, 1);
    text.single(
        "weerwoord_last_backup_timestamp_seconds",
        Kind::Gauge,
        "Time of the last backup",
        facts.last_backup.map(unix_time),
    );
    text.single(
        "weerwoord_disk_free_bytes",
        Kind::Gauge,
        "Free space on the disk of the data folder",
        facts.disk.map(|disk| disk.free),
    );
    text.single(
        "weerwoord_disk_size_bytes",
        Kind::Gauge,
        "Size of the disk of the data folder",
        facts.disk.map(|disk| disk.size),
    );
    text.single(
        "weerwoord_time_seconds",
        Kind::Gauge,
        "Time on the clock of the board",
        Some(unix_time(app.now())),
    );
    text.single(
        "weerwoord_clock_offset_seconds",
        Kind::Gauge,
        "Time by which the clock of the board is ahead of that of the database server (PostgreSQL)",
        facts.clock_offset.map(seconds),
    );
    text.single(
        "weerwoord_clock_steps_total",
        Kind::Counter,
        "Times that the clock was set by more than a minute while the board ran",
        Some(app.metrics.clock_steps.get()),
    );
}

fn seconds(duration: SignedDuration) -> f64 {
    duration.as_secs_f64()
}

fn unix_time(moment: Timestamp) -> f64 {
    seconds(moment.duration_since(Timestamp::UNIX_EPOCH))
}
