//! Pages from copies of the server: whoever posted sees it, whichever copy is asked and however far behind it is.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sqlx::PgPool;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use weerwoord::account::{Email, Name, Role};
use weerwoord::article::Manuscript;
use weerwoord::comment::thread::Order;
use weerwoord::comment::{Draft, Entry};
use weerwoord::config::{Cluster, DatabaseUrl};
use weerwoord::store::Store;
use weerwoord::store::accounts::NewAccount;
use weerwoord::store::comments::{NewComment, Posted, Target};

use crate::harness::{START, left_out, with_standbys};

/// How many are posted while both copies follow, and while one stands still.
const POSTS: usize = 40;

/// An address behind which two servers take turns, as behind `HAProxy`.
#[derive(Clone, Default)]
struct Front {
    is_shut: Arc<AtomicBool>,
    lines: Arc<Mutex<Vec<AbortHandle>>>,
}

impl Front {
    async fn opens(&self, servers: Vec<u16>) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let Self { is_shut, lines } = self.clone();
        tokio::spawn(async move {
            for server in servers.into_iter().cycle() {
                let (mut client, _) = listener.accept().await.unwrap();
                if is_shut.load(Ordering::SeqCst) {
                    continue;
                }
                let line = tokio::spawn(async move {
                    let mut server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                    copy_bidirectional(&mut client, &mut server).await.ok();
                });
                lines.lock().unwrap().push(line.abort_handle());
            }
        });
        port
    }

    /// Cuts every line and lets nobody through, as when all servers are gone.
    fn shuts(&self) {
        self.is_shut.store(true, Ordering::SeqCst);
        self.lines.lock().unwrap().iter().for_each(AbortHandle::abort);
    }

    /// Lets in whoever comes.
    fn is_open_again(&self) {
        self.is_shut.store(false, Ordering::SeqCst);
    }
}

/// Posts one, and says whether it is there at once for eight who read at the same time.
async fn is_there_at_once(store: &Store, article: i64, text: &str) -> bool {
    let draft =
        Draft { name: "Mirjam".into(), email: "mirjam@post.example".into(), body: text.into() };
    let entry: Entry = draft.check(None).unwrap();
    let new = NewComment {
        article: Target::Article(article),
        parent: None,
        entry: &entry,
        hold: None,
        brake: None,
        findings: &[],
        network: None,
        browser: None,
        notify: false,
        sketches: None,
        score: 0,
        fingerprints: Vec::new(),
        code: None,
        site_token: None,
    };
    let Posted::New(id, _) = store.post(&new, START.parse().unwrap()).await.unwrap() else {
        panic!("nobody sent it before")
    };
    let mut reads = JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        reads.spawn(async move {
            store
                .thread(article, Order::Oldest, 1, 1)
                .await
                .unwrap()
                .iter()
                .any(|comment| comment.id == id)
        });
    }
    reads.join_all().await.into_iter().all(|is_there| is_there)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_posted_sees_it_whichever_copy_is_asked() {
    let Some((servers, primary, standbys)) = with_standbys(2).await else {
        return left_out(
            "standby::who_posted_sees_it_whichever_copy_is_asked",
            "the programs of PostgreSQL",
        );
    };
    let (front, read_front) = (Front::default(), Front::default());
    let (port, read_port) =
        (front.opens(vec![primary]).await, read_front.opens(standbys.clone()).await);
    let address = |port: u16| format!("postgres://board@127.0.0.1:{port}/board");
    let cluster = Cluster { read_url: Some(address(read_port)), connections: 8, serves: true };
    let store =
        Store::open_with(&DatabaseUrl::parse(&address(port)).unwrap(), &cluster).await.unwrap();
    store.migrate().await.unwrap();
    let now = START.parse().unwrap();
    let sanne = NewAccount {
        name: Name::new("Sanne").unwrap(),
        email: Email::new("sanne@post.example").unwrap(),
        password: "hash".into(),
        role: Role::Editor,
    };
    let author = store.add_account(&sanne, now).await.unwrap().unwrap();
    let text = "+++\ntitle = \"Kopieën\"\nauthor = \"sanne@post.example\"\n+++\nAlinea.";
    let text = Manuscript {
        published: Some(now),
        ..Manuscript::parse(text, &jiff::tz::TimeZone::UTC).unwrap()
    };
    let article = store.add_article(&text, author, now).await.unwrap().unwrap();

    for number in 0..POSTS {
        assert!(
            is_there_at_once(&store, article, &format!("Allebei volgen, {number}.")).await,
            "{number}: both follow"
        );
    }
    let slow = PgPool::connect(&address(standbys[0])).await.unwrap();
    sqlx::query("SELECT pg_wal_replay_pause()").execute(&slow).await.unwrap();
    for number in 0..POSTS {
        assert!(
            is_there_at_once(&store, article, &format!("Eén staat stil, {number}.")).await,
            "{number}: one stands still"
        );
    }
    read_front.shuts();
    assert!(
        is_there_at_once(&store, article, "Allebei zijn weg.").await,
        "the primary answers in their place"
    );

    // The primary is away for a moment too, and whoever posts then waits for it.
    front.shuts();
    let comes_back = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        front.is_open_again();
    };
    let ((), is_there) =
        tokio::join!(comes_back, is_there_at_once(&store, article, "De hoofdserver was even weg."));
    assert!(is_there);
    store.close().await;
    drop(servers);
}
