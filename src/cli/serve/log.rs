//! Log on standard error, and the traces beside it.

use std::io::{IsTerminal, stderr};

use tracing::Subscriber;
use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt, registry};

use crate::traces::{Exporter, NOT_LOGGED};

/// Maximum number of buffered log lines; when the buffer is full, new lines are dropped.
const LOG_LINES: usize = 8_192;

/// Starts the log on standard error: text on a terminal, JSON otherwise; and the export of traces,
/// if the environment names a collector.
///
/// The level is `info` unless `RUST_LOG` is set.
///
/// A separate thread writes the log, so that a pipe without a reader or a full disk neither delays
/// nor fails a request. The buffer is flushed when the guard is dropped.
pub(super) fn start_log() -> (WorkerGuard, Option<Exporter>) {
    let (lines, guard) =
        NonBlockingBuilder::default().buffered_lines_limit(LOG_LINES).lossy(true).finish(stderr());
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let filter = match NOT_LOGGED.parse() {
        Ok(directive) => filter.add_directive(directive),
        Err(_) => filter,
    };
    let traces = Exporter::from_env();
    // A second start in the same process keeps the first log.
    let _ = match &traces {
        // A filter of the log alone costs more, because each layer is asked for each line.
        Ok(Some(traces)) => {
            registry().with(log(lines).with_filter(filter)).with(traces.layer()).try_init()
        }
        _ => registry().with(filter).with(log(lines)).try_init(),
    };
    let traces = traces.unwrap_or_else(|error| {
        let error = format!("{error:#}");
        tracing::warn!(error, "traces are off: the OTEL_ variables are not as they should be");
        None
    });
    (guard, traces)
}

/// Returns the layer that writes the log.
fn log<S>(lines: NonBlocking) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    // It would report a failed write to the same standard error, and panic there.
    let log = fmt::layer().with_writer(lines).log_internal_errors(false);
    if stderr().is_terminal() { log.boxed() } else { log.json().flatten_event(true).boxed() }
}
