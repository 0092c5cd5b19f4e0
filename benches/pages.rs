//! Benchmark of pages that count or page through 1,000,000 comments, over HTTP on loopback, on
//! SQLite: `cargo bench --bench pages`.
//!
//! A seeded generator makes ten years of data: comments as unevenly distributed over articles and
//! people as on a real site, one article with a tenth of them all, decisions, reports and marks.
//! The results are the median and the 99th percentile; the run fails if the latter is over the
//! bound. `-- 100000` sets a smaller number of comments.

mod support;

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use weerwoord::account::{Email, Name, Password, Role};
use weerwoord::app::{App, Chance, Clock};
use weerwoord::article::Manuscript;
use weerwoord::config::{Config, Flags};
use weerwoord::jobs;
use weerwoord::mail::Mailer;
use weerwoord::search::Stems;
use weerwoord::store::Store;
use weerwoord::store::accounts::NewAccount;
use weerwoord::web;

use support::{Http, client, listen};

/// Default number of comments.
const COMMENTS: i64 = 1_000_000;
/// Number of articles.
const ARTICLES: i64 = 2_000;
/// Number of people who write comments.
const PEOPLE: f64 = 40_000.0;
/// Number of comments in one transaction of the generator.
const BATCH: i64 = 5_000;
/// Number of pages of each kind.
const ROUNDS: usize = 200;
/// Maximum 99th percentile.
const BOUND: Duration = Duration::from_millis(50);
/// Ten years, in microseconds.
const SPAN: i64 = 315_000_000_000_000;
/// Syllables of the words.
const SYLLABLES: [&str; 24] = [
    "bo", "ka", "mer", "lan", "ti", "ver", "ge", "stel", "rin", "do", "pa", "wijk", "huis", "re",
    "cla", "zo", "markt", "bel", "lo", "ne", "ki", "brug", "sta", "schap",
];

/// Kind of page: its name, and a function that returns the path of one.
type Kind = (&'static str, fn(&mut StdRng, i64) -> String);

const KINDS: [Kind; 11] = [
    ("threads by use, page 200", |_, comments| {
        // A smaller instance has fewer pages; use its last.
        let page = (comments / 1_500).clamp(1, 200);
        format!("/articles/artikel-1?sort=useful&page={page}")
    }),
    ("threads by use, any page", |chance, comments| {
        let page = chance.random_range(1..=(comments / 1_500).max(1));
        format!("/articles/artikel-1?sort=useful&page={page}")
    }),
    ("a rare word in the queue", |chance, _| {
        format!("/moderation?q={}", word(chance, 5_000..60_000))
    }),
    ("a word now and then in the queue", |chance, _| {
        format!("/moderation?q={}", word(chance, 100..3_000))
    }),
    ("a common word in the queue", |chance, _| format!("/moderation?q={}", word(chance, 0..50))),
    ("a word that nobody wrote, in the queue", |_, _| "/moderation?q=ongeschreven".to_owned()),
    ("a name in the queue", |chance, _| {
        format!("/moderation?q=lezer+{}", chance.random_range(1_000..40_000))
    }),
    ("whoever wrote most", |_, _| "/moderation/people/1".to_owned()),
    ("somebody", |chance, comments| {
        format!("/moderation/people/{}", chance.random_range(1..=comments))
    }),
    ("what happened", |_, _| "/desk/numbers".to_owned()),
    ("transparency", |_, _| "/moderation/transparency".to_owned()),
];

/// Returns the word of a random rank.
fn word(chance: &mut StdRng, ranks: std::ops::Range<u32>) -> String {
    spelled(chance.random_range(ranks))
}

fn spelled(rank: u32) -> String {
    let (mut rest, mut word) = (rank + 24 * 24, String::new());
    while rest > 0 {
        word.push_str(SYLLABLES[usize::try_from(rest % 24).expect("a syllable")]);
        rest /= 24;
    }
    word
}

/// Returns a random rank below `of`, with lower ones more frequent, as for words and people.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number")]
fn rank(chance: &mut StdRng, of: f64) -> u32 {
    (of.powf(chance.random_range(0.0..1.0)) - 1.0) as u32
}

/// Instance in its own folder, with the session of an editor.
struct Board {
    http: Http,
    address: SocketAddr,
    cookie: String,
    _folder: tempfile::TempDir,
}

#[tokio::main]
async fn main() -> ExitCode {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let comments = asked.unwrap_or(COMMENTS);
    let board = Board::filled(comments).await;
    println!("{comments} comments; {ROUNDS} pages of each kind, through HTTP");
    let mut missed = Vec::new();
    for (kind, path) in KINDS {
        let mut chance = StdRng::seed_from_u64(2);
        let mut times = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            times.push(board.time(&path(&mut chance, comments)).await);
        }
        times.sort();
        let (half, most) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        println!("{kind:<40} p50 {half:>9.2?}  p99 {most:>9.2?}");
        if most > BOUND {
            missed.push(kind);
        }
    }
    if missed.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("over {BOUND:?}: {}", missed.join(", "));
    ExitCode::FAILURE
}

impl Board {
    #[expect(clippy::disallowed_methods, reason = "a benchmark holds the stop-watch")]
    async fn filled(comments: i64) -> Self {
        // The data can be kept in a given folder, for inspection with other programs.
        let folder = tempfile::tempdir().expect("a folder for the board");
        let data = std::env::var("WEERWOORD_BENCH_DATA")
            .unwrap_or_else(|_| folder.path().to_str().expect("a name that is text").to_owned());
        let settings = |name: &str| match name {
            "WEERWOORD_DATA" => Some(data.clone()),
            "WEERWOORD_CAPTCHA" | "WEERWOORD_LIMITS" => Some("off".to_owned()),
            _ => None,
        };
        let config = Config::load(&Flags::default(), settings).expect("settings that can be used");
        let store = Store::open(&config.database).await.expect("a database");
        store.migrate().await.expect("its tables");
        if store.first_decision().await.expect("a database").is_none() {
            let start = Instant::now();
            write_articles(&store, &config).await;
            write_comments(&store, comments, &mut StdRng::seed_from_u64(1)).await;
            judge(&store).await;
            println!("the board was written in {:.0?}", start.elapsed());
            let (start, mut stems) = (Instant::now(), Stems::new(config.board.lang));
            while store.index(1_000, &mut stems).await.expect("a batch") > 0 {}
            println!("it was indexed in {:.0?}", start.elapsed());
        }
        let mailer = Mailer::new(&config).expect("a folder for mail");
        let app = App::new(config, store, mailer, Clock::System, Chance::System);
        let start = Instant::now();
        jobs::hourly_maintenance(&app).await.expect("the hourly round");
        println!("the hourly round took {:.1?}", start.elapsed());
        let address = listen(web::router(app)).await;
        let http = client();
        let mut board = Self { http, address, cookie: String::new(), _folder: folder };
        board.logs_in().await;
        board
    }

    async fn logs_in(&mut self) {
        let request = Request::post(format!("http://{}/login", self.address))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("email=sanne%40post.example&password=een+lang+wachtwoord"))
            .expect("a request");
        let answer = self.http.request(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let cookie = answer.headers()[header::SET_COOKIE].to_str().expect("a cookie of ours");
        cookie.split(';').next().expect("its name and value").clone_into(&mut self.cookie);
    }

    #[expect(clippy::disallowed_methods, reason = "a benchmark holds the stop-watch")]
    async fn time(&self, path: &str) -> Duration {
        // Requests with a session are not served from the page cache.
        let request = Request::get(format!("http://{}{path}", self.address))
            .header(header::COOKIE, &self.cookie)
            .body(Body::empty())
            .expect("a request");
        let start = Instant::now();
        let answer = self.http.request(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.into_body().collect().await.expect("a body");
        start.elapsed()
    }
}

async fn write_articles(store: &Store, config: &Config) {
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
    for number in 1..=ARTICLES {
        let text = format!(
            "+++\ntitle = \"Artikel {number}\"\nauthor = \"sanne@post.example\"\n\
             categories = [\"Rubriek {}\"]\npublished = {}-01-01\n+++\nAlinea.",
            1 + number % 12,
            2016 + number * 10 / ARTICLES
        );
        let manuscript = Manuscript::parse(&text, &config.board.timezone).expect("a manuscript");
        let added = store.add_article(&manuscript, author, now).await.expect("a database");
        added.expect("another title each time");
    }
}

/// Adds comments of the last ten years: one in ten under the first article, one in five a reply, a
/// few held.
async fn write_comments(store: &Store, comments: i64, chance: &mut StdRng) {
    const ADD: &str = "INSERT INTO comments
            (article_id, parent_id, root_id, name, email, email_key, body, html, state, held_for,
            shown_at, posted_at)
        SELECT value ->> 0, value ->> 1, value ->> 1, 'Lezer ' || (value ->> 2),
            'lezer' || (value ->> 2) || '@post.example',
            'lezer' || (value ->> 2) || '@post.example', value ->> 4,
            '<p>' || (value ->> 4) || '</p>' || char(10),
            CASE WHEN value ->> 5 THEN 'held' ELSE 'visible' END,
            CASE WHEN value ->> 5 THEN 'approval' END,
            CASE WHEN value ->> 5 THEN NULL ELSE value ->> 3 END, value ->> 3
        FROM json_each($1)";
    let Store::Sqlite { writer, .. } = store else { panic!("a file") };
    let first = Clock::System.now().as_microsecond() - SPAN;
    let mut last_of = std::collections::HashMap::new();
    let mut written = 0;
    while written < comments {
        let some = BATCH.min(comments - written);
        let mut rows = Vec::new();
        for number in written + 1..=written + some {
            let article = match chance.random_range(0..10) {
                0 => 1,
                _ => 2 + i64::from(rank(chance, 2_000.0)) % (ARTICLES - 1),
            };
            let root = last_of.get(&article).copied().filter(|_| chance.random_range(0..5) == 0);
            let parent = root.map_or("null".to_owned(), |root: i64| root.to_string());
            let held = number > comments - 500 && number % 5 == 0;
            if root.is_none() && !held {
                last_of.insert(article, number);
            }
            let words: Vec<String> =
                (0..chance.random_range(12..70)).map(|_| spelled(rank(chance, 60_000.0))).collect();
            let (person, posted) = (rank(chance, PEOPLE), first + SPAN / comments * number);
            rows.push(format!(
                "[{article},{parent},{person},{posted},\"{}\",{held}]",
                words.join(" ")
            ));
        }
        sqlx::query(ADD)
            .bind(format!("[{}]", rows.join(",")))
            .execute(writer.pool())
            .await
            .expect("rows");
        written += some;
    }
}

/// Adds reports on one comment in a hundred, decisions on most of those and on a fifth of all
/// comments, and marks on one in seven threads of the first article.
async fn judge(store: &Store) {
    const STATEMENTS: [&str; 9] = [
        "INSERT INTO reports (comment_id, reason, explanation, made_at)
        SELECT id, 'insult', 'Dit is niet netjes', posted_at + 60000000 FROM comments
        WHERE id % 97 = 0 AND state = 'visible'",
        "UPDATE comments SET reports = 1 WHERE id % 97 = 0 AND state = 'visible'",
        "INSERT INTO decisions (comment_id, account_id, decision, reason, version, made_at, route)
        SELECT id, 1, CASE WHEN id % 3 = 0 THEN 'remove' ELSE 'keep' END,
            CASE WHEN id % 3 = 0 THEN 'spam' END, 2,
            posted_at + 60000000 * (1 + id % 300),
            CASE WHEN id % 97 = 0 THEN 'report' ELSE 'own' END
        FROM comments
        WHERE state = 'visible' AND (id % 5 = 0 OR (id % 97 = 0 AND id % 11 <> 0)) ORDER BY id",
        "UPDATE reports SET decision_id =
            (SELECT d.id FROM decisions d WHERE d.comment_id = reports.comment_id)",
        "UPDATE comments SET version = 2, judged_at = d.made_at, reason = d.reason,
            state = CASE WHEN d.decision = 'remove' THEN 'removed' ELSE 'visible' END
        FROM decisions d WHERE d.comment_id = comments.id",
        "UPDATE comments SET open_reports = 1, urgency = 10000
        WHERE id IN (SELECT comment_id FROM reports WHERE decision_id IS NULL)",
        "UPDATE comments SET urgency = 5000 WHERE state = 'held'",
        "INSERT INTO useful (comment_id, voter, made_at)
        SELECT c.id, CAST('v' || c.id || '-' || n.value AS BLOB), c.posted_at
        FROM comments c, json_each('[1,2,3]') n
        WHERE c.article_id = 1 AND c.id % 7 = 0 AND n.value <= 1 + c.id % 3
            AND c.state = 'visible'",
        "UPDATE comments SET useful =
            (SELECT COUNT(*) FROM useful u WHERE u.comment_id = comments.id)
        WHERE id IN (SELECT comment_id FROM useful)",
    ];
    const COUNT: &str = "UPDATE articles SET visible_comments =
        (SELECT COUNT(*) FROM comments c WHERE c.article_id = articles.id AND c.state = 'visible')";
    let Store::Sqlite { writer, .. } = store else { panic!("a file") };
    for statement in STATEMENTS.into_iter().chain([COUNT]) {
        sqlx::query(statement).execute(writer.pool()).await.expect("rows");
    }
    sqlx::query("ANALYZE").execute(writer.pool()).await.expect("statistics");
}
