//! Export of finished spans to a collector (OTLP over HTTP, protobuf).
//!
//! A thread of its own sends them in batches. When its queue is full, or the collector does not
//! answer, spans are dropped: nothing else waits for it or fails.

use std::env::var;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use anyhow::Result;
use async_trait::async_trait;
use opentelemetry::trace::TracerProvider;
use opentelemetry::{Key, KeyValue};
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response, ResponseExt};
use opentelemetry_otlp::{SpanExporter, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::Interest;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::DynFilterFn;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

use super::spans::{is_inner, is_ours, turn_on};

/// Maximum time to send the last spans when the server stops.
const FAREWELL: Duration = Duration::from_secs(5);
/// Time after which an unanswered batch is dropped, unless the environment sets another.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Largest response of a collector that is read, in bytes.
const MAX_RESPONSE: u64 = 64 * 1024;

/// Exporter of spans, set up by the variables of the OpenTelemetry specification.
#[derive(Debug)]
pub struct Exporter(SdkTracerProvider);

/// HTTP client of the thread that sends; it blocks.
#[derive(Debug)]
struct Client {
    agent: ureq::Agent,
    /// True if the last batch was not taken.
    is_away: AtomicBool,
}

impl Exporter {
    /// Returns the exporter; `None` if the environment names no collector.
    ///
    /// Sampler, batches and resource are set by the SDK from `OTEL_…`.
    pub fn from_env() -> Result<Option<Self>> {
        let is_set = |name| var(name).is_ok_and(|value| !value.is_empty());
        let is = |name, value: &str| var(name).is_ok_and(|set| set.eq_ignore_ascii_case(value));
        let has_collector =
            is_set("OTEL_EXPORTER_OTLP_ENDPOINT") || is_set("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        if !has_collector || is("OTEL_SDK_DISABLED", "true") || is("OTEL_TRACES_EXPORTER", "none") {
            return Ok(None);
        }
        let exporter =
            SpanExporter::builder().with_http().with_http_client(Client::new()).build()?;
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource())
            .build();
        turn_on();
        Ok(Some(Self(provider)))
    }

    /// Returns the layer that takes the spans of this folder and nothing else: no event of the log.
    pub fn layer<S>(&self) -> impl Layer<S> + Send + Sync + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
    {
        let filter = DynFilterFn::new(|metadata, context: &Context<'_, S>| {
            is_ours(metadata) && (!is_inner(metadata) || context.lookup_current().is_some())
        });
        let filter =
            filter.with_max_level_hint(LevelFilter::INFO).with_callsite_filter(|metadata| {
                match (is_ours(metadata), is_inner(metadata)) {
                    (false, _) => Interest::never(),
                    (true, false) => Interest::always(),
                    (true, true) => Interest::sometimes(),
                }
            });
        tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("weerwoord"))
            .with_context_activation(false)
            .with_location(false)
            .with_threads(false)
            .with_level(false)
            .with_target(false)
            .with_tracked_inactivity(false)
            .with_filter(filter)
    }

    /// Sends the spans that wait, and ends the thread.
    pub async fn shut_down(self) {
        let ending = tokio::task::spawn_blocking(move || self.0.shutdown_with_timeout(FAREWELL));
        if !matches!(ending.await, Ok(Ok(()))) {
            tracing::warn!("the last traces could not be delivered");
        }
    }
}

/// Returns the attributes of this process: its service and version, and those of the environment.
fn resource() -> Resource {
    let version = KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
    let name = Key::from_static_str("service.name");
    let is_named = |resource: &Resource| {
        resource.get(&name).is_some_and(|name| !name.as_str().starts_with("unknown_service"))
    };
    let resource = Resource::builder().with_attribute(version.clone()).build();
    if is_named(&resource) {
        return resource;
    }
    Resource::builder().with_attribute(version).with_service_name("weerwoord").build()
}

impl Client {
    fn new() -> Self {
        let millis = ["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_TIMEOUT"]
            .iter()
            .find_map(|name| var(name).ok()?.parse().ok());
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(millis.map_or(TIMEOUT, Duration::from_millis)))
            .http_status_as_error(false)
            .build()
            .new_agent();
        Self { agent, is_away: AtomicBool::new(false) }
    }

    fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let response = self.agent.run(Request::from_parts(head, &body[..]))?;
        let (head, mut body) = response.into_parts();
        let body = body.with_config().limit(MAX_RESPONSE).read_to_vec()?;
        Response::from_parts(head, body.into()).error_for_status()
    }

    /// Logs the first batch that is not taken, and the first that is taken again.
    fn note(&self, outcome: &Result<Response<Bytes>, HttpError>) {
        let before = self.is_away.swap(outcome.is_err(), Relaxed);
        match outcome {
            Ok(_) if before => tracing::info!("traces are delivered again"),
            Err(error) if !before => tracing::warn!(
                %error,
                "traces cannot be delivered to OTEL_EXPORTER_OTLP_ENDPOINT; they are dropped until \
                 they can"
            ),
            _ => {}
        }
    }
}

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let outcome = self.send(request);
        self.note(&outcome);
        outcome
    }
}
