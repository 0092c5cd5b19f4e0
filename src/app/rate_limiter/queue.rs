//! Queue for password hashing, which takes a core and 19 MiB each time.
//!
//! Few hashes run at once. The number of waiting requests is bounded in all and by neighbourhood,
//! and known browsers wait in a lane of their own.
//!
//! Requests of strangers need one of [`HASHING`] places before they queue for a permit. So at most
//! that many strangers are ever ahead of a known browser.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Context;
use tokio::sync::Semaphore;

use crate::error::{Error, Result};
use crate::limits::neighbourhood;

/// Passwords hashed at once: each takes a core and 19 MiB.
pub(in crate::app::rate_limiter) const HASHING: usize = 2;
/// Strangers in the queue: at 50 ms each, none waits longer than a request may take.
const STRANGERS: usize = 100;
/// Strangers of one neighbourhood in the queue.
const STRANGERS_AROUND: usize = 2;
/// Known browsers in the queue.
const KNOWN: usize = 100;
/// Known browsers of one account in the queue: one is enough for its owner.
const KNOWN_OF_ACCOUNT: usize = 2;
/// Known browsers of one neighbourhood in the queue: an office in the morning.
const KNOWN_AROUND: usize = 8;
/// Time after which to retry: the whole queue is served in less.
const AGAIN: Duration = Duration::from_secs(5);

/// Lane of a request, which decides its priority.
#[derive(Clone, Copy, Debug)]
pub enum Lane<'a> {
    /// Unknown browser, by network.
    Stranger(&'a str),
    /// Browser that is or was logged in to this account, with its network.
    Known(i64, &'a str),
    /// Request by a link from an e-mail to the owner of this account, with its network.
    ///
    /// Counted apart, so that other sessions of the account cannot exhaust it.
    Link(i64, &'a str),
}

/// Permits and waiting requests.
#[derive(Debug)]
pub(in crate::app::rate_limiter) struct Queue {
    /// True if neighbourhoods and accounts are bounded; false without rate limits, for load tests.
    is_bounded: bool,
    pub(in crate::app::rate_limiter) turns: Arc<Semaphore>,
    /// Places of strangers that are next for a permit.
    strangers: Arc<Semaphore>,
    waiting: Arc<Mutex<Waiting>>,
}

/// Number of waiting requests, by counted property.
#[derive(Debug, Default)]
struct Waiting(HashMap<Counted, usize>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Counted {
    Strangers,
    StrangersAround(String),
    Known,
    KnownOfAccount(i64),
    LinksOfAccount(i64),
    KnownAround(String),
}

/// Place in the queue; freed when dropped.
#[derive(Debug)]
struct Place {
    waiting: Arc<Mutex<Waiting>>,
    counted: Vec<Counted>,
}

impl Queue {
    /// Returns an empty queue.
    pub(in crate::app::rate_limiter) fn new(is_bounded: bool) -> Self {
        Self {
            is_bounded,
            turns: Arc::new(Semaphore::new(HASHING)),
            strangers: Arc::new(Semaphore::new(HASHING)),
            waiting: Arc::default(),
        }
    }

    /// Runs slow work on a blocking thread when a permit is free.
    ///
    /// The work holds its permit until it ends, even if the caller is cancelled. Returns
    /// [`Error::TooMany`] with the time to wait if the queue is full.
    pub(in crate::app::rate_limiter) async fn in_turn<T: Send + 'static>(
        &self,
        lane: Lane<'_>,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let place = self.place(lane)?;
        let stranger = match lane {
            Lane::Stranger(_) => {
                let next = Arc::clone(&self.strangers).acquire_owned().await;
                Some(next.context("the queue is never closed")?)
            }
            Lane::Known(..) | Lane::Link(..) => None,
        };
        let turn =
            Arc::clone(&self.turns).acquire_owned().await.context("the queue is never closed")?;
        // Running work no longer counts as waiting.
        drop(place);
        let working = tokio::task::spawn_blocking(move || {
            let _held = (stranger, turn);
            work()
        });
        Ok(working.await.context("hashing a password")?)
    }

    fn place(&self, lane: Lane<'_>) -> Result<Place> {
        let mut bounds = match lane {
            Lane::Stranger(network) => vec![
                (Counted::Strangers, STRANGERS),
                (Counted::StrangersAround(neighbourhood(network)), STRANGERS_AROUND),
            ],
            Lane::Known(account, network) => vec![
                (Counted::Known, KNOWN),
                (Counted::KnownOfAccount(account), KNOWN_OF_ACCOUNT),
                (Counted::KnownAround(neighbourhood(network)), KNOWN_AROUND),
            ],
            Lane::Link(account, network) => vec![
                (Counted::Known, KNOWN),
                (Counted::LinksOfAccount(account), KNOWN_OF_ACCOUNT),
                (Counted::KnownAround(neighbourhood(network)), KNOWN_AROUND),
            ],
        };
        if !self.is_bounded {
            // Keep only the total.
            bounds.truncate(1);
        }
        let mut waiting = lock(&self.waiting);
        let is_full = |(counted, most): &(Counted, usize)| {
            waiting.0.get(counted).is_some_and(|there| there >= most)
        };
        if bounds.iter().any(is_full) {
            return Err(Error::TooMany(AGAIN));
        }
        let counted: Vec<Counted> = bounds.into_iter().map(|(counted, _)| counted).collect();
        for one in &counted {
            *waiting.0.entry(one.clone()).or_default() += 1;
        }
        Ok(Place { waiting: Arc::clone(&self.waiting), counted })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut waiting = lock(&self.waiting);
        for one in &self.counted {
            if let Some(there) = waiting.0.get_mut(one) {
                *there -= 1;
                if *there == 0 {
                    waiting.0.remove(one);
                }
            }
        }
    }
}

fn lock(waiting: &Mutex<Waiting>) -> MutexGuard<'_, Waiting> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use tokio::task::JoinHandle;

    use super::*;

    /// Occupies a permit until the returned sender is dropped.
    fn keeps(queue: &Arc<Queue>, network: String) -> (Sender<()>, JoinHandle<Result<()>>) {
        let (finish, wait): (Sender<()>, Receiver<()>) = channel();
        let queue = Arc::clone(queue);
        let task = tokio::spawn(async move {
            queue.in_turn(Lane::Stranger(&network), move || wait.recv().unwrap_or(())).await
        });
        (finish, task)
    }

    fn network(n: usize) -> String {
        format!("10.{}.{}.1", n / 250, n % 250)
    }

    async fn settles() {
        for _ in 0..2_000 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn who_is_known_is_next_whoever_waits() {
        let queue = Arc::new(Queue::new(true));
        let mut strangers: Vec<_> = (0..130).map(|n| keeps(&queue, network(n))).collect();
        settles().await;
        let refused = queue.in_turn(Lane::Stranger("10.9.9.1"), || ()).await;
        assert!(matches!(refused, Err(Error::TooMany(AGAIN))));
        let known = {
            let queue = Arc::clone(&queue);
            tokio::spawn(async move { queue.in_turn(Lane::Known(7, "10.0.0.1"), || ()).await })
        };
        settles().await;
        assert!(!known.is_finished());
        // The first stranger is done: no other stranger precedes the known browser.
        drop(strangers.remove(0).0);
        known.await.unwrap().unwrap();
        drop(strangers);
    }

    #[tokio::test]
    async fn a_neighbourhood_waits_for_two_and_leaves_room_for_others() {
        let queue = Arc::new(Queue::new(true));
        let strangers: Vec<_> = (0..200).map(|n| keeps(&queue, format!("192.0.2.{n}"))).collect();
        settles().await;
        let there = lock(&queue.waiting).0.clone();
        assert_eq!(there[&Counted::StrangersAround("192.0.2.0/24".into())], STRANGERS_AROUND);
        let refused = queue.in_turn(Lane::Stranger("192.0.2.250"), || ()).await;
        assert!(matches!(refused, Err(Error::TooMany(_))));
        let sixes: Vec<_> =
            (0..200).map(|n| keeps(&queue, format!("2001:db8:1:{n:x}::/64"))).collect();
        settles().await;
        let there = lock(&queue.waiting).0.clone();
        assert_eq!(there[&Counted::StrangersAround("2001:db8:1::/48".into())], STRANGERS_AROUND);
        drop((strangers, sixes));
        queue.in_turn(Lane::Stranger("198.51.100.1"), || ()).await.unwrap();
        settles().await;
    }

    #[tokio::test]
    async fn who_stops_waiting_leaves_no_trace() {
        let queue = Arc::new(Queue::new(true));
        let strangers: Vec<_> = (0..20).map(|n| keeps(&queue, network(n))).collect();
        settles().await;
        for (finish, task) in strangers {
            task.abort();
            drop(finish);
        }
        while queue.turns.available_permits() < HASHING
            || queue.strangers.available_permits() < HASHING
            || !lock(&queue.waiting).0.is_empty()
        {
            settles().await;
        }
    }

    #[tokio::test]
    async fn who_stops_waiting_does_not_free_a_turn_that_is_still_worked() {
        let queue = Queue::new(true);
        let (finish, wait) = channel::<()>();
        let working = queue.in_turn(Lane::Stranger("a"), move || wait.recv());
        // The caller is cancelled as soon as the work has begun.
        tokio::select! {
            biased;
            _ = working => panic!("nobody let it finish"),
            () = tokio::task::yield_now() => {}
        }
        assert_eq!(queue.turns.available_permits(), HASHING - 1);
        drop(finish);
    }

    #[tokio::test]
    async fn one_account_does_not_fill_the_lane_of_all() {
        let queue = Arc::new(Queue::new(true));
        let strangers: Vec<_> = (0..2).map(|n| keeps(&queue, network(n))).collect();
        settles().await;
        let one = Lane::Known(7, "10.0.0.1");
        let places: Vec<_> = (0..KNOWN_OF_ACCOUNT).map(|_| queue.place(one).unwrap()).collect();
        assert!(queue.place(one).is_err());
        assert!(queue.place(Lane::Known(8, "10.0.0.1")).is_ok());
        drop((places, strangers));
    }

    #[tokio::test]
    async fn whoever_sits_in_an_account_leaves_room_for_its_owner() {
        let queue = Arc::new(Queue::new(true));
        let strangers: Vec<_> = (0..2).map(|n| keeps(&queue, network(n))).collect();
        settles().await;
        let inside: Vec<_> = (0..2).map(|_| queue.place(Lane::Known(7, "10.0.0.1"))).collect();
        assert!(inside.iter().all(Result::is_ok));
        assert!(queue.place(Lane::Known(7, "10.0.0.1")).is_err());
        assert!(queue.place(Lane::Link(7, "10.0.9.9")).is_ok());
        drop(strangers);
    }
}
