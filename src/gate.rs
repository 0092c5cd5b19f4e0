//! What keeps the board from being overrun: the buckets of `limits`, and a bound on passwords hashed at once.
//!
//! Buckets are kept in memory. Where several nodes share a database it decides: memory refuses first, so that a flood costs the
//! database nothing, and what memory lets through is taken from the shared bucket too.

mod queue;

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

pub use queue::Lane;
use queue::Queue;

use crate::account::Password;
use crate::error::{Error, Result};
use crate::limits::{Bucket, Deed, Rates};
use crate::store::{Draught, Store};

/// Buckets kept before full ones are thrown out: about 5 MB.
const MAX_BUCKETS: usize = 200_000;

/// The gate of one node.
#[derive(Debug)]
pub struct Gate {
    /// `None` when limits are off.
    buckets: Option<Buckets>,
    hashing: Queue,
}

/// How full every bucket is.
#[derive(Debug)]
struct Buckets {
    rates: Rates,
    /// By a keyed hash of what is counted, so that no address stands in memory.
    known: Mutex<HashMap<u64, Bucket>>,
    keys: RandomState,
    shared: Option<Shared>,
}

/// The buckets that all nodes share.
#[derive(Debug)]
struct Shared {
    store: Store,
    /// The secret of the board, the same on every node, once it is known; and what becomes it where there is none.
    secret: OnceCell<[u8; 32]>,
    fresh: [u8; 32],
    /// What goes back with the next that is taken, or within a second.
    back: Mutex<Vec<Counted>>,
}

/// One of a deed, by somebody.
#[derive(Clone, Debug)]
struct Counted {
    deed: Deed,
    known: u64,
    who: Option<Box<str>>,
}

/// What was taken for something that may still fail; dropped, it goes back into its buckets.
#[derive(Debug)]
#[must_use = "dropped at once, it limits nothing"]
pub struct Permit<'a> {
    gate: &'a Gate,
    taken: Vec<Counted>,
    /// Whether it was taken from the shared buckets too.
    drawn: bool,
}

impl Gate {
    /// A gate with full buckets, or one that limits nothing. `fresh` is drawn from chance.
    pub fn new(rates: Option<Rates>, store: &Store, fresh: [u8; 32]) -> Self {
        let shared = || Shared {
            store: store.clone(),
            secret: OnceCell::new(),
            fresh,
            back: Mutex::default(),
        };
        let shared = store.is_shared().then(shared);
        let buckets = rates.map(|rates| Buckets {
            rates,
            known: Mutex::default(),
            keys: RandomState::new(),
            shared,
        });
        let hashing = Queue::new(buckets.is_some());
        Self { buckets, hashing }
    }

    /// Takes one for each deed, by whom it is counted for, or none and says how long to wait.
    pub async fn take(&self, deeds: &[(Deed, &str)], now: Timestamp) -> Result<Permit<'_>> {
        let Some(buckets) = &self.buckets else { return Ok(Permit::free(self)) };
        let mut permit = self.take_here(buckets, deeds, now)?;
        let Some(shared) = &buckets.shared else { return Ok(permit) };
        shared.settle(&buckets.rates).await?;
        let asked = shared.draughts(&permit.taken, &buckets.rates).await?;
        let outcome = shared.store.draw(&asked, now).await?;
        let mut known = buckets.known();
        match outcome {
            Ok(full) => {
                permit.drawn = true;
                known.extend(
                    permit
                        .taken
                        .iter()
                        .zip(full)
                        .map(|(counted, full)| (counted.known, Bucket::full_at(full))),
                );
                Ok(permit)
            }
            Err(drained) => {
                let counted = permit.taken.swap_remove(drained.place);
                let bucket = Bucket::full_at(drained.full_at);
                known.insert(counted.known, bucket);
                // What is left of the permit goes back through the same lock.
                drop(known);
                Err(Error::TooMany(
                    bucket.take(buckets.rates.rule(counted.deed), now).err().unwrap_or_default(),
                ))
            }
        }
    }

    /// The same for what goes on without: `None` when none is left.
    pub async fn take_if_left(
        &self,
        deeds: &[(Deed, &str)],
        now: Timestamp,
    ) -> Result<Option<Permit<'_>>> {
        match self.take(deeds, now).await {
            Ok(permit) => Ok(Some(permit)),
            Err(Error::TooMany(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Takes from the buckets in memory.
    fn take_here(
        &self,
        buckets: &Buckets,
        deeds: &[(Deed, &str)],
        now: Timestamp,
    ) -> Result<Permit<'_>> {
        let mut permit =
            Permit { gate: self, taken: Vec::with_capacity(deeds.len()), drawn: false };
        for (deed, who) in deeds {
            let counted = buckets.counted(*deed, who);
            let mut known = buckets.known();
            make_room(&mut known, now);
            let bucket = known.get(&counted.known).copied().unwrap_or(Bucket::full(now));
            match bucket.take(buckets.rates.rule(*deed), now) {
                Ok(taken) => known.insert(counted.known, taken),
                // What was taken before goes back through the same lock, which is let go first.
                Err(wait) => return Err(Error::TooMany(wait)),
            };
            permit.taken.push(counted);
        }
        Ok(permit)
    }

    /// Whether one is left for each deed, or how long to wait; takes nothing. As far as this node knows.
    pub fn check(&self, deeds: &[(Deed, &str)], now: Timestamp) -> Result<()> {
        let Some(buckets) = &self.buckets else { return Ok(()) };
        let known = buckets.known();
        for (deed, who) in deeds {
            let bucket = known.get(&buckets.key(*deed, who)).copied().unwrap_or(Bucket::full(now));
            bucket.take(buckets.rates.rule(*deed), now).map_err(Error::TooMany)?;
        }
        Ok(())
    }

    /// Whether less than half is left of what somebody may do; reads only, and only what this node knows.
    pub fn is_half_spent(&self, deed: Deed, who: &str, now: Timestamp) -> bool {
        let Some(buckets) = &self.buckets else { return false };
        let known = buckets.known();
        known
            .get(&buckets.key(deed, who))
            .is_some_and(|bucket| bucket.is_half_spent(buckets.rates.rule(deed), now))
    }

    /// Puts back what was spent for something that turned out not to count.
    pub fn give_back(&self, deeds: &[(Deed, &str)]) {
        let Some(buckets) = &self.buckets else { return };
        let taken = deeds.iter().map(|(deed, who)| buckets.counted(*deed, who)).collect();
        drop(Permit { gate: self, taken, drawn: true });
    }

    /// Gives back to the shared buckets what waits to go back.
    pub async fn settle(&self) -> Result<()> {
        match &self.buckets {
            Some(Buckets { rates, shared: Some(shared), .. }) => shared.settle(rates).await,
            _ => Ok(()),
        }
    }

    /// The hash of a new password.
    pub async fn hash(&self, lane: Lane<'_>, password: Password, salt: [u8; 16]) -> Result<String> {
        Ok(self.hashing.in_turn(lane, move || password.hash(&salt)).await??)
    }

    /// Whether a password is the one that `hash` was made of.
    pub async fn verify(&self, lane: Lane<'_>, password: Password, hash: String) -> Result<bool> {
        self.hashing.in_turn(lane, move || password.matches(&hash)).await
    }
}

impl Buckets {
    fn known(&self) -> MutexGuard<'_, HashMap<u64, Bucket>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, deed: Deed, who: &str) -> u64 {
        self.keys.hash_one((deed, who))
    }

    fn counted(&self, deed: Deed, who: &str) -> Counted {
        Counted { deed, known: self.key(deed, who), who: self.shared.is_some().then(|| who.into()) }
    }
}

impl Shared {
    /// What these take from the shared buckets.
    async fn draughts(&self, counted: &[Counted], rates: &Rates) -> Result<Vec<Draught>> {
        let secret = self.secret.get_or_try_init(|| self.store.secret(&self.fresh)).await?;
        let draught = |counted: &Counted| {
            let whole = Sha256::new()
                .chain_update(secret)
                .chain_update(counted.deed.name())
                .chain_update([0])
                .chain_update(counted.who.as_deref().unwrap_or_default())
                .finalize();
            let mut key = [0; 16];
            key.copy_from_slice(&whole[..16]);
            let (step, burst) = rates.rule(counted.deed).micros();
            Draught { key, step, burst }
        };
        Ok(counted.iter().map(draught).collect())
    }

    async fn settle(&self, rates: &Rates) -> Result<()> {
        let back = std::mem::take(&mut *self.back.lock().unwrap_or_else(PoisonError::into_inner));
        if back.is_empty() {
            Ok(())
        } else {
            self.store.pour_back(&self.draughts(&back, rates).await?).await
        }
    }
}

impl<'a> Permit<'a> {
    /// One for what nobody counts.
    pub fn free(gate: &'a Gate) -> Self {
        Self { gate, taken: Vec::new(), drawn: false }
    }

    /// It came to pass: what was taken stays taken.
    pub fn spend(mut self) {
        self.taken.clear();
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let Some(buckets) = &self.gate.buckets else { return };
        let mut known = buckets.known();
        for counted in &self.taken {
            if let Some(bucket) = known.get_mut(&counted.known) {
                *bucket = bucket.give_back(buckets.rates.rule(counted.deed));
            }
        }
        if let Some(shared) = buckets.shared.as_ref().filter(|_| self.drawn) {
            shared.back.lock().unwrap_or_else(PoisonError::into_inner).append(&mut self.taken);
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
    use crate::config::DatabaseUrl;
    use crate::limits::neighbourhood;

    async fn gate() -> Gate {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&DatabaseUrl::Sqlite(folder.path().join("board.db"))).await.unwrap();
        Gate::new(Some(Rates::default()), &store, [0; 32])
    }

    /// How many comments a program gets accepted in an hour that answers two codes in five, every ten seconds from each address.
    async fn accepted(addresses: &[String], hours: i64) -> usize {
        let gate = gate().await;
        let start = Timestamp::from_second(1_790_000_000).unwrap();
        let mut accepted = 0;
        for second in (0..hours * 3600).step_by(10) {
            let now = start + jiff::SignedDuration::from_secs(second);
            for (number, address) in addresses.iter().enumerate() {
                let around = neighbourhood(address);
                let misses = [(Deed::Fail, address.as_str()), (Deed::FailAround, around.as_str())];
                let comment = [
                    (Deed::Comment, address.as_str()),
                    (Deed::CommentAround, around.as_str()),
                    (Deed::CommentAll, ""),
                ];
                let may_guess = gate.check(&misses, now).is_ok();
                let Ok(place) = gate.take(&comment, now).await else { continue };
                if may_guess && (second / 10 + i64::try_from(number).unwrap()) % 5 < 2 {
                    place.spend();
                    accepted += 1;
                } else if may_guess {
                    gate.take(&misses, now).await.into_iter().for_each(Permit::spend);
                }
            }
        }
        accepted
    }

    #[tokio::test]
    async fn a_program_that_solves_two_in_five_gets_what_the_limits_say_and_no_more() {
        let one = vec!["192.0.2.1".to_owned()];
        let corner: Vec<String> = (0..=255).map(|last| format!("192.0.2.{last}")).collect();
        assert!(accepted(&one, 1).await <= 12 + 120, "{}", accepted(&one, 1).await);
        assert!(accepted(&corner, 1).await <= 48 + 360, "{}", accepted(&corner, 1).await);
        let everywhere: Vec<String> =
            (0..1000).map(|n| format!("10.{}.{}.1", n / 250, n % 250)).collect();
        assert!(accepted(&everywhere, 1).await <= 600 + 900, "{}", accepted(&everywhere, 1).await);
    }

    #[tokio::test]
    async fn what_is_not_spent_goes_back() {
        let gate = gate().await;
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..100 {
            drop(gate.take(&[(Deed::Unreadable, "a")], now).await.unwrap());
        }
        for _ in 0..3 {
            gate.take(&[(Deed::Unreadable, "a")], now).await.unwrap().spend();
        }
        assert!(matches!(gate.take(&[(Deed::Unreadable, "a")], now).await, Err(Error::TooMany(_))));
        assert!(gate.take(&[(Deed::Unreadable, "b")], now).await.is_ok());
    }

    #[tokio::test]
    async fn what_was_spent_can_be_given_back() {
        let gate = gate().await;
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..100 {
            gate.take(&[(Deed::LogIn, "a")], now).await.unwrap().spend();
            gate.give_back(&[(Deed::LogIn, "a")]);
        }
        assert!(gate.take(&[(Deed::LogIn, "a")], now).await.is_ok());
    }

    #[tokio::test]
    async fn a_refusal_takes_nothing() {
        let gate = gate().await;
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..3 {
            gate.take(&[(Deed::Unreadable, "a")], now).await.unwrap().spend();
        }
        for _ in 0..50 {
            assert!(
                gate.take(&[(Deed::Comment, "a"), (Deed::Unreadable, "a")], now).await.is_err()
            );
        }
        assert!(gate.take(&[(Deed::Comment, "a")], now).await.is_ok());
    }

    #[tokio::test]
    async fn the_buckets_never_outgrow_their_bound() {
        let gate = gate().await;
        for n in 0..MAX_BUCKETS + 10 {
            gate.take(&[(Deed::Comment, &n.to_string())], Timestamp::UNIX_EPOCH)
                .await
                .unwrap()
                .spend();
        }
        let kept = gate.buckets.as_ref().unwrap().known().len();
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
