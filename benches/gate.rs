//! Simulation of spam protection: `cargo bench --bench gate`.
//!
//! It uses an instance with the default limits, a manual clock, and programs that solve every
//! captcha. It prints the number of comments that are visible at once, and fails if a bound is
//! exceeded.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tower::ServiceExt;
use url::form_urlencoded;
use weerwoord::account::{Email, Name, Password, Role};
use weerwoord::app::{App, Chance, Clock};
use weerwoord::article::Manuscript;
use weerwoord::config::{Config, Flags};
use weerwoord::mail::Mailer;
use weerwoord::store::Store;
use weerwoord::store::accounts::NewAccount;
use weerwoord::web;

/// Number of addresses of a program, each in its own /24.
const ADDRESSES: u32 = 1_000;
const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
/// Start of the simulation, in seconds since 1970: a Monday, midnight.
const START: i64 = 1_795_392_000;
const PASSWORD: &str = "een lang wachtwoord";
/// Syllables of meaningless words, which make every text different.
const SYLLABLES: [&str; 16] = [
    "ba", "den", "for", "gul", "hak", "jor", "kem", "lip", "mur", "nes", "pol", "rad", "sit",
    "tov", "wim", "zul",
];

/// Instance with its manual clock.
struct Board {
    app: App,
    router: Router,
    clock: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

/// Client with an address and cookies.
#[derive(Clone)]
struct Browser {
    address: Ipv4Addr,
    cookie: Option<String>,
}

/// Result of posting a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Shown,
    Held,
    Refused(StatusCode),
}

#[tokio::main]
async fn main() -> ExitCode {
    let mut missed = Vec::new();
    let mut told = |what: &str, found: usize, most: usize| {
        println!(
            "{what:<72} {found:>5}  (at most {most}){}",
            if found > most { "  MISSED" } else { "" }
        );
        if found > most {
            missed.push(what.to_owned());
        }
    };
    let (hour, day) = everywhere().await;
    told("a program at 1,000 addresses that reads every code: shown in an hour", hour, 20);
    told("the same in a day", day, 60);
    told("a program at one address: shown in an hour", at_one_address().await, 6);
    told("ten promotions sent again from elsewhere: shown the second time", again().await, 0);
    let (strangers, known) = floods().await;
    told("four floods: guests nearby with a right code who are refused", strangers, 0);
    told("four floods: guests read before who are refused or held", known, 0);
    told("1,000 first comments in a week: held", week().await, 30);
    if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Simulates a program with many addresses for a day, without a moderator.
///
/// Returns the number of comments shown in the first hour and in the day.
async fn everywhere() -> (usize, usize) {
    let board = Board::open().await;
    let mut texts = StdRng::seed_from_u64(1);
    let mut browsers: Vec<Browser> = (0..ADDRESSES).map(Browser::of_program).collect();
    let (mut shown, mut in_an_hour) = (0, 0);
    // Every six minutes in the first hour, then every hour.
    let rounds = (0..10).map(|round| round * 6 * MINUTE).chain((1..24).map(|hour| hour * HOUR));
    for at in rounds {
        for (number, browser) in browsers.iter_mut().enumerate() {
            board.set(at + i64::try_from(number).expect("a thousand") % (5 * MINUTE));
            let seen = board.comments(browser, &text(&mut texts, 20)).await == Outcome::Shown;
            shown += usize::from(seen);
            in_an_hour += usize::from(seen && at < HOUR);
        }
    }
    (in_an_hour, shown)
}

/// Simulates a program at one address that posts every twenty seconds for an hour.
///
/// Returns the number of comments shown.
async fn at_one_address() -> usize {
    let board = Board::open().await;
    let mut texts = StdRng::seed_from_u64(2);
    let mut shown = 0;
    for at in (0..HOUR).step_by(20) {
        board.set(at);
        let mut browser = Browser::of_program(1);
        shown += usize::from(
            board.comments(&mut browser, &text(&mut texts, 20)).await == Outcome::Shown,
        );
    }
    shown
}

/// Simulates promotions of every length, each from two browsers at two addresses.
///
/// Returns the number of those shown the second time.
async fn again() -> usize {
    let board = Board::open().await;
    let mut texts = StdRng::seed_from_u64(3);
    let mut shown = 0;
    for (number, words) in [4, 5, 6, 8, 10, 15, 20, 30, 60, 120].into_iter().enumerate() {
        let number = u32::try_from(number).expect("ten");
        let promotion = text(&mut texts, words);
        board.set(i64::from(number) * HOUR);
        board.comments(&mut Browser::of_program(2 * number), &promotion).await;
        let mut other = Browser::of_program(2 * number + 1);
        shown += usize::from(
            board.comments(&mut other, &promotion.to_uppercase()).await == Outcome::Shown,
        );
    }
    shown
}

/// Simulates floods without a code, of wrong codes, of sounds and of pictures, from the network of
/// a guest and from a thousand others.
///
/// Returns the number of guests with a correct code who are rejected, and of known guests who are
/// rejected or held.
async fn floods() -> (usize, usize) {
    let (mut refused, mut hindered) = (0, 0);
    for flood in ["without a code", "wrong codes", "sounds", "pictures"] {
        let board = Board::open().await;
        let mut texts = StdRng::seed_from_u64(4);
        let mut known = Browser { address: Ipv4Addr::new(192, 0, 2, 7), cookie: None };
        board.makes_known(&mut known, &text(&mut texts, 20)).await;
        board.set(3 * 24 * HOUR);
        let neighbours = (0..200).map(|last| Ipv4Addr::new(192, 0, 2, last));
        let others = (0..ADDRESSES).map(|number| Browser::of_program(number).address);
        for address in neighbours.filter(|address| *address != known.address).chain(others) {
            let mut browser = Browser { address, cookie: None };
            for _ in 0..4 {
                board.floods(&mut browser, flood, &text(&mut texts, 20)).await;
            }
        }
        for last in 201..211 {
            let mut stranger = Browser { address: Ipv4Addr::new(192, 0, 2, last), cookie: None };
            let outcome = board.comments(&mut stranger, &text(&mut texts, 20)).await;
            refused += usize::from(matches!(outcome, Outcome::Refused(_)));
        }
        let outcome = board.sends(&mut known, &text(&mut texts, 20), "post", "").await;
        hindered += usize::from(outcome != Outcome::Shown);
    }
    (refused, hindered)
}

/// Simulates the first comments of a thousand people in a week.
///
/// There are few at night and about a dozen in the busiest hour; a moderator looks seven times a
/// day. Returns the number of held comments.
async fn week() -> usize {
    const RHYTHM: [u32; 24] =
        [1, 1, 0, 0, 0, 1, 2, 4, 7, 9, 10, 9, 9, 9, 8, 8, 9, 9, 9, 10, 12, 9, 5, 2];
    let board = Board::open().await;
    let mut chance = StdRng::seed_from_u64(5);
    let mut moderator = Browser { address: Ipv4Addr::new(198, 51, 100, 1), cookie: None };
    board.logs_in(&mut moderator).await;
    let (mut person, mut held) = (0, 0);
    for hour in 0..7 * 24_usize {
        let start = i64::try_from(hour).expect("a week") * HOUR;
        if [8, 10, 12, 15, 17, 20, 22].contains(&(hour % 24)) {
            board.set(start);
            board.reads(&mut moderator, "/moderation").await;
        }
        let many = RHYTHM[hour % 24];
        for number in 0..many {
            board.set(start + HOUR / i64::from(many) * i64::from(number) + 30);
            let mut browser = Browser::of_program(person);
            person += 1;
            let words = chance.random_range(5..80);
            let outcome = board.comments(&mut browser, &text(&mut chance, words)).await;
            held += usize::from(outcome != Outcome::Shown);
        }
    }
    println!("{person} people wrote in a week");
    held
}

fn text(chance: &mut StdRng, words: usize) -> String {
    let word = |chance: &mut StdRng| -> String {
        (0..chance.random_range(2..5))
            .map(|_| SYLLABLES[chance.random_range(0..SYLLABLES.len())])
            .collect()
    };
    (0..words).map(|_| word(chance)).collect::<Vec<_>>().join(" ")
}

impl Browser {
    /// Returns the client of a program with this number, in its own /24.
    fn of_program(number: u32) -> Self {
        Self { address: Ipv4Addr::from(0x0a00_0001 + (number << 8)), cookie: None }
    }
}

impl Board {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the board");
        let data = folder.path().to_str().expect("a name that is text").to_owned();
        let settings = |name: &str| (name == "WEERWOORD_DATA").then(|| data.clone());
        let config = Config::load(&Flags::default(), settings).expect("settings that can be used");
        let store = Store::open(&config.database).await.expect("a database");
        store.migrate().await.expect("its tables");
        let clock = Arc::new(AtomicI64::new(START * 1_000_000));
        let mailer = Mailer::new(&config).expect("a folder for mail");
        let hand = Clock::Manual(Arc::clone(&clock));
        let app = App::new(config, store, mailer, hand, Chance::System);
        let editor = NewAccount {
            name: Name::new("Sanne Verhoef").expect("a name"),
            email: Email::new("sanne@post.example").expect("an address"),
            password: Password::attempt(PASSWORD.to_owned()).hash(&[7; 16]).expect("a hash"),
            role: Role::Editor,
        };
        let author = app.store.add_account(&editor, app.now()).await.expect("a database");
        let text = "+++\ntitle = \"Poort\"\nauthor = \"sanne@post.example\"\n\
                    published = 2026-01-01\n+++\nAlinea.";
        let manuscript = Manuscript::parse(text, &app.config.board.timezone).expect("a manuscript");
        let author = author.expect("nobody is there yet");
        app.store
            .add_article(&manuscript, author, app.now())
            .await
            .expect("a database")
            .expect("new");
        Self { router: web::router(app.clone()), app, clock, _folder: folder }
    }

    /// Sets the clock to a number of seconds after the start.
    fn set(&self, seconds: i64) {
        self.clock.store((START + seconds) * 1_000_000, Ordering::Relaxed);
    }

    fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    async fn asks(&self, browser: &mut Browser, request: Request<Body>) -> (StatusCode, String) {
        let mut request = request;
        let address = SocketAddr::new(browser.address.into(), 4_000);
        request.extensions_mut().insert(ConnectInfo(address));
        if let Some(cookie) = &browser.cookie {
            let value = cookie.parse().expect("a cookie is fit for a header");
            request.headers_mut().insert(header::COOKIE, value);
        }
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let set = set.to_str().expect("a cookie of ours");
            let pair = set.split(';').next().unwrap_or_default();
            browser.cookie = Some(match &browser.cookie {
                Some(before) => format!("{before}; {pair}"),
                None => pair.to_owned(),
            });
        }
        let to = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
        (answer.status(), to.unwrap_or_default().to_owned())
    }

    async fn reads(&self, browser: &mut Browser, path: &str) -> StatusCode {
        self.asks(browser, Request::get(path).body(Body::empty()).expect("a request")).await.0
    }

    async fn posts(
        &self,
        browser: &mut Browser,
        path: &str,
        fields: &[(&str, &str)],
    ) -> (StatusCode, String) {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .expect("a request");
        self.asks(browser, request).await
    }

    /// Posts a comment with a correct code, five seconds after the picture was loaded.
    async fn comments(&self, browser: &mut Browser, text: &str) -> Outcome {
        let status = self.reads(browser, "/captcha.png").await;
        if status != StatusCode::OK {
            return Outcome::Refused(status);
        }
        self.wait(5);
        let code = self.newest_code().await;
        self.sends(browser, text, "post", &code).await
    }

    async fn sends(&self, browser: &mut Browser, text: &str, intent: &str, code: &str) -> Outcome {
        let email = format!("lezer{}@post.example", u32::from(browser.address));
        let fields = [
            ("name", "Lezer"),
            ("email", email.as_str()),
            ("body", text),
            ("captcha", code),
            ("intent", intent),
        ];
        let (status, to) = self.posts(browser, "/articles/poort/comments", &fields).await;
        match status {
            StatusCode::SEE_OTHER if to.contains("#comment-") => Outcome::Shown,
            StatusCode::SEE_OTHER => Outcome::Held,
            status => Outcome::Refused(status),
        }
    }

    async fn floods(&self, browser: &mut Browser, flood: &str, text: &str) {
        match flood {
            "without a code" => {
                self.sends(browser, text, "unreadable", "").await;
            }
            "wrong codes" => {
                self.reads(browser, "/captcha.png").await;
                self.sends(browser, text, "post", "KKKKKK").await;
            }
            "sounds" => {
                self.reads(browser, "/captcha.wav").await;
            }
            _ => {
                for _ in 0..10 {
                    self.reads(browser, "/captcha.png").await;
                }
            }
        }
    }

    /// Verifies the address of a guest who has commented once.
    async fn makes_known(&self, browser: &mut Browser, text: &str) {
        assert_eq!(self.comments(browser, text).await, Outcome::Shown);
        let Store::Sqlite { writer, .. } = &self.app.store else { panic!("a file") };
        // Same statements as the link in an e-mail executes.
        for statement in [
            "INSERT INTO mailboxes (email_key, email, stop_key, confirmed_at)
                SELECT email_key, email, randomblob(32), posted_at FROM comments WHERE true
                ON CONFLICT (email_key) DO UPDATE SET confirmed_at = excluded.confirmed_at",
            "INSERT INTO proofs (browser, email_key, proved_at)
                SELECT browser, email_key, posted_at FROM comments",
            "UPDATE comments SET proved = 1",
        ] {
            sqlx::query(statement).execute(writer.pool()).await.expect("rows");
        }
    }

    async fn logs_in(&self, browser: &mut Browser) {
        let fields = [("email", "sanne@post.example"), ("password", PASSWORD)];
        let (status, _) = self.posts(browser, "/login", &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    }

    async fn newest_code(&self) -> String {
        const NEWEST: &str = "SELECT answer FROM challenges ORDER BY id DESC LIMIT 1";
        let Store::Sqlite { read, .. } = &self.app.store else { panic!("a file") };
        sqlx::query_scalar(NEWEST).fetch_one(read).await.expect("a code was asked")
    }
}
