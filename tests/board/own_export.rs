//! A board that comes back from its own export: the same bytes, whatever database, or nothing at all.

use std::io::Write as _;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use weerwoord::app::Chance;
use weerwoord::demo;
use weerwoord::import::{Place, ReadError};
use weerwoord::locale::Lang;
use weerwoord::store::Store;
use weerwoord::transfer::import::ImportError;
use weerwoord::transfer::own_export::{OwnExport, import};

use crate::harness::{Board, Home, Kind, START, left_out, link};
use crate::migrations::run;
use crate::transfer::{empty, exported, furnished};

/// A file with this content, in a folder that goes with it.
fn file(content: &[u8]) -> (PathBuf, TempDir) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("board.jsonl");
    std::fs::write(&path, content).unwrap();
    (path, folder)
}

async fn takes(store: &Store, content: &[u8]) -> Result<OwnExport, ImportError> {
    let (path, _folder) = file(content);
    import(store, &path, false, (START.parse().unwrap(), || Chance::System.draw())).await
}

/// Place at which a file is refused, and the sentence.
async fn refuses(store: &Store, content: &str) -> (Place, String) {
    let before = exported(store).await;
    let Err(ImportError::File(ReadError { place, problem })) =
        takes(store, content.as_bytes()).await
    else {
        panic!("it was not refused as a file");
    };
    assert_eq!(exported(store).await, before, "nothing changed");
    (place, Lang::En.tell(&problem))
}

async fn new_board(kind: Kind) -> Option<(Store, crate::harness::Database)> {
    let (store, database) = empty(kind).await?;
    store.migrate().await.unwrap();
    Some((store, database))
}

/// A file whose last line fits the others again.
fn sealed(lines: &str) -> String {
    let (rows, end) = lines.trim_end().rsplit_once('\n').unwrap();
    let rows = format!("{rows}\n");
    let (counts, _) = end.split_once(r#","sha256""#).unwrap();
    format!("{rows}{counts},\"sha256\":\"{}\"}}\n", hex::encode(Sha256::digest(&rows)))
}

#[tokio::test]
async fn a_board_comes_back_as_it_was_in_either_database() {
    for (from, to) in [
        (Kind::Sqlite, Kind::Sqlite),
        (Kind::Sqlite, Kind::Postgres),
        (Kind::Postgres, Kind::Sqlite),
    ] {
        let (Some((home, _home)), Some((there, _there))) =
            (furnished(from).await, new_board(to).await)
        else {
            return left_out(
                "own_export::a_board_comes_back_as_it_was_in_either_database",
                "the programs of PostgreSQL",
            );
        };
        let before = exported(&home).await;
        let taken = takes(&there, before.as_bytes()).await.unwrap();
        assert!(taken.counts.iter().all(|(_, lines)| *lines > 0), "{:?}", taken.counts);
        assert_eq!((taken.other_html, taken.name.as_str()), (0, "Blad"));
        assert_eq!(exported(&there).await, before);
        assert_eq!(there.inspect().await.unwrap(), Vec::<String>::new());
        run(
            &there,
            "INSERT INTO comments (article_id, name, email, email_key, body, html, state, posted_at) VALUES
                (2, 'Mirjam', 'm@post.example', 'm@post.example', 'Nieuw', '<p>Nieuw</p>', 'held', 1)",
        )
        .await;
        let told = exported(&there).await;
        assert!(told.contains(r#"{"type":"comment","id":201,"#), "numbers go on");
        let (place, told) = refuses(&there, &before).await;
        assert!(place == Place::File && told.contains("rows in accounts already"), "{told}");
    }
}

#[tokio::test]
async fn everything_that_follows_from_the_lines_is_as_it_was() {
    const COMMENTS: &str = "SELECT string_agg(f, ' ') FROM (SELECT id || ':' || COALESCE(root_id, 0) || ':' || version
        || ':' || open_reports || ':' || reports || ':' || (urgency - score) || ':' || COALESCE(ordinal, 0) || ':'
        || COALESCE(text_key, 0) || ':' || COALESCE(link_key, 0) || ':' || COALESCE(email_key, '') AS f
        FROM comments ORDER BY id) g";
    const ARTICLES: &str = "SELECT string_agg(f, ' ') FROM (SELECT id || ':' || words || ':' || visible_comments || ':'
        || threads || ':' || version || ':' || first_paragraph AS f FROM articles ORDER BY id) g";
    const ACCOUNTS: &str = "SELECT string_agg(f, ' ') FROM
        (SELECT id || ':' || name_key || ':' || email_key AS f FROM accounts ORDER BY id) g";
    const DECISIONS: &str = "SELECT string_agg(f, ' ') FROM
        (SELECT id || ':' || version AS f FROM decisions ORDER BY id) g";
    // The demo posts at the same moment what the writer of SQLite takes in order.
    let board = Board::on_sqlite().await;
    demo::fill(&board.app).await.unwrap();
    let copy = Board::open().await;
    let before = exported(&board.app.store).await;
    takes(&copy.app.store, before.as_bytes()).await.unwrap();
    assert_eq!(exported(&copy.app.store).await, before);
    assert_eq!(copy.app.store.inspect().await.unwrap(), Vec::<String>::new());
    for derived in [ARTICLES, ACCOUNTS, DECISIONS, COMMENTS] {
        assert_eq!(copy.value(derived).await, board.value(derived).await);
    }
    assert_eq!(
        copy.app.store.last_seal().await.unwrap(),
        board.app.store.last_seal().await.unwrap(),
        "the decisions have the same seals"
    );
}

#[tokio::test]
async fn people_find_their_board_again() {
    let home = Board::open().await;
    let article = home.article("Terug").await;
    let mirjam = home.somebody("Mirjam", weerwoord::account::Role::Member).await;
    mirjam.posts(&article, "Over zeldzame waterjuffers").await.is(303);
    home.guest().posts(&article, "Een ander geluid").await.is(303);

    let board = Board::open().await;
    let before = exported(&home.app.store).await;
    takes(&board.app.store, before.as_bytes()).await.unwrap();
    assert_eq!(board.delivers().await.len(), 0, "nobody gets mail");
    board.indexes().await;
    let found = board.guest().reads("/search?q=waterjuffers").await.is(200);
    found.says("zeldzame");
    board.guest().reads(&article).await.is(200).says("Een ander geluid");

    let guest = board.guest();
    guest.logs_in("Mirjam").await.is(422);
    guest.sends("/forgot", &[("email", "mirjam@post.example")]).await.is(303);
    let mail = board.delivers_one_to("mirjam@post.example").await;
    board.guest().reads(&link(&mail, "/reset/")).await.is(200);
}

#[tokio::test]
async fn a_file_that_is_not_whole_changes_nothing() {
    let (home, _home) = furnished(Kind::Sqlite).await.unwrap();
    let whole = exported(&home).await;
    let lines = whole.lines().count() as u64;
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some((store, _database)) = new_board(kind).await else {
            return left_out(
                "own_export::a_file_that_is_not_whole_changes_nothing",
                "the programs of PostgreSQL",
            );
        };
        let says = async |content: &str, place: Place, what: &str| {
            let (at, told) = refuses(&store, content).await;
            assert!(at == place && told.contains(what), "{at:?}: {told}");
        };
        let last = Place::Line(lines);
        says(&whole.replace("Twee\\n", "Drie\\n"), last, "was changed or damaged").await;
        let before_the_end = &whole[..=whole.trim_end().rfind('\n').unwrap()];
        says(before_the_end, last, "ends too early").await;
        says(&whole[..whole.len() - 1], last, "ends too early").await;
        says(&format!("{whole}\n"), Place::Line(lines + 1), "after the last line").await;
        let fewer = whole.replacen(r#""counts":{"account":"#, r#""counts":{"account":1"#, 1);
        says(&fewer, last, "was changed or damaged").await;

        let first = Place::Line(1);
        says(&whole.replacen(r#""version":1"#, r#""version":2"#, 1), first, "version 2").await;
        let newer = whole.replacen(r#""migration":"#, r#""migration":9"#, 1);
        says(&newer, first, "Install the version that wrote it").await;
        says("{\"type\":\"board\"}\n", first, "not the first line").await;

        let account = Place::Line(2);
        let odd = whole.replacen(r#","role":"#, r#","rank":"#, 1);
        says(&sealed(&odd), account, "The field rank").await;
        let odd = whole.replacen(r#""keys_on":true"#, r#""keys_on":1"#, 1);
        says(&sealed(&odd), account, "The field keys_on").await;
        let odd = whole.replacen(r#"{"type":"account","#, r#"{"type":"owner","#, 1);
        says(&sealed(&odd), account, "owner is no kind").await;
        let (head, rest) = whole.split_once('\n').unwrap();
        let (one, rest) = rest.split_once('\n').unwrap();
        says(&sealed(&format!("{head}\n{one}\n{one}\n{rest}")), account, "contradict").await;
        let deep = format!("{head}\n{{\"type\":\"account\",\"id\":{}\n", "[".repeat(100_000));
        says(&deep, account, "no line of an export").await;
        says(&format!("{head}\n{}", "x".repeat(48 << 20)), account, "longer than 48 MiB").await;
        assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());

        // The same board takes the whole file afterwards, packed too.
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(whole.as_bytes()).unwrap();
        takes(&store, &packed.finish().unwrap()).await.unwrap();
        assert_eq!(exported(&store).await, whole);
    }
}

#[tokio::test]
async fn an_older_export_gets_what_it_does_not_have_yet() {
    let (home, _home) = furnished(Kind::Sqlite).await.unwrap();
    let whole = exported(&home).await;
    let mut older = String::new();
    for line in whole.lines() {
        let field =
            line.find(r#","useful":"#).filter(|_| line.starts_with(r#"{"type":"comment","#));
        match field {
            Some(place) => older.push_str(&format!("{}}}\n", &line[..place])),
            None => older.push_str(&format!("{line}\n")),
        }
    }
    let (store, _store) = new_board(Kind::Sqlite).await.unwrap();
    let (_, told) = refuses(&store, &sealed(&older)).await;
    assert!(told.contains("useful is missing"), "{told}");
    let (before, rest) = older.split_once(r#""migration":"#).unwrap();
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let older = sealed(&format!("{before}\"migration\":11{rest}"));
    takes(&store, older.as_bytes()).await.unwrap();
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
    assert!(exported(&store).await.contains(r#""useful":0}"#));
}

#[tokio::test]
async fn html_of_a_file_is_never_shown() {
    let home = Board::open().await;
    let article = home.article("Terug").await;
    home.guest().posts(&article, "Gewone woorden").await.is(303);
    let whole = exported(&home.app.store).await;
    let odd = whole.replace("<p>Gewone woorden", "<script>alert(1)</script><p>Gewone woorden");
    assert_ne!(odd, whole);
    let board = Board::open().await;
    let taken = takes(&board.app.store, sealed(&odd).as_bytes()).await.unwrap();
    assert_eq!(taken.other_html, 1);
    assert_eq!(exported(&board.app.store).await, whole);
}

#[test]
fn the_command_tries_it_and_then_does_it() {
    let home = Home::furnished();
    let file = home.path("a.jsonl").to_str().unwrap().to_owned();
    home.done(&["export", &file]);
    let (there, again) = (Home::new(), home.path("b.jsonl").to_str().unwrap().to_owned());
    let told = there.fails(1, &["import", &file, "--members"]);
    assert!(told.contains("--members does nothing for the export of a board"), "{told}");
    assert!(there.done(&["import", &file, "--dry-run"]).contains("Nothing was changed"));
    let told = there.done(&["import", &file]);
    assert!(told.contains("1  article\n") && told.contains("no passwords"), "{told}");
    there.done(&["export", &again]);
    assert_eq!(std::fs::read(&again).unwrap(), std::fs::read(&file).unwrap());
    there.done(&["check"]);
    let told = there.fails(1, &["import", &file]);
    assert!(told.contains("rows in accounts already"), "{told}");
    let told = there.fails(1, &["import", &file, "--from", "isso"]);
    assert!(told.contains("weerwoord import FILE"), "{told}");
}
