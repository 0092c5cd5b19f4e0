//! The board on its way: moved to another database and back, moves that are broken off or refused, and exports.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use weerwoord::account::Role;
use weerwoord::store::{NOT_OF_THE_BOARD, Store, TABLES};
use weerwoord::transfer::{
    Imprint, KINDS, Moved, NOT_EXPORTED, Progress, Stage, export, move_board,
};

use crate::harness::{Board, Database, Kind, PASSWORD, left_out};
use crate::migrations::{full, run};

pub const IMPRINT: Imprint =
    Imprint { name: "Blad", language: "nl", address: "https://blog.example" };

/// What the data files of the migrations leave empty, or what makes copying harder: names that dictionaries sort otherwise than
/// bytes do, more than one writes at once, numbers that were used and are gone.
const MORE: &str = r#"
    INSERT INTO challenges (id, visitor, answer, solved, made_at) VALUES (1, '\x09', 'ABCDE', TRUE, 1790000000000000);
    INSERT INTO repeats (fingerprint, comment_id, posted_at) VALUES ('\x0a00ff', 1, 1790000000000001), ('\x0a', 2, 1790000000000000);
    INSERT INTO mailboxes (email_key, email, stop_key, answers_off) VALUES
        ('a_b@post.example', 'a_b@post.example', '\x11', TRUE), ('ab@post.example', 'Ab@post.example', '\x12', FALSE),
        ('é@post.example', 'é@post.example', '\x13', FALSE), ('z@post.example', 'z@post.example', '\x14', FALSE),
        ('a-c@post.example', 'a-c@post.example', '\x15', FALSE), ('a.d@post.example', 'a.d@post.example', '\x16', FALSE);
    INSERT INTO comments (id, article_id, name, email, email_key, body, html, state, shown_at, posted_at) VALUES
        (200, 1, 'Łucja "de" \ 🙂', 'l@post.example', 'l@post.example', E'Twee\n\nregels', E'<p>Twee</p>\n<p>regels</p>', 'visible', 1, 1),
        (300, 1, 'Weg', 'w@post.example', 'w@post.example', 'Weg', '<p>Weg</p>', 'held', NULL, 1790000000000000);
    UPDATE articles SET visible_comments = visible_comments + 1 WHERE id = 1;
    DELETE FROM comments WHERE id = 300;
    UPDATE echoes SET first = -9223372036854775808, second = 9223372036854775807;
"#;

/// Comments under the first article, more than one batch.
const CROWD: &str = "INSERT INTO comments (article_id, name, email, email_key, body, html, state, shown_at, posted_at)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3500)
    SELECT 1, 'Lezer', 'lezer@post.example', 'lezer@post.example', 'Reactie ' || i, '<p>Reactie ' || i || '</p>', 'visible', i, i FROM n;
    UPDATE articles SET visible_comments = visible_comments + 3500 WHERE id = 1";

/// A board with something in every table.
pub(crate) async fn furnished(kind: Kind) -> Option<(Store, Database)> {
    let database = Database::empty(kind).await?;
    let store = full(&database).await;
    let more = if kind == Kind::Sqlite {
        MORE.replace(r"E'Twee\n\nregels'", "'Twee' || char(10) || char(10) || 'regels'")
            .replace(r"E'<p>Twee</p>\n<p>", "'<p>Twee</p>' || char(10) || '<p>")
    } else {
        MORE.to_owned()
    };
    run(&store, &more).await;
    if kind == Kind::Postgres {
        // The rows above brought their numbers along, which the sequences do not see; 300 is the one that is gone.
        run(&store, "SELECT setval('comments_id_seq', 300)").await;
    }
    Some((store, database))
}

/// An empty database that has not even tables yet.
pub async fn empty(kind: Kind) -> Option<(Store, Database)> {
    let database = Database::empty(kind).await?;
    Some((Store::open(&database.url).await.unwrap(), database))
}

async fn moves(from: &Store, to: &Store) -> anyhow::Result<Moved> {
    move_board(from, to, &mut |_| {}).await
}

async fn is_refused(from: &Store, to: &Store) -> String {
    format!("{:#}", moves(from, to).await.unwrap_err())
}

/// A move that is broken off in the middle of a table.
async fn is_broken_off(from: &Store, to: &Store) {
    let (half_way, seen) = tokio::sync::oneshot::channel();
    let mut half_way = Some(half_way);
    let mut told = |progress: Progress| {
        assert_eq!(progress.stage, Stage::Copying, "broken off too late");
        if progress.done > 2_000
            && let Some(half_way) = half_way.take()
        {
            half_way.send(()).unwrap();
        }
    };
    tokio::select! {
        biased;
        told = seen => told.unwrap(),
        moved = move_board(from, to, &mut told) => panic!("{moved:?}"),
    }
}

pub async fn exported(store: &Store) -> String {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("board.jsonl");
    export(store, IMPRINT, &file, &mut |_| {}).await.unwrap();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
    std::fs::read_to_string(file).unwrap()
}

async fn number(store: &Store, statement: &'static str) -> i64 {
    match store {
        Store::Sqlite { read, .. } => sqlx::query_scalar(statement).fetch_one(read).await.unwrap(),
        Store::Postgres(server) => {
            sqlx::query_scalar(statement).fetch_one(server.pool()).await.unwrap()
        }
    }
}

/// Whether the log of decisions can be changed.
async fn log_can_be_changed(store: &Store) -> bool {
    const CHANGE: &str = "UPDATE decisions SET note = 'anders' WHERE id = 1";
    match store {
        Store::Sqlite { writer, .. } => sqlx::query(CHANGE).execute(writer.pool()).await.is_ok(),
        Store::Postgres(server) => sqlx::query(CHANGE).execute(server.pool()).await.is_ok(),
    }
}

/// The board is whole there, and goes on numbering where it was.
async fn is_at_home(store: &Store) {
    const NEXT: &str = "INSERT INTO comments (article_id, name, email, email_key, body, html, state, posted_at)
        VALUES (2, 'Mirjam', 'm@post.example', 'm@post.example', 'Nieuw', '<p>Nieuw</p>', 'held', 1) RETURNING id";
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
    assert!(!store.is_being_filled().await.unwrap());
    assert!(!log_can_be_changed(store).await, "the log of decisions is append-only there too");
    let next: i64 = match store {
        Store::Sqlite { writer, .. } => {
            sqlx::query_scalar(NEXT).fetch_one(writer.pool()).await.unwrap()
        }
        Store::Postgres(server) => sqlx::query_scalar(NEXT).fetch_one(server.pool()).await.unwrap(),
    };
    assert_eq!(next, 301, "above every number that was ever given out");
}

#[tokio::test]
async fn a_board_moves_to_a_server_and_back() {
    let (Some((home, _home)), Some((server, _server)), Some((back, _back))) =
        (furnished(Kind::Sqlite).await, empty(Kind::Postgres).await, empty(Kind::Sqlite).await)
    else {
        return left_out(
            "transfer::a_board_moves_to_a_server_and_back",
            "the programs of PostgreSQL",
        );
    };
    let before = exported(&home).await;
    // A server that sorts text as a dictionary does, unlike the one of these tests.
    server.migrate().await.unwrap();
    run(&server, r#"ALTER TABLE mailboxes ALTER email_key TYPE TEXT COLLATE "nl-x-icu""#).await;
    let there = moves(&home, &server).await.unwrap();
    for (table, rows) in &there.counts {
        assert!(
            *rows > 0,
            "no row of {table} was moved: give it one in the data file of its migration"
        );
    }
    assert!(!there.went_on);
    assert_eq!(exported(&server).await, before);
    assert_eq!(moves(&server, &back).await.unwrap(), there);
    assert_eq!(exported(&back).await, before);
    assert_eq!(exported(&home).await, before, "the source is as it was");
    is_at_home(&server).await;
    is_at_home(&back).await;
    is_at_home(&home).await;
}

#[tokio::test]
async fn a_board_that_began_on_a_server_moves_to_a_file() {
    let (Some((server, _server)), Some((file, _file))) =
        (furnished(Kind::Postgres).await, empty(Kind::Sqlite).await)
    else {
        return left_out(
            "transfer::a_board_that_began_on_a_server_moves_to_a_file",
            "the programs of PostgreSQL",
        );
    };
    moves(&server, &file).await.unwrap();
    assert_eq!(exported(&file).await, exported(&server).await);
    is_at_home(&file).await;
}

#[tokio::test]
async fn a_move_that_was_broken_off_goes_on() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let (home, _home) = furnished(Kind::Sqlite).await.unwrap();
        run(&home, CROWD).await;
        let Some((target, _target)) = empty(kind).await else {
            return left_out(
                "transfer::a_move_that_was_broken_off_goes_on",
                "the programs of PostgreSQL",
            );
        };
        is_broken_off(&home, &target).await;
        assert!(target.is_being_filled().await.unwrap());
        let copied = number(&target, "SELECT COUNT(*) FROM comments").await;
        assert!((1_000..3_509).contains(&copied), "{copied} of 3,509 comments were copied");

        let mut first = None;
        let mut told = |progress: Progress| {
            first = first.or(Some(progress.done).filter(|done| *done >= 1_000));
        };
        let moved = move_board(&home, &target, &mut told).await.unwrap();
        assert!(moved.went_on);
        assert!(first.unwrap() >= copied.unsigned_abs(), "what was there was not copied again");
        assert_eq!(exported(&target).await, exported(&home).await);
        assert!(!target.is_being_filled().await.unwrap());
    }
}

#[tokio::test]
async fn a_board_that_changed_meanwhile_is_found_out() {
    let (home, _home) = furnished(Kind::Sqlite).await.unwrap();
    run(&home, CROWD).await;
    let (target, _target) = empty(Kind::Sqlite).await.unwrap();
    is_broken_off(&home, &target).await;
    run(&home, "UPDATE comments SET name = 'Anders' WHERE id = 1").await;
    let told = is_refused(&home, &target).await;
    assert!(
        told.contains("comments has other rows here than there") && told.contains("stop it"),
        "{told}"
    );
    assert!(target.is_being_filled().await.unwrap(), "no board runs on it");
    run(&home, "DELETE FROM repeats").await;
    assert!(is_refused(&home, &target).await.contains("repeats has 0 rows here and 2 there"));
}

#[tokio::test]
async fn a_database_that_holds_something_is_left_alone() {
    let (home, _home) = furnished(Kind::Sqlite).await.unwrap();
    run(&home, CROWD).await;
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some((other, _other)) = furnished(kind).await else {
            return left_out(
                "transfer::a_database_that_holds_something_is_left_alone",
                "the programs of PostgreSQL",
            );
        };
        let before = exported(&other).await;
        assert!(
            is_refused(&home, &other).await.contains("holds a board already (it has accounts)")
        );
        assert_eq!(exported(&other).await, before);

        let (strange, _strange) = empty(kind).await.unwrap();
        run(&strange, "CREATE TABLE orders (id BIGINT)").await;
        assert!(is_refused(&home, &strange).await.contains("tables of something else (orders)"));
        assert_eq!(strange.tables().await.unwrap(), ["orders"], "no table of ours was made there");

        let (half, _half) = empty(kind).await.unwrap();
        is_broken_off(&home, &half).await;
        let (stranger, _stranger) = furnished(Kind::Sqlite).await.unwrap();
        run(&stranger, r"UPDATE installation SET secret = '\x0b'").await;
        assert!(is_refused(&stranger, &half).await.contains("a part of another board"));
    }
    assert!(is_refused(&home, &home).await.contains("holds a board already"));
    let (bare, _bare) = empty(Kind::Sqlite).await.unwrap();
    assert!(is_refused(&bare, &home).await.contains("run `weerwoord migrate` first"));
}

#[tokio::test]
async fn a_text_that_a_server_cannot_keep_is_named() {
    let Some((server, _server)) = empty(Kind::Postgres).await else {
        return left_out(
            "transfer::a_text_that_a_server_cannot_keep_is_named",
            "the programs of PostgreSQL",
        );
    };
    let (home, _home) = furnished(Kind::Sqlite).await.unwrap();
    run(&home, "UPDATE articles SET body = 'a' || char(0) || 'b' WHERE id = 2").await;
    let told = is_refused(&home, &server).await;
    assert!(told.contains("articles 2 has a NUL character in its body"), "{told}");
    run(&home, "UPDATE articles SET body = 'ab' WHERE id = 2").await;
    assert!(moves(&home, &server).await.unwrap().went_on);
    assert_eq!(exported(&server).await, exported(&home).await);
}

#[tokio::test]
async fn an_export_proves_itself() {
    let (home, _home) = furnished(Kind::Sqlite).await.unwrap();
    let text = exported(&home).await;
    let lines: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let end = lines.last().unwrap();
    let names = std::fs::read_dir(root().join("migrations/sqlite"))
        .unwrap()
        .map(|file| file.unwrap().file_name());
    let last = names.filter_map(|name| name.to_str()?.split('_').next()?.parse::<u32>().ok()).max();
    let begins =
        r#"{"type":"board","format":"weerwoord-export","version":1,"name":"Blad","language":"nl","#;
    let rest = format!(r#""address":"https://blog.example","migration":{}}}"#, last.unwrap());
    assert_eq!(text.lines().next().unwrap(), format!("{begins}{rest}"));
    for kind in &KINDS {
        let of_kind = lines.iter().filter(|line| line["type"] == kind.name).count();
        assert!(of_kind > 0 && end["counts"][kind.name] == of_kind, "{}", kind.name);
    }
    let before_the_end = &text[..=text.trim_end().rfind('\n').unwrap()];
    assert_eq!(end["sha256"], hex::encode(Sha256::digest(before_the_end)));
    let comment =
        text.lines().find(|line| line.starts_with(r#"{"type":"comment","id":200,"#)).unwrap();
    assert_eq!(
        comment,
        r#"{"type":"comment","id":200,"article":1,"answers":null,"account":null,"name":"Łucja \"de\" \\ 🙂","email":"l@post.example","body":"Twee\n\nregels","html":"<p>Twee</p>\n<p>regels</p>","state":"visible","reason":null,"held_for":null,"held_by":null,"proved":false,"notify":false,"posted_at":"1970-01-01T00:00:00.000001Z","shown_at":"1970-01-01T00:00:00.000001Z","judged_at":null,"expunged_at":null,"featured_at":null,"useful":0}"#
    );
}

#[tokio::test]
async fn an_export_tells_no_secrets_and_nothing_that_was_erased() {
    let board = Board::open().await;
    let article = board.article("Geheim").await;
    let (admin, mirjam) =
        (board.somebody("Naima", Role::Admin).await, board.somebody("Mirjam", Role::Member).await);
    mirjam.posts(&article, "Dit blijft staan").await.is(303);
    let guest = board.guest();
    guest.posts_as(&article, "Joost", "Het adres is Kerkstraat 12", &[]).await.is(303);
    let report = [("reason", "privacy"), ("explanation", "Kerkstraat 12 is van mijn moeder")];
    board.guest().sends("/comments/2/report", &report).await.is(303);
    assert!(exported(&board.app.store).await.contains("Kerkstraat"));

    let order = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes"), ("version", "1")];
    admin.sends("/moderation/comments/2/expunge", &order).await.is(303);
    mirjam
        .sends("/account/leave", &[("password", PASSWORD), ("sure", "on")])
        .await
        .goes_on_to("/account/left");
    let text = exported(&board.app.store).await;
    assert!(text.contains("Dit blijft staan") && text.contains("Bevel 12/34"));
    for gone in ["Kerkstraat", "Mirjam", "mirjam", "argon2", "127.0.0.1", "10.0.0"] {
        assert!(!text.contains(gone), "{gone}");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[tokio::test]
async fn every_table_and_every_column_was_decided_about() {
    let (store, _database) = furnished(Kind::Sqlite).await.unwrap();
    let there = store.tables().await.unwrap();
    let there: BTreeSet<&str> =
        there.iter().map(String::as_str).filter(|name| !NOT_OF_THE_BOARD.contains(name)).collect();
    let known: BTreeSet<&str> = TABLES.iter().map(|table| table.name).collect();
    assert_eq!(there, known, "a new table gets a line in `store::TABLES`");
    let decided: BTreeSet<&str> = KINDS.iter().map(|kind| kind.table).chain(NOT_EXPORTED).collect();
    assert_eq!(there, decided, "a new table is exported or not: see `transfer::KINDS`");
    for table in &TABLES {
        let layout = store.layout(table).await.unwrap();
        let numbered = format!(
            "SELECT COUNT(*) FROM sqlite_schema WHERE name = '{}' AND sql LIKE '%AUTOINCREMENT%'",
            table.name
        );
        assert_eq!(number(&store, numbered.leak()).await == 1, table.numbered, "{}", table.name);
        if let Some(kind) = KINDS.iter().find(|kind| kind.table == table.name) {
            let decided =
                kind.fields.iter().map(|field| field.column).chain(kind.left_out.iter().copied());
            let (mut decided, mut there) = (decided.collect::<Vec<_>>(), layout.names());
            decided.sort_unstable();
            there.sort_unstable();
            assert_eq!(
                there, decided,
                "a new column is exported or left out: see `transfer::KINDS`"
            );
        }
    }
}

#[test]
fn every_field_of_an_export_is_explained() {
    let page = std::fs::read_to_string(root().join("docs/export.md")).unwrap();
    for kind in &KINDS {
        let (_, after) = page
            .split_once(&format!("\n### {}\n", kind.name))
            .unwrap_or_else(|| panic!("no {}", kind.name));
        let section = after.split("\n#").next().unwrap();
        for field in kind.fields {
            assert!(
                section.contains(&format!("\n| `{}` |", field.name)),
                "{} of {}",
                field.name,
                kind.name
            );
        }
        assert_eq!(section.matches("\n| `").count(), kind.fields.len(), "{}", kind.name);
    }
}
