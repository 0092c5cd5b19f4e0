//! PostgreSQL commits, and the line breaks before its answer is heard: each write counts once, and its
//! outcome is that of the transaction that was committed.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::Poll;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use weerwoord::account::Role;
use weerwoord::config::DatabaseUrl;
use weerwoord::locale::Lang;
use weerwoord::search::{Query, Question, Stems};
use weerwoord::store::Store;
use weerwoord::store::comments::{Marked, Voter};

use crate::harness::{Board, Settings, left_out};

/// A line to the server that breaks once, after a COMMIT was carried out and before its answer.
pub struct Line {
    breaks: Arc<AtomicBool>,
    url: String,
}

impl Line {
    async fn to(url: &DatabaseUrl) -> Self {
        let DatabaseUrl::Postgres(url) = url else { panic!("a server") };
        let (before, after) = url.split_once("127.0.0.1:").unwrap();
        let (port, name) = after.split_once('/').unwrap();
        let (port, breaks): (u16, _) = (port.parse().unwrap(), Arc::new(AtomicBool::new(false)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = listener.local_addr().unwrap().port();
        let is_broken = Arc::clone(&breaks);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                tokio::spawn(carry(client, server, Arc::clone(&is_broken)));
            }
        });
        Self { breaks, url: format!("{before}127.0.0.1:{own}/{name}") }
    }

    /// Lets the answer to the next COMMIT be lost.
    pub fn will_break(&self) {
        self.breaks.store(true, SeqCst);
    }

    pub fn has_broken(&self) -> bool {
        !self.breaks.load(SeqCst)
    }
}

async fn carry(mut client: TcpStream, mut server: TcpStream, breaks: Arc<AtomicBool>) {
    let (mut asked, mut answered) = (vec![0; 65_536], vec![0; 65_536]);
    let mut commits = false;
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let Some(bytes) = read.ok().filter(|length| *length > 0).map(|n| &asked[..n]) else { return };
                // A simple query: its letter, its length, its text.
                commits = bytes.starts_with(b"Q") && bytes.ends_with(b"COMMIT\0");
                if server.write_all(bytes).await.is_err() { return }
            }
            read = server.read(&mut answered) => {
                let Some(length) = read.ok().filter(|length| *length > 0) else { return };
                if commits && breaks.swap(false, SeqCst) { return }
                if client.write_all(&answered[..length]).await.is_err() { return }
            }
        }
    }
}

/// A board on PostgreSQL, and its store at the end of a line that can break.
pub async fn board_behind_a_line() -> Option<(Board, Line, Store)> {
    let board = Board::on_postgres(Settings::easy()).await?;
    let line = Line::to(board.database_url()).await;
    let store = Store::open(&DatabaseUrl::parse(&line.url).unwrap()).await.unwrap();
    Some((board, line, store))
}

#[tokio::test]
async fn a_mark_is_not_taken_back_by_the_second_try() {
    let Some((board, line, store)) = board_behind_a_line().await else {
        return left_out("lost_commits::a_mark_is_not_taken_back_by_the_second_try", "PostgreSQL");
    };
    let article = board.article("Nu").await;
    board.guest().posts(&article, "Een reactie.").await.goes_on_to_a_comment();
    let voter = Voter::Browser([7; 32]);
    line.will_break();
    let marked = store.mark_useful(1, &voter, board.app.now()).await.unwrap();
    assert!(line.has_broken());
    assert_eq!(marked, Marked::Useful);
    board.guest().reads(&article).await.says("1");
    assert_eq!(store.mark_useful(1, &voter, board.app.now()).await.unwrap(), Marked::NoMore);
}

#[tokio::test]
async fn what_was_claimed_is_handed_out_although_the_answer_was_lost() {
    let Some((board, line, store)) = board_behind_a_line().await else {
        return left_out("lost_commits::what_was_claimed_is_handed_out…", "PostgreSQL");
    };
    board.somebody("Mirjam Bos", Role::Member).await;
    board.guest().sends("/forgot", &[("email", "mirjam.bos@post.example")]).await;
    weerwoord::jobs::process_events(&board.app).await.unwrap();
    line.will_break();
    let due = store.due_mail(9, &[1; 16], board.app.now()).await.unwrap();
    assert!(line.has_broken());
    assert_eq!(due.len(), 1, "leased by the first try, and handed out all the same");
    assert_eq!(store.due_mail(9, &[2; 16], board.app.now()).await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_link_is_made_and_announced_once() {
    let Some((board, line, store)) = board_behind_a_line().await else {
        return left_out("lost_commits::a_link_is_made_and_announced_once", "PostgreSQL");
    };
    let article = board.article("Nu").await;
    board.somebody("Mirjam Bos", Role::Member).await;
    // Every write of the board itself goes over the line that breaks.
    let node = board.node_on(store);
    let (visitor, app) = (board.guest().at(&node), &node.0);
    line.will_break();
    visitor.sends("/forgot", &[("email", "mirjam.bos@post.example")]).await.is(303);
    assert!(line.has_broken());
    weerwoord::jobs::process_events(app).await.unwrap();
    assert_eq!(app.store.due_mail(9, &[3; 16], app.now()).await.unwrap().len(), 1);
    line.will_break();
    assert_eq!(visitor.posts(&article, "Een reactie.").await.goes_on_to_a_comment(), 1);
    assert!(line.has_broken());
    line.will_break();
    assert_eq!(visitor.posts(&article, "Nog een reactie.").await.goes_on_to_a_comment(), 2);
}

/// Waits for something until it waited so often, and gives it up.
pub async fn gives_up(asking: impl Future, mut waits: usize) {
    let mut asking = std::pin::pin!(asking);
    poll_fn(|context| {
        if asking.as_mut().poll(context).is_ready() || waits == 0 {
            return Poll::Ready(());
        }
        waits -= 1;
        Poll::Pending
    })
    .await;
}

/// Counts the transactions that stay open although no connection is in use.
pub async fn open_transactions(store: &Store) -> i64 {
    const OPEN: &str = "SELECT COUNT(*) FROM pg_stat_activity
        WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
    let Store::Postgres(server) = store else { panic!("a server") };
    let all = (0..server.pool().options().get_max_connections()).map(|_| server.pool().acquire());
    let mut all = futures_util::future::try_join_all(all).await.unwrap();
    sqlx::query_scalar(OPEN).fetch_one(&mut *all[0]).await.unwrap()
}

#[tokio::test]
async fn whoever_gives_up_leaves_no_transaction_behind() {
    let Some((board, _line, store)) = board_behind_a_line().await else {
        return left_out(
            "lost_commits::whoever_gives_up_leaves_no_transaction_behind",
            "the programs of PostgreSQL",
        );
    };
    let (mut stems, now) = (Stems::new(Lang::Nl), board.app.now());
    let query = Query::parse("reclame", &mut stems).unwrap().unwrap();
    let question = Question { query, category: None, since: None, until: None };
    for waits in 0..=8 {
        gives_up(store.snapshot(), waits).await;
        assert_eq!(open_transactions(&store).await, 0, "after {waits} waits");
        gives_up(store.find_comments(&question, (20, 0), &mut stems, now), waits).await;
        assert_eq!(open_transactions(&store).await, 0, "after {waits} waits");
        gives_up(store.mark_useful(1, &Voter::Browser([7; 32]), now), waits).await;
        assert_eq!(open_transactions(&store).await, 0, "after {waits} waits");
    }
}
