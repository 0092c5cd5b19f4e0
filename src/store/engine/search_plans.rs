//! Query plans of searches on SQLite, whatever its statistics say.

use sqlx::AssertSqlSafe;

use super::plans::{board, steps};
use crate::config::DatabaseUrl;
use crate::store::Store;

#[tokio::test]
async fn a_search_reads_the_index_first_however_many_articles_and_comments_there_are() {
    const COUNT: &str = "ANALYZE; DELETE FROM sqlite_stat1;
        INSERT INTO sqlite_stat1 (tbl, idx, stat)
            SELECT tbl_name, name, $1 || ' 1 1 1 1' FROM sqlite_schema
            WHERE type = 'index' AND sql IS NOT NULL";
    const FOUND: [&str; 3] =
        [Store::ARTICLES_FOUND, Store::ARTICLES_FOUND_WITHIN, Store::COMMENTS_FOUND];
    for rows in [0, 600, 20_000, 1_000_000] {
        let (folder, _) = board().await;
        let file = DatabaseUrl::Sqlite(folder.path().join("plans.db"));
        let Store::Sqlite { writer, .. } = Store::open(&file).await.unwrap() else { panic!() };
        let count = COUNT.replace("$1", &rows.to_string());
        sqlx::raw_sql(AssertSqlSafe(count)).execute(writer.pool()).await.unwrap();
        // Statistics are read when a connection is opened.
        let Store::Sqlite { read, .. } = Store::open(&file).await.unwrap() else { panic!() };
        for statement in FOUND {
            let plan = steps(&read, statement).await.join("\n");
            // The full-text index is read for all its hits (`M1`), not once for each row (`=M1`).
            assert!(!plan.contains(":=M"), "among {rows} rows:\n{plan}");
            // The articles are not searched by date either.
            assert!(!plan.contains("SEARCH a USING COVERING INDEX"), "among {rows} rows:\n{plan}");
        }
    }
}
