//! Daily backups, and the journal of erasures.

use std::path::PathBuf;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::backup::{forget_copy, journal, last_backup, next_backup};

/// Time between two looks at the journal: erasures on other nodes are written by then.
const MINUTE: Duration = Duration::from_mins(1);
/// Number of these after which the folder of backups is looked at.
const ROUND: u32 = 10;

/// Keeps the journal and makes the backups, until the server stops.
///
/// A backup that is being made then is given up.
pub async fn backups(app: App, mut stop: watch::Receiver<bool>) {
    let rounds = async {
        let mut clock = interval(MINUTE);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for minute in (0..ROUND).cycle() {
            clock.tick().await;
            journal::keep(&app).await;
            if minute == 0 {
                backup_round(&app).await;
                forget_old_copy(&app);
            }
        }
    };
    tokio::select! {
        _ = stop.wait_for(|stop| *stop) => {}
        () = rounds => {}
    }
}

fn forget_old_copy(app: &App) {
    if let Err(error) = forget_copy(&app.store) {
        let error = format!("{error:#}");
        tracing::warn!(error, "the copy from before the last upgrade could not be deleted");
    }
}

/// Makes the next backup if it is due, and returns its path.
///
/// A failure is logged with the time of the last backup; the next round tries again.
pub async fn backup_round(app: &App) -> Option<PathBuf> {
    let (own, runtime) = (app.clone(), Handle::current());
    // The sender is dropped with this future, which ends the task on the blocking thread.
    let (end, ended) = oneshot::channel::<()>();
    // Files are written all the way, which no thread that answers requests should wait for.
    let making = tokio::task::spawn_blocking(move || {
        let moment = (own.now(), &own.chance());
        runtime.block_on(async {
            tokio::select! {
                made = next_backup((&own.store, &own.config), moment) => made,
                _ = ended => Ok(None),
            }
        })
    });
    let made = making.await.map_err(anyhow::Error::new).flatten();
    drop(end);
    let moment = (app.now(), &app.chance());
    let last = last_backup((&app.store, &app.config), moment).await.ok().flatten();
    if app.config.backup_dir.is_some() {
        app.note_backup(last);
    }
    made.inspect(|made| {
        if let Some(path) = made {
            tracing::info!(file = %path.display(), "a backup was made");
        }
    })
    .unwrap_or_else(|error| {
        tracing::error!(
            error = format!("{error:#}"),
            last = last.map_or_else(|| "none".to_owned(), |last| last.to_string()),
            "no backup could be made; the next round tries again"
        );
        None
    })
}
