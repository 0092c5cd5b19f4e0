//! The board on its way: exports.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use weerwoord::account::Role;
use weerwoord::store::{NOT_OF_THE_BOARD, Store, TABLES};
use weerwoord::transfer::{Imprint, KINDS, NOT_EXPORTED, export};

use crate::harness::{Board, Database, Kind, PASSWORD};
use crate::migrations::{full, run};

const IMPRINT: Imprint = Imprint { name: "Blad", language: "nl", address: "https://blog.example" };

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
        (200, 1, 'Łucja "de" \ 🙂', 'l@post.example', 'l@post.example', E'Twee\nregels', '<p>Twee</p>', 'visible', 1, -1),
        (300, 1, 'Weg', 'w@post.example', 'w@post.example', 'Weg', '<p>Weg</p>', 'held', NULL, 1790000000000000);
    UPDATE articles SET visible_comments = visible_comments + 1 WHERE id = 1;
    DELETE FROM comments WHERE id = 300;
    INSERT INTO echoes (comment_id, sketch, posted_at) VALUES (1, -9223372036854775808, 0), (1, 9223372036854775807, 0);
"#;

/// A board with something in every table.
async fn furnished(kind: Kind) -> Option<(Store, Database)> {
    let database = Database::new(kind).await?;
    let store = full(&database).await;
    let more =
        if kind == Kind::Sqlite { MORE.replace(r"E'Twee\nregels'", "'Twee' || char(10) || 'regels'") } else { MORE.to_owned() };
    run(&store, &more).await;
    if kind == Kind::Postgres {
        // The rows above brought their numbers along, which the sequences do not see; 300 is the one that is gone.
        run(&store, "SELECT setval('comments_id_seq', 300)").await;
    }
    Some((store, database))
}

async fn exported(store: &Store) -> String {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("board.jsonl");
    export(store, IMPRINT, &file, &mut |_| {}).await.unwrap();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
    std::fs::read_to_string(file).unwrap()
}

async fn number(store: &Store, statement: &'static str) -> i64 {
    match store {
        Store::Sqlite { read, .. } => sqlx::query_scalar(statement).fetch_one(read).await.unwrap(),
        Store::Postgres(pool) => sqlx::query_scalar(statement).fetch_one(pool).await.unwrap(),
    }
}

#[tokio::test]
async fn an_export_proves_itself() {
    let (home, _home) = furnished(Kind::Sqlite).await.unwrap();
    let text = exported(&home).await;
    let lines: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (head, end) = (&lines[0], lines.last().unwrap());
    assert_eq!(
        text.lines().next().unwrap(),
        r#"{"type":"board","format":"weerwoord-export","version":1,"name":"Blad","language":"nl","address":"https://blog.example","migration":4}"#
    );
    assert_eq!(head["migration"], std::fs::read_dir(root().join("migrations/sqlite")).unwrap().count());
    for kind in &KINDS {
        let of_kind = lines.iter().filter(|line| line["type"] == kind.name).count();
        assert!(of_kind > 0 && end["counts"][kind.name] == of_kind, "{}", kind.name);
    }
    let before_the_end = &text[..=text.trim_end().rfind('\n').unwrap()];
    assert_eq!(end["sha256"], hex::encode(Sha256::digest(before_the_end)));
    let comment = text.lines().find(|line| line.starts_with(r#"{"type":"comment","id":200,"#)).unwrap();
    assert_eq!(
        comment,
        r#"{"type":"comment","id":200,"article":1,"answers":null,"account":null,"name":"Łucja \"de\" \\ 🙂","email":"l@post.example","body":"Twee\nregels","html":"<p>Twee</p>","state":"visible","reason":null,"held_for":null,"notify":false,"posted_at":"1969-12-31T23:59:59.999999Z","shown_at":"1970-01-01T00:00:00.000001Z","judged_at":null,"expunged_at":null}"#
    );
}

#[tokio::test]
async fn an_export_tells_no_secrets_and_nothing_that_was_erased() {
    let board = Board::open().await;
    let article = board.article("Geheim").await;
    let (admin, mirjam) = (board.somebody("Naima", Role::Admin).await, board.somebody("Mirjam", Role::Member).await);
    mirjam.posts(&article, "Dit blijft staan").await.is(303);
    let guest = board.guest();
    guest.posts_as(&article, "Joost", "Het adres is Kerkstraat 12", &[]).await.is(303);
    let report = [("reason", "privacy"), ("explanation", "Kerkstraat 12 is van mijn moeder")];
    board.guest().sends("/comments/2/report", &report).await.is(303);
    assert!(exported(&board.app.store).await.contains("Kerkstraat"));

    let order = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes"), ("version", "1")];
    admin.sends("/moderation/comments/2/expunge", &order).await.is(303);
    mirjam.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.goes_on_to("/account/left");
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
    let there: BTreeSet<&str> = there.iter().map(String::as_str).filter(|name| !NOT_OF_THE_BOARD.contains(name)).collect();
    let known: BTreeSet<&str> = TABLES.iter().map(|table| table.name).collect();
    assert_eq!(there, known, "a new table gets a line in `store::TABLES`");
    let decided: BTreeSet<&str> = KINDS.iter().map(|kind| kind.table).chain(NOT_EXPORTED).collect();
    assert_eq!(there, decided, "a new table is exported or not: see `transfer::KINDS`");
    for table in &TABLES {
        let layout = store.layout(table).await.unwrap();
        let numbered = format!("SELECT COUNT(*) FROM sqlite_schema WHERE name = '{}' AND sql LIKE '%AUTOINCREMENT%'", table.name);
        assert_eq!(number(&store, numbered.leak()).await == 1, table.numbered, "{}", table.name);
        if let Some(kind) = KINDS.iter().find(|kind| kind.table == table.name) {
            let decided = kind.fields.iter().map(|field| field.column).chain(kind.left_out.iter().copied());
            let (mut decided, mut there) = (decided.collect::<Vec<_>>(), layout.names());
            decided.sort_unstable();
            there.sort_unstable();
            assert_eq!(there, decided, "a new column is exported or left out: see `transfer::KINDS`");
        }
    }
}

#[test]
fn every_field_of_an_export_is_explained() {
    let page = std::fs::read_to_string(root().join("docs/export.md")).unwrap();
    for kind in &KINDS {
        let (_, after) = page.split_once(&format!("\n### {}\n", kind.name)).unwrap_or_else(|| panic!("no {}", kind.name));
        let section = after.split("\n#").next().unwrap();
        for field in kind.fields {
            assert!(section.contains(&format!("\n| `{}` |", field.name)), "{} of {}", field.name, kind.name);
        }
        assert_eq!(section.matches("\n| `").count(), kind.fields.len(), "{}", kind.name);
    }
}
