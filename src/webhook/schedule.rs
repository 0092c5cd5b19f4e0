//! Times of the attempts of a delivery, and the rest of a receiver that fails.
//!
//! The pauses are those that Standard Webhooks recommends, over three days. They belong to one
//! delivery, as a receiver may refuse one event and take the others. A receiver that takes none is
//! left alone in between: it gets one attempt at a time until one succeeds.

use jiff::{SignedDuration, Timestamp};

use super::OffReason;

/// Pauses after the attempts of a delivery, in seconds; after the last attempt it is given up.
const PAUSES: [i64; 9] =
    [5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600];
/// Longest pause, with its jitter.
pub const PAUSE_MAX: SignedDuration = SignedDuration::from_hours(29);
/// Failures in a row after which a receiver gets one attempt at a time.
pub const FAILURES_MAX: i64 = 4;
/// Shortest time for which a receiver that fails is left alone.
const REST_MIN: SignedDuration = SignedDuration::from_secs(5);
/// Longest such time, so that its return is noticed.
pub const REST_MAX: SignedDuration = SignedDuration::from_mins(5);
/// Longest time that a receiver can ask to be left alone for.
pub const ASKED_MAX: SignedDuration = SignedDuration::from_hours(1);
/// Time after which a receiver that took nothing is turned off.
const FAILING: SignedDuration = SignedDuration::from_hours(3 * 24);
/// Time for which the secret before a renewal stays valid.
pub const OLD_SECRET: SignedDuration = SignedDuration::from_hours(24);

/// Returns the time of the attempt after one that failed at `now`; `None` to give up.
///
/// `tries` is the number of attempts so far. `chance` makes a pause up to a fifth longer, so that
/// deliveries that failed together do not come together again.
pub fn next_try(now: Timestamp, tries: i64, chance: u8) -> Option<Timestamp> {
    let pause = usize::try_from(tries - 1).ok().and_then(|index| PAUSES.get(index))?;
    let pause = SignedDuration::from_secs(*pause);
    Some(now + pause + pause * i32::from(chance) / (5 * 255))
}

/// Returns the end of the rest of a receiver that failed so often in a row.
///
/// It is a quarter of the time for which it has failed: short after a restart of the receiver, long
/// while it is away. `asked` is the time that it asked to be left alone for (`Retry-After`).
pub fn rests_until(
    now: Timestamp,
    (failures, failing_since): (i64, Timestamp),
    asked: Option<SignedDuration>,
) -> Timestamp {
    let own = if failures < FAILURES_MAX {
        SignedDuration::ZERO
    } else {
        (now.duration_since(failing_since) / 4).clamp(REST_MIN, REST_MAX)
    };
    now + asked.unwrap_or_default().clamp(own, ASKED_MAX)
}

/// Returns the reason to turn a receiver off after an attempt that failed.
///
/// `failing_since` is the time of the first failure after its last success.
pub fn turns_off(
    now: Timestamp,
    status: Option<u16>,
    failing_since: Timestamp,
) -> Option<OffReason> {
    match status {
        Some(410) => Some(OffReason::Gone),
        _ if now.duration_since(failing_since) >= FAILING => Some(OffReason::Failing),
        _ => None,
    }
}

/// Returns the time that an answer asks for by a header `Retry-After` in seconds.
pub fn retry_after(status: u16, header: Option<&str>) -> Option<SignedDuration> {
    let seconds = header?.trim().parse::<u32>().ok()?;
    matches!(status, 429 | 503).then(|| SignedDuration::from_secs(seconds.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-20T08:00:00Z".parse().unwrap()
    }

    #[test]
    fn pauses_grow_over_three_days_and_end() {
        let mut at = now();
        let mut tries = 1;
        while let Some(next) = next_try(at, tries, 0) {
            at = next;
            tries += 1;
        }
        assert_eq!(tries, 10);
        assert_eq!(at.duration_since(now()).as_hours(), 75);
        let late = next_try(now(), 9, 255).unwrap().duration_since(now());
        assert!(late <= PAUSE_MAX && late > SignedDuration::from_hours(28), "{late:?}");
        assert_eq!(next_try(now(), 1, 255).unwrap(), now() + SignedDuration::from_secs(6));
    }

    #[test]
    fn a_receiver_that_fails_again_and_again_rests_longer() {
        let rest = |failures, seconds, asked| {
            let asked = (asked > 0).then(|| SignedDuration::from_secs(asked));
            let since = now() - SignedDuration::from_secs(seconds);
            rests_until(now(), (failures, since), asked).duration_since(now()).as_secs()
        };
        let cases = [(1, 60), (3, 60), (4, 0), (4, 60), (9, 600), (9, 9_999)];
        let rests = cases.map(|(failures, seconds)| rest(failures, seconds, 0));
        assert_eq!(rests, [0, 0, 5, 15, 150, 300]);
        assert_eq!((rest(1, 0, 30), rest(10, 9_999, 30), rest(1, 0, 9_999)), (30, 300, 3_600));
        assert_eq!(retry_after(429, Some("30")).unwrap().as_secs(), 30);
        assert_eq!(retry_after(500, Some("30")), None);
        assert_eq!(retry_after(503, Some("Fri, 20 Nov 2026 08:00:00 GMT")), None);
    }

    #[test]
    fn a_receiver_is_turned_off_when_it_is_gone_or_failed_for_days() {
        let since = |hours| now() - SignedDuration::from_hours(hours);
        assert_eq!(turns_off(now(), Some(410), now()), Some(OffReason::Gone));
        assert_eq!(turns_off(now(), Some(500), since(71)), None);
        assert_eq!(turns_off(now(), None, since(72)), Some(OffReason::Failing));
    }
}
