//! Responses by route: their statuses, and how long they took.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Label of requests without a route.
const UNMATCHED: &str = "unmatched";

/// Statuses with a count of their own; the usual ones first, because they are searched in order.
const STATUSES: [u16; 24] = [
    200, 304, 303, 404, 422, 301, 302, 307, 308, 204, 206, 400, 403, 405, 408, 409, 410, 413, 415,
    416, 429, 500, 502, 503,
];

/// Upper bounds of the buckets in microseconds, and the same in seconds as a label.
const BUCKETS: [(u64, &str); 17] = [
    (50, "0.00005"),
    (100, "0.0001"),
    (250, "0.00025"),
    (500, "0.0005"),
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (5_000, "0.005"),
    (10_000, "0.01"),
    (25_000, "0.025"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (500_000, "0.5"),
    (1_000_000, "1"),
    (2_500_000, "2.5"),
    (5_000_000, "5"),
    (10_000_000, "10"),
];

/// Route of a request; the default is that of requests without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Route(u16);

/// Counts of every route.
#[derive(Debug)]
pub struct Routes {
    routes: HashMap<&'static str, Route>,
    metrics: Vec<RouteMetrics>,
}

/// Counts of one route.
#[derive(Debug)]
pub struct RouteMetrics {
    /// Path of the route, with its parameters in braces.
    pub path: &'static str,
    /// Responses by status; the last count is that of all other statuses.
    statuses: [AtomicU64; STATUSES.len() + 1],
    /// Responses by duration, each in one bucket only; the last has no bound.
    buckets: [AtomicU64; BUCKETS.len() + 1],
    nanoseconds: AtomicU64,
}

/// Durations of the responses of a route.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Upper bound of each bucket and the number of responses up to that bound; the last is
    /// infinity.
    pub buckets: Vec<(&'static str, u64)>,
    /// Sum of the durations in seconds.
    pub sum: f64,
}

impl Route {
    /// Returns the number by which the cache stores a route.
    pub fn number(self) -> u16 {
        self.0
    }

    /// Returns the route with this number.
    pub fn from_number(number: u16) -> Self {
        Self(number)
    }
}

impl Routes {
    pub(super) fn new(paths: impl IntoIterator<Item = &'static str>) -> Self {
        let mut metrics = vec![RouteMetrics::new(UNMATCHED)];
        let mut routes = HashMap::new();
        for path in paths {
            if let Ok(number) = u16::try_from(metrics.len()) {
                routes.insert(path, Route(number));
                metrics.push(RouteMetrics::new(path));
            }
        }
        Self { routes, metrics }
    }

    pub(super) fn find(&self, path: &str) -> Option<Route> {
        self.routes.get(path).copied()
    }

    pub(super) fn of(&self, route: Route) -> &RouteMetrics {
        self.metrics.get(usize::from(route.0)).unwrap_or(&self.metrics[0])
    }

    /// Returns the routes that were requested at least once.
    pub fn requested(&self) -> impl Iterator<Item = &RouteMetrics> {
        self.metrics.iter().filter(|route| route.statuses().next().is_some())
    }
}

impl RouteMetrics {
    fn new(path: &'static str) -> Self {
        let zero = || AtomicU64::new(0);
        Self {
            path,
            statuses: std::array::from_fn(|_| zero()),
            buckets: std::array::from_fn(|_| zero()),
            nanoseconds: zero(),
        }
    }

    pub(super) fn record(&self, status: u16, took: Duration) {
        let nanoseconds = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
        let at = STATUSES.iter().position(|known| *known == status).unwrap_or(STATUSES.len());
        let within = BUCKETS.iter().position(|(bound, _)| nanoseconds <= bound * 1_000);
        self.statuses[at].fetch_add(1, Relaxed);
        self.buckets[within.unwrap_or(BUCKETS.len())].fetch_add(1, Relaxed);
        self.nanoseconds.fetch_add(nanoseconds, Relaxed);
    }

    /// Returns each status that occurred and its number of responses.
    pub fn statuses(&self) -> impl Iterator<Item = (String, u64)> {
        let labels = STATUSES.iter().map(ToString::to_string).chain(["other".to_owned()]);
        labels
            .zip(self.statuses.iter().map(|count| count.load(Relaxed)))
            .filter(|(_, count)| *count > 0)
    }

    /// Returns the durations of the responses.
    pub fn durations(&self) -> Histogram {
        let labels = BUCKETS.iter().map(|(_, label)| *label).chain(["+Inf"]);
        let mut all = 0;
        let buckets = labels
            .zip(&self.buckets)
            .map(|(label, bucket)| {
                all += bucket.load(Relaxed);
                (label, all)
            })
            .collect();
        let sum = Duration::from_nanos(self.nanoseconds.load(Relaxed)).as_secs_f64();
        Histogram { buckets, sum }
    }
}

impl Histogram {
    /// Returns the number of all responses.
    pub fn count(&self) -> u64 {
        self.buckets.last().map_or(0, |(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_is_in_its_bucket_and_all_above() {
        let routes = Routes::new(["/", "/articles/{slug}"]);
        let front = routes.find("/").unwrap();
        for micros in [50, 51, 20_000_000] {
            routes.of(front).record(200, Duration::from_micros(micros));
        }
        routes.of(front).record(418, Duration::from_nanos(1));
        let durations = routes.of(front).durations();
        assert_eq!(durations.buckets[..2], [("0.00005", 2), ("0.0001", 3)]);
        assert_eq!(durations.buckets[16..], [("10", 3), ("+Inf", 4)]);
        assert_eq!(durations.count(), 4);
        assert!((durations.sum - 20.000_101_001).abs() < 1e-9, "{}", durations.sum);
        let statuses: Vec<_> = routes.of(front).statuses().collect();
        assert_eq!(statuses, [("200".to_owned(), 3), ("other".to_owned(), 1)]);
        let requested: Vec<_> = routes.requested().map(|route| route.path).collect();
        assert_eq!(requested, ["/"]);
    }

    #[test]
    fn a_response_is_counted_without_an_allocation() {
        let routes = Routes::new(["/"]);
        let front = routes.find("/").unwrap();
        let work = allocation_counter::measure(|| {
            routes.of(front).record(503, Duration::from_mins(1));
        });
        assert_eq!(work.count_total, 0);
    }

    #[test]
    fn a_path_without_a_route_has_one_label() {
        let routes = Routes::new(["/"]);
        assert_eq!(routes.find("/wp-login.php"), None);
        assert_eq!(routes.of(Route::default()).path, UNMATCHED);
        assert_eq!(routes.of(Route::from_number(999)).path, UNMATCHED);
    }

    #[test]
    fn labels_and_bounds_agree() {
        for (micros, label) in BUCKETS {
            let seconds = Duration::from_micros(micros).as_secs_f64();
            assert_eq!(label.parse::<f64>().unwrap().to_bits(), seconds.to_bits(), "{label}");
        }
        assert!(BUCKETS.is_sorted());
    }
}
