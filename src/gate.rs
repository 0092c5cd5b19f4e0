//! What keeps the board from being overrun: the buckets of `limits` in memory, and a bound on passwords hashed at once.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::account::Password;
use crate::error::{Error, Result};
use crate::limits::{Bucket, Deed};

/// Buckets kept before full ones are thrown out: about 5 MB.
const MAX_BUCKETS: usize = 200_000;
/// Passwords hashed at once: each takes a core and 19 MiB.
const HASHING: usize = 2;
/// Log-ins that may wait for their turn: at 50 ms each nobody waits longer than a request may.
const WAITING: usize = 100;

/// The gate of one node.
#[derive(Debug)]
pub struct Gate {
    /// By a keyed hash of what is counted, so that no address stands in memory; `None` when limits are off.
    buckets: Option<Mutex<HashMap<u64, Bucket>>>,
    keys: RandomState,
    hashing: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// What was taken for something that may still fail; dropped, it goes back into its buckets.
#[derive(Debug)]
#[must_use = "dropped at once, it limits nothing"]
pub struct Permit<'a> {
    gate: &'a Gate,
    taken: Vec<(Deed, u64)>,
}

impl Gate {
    /// A gate with full buckets, or one that limits nothing.
    pub fn new(limits: bool) -> Self {
        Self {
            buckets: limits.then(Mutex::default),
            keys: RandomState::new(),
            hashing: Arc::new(Semaphore::new(HASHING)),
            waiting: Arc::new(Semaphore::new(WAITING)),
        }
    }

    /// Takes one for each deed, by whom it is counted for, or none and says how long to wait.
    pub fn take(&self, deeds: &[(Deed, &str)], now: Timestamp) -> Result<Permit<'_>> {
        let mut permit = Permit { gate: self, taken: Vec::with_capacity(deeds.len()) };
        let Some(buckets) = &self.buckets else { return Ok(permit) };
        // The permit gives back through the same lock, so what was taken before a refusal goes back after it is released.
        for (deed, who) in deeds {
            let key = self.key(*deed, who);
            let mut buckets = buckets.lock().unwrap_or_else(PoisonError::into_inner);
            make_room(&mut buckets, now);
            let bucket = buckets.get(&key).copied().unwrap_or(Bucket::full(now));
            let taken = bucket.take(deed.rule(), now).map_err(Error::TooMany)?;
            buckets.insert(key, taken);
            permit.taken.push((*deed, key));
        }
        Ok(permit)
    }

    /// Whether less than half is left of what somebody may do; reads only.
    pub fn is_half_spent(&self, deed: Deed, who: &str, now: Timestamp) -> bool {
        let Some(buckets) = &self.buckets else { return false };
        let buckets = buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.get(&self.key(deed, who)).is_some_and(|bucket| bucket.is_half_spent(deed.rule(), now))
    }

    /// Puts back what was spent for something that turned out not to count.
    pub fn give_back(&self, deeds: &[(Deed, &str)]) {
        drop(Permit { gate: self, taken: deeds.iter().map(|(deed, who)| (*deed, self.key(*deed, who))).collect() });
    }

    /// The hash of a new password.
    pub async fn hash(&self, password: Password, salt: [u8; 16]) -> Result<String> {
        Ok(self.in_turn(move || password.hash(&salt)).await??)
    }

    /// Whether a password is the one that `hash` was made of.
    pub async fn verify(&self, password: Password, hash: String) -> Result<bool> {
        self.in_turn(move || password.matches(&hash)).await
    }

    /// Does slow work when its turn comes. The turn goes with the work: it ends with it, also when nobody waits any more.
    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let place = self.waiting.clone().try_acquire_owned().map_err(|_| Error::Busy)?;
        let turn = self.hashing.clone().acquire_owned().await.context("the gate is never closed")?;
        let working = tokio::task::spawn_blocking(move || {
            let _held = (place, turn);
            work()
        });
        Ok(working.await.context("hashing a password")?)
    }

    fn key(&self, deed: Deed, who: &str) -> u64 {
        self.keys.hash_one((deed, who))
    }
}

impl<'a> Permit<'a> {
    /// One for what nobody counts.
    pub fn free(gate: &'a Gate) -> Self {
        Self { gate, taken: Vec::new() }
    }

    /// It came to pass: what was taken stays taken.
    pub fn spend(mut self) {
        self.taken.clear();
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let Some(buckets) = &self.gate.buckets else { return };
        let mut buckets = buckets.lock().unwrap_or_else(PoisonError::into_inner);
        for (deed, key) in &self.taken {
            if let Some(bucket) = buckets.get_mut(key) {
                *bucket = bucket.give_back(deed.rule());
            }
        }
    }
}

fn make_room(buckets: &mut HashMap<u64, Bucket>, now: Timestamp) {
    if buckets.len() >= MAX_BUCKETS {
        buckets.retain(|_, bucket| !bucket.is_full(now));
    }
    // A flood from so many networks at once that none is full again: better to forget than to grow without bound.
    if buckets.len() >= MAX_BUCKETS {
        buckets.clear();
    }
}

/// What counts as one network: an IPv4 address, or the /64 that an IPv6 subscriber has to themselves (RFC 6177).
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::neighbourhood;

    /// How many comments a program gets accepted in an hour that answers two codes in five, every ten seconds from each address.
    fn accepted(addresses: &[String], hours: i64) -> usize {
        let gate = Gate::new(true);
        let start = Timestamp::from_second(1_790_000_000).unwrap();
        let mut accepted = 0;
        for second in (0..hours * 3600).step_by(10) {
            let now = start + jiff::SignedDuration::from_secs(second);
            for (number, address) in addresses.iter().enumerate() {
                let around = neighbourhood(address);
                let misses = [(Deed::Fail, address.as_str()), (Deed::FailAround, around.as_str())];
                let comment = [(Deed::Comment, address.as_str()), (Deed::CommentAround, around.as_str()), (Deed::CommentAll, "")];
                let may_guess = gate.take(&misses, now).map(drop).is_ok();
                let Ok(place) = gate.take(&comment, now) else { continue };
                if may_guess && (second / 10 + i64::try_from(number).unwrap()) % 5 < 2 {
                    place.spend();
                    accepted += 1;
                } else if may_guess {
                    gate.take(&misses, now).into_iter().for_each(Permit::spend);
                }
            }
        }
        accepted
    }

    #[test]
    fn a_program_that_solves_two_in_five_gets_what_the_limits_say_and_no_more() {
        let one = vec!["192.0.2.1".to_owned()];
        let corner: Vec<String> = (0..=255).map(|last| format!("192.0.2.{last}")).collect();
        assert!(accepted(&one, 1) <= 12 + 120, "{}", accepted(&one, 1));
        assert!(accepted(&corner, 1) <= 48 + 360, "{}", accepted(&corner, 1));
        let everywhere: Vec<String> = (0..1000).map(|n| format!("10.{}.{}.1", n / 250, n % 250)).collect();
        assert!(accepted(&everywhere, 1) <= 600 + 900, "{}", accepted(&everywhere, 1));
    }

    #[test]
    fn what_is_not_spent_goes_back() {
        let gate = Gate::new(true);
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..100 {
            drop(gate.take(&[(Deed::Unreadable, "a")], now).unwrap());
        }
        for _ in 0..3 {
            gate.take(&[(Deed::Unreadable, "a")], now).unwrap().spend();
        }
        assert!(matches!(gate.take(&[(Deed::Unreadable, "a")], now), Err(Error::TooMany(_))));
        assert!(gate.take(&[(Deed::Unreadable, "b")], now).is_ok());
    }

    #[tokio::test]
    async fn who_stops_waiting_does_not_free_a_turn_that_is_still_worked() {
        let gate = Gate::new(true);
        let (finish, wait) = std::sync::mpsc::channel::<()>();
        let working = gate.in_turn(move || wait.recv());
        // The caller leaves as soon as the work has begun.
        tokio::select! {
            biased;
            _ = working => panic!("nobody let it finish"),
            () = tokio::task::yield_now() => {}
        }
        assert_eq!(gate.hashing.available_permits(), HASHING - 1);
        drop(finish);
    }

    #[test]
    fn what_was_spent_can_be_given_back() {
        let gate = Gate::new(true);
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..100 {
            gate.take(&[(Deed::LogIn, "a")], now).unwrap().spend();
            gate.give_back(&[(Deed::LogIn, "a")]);
        }
        assert!(gate.take(&[(Deed::LogIn, "a")], now).is_ok());
    }

    #[test]
    fn a_refusal_takes_nothing() {
        let gate = Gate::new(true);
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..3 {
            gate.take(&[(Deed::Unreadable, "a")], now).unwrap().spend();
        }
        for _ in 0..50 {
            assert!(gate.take(&[(Deed::Comment, "a"), (Deed::Unreadable, "a")], now).is_err());
        }
        assert!(gate.take(&[(Deed::Comment, "a")], now).is_ok());
    }

    #[test]
    fn the_buckets_never_outgrow_their_bound() {
        let gate = Gate::new(true);
        for n in 0..MAX_BUCKETS + 10 {
            gate.take(&[(Deed::Comment, &n.to_string())], Timestamp::UNIX_EPOCH).unwrap().spend();
        }
        let kept = gate.buckets.as_ref().unwrap().lock().unwrap().len();
        assert!(kept <= MAX_BUCKETS, "{kept}");
    }

    #[test]
    fn a_subscriber_is_one_network() {
        let network_of = |address: &str| network(address.parse().unwrap());
        assert_eq!(network_of("2001:db8:1:2:3::4"), network_of("2001:db8:1:2:ffff::9"));
        assert_ne!(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
        assert_eq!(network_of("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
