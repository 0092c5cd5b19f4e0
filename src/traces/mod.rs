//! Traces for OpenTelemetry: spans of requests, of the database and of jobs.
//!
//! With the feature `opentelemetry` and an address of a collector in the environment, spans are
//! exported by OTLP. Without the feature every type here is empty and every function does nothing.
//!
//! Every span and every attribute there is stands in `spans.rs`. None holds a path, a query, a name,
//! an address or a value of a statement: only route patterns, constant texts, codes and numbers.

#[cfg(feature = "opentelemetry")]
mod export;
#[cfg(not(feature = "opentelemetry"))]
mod no_spans;
#[cfg(feature = "opentelemetry")]
mod spans;

#[cfg(feature = "opentelemetry")]
pub use export::Exporter;
#[cfg(not(feature = "opentelemetry"))]
pub use no_spans::{Exporter, Group, Span, Stopwatch, answered, are_on};
#[cfg(feature = "opentelemetry")]
pub use spans::{Group, Span, Stopwatch, answered, are_on};

/// Directive for the filter of the log, which spans of traces stay out of.
pub const NOT_LOGGED: &str = "weerwoord::traces::spans=off";
