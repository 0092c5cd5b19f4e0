//! Query plans of SQLite that stay good when a board has grown old.

use super::plans::{board, steps};
use crate::config::DatabaseUrl;
use crate::store::Store;

#[tokio::test]
async fn a_page_of_a_queue_reads_no_decision_about_other_comments() {
    let (_folder, pool) = board().await;
    for statement in [Store::INVOLVED, Store::INVOLVED_IN, Store::INVOLVED_IN_APPEAL] {
        let plan = steps(&pool, statement).await.join("\n");
        assert!(!plan.contains("decisions_account"), "{statement}:\n{plan}");
    }
}

#[tokio::test]
async fn a_board_is_not_searched_by_what_was_counted_when_it_was_small() {
    const COUNTED: &str = "SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'";
    let folder = tempfile::tempdir().unwrap();
    let file = DatabaseUrl::Sqlite(folder.path().join("plans.db"));
    let store = Store::open(&file).await.unwrap();
    store.migrate_to(46).await.unwrap();
    let Store::Sqlite { writer, .. } = &store else { panic!("a file") };
    sqlx::raw_sql("ANALYZE").execute(writer.pool()).await.unwrap();
    store.migrate().await.unwrap();
    // Closing a connection must not count anew.
    writer.pool().close().await;
    let Store::Sqlite { read, .. } = Store::open(&file).await.unwrap() else { panic!("a file") };
    let counted: Vec<String> = sqlx::query_scalar(COUNTED).fetch_all(&read).await.unwrap();
    assert_eq!(counted, [""; 0]);
}
