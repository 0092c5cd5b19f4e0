//! Rate limiter: the buckets of `limits`, and a bound on concurrent password hashing.
//!
//! Buckets are kept in memory. If several nodes share a database, the database decides: memory
//! refuses first, so that a flood costs the database nothing, and what memory allows is taken from
//! the shared bucket too.

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
use crate::limits::{Bucket, LimitedAction, Rates};
use crate::store::Store;
use crate::store::limits::Take;

/// Number of buckets at which full ones are dropped: about 5 MB.
const MAX_BUCKETS: usize = 200_000;

/// Rate limiter of one node.
#[derive(Debug)]
pub struct RateLimiter {
    /// `None` if rate limits are off.
    buckets: Option<Buckets>,
    hashing: Queue,
}

/// State of all buckets.
#[derive(Debug)]
struct Buckets {
    rates: Rates,
    /// Buckets by a keyed hash, so that no IP or e-mail address is kept in memory.
    known: Mutex<HashMap<u64, Bucket>>,
    keys: RandomState,
    shared: Option<Shared>,
}

/// Buckets in the database that all nodes share.
#[derive(Debug)]
struct Shared {
    store: Store,
    /// Secret of the board, the same on every node, once read; below, its value if it has none yet.
    secret: OnceCell<[u8; 32]>,
    fresh: [u8; 32],
    /// Tokens to refund, with the next take or within a second.
    back: Mutex<Vec<Counted>>,
}

/// One token of an action, taken for somebody.
#[derive(Clone, Debug)]
struct Counted {
    action: LimitedAction,
    known: u64,
    who: Option<Box<str>>,
}

/// Tokens taken for an action that may still fail; dropping it refunds them.
#[derive(Debug)]
#[must_use = "dropped at once, it limits nothing"]
pub struct Permit<'a> {
    limiter: &'a RateLimiter,
    taken: Vec<Counted>,
    /// True if the shared buckets were charged too.
    drawn: bool,
}

impl RateLimiter {
    /// Returns a limiter with full buckets, or one without limits if `rates` is `None`.
    ///
    /// `fresh` must be random; it becomes the secret of the board if the database has none.
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

    /// Returns whether anything is limited.
    pub fn is_on(&self) -> bool {
        self.buckets.is_some()
    }

    /// Takes one token for each pair of action and key.
    ///
    /// If one bucket is empty, takes none and returns [`Error::TooMany`] with the time to wait.
    pub async fn take(
        &self,
        actions: &[(LimitedAction, &str)],
        now: Timestamp,
    ) -> Result<Permit<'_>> {
        let Some(buckets) = &self.buckets else { return Ok(Permit::free(self)) };
        let mut permit = self.take_here(buckets, actions, now)?;
        let Some(shared) = &buckets.shared else { return Ok(permit) };
        shared.settle(&buckets.rates).await?;
        let asked = shared.takes(&permit.taken, &buckets.rates).await?;
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
                // The rest of the permit is refunded through the same lock.
                drop(known);
                Err(Error::TooMany(
                    bucket.take(buckets.rates.rate(counted.action), now).err().unwrap_or_default(),
                ))
            }
        }
    }

    /// Takes tokens like [`RateLimiter::take`]; returns `None` instead of [`Error::TooMany`].
    pub async fn take_if_left(
        &self,
        actions: &[(LimitedAction, &str)],
        now: Timestamp,
    ) -> Result<Option<Permit<'_>>> {
        match self.take(actions, now).await {
            Ok(permit) => Ok(Some(permit)),
            Err(Error::TooMany(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Takes tokens from the buckets in memory.
    fn take_here(
        &self,
        buckets: &Buckets,
        actions: &[(LimitedAction, &str)],
        now: Timestamp,
    ) -> Result<Permit<'_>> {
        let mut permit =
            Permit { limiter: self, taken: Vec::with_capacity(actions.len()), drawn: false };
        for (action, who) in actions {
            let counted = buckets.counted(*action, who);
            let mut known = buckets.known();
            make_room(&mut known, now);
            let bucket = known.get(&counted.known).copied().unwrap_or(Bucket::full(now));
            match bucket.take(buckets.rates.rate(*action), now) {
                Ok(taken) => known.insert(counted.known, taken),
                // Earlier tokens are refunded through the same lock, which is released first.
                Err(wait) => return Err(Error::TooMany(wait)),
            };
            permit.taken.push(counted);
        }
        Ok(permit)
    }

    /// Returns an error with the time to wait if a bucket is empty; takes nothing.
    ///
    /// Considers the buckets of this node only.
    pub fn check(&self, actions: &[(LimitedAction, &str)], now: Timestamp) -> Result<()> {
        let Some(buckets) = &self.buckets else { return Ok(()) };
        let known = buckets.known();
        for (action, who) in actions {
            let bucket =
                known.get(&buckets.key(*action, who)).copied().unwrap_or(Bucket::full(now));
            bucket.take(buckets.rates.rate(*action), now).map_err(Error::TooMany)?;
        }
        Ok(())
    }

    /// Returns whether more than half of a bucket is used; takes nothing.
    ///
    /// Considers the buckets of this node only.
    pub fn is_half_spent(&self, action: LimitedAction, who: &str, now: Timestamp) -> bool {
        let Some(buckets) = &self.buckets else { return false };
        let known = buckets.known();
        known
            .get(&buckets.key(action, who))
            .is_some_and(|bucket| bucket.is_half_spent(buckets.rates.rate(action), now))
    }

    /// Refunds tokens of an action that turned out not to count.
    pub fn give_back(&self, actions: &[(LimitedAction, &str)]) {
        let Some(buckets) = &self.buckets else { return };
        let taken = actions.iter().map(|(action, who)| buckets.counted(*action, who)).collect();
        drop(Permit { limiter: self, taken, drawn: true });
    }

    /// Refunds the pending tokens to the shared buckets.
    pub async fn settle(&self) -> Result<()> {
        match &self.buckets {
            Some(Buckets { rates, shared: Some(shared), .. }) => shared.settle(rates).await,
            _ => Ok(()),
        }
    }

    /// Hashes a new password, in the queue for password hashing.
    pub async fn hash(&self, lane: Lane<'_>, password: Password, salt: [u8; 16]) -> Result<String> {
        Ok(self.hashing.in_turn(lane, move || password.hash(&salt)).await??)
    }

    /// Returns whether `hash` is a hash of this password, in the queue for password hashing.
    pub async fn verify(&self, lane: Lane<'_>, password: Password, hash: String) -> Result<bool> {
        self.hashing.in_turn(lane, move || password.matches(&hash)).await
    }
}

impl Buckets {
    fn known(&self) -> MutexGuard<'_, HashMap<u64, Bucket>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, action: LimitedAction, who: &str) -> u64 {
        self.keys.hash_one((action, who))
    }

    fn counted(&self, action: LimitedAction, who: &str) -> Counted {
        Counted {
            action,
            known: self.key(action, who),
            who: self.shared.is_some().then(|| who.into()),
        }
    }
}

impl Shared {
    /// Returns the rows to charge in the shared buckets.
    async fn takes(&self, counted: &[Counted], rates: &Rates) -> Result<Vec<Take>> {
        let secret = self.secret.get_or_try_init(|| self.store.secret(&self.fresh)).await?;
        let take = |counted: &Counted| {
            let whole = Sha256::new()
                .chain_update(secret)
                .chain_update(counted.action.name())
                .chain_update([0])
                .chain_update(counted.who.as_deref().unwrap_or_default())
                .finalize();
            let mut key = [0; 16];
            key.copy_from_slice(&whole[..16]);
            let (step, burst) = rates.rate(counted.action).micros();
            Take { key, step, burst }
        };
        Ok(counted.iter().map(take).collect())
    }

    async fn settle(&self, rates: &Rates) -> Result<()> {
        let back = std::mem::take(&mut *self.back.lock().unwrap_or_else(PoisonError::into_inner));
        if back.is_empty() {
            Ok(())
        } else {
            self.store.refund(&self.takes(&back, rates).await?).await
        }
    }
}

impl<'a> Permit<'a> {
    /// Returns a permit without tokens, for an action that is not limited.
    pub fn free(limiter: &'a RateLimiter) -> Self {
        Self { limiter, taken: Vec::new(), drawn: false }
    }

    /// Confirms the action, so that its tokens are not refunded.
    pub fn spend(mut self) {
        self.taken.clear();
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let Some(buckets) = &self.limiter.buckets else { return };
        let mut known = buckets.known();
        for counted in &self.taken {
            if let Some(bucket) = known.get_mut(&counted.known) {
                *bucket = bucket.give_back(buckets.rates.rate(counted.action));
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
    // A flood from very many networks: forgetting the buckets is better than unbounded growth.
    if buckets.len() >= MAX_BUCKETS {
        buckets.clear();
    }
}

/// Returns the network of an address: the IPv4 address itself, or the IPv6 /64.
///
/// A subscriber has at least a /64 (RFC 6177).
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

    async fn limiter() -> RateLimiter {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&DatabaseUrl::Sqlite(folder.path().join("board.db"))).await.unwrap();
        RateLimiter::new(Some(Rates::default()), &store, [0; 32])
    }

    /// Returns the number of comments that a program gets accepted in some hours.
    ///
    /// It answers two captchas in five correctly, every ten seconds from each address.
    async fn accepted(addresses: &[String], hours: i64) -> usize {
        let limiter = limiter().await;
        let start = Timestamp::from_second(1_790_000_000).unwrap();
        let mut accepted = 0;
        for second in (0..hours * 3600).step_by(10) {
            let now = start + jiff::SignedDuration::from_secs(second);
            for (number, address) in addresses.iter().enumerate() {
                let around = neighbourhood(address);
                let misses = [
                    (LimitedAction::Fail, address.as_str()),
                    (LimitedAction::FailAround, around.as_str()),
                ];
                let comment = [
                    (LimitedAction::Comment, address.as_str()),
                    (LimitedAction::CommentAround, around.as_str()),
                    (LimitedAction::CommentAll, ""),
                ];
                let may_guess = limiter.check(&misses, now).is_ok();
                let Ok(place) = limiter.take(&comment, now).await else { continue };
                if may_guess && (second / 10 + i64::try_from(number).unwrap()) % 5 < 2 {
                    place.spend();
                    accepted += 1;
                } else if may_guess {
                    limiter.take(&misses, now).await.into_iter().for_each(Permit::spend);
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
        let limiter = limiter().await;
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..100 {
            drop(limiter.take(&[(LimitedAction::Unreadable, "a")], now).await.unwrap());
        }
        for _ in 0..3 {
            limiter.take(&[(LimitedAction::Unreadable, "a")], now).await.unwrap().spend();
        }
        assert!(matches!(
            limiter.take(&[(LimitedAction::Unreadable, "a")], now).await,
            Err(Error::TooMany(_))
        ));
        assert!(limiter.take(&[(LimitedAction::Unreadable, "b")], now).await.is_ok());
    }

    #[tokio::test]
    async fn what_was_spent_can_be_given_back() {
        let limiter = limiter().await;
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..100 {
            limiter.take(&[(LimitedAction::LogIn, "a")], now).await.unwrap().spend();
            limiter.give_back(&[(LimitedAction::LogIn, "a")]);
        }
        assert!(limiter.take(&[(LimitedAction::LogIn, "a")], now).await.is_ok());
    }

    #[tokio::test]
    async fn a_refusal_takes_nothing() {
        let limiter = limiter().await;
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..3 {
            limiter.take(&[(LimitedAction::Unreadable, "a")], now).await.unwrap().spend();
        }
        for _ in 0..50 {
            assert!(
                limiter
                    .take(&[(LimitedAction::Comment, "a"), (LimitedAction::Unreadable, "a")], now)
                    .await
                    .is_err()
            );
        }
        assert!(limiter.take(&[(LimitedAction::Comment, "a")], now).await.is_ok());
    }

    #[tokio::test]
    async fn the_buckets_never_outgrow_their_bound() {
        let limiter = limiter().await;
        for n in 0..MAX_BUCKETS + 10 {
            limiter
                .take(&[(LimitedAction::Comment, &n.to_string())], Timestamp::UNIX_EPOCH)
                .await
                .unwrap()
                .spend();
        }
        let kept = limiter.buckets.as_ref().unwrap().known().len();
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
