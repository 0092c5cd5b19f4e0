//! Background indexing for the search.
//!
//! New rows are indexed about once a second; after an update of the program or a move to another
//! database everything is indexed again. Before that, columns derived from texts and names by an
//! older version are computed again.

use std::time::Duration;

use tokio::time::sleep;

use crate::app::App;
use crate::error::Result;
use crate::search::Stems;
use crate::traces::Span;

/// Maximum number of rows indexed in one transaction; it blocks other writers for some hundredths
/// of a second at most.
const BATCH: i64 = 200;
/// Pause between two batches, in which other writers can use the database.
const PAUSE: Duration = Duration::from_millis(20);
/// Time between two checks for new rows when there is little to index.
const PULSE: Duration = Duration::from_secs(1);

/// Indexes all new rows in a loop until the task is aborted.
///
/// Errors are logged. A batch that fails is rolled back and indexed again in the next round.
pub async fn index(app: App) {
    let mut stems = Stems::new(app.lang());
    let mut is_outdated = true;
    loop {
        if is_outdated {
            match app.store.renew_outdated().await {
                Ok(more) => is_outdated = more,
                Err(error) => {
                    tracing::warn!(
                        %error,
                        "what an older version made of texts and names could not be made anew; \
                         the next round tries again"
                    );
                }
            }
        }
        let pause = match batch(&app, &mut stems).await {
            Ok(_) if is_outdated => PAUSE,
            // Rows not yet indexed are found without the index; another batch right away would cost
            // a disk flush that delays other writers.
            Ok(some) if i64::try_from(some).is_ok_and(|some| some < BATCH) => {
                app.metrics.indexed(app.now());
                PULSE
            }
            Ok(_) => PAUSE,
            Err(error) => {
                tracing::warn!(
                    %error,
                    "what is searched could not be indexed; the next round tries again"
                );
                PULSE
            }
        };
        sleep(pause).await;
    }
}

/// Indexes all rows that are not indexed yet and returns their number.
///
/// Running it twice changes nothing.
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
    // The check is a read, so no write lock is taken when there is nothing to index.
    if !app.store.has_unindexed().await? {
        return Ok(0);
    }
    let span = Span::job("index");
    let indexed = span.clone().around(app.store.index(BATCH, stems)).await;
    span.did(indexed.as_ref().copied().unwrap_or(0));
    span.ended(indexed.is_ok());
    indexed
}
