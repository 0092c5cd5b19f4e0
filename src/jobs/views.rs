//! Writing of counted views, once a minute and at shutdown.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::error::Result;

/// Time between two writes: the views that a crash may lose.
const PULSE: Duration = Duration::from_mins(1);

/// Writes the counted views every minute, and once more when the server has stopped.
pub async fn count_views(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut is_over = false;
    while !is_over {
        is_over = tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => true,
            _ = pulse.tick() => false,
        };
        if let Err(error) = write_views(&app).await {
            tracing::warn!(%error, "views could not be written; the next round tries again");
        }
    }
}

/// Adds the counted views to those in the database.
///
/// Returns the number of rows they are added to. Running it twice adds nothing twice.
pub async fn write_views(app: &App) -> Result<usize> {
    let Some(views) = &app.views else { return Ok(0) };
    let counted = views.take();
    match app.store.add_views(&counted).await {
        Ok(()) => Ok(counted.len()),
        Err(error) => {
            views.put_back(counted);
            Err(error)
        }
    }
}
