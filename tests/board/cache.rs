//! Pages kept for readers without a session: made once, true always, never anybody else's.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::{Arc, Barrier};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::store::{NOT_SHOWN, Pages, RowEvent, Store, TABLES, WATCHED};

use crate::harness::{Board, Page, Person, Settings, left_out, test_name};

async fn asks(person: &Person, path: &str, name: header::HeaderName, value: &str) -> Page {
    person.asks(Request::get(path).header(name, value).body(Body::empty()).unwrap()).await
}

/// How many pages were made so far.
fn made(board: &Board) -> u64 {
    board.app.cache.figures().misses
}

#[tokio::test]
async fn a_page_is_made_once_whatever_else_its_address_says() {
    let board = Board::open().await;
    let article = board.article("Bewaard").await;
    let reader = board.guest();
    let first = reader.reads(&article).await.is(200);
    for address in [
        article.clone(),
        format!("{article}?utm_source=brief"),
        format!("{article}?page=1"),
        format!("{article}?page=x&"),
    ] {
        let again = reader.reads(&address).await.is(200);
        assert_eq!(
            (again.html(), again.headers.get("etag")),
            (first.html(), first.headers.get("etag")),
            "{address}"
        );
    }
    assert_eq!(made(&board), 1);
    assert_eq!(
        first.header("cache-control"),
        Some("public, max-age=0, must-revalidate, s-maxage=30")
    );
    assert_eq!(first.header("cdn-cache-control"), Some("max-age=30, stale-while-revalidate=30"));
    reader.reads(&format!("{article}?page=2")).await.is(404);
    reader.reads("/articles/nergens").await.is(404);
}

#[tokio::test]
async fn many_who_ask_at_once_wait_for_one() {
    let board = Board::open().await;
    let article = board.article("Druk").await;
    let reader = board.guest();
    reader.posts(&article, "Eerste").await.goes_on_to_a_comment();
    let before = made(&board);
    let reads = (0..50).map(|_| {
        let (reader, article) = (reader.clone(), article.clone());
        tokio::spawn(async move { reader.reads(&article).await.is(200).says("Eerste") })
    });
    for read in reads.collect::<Vec<_>>() {
        read.await.unwrap();
    }
    assert_eq!(made(&board) - before, 1);
}

#[tokio::test]
async fn what_is_sent_compressed_is_the_same_page() {
    let board = Board::open().await;
    let article = board.article("Klein").await;
    let reader = board.guest();
    let plain = reader.reads(&article).await.bytes;
    let zstd = asks(&reader, &article, header::ACCEPT_ENCODING, "zstd").await;
    assert_eq!(
        (zstd.header("content-encoding"), zstd::decode_all(zstd.bytes.as_ref()).unwrap()),
        (Some("zstd"), plain.to_vec())
    );
    let gzip = asks(&reader, &article, header::ACCEPT_ENCODING, "gzip").await;
    let mut opened = Vec::new();
    flate2::read::GzDecoder::new(gzip.bytes.as_ref()).read_to_end(&mut opened).unwrap();
    assert_eq!((gzip.header("content-encoding"), opened), (Some("gzip"), plain.to_vec()));
    assert_eq!(gzip.header("vary"), Some("accept-encoding"));
    let tag = gzip.header("etag").unwrap().to_owned();
    let known = asks(&reader, &article, header::IF_NONE_MATCH, &tag).await.is(304);
    assert!(known.bytes.is_empty());
    reader.posts(&article, "Nu is ze anders").await.goes_on_to_a_comment();
    asks(&reader, &article, header::IF_NONE_MATCH, &tag).await.is(200);
}

#[tokio::test]
async fn every_deed_that_readers_see_is_seen_at_once() {
    let board = Board::open().await;
    let article = board.article("Meteen").await;
    let (reader, sanne) = (board.guest(), board.somebody("Tess", Role::Moderator).await);
    let noor = board.somebody("Noor Prins", Role::Member).await;
    reader.reads(&article).await.says("nog geen reacties");
    reader.reads("/").await.says("Meteen").never_says("reactie op");
    let comment = noor.posts(&article, "Van een lid").await.goes_on_to_a_comment();
    reader.reads(&article).await.says("Van een lid").says("Er is 1 reactie");
    reader.reads("/").await.says("1 reactie op ‘Meteen’");
    sanne.decides(comment, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    reader.reads(&article).await.never_says("Van een lid").says("nog geen reacties");
    sanne.decides(comment, &[("decision", "restore")]).await.is(303);
    reader.reads(&article).await.says("Van een lid");
    noor.sends("/account/name", &[("name", "Noor Prins-Visser")]).await.is(303);
    reader.reads(&article).await.says("Noor Prins-Visser");
    board.writes("title = \"Nieuw\"\npublished = 2026-11-20T09:00:00", "Alinea.").await;
    reader.reads("/").await.says("Nieuw");
}

#[tokio::test]
async fn pages_that_are_read_are_made_before_a_comment_is_acknowledged() {
    let board = Board::open().await;
    let article = board.article("Druk").await;
    let (reader, tess) = (board.guest(), board.somebody("Tess", Role::Moderator).await);
    reader.reads(&article).await.says("nog geen reacties");
    let zstd = asks(&reader, &article, header::ACCEPT_ENCODING, "zstd").await;
    for _ in 0..2 {
        reader.reads(&format!("{article}?sort=useful")).await.is(200);
    }
    let before = made(&board);
    let comment = reader.posts(&article, "Appelboom").await.goes_on_to_a_comment();
    assert_eq!(made(&board) - before, 2, "that of each order");
    let again = asks(&reader, &article, header::ACCEPT_ENCODING, "zstd").await;
    assert_ne!(again.header("etag"), zstd.header("etag"));
    reader.reads(&format!("{article}?sort=useful")).await.says("Appelboom");
    // Of what nobody asked for since, nothing is made.
    reader.posts(&article, "Perenboom").await.goes_on_to_a_comment();
    let before = made(&board);
    reader.posts(&article, "Pruimenboom").await.goes_on_to_a_comment();
    assert_eq!(made(&board), before);
    reader.reads(&article).await.says("Appelboom").says("Perenboom").says("Pruimenboom");
    // A preview and a removal make nothing before their response.
    let before = made(&board);
    reader.posts_as(&article, "Noor", "Kersenboom", &[("intent", "preview")]).await.is(200);
    tess.decides(comment, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    assert_eq!(made(&board), before);
    reader.reads(&article).await.says("Pruimenboom").never_says("Appelboom");
}

#[tokio::test]
async fn a_removed_comment_is_on_no_page_after_the_answer_whoever_posts_meanwhile() {
    let board = Board::open().await;
    let article = board.article("Weg").await;
    let (reader, tess) = (board.guest(), board.somebody("Tess", Role::Moderator).await);
    let noor = board.somebody("Noor Prins", Role::Member).await;
    let mut pages = vec!["/".to_owned(), "/feed.atom".into(), "/comments.atom".into()];
    let views = ["", "?sort=useful", "?sort=newest", "/comments.atom"];
    pages.extend(views.map(|view| format!("{article}{view}")));
    for text in ["Appelboom", "Perenboom"] {
        let comment = reader.posts(&article, text).await.goes_on_to_a_comment();
        for (page, person) in pages.iter().flat_map(|page| [(page, &reader), (page, &noor)]) {
            person.reads(page).await;
        }
        reader.reads(&article).await.says(text);
        // A post is under way, and readers may get pages that lack its comment.
        let posting = board.app.store.generations().growth(1);
        tess.decides(comment, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
        for (page, person) in pages.iter().flat_map(|page| [(page, &reader), (page, &noor)]) {
            person.reads(page).await.never_says(text);
        }
        drop(posting);
    }
}

#[tokio::test]
async fn an_article_appears_when_its_time_comes() {
    let board = Board::open().await;
    board.article("Nu").await;
    board.writes("title = \"Straks\"\npublished = 2026-11-20T11:00:00", "Alinea.").await;
    let reader = board.guest();
    reader.reads("/").await.is(200).never_says("Straks");
    reader.reads("/articles/straks").await.is(404);
    board.clock.advance(SignedDuration::from_hours(2));
    reader.reads("/").await.says("Straks");
    reader.reads("/articles/straks").await.is(200);
}

#[tokio::test]
async fn a_member_and_a_reader_never_get_each_others_page() {
    let board = Board::open().await;
    let article = board.article("Samen").await;
    let (reader, noor) = (board.guest(), board.somebody("Noor Prins", Role::Member).await);
    for round in 0..3 {
        let mine = noor.reads(&article).await.is(200).says("Noor Prins");
        assert_eq!(
            (mine.header("cache-control"), mine.header("etag")),
            (Some("private, no-store"), None),
            "{round}"
        );
        reader.reads(&article).await.is(200).never_says("Noor Prins");
    }
    let before = made(&board);
    // A session that is none is looked at, and its page is nobody's to keep.
    reader.set_cookie("weerwoord_session", &"0".repeat(64));
    reader.reads(&article).await.is(200).never_says("Noor Prins");
    assert_eq!(made(&board), before);
}

#[tokio::test]
async fn the_page_of_members_is_made_once_and_says_of_each_what_is_theirs() {
    let board = Board::open().await;
    let article = board.article("Samen").await;
    let noor = board.somebody("Noor & Co <3", Role::Member).await;
    let tarik = board.somebody("Tarik", Role::Member).await;
    let (follow, follows) = ("Volg dit gesprek", "Je volgt dit gesprek per e-mail.");
    let page = noor.reads(&article).await.is(200).says("Noor & Co <3").says(follow);
    assert_eq!(page.texts(".tools .avatar"), ["N3"]);
    let page = tarik.reads(&article).await.is(200).says("Tarik").never_says("Noor");
    assert_eq!(page.texts(".tools .avatar"), ["T"]);
    noor.sends(&format!("{article}/follow"), &[]).await.is(303);
    noor.reads(&article).await.says(follows);
    tarik.reads(&article).await.never_says(follows).says(follow);
    noor.sends(&format!("{article}/follow"), &[("choice", "off")]).await.is(303);
    noor.reads(&article).await.never_says(follows);
    tarik
        .sends(&format!("{article}/comments"), &[("body", "Van Tarik"), ("signed_in", "yes")])
        .await
        .is(303);
    noor.reads(&article).await.says("Van Tarik").says("Noor & Co <3");
    tarik.sends("/account/name", &[("name", "Tarik Aksoy")]).await.is(303);
    assert_eq!(tarik.reads(&article).await.texts(".who-name"), ["Tarik Aksoy"]);
    assert_eq!(noor.reads(&article).await.texts(".comment .name"), ["Tarik Aksoy"]);
    // A moderator's page has buttons, and none of them is on that of a member.
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.reads(&article).await.says("Modereren");
    noor.reads(&article).await.never_says("Modereren");
}

#[tokio::test]
async fn a_comment_on_one_node_is_on_the_kept_page_of_another() {
    let Some(board) = Board::on_postgres(Settings::easy()).await else {
        return left_out(&test_name(), "the programs of PostgreSQL");
    };
    let article = board.article("Twee huizen").await;
    let node = board.another_node().await;
    let (here, there) = (board.guest(), board.guest().at(&node));
    let stores = [board.app.store.clone(), node.0.store.clone()];
    let listening = stores.map(|store| tokio::spawn(async move { store.follow().await }));
    for round in 0..5 {
        // A page is kept once the node hears the others.
        while node.0.cache.find(&article, board.app.now()).is_none() {
            there.reads(&article).await.is(200);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let text = format!("Ronde {round}");
        here.posts(&article, &text).await.goes_on_to_a_comment();
        here.reads(&article).await.says(&text);
        let seen = async {
            while !there.reads(&article).await.text().contains(&text) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), seen)
            .await
            .expect("the other node hears of it");
    }
    listening.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn pages_that_keep_every_processor_busy_keep_nobody_else_waiting() {
    let board = Board::open().await;
    let article = board.article("Druk").await;
    let (reader, ann) = (board.guest(), board.somebody("Ann", Role::Member).await);
    let kept = reader.reads(&article).await.is(200);
    let processors = std::thread::available_parallelism().unwrap().get();
    let end = Arc::new(Barrier::new(processors + 1));
    let busy: Vec<_> = (0..processors)
        .map(|_| {
            let (app, end) = (board.app.clone(), Arc::clone(&end));
            tokio::spawn(async move { app.cpu_pool.run(move || end.wait().is_leader()).await })
        })
        .collect();
    // Each of them takes its turn when it is first polled.
    tokio::task::yield_now().await;

    reader.reads("/health/live").await.is(200);
    assert_eq!(reader.reads(&article).await.is(200).bytes, kept.bytes, "what is kept is shown");
    let mut own = Box::pin(ann.reads(&article));
    for _ in 0..1_000 {
        tokio::select! {
            biased;
            _ = &mut own => panic!("a page was made without a turn"),
            () = tokio::task::yield_now() => {}
        }
    }
    tokio::task::spawn_blocking(move || end.wait()).await.unwrap();
    own.await.is(200);
    for work in busy {
        work.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_member_s_page_is_compressed_as_their_browser_likes_it() {
    let board = Board::open().await;
    let article = board.article("Klein").await;
    let ann = board.somebody("Ann", Role::Member).await;
    let plain = ann.reads(&article).await.is(200);
    assert_eq!(plain.header("content-encoding"), None);
    assert_eq!(plain.header("content-length"), Some(plain.bytes.len().to_string().as_str()));
    for (accepted, encoding) in [("gzip, zstd", "zstd"), ("gzip", "gzip")] {
        let page = asks(&ann, &article, header::ACCEPT_ENCODING, accepted).await.is(200);
        assert_eq!(page.header("content-encoding"), Some(encoding));
        assert!(page.header("vary").is_some_and(|vary| vary.contains("accept-encoding")));
        assert!(page.bytes.len() < plain.bytes.len() / 2);
        let mut text = Vec::new();
        match encoding {
            "zstd" => text = zstd::decode_all(&*page.bytes).unwrap(),
            _ => drop(flate2::read::GzDecoder::new(&*page.bytes).read_to_end(&mut text).unwrap()),
        }
        assert_eq!(text.len(), plain.bytes.len(), "{encoding}");
    }
    let head = Request::head(&article).body(Body::empty()).unwrap();
    let head = ann.asks(head).await.is(200);
    assert_eq!(head.header("content-length"), plain.header("content-length"));
    assert!(head.bytes.is_empty());
}

#[test]
fn every_table_is_watched_or_shown_on_no_page() {
    for table in TABLES {
        let is_watched = WATCHED.iter().any(|change| change.table == table.name);
        assert!(
            is_watched != NOT_SHOWN.contains(&table.name),
            "{} belongs in WATCHED or in NOT_SHOWN, not in both",
            table.name
        );
    }
    for name in NOT_SHOWN {
        assert!(TABLES.iter().any(|table| table.name == *name), "{name} is no table");
    }
}

/// Columns whose change is watched, by table, kind of change and whether it concerns all pages.
type Columns = BTreeMap<(String, &'static str, bool), BTreeSet<String>>;

#[tokio::test]
async fn both_databases_watch_the_same_changes() {
    const TRIGGERS: &str = "SELECT t.event_object_table::TEXT, t.event_manipulation::TEXT,
            t.action_statement::TEXT, c.event_object_column::TEXT
        FROM information_schema.triggers t LEFT JOIN information_schema.triggered_update_columns c
            ON c.trigger_name = t.trigger_name AND c.event_object_table = t.event_object_table
                AND c.trigger_schema = t.trigger_schema AND t.event_manipulation = 'UPDATE'
        WHERE t.trigger_schema = current_schema() AND t.action_statement LIKE '%note_%'";
    let board = Board::open().await;
    let Store::Postgres(server) = &board.app.store else { return };
    let rows: Vec<(String, String, String, Option<String>)> =
        sqlx::query_as(TRIGGERS).fetch_all(server.pool()).await.unwrap();
    let mut there = Columns::new();
    for (table, event, statement, column) in rows {
        let event = ["INSERT", "UPDATE", "DELETE"].into_iter().find(|kind| *kind == event).unwrap();
        let key = (table, event, statement.contains("note_everything"));
        there.entry(key).or_default().extend(column);
    }
    let mut ours = Columns::new();
    for change in WATCHED {
        let (event, columns): (_, &[&str]) = match change.event {
            RowEvent::Insert => ("INSERT", &[]),
            RowEvent::Update(columns) => ("UPDATE", columns),
            RowEvent::Delete => ("DELETE", &[]),
        };
        let key = (change.table.to_owned(), event, matches!(change.pages, Pages::All));
        ours.entry(key).or_default().extend(columns.iter().map(|column| (*column).to_owned()));
    }
    assert_eq!(there, ours);
}
