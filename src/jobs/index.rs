//! Bringing the indexes up to date: what was posted this second, and after an update of the board or a move all there is; and before
//! that what an older version made of the same texts and names.

use std::time::Duration;

use tokio::time::sleep;

use crate::app::App;
use crate::error::Result;
use crate::search::Stems;

/// What is indexed in one transaction: who posts meanwhile waits for some hundredths of a second at most.
const BATCH: i64 = 200;
/// How long those who post have the database to themselves between two batches.
const PAUSE: Duration = Duration::from_millis(20);
/// How often it is looked whether there is something to index.
const PULSE: Duration = Duration::from_secs(1);

/// Indexes whatever there is, again and again, until the task is ended. A batch that is broken off is made again by the next who looks.
pub async fn index(app: App) {
    let mut stems = Stems::new(app.lang());
    let mut is_outdated = true;
    loop {
        if is_outdated {
            match app.store.renew_outdated().await {
                Ok(more) => is_outdated = more,
                Err(error) => {
                    tracing::warn!(%error, "what an older version made of texts and names could not be made anew; the next round tries again");
                }
            }
        }
        let pause = match batch(&app, &mut stems).await {
            Ok(_) if is_outdated => PAUSE,
            // What came in since is found meanwhile as it is; each batch would cost a flush of the disk that those who post wait for.
            Ok(some) if i64::try_from(some).is_ok_and(|some| some < BATCH) => PULSE,
            Ok(_) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "what is searched could not be indexed; the next round tries again");
                PULSE
            }
        };
        sleep(pause).await;
    }
}

/// Indexes everything there is; says how much that was. Doing it twice changes nothing.
pub async fn index_round(app: &App) -> Result<usize> {
    while app.store.renew_outdated().await? {}
    let (mut stems, mut all) = (Stems::new(app.lang()), 0);
    loop {
        match batch(app, &mut stems).await? {
            0 => return Ok(all),
            some => all += some,
        }
    }
}

async fn batch(app: &App, stems: &mut Stems) -> Result<usize> {
    // Looking first costs no turn to write.
    if app.store.has_unindexed().await? { app.store.index(BATCH, stems).await } else { Ok(0) }
}
