//! Webhooks: what a receiver gets, in which order, how often, and what the board does when it gets no answer.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::SignedDuration;
use serde_json::Value;
use sha2::Sha256;
use tokio::sync::{Notify, Semaphore};
use weerwoord::account::Role;
use weerwoord::jobs;

use crate::harness::{Board, Person, Settings, address, left_out, test_name};

/// Every event that a webhook can choose.
const ALL: [&str; 6] = [
    "comment.shown",
    "comment.held",
    "comment.removed",
    "comment.restored",
    "comment.reported",
    "article.published",
];

/// A request that a receiver got.
#[derive(Clone, Debug)]
struct Got {
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap().to_owned()
    }

    fn id(&self) -> String {
        self.header("webhook-id").to_owned()
    }

    /// The signatures that hold under this secret, by the words of the convention.
    fn signatures_of(&self, secret: &str) -> usize {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let mut hash = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        let (id, timestamp) = (self.header("webhook-id"), self.header("webhook-timestamp"));
        hash.update(&[id.as_bytes(), b".", timestamp.as_bytes(), b".", &self.body].concat());
        let right = format!("v1,{}", STANDARD.encode(hash.finalize().into_bytes()));
        self.header("webhook-signature").split(' ').filter(|it| *it == right).count()
    }
}

/// A receiver on this machine.
struct Receiver {
    address: SocketAddr,
    desk: Arc<Desk>,
}

/// Behaviour of a receiver, and the requests that it got.
#[derive(Default)]
struct Desk {
    status: AtomicU16,
    got: Mutex<Vec<Got>>,
    arrived: Notify,
    /// Requests to `/slow` wait until this lets them go.
    slow: Option<Semaphore>,
}

impl Receiver {
    async fn open() -> Self {
        let desk = Arc::new(Desk {
            status: AtomicU16::new(200),
            slow: Some(Semaphore::new(0)),
            ..Desk::default()
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(receive).with_state(Arc::clone(&desk));
        tokio::spawn(async move {
            axum_server::from_tcp(listener.into_std().unwrap())
                .unwrap()
                .serve(router.into_make_service())
                .await
        });
        Self { address, desk }
    }

    fn url(&self) -> String {
        format!("http://{}/in", self.address)
    }

    fn answers(&self, status: u16) {
        self.desk.status.store(status, Ordering::Relaxed);
    }

    /// Requests that arrived since the last time.
    fn got(&self) -> Vec<Got> {
        std::mem::take(&mut self.desk.got.lock().unwrap())
    }

    fn kinds(&self) -> Vec<String> {
        self.got().iter().map(Got::kind).collect()
    }
}

async fn receive(
    State(desk): State<Arc<Desk>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    desk.got.lock().unwrap().push(Got { path: uri.to_string(), headers, body });
    desk.arrived.notify_one();
    if uri.path() == "/slow" {
        desk.slow.as_ref().unwrap().acquire().await.unwrap().forget();
    }
    let status = StatusCode::from_u16(desk.status.load(Ordering::Relaxed)).unwrap();
    (status, "thank <you>")
}

/// A board that may call this machine, with an administrator and a receiver.
async fn board() -> (Board, Person, Receiver) {
    let board = Board::with(Settings::easy().with("PRIVATE_TARGETS", "127.0.0.0/8")).await;
    let wil = board.somebody("Wil Beheer", Role::Admin).await;
    (board, wil, Receiver::open().await)
}

/// Makes a webhook for these events; its page.
async fn makes(admin: &Person, format: &str, url: &str, events: &[&str]) -> String {
    let mut form = vec![("format", format), ("url", url), ("description", "")];
    form.extend(events.iter().map(|code| ("events", *code)));
    let page = admin.sends("/desk/webhooks", &form).await.is(303);
    let place = page.header("location").unwrap();
    place.split('?').next().unwrap().to_owned()
}

/// The secret on the page of a webhook.
async fn secret(admin: &Person, page: &str) -> String {
    admin.reads(page).await.is(200).texts(".secret code").remove(0)
}

async fn sends(board: &Board) -> usize {
    jobs::send_webhooks(&board.app).await.unwrap()
}

fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_mins(count)
}

#[tokio::test]
async fn what_happens_to_a_comment_arrives_signed_and_in_order() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL).await;
    let secret = secret(&wil, &page).await;
    let article = board.article("Gesprek").await;
    board.guest().posts(&article, "Ja & nee, *natuurlijk*").await.is(303);
    board.guest().sends("/comments/1/report", &[("reason", "spam")]).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.decides(1, &[("decision", "remove"), ("reason", "spam"), ("note", "")]).await.is(303);
    bram.decides(1, &[("decision", "restore"), ("undo", "yes")]).await.is(303);
    assert_eq!(sends(&board).await, 5);
    let got = receiver.got();
    assert!(got.iter().all(|got| got.signatures_of(&secret) == 1));
    let of_comment: Vec<&Got> =
        got.iter().filter(|got| got.kind().starts_with("comment")).collect();
    let kinds: Vec<String> = of_comment.iter().map(|got| got.kind()).collect();
    assert_eq!(kinds, ["comment.shown", "comment.reported", "comment.removed", "comment.restored"]);
    let ids: BTreeSet<String> = got.iter().map(Got::id).collect();
    assert_eq!(ids.len(), 5);

    let shown = &of_comment[0].json();
    assert_eq!(shown["timestamp"], "2026-11-20T08:00:00Z");
    let comment = &shown["data"]["comment"];
    assert_eq!(comment["id"], 1);
    assert_eq!(comment["text"], "Ja & nee, *natuurlijk*");
    assert_eq!(comment["author"]["name"], "Mirjam Kuiper");
    assert_eq!(comment["author"]["role"], "guest");
    assert_eq!(shown["data"]["article"]["title"], "Gesprek");
    assert_eq!(of_comment[2].json()["data"]["reason"], "spam");
    assert_eq!(of_comment[2].json()["data"]["comment"]["state"], "removed");
    for got in &got {
        let body = String::from_utf8(got.body.to_vec()).unwrap();
        assert!(!body.contains(&address("Mirjam Kuiper")) && !body.contains('@'), "{body}");
    }
    assert_eq!(sends(&board).await, 0, "once");
    let log = wil.reads(&page).await.says("Antwoord: 200").says("thank <you>");
    assert_eq!(log.texts(".record").len(), 5);
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_webhook_gets_only_the_events_it_chose() {
    let (board, wil, receiver) = board().await;
    makes(&wil, "standard", &receiver.url(), &["comment.held"]).await;
    let article = board.article("Gesprek").await;
    board.guest().posts(&article, "Gewoon").await.is(303);
    let rule = [("kind", "word"), ("pattern", "koopje*"), ("action", "hold"), ("intent", "save")];
    wil.sends("/moderation/words", &rule).await.is(303);
    let bargain = "Wat een koopje";
    board.guest().posts_as(&article, "Joost", bargain, &[]).await.is(303);
    sends(&board).await;
    let got = receiver.got();
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].json()["data"]["comment"]["state"], "held");
    assert_eq!(got[0].json()["data"]["reason"], "rule");
    wil.sends("/desk/webhooks/1/switch", &[("on", "no")]).await.is(303);
    board.guest().posts_as(&article, "Piet", bargain, &[]).await.is(303);
    assert_eq!(sends(&board).await, 0, "it is off");
}

#[tokio::test]
async fn events_of_a_comment_wait_for_the_one_before_and_arrive_once() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL[..5]).await;
    let article = board.article("Gesprek").await;
    receiver.answers(500);
    board.guest().posts(&article, "Een").await.is(303);
    assert_eq!(sends(&board).await, 0);
    let first = receiver.got();
    wil.reads(&page).await.says("Antwoord: 500").says("Volgende poging").says("1 poging");
    board.guest().sends("/comments/1/report", &[("reason", "spam")]).await.is(303);
    receiver.answers(204);
    assert_eq!(sends(&board).await, 0, "the report waits for the comment");
    board.clock.advance(SignedDuration::from_secs(7));
    assert_eq!(sends(&board).await, 2);
    let got = receiver.got();
    assert_eq!(
        got.iter().map(Got::kind).collect::<Vec<_>>(),
        ["comment.shown", "comment.reported"]
    );
    assert_eq!(got[0].id(), first[0].id(), "a repeat has the same id");
    assert_ne!(got[0].header("webhook-timestamp"), first[0].header("webhook-timestamp"));
    assert_eq!(got[0].body, first[0].body);
}

#[tokio::test]
async fn a_receiver_that_was_down_gets_everything_later_once() {
    let (board, wil, receiver) = board().await;
    makes(&wil, "standard", &receiver.url(), &ALL[..1]).await;
    let article = board.article("Gesprek").await;
    receiver.answers(503);
    for number in 0..12 {
        board.guest().posts(&article, &format!("Reactie {number}")).await.is(303);
    }
    sends(&board).await;
    let tried = receiver.got().len();
    assert!((4..=8).contains(&tried), "{tried} attempts: the rest is spared");
    for _ in 0..60 {
        board.clock.advance(minutes(1));
        sends(&board).await;
    }
    let tried = receiver.got().len();
    assert!((8..=40).contains(&tried), "{tried} attempts in an hour");
    wil.reads("/desk/webhooks").await.says("mislukken bezorgingen");

    receiver.answers(200);
    board.clock.advance(minutes(6));
    assert_eq!(sends(&board).await, 12, "all at once when it is back");
    let ids: BTreeSet<String> = receiver.got().iter().map(Got::id).collect();
    assert_eq!(ids.len(), 12);
    wil.reads("/desk/webhooks").await.never_says("mislukken bezorgingen");
}

#[tokio::test]
async fn a_receiver_that_hangs_does_not_hold_the_others_back() {
    let (board, wil, receiver) = board().await;
    let slow = format!("http://{}/slow", receiver.address);
    makes(&wil, "standard", &slow, &ALL[..1]).await;
    makes(&wil, "standard", &receiver.url(), &ALL[..1]).await;
    let article = board.article("Gesprek").await;
    for number in 0..9 {
        board.guest().posts(&article, &format!("Reactie {number}")).await.is(303);
    }
    let app = board.app.clone();
    let worker = tokio::spawn(async move { jobs::send_webhooks(&app).await.unwrap() });
    let count = |path: &str| {
        receiver.desk.got.lock().unwrap().iter().filter(|got| got.path == path).count()
    };
    while count("/in") < 9 {
        receiver.desk.arrived.notified().await;
    }
    assert!(count("/slow") <= 8, "few connections wait for it");
    receiver.desk.slow.as_ref().unwrap().add_permits(100);
    assert_eq!(worker.await.unwrap(), 18);
    assert_eq!((count("/in"), count("/slow")), (9, 9));
}

#[tokio::test]
async fn a_receiver_that_is_gone_is_turned_off_and_can_be_turned_on_again() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL[..1]).await;
    let article = board.article("Gesprek").await;
    board.guest().posts(&article, "Een").await.is(303);
    receiver.answers(410);
    sends(&board).await;
    wil.reads(&page).await.says("antwoordde dat die er niet meer is (410)");
    wil.reads("/desk").await.says("Een webhook is uitgezet");
    board.guest().posts(&article, "Twee").await.is(303);
    board.clock.advance(minutes(60));
    receiver.got();
    assert_eq!((sends(&board).await, receiver.got().len()), (0, 0));
    receiver.answers(200);
    wil.sends(&format!("{page}/switch"), &[("on", "yes")]).await.is(303);
    assert_eq!(sends(&board).await, 1, "what waited; what happened meanwhile is not told");
    wil.reads("/desk").await.never_says("Een webhook is uitgezet");
}

#[tokio::test]
async fn a_receiver_that_fails_for_days_is_turned_off() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL[..1]).await;
    let article = board.article("Gesprek").await;
    board.guest().posts(&article, "Een").await.is(303);
    receiver.answers(500);
    for _ in 0..100 {
        sends(&board).await;
        board.clock.advance(minutes(60));
    }
    assert!((8..=10).contains(&receiver.got().len()));
    wil.reads(&page).await.says("drie dagen lang lukte geen enkele bezorging");
}

#[tokio::test]
async fn a_private_address_is_refused_unless_a_setting_allows_it() {
    let board = Board::open().await;
    let wil = board.somebody("Wil Beheer", Role::Admin).await;
    for (url, sentence) in [
        ("http://127.0.0.1:1/in", "Dit adres ligt in een besloten netwerk"),
        ("https://[::ffff:10.0.0.1]/in", "Dit adres ligt in een besloten netwerk"),
        ("http://hooks.example/in", "zonder TLS"),
        ("https://a:b@hooks.example/in", "naam of wachtwoord"),
        ("", "Vul het adres van de ontvanger in"),
    ] {
        let form = [("format", "standard"), ("url", url), ("events", "comment.shown")];
        let page = wil.sends("/desk/webhooks", &form).await.is(422).says(sentence);
        assert_eq!(page.field("url"), url, "what was typed stays");
    }
    let form = [("format", "standard"), ("url", "https://hooks.example/in")];
    wil.sends("/desk/webhooks", &form).await.is(422).says("Kies minstens één gebeurtenis");

    // A name shows only when it is looked up.
    let receiver = Receiver::open().await;
    let url = format!("https://localhost:{}/in", receiver.address.port());
    let page = makes(&wil, "standard", &url, &ALL[..1]).await;
    wil.sends(&format!("{page}/test"), &[]).await.is(303);
    assert_eq!(sends(&board).await, 0);
    assert!(receiver.got().is_empty());
    wil.reads(&page).await.says("De host heeft geen openbaar IP-adres");
}

#[tokio::test]
async fn a_delivery_can_be_sent_again_under_its_id() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL[..1]).await;
    wil.sends(&format!("{page}/test"), &[]).await.is(303);
    assert_eq!(sends(&board).await, 1);
    wil.sends(&format!("{page}/resend"), &[("delivery", "1")]).await.is(303);
    assert_eq!(sends(&board).await, 1);
    let got = receiver.got();
    assert_eq!((got[0].kind().as_str(), got.len()), ("test", 2));
    assert_eq!(got[0].id(), got[1].id());
    wil.sends(&format!("{page}/resend"), &[("delivery", "9")]).await.is(303);
    wil.sends(&format!("{page}/remove"), &[]).await.is(303);
    wil.reads("/desk/webhooks").await.says("Er zijn nog geen webhooks");
    wil.reads("/desk/log").await.says("Webhook verwijderd");
    assert_eq!(sends(&board).await, 0);
}

#[tokio::test]
async fn a_renewed_secret_leaves_a_day_to_change_it() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL[..1]).await;
    let old = secret(&wil, &page).await;
    wil.sends(&format!("{page}/noted"), &[]).await.is(303);
    wil.reads(&page).await.never_says("whsec_");
    let stored = "SELECT host || ' ' || CAST(LENGTH(target) AS TEXT) FROM webhooks";
    assert!(board.value(stored).await.unwrap().starts_with("127.0.0.1"));
    wil.sends(&format!("{page}/secret"), &[]).await.is(303);
    let new = secret(&wil, &page).await;
    assert_ne!(old, new);
    for (hours, signatures) in [(0, (1, 1)), (23, (1, 1)), (1, (0, 1))] {
        board.clock.advance(SignedDuration::from_hours(hours));
        wil.sends(&format!("{page}/test"), &[]).await.is(303);
        assert_eq!(sends(&board).await, 1);
        let got = receiver.got().remove(0);
        assert_eq!((got.signatures_of(&old), got.signatures_of(&new)), signatures, "{hours}");
    }
}

#[tokio::test]
async fn the_address_changes_and_the_secret_stays() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL[..1]).await;
    let before = secret(&wil, &page).await;
    let form = wil.reads(&format!("{page}/edit")).await.is(200);
    assert_eq!(form.field("url"), "", "the address may be a secret");
    let other = format!("http://{}/other", receiver.address);
    for url in [other.as_str(), ""] {
        let fields = [("format", "standard"), ("url", url), ("events", "comment.held")];
        wil.sends(&format!("{page}/edit"), &fields).await.is(303);
        wil.sends(&format!("{page}/test"), &[]).await.is(303);
        sends(&board).await;
        let got = receiver.got().remove(0);
        assert_eq!((got.path.as_str(), got.signatures_of(&before)), ("/other", 1));
    }
}

#[tokio::test]
async fn two_nodes_send_everything_once_and_one_that_died_is_made_up_for() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL).await;
    let secret = secret(&wil, &page).await;
    let article = board.article("Gesprek").await;
    for number in 0..20 {
        board.guest().posts(&article, &format!("Reactie {number}")).await.is(303);
    }
    let (other, _) = board.another_node().await;
    // A node takes two and is killed before it sends them.
    let taken = other.store.take_deliveries(1, 2, &[7; 16], board.app.now()).await.unwrap();
    assert_eq!(taken.len(), 2);
    let (one, two) = tokio::join!(jobs::send_webhooks(&board.app), jobs::send_webhooks(&other));
    assert_eq!(one.unwrap() + two.unwrap(), 19, "the article and 20 comments, without those two");
    board.clock.advance(minutes(2));
    assert_eq!(sends(&board).await, 2);
    let got = receiver.got();
    let ids: BTreeSet<String> = got.iter().map(Got::id).collect();
    assert_eq!((got.len(), ids.len()), (21, 21));
    assert!(got.iter().all(|got| got.signatures_of(&secret) == 1), "on both nodes");
}

#[tokio::test]
async fn an_article_is_told_of_when_readers_see_it() {
    let (board, wil, receiver) = board().await;
    makes(&wil, "standard", &receiver.url(), &ALL[5..]).await;
    board.writes("title = \"Straks\"\npublished = 2026-11-20T10:00:00", "Tekst.").await;
    board.writes("title = \"Concept\"", "Tekst.").await;
    assert_eq!(sends(&board).await, 0, "nothing is visible yet");
    board.clock.advance(minutes(60));
    assert_eq!(sends(&board).await, 1);
    let got = receiver.got().remove(0).json();
    assert_eq!(got["type"], "article.published");
    assert_eq!(got["timestamp"], "2026-11-20T09:00:00Z");
    assert_eq!(got["data"]["article"]["slug"], "straks");
    assert_eq!(got["data"]["article"]["url"], "http://127.0.0.1:3000/articles/straks");

    // Saving it again tells nobody; taking it back and publishing it again does.
    let article = board.app.store.written(1).await.unwrap().unwrap().content;
    let saves = async |content: &weerwoord::writing::ArticleContent| {
        board
            .app
            .store
            .save_content(
                1,
                content,
                None,
                weerwoord::store::articles::SavedBy::default(),
                board.app.now(),
            )
            .await
            .unwrap();
        sends(&board).await
    };
    assert_eq!(saves(&article).await, 0);
    let mut draft = article.clone();
    draft.published = None;
    assert_eq!(saves(&draft).await, 0);
    assert_eq!(saves(&article).await, 1);
}

#[tokio::test]
async fn chat_services_get_a_message_in_their_own_form() {
    let (board, wil, receiver) = board().await;
    let article = board.article("Gesprek & zo").await;
    for (format, path) in [
        ("slack", "/slack"),
        ("matrix", "/matrix"),
        ("telegram", "/bot1:x/sendMessage?chat_id=-7"),
        ("ntfy", "/board"),
    ] {
        let url = format!("http://{}{path}", receiver.address);
        let page = makes(&wil, format, &url, &ALL[..1]).await;
        wil.reads(&page).await.never_says("whsec_");
    }
    board.guest().posts(&article, "Wat <b>nu</b>?").await.is(303);
    assert_eq!(sends(&board).await, 4);
    for got in receiver.got() {
        assert_eq!(got.header("webhook-signature"), "");
        let body = String::from_utf8(got.body.to_vec()).unwrap();
        let message = match got.path.split('?').next().unwrap() {
            "/slack" => got.json()["text"].as_str().unwrap().to_owned(),
            "/matrix" => got.json()["html"].as_str().unwrap().to_owned(),
            "/board" => {
                assert!(got.path.contains("title=Weerwoord"), "{}", got.path);
                assert!(got.header("content-type").starts_with("text/plain"));
                body.clone()
            }
            _ => {
                assert_eq!(got.json()["chat_id"], "-7");
                got.json()["text"].as_str().unwrap().to_owned()
            }
        };
        assert!(
            message.starts_with("Mirjam Kuiper reageerde op ‘Gesprek")
                || message.starts_with("<p>Mirjam"),
            "{message}"
        );
        assert!(body.contains("/comments/1") || got.path.contains("comments%2F1"), "{body}");
    }
}

#[tokio::test]
async fn what_was_erased_is_not_sent_any_more() {
    let (board, wil, receiver) = board().await;
    makes(&wil, "standard", &receiver.url(), &ALL[..3]).await;
    let article = board.article("Gesprek").await;
    board.guest().posts(&article, "Een geheim adres").await.is(303);
    let form = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes")];
    wil.sends("/moderation/comments/1/expunge", &form).await.is(303);
    assert_eq!(sends(&board).await, 2);
    for got in receiver.got() {
        assert_eq!(got.json()["data"]["comment"]["text"], Value::Null);
    }
}

#[tokio::test]
async fn deliveries_are_counted_and_forgotten_after_a_month() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL[..1]).await;
    wil.sends(&format!("{page}/test"), &[]).await.is(303);
    assert_eq!(board.app.store.webhook_backlog().await.unwrap().waiting, 1);
    sends(&board).await;
    assert_eq!(board.app.store.webhook_backlog().await.unwrap().waiting, 0);
    board.clock.advance(SignedDuration::from_hours(31 * 24));
    jobs::hourly_maintenance(&board.app).await.unwrap();
    wil.logs_in("Wil Beheer").await;
    wil.reads(&page).await.says("niets bezorgd");
    assert_eq!(receiver.kinds(), ["test"]);
}

/// The block of this language in the documentation.
fn example(language: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/webhooks.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, rest) = text.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[tokio::test]
async fn the_examples_in_the_documentation_verify_a_request() {
    let (board, wil, receiver) = board().await;
    let page = makes(&wil, "standard", &receiver.url(), &ALL[..1]).await;
    let secret = secret(&wil, &page).await;
    let article = board.article("Gesprek").await;
    board.guest().posts(&article, "Één “reactie”").await.is(303);
    sends(&board).await;
    let got = receiver.got().remove(0);
    let headers = ["webhook-id", "webhook-timestamp", "webhook-signature"]
        .map(|name| (name, got.header(name)));
    let headers = serde_json::to_string(&std::collections::BTreeMap::from(headers)).unwrap();
    let body = String::from_utf8(got.body.to_vec()).unwrap();
    let at = board.app.now().as_second();
    let python = format!(
        "{}\nimport json, sys\ntime.time = lambda: {at}\nsecret, headers, body = sys.argv[1:]\n\
         print(verified(secret, json.loads(headers), body.encode()))",
        example("python")
    );
    let node = format!(
        "{}\nDate.now = () => {at} * 1000;\nconst [secret, headers, body] = process.argv.slice(1);\n\
         console.log(verified(secret, JSON.parse(headers), body));",
        example("js")
    );
    for (program, flag, code) in [("python3", "-c", python), ("node", "-e", node)] {
        let verifies = |body: &str| {
            let mut command = std::process::Command::new(program);
            command.arg(flag).arg(&code);
            if program == "node" {
                command.arg("--");
            }
            let output = command.args([&secret, &headers, body]).output().ok()?;
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{program}: {error}");
            Some(String::from_utf8(output.stdout).unwrap().trim().to_lowercase())
        };
        let Some(right) = verifies(&body) else {
            // No test machine needs Node for anything else.
            if program == "python3" {
                left_out(&test_name(), program);
            }
            continue;
        };
        assert_eq!(right, "true", "{program}");
        assert_eq!(verifies(&body.replace("Gesprek", "gesprek")).unwrap(), "false", "{program}");
    }
}
