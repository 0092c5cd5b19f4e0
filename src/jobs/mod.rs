//! What the board does when nobody asks: it tells people of what happened, sends mail, indexes what is searched, and once an hour forgets
//! what has run out.

mod desk;
mod index;
mod news;
mod people;
mod security;
mod send;
mod tell;

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

use crate::app::App;
use crate::captcha::Level;
use crate::error::Result;
use crate::web::{self, SESSION_IDLE};

pub use index::{index, index_round};
pub use send::send;
pub use tell::tell;

const HOUR: Duration = Duration::from_hours(1);

/// How often the worker looks whether there is somebody to tell.
const PULSE: Duration = Duration::from_secs(1);

/// Tells and sends, again and again, until the board stops; a message that is being handed over is let go first.
pub async fn post(app: App, mut stop: watch::Receiver<bool>) {
    let mut clock = tokio::time::interval(PULSE);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = clock.tick() => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        if let Err(error) = post_round(&app).await {
            tracing::warn!(%error, "mail could not be looked after; the next round tries again");
        }
    }
}

/// Tells of everything that happened and sends everything whose turn it is. Doing it twice sends nothing twice.
pub async fn post_round(app: &App) -> Result<()> {
    app.gate.settle().await?;
    // Letters bear the name that the board has now.
    app.look().await?;
    while tell(app).await? > 0 {}
    while send(app).await? > 0 {}
    Ok(())
}

/// Hears of what others change, until the task is ended.
pub async fn follow(app: App) {
    app.store.follow().await;
}

/// Looks once whether the pages of the database file are whole, beside whatever else is done: a damaged
/// one is better known at the start than at the restart after next.
pub async fn check_file(app: App) {
    match app.store.quick_check().await {
        Ok(faults) if faults.is_empty() => tracing::debug!("the database file is whole"),
        Ok(faults) => tracing::error!(
            faults = faults.join("; "),
            "the database file is damaged: stop the board, keep a copy of the file, and restore a backup"
        ),
        Err(error) => tracing::error!(%error, "the database file could not be checked"),
    }
}

/// Makes pictures of codes ahead, and again whenever one was taken, until the task is ended.
pub async fn stock(app: App) {
    loop {
        let more = match web::draw_code(&app, Level::Usual).await {
            Ok(picture) => app.press.put(picture),
            Err(error) => {
                tracing::warn!(%error, "no picture could be made ahead; they are made when they are asked for");
                false
            }
        };
        if !more {
            app.press.taken().await;
        }
    }
}

/// The round, now and every hour after, until the task is ended.
pub async fn hourly(app: App) {
    let mut clock = tokio::time::interval(HOUR);
    loop {
        clock.tick().await;
        match round(&app).await {
            Ok(gone) => tracing::debug!(gone, "rows that had run out are forgotten"),
            Err(error) => {
                tracing::warn!(%error, "the hourly round failed; the next one tries again");
            }
        }
    }
}

/// Calls the digests that are due and forgets what has run out; says how many rows went. Doing it twice changes nothing.
pub async fn round(app: &App) -> Result<u64> {
    let now = app.now();
    app.store.call_digests(now).await?;
    app.store.sweep(now - SESSION_IDLE, now).await
}
