//! Benchmark of cached pages, compared with a constant response.

use std::time::Duration;

use crate::client::{Request, Round, ask, block_on, float, get};
use crate::crowd;
use crate::home::Home;
use crate::server::{ARTICLE, Board, FRAGMENT, Server};
use crate::{Bounds, ROUNDS, median};

/// Duration of one side of a round.
const SPAN: Duration = Duration::from_secs(2);
/// Number of concurrent clients.
const CLIENTS: usize = 64;

/// Measures plain, compressed and not-modified responses, and the memory.
pub fn measure(bounds: &mut Bounds) {
    let board = Board::open();
    let idle = board.server.memory();
    let bare = Server::bare(&board.server);
    let tag = tag_of(&board.server, ARTICLE);
    println!(
        "reading: {CLIENTS} clients, {ROUNDS} rounds of {SPAN:?}; the board against a bare route \
         with the same bytes"
    );
    let cases = [
        ("article page, 6 comments, plain", get(ARTICLE, ""), get("/plain", ""), 200, 0.95),
        (
            "article page, 6 comments, brotli",
            get(ARTICLE, "accept-encoding: br\r\n"),
            get("/br", ""),
            200,
            0.95,
        ),
        (
            "article page that the browser has (304)",
            get(ARTICLE, &format!("if-none-match: {tag}\r\n")),
            get("/304", ""),
            304,
            0.95,
        ),
    ];
    for (what, ours, theirs, status, bound) in cases {
        let (ours, theirs) = rounds(&board.server, &ours, &bare, &theirs, status);
        let rate = |rounds: &[Round]| median(rounds.iter().map(|round| round.rate).collect());
        let p99 = |rounds: &[Round]| median(rounds.iter().map(|round| round.p99).collect());
        let told = format!("{:.0}/s against {:.0}/s", rate(&ours), rate(&theirs));
        bounds.at_least(&format!("{what}: rate"), rate(&ours) / rate(&theirs), bound, &told);
        let told = format!("{:.0} µs against {:.0} µs", p99(&ours), p99(&theirs));
        bounds.at_most(&format!("{what}: p99"), p99(&ours) / p99(&theirs), 1.2, &told);
    }
    fragment(bounds, &board.server, &tag);
    for (comments, member, moderator) in [(6, 60.0, 150.0), (206, 90.0, 400.0)] {
        personal(bounds, comments, [("member", member), ("moderator", moderator)]);
    }
    bounds.at_most("resident memory, idle", idle, 40.0, "MiB");
    bounds.at_most("resident memory, after reading", board.server.memory(), 120.0, "MiB");
}

/// Measures the processor time of the article page for accounts, by role with a bound in µs.
fn personal(bounds: &mut Bounds, comments: u64, roles: [(&str, f64); 2]) {
    let home = Home::furnished();
    let accounts = roles.map(|(role, _)| crowd::account(&home, &format!("Een {role}"), role));
    let board = Board::serve(home, None).commented(comments);
    let server = &board.server;
    for ((role, most), account) in roles.into_iter().zip(&accounts) {
        let cookie = format!("cookie: {}\r\n", crowd::session(server, account));
        let request = get(ARTICLE, &cookie);
        let costs = (0..ROUNDS).map(|_| {
            let before = server.cpu();
            let round = block_on(ask(server.address, &request, 200, CLIENTS, SPAN));
            (server.cpu() - before) / float(round.answers)
        });
        let what = format!("page of a {role}, {comments} comments: processor");
        bounds.at_most(&what, median(costs.collect()), most, "µs a page");
    }
}

fn rounds(
    board: &Server,
    ours: &Request,
    bare: &Server,
    theirs: &Request,
    status: u16,
) -> (Vec<Round>, Vec<Round>) {
    block_on(async {
        let mut sides = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            sides.0.push(ask(board.address, ours, status, CLIENTS, SPAN).await);
            sides.1.push(ask(bare.address, theirs, status, CLIENTS, SPAN).await);
        }
        sides
    })
}

/// Measures a fragment for a page of a site against the article: the address in its query is read
/// for each request, which may cost a fifth.
fn fragment(bounds: &mut Bounds, board: &Server, tag: &str) {
    let known = |path, tag: &str| get(path, &format!("if-none-match: {tag}\r\n"));
    let (ours, theirs) = (known(FRAGMENT, &tag_of(board, FRAGMENT)), known(ARTICLE, tag));
    let (ours, theirs) = rounds(board, &ours, board, &theirs, 304);
    let rate = |rounds: &[Round]| median(rounds.iter().map(|round| round.rate).collect());
    let told = format!("{:.0}/s against {:.0}/s", rate(&ours), rate(&theirs));
    let ratio = rate(&ours) / rate(&theirs);
    bounds.at_least("fragment against article (304): rate", ratio, 0.83, &told);
}

fn tag_of(board: &Server, path: &'static str) -> String {
    block_on(async {
        let mut line = crate::client::Line::open(board.address).await;
        let (head, _) = line.ask(&get(path, "")(0), 200).await;
        let head = String::from_utf8_lossy(head).into_owned();
        head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag").to_owned()
    })
}
