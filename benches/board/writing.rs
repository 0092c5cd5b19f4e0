//! Comments that are on disk when they are answered, against one commit a row on the same disk.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use crate::client::{Round, ask, block_on, comment, float, get, now};
use crate::server::{ARTICLE, Board};
use crate::{Bounds, ROUNDS, median};

/// How long one side of a round is measured.
const SPAN: Duration = Duration::from_secs(2);

/// Posts by 1, 16 and 64 clients, what they cost, and what readers notice of them.
pub fn measure(bounds: &mut Bounds) {
    let board = Board::open();
    println!("writing: {ROUNDS} rounds of {SPAN:?}; posts on disk against one commit a row on the same disk");
    let request = comment(ARTICLE);
    for (clients, bound) in [(1, 0.8), (16, 5.0), (64, 12.0)] {
        let (mut ours, mut theirs, mut cost) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            theirs.push(block_on(one_commit_a_row(board.folder.path())));
            let before = board.server.cpu();
            let Round { rate, answers, .. } = block_on(ask(board.server.address, &request, 303, clients, SPAN));
            ours.push(rate);
            cost.push((board.server.cpu() - before) / float(answers));
        }
        let (ours, theirs) = (median(ours), median(theirs));
        bounds.at_least(
            &format!("posts, {clients} clients: rate"),
            ours / theirs,
            bound,
            &format!("{ours:.0}/s against {theirs:.0}/s"),
        );
        bounds.at_most(&format!("posts, {clients} clients: processor"), median(cost), 400.0, "µs a post");
    }
    let page = get(ARTICLE, "accept-encoding: br\r\n");
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        alone.push(block_on(ask(board.server.address, &page, 200, 2, SPAN)).p99);
        let both = async {
            let posts = tokio::spawn({
                let (request, address) = (request.clone(), board.server.address);
                async move { ask(address, &request, 303, 64, SPAN).await }
            });
            let read = ask(board.server.address, &page, 200, 2, SPAN).await;
            posts.await.expect("posters");
            read.p99
        };
        beside.push(block_on(both));
    }
    let (alone, beside) = (median(alone), median(beside));
    bounds.at_most("readers' p99 while 64 post", beside / alone, 2.0, &format!("{beside:.0} µs against {alone:.0} µs"));
    bounds.at_most("resident memory, after writing", board.server.memory(), 120.0, "MiB");
}

/// How many rows a second are kept, each in a transaction of its own, as safely as the board keeps them.
async fn one_commit_a_row(folder: &Path) -> f64 {
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
        sqlx::query(ROW)
            .bind("Een rooster zonder doel is een dienstregeling. ".repeat(10))
            .execute(&mut connection)
            .await
            .expect("a row");
        rows += 1;
    }
    let rate = float(rows) / start.elapsed().as_secs_f64();
    connection.close().await.expect("closing");
    rate
}
