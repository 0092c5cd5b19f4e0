//! Benchmark of the moderation pages with 100,000 comments of which 2,000 wait, compared with an
//! empty instance.
//!
//! `cargo bench --bench moderation` prints the medians of rounds that alternate between the two, over
//! HTTP on loopback, and their ratio. It fails at a ratio of six or more: a safeguard, as the goal
//! is three. A page of fifty cases has 200 KB, and rendering and sending those alone takes twice as
//! long as the whole empty page.

mod support;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use weerwoord::account::{Email, Name, Password, Role};
use weerwoord::app::{App, Chance, Clock};
use weerwoord::article::Manuscript;
use weerwoord::config::{Config, Flags};
use weerwoord::mail::Mailer;
use weerwoord::store::Store;
use weerwoord::store::accounts::NewAccount;
use weerwoord::web;

use support::{Http, client, listen};

/// Number of rounds for each side; odd, so that the median is one of them.
const ROUNDS: usize = 7;
/// Duration of one side of a round.
const SPAN: Duration = Duration::from_millis(700);
/// Maximum ratio of the times of a full and an empty page, exclusive.
const BOUND: f64 = 6.0;

/// Statements for 100,000 comments by 10,000 people: the last 2,000 wait, one in ten of the others
/// was removed.
const FULL: [&str; 7] = [
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
    INSERT INTO comments (article_id, name, email, email_key, body, html, state, reason, version,
        judged_at, shown_at, posted_at, held_for, urgency)
    SELECT 1, 'Lezer ' || (i % 10000), 'lezer' || (i % 10000) || '@post.example',
        'lezer' || (i % 10000) || '@post.example',
        'Reactie ' || i || ': een rooster zonder doel is een dienstregeling.',
        '<p>Reactie ' || i || ': een rooster zonder doel is een dienstregeling.</p>',
        CASE WHEN i > 98000 AND i % 4 = 0 THEN 'held'
            WHEN i <= 98000 AND i % 10 = 0 THEN 'removed' ELSE 'visible' END,
        CASE WHEN i <= 98000 AND i % 10 = 0 THEN 'spam' END,
        CASE WHEN i <= 98000 THEN 2 ELSE 1 END,
        CASE WHEN i <= 98000 THEN 1000000 * i END,
        CASE WHEN i <= 98000 OR i % 4 <> 0 THEN 1000000 * i END, 1000000 * i,
        CASE WHEN i > 98000 AND i % 4 = 0 THEN 'approval' END,
        CASE WHEN i > 98000 AND i % 4 = 0 THEN 5 ELSE 0 END
    FROM n",
    "INSERT INTO decisions (comment_id, account_id, decision, reason, version, made_at)
    SELECT id, 1, CASE WHEN state = 'removed' THEN 'remove' ELSE 'keep' END, reason, 2, posted_at
    FROM comments WHERE id <= 98000",
    "INSERT INTO reports (comment_id, reason, explanation, made_at)
    SELECT id, 'insult', 'Dit is niet netjes', posted_at FROM comments
    WHERE id > 98000 AND id % 4 = 1",
    "UPDATE comments SET open_reports = 1, urgency = 10000 WHERE id > 98000 AND id % 4 = 1",
    "INSERT INTO rules (id, kind, pattern, action, made_by, made_at)
    VALUES (1, 'word', 'rooster', 'hold', 1, 1)",
    "INSERT INTO findings (comment_id, rule_id, found)
    SELECT id, 1, 'rooster' FROM comments WHERE id > 98000 AND id % 8 = 0",
    "INSERT INTO appeals (ticket, decision_id, text, made_at)
    SELECT CAST('t' || id AS BLOB), id, 'Dit is geen reclame', made_at FROM decisions
    WHERE decision = 'remove' AND id <= 2000",
];

/// Instance in its own folder, with the session of a moderator.
struct Desk {
    http: Http,
    board: SocketAddr,
    cookie: String,
    _folder: tempfile::TempDir,
}

#[tokio::main]
async fn main() {
    let (empty, full) = (Desk::open(&[]).await, Desk::open(&FULL).await);
    println!(
        "median time of a page: 100,000 comments of which 2,000 wait, against an empty board \
         ({ROUNDS} rounds of {SPAN:?})"
    );
    let mut slow = Vec::new();
    for queue in ["review", "reported", "held", "appeals", "removed"] {
        let path = format!("/moderation?queue={queue}");
        let (mut without, mut with) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            without.push(empty.time(&path).await);
            with.push(full.time(&path).await);
        }
        let (without, with) = (median(without), median(with));
        let ratio = with / without;
        println!(
            "{queue:<9} {:>7.0} µs, empty {:>7.0} µs, {ratio:.2} times",
            with * 1e6,
            without * 1e6
        );
        if ratio >= BOUND {
            slow.push(queue);
        }
    }
    assert!(slow.is_empty(), "{slow:?} take {BOUND} times the time of an empty page or more");
}

impl Desk {
    async fn open(rows: &[&'static str]) -> Self {
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
        let Store::Sqlite { writer, .. } = &store else { panic!("a file") };
        for statement in rows {
            sqlx::query(*statement).execute(writer.pool()).await.expect("rows");
        }
        let mailer = Mailer::new(&config).expect("a folder for mail");
        let board =
            listen(web::router(App::new(config, store, mailer, Clock::System, Chance::System)))
                .await;
        let http = client();
        let mut desk = Self { http, board, cookie: String::new(), _folder: folder };
        desk.logs_in().await;
        desk
    }

    async fn logs_in(&mut self) {
        let request = Request::post(format!("http://{}/login", self.board))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("email=sanne%40post.example&password=een+lang+wachtwoord"))
            .expect("a request");
        let answer = self.http.request(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let cookie = answer.headers()[header::SET_COOKIE].to_str().expect("a cookie of ours");
        cookie.split(';').next().expect("its name and value").clone_into(&mut self.cookie);
    }

    /// Returns the average time of a page, in seconds.
    #[expect(clippy::disallowed_methods, reason = "a benchmark holds the stop-watch")]
    async fn time(&self, path: &str) -> f64 {
        let (start, mut pages) = (Instant::now(), 0.0);
        while start.elapsed() < SPAN {
            let request = Request::get(format!("http://{}{path}", self.board))
                .header(header::COOKIE, &self.cookie);
            let answer = self
                .http
                .request(request.body(Body::empty()).expect("a request"))
                .await
                .expect("an answer");
            assert_eq!(answer.status(), StatusCode::OK);
            answer.into_body().collect().await.expect("a body");
            pages += 1.0;
        }
        start.elapsed().as_secs_f64() / pages
    }
}

async fn furnish(store: &Store, config: &Config) {
    let editor = NewAccount {
        name: Name::new("Sanne Verhoef").expect("a name"),
        email: Email::new("sanne@post.example").expect("an address"),
        password: Password::attempt("een lang wachtwoord".to_owned())
            .hash(&[7; 16])
            .expect("a hash"),
        role: Role::Editor,
    };
    let now = Clock::System.now();
    let author =
        store.add_account(&editor, now).await.expect("a database").expect("nobody is there yet");
    let text = "+++\ntitle = \"Nu\"\nauthor = \"sanne@post.example\"\npublished = 2026-01-01\n+++\n\
                Alinea.";
    let manuscript = Manuscript::parse(text, &config.board.timezone).expect("a manuscript");
    store
        .add_article(&manuscript, author, now)
        .await
        .expect("a database")
        .expect("the first article");
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
