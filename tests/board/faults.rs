//! The binary while what it stands on fails: the disk, the log, the lock, the file. Nothing that was
//! acknowledged is lost, whoever is not served hears it, and everything heals by itself.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::FileExt as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use sqlx::{Connection as _, SqliteConnection};

use crate::harness::{Home, Server, poster};

/// Kinds of calls that can fail.
const WRITES: i32 = 1;
const FLUSHES: i32 = 2;
/// Errors they fail with (errno.h).
const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// A disk that fails when it is told to, by a library loaded before the board.
struct Disk {
    library: String,
    orders: File,
    path: String,
}

impl Disk {
    fn new(home: &Home) -> Self {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy/drill/failing_disk.c");
        let library = home.path("disk.so").to_str().unwrap().to_owned();
        let made = Command::new("cc")
            .args(["-O1", "-shared", "-fPIC", "-o", &library, source, "-ldl"])
            .status()
            .unwrap();
        assert!(made.success());
        let path = home.path("orders").to_str().unwrap().to_owned();
        std::fs::write(&path, [0; 32]).unwrap();
        let orders = File::options().write(true).read(true).open(&path).unwrap();
        Self { library, orders, path }
    }

    fn under<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("LD_PRELOAD", &self.library).env("DISK_FAULTS", &self.path)
    }

    /// Lets so many calls fail from a certain one on.
    fn fails(&self, kinds: i32, at: i32, burst: i32, errno: i32) {
        for (place, number) in [(0, 0), (1, at), (2, burst), (3, errno), (0, kinds)] {
            self.orders.write_all_at(&number.to_ne_bytes(), place * 4).unwrap();
        }
    }

    /// Number of calls that failed so far.
    fn failed(&self) -> i32 {
        let mut number = [0; 4];
        self.orders.read_exact_at(&mut number, 5 * 4).unwrap();
        i32::from_ne_bytes(number)
    }
}

/// Comments that were acknowledged, by their number.
#[derive(Default)]
struct Ledger(BTreeMap<i64, String>);

impl Ledger {
    /// Posts a comment; whether it was acknowledged.
    async fn post(&mut self, server: &Server, text: String) -> bool {
        let number = post(server, &text).await.1;
        let is_there = number.is_some();
        if let Some(number) = number {
            let before = self.0.insert(number, text);
            assert_eq!(before, None, "number {number} was given twice");
        }
        is_there
    }

    /// Everything acknowledged is there, once, under its number.
    async fn is_kept(&self, home: &Home) {
        let url = format!("sqlite://{}", home.path("data/weerwoord.db").display());
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        let rows: Vec<(i64, String)> = sqlx::query_as("SELECT id, body FROM comments")
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let mut texts: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for (number, text) in &rows {
            texts.entry(text).or_default().push(*number);
        }
        for (number, text) in &self.0 {
            assert_eq!(texts.get(text.as_str()), Some(&vec![*number]), "{text}");
        }
    }
}

/// Posts a comment; the status and, when it was acknowledged, its number.
async fn post(server: &Server, text: &str) -> (u16, Option<i64>) {
    let form = [("name", "Mirjam"), ("email", "mirjam@post.example"), ("body", text)];
    let url = format!("{}/articles/nu/comments", server.url);
    let answer = poster().post(url).form(&form).send().await.unwrap();
    let location = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    let number = location.and_then(|to| to.split_once("#comment-")?.1.parse().ok());
    (answer.status().as_u16(), number)
}

#[tokio::test]
async fn a_disk_that_fails_at_any_call_loses_nothing_acknowledged() {
    let home = Home::furnished();
    let disk = Disk::new(&home);
    let server = home.serve_with(|command| disk.under(command)).await;
    let mut ledger = Ledger::default();
    let writes = (1..=48).step_by(3).flat_map(|at| [(WRITES, at, EIO), (WRITES, at + 1, ENOSPC)]);
    let flushes = (1..=4).map(|at| (FLUSHES, at, EIO));
    for (round, (kinds, at, errno)) in writes.chain(flushes).enumerate() {
        let before = disk.failed();
        disk.fails(kinds, at, 1, errno);
        let texts = ["a", "b", "c", "d"].map(|who| format!("Reactie {who} in ronde {round}."));
        let posts = texts.each_ref().map(|text| post(&server, text));
        let answers = futures_util::future::join_all(posts).await;
        for ((status, number), text) in answers.into_iter().zip(texts) {
            assert!([303, 503].contains(&status), "{status} in round {round}");
            if let Some(number) = number {
                assert_eq!(ledger.0.insert(number, text), None);
            }
        }
        // Until the fault was met; after it the board writes again without a restart.
        for more in 0.. {
            let text = format!("Reactie {more} na ronde {round}.");
            if ledger.post(&server, text).await && disk.failed() > before {
                break;
            }
            assert!(more < 60, "round {round}: the board does not write again");
        }
    }
    assert!(disk.failed() >= 36);
    ledger.is_kept(&home).await;
    assert_eq!(reqwest::get(format!("{}/health/ready", server.url)).await.unwrap().status(), 200);
    assert!(server.stops());
    ledger.is_kept(&home).await;
    assert!(home.done(&["check"]).contains("Everything is as it should be"));
}

#[tokio::test]
async fn while_the_disk_fails_the_board_says_so_and_heals_with_it() {
    let home = Home::furnished();
    let disk = Disk::new(&home);
    let server = home.serve_with(|command| disk.under(command)).await;
    disk.fails(WRITES | FLUSHES, 1, i32::MAX, ENOSPC);
    let (status, _) = post(&server, "Bij een volle schijf.").await;
    assert_eq!(status, 503);
    let ready = format!("{}/health/ready", server.url);
    assert_eq!(reqwest::get(&ready).await.unwrap().status(), 503);
    assert!(server.page("/articles/nu").await.contains("Nu"), "it is still read");
    disk.fails(0, 0, 0, 0);
    // Nobody posts: the board itself looks whether it can write again.
    let mut tries = 0;
    while reqwest::get(&ready).await.unwrap().status() != 200 {
        tries += 1;
        assert!(tries < 400, "the board is not ready again");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(post(&server, "Er is weer plaats.").await.0, 303);
}

#[tokio::test]
async fn a_log_that_cannot_be_written_breaks_no_request() {
    let home = Home::furnished();
    let (reader, writer) = std::io::pipe().unwrap();
    let logs =
        |log: Stdio| home.serve_with(move |command| command.env("RUST_LOG", "debug").stderr(log));
    // One that nobody reads holds 64 KiB.
    let server = logs(writer.into()).await;
    for _ in 0..400 {
        assert!(server.page("/search?q=niets").await.contains("</html>"));
    }
    drop(server);
    drop(reader);
    let (reader, writer) = std::io::pipe().unwrap();
    let server = logs(writer.into()).await;
    drop(reader);
    for n in 0..50 {
        assert!(server.page("/search?q=niets").await.contains("</html>"));
        assert_eq!(post(&server, &format!("Reactie {n} zonder log.")).await.0, 303);
    }
    drop(server);
    let full = File::options().write(true).open("/dev/full").unwrap();
    let server = logs(full.into()).await;
    assert_eq!(post(&server, "Een volle schijf voor het log.").await.0, 303);
}

#[tokio::test]
async fn who_meets_a_lock_hears_it_and_loses_nothing() {
    let home = Home::furnished();
    let server = home.serve().await;
    let url = format!("sqlite://{}", home.path("data/weerwoord.db").display());
    let mut other = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let text = "Een lange tekst die ik niet kwijt wil.\nEn nog een regel.";
    let form = [("name", "Mirjam"), ("email", "mirjam@post.example"), ("body", text)];
    let send = || poster().post(format!("{}/articles/nu/comments", server.url)).form(&form).send();
    let (first, second) = tokio::join!(send(), send());
    for answer in [first.unwrap(), second.unwrap()] {
        assert_eq!(answer.status(), 503);
        assert!(answer.headers().contains_key("retry-after"));
        let page = answer.text().await.unwrap();
        assert!(page.contains(text) && page.contains("action=\"/articles/nu/comments\""), "{page}");
        assert!(page.contains("value=\"mirjam@post.example\""));
    }
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
    assert_eq!(send().await.unwrap().status(), 303);
}

#[tokio::test]
async fn a_file_that_is_taken_away_is_noticed_and_none_is_made_in_its_place() {
    let home = Home::furnished();
    let server = home.serve().await;
    let (path, away) = (home.path("data/weerwoord.db"), home.path("away.db"));
    std::fs::rename(&path, &away).unwrap();
    assert_eq!(post(&server, "Waarheen gaat dit?").await.0, 503);
    let ready = reqwest::get(format!("{}/health/ready", server.url)).await.unwrap();
    assert_eq!(ready.status(), 503);
    // An empty file in its place must not cost the log beside it.
    std::fs::write(&path, "").unwrap();
    let pages = ["/", "/search?q=a", "/feed.atom", "/desk", "/articles/nu", "/terms"];
    futures_util::future::join_all(pages.map(|page| server.page(page))).await;
    std::fs::rename(&away, &path).unwrap();
    assert_eq!(post(&server, "Weer op zijn plaats.").await.0, 303);
    assert!(home.fails(1, &["serve"]).contains("is served already by another weerwoord"));
    drop(server);
    std::fs::remove_file(&path).unwrap();
    for command in [vec!["serve"], vec!["migrate"]] {
        let said = home.fails(1, &command);
        assert!(said.contains("though a board was there"), "{said}");
    }
    assert!(!path.exists());
    let mut file = File::create(&path).unwrap();
    file.write_all(b"not a database at all").unwrap();
    assert!(home.fails(1, &["serve"]).contains("is damaged or no database at all"));
}
