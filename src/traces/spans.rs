//! Every span, with its attributes, by the semantic conventions of OpenTelemetry.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Instant;

use axum::http::{HeaderMap, Method};
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::TraceContextExt;
use opentelemetry_http::HeaderExtractor;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::field::Empty;
use tracing::{Instrument, Metadata, info_span};
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// Names of spans that exist only within another.
const INNER: [&str; 2] = ["read", "write"];

/// True once spans are exported.
static ARE_ON: AtomicBool = AtomicBool::new(false);

/// Span of a trace.
#[derive(Clone, Debug)]
pub struct Span(tracing::Span);

/// Span of a transaction that several writers share.
#[derive(Debug)]
pub struct Group {
    span: Span,
    writers: i64,
    statements: i64,
}

/// Stopwatch for the attributes of a span.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

/// Returns whether spans are exported.
pub fn are_on() -> bool {
    ARE_ON.load(Relaxed)
}

/// Notes that spans are exported from now on.
pub(super) fn turn_on() {
    ARE_ON.store(true, Relaxed);
}

/// Returns whether a span is one of this file.
pub(super) fn is_ours(metadata: &Metadata<'_>) -> bool {
    metadata.is_span() && metadata.target() == module_path!()
}

/// Returns whether a span exists only within another.
pub(super) fn is_inner(metadata: &Metadata<'_>) -> bool {
    INNER.contains(&metadata.name())
}

/// Records the response on the span of its request, which is the current one.
///
/// `route` is a pattern, `None` if no route matched.
pub fn answered(route: Option<&'static str>, status: u16, is_cached: bool) {
    let span = tracing::Span::current();
    if let Some(route) = route {
        span.record("http.route", route);
        // Until its route is known, the method names the span.
        span.context().span().update_name(route);
    }
    span.record("http.response.status_code", i64::from(status));
    span.record("weerwoord.page_cache.hit", is_cached);
    if status >= 500 {
        span.record("otel.status_code", "ERROR");
    }
}

impl Span {
    /// Creates the span of a request, in the trace of a proxy that sent these headers.
    pub fn request(method: &Method, proxy: Option<&HeaderMap>) -> Self {
        let span = info_span!(
            "request",
            otel.name = known(method),
            otel.kind = "server",
            otel.status_code = Empty,
            http.request.method = known(method),
            http.route = Empty,
            http.response.status_code = Empty,
            weerwoord.page_cache.hit = Empty,
        );
        if let Some(headers) = proxy {
            let context = TraceContextPropagator::new().extract(&HeaderExtractor(headers));
            // Fails only for a span that is not exported or was entered.
            let _ = span.set_parent(context);
        }
        Self(span)
    }

    /// Creates the span of a statement that reads; its text has no values.
    pub fn read(database: &'static str, statement: &str) -> Self {
        Self(info_span!(
            "read",
            otel.kind = "client",
            db.system.name = database,
            db.query.text = statement
        ))
    }

    /// Creates the span of a transaction of one writer.
    pub fn write(database: &'static str) -> Self {
        Self(info_span!(
            "write",
            otel.kind = "client",
            db.system.name = database,
            weerwoord.wait_us = Empty,
            weerwoord.commit_us = Empty,
        ))
    }

    /// Creates the span of background work.
    pub fn job(name: &'static str) -> Self {
        Self(info_span!(
            parent: None,
            "job",
            otel.name = name,
            otel.status_code = Empty,
            weerwoord.items = Empty,
        ))
    }

    /// Returns the current span.
    pub fn current() -> Self {
        Self(tracing::Span::current())
    }

    /// Returns a future that runs within this span.
    pub fn around<F: Future>(self, future: F) -> impl Future<Output = F::Output> {
        future.instrument(self.0)
    }

    /// Records the time that a writer waited for its turn.
    pub fn waited(&self, since: Stopwatch) {
        self.0.record("weerwoord.wait_us", since.micros());
    }

    /// Records the time from the end of a transaction until it was on disk.
    pub fn committed(&self, since: Stopwatch) {
        self.0.record("weerwoord.commit_us", since.micros());
    }

    /// Records the number of things that a job did.
    pub fn did(&self, items: usize) {
        self.0.record("weerwoord.items", i64::try_from(items).unwrap_or(i64::MAX));
    }

    /// Records whether it failed.
    pub fn ended(&self, is_well: bool) {
        if !is_well {
            self.0.record("otel.status_code", "ERROR");
        }
    }
}

impl Group {
    /// Creates the span of a transaction that begins now.
    pub fn begin() -> Self {
        let span = Span(info_span!(
            parent: None,
            "commit group",
            otel.kind = "client",
            otel.status_code = Empty,
            db.system.name = "sqlite",
            weerwoord.writers = Empty,
            weerwoord.statements = Empty,
            weerwoord.commit_us = Empty,
        ));
        Self { span, writers: 0, statements: 0 }
    }

    /// Counts a writer, and links its span to that of the transaction.
    pub fn writer(&mut self) {
        self.writers += 1;
        if are_on() {
            self.span.0.follows_from(tracing::Span::current());
        }
    }

    /// Counts statements.
    pub fn statements(&mut self, number: usize) {
        self.statements += i64::try_from(number).unwrap_or(i64::MAX);
    }

    /// Ends the span of a transaction whose commit began at `since`.
    pub fn ended(self, is_kept: bool, since: Stopwatch) {
        self.span.committed(since);
        self.span.0.record("weerwoord.writers", self.writers);
        self.span.0.record("weerwoord.statements", self.statements);
        self.span.ended(is_kept);
    }
}

impl Stopwatch {
    /// Starts a stopwatch.
    #[expect(clippy::disallowed_methods, reason = "a duration, which no decision depends on")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    fn micros(self) -> i64 {
        i64::try_from(self.0.elapsed().as_micros()).unwrap_or(i64::MAX)
    }
}

/// Returns the name of a method; a client may send any text as one.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::PATCH => "PATCH",
        _ => "_OTHER",
    }
}
