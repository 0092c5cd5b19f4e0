//! Monitoring of the system clock.
//!
//! After the clock was set back, stored times in the future are set back too, so that nothing waits
//! for a time that was wrong.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::app::metrics::Stopwatch;
use crate::cache::invalidation::Changes;
use crate::error::Result;
use crate::limits::CLOCK_SKEW;

/// Time between two readings of the clock.
const PULSE: Duration = Duration::from_secs(1);

/// Corrects stored times at the start and each time the clock was set back, until the task is
/// aborted.
pub async fn watch_clock(app: App) {
    let mut pulse = interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut latest: Option<Timestamp> = None;
    let mut last: Option<(Timestamp, Stopwatch)> = None;
    loop {
        pulse.tick().await;
        let now = app.now();
        if let Some((before, watch)) = last {
            note_step(&app, before, watch.elapsed(), now);
        }
        last = Some((now, Stopwatch::start()));
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

/// Records a step if the clock moved by another time than the one that elapsed since `before`.
fn note_step(app: &App, before: Timestamp, elapsed: Duration, now: Timestamp) {
    let elapsed = SignedDuration::try_from(elapsed).unwrap_or(SignedDuration::MAX);
    let step = now.duration_since(before).saturating_sub(elapsed);
    if step.abs() > CLOCK_SKEW {
        tracing::warn!(seconds = step.as_secs(), "the clock was set while the board ran");
        app.metrics.clock_stepped(step, now);
    }
}

/// Sets stored times in the future to now and returns the number of changed rows.
///
/// It also invalidates all caches. Running it twice changes nothing.
pub async fn clock_round(app: &App) -> Result<u64> {
    let changed = app.store.set_back_moments(app.now()).await?;
    if changed > 0 {
        tracing::warn!(
            rows = changed,
            "the clock was ahead when these were written; they are set back to now"
        );
    }
    // Pages and bans in memory may depend on a time that is now in the future.
    app.store.generations().raise(&Changes::everything());
    Ok(changed)
}
