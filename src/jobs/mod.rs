//! Background jobs: sending e-mail about events, indexing for the search, learning scores, writing
//! counted views, and hourly deletion of expired rows.

mod accounts;
mod backups;
mod clock;
mod delivery;
mod events;
mod follows;
mod index;
mod invitations;
mod moderation;
mod news;
mod outgoing;
mod scores;
mod security;
mod setup;
mod views;
mod webhooks;

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior};

use crate::app::App;
use crate::error::Result;
use crate::traces::Span;
use crate::web::{self, SESSION_IDLE};

pub use backups::{backup_round, backups};
pub use clock::{clock_round, watch_clock};
pub use delivery::send_due_mail;
pub use events::process_events;
pub use index::{index, index_round};
pub use scores::{learn, learn_round};
pub use setup::{extend_setup_link, offer_setup};
pub use views::{count_views, write_views};
pub use webhooks::{send_webhooks, webhook_worker};

use delivery::Deliveries;

const HOUR: Duration = Duration::from_hours(1);

/// Time between two checks for new events and due messages.
const PULSE: Duration = Duration::from_secs(1);

/// Turns events into e-mails and sends them, until the server stops.
///
/// These are two separate loops, so that a mail server that does not respond does not block the
/// processing of events.
pub async fn mail_worker(app: App, stop: watch::Receiver<bool>) {
    tokio::join!(make_mail(&app, stop.clone()), send_mail(&app, stop));
}

async fn make_mail(app: &App, mut stop: watch::Receiver<bool>) {
    let mut clock = pulse();
    let mut more = false;
    loop {
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => return,
            _ = clock.tick(), if !more => {}
            () = std::future::ready(()), if more => {}
        }
        let made = async {
            app.rate_limiter.settle().await?;
            // The e-mails contain the current name of the site.
            app.branding().await?;
            process_events(app).await
        };
        more = match made.await {
            Ok(events) => events > 0,
            Err(error) => {
                tracing::warn!(%error, "mail could not be made; the next round tries again");
                false
            }
        };
    }
}

/// On shutdown, finishes the messages being delivered and takes no others.
async fn send_mail(app: &App, mut stop: watch::Receiver<bool>) {
    let mut clock = pulse();
    let mut deliveries = Deliveries::new(app);
    loop {
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => break,
            Some(_) = deliveries.next(), if !deliveries.is_empty() => {}
            _ = clock.tick() => {}
        }
        let taken = async {
            app.branding().await?;
            deliveries.take_up().await
        };
        if let Err(error) = taken.await {
            tracing::warn!(%error, "mail could not be taken up; the next round tries again");
        }
        if deliveries.is_empty() {
            app.mailer.rest();
        }
    }
    while deliveries.next().await.is_some() {}
    app.mailer.rest();
}

fn pulse() -> Interval {
    let mut clock = tokio::time::interval(PULSE);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    clock
}

/// Processes all due events and sends all due messages.
///
/// Running it twice sends nothing twice.
pub async fn process_mail(app: &App) -> Result<()> {
    app.rate_limiter.settle().await?;
    // The e-mails contain the current name of the site.
    app.branding().await?;
    while process_events(app).await? > 0 {}
    send_due_mail(app).await.map(drop)
}

/// Follows the changes that other nodes make, until the task is aborted.
pub async fn follow(app: App) {
    app.store.follow().await;
}

/// Checks the integrity of the SQLite file once, in the background, and logs the result.
///
/// Damage is better known at the start than at a later restart.
pub async fn check_file(app: App) {
    match app.store.quick_check().await {
        Ok(faults) if faults.is_empty() => tracing::debug!("the database file is whole"),
        Ok(faults) => tracing::error!(
            faults = faults.join("; "),
            "the database file is damaged: stop the board, keep a copy of the file, and restore a \
             backup"
        ),
        Err(error) => tracing::error!(%error, "the database file could not be checked"),
    }
}

/// Keeps the pool of captcha pictures filled, until the task is aborted.
pub async fn refill_captchas(app: App) {
    loop {
        let more = match web::draw_code(&app).await {
            Ok(picture) => app.captcha_pool.put(picture),
            Err(error) => {
                tracing::warn!(
                    %error,
                    "no picture could be made ahead; they are made when they are asked for"
                );
                false
            }
        };
        if !more {
            app.captcha_pool.taken().await;
        }
    }
}

/// Runs [`hourly_maintenance`] now and every hour, until the task is aborted.
pub async fn hourly(app: App) {
    let mut clock = tokio::time::interval(HOUR);
    loop {
        clock.tick().await;
        let span = Span::job("hourly maintenance");
        let outcome = span.clone().around(hourly_maintenance(&app)).await;
        span.ended(outcome.is_ok());
        match outcome {
            Ok(gone) => tracing::debug!(gone, "rows that had run out are forgotten"),
            Err(error) => {
                tracing::warn!(%error, "the hourly round failed; the next one tries again");
            }
        }
    }
}

/// Queues due digests and notices to followers, deletes expired rows, forgets old dry runs, and
/// stores the statistics of past days and weeks.
///
/// Returns the number of deleted rows. Running it twice changes nothing.
pub async fn hourly_maintenance(app: &App) -> Result<u64> {
    let now = app.now();
    app.imports.forget_old(now);
    app.store.set_back_moments(now).await?;
    app.store.call_digests(now).await?;
    app.store.call_followers(now).await?;
    for webhook in app.store.turn_off_overfull_webhooks(now).await? {
        tracing::error!(webhook, "a webhook was turned off, as too much waits for it");
    }
    let gone = app.store.sweep(now - SESSION_IDLE, now).await?;
    store_figures(app).await?;
    Ok(gone)
}

/// Stores the statistics for the pages about years and weeks, so that they need not count a million
/// rows.
async fn store_figures(app: &App) -> Result<()> {
    let now = app.now();
    let mondays = app.calendar.mondays(now, web::WEEKS).map_err(anyhow::Error::new)?;
    let mondays: Vec<_> = mondays.into_iter().map(|(_, monday)| monday).collect();
    app.store.store_weeks(&mondays, now).await?;
    let Some(first) = app.store.first_decision().await? else { return Ok(()) };
    for year in (app.calendar.local(first).year()..=app.calendar.local(now).year()).rev() {
        let days = app.calendar.days(year).map_err(anyhow::Error::new)?;
        app.store.store_days(&days, now).await?;
    }
    Ok(())
}
