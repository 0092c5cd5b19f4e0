//! The case each moderator has before them, as far as this process knows, so that two who work at
//! once begin at different cases.
//!
//! It changes the order in which a page lists its cases, and nothing else: what colleagues are told
//! is a claim (`store/claims.rs`), which a moderator makes on purpose.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// How long a place is believed: longer than most cases take, and short enough that who left holds
/// nothing up.
const BELIEVED: SignedDuration = SignedDuration::from_mins(2);

/// The places of all moderators.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<i64, Place>>);

/// A case, and when it was first on a moderator's page.
#[derive(Clone, Copy, Debug)]
struct Place {
    comment: i64,
    since: Timestamp,
}

impl Presence {
    /// Notes that a moderator is shown the first of these cases that nobody else has before them;
    /// returns those that others have.
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
        // The first has decided about 5: the next nobody has is none of these, so the places of the
        // others are told as they are.
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
