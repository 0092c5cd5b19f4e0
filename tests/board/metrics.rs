//! What the board tells Prometheus, as a strict reader of its text format takes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use jiff::SignedDuration;
use tower::ServiceExt;
use weerwoord::account::Role;
use weerwoord::app::{App, Clock};
use weerwoord::store::Store;

use crate::harness::{Board, Settings};

/// A metric: its type, and its samples by name and labels.
#[derive(Debug, Default)]
struct Family {
    kind: String,
    samples: Vec<(String, Labels, f64)>,
}

type Labels = BTreeMap<String, String>;

/// Everything that a scrape told.
struct Scrape(BTreeMap<String, Family>);

async fn scrape(app: &App) -> Scrape {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let answer = weerwoord::web::metrics(app.clone()).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    Scrape::read(std::str::from_utf8(&bytes).unwrap())
}

impl Scrape {
    /// Reads the text format; whatever is not as it says fails.
    fn read(text: &str) -> Self {
        assert!(text.ends_with('\n'), "the last line ends as well");
        let (mut families, mut helped) = (BTreeMap::<String, Family>::new(), BTreeSet::new());
        let mut current = String::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# HELP ") {
                let (name, help) = rest.split_once(' ').unwrap();
                assert!(is_name(name) && !help.is_empty(), "{line}");
                assert!(helped.insert(name.to_owned()), "{name} has two helps");
            } else if let Some(rest) = line.strip_prefix("# TYPE ") {
                let (name, kind) = rest.split_once(' ').unwrap();
                assert!(helped.contains(name), "{name} has a type before its help");
                assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
                let family = Family { kind: kind.to_owned(), samples: Vec::new() };
                assert!(families.insert(name.to_owned(), family).is_none(), "{name} comes twice");
                name.clone_into(&mut current);
            } else {
                let (name, labels, value) = sample(line);
                let family = families.get_mut(&current).unwrap_or_else(|| panic!("{line}"));
                let suffixes: &[&str] = match family.kind.as_str() {
                    "histogram" => &["_bucket", "_sum", "_count"],
                    _ => &[""],
                };
                let is_its = suffixes.iter().any(|suffix| name == format!("{current}{suffix}"));
                assert!(is_its, "{line} stands below {current}");
                let is_new =
                    family.samples.iter().all(|known| (&known.0, &known.1) != (&name, &labels));
                assert!(is_new, "{line} comes twice");
                family.samples.push((name, labels, value));
            }
        }
        let scrape = Self(families);
        scrape.0.iter().for_each(|(name, family)| check(name, family));
        scrape
    }

    /// The value of a sample.
    #[track_caller]
    fn value(&self, name: &str, labels: &[(&str, &str)]) -> Option<f64> {
        let labels: Labels =
            labels.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let samples = self.0.values().flat_map(|family| &family.samples);
        samples.clone().find(|known| known.0 == name && known.1 == labels).map(|known| known.2)
    }

    /// Every name that an expression may use.
    fn names(&self) -> BTreeSet<String> {
        let suffixes = |kind: &str| match kind {
            "histogram" => vec!["_bucket", "_sum", "_count"],
            _ => vec![""],
        };
        let names = self.0.iter().flat_map(|(name, family)| {
            suffixes(&family.kind).into_iter().map(move |suffix| format!("{name}{suffix}"))
        });
        names.collect()
    }

    /// The values of a label.
    fn labels(&self, label: &str) -> BTreeSet<&str> {
        let samples = self.0.values().flat_map(|family| &family.samples);
        samples.filter_map(|(_, labels, _)| labels.get(label).map(String::as_str)).collect()
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with("weerwoord_")
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The name, labels and value of a line.
fn sample(line: &str) -> (String, Labels, f64) {
    let end = line.find(['{', ' ']).unwrap_or_else(|| panic!("{line}"));
    let (name, mut rest) = line.split_at(end);
    assert!(is_name(name), "{line}");
    let mut labels = Labels::new();
    if let Some(inner) = rest.strip_prefix('{') {
        rest = inner;
        loop {
            let (label, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("{line}"));
            assert!(label.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{line}");
            let (value, after) = quoted(after);
            assert!(labels.insert(label.to_owned(), value).is_none(), "{line} has {label} twice");
            match after.split_at(1) {
                (",", after) => rest = after,
                ("}", after) => {
                    rest = after;
                    break;
                }
                _ => panic!("{line}"),
            }
        }
    }
    let value = rest.strip_prefix(' ').unwrap_or_else(|| panic!("{line}"));
    assert!(!value.contains(' '), "{line} has no time");
    (name.to_owned(), labels, value.parse().unwrap_or_else(|_| panic!("{line}")))
}

/// A value up to its quotation mark, and what comes after it.
fn quoted(text: &str) -> (String, &str) {
    let (mut value, mut letters) = (String::new(), text.char_indices());
    loop {
        match letters.next().unwrap() {
            (at, '"') => return (value, &text[at + 1..]),
            (_, '\\') => value.push(match letters.next().unwrap().1 {
                'n' => '\n',
                same @ ('\\' | '"') => same,
                other => panic!("\\{other} in {text}"),
            }),
            (_, letter) => value.push(letter),
        }
    }
}

/// A metric is named after its type and unit, and a histogram adds up.
fn check(name: &str, family: &Family) {
    assert_eq!(name.ends_with("_total"), family.kind == "counter", "{name} is a {}", family.kind);
    for unit in ["_ms", "_micros", "_kb", "_minutes", "_percent"] {
        assert!(!name.ends_with(unit), "{name} has no base unit");
    }
    let is_whole = |value: f64| value >= 0.0 && value.fract() == 0.0;
    for (sample, labels, value) in &family.samples {
        assert!(value.is_finite(), "{sample} {labels:?} {value}");
        if family.kind == "counter" {
            assert!(is_whole(*value), "{sample} {labels:?} {value}");
        }
    }
    if family.kind != "histogram" {
        return;
    }
    let mut buckets: BTreeMap<Labels, Vec<(f64, f64)>> = BTreeMap::new();
    for (_, labels, value) in family.samples.iter().filter(|known| known.0.ends_with("_bucket")) {
        let mut labels = labels.clone();
        let bound = labels.remove("le").unwrap().replace("+Inf", "inf").parse().unwrap();
        buckets.entry(labels).or_default().push((bound, *value));
    }
    let one = |suffix: &str, labels: &Labels| {
        let name = format!("{name}{suffix}");
        let mut found = family.samples.iter().filter(|known| known.0 == name && known.1 == *labels);
        let value = found.next().unwrap_or_else(|| panic!("{name} {labels:?} is missing")).2;
        assert!(found.next().is_none());
        value
    };
    for (labels, buckets) in &buckets {
        assert!(buckets.is_sorted(), "{name} {labels:?}: {buckets:?}");
        assert!(buckets.iter().all(|(_, count)| is_whole(*count)), "{buckets:?}");
        let (bound, all) = buckets.last().unwrap();
        assert!(bound.is_infinite() && (one("_count", labels) - all).abs() < 0.5, "{labels:?}");
        assert!(one("_sum", labels) >= 0.0);
    }
}

/// Responses to requests for a route with a status.
fn responses(scrape: &Scrape, route: &str, status: &str) -> Option<f64> {
    scrape.value("weerwoord_http_responses_total", &[("route", route), ("status", status)])
}

#[tokio::test]
async fn who_watches_the_board_sees_how_it_does() {
    let board = Board::open().await;
    let article = board.article("Gemeten").await;
    let reader = board.guest();
    for _ in 0..3 {
        reader.reads(&article).await.is(200);
    }
    reader.reads("/nergens%22%0A%5C").await.is(404);
    reader.reads("/wp-login.php?x=geheim").await.is(404);
    reader.reads(&format!("{article}/")).await.is(301);
    reader.tries(axum::http::Method::DELETE, "/search").await.is(405);
    let tag = reader.reads(&article).await.header("etag").unwrap().to_owned();
    let again = Request::get(&article).header("if-none-match", tag).body(Body::empty()).unwrap();
    reader.asks(again).await.is(304);
    let told = scrape(&board.app).await;
    let read = "/articles/{slug}";
    assert_eq!(responses(&told, read, "200"), Some(4.0), "one was made, three were kept");
    assert_eq!(responses(&told, read, "304"), Some(1.0));
    assert_eq!(responses(&told, read, "301"), Some(1.0), "of the address with a slash");
    assert_eq!(responses(&told, "/search", "405"), Some(1.0));
    assert_eq!(responses(&told, "unmatched", "404"), Some(2.0));
    let took = "weerwoord_http_response_duration_seconds";
    assert_eq!(told.value(&format!("{took}_count"), &[("route", read)]), Some(6.0));
    assert!(told.value(&format!("{took}_sum"), &[("route", read)]).unwrap() > 0.0);
    assert_eq!(told.value("weerwoord_page_cache_misses_total", &[]), Some(1.0));
    assert_eq!(told.value("weerwoord_page_cache_hits_total", &[]), Some(5.0));
    assert_eq!(told.value("weerwoord_http_requests_in_flight", &[]), Some(0.0));
    let known: BTreeSet<&str> =
        weerwoord::web::routes().into_iter().map(|(path, _)| path).chain(["unmatched"]).collect();
    assert!(told.labels("route").is_subset(&known), "{:?}", told.labels("route"));
    reader.reads("/metrics").await.is(404);
}

#[tokio::test]
async fn comments_codes_queues_and_mail_are_counted() {
    let board = Board::with(Settings::default().with("LIMITS", "off")).await;
    let article = board.article("Geteld").await;
    let (mirjam, bram) = (board.guest(), board.somebody("Bram", Role::Admin).await);
    mirjam.posts(&article, "Zonder code").await.is(422);
    mirjam.reads_a_code().await;
    mirjam.posts_as(&article, "Mirjam", "Met code", &[("captcha", "xxxxx")]).await.is(422);
    let code = mirjam.reads_a_code().await;
    let shown = mirjam.posts_as(&article, "Mirjam", "Met code", &[("captcha", &code)]).await;
    let shown = shown.goes_on_to_a_comment();
    mirjam.posts_as(&article, "Mirjam", "Onleesbaar", &[("intent", "unreadable")]).await.is(303);
    bram.decides(shown, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    board.guest().sends("/forgot", &[("email", "bram@post.example")]).await.is(303);
    board.clock.advance(SignedDuration::from_mins(2));
    let told = scrape(&board.app).await;
    let comments = ["shown", "held", "refused", "removed"]
        .map(|outcome| told.value("weerwoord_comments_total", &[("outcome", outcome)]));
    assert_eq!(comments, [1.0, 1.0, 2.0, 1.0].map(Some));
    let captchas = ["made", "solved", "failed"]
        .map(|event| told.value("weerwoord_captchas_total", &[("event", event)]));
    assert_eq!(captchas, [2.0, 1.0, 2.0].map(Some));
    let queues = ["review", "reported", "held", "appeals"]
        .map(|queue| told.value("weerwoord_queue_cases", &[("queue", queue)]));
    assert_eq!(queues, [1.0, 0.0, 1.0, 0.0].map(Some));
    assert!(told.value("weerwoord_events_waiting", &[]).unwrap() >= 1.0);
    assert_eq!(told.value("weerwoord_mail_oldest_age_seconds", &[]), Some(0.0));
    weerwoord::jobs::process_events(&board.app).await.unwrap();
    board.clock.advance(SignedDuration::from_mins(2));
    let told = scrape(&board.app).await;
    assert!(told.value("weerwoord_mail_waiting", &[]).unwrap() >= 1.0);
    assert_eq!(told.value("weerwoord_mail_oldest_age_seconds", &[]), Some(120.0));
    assert_eq!(told.value("weerwoord_mail_failed", &[]), Some(0.0));
    assert!(told.value("weerwoord_search_unindexed", &[]).unwrap() >= 1.0);
    assert!(told.value("weerwoord_database_size_bytes", &[]).unwrap() > 100_000.0);
    let is_file = matches!(board.app.store, Store::Sqlite { .. });
    for name in ["weerwoord_database_free_bytes", "weerwoord_database_log_bytes"] {
        assert_eq!(told.value(name, &[]).is_some(), is_file, "{name}");
    }
    let offset = board.app.store.clock_offset(|| Clock::System.now()).await.unwrap();
    assert_eq!(offset.is_some(), !is_file, "a server has a clock of its own");
    assert!(offset.is_none_or(|offset| offset.abs() < SignedDuration::from_mins(1)));
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of this century")]
    let now = board.app.now().as_millisecond() as f64 / 1_000.0;
    assert_eq!(told.value("weerwoord_time_seconds", &[]), Some(now));
}

#[tokio::test]
async fn a_database_that_is_gone_hides_nothing_of_the_rest() {
    let board = Board::open().await;
    let article = board.article("Weg").await;
    board.guest().reads(&article).await.is(200);
    assert_eq!(scrape(&board.app).await.value("weerwoord_database_up", &[]), Some(1.0));
    board.app.store.close().await;
    let told = scrape(&board.app).await;
    assert_eq!(told.value("weerwoord_database_up", &[]), Some(0.0));
    assert_eq!(responses(&told, "/articles/{slug}", "200"), Some(1.0));
    assert_eq!(told.value("weerwoord_mail_waiting", &[]), None, "nothing is made up");
}

#[tokio::test]
async fn dashboards_and_alerts_use_only_what_is_told() {
    let board = Board::open().await;
    let known = scrape(&board.app).await.names();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
    let mut used = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_ours = path.extension().is_some_and(|kind| kind == "json" || kind == "yml");
        if !is_ours {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for rest in text.split("weerwoord_").skip(1) {
            let end =
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            let name = format!("weerwoord_{}", &rest[..end]);
            assert!(known.contains(&name), "{}: nothing tells {name}", path.display());
            used.insert(name);
        }
        if path.extension().is_some_and(|kind| kind == "json") {
            let dashboard: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(dashboard["panels"].as_array().unwrap().len() > 10);
        }
    }
    assert!(used.len() > 25, "{used:?}");
}
