//! What the board costs, through HTTP on loopback, against a bare route with a constant body in the same process.
//!
//! `make bench` prints medians of five rounds that alternate between the two, and their ratio. Only the ratios travel from one
//! machine to another: both sides pay for the same client, the same sockets and the same noise.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use axum::{Router, serve};
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use weerwoord::account::{Email, Name, Role};
use weerwoord::app::{App, Chance, Clock};
use weerwoord::article::Manuscript;
use weerwoord::config::{Config, Flags};
use weerwoord::mail::Mailer;
use weerwoord::store::{NewAccount, Store};
use weerwoord::web;

type Http = Client<HttpConnector, Body>;

/// Rounds of each side; odd, so that there is one in the middle.
const ROUNDS: usize = 5;
/// How long one side of a round is measured.
const SPAN: Duration = Duration::from_secs(2);

/// A board in a folder of its own, with one article of six comments.
struct Bench {
    http: Http,
    board: SocketAddr,
    bare: SocketAddr,
    sent: Arc<AtomicU64>,
    _folder: tempfile::TempDir,
}

#[tokio::main]
async fn main() {
    let bench = Bench::open().await;
    println!("median of {ROUNDS} rounds of {SPAN:?}, board against bare route; 1.0 is as cheap as a constant");
    for clients in [1, 16] {
        bench.compare("article page, 6 comments", clients, Bench::reads).await;
    }
    for clients in [1, 16] {
        bench.compare("comment posted, on disk ", clients, Bench::posts).await;
    }
}

impl Bench {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the board");
        let data = folder.path().to_str().expect("a name that is text").to_owned();
        let settings = |name: &str| match name {
            "WEERWOORD_DATA" => Some(data.clone()),
            "WEERWOORD_CAPTCHA" | "WEERWOORD_LIMITS" => Some("off".to_owned()),
            _ => None,
        };
        let config = Config::load(&Flags::default(), settings).expect("settings that can be used");
        let store = Store::open(&config.database).await.expect("a database");
        store.migrate().await.expect("its tables");
        furnish(&store, &config).await;
        let mailer = Mailer::new(&config).expect("a folder for mail");
        let board = listen(web::router(App::new(config, store, mailer, Clock::System, Chance::System))).await;
        let http: Http = Client::builder(TokioExecutor::new()).build_http();
        let mut bench = Self { http, board, bare: board, sent: Arc::default(), _folder: folder };
        for _ in 0..6 {
            bench.posts(bench.board).await;
        }
        let page = bench.page().await;
        bench.bare = listen(bare(page)).await;
        bench
    }

    /// The article page, as everybody gets it.
    async fn page(&self) -> Bytes {
        let request = Request::get(format!("http://{}/articles/nu", self.board)).body(Body::empty()).expect("a request");
        let answer = self.http.request(request).await.expect("an answer");
        answer.into_body().collect().await.expect("a body").to_bytes()
    }

    async fn reads(&self, side: SocketAddr) {
        let request = Request::get(format!("http://{side}/articles/nu")).body(Body::empty()).expect("a request");
        let answer = self.http.request(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        answer.into_body().collect().await.expect("a body");
    }

    async fn posts(&self, side: SocketAddr) {
        let number = self.sent.fetch_add(1, Ordering::Relaxed);
        let body = format!(
            "name=Mirjam&email=mirjam%40post.example&body=Reactie+{number}%3A+een+rooster+zonder+doel+is+een+dienstregeling."
        );
        let request = Request::post(format!("http://{side}/articles/nu/comments"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        let answer = self.http.request(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        answer.into_body().collect().await.expect("a body");
    }

    /// Measures one thing on either side in turn, and prints the medians.
    async fn compare(&self, what: &str, clients: usize, one: impl AsyncFn(&Self, SocketAddr)) {
        let mut board = Vec::new();
        let mut bare = Vec::new();
        for _ in 0..ROUNDS {
            board.push(self.rate(clients, self.board, &one).await);
            bare.push(self.rate(clients, self.bare, &one).await);
        }
        let (board, bare) = (median(board), median(bare));
        println!("{what}  {clients:>2} clients: {board:>7.0}/s, bare {bare:>7.0}/s, ratio {:.3}", board / bare);
    }

    /// How often a second it is done by so many clients at once.
    #[expect(clippy::disallowed_methods, reason = "a benchmark holds the stop-watch")]
    async fn rate(&self, clients: usize, side: SocketAddr, one: &impl AsyncFn(&Self, SocketAddr)) -> f64 {
        let start = Instant::now();
        let client = async || {
            let mut done = 0.0;
            while start.elapsed() < SPAN {
                one(self, side).await;
                done += 1.0;
            }
            done
        };
        let all = futures_of(clients, client).await;
        all / start.elapsed().as_secs_f64()
    }
}

/// Runs so many clients on this task, side by side; the sum of what they did.
async fn futures_of(clients: usize, client: impl AsyncFn() -> f64) -> f64 {
    let mut running: Vec<_> = (0..clients).map(|_| Box::pin(client())).collect();
    let mut total = 0.0;
    std::future::poll_fn(|context| {
        running.retain_mut(|one| match one.as_mut().poll(context) {
            std::task::Poll::Ready(done) => {
                total += done;
                false
            }
            std::task::Poll::Pending => true,
        });
        if running.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    total
}

async fn furnish(store: &Store, config: &Config) {
    let editor = NewAccount {
        name: Name::new("Sanne Verhoef").expect("a name"),
        email: Email::new("sanne@post.example").expect("an address"),
        password: "none".to_owned(),
        role: Role::Editor,
    };
    let now = Clock::System.now();
    let author = store.add_account(&editor, now).await.expect("a database").expect("nobody is there yet");
    let body =
        "Een klacht op een netwerk is binnen een uur een kop in de krant, een compliment verdampt in stilte.\n\n".repeat(20);
    let text = format!("+++\ntitle = \"Nu\"\nauthor = \"sanne@post.example\"\npublished = 2026-01-01\n+++\n{body}");
    let manuscript = Manuscript::parse(&text, &config.site.timezone).expect("a manuscript");
    store.add_article(&manuscript, author, now).await.expect("a database").expect("the first article");
}

/// The same bytes from a route that does nothing.
fn bare(page: Bytes) -> Router {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    Router::new().route("/articles/nu", get(move || async move { (kind, page) })).route(
        "/articles/nu/comments",
        axum::routing::post(|_: Bytes| async { (StatusCode::SEE_OTHER, [(header::LOCATION, "/articles/nu#comment-1")]) }),
    )
}

async fn listen(router: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { serve(listener, service).await.expect("serving") });
    address
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}
