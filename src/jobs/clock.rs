//! Watching the clock of the machine: once it was set back, stored moments that lie ahead of it are
//! set back too, so that nothing waits for a time that was never right.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::error::Result;
use crate::generation::Changes;
use crate::limits::CLOCK_SKEW;

/// How often the clock is compared with what it said last.
const PULSE: Duration = Duration::from_secs(1);

/// Heals at the start and whenever the clock was set back, until the task is ended.
pub async fn watch_clock(app: App) {
    let mut pulse = interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut latest: Option<Timestamp> = None;
    loop {
        pulse.tick().await;
        let now = app.now();
        if latest.is_none_or(|latest| now + CLOCK_SKEW < latest) {
            match clock_round(&app).await {
                Ok(_) => latest = Some(now),
                Err(error) => tracing::warn!(
                    %error,
                    "moments ahead of the clock could not be set back; the next round tries again"
                ),
            }
        } else {
            latest = latest.max(Some(now));
        }
    }
}

/// Sets back what lies ahead of the clock; returns how many rows did. Doing it twice changes
/// nothing.
pub async fn clock_round(app: &App) -> Result<u64> {
    let changed = app.store.set_back_moments(app.now()).await?;
    if changed > 0 {
        tracing::warn!(
            rows = changed,
            "the clock was ahead when these were written; they are set back to now"
        );
    }
    // Pages and bans in memory were true at a moment that did not come yet.
    app.store.generations().raise(&Changes::everything());
    Ok(changed)
}
