//! Metrics for Prometheus: GET `/metrics` on a separate listener. They contain no personal data.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics::{counter, describe_counter, describe_gauge, gauge};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusRecorder};

use crate::app::{App, version};
use crate::backup::last_backup;
use crate::error::Result;
use crate::store;

/// Returns the router of the metrics listener, which has no authentication.
pub fn metrics(app: App) -> Router {
    Router::new().route("/metrics", get(figures)).with_state(app)
}

/// Returns the current values, which are read only when they are requested.
///
/// Queries the database for the numbers of waiting events and e-mails.
async fn figures(State(app): State<App>) -> Result<Response> {
    let (events, messages) = app.store.waiting_mail().await?;
    let backup = last_backup((&app.store, &app.config), &app.chance()).await?;
    let recorder = PrometheusBuilder::new().build_recorder();
    metrics::with_local_recorder(&recorder, || {
        describe();
        read(&app);
        gauge!("weerwoord_events_waiting").set(to_float(events));
        gauge!("weerwoord_mail_waiting").set(to_float(messages));
        if let Some(made_at) = backup {
            gauge!("weerwoord_last_backup_timestamp_seconds").set(to_float(made_at.as_second()));
        }
    });
    Ok(text(&recorder).into_response())
}

fn describe() {
    describe_gauge!("weerwoord_build_info", "Always 1, with release, commit and schema");
    describe_counter!(
        "weerwoord_http_responses_total",
        "Requests answered, by the first digit of their status; kept pages apart"
    );
    describe_counter!(
        "weerwoord_page_cache_hits_total",
        "Requests answered with a page that was kept"
    );
    describe_counter!("weerwoord_pages_made_total", "Pages made to be kept");
    describe_gauge!("weerwoord_page_cache_pages", "Pages kept now");
    describe_gauge!("weerwoord_page_cache_bytes", "Bytes of memory that kept pages may take");
    describe_gauge!("weerwoord_pictures_ready", "Pictures of codes made ahead");
    describe_gauge!(
        "weerwoord_writers_waiting",
        "Requests that wait for their turn to write, or for the disk"
    );
    describe_gauge!("weerwoord_connections", "Connections to the database");
    describe_gauge!("weerwoord_connections_idle", "Connections to the database that nobody uses");
    describe_gauge!("weerwoord_events_waiting", "Events of which nobody was told yet");
    describe_gauge!("weerwoord_mail_waiting", "Messages that have not left yet");
    describe_gauge!(
        "weerwoord_last_backup_timestamp_seconds",
        "Time of the last backup in WEERWOORD_BACKUP_DIR"
    );
}

fn read(app: &App) {
    gauge!(
        "weerwoord_build_info",
        "version" => version::RELEASE,
        "commit" => version::COMMIT,
        "schema" => store::schema().to_string()
    )
    .set(1.0);
    for (class, answers) in app.answers.by_class() {
        counter!("weerwoord_http_responses_total", "class" => class).absolute(answers);
    }
    let pages = app.cache.figures();
    counter!("weerwoord_page_cache_hits_total").absolute(pages.hits);
    counter!("weerwoord_pages_made_total").absolute(pages.misses);
    gauge!("weerwoord_page_cache_pages").set(to_float(pages.pages));
    gauge!("weerwoord_page_cache_bytes").set(to_float(pages.bytes));
    gauge!("weerwoord_pictures_ready").set(to_float(app.captcha_pool.ready()));
    let store = app.store.load();
    gauge!("weerwoord_writers_waiting").set(to_float(store.waiting));
    gauge!("weerwoord_connections").set(to_float(store.connections));
    gauge!("weerwoord_connections_idle").set(to_float(store.idle));
}

fn text(recorder: &PrometheusRecorder) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        recorder.handle().render(),
    )
}

/// Converts a number to the type of Prometheus values; it is rounded beyond 2^53.
fn to_float<N: TryInto<i64>>(number: N) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "figures to look at")]
    let float = number.try_into().unwrap_or(i64::MAX) as f64;
    float
}
