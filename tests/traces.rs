//! Traces of the running program, as a collector receives them (feature `opentelemetry`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

const BINARY: &str = env!("CARGO_BIN_EXE_weerwoord");
const PATIENCE: Duration = Duration::from_mins(1);
/// Trace and span of a proxy, and the header that says so.
const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT: &str = "00f067aa0ba902b7";
/// Parts of requests, and of rows they store, that no collector may receive.
const SECRETS: [&str; 6] =
    ["geheim", "Bartholomeus", "discreet.example", "andere", "127.0.0.", "203.0.113"];

/// Form of a registration.
const REGISTRATION: &str = "name=Bartholomeus&email=geheim%40discreet.example&\
     password=vijf+andere+woorden+naast+elkaar";

/// Collector on a free port.
struct Collector {
    address: String,
    bodies: UnboundedReceiver<Bytes>,
    spans: Vec<Span>,
}

/// Running program with a board of its own; it is killed when it is dropped.
struct Board {
    process: Child,
    address: String,
    _folder: TempDir,
}

impl Collector {
    async fn start() -> Self {
        let (sender, bodies) = unbounded_channel();
        let receive = move |body: Bytes| async move { sender.send(body).unwrap() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().route("/v1/traces", post(receive));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, bodies, spans: Vec::new() }
    }

    /// Receives spans until one has this name.
    async fn until(&mut self, name: &str) {
        while !self.spans.iter().any(|span| span.name == name) {
            let body = timeout(PATIENCE, self.bodies.recv()).await.expect(name).unwrap();
            self.take(&body);
        }
    }

    /// Takes what was received; nothing comes any more.
    fn rest(&mut self) {
        while let Ok(body) = self.bodies.try_recv() {
            self.take(&body);
        }
    }

    fn take(&mut self, body: &[u8]) {
        let text = String::from_utf8_lossy(body);
        for secret in SECRETS {
            assert!(!text.contains(secret), "{secret} was sent: {text}");
        }
        for traced in ExportTraceServiceRequest::decode(body).unwrap().resource_spans {
            let resource = traced.resource.unwrap();
            let name = resource.attributes.iter().find(|pair| pair.key == "service.name").unwrap();
            let name = name.value.clone().unwrap().value;
            assert_eq!(name, Some(Value::StringValue("weerwoord".to_owned())));
            self.spans.extend(traced.scope_spans.into_iter().flat_map(|scope| scope.spans));
        }
    }

    fn named(&self, name: &str) -> Vec<&Span> {
        self.spans.iter().filter(|span| span.name == name).collect()
    }

    fn within(&self, parent: &Span, name: &str) -> Vec<&Span> {
        let is_inner = |span: &&Span| {
            span.trace_id == parent.trace_id && span.parent_span_id == parent.span_id
        };
        self.named(name).into_iter().filter(is_inner).collect()
    }
}

impl Board {
    fn start(collector: &str, more: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let command = |arguments: &[&str]| {
            let mut command = Command::new(BINARY);
            command.args(arguments).current_dir(&folder).env_clear();
            command.env("WEERWOORD_DATA", folder.path()).env("WEERWOORD_LISTEN", "127.0.0.1:0");
            command.env("WEERWOORD_PUBLIC_URL", "http://board.example");
            command.env("OTEL_EXPORTER_OTLP_ENDPOINT", collector).envs(more.iter().copied());
            command.env("OTEL_BSP_SCHEDULE_DELAY", "50");
            command
        };
        let who = ["--name", "Sanne", "--email", "sanne@blog.example", "--password-stdin"];
        let mut init = command(&[&["init", "--example-article"], &who[..]].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        init.stdin.take().unwrap().write_all(b"vier woorden naast elkaar\n").unwrap();
        assert!(init.wait().unwrap().success());
        let mut process = command(&["serve"]).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let open = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("is open")));
        let open: serde_json::Value = serde_json::from_str(&open.unwrap().unwrap()).unwrap();
        let address = format!("http://{}", open["address"].as_str().unwrap());
        // Lines that nobody reads must not stop the program.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address, _folder: folder }
    }

    async fn ask(&self, method: &str, path: &str, form: &str) -> u16 {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let request = client
            .build()
            .unwrap()
            .request(method.parse().unwrap(), format!("{}{path}", self.address));
        let request = request
            .header("host", "board.example")
            .header("origin", "http://board.example")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-forwarded-for", "203.0.113.7")
            .header("traceparent", format!("00-{TRACE}-{PARENT}-01"))
            .body(form.to_owned());
        request.send().await.unwrap().status().as_u16()
    }

    /// Stops the program as a service manager does, and returns whether it ended well.
    async fn stop(mut self) -> bool {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let ending = tokio::task::spawn_blocking(move || self.process.wait().unwrap().success());
        timeout(PATIENCE, ending).await.unwrap().unwrap()
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn attribute(span: &Span, key: &str) -> Option<Value> {
    span.attributes.iter().find(|pair| pair.key == key)?.value.clone()?.value
}

fn number(span: &Span, key: &str) -> i64 {
    match attribute(span, key) {
        Some(Value::IntValue(number)) => number,
        other => panic!("{key} of {} is {other:?}", span.name),
    }
}

#[tokio::test]
async fn requests_the_database_and_jobs_are_traced_and_nothing_personal_is() {
    let mut collector = Collector::start().await;
    let proxy = ("WEERWOORD_TRUSTED_PROXIES", "127.0.0.0/8");
    let board = Board::start(&collector.address, &[proxy]);
    assert_eq!(board.ask("GET", "/", "").await, 200);
    assert_eq!(board.ask("GET", "/search?q=geheim+woord", "").await, 200);
    assert_eq!(board.ask("GET", "/articles/geheime-titel", "").await, 404);
    assert_eq!(board.ask("GEHEIM", "/geheim", "").await, 404);
    assert_eq!(board.ask("POST", "/register", REGISTRATION).await, 303);
    collector.until("send e-mails").await;
    // What the program does at its start makes pages anew; by now that is over.
    for _ in 0..3 {
        assert_eq!(board.ask("GET", "/", "").await, 200);
    }
    assert!(board.stop().await);
    collector.rest();

    let fronts = collector.named("/");
    let [first, .., last] = fronts[..] else { panic!("four requests") };
    for (front, is_cached) in [(first, false), (last, true)] {
        let hit = attribute(front, "weerwoord.page_cache.hit");
        assert_eq!(hit, Some(Value::BoolValue(is_cached)));
        assert_eq!(collector.within(front, "read").is_empty(), is_cached);
    }
    for (route, method, status) in [
        ("/search", "GET", 200),
        ("/articles/{slug}", "GET", 404),
        ("/register", "POST", 303),
        ("_OTHER", "_OTHER", 404),
    ] {
        let [request] = collector.named(route)[..] else { panic!("{route}: one request") };
        let text = |key| attribute(request, key);
        assert_eq!(text("http.request.method"), Some(Value::StringValue(method.to_owned())));
        assert_eq!(number(request, "http.response.status_code"), status);
        assert_eq!(hex::encode(&request.trace_id), TRACE);
        assert_eq!(hex::encode(&request.parent_span_id), PARENT);
    }
    let [register] = collector.named("/register")[..] else { panic!("one request") };
    let writes = collector.within(register, "write");
    assert!(!writes.is_empty());
    let groups = collector.named("commit group");
    for write in writes {
        assert!(number(write, "weerwoord.wait_us") >= 0);
        assert!(number(write, "weerwoord.commit_us") > 0);
        let group = groups
            .iter()
            .find(|group| group.links.iter().any(|link| link.span_id == write.span_id));
        let group = group.expect("each write is linked to the transaction that holds it");
        assert!(number(group, "weerwoord.statements") >= 1);
        assert!(number(group, "weerwoord.writers") >= 1);
        assert!(number(group, "weerwoord.commit_us") > 0);
    }
    for job in ["write e-mails", "send e-mails"] {
        assert_eq!(number(collector.named(job)[0], "weerwoord.items"), 1);
    }
    assert!(!collector.named("hourly maintenance").is_empty());
}

#[tokio::test]
async fn the_trace_of_a_stranger_is_not_continued() {
    let mut collector = Collector::start().await;
    let board = Board::start(&collector.address, &[]);
    assert_eq!(board.ask("GET", "/", "").await, 200);
    assert!(board.stop().await);
    collector.rest();
    let [front] = collector.named("/")[..] else { panic!("one request") };
    assert_ne!(hex::encode(&front.trace_id), TRACE);
    assert!(front.parent_span_id.is_empty());
}

#[tokio::test]
async fn what_is_not_sampled_is_not_sent() {
    let mut collector = Collector::start().await;
    let board = Board::start(&collector.address, &[("OTEL_TRACES_SAMPLER", "always_off")]);
    assert_eq!(board.ask("GET", "/", "").await, 200);
    assert!(board.stop().await);
    collector.rest();
    assert_eq!(collector.spans, []);
}

#[tokio::test]
async fn without_a_collector_the_board_serves_and_stops() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", taken.local_addr().unwrap());
    drop(taken);
    let board = Board::start(&address, &[]);
    assert_eq!(board.ask("GET", "/", "").await, 200);
    assert!(board.stop().await);
}
