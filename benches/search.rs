//! Benchmark of searches in 1,000,000 comments and 20,000 articles, over HTTP on loopback, on
//! SQLite: `cargo bench --bench search`.
//!
//! A seeded generator fills the database with comments of invented Dutch words, with a Zipf
//! distribution, indexed as a running instance indexes them. Each kind of query is made with
//! different words every time, so that nothing is served from data just read. The results are the
//! median and the 99th percentile; the run fails if the latter is over the bound. `-- 100000` sets
//! a smaller number of comments.

mod support;

use std::collections::HashSet;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use weerwoord::account::{Email, Name, Role};
use weerwoord::app::{App, Chance, Clock};
use weerwoord::article::Manuscript;
use weerwoord::config::{Config, Flags};
use weerwoord::mail::Mailer;
use weerwoord::search::Stems;
use weerwoord::store::Store;
use weerwoord::store::accounts::NewAccount;
use weerwoord::web;

use support::{Http, client, listen};

/// Default number of comments.
const COMMENTS: usize = 1_000_000;
/// Number of articles, in twelve categories, spread over the years.
const ARTICLES: usize = 20_000;
/// Number of different words.
const WORDS: usize = 60_000;
/// Minimum and maximum number of words of a comment.
const LENGTH: (usize, usize) = (12, 70);
/// Minimum and maximum number of paragraphs of an article, each as long as a comment: 400 to 800
/// words.
const PARAGRAPHS: (usize, usize) = (10, 20);
/// Number of comments in one transaction of the generator.
const BATCH: usize = 5_000;
/// Number of queries of each kind.
const ROUNDS: usize = 200;
/// Maximum 99th percentile.
const BOUND: Duration = Duration::from_millis(20);
/// Most frequent words, most common first.
const COMMON: &str = "de van een het en in is dat op te zijn voor met die niet aan er om ook als \
                      dan maar bij nog uit naar door over tot je";
/// Syllables of the other words.
const SYLLABLES: [&str; 32] = [
    "bo", "ka", "mer", "lan", "ti", "ver", "ge", "stel", "rin", "do", "pa", "wijk", "huis", "re",
    "cla", "zo", "markt", "bel", "lo", "ne", "ki", "brug", "sta", "ma", "vo", "gel", "ter",
    "schap", "werk", "li", "sun", "dra",
];

/// Words with their frequencies.
struct Language {
    words: Vec<String>,
    /// Cumulative probability of the words up to each.
    until: Vec<f64>,
}

/// Kind of query: its name, and a function that makes one.
type Kind = (&'static str, fn(&Language, &mut StdRng) -> String);

/// Kinds of queries.
const KINDS: [Kind; 15] = [
    ("a rare word", |words, chance| of(words, chance, 8_000..40_000)),
    ("a word now and then", |words, chance| of(words, chance, 400..3_000)),
    ("a common word", |words, chance| of(words, chance, 30..60)),
    ("a word in most comments", |words, chance| of(words, chance, 0..10)),
    ("two common words", |words, chance| {
        format!("{}+{}", of(words, chance, 30..80), of(words, chance, 30..80))
    }),
    ("three words", |words, chance| {
        format!(
            "{}+{}+{}",
            of(words, chance, 30..80),
            of(words, chance, 80..300),
            of(words, chance, 80..300)
        )
    }),
    ("a phrase", |words, chance| {
        format!("%22{}+{}%22", of(words, chance, 0..10), of(words, chance, 30..120))
    }),
    ("a common word but another", |words, chance| {
        format!("{}+-{}", of(words, chance, 30..60), of(words, chance, 30..60))
    }),
    ("a common word in a category, a year", |words, chance| {
        let (category, year) = (chance.random_range(1..=12), chance.random_range(2016..=2025));
        format!(
            "{}&category=rubriek-{category}&since={year}&until={year}",
            of(words, chance, 30..120)
        )
    }),
    ("articles alone", |words, chance| format!("{}&in=articles", of(words, chance, 30..300))),
    ("articles, a word in most", |words, chance| {
        format!("{}&in=articles", of(words, chance, 0..25))
    }),
    ("articles, two words in most", |words, chance| {
        format!("%22{}%22+%22{}%22&in=articles", of(words, chance, 0..25), of(words, chance, 0..25))
    }),
    ("articles, a phrase of words in most", |words, chance| {
        format!("%22{}+{}%22&in=articles", of(words, chance, 0..25), of(words, chance, 0..25))
    }),
    ("articles, a common word but another", |words, chance| {
        format!("{}+-{}&in=articles", of(words, chance, 5..60), of(words, chance, 5..60))
    }),
    ("articles, a word in most, a year", |words, chance| {
        let year = chance.random_range(2016..=2025);
        format!("{}&in=articles&since={year}&until={year}", of(words, chance, 0..25))
    }),
];

fn of(language: &Language, chance: &mut StdRng, ranks: std::ops::Range<usize>) -> String {
    language.words[chance.random_range(ranks)].clone()
}

#[tokio::main]
async fn main() -> ExitCode {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let comments: usize = asked.unwrap_or(COMMENTS);
    let language = Language::made_up(&mut StdRng::seed_from_u64(1));
    let board = Board::filled(&language, comments).await;
    println!("{comments} comments; {ROUNDS} questions of each kind, through HTTP");
    let mut missed = Vec::new();
    for (kind, ask) in KINDS {
        let mut chance = StdRng::seed_from_u64(2);
        let mut times = Vec::with_capacity(ROUNDS);
        let mut asked = HashSet::new();
        for _ in 0..ROUNDS {
            let question = ask(&language, &mut chance);
            let time = board.time(&question).await;
            // A repeated query would be served from data just read.
            if asked.insert(question) {
                times.push(time);
            }
        }
        times.sort_unstable();
        let (half, last) = (times[times.len() / 2], times[(times.len() * 99).div_ceil(100) - 1]);
        let mark = if last <= BOUND { "" } else { "  MISSED" };
        println!(
            "{kind:<38} p50 {half:>9.1?}  p99 {last:>9.1?}  (at most {BOUND:?}, {} asked){mark}",
            times.len()
        );
        if last > BOUND {
            missed.push(kind);
        }
    }
    if missed.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("missed: {}", missed.join("; "));
    ExitCode::FAILURE
}

impl Language {
    fn made_up(chance: &mut StdRng) -> Self {
        let mut words: Vec<String> = COMMON.split(' ').map(str::to_owned).collect();
        let mut known: HashSet<String> = words.iter().cloned().collect();
        while words.len() < WORDS {
            let syllables = chance.random_range(2..=4);
            let word: String = (0..syllables)
                .map(|_| SYLLABLES[chance.random_range(0..SYLLABLES.len())])
                .collect();
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut until = Vec::with_capacity(words.len());
        let mut sum = 0.0;
        for rank in 1_u32..=u32::try_from(WORDS).expect("some thousands") {
            sum += 1.0 / (f64::from(rank) + 2.7);
            until.push(sum);
        }
        for chance in &mut until {
            *chance /= sum;
        }
        Self { words, until }
    }

    fn text(&self, chance: &mut StdRng) -> String {
        let length = chance.random_range(LENGTH.0..=LENGTH.1);
        let word = |_| {
            let drawn: f64 = chance.random();
            self.words[self.until.partition_point(|until| *until < drawn).min(self.words.len() - 1)]
                .as_str()
        };
        (0..length).map(word).collect::<Vec<_>>().join(" ")
    }
}

/// Instance in its own folder.
struct Board {
    http: Http,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Board {
    async fn filled(language: &Language, comments: usize) -> Self {
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
        let mut chance = StdRng::seed_from_u64(3);
        write_articles(&store, &config, language, &mut chance).await;
        write_comments(&store, language, comments, &mut chance).await;
        index(&store, &config).await;
        let mailer = Mailer::new(&config).expect("a folder for mail");
        let address =
            listen(web::router(App::new(config, store, mailer, Clock::System, Chance::System)))
                .await;
        Self { http: client(), address, _folder: folder }
    }

    #[expect(clippy::disallowed_methods, reason = "a benchmark holds the stop-watch")]
    async fn time(&self, question: &str) -> Duration {
        let request = Request::get(format!("http://{}/search?q={question}", self.address));
        let request = request.body(Body::empty()).expect("a request");
        let start = Instant::now();
        let answer = self.http.request(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{question}");
        answer.into_body().collect().await.expect("a body");
        start.elapsed()
    }
}

async fn write_articles(store: &Store, config: &Config, language: &Language, chance: &mut StdRng) {
    let editor = NewAccount {
        name: Name::new("Sanne Verhoef").expect("a name"),
        email: Email::new("sanne@post.example").expect("an address"),
        password: String::new(),
        role: Role::Editor,
    };
    let now = Clock::System.now();
    let author =
        store.add_account(&editor, now).await.expect("a database").expect("nobody is there yet");
    for number in 0..ARTICLES {
        let year = 2016 + number * 10 / ARTICLES;
        let title: Vec<String> = (0..6).map(|_| of(language, chance, 10..2_000)).collect();
        let paragraphs = chance.random_range(PARAGRAPHS.0..=PARAGRAPHS.1);
        let body: Vec<String> = (0..paragraphs).map(|_| language.text(chance)).collect();
        let text = format!(
            "+++\ntitle = \"{} {number}\"\nauthor = \"sanne@post.example\"\n\
             categories = [\"Rubriek {}\"]\npublished = {year}-01-01\n+++\n{}",
            title.join(" "),
            1 + number % 12,
            body.join(".\n\n")
        );
        let manuscript = Manuscript::parse(&text, &config.board.timezone).expect("a manuscript");
        store
            .add_article(&manuscript, author, now)
            .await
            .expect("a database")
            .expect("another title each time");
    }
}

/// Adds comments in the order of their articles, over ten years.
async fn write_comments(store: &Store, language: &Language, comments: usize, chance: &mut StdRng) {
    const ADD: &str = "INSERT INTO comments
            (article_id, name, email, email_key, body, html, state, shown_at, posted_at)
        SELECT value ->> 0, 'Lezer', 'lezer@post.example', 'lezer@post.example', value ->> 2,
            '<p>' || (value ->> 2) || '</p>', 'visible',
            value ->> 1, value ->> 1 FROM json_each($1)";
    let Store::Sqlite { writer, .. } = store else { panic!("a file") };
    // Ten years from 2016 on.
    let (first, span) = (1_451_606_400_000_000_i64, 315_000_000_000_000_i64);
    let mut written = 0;
    while written < comments {
        let some = BATCH.min(comments - written);
        let rows: Vec<String> = (written..written + some)
            .map(|number| {
                let article = 1 + number * ARTICLES / comments;
                let posted = first
                    + span / i64::try_from(comments).expect("a count")
                        * i64::try_from(number).expect("a count");
                format!("[{article},{posted},\"{}\"]", language.text(chance))
            })
            .collect();
        sqlx::query(ADD)
            .bind(format!("[{}]", rows.join(",")))
            .execute(writer.pool())
            .await
            .expect("rows");
        written += some;
    }
}

/// Indexes everything as a running instance does, without a pause between batches.
#[expect(clippy::disallowed_methods, reason = "a benchmark holds the stop-watch")]
async fn index(store: &Store, config: &Config) {
    let (start, mut stems, mut all) = (Instant::now(), Stems::new(config.board.lang), 0);
    loop {
        match store.index(200, &mut stems).await.expect("a batch") {
            0 => break,
            some => all += some,
        }
    }
    println!("{all} articles and comments were indexed in {:.0?}", start.elapsed());
}
