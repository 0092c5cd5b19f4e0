//! Benchmark of posting comments, which are on disk before the response, compared with one commit
//! per row on the same disk.
//!
//! The cost of a flush differs a hundredfold between disks, and some report a flush before it is
//! done. So the bounds apply to a disk that takes four milliseconds, simulated by `slow_disk.c`;
//! the results of the real disk are printed too.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use crate::client::{Round, ask, block_on, float, get, now};
use crate::crowd;
use crate::home::Home;
use crate::server::{ARTICLE, Board};
use crate::{Bounds, ROUNDS, median};

/// Argument that makes this program the one that commits row by row.
pub const ROW_BY_ROW: &str = "be-row-by-row";
/// Duration of one side of a round.
pub const SPAN: Duration = Duration::from_secs(2);
/// Number of concurrent clients, and minimum factor over one commit per row.
const CLIENTS: [(usize, f64); 3] = [(1, 0.8), (16, 5.0), (64, 12.0)];

/// Measures posts by 1, 16 and 64 clients, their cost, and their effect on readers.
pub fn measure(bounds: &mut Bounds) {
    println!(
        "writing: {ROUNDS} rounds of {SPAN:?}; posts on disk against one commit a row on the same \
         disk"
    );
    posts(None, None);
    let folder = tempfile::tempdir().expect("a folder");
    match slow_disk(folder.path()) {
        Some(library) => {
            posts(Some(bounds), Some(&library));
            beside_readers(bounds, &library);
        }
        None => println!("no C compiler: what a slow disk makes of it was not measured"),
    }
}

fn posts(mut bounds: Option<&mut Bounds>, disk: Option<&Path>) {
    let (board, sessions) = Board::with_crowd(Home::furnished(), disk);
    let request = crowd::posts(&sessions);
    for (clients, bound) in CLIENTS {
        let (mut ours, mut theirs, mut cost) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            theirs.push(row_by_row(board.home.path(), disk));
            let before = board.server.cpu();
            let Round { rate, answers, .. } =
                block_on(ask(board.server.address, &request, 303, clients, SPAN));
            ours.push(rate);
            cost.push((board.server.cpu() - before) / float(answers));
        }
        let (ours, theirs, cost) = (median(ours), median(theirs), median(cost));
        let told = format!("{ours:.0}/s against {theirs:.0}/s");
        match &mut bounds {
            None => println!(
                "{clients:>2} clients, the disk as it is: {:.2} ×, {told}, {cost:.0} µs of \
                 processor a post",
                ours / theirs
            ),
            Some(bounds) => {
                bounds.at_least(
                    &format!("posts, {clients} clients: rate"),
                    ours / theirs,
                    bound,
                    &told,
                );
                let most = if clients == 1 { 500.0 } else { 400.0 };
                let what = format!("posts, {clients} clients: processor");
                bounds.at_most(&what, cost, most, "µs a post");
            }
        }
    }
    if let Some(bounds) = bounds {
        bounds.at_most("resident memory, after writing", board.server.memory(), 120.0, "MiB");
    }
}

/// Measures the effect of 64 posting clients on two readers.
fn beside_readers(bounds: &mut Bounds, library: &Path) {
    let (board, sessions) = Board::with_crowd(Home::furnished(), Some(library));
    let (request, page) = (crowd::posts(&sessions), get(ARTICLE, "accept-encoding: br, zstd\r\n"));
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    let address = board.server.address;
    for _ in 0..ROUNDS {
        alone.push(block_on(ask(address, &page, 200, 2, SPAN)).p99);
        // Readers have threads of their own, so that they wait for no response to a post.
        let request = request.clone();
        let posts = std::thread::spawn(move || block_on(ask(address, &request, 303, 64, SPAN)));
        beside.push(block_on(ask(address, &page, 200, 2, SPAN)).p99);
        posts.join().expect("posters");
    }
    let (alone, beside) = (median(alone), median(beside));
    bounds.at_most(
        "readers' p99 while 64 post",
        beside / alone,
        2.0,
        &format!("{beside:.0} µs against {alone:.0} µs"),
    );
}

/// Builds the library that makes a flush take four milliseconds; `None` without a C compiler.
pub fn slow_disk(folder: &Path) -> Option<PathBuf> {
    let library = folder.join("slow_disk.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/board/slow_disk.c");
    let made = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(source)
        .status();
    made.is_ok_and(|status| status.success()).then_some(library)
}

/// Returns the number of rows per second that are committed one by one, with the same durability as
/// the program.
fn row_by_row(folder: &Path, disk: Option<&Path>) -> f64 {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg(ROW_BY_ROW).arg(folder).stdout(Stdio::piped());
    if let Some(library) = disk {
        command.env("LD_PRELOAD", library);
    }
    let output = command.output().expect("this program starts again");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("a rate")
}

/// Writes rows for the duration of a round and prints the number per second.
pub fn be_row_by_row(folder: &str) -> ExitCode {
    println!("{}", block_on(commit_rows(Path::new(folder))));
    ExitCode::SUCCESS
}

async fn commit_rows(folder: &Path) -> f64 {
    const ROW: &str = "INSERT INTO rows (body) VALUES ($1)";
    let file = folder.join("rows.db");
    let options = SqliteConnectOptions::from_str(&format!("sqlite://{}", file.display()))
        .expect("an address")
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = options.connect().await.expect("a database");
    sqlx::raw_sql("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        .execute(&mut connection)
        .await
        .expect("a table");
    let (start, mut rows) = (now(), 0);
    while start.elapsed() < SPAN {
        let body = "Een rooster zonder doel is een dienstregeling. ".repeat(10);
        sqlx::query(ROW).bind(body).execute(&mut connection).await.expect("a row");
        rows += 1;
    }
    let rate = float(rows) / start.elapsed().as_secs_f64();
    connection.close().await.expect("closing");
    rate
}
