//! How SQLite finds the rows of the statements that readers and moderators wait for: through an index, never by looking at all.

use sqlx::{AssertSqlSafe, Row, SqlitePool};
use tempfile::TempDir;

use super::Store;
use crate::config::DatabaseUrl;

/// Each statement and the indexes it must use.
const PLANS: [(&str, &[&str]); 34] = [
    (Store::NEWEST, &["articles_newest"]),
    (Store::NEWEST_IN, &["article_categories_category"]),
    (Store::PICKED, &["articles_1"]),
    (Store::THREAD, &["comments_roots", "comments_answers"]),
    (Store::THREADS, &["comments_roots"]),
    (Store::PLACE, &["comments_roots"]),
    (Store::REPEAT, &["USING PRIMARY KEY"]),
    (Store::REVIEW, &["comments_review", "comments_email", "comments_account"]),
    (Store::HELD, &["comments_held"]),
    (Store::REMOVED, &["comments_removed"]),
    (Store::COUNTS, &["comments_review", "comments_held", "comments_removed"]),
    (Store::LAST, &["decisions_1"]),
    (Store::LAST_BY, &["decisions_account"]),
    (Store::PAGE, &["SCAN d"]), // by its primary key backwards, and no further than the page
    (Store::SESSION, &["USING PRIMARY KEY"]),
    (Store::EVICT, &["challenges_visitor"]),
    (Store::SOLVE, &["challenges_visitor"]),
    (Store::PAY, &["challenges_visitor"]),
    (Store::TAKE_TURNS, &["challenges_visitor"]),
    (Store::SPEND_ALL, &["challenges_visitor"]),
    (Store::SOLVED, &["challenges_visitor"]),
    (Store::CREDENTIALS, &["accounts_2"]),
    (Store::NAMED, &["accounts_1"]),
    (Store::WEIGHT, &["reports_open", "USING PRIMARY KEY"]),
    (Store::CLOSE_REPORTS, &["reports_open"]),
    (Store::CLOSED, &["reports_decision"]),
    (Store::CLOSED_BEFORE, &["reports_decision", "decisions_1"]),
    (Store::RULED, &["SEARCH d USING INTEGER PRIMARY KEY", "decisions_1"]),
    (Store::PUBLIC, &["SEARCH d USING INTEGER PRIMARY KEY"]),
    (Store::UNDID, &["decisions_made"]),
    (Store::DECISION_FIGURES, &["decisions_made"]),
    (Store::ANSWER_FIGURES, &["decisions_made", "reports_decision"]),
    (Store::NOTICE_WAITS, &["decisions_made", "reports_decision"]),
    (Store::FIRST_DECISION, &["decisions_made"]),
];

/// What may be looked at in full: what a page was already cut to, what an index holds ready, and the log from its end.
const HARMLESS: [&str; 5] = ["SCAN picked", "SCAN roots", "SCAN page", "SCAN d", "SCAN CONSTANT ROW"];

async fn board() -> (TempDir, SqlitePool) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&DatabaseUrl::Sqlite(folder.path().join("plans.db"))).await.unwrap();
    store.migrate().await.unwrap();
    let Store::Sqlite { read, .. } = store else { panic!("a file") };
    (folder, read)
}

#[tokio::test]
async fn every_statement_finds_its_rows_through_an_index() {
    let (_folder, pool) = board().await;
    for (statement, indexes) in PLANS {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        let rows = sqlx::raw_sql(explain).fetch_all(&pool).await.unwrap();
        let steps: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
        let plan = steps.join("\n");
        for index in indexes {
            assert!(plan.contains(index), "{index} is not used by {statement}:\n{plan}");
        }
        for step in steps.iter().filter(|step| step.starts_with("SCAN")) {
            let through_index = step.contains("USING INDEX") || step.contains("USING COVERING INDEX");
            assert!(through_index || HARMLESS.contains(&step.as_str()), "{step} in {statement}:\n{plan}");
        }
    }
}
