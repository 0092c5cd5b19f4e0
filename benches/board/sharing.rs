//! Benchmark of posting comments to nodes that share a PostgreSQL server, compared with one commit
//! per row on the same server.
//!
//! The bounds apply to a disk that takes four milliseconds, as those of `writing` do.

use std::path::Path;

use crate::client::{ask, block_on, float};
use crate::crowd;
use crate::home::Home;
use crate::postgres::Postgres;
use crate::server::Board;
use crate::writing::{SPAN, slow_disk};
use crate::{Bounds, ROUNDS, median};

/// Number of concurrent clients, and minimum factor over one commit per row.
const CLIENTS: [(usize, f64); 3] = [(1, 0.3), (16, 2.0), (64, 5.0)];

/// Measures posts by 1, 16 and 64 clients, to one node and to two.
pub fn measure(bounds: &mut Bounds) {
    println!(
        "sharing: {ROUNDS} rounds of {SPAN:?}; posts on disk against one commit a row on the same \
         PostgreSQL server"
    );
    let Some(server) = Postgres::start(None) else {
        println!("no PostgreSQL: what nodes that share a server do was not measured");
        return;
    };
    posts(None, &server);
    drop(server);
    let folder = tempfile::tempdir().expect("a folder");
    match slow_disk(folder.path()) {
        Some(library) => {
            let server = Postgres::start(Some(&readable(folder.path(), &library)));
            posts(Some(bounds), &server.expect("the programs that ran before"));
        }
        None => println!("no C compiler: what a slow disk makes of it was not measured"),
    }
}

/// Lets other users read a library, such as the one that the server runs as.
fn readable(folder: &Path, library: &Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let all = || std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(folder, all()).expect("a folder of its own");
    std::fs::set_permissions(library, all()).expect("a file of its own");
    library.to_owned()
}

fn posts(mut bounds: Option<&mut Bounds>, server: &Postgres) {
    for nodes in [1, 2] {
        let name = format!("board{nodes}");
        let database = server.database(&name);
        let (first, sessions) = Board::with_crowd(Home::furnished_on(Some(database.clone())), None);
        let second = (nodes == 2).then(|| Board::serve(Home::bare_on(&database), None));
        let boards: Vec<&Board> = [Some(&first), second.as_ref()].into_iter().flatten().collect();
        let request = crowd::posts(&sessions);
        for (clients, bound) in CLIENTS {
            if clients < nodes {
                continue;
            }
            let (mut ours, mut theirs, mut cost) = (Vec::new(), Vec::new(), Vec::new());
            let spent = || boards.iter().map(|board| board.server.cpu()).sum::<f64>();
            for _ in 0..ROUNDS {
                theirs.push(server.row_by_row(&name, SPAN));
                let before = spent();
                let rounds = block_on(async {
                    let each = clients / boards.len();
                    let asked = boards.iter().map(|board| {
                        let (address, request) = (board.server.address, request.clone());
                        tokio::spawn(async move { ask(address, &request, 303, each, SPAN).await })
                    });
                    futures_util::future::try_join_all(asked).await.expect("clients")
                });
                ours.push(rounds.iter().map(|round| round.rate).sum());
                let answers = rounds.iter().map(|round| round.answers).sum();
                cost.push((spent() - before) / float(answers));
            }
            let (ours, theirs, cost) = (median(ours), median(theirs), median(cost));
            let told = format!("{ours:.0}/s against {theirs:.0}/s, {cost:.0} µs of the nodes");
            let what = format!("posts, PostgreSQL, {nodes} nodes, {clients} clients: rate");
            match &mut bounds {
                None => println!("{what:<44} {:>8.3}  (the disk as it is)  {told}", ours / theirs),
                Some(bounds) => bounds.at_least(&what, ours / theirs, bound, &told),
            }
        }
    }
}
