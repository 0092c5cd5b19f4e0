//! Migrations: the same in both folders, and each of them runs on tables that hold something.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sqlx::migrate::Migrator;
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
    runs_on_full_tables(Database::new(Kind::Sqlite).await.unwrap(), "migrations/sqlite").await;
}

#[tokio::test]
async fn migrations_run_on_full_tables_of_postgres() {
    match Database::new(Kind::Postgres).await {
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

/// A board made by running one migration after the other, each on the rows that the data file of the one before left.
pub async fn full(database: &Database) -> Store {
    let store = Store::open(&database.url).await.unwrap();
    let migrations = if matches!(store, Store::Sqlite { .. }) {
        "migrations/sqlite"
    } else {
        "migrations/postgres"
    };
    let migrator = Migrator::new(folder(migrations)).await.unwrap();
    for migration in migrator.iter() {
        let name = format!(
            "tests/data/migrations/{:04}_{}.sql",
            migration.version,
            migration.description.replace(' ', "_")
        );
        let rows = std::fs::read_to_string(folder(&name)).unwrap();
        match &store {
            Store::Sqlite { writer, .. } => {
                migrator.run_to(migration.version, writer.pool()).await.unwrap();
            }
            Store::Postgres(server) => {
                migrator.run_to(migration.version, server.pool()).await.unwrap();
            }
        }
        run(&store, &rows).await;
    }
    store
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
    let database = Database::new(Kind::Sqlite).await.unwrap();
    let store = database.store().await;
    let Store::Sqlite { writer, .. } = &store else { panic!("a file") };
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', TRUE, x'00', 0)";
    sqlx::query(newer).execute(writer.pool()).await.unwrap();
    assert!(!store.is_ready().await);
    let told = store.migrate().await.unwrap_err().to_string();
    assert!(told.contains("newer Weerwoord") && told.contains("9999"), "{told}");
}
