//! Counts of this process for monitoring, in memory.
//!
//! A request costs some atomic additions here: no lock and no allocation. What stands in the
//! database is counted there (`monitor`), and the text for Prometheus is left to `web::metrics`.

mod routes;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

pub use routes::{Histogram, Route, RouteMetrics, Routes};

/// Counts of this process, from its start.
#[derive(Debug, Default)]
pub struct Metrics {
    routes: OnceLock<Routes>,
    /// Requests under way, without those answered from the cache.
    pub requests: Gauge,
    /// Requests refused because too many were under way.
    pub shed: Count,
    /// Connections of clients.
    pub connections: Gauge,
    comments: [Count; CommentOutcome::ALL.len()],
    captchas: [Count; CaptchaEvent::ALL.len()],
    webhooks: [Count; WebhookOutcome::ALL.len()],
    /// Steps of the system clock.
    pub clock_steps: Count,
    /// Time of the last step after it, and its size, in microseconds; 0 without a step.
    last_step: (AtomicI64, AtomicI64),
    /// Time at which nothing was left to index, in microseconds; 0 before the first time.
    indexed_at: AtomicI64,
}

/// Number that only grows.
#[derive(Debug, Default)]
pub struct Count(AtomicU64);

/// Number of things that exist now.
#[derive(Debug, Default)]
pub struct Gauge(AtomicUsize);

/// Outcome of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentOutcome {
    /// Posted and shown at once.
    Shown,
    /// Posted and held back.
    Held,
    /// Not posted: an error in the form, a filter, a ban or a rate limit.
    Refused,
    /// Removed by a moderator.
    Removed,
}

/// Event in the life of a captcha.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptchaEvent {
    /// Made as a picture or a sound.
    Made,
    /// Solved; a comment was posted with it.
    Solved,
    /// Answered wrongly, too fast or not at all.
    Failed,
}

/// Outcome of an attempt to deliver a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookOutcome {
    /// Its receiver took it.
    Delivered,
    /// It failed and is tried again.
    Failed,
    /// It failed for the last time.
    GivenUp,
}

/// Stopwatch for the duration of a request.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Metrics {
    /// Sets the routes that requests are counted by; later calls have no effect.
    pub fn name_routes(&self, paths: impl IntoIterator<Item = &'static str>) {
        self.routes.get_or_init(|| Routes::new(paths));
    }

    /// Returns the counts by route, once the routes are known.
    pub fn routes(&self) -> Option<&Routes> {
        self.routes.get()
    }

    /// Returns the route with this path; [`Route::default`] if there is none.
    pub fn route(&self, path: Option<&str>) -> Route {
        self.routes().zip(path).and_then(|(routes, path)| routes.find(path)).unwrap_or_default()
    }

    /// Returns the path of a route, with its parameters in braces; `None` if no route matched.
    pub fn pattern(&self, route: Route) -> Option<&'static str> {
        (route != Route::default()).then(|| self.routes().map(|routes| routes.of(route).path))?
    }

    /// Counts a response.
    pub fn answered(&self, route: Route, status: u16, took: Duration) {
        if let Some(routes) = self.routes() {
            routes.of(route).record(status, took);
        }
    }

    /// Counts comments with this outcome.
    pub fn comments(&self, outcome: CommentOutcome) -> &Count {
        &self.comments[outcome as usize]
    }

    /// Counts captchas with this event.
    pub fn captchas(&self, event: CaptchaEvent) -> &Count {
        &self.captchas[event as usize]
    }

    /// Counts attempts of webhooks with this outcome.
    pub fn webhooks(&self, outcome: WebhookOutcome) -> &Count {
        &self.webhooks[outcome as usize]
    }

    /// Records that the system clock jumped by `step`, to `now`.
    pub fn clock_stepped(&self, step: SignedDuration, now: Timestamp) {
        self.clock_steps.add(1);
        self.last_step.1.store(i64::try_from(step.as_micros()).unwrap_or(i64::MAX), Relaxed);
        self.last_step.0.store(now.as_microsecond(), Relaxed);
    }

    /// Returns the time and the size of the last step of the system clock.
    pub fn last_step(&self) -> Option<(Timestamp, SignedDuration)> {
        let at = known(&self.last_step.0)?;
        Some((at, SignedDuration::from_micros(self.last_step.1.load(Relaxed))))
    }

    /// Records that nothing is left to index.
    pub fn indexed(&self, now: Timestamp) {
        self.indexed_at.store(now.as_microsecond(), Relaxed);
    }

    /// Returns the time at which nothing was left to index.
    pub fn indexed_at(&self) -> Option<Timestamp> {
        known(&self.indexed_at)
    }
}

fn known(micros: &AtomicI64) -> Option<Timestamp> {
    let micros = Some(micros.load(Relaxed)).filter(|micros| *micros != 0)?;
    Timestamp::from_microsecond(micros).ok()
}

impl Count {
    /// Adds to the number.
    pub fn add(&self, more: u64) {
        self.0.fetch_add(more, Relaxed);
    }

    /// Returns the number.
    pub fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

impl Gauge {
    /// Adds one, and returns the number before.
    pub fn increment(&self) -> usize {
        self.0.fetch_add(1, Relaxed)
    }

    /// Subtracts one that was added.
    pub fn decrement(&self) {
        self.0.fetch_sub(1, Relaxed);
    }

    /// Returns the number.
    pub fn get(&self) -> usize {
        self.0.load(Relaxed)
    }
}

impl CommentOutcome {
    /// Every outcome, in the order of the counts.
    pub const ALL: [Self; 4] = [Self::Shown, Self::Held, Self::Refused, Self::Removed];

    /// Returns the value of its label.
    pub fn code(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Held => "held",
            Self::Refused => "refused",
            Self::Removed => "removed",
        }
    }
}

impl CaptchaEvent {
    /// Every event, in the order of the counts.
    pub const ALL: [Self; 3] = [Self::Made, Self::Solved, Self::Failed];

    /// Returns the value of its label.
    pub fn code(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Solved => "solved",
            Self::Failed => "failed",
        }
    }
}

impl WebhookOutcome {
    /// Every outcome, in the order of the counts.
    pub const ALL: [Self; 3] = [Self::Delivered, Self::Failed, Self::GivenUp];

    /// Returns the value of its label.
    pub fn code(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::GivenUp => "given_up",
        }
    }
}

impl Stopwatch {
    /// Starts a stopwatch.
    #[expect(clippy::disallowed_methods, reason = "a duration, which no decision depends on")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Returns the time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_a_count_of_its_own() {
        let metrics = Metrics::default();
        for (index, outcome) in CommentOutcome::ALL.into_iter().enumerate() {
            metrics.comments(outcome).add(index as u64);
        }
        let counted = CommentOutcome::ALL.map(|outcome| metrics.comments(outcome).get());
        assert_eq!(counted, [0, 1, 2, 3]);
        for event in CaptchaEvent::ALL {
            metrics.captchas(event).add(1);
            assert_eq!(metrics.captchas(event).get(), 1, "{event:?}");
        }
    }

    #[test]
    fn a_step_and_an_index_are_known_once_they_were_there() {
        let (metrics, now) = (Metrics::default(), Timestamp::from_second(1_800_000_000).unwrap());
        assert_eq!((metrics.last_step(), metrics.indexed_at()), (None, None));
        metrics.clock_stepped(SignedDuration::from_secs(-90), now);
        metrics.indexed(now);
        assert_eq!(metrics.last_step(), Some((now, SignedDuration::from_secs(-90))));
        assert_eq!(metrics.indexed_at(), Some(now));
    }
}
