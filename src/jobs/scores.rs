//! Learning from decisions, and new scores for comments that wait.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::error::{Error, Result};
use crate::traces::Span;

/// Time between two looks for lessons of this node and of others.
const PULSE: Duration = Duration::from_secs(1);
/// Least time between two rounds in which waiting comments are scored anew.
const PAUSE: SignedDuration = SignedDuration::from_mins(5);
/// Time after which they are, without a lesson: an import may have added some.
const AT_LATEST: SignedDuration = SignedDuration::from_hours(1);
/// Number of waiting comments that are scored anew, the newest.
const NEWEST: i64 = 1_000;
/// Number of them that are stored in one transaction.
const BATCH: usize = 100;
/// Least change in per mille that is stored: less hardly changes the order.
const LEAST: i64 = 20;

/// Follows the lessons and scores waiting comments anew, until the task is aborted.
///
/// The first round reads all lessons.
pub async fn learn(app: App) {
    let mut pulse = interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut is_behind, mut scored_at) = (true, None);
    loop {
        pulse.tick().await;
        let round = async {
            is_behind |= app.scorer.follow(&app.store).await?;
            if is_due(is_behind, scored_at, app.now()) {
                scored_at = Some(app.now());
                is_behind = false;
                score_waiting(&app).await?;
            }
            Ok::<(), Error>(())
        };
        if let Err(error) = round.await {
            tracing::warn!(%error, "scores could not be learnt; the next round tries again");
        }
    }
}

/// Returns whether waiting comments are to be scored anew.
fn is_due(is_behind: bool, scored_at: Option<Timestamp>, now: Timestamp) -> bool {
    scored_at.is_none_or(|at| now >= at + if is_behind { PAUSE } else { AT_LATEST })
}

/// Learns the lessons that came, and scores the newest waiting comments anew.
///
/// Returns the number of comments whose score changed. Running it twice changes nothing.
pub async fn learn_round(app: &App) -> Result<usize> {
    app.scorer.follow(&app.store).await?;
    score_waiting(app).await
}

async fn score_waiting(app: &App) -> Result<usize> {
    let span = Span::job("scores");
    let changed = span.clone().around(score_newest(app)).await;
    span.did(changed.as_ref().copied().unwrap_or(0));
    span.ended(changed.is_ok());
    changed
}

async fn score_newest(app: &App) -> Result<usize> {
    let mut changed = 0;
    for batch in app.store.newest_waiting(NEWEST).await?.chunks(BATCH) {
        changed += app.score_again(batch, LEAST).await?;
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_comments_are_scored_every_five_minutes_at_most_and_every_hour_at_least() {
        let at = Timestamp::UNIX_EPOCH;
        let after = |minutes| at + SignedDuration::from_mins(minutes);
        assert!(is_due(false, None, at));
        assert!(!is_due(true, Some(at), after(4)) && is_due(true, Some(at), after(5)));
        assert!(!is_due(false, Some(at), after(59)) && is_due(false, Some(at), after(60)));
    }
}
