//! What the board does when nobody asks: once an hour it forgets what has run out.

use std::time::Duration;

use crate::app::App;
use crate::error::Result;
use crate::web::SESSION_IDLE;

const HOUR: Duration = Duration::from_hours(1);

/// The round, now and every hour after, until the task is ended.
pub async fn hourly(app: App) {
    let mut clock = tokio::time::interval(HOUR);
    loop {
        clock.tick().await;
        match round(&app).await {
            Ok(gone) => tracing::debug!(gone, "rows that had run out are forgotten"),
            Err(error) => tracing::warn!(%error, "the hourly round failed; the next one tries again"),
        }
    }
}

/// Forgets sessions, codes and fingerprints that have run out; says how many rows went. Doing it twice changes nothing.
pub async fn round(app: &App) -> Result<u64> {
    let now = app.now();
    app.store.sweep(now - SESSION_IDLE, now).await
}
