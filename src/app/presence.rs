//! Cases that moderators have open, as far as this process knows.
//!
//! It changes only the order in which a page lists its cases, so that two moderators who work at
//! the same time begin at different cases. Colleagues are told of claims (`store/claims.rs`), which
//! a moderator makes explicitly.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Time for which an entry is valid.
///
/// Longer than most cases take; short enough not to delay others after a moderator has left.
const BELIEVED: SignedDuration = SignedDuration::from_mins(2);

/// Open cases of all moderators, by account id.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<i64, Place>>);

/// Case and the time at which a page first listed it for a moderator.
#[derive(Clone, Copy, Debug)]
struct Place {
    comment: i64,
    since: Timestamp,
}

impl Presence {
    /// Records the first case that no other moderator has open as this moderator's.
    ///
    /// Returns the cases that others have open.
    pub fn take_place(&self, moderator: i64, cases: &[i64], now: Timestamp) -> HashSet<i64> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        places.retain(|_, place| now.duration_since(place.since).abs() < BELIEVED);
        let others: HashSet<i64> = places
            .iter()
            .filter(|(account, place)| **account != moderator && cases.contains(&place.comment))
            .map(|(_, place)| place.comment)
            .collect();
        match cases.iter().find(|case| !others.contains(case)) {
            Some(case) => places.insert(moderator, Place { comment: *case, since: now }),
            None => places.remove(&moderator),
        };
        others
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_moderators_begin_at_different_cases() {
        let (presence, now) = (Presence::default(), Timestamp::UNIX_EPOCH);
        assert_eq!(presence.take_place(1, &[5, 6, 7], now), HashSet::new());
        assert_eq!(presence.take_place(2, &[5, 6, 7], now), HashSet::from([5]));
        assert_eq!(presence.take_place(3, &[5, 6, 7], now), HashSet::from([5, 6]));
        // Moderator 1 has decided case 5. Both others are open elsewhere, so they are returned and
        // nothing is recorded.
        assert_eq!(presence.take_place(1, &[6, 7], now), HashSet::from([6, 7]));
        assert_eq!(presence.take_place(2, &[6, 7], now), HashSet::from([7]));
    }

    #[test]
    fn who_left_holds_nothing_up() {
        let (presence, now) = (Presence::default(), Timestamp::UNIX_EPOCH);
        presence.take_place(1, &[5], now);
        assert_eq!(presence.take_place(2, &[5], now + BELIEVED), HashSet::new());
    }
}
