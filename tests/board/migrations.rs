//! Migrations: the same in both folders, and each of them runs on tables that hold something.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sqlx::migrate::Migrator;
use weerwoord::account::Email;
use weerwoord::store::Store;

use crate::harness::{Database, Kind, left_out};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn names(of: &str) -> BTreeSet<String> {
    std::fs::read_dir(folder(of))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn both_databases_have_the_same_migrations_and_each_has_its_data() {
    assert_eq!(names("migrations/sqlite"), names("migrations/postgres"));
    assert_eq!(names("migrations/sqlite"), names("tests/data/migrations"));
}

#[tokio::test]
async fn migrations_run_on_full_tables_of_sqlite() {
    runs_on_full_tables(Database::empty(Kind::Sqlite).await.unwrap(), "migrations/sqlite").await;
}

#[tokio::test]
async fn migrations_run_on_full_tables_of_postgres() {
    match Database::empty(Kind::Postgres).await {
        Some(database) => runs_on_full_tables(database, "migrations/postgres").await,
        None => left_out(
            "migrations::migrations_run_on_full_tables_of_postgres",
            "the programs of PostgreSQL",
        ),
    }
}

async fn runs_on_full_tables(database: Database, migrations: &str) {
    let store = full(&database).await;
    let migrator = Migrator::new(folder(migrations)).await.unwrap();
    assert_eq!(migrator.iter().count(), names(migrations).len());
    assert_eq!(store.migrate().await.unwrap(), 0, "these are the migrations of the binary");
    assert!(store.is_ready().await);
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
}

/// The folder with the migrations of a database.
fn of(store: &Store) -> &'static str {
    if matches!(store, Store::Sqlite { .. }) { "sqlite" } else { "postgres" }
}

/// A board made by running one migration after the other, each on the rows that the data file of the one before left.
pub async fn full(database: &Database) -> Store {
    let store = Store::open(&database.url).await.unwrap();
    let migrator = Migrator::new(folder(&format!("migrations/{}", of(&store)))).await.unwrap();
    for migration in migrator.iter() {
        let name = format!(
            "tests/data/migrations/{:04}_{}.sql",
            migration.version,
            migration.description.replace(' ', "_")
        );
        let rows = std::fs::read_to_string(folder(&name)).unwrap();
        store.migrate_to(migration.version).await.unwrap();
        run(&store, &rows).await;
    }
    store
}

/// A board as the version before migration 16 left it: an address with a domain outside ASCII in
/// every table that holds one.
const SPELLED_AS_TYPED: &str = "
    INSERT INTO accounts (id, name, name_key, email, email_key, password, role, made_at) VALUES
        (1, 'Jo', 'jo', 'Jo@Büro.example', 'jo@büro.example', '', 'admin', 1),
        (2, 'An', 'an', 'an@büro.example', 'an@büro.example', '', 'member', 1),
        (3, 'An B', 'an b', 'an@xn--bro-hoa.example', 'an@xn--bro-hoa.example', '', 'member', 1),
        (4, 'Ü', 'u', 'jürgen@post.example', 'jürgen@post.example', '', 'member', 1);
    INSERT INTO articles (id, slug, title, author_id, first_paragraph, body, html, words, comments_open, visible_comments, made_at,
        edited_at) VALUES (1, 'a', 'A', 1, 'x', 'x', '<p>x</p>', 1, TRUE, 0, 1, 1);
    INSERT INTO article_slugs (slug, article_id) VALUES ('a', 1);
    INSERT INTO comments (id, article_id, name, email, email_key, body, html, state, version, posted_at) VALUES
        (1, 1, 'Gast', 'Gast@büro.example', 'gast@büro.example', 'x', 'x', 'held', 1, 1);
    INSERT INTO mailboxes (email_key, email, stop_key, answers_off) VALUES
        ('gast@büro.example', 'Gast@büro.example', '\\x01', TRUE),
        ('gast@xn--bro-hoa.example', 'gast@xn--bro-hoa.example', '\\x02', FALSE),
        ('een@büro.example', 'een@büro.example', '\\x03', FALSE),
        ('jürgen@post.example', 'jürgen@post.example', '\\x04', FALSE);
    INSERT INTO proofs (browser, email_key, proved_at) VALUES
        ('\\x01', 'gast@büro.example', 1), ('\\x01', 'gast@xn--bro-hoa.example', 2);
    INSERT INTO bans (kind, value, why, made_by, made_at) VALUES ('email', 'r@büro.example', 'Reclame', 1, 1);
    INSERT INTO outbox (message_id, recipient, subject, text, html, made_at, due_at)
        VALUES ('1', 'r@büro.example', '', 'x', 'x', 1, 1);";

#[tokio::test]
async fn addresses_of_an_older_version_get_the_spelling_that_is_compared() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some(database) = Database::empty(kind).await else { continue };
        let store = Store::open(&database.url).await.unwrap();
        let (migrations, before) = (format!("migrations/{}", of(&store)), 13);
        let migrator = Migrator::new(folder(&migrations)).await.unwrap();
        match &store {
            Store::Sqlite { writer, .. } => migrator.run_to(before, writer.pool()).await.unwrap(),
            Store::Postgres(server) => migrator.run_to(before, server.pool()).await.unwrap(),
        }
        run(&store, SPELLED_AS_TYPED).await;
        store.migrate().await.unwrap();
        let jo = Email::new("JO@büro.example").unwrap();
        let found = store.account(&jo).await.unwrap().unwrap();
        assert_eq!((found.id, found.email.as_str()), (1, "Jo@xn--bro-hoa.example"));
        let an = Email::new("an@büro.example").unwrap();
        assert_eq!(store.account(&an).await.unwrap().unwrap().id, 3, "neither is overwritten");
        let jurgen = Email::known("jürgen@post.example").unwrap();
        assert_eq!(store.account(&jurgen).await.unwrap().unwrap().id, 4);
        let guest = Email::new("gast@büro.example").unwrap();
        assert_eq!(store.comments_of_guest(&guest).await.unwrap().len(), 1);
        assert!(store.mailbox(&guest, [9; 32]).await.unwrap().answers_off);
        assert!(store.proved_at(&[1; 32], &guest).await.unwrap().is_none());
        let one = Email::new("een@büro.example").unwrap();
        assert_eq!(store.mailbox(&one, [9; 32]).await.unwrap().stop_key, [3]);
        let bans = store.bans_in_force(jiff::Timestamp::UNIX_EPOCH).await.unwrap();
        assert_eq!(bans[0].value.as_deref(), Some("r@xn--bro-hoa.example"));
        let now = jiff::Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_secs(1);
        let due = store.due_mail(1, &[1; 16], now).await.unwrap();
        assert_eq!(due[0].recipient, "r@xn--bro-hoa.example");
    }
}

/// Runs statements as PostgreSQL writes them.
pub async fn run(store: &Store, statements: &str) {
    match store {
        Store::Sqlite { writer, .. } => {
            // The one literal that the two write differently: bytes.
            let statements = sqlx::AssertSqlSafe(statements.replace("'\\x", "x'"));
            sqlx::raw_sql(statements).execute(writer.pool()).await.unwrap();
        }
        Store::Postgres(server) => {
            sqlx::raw_sql(sqlx::AssertSqlSafe(statements.to_owned()))
                .execute(server.pool())
                .await
                .unwrap();
        }
    }
}

#[tokio::test]
async fn a_database_from_a_newer_board_is_left_alone() {
    let database = Database::empty(Kind::Sqlite).await.unwrap();
    let store = database.store().await;
    let Store::Sqlite { writer, .. } = &store else { panic!("a file") };
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', TRUE, x'00', 0)";
    sqlx::query(newer).execute(writer.pool()).await.unwrap();
    assert!(!store.is_ready().await);
    let told = store.migrate().await.unwrap_err().to_string();
    assert!(told.contains("newer Weerwoord") && told.contains("9999"), "{told}");
}
