//! Checks of the pages of a SQLite file: unreadable or contradictory ones.
//!
//! PostgreSQL verifies its own.

use sqlx::{AssertSqlSafe, SqlitePool};
use tokio::task::JoinHandle;

use super::{Check, Finding, Remedy, Rows, is_damage};
use crate::error::Result;
use crate::store::{Store, query};

const RESTORE: &str = "Restore a backup made before: what stands there cannot be made anew.";

/// Task that runs SQLite's integrity check and returns the faults.
pub(super) type Pages = JoinHandle<Result<Vec<String>>>;

impl Check<'_> {
    /// Starts the integrity check of all pages. `None` for PostgreSQL.
    pub(super) fn read_pages(&self) -> Option<Pages> {
        let Store::Sqlite { read, .. } = self.store else { return None };
        let read = read.clone();
        Some(tokio::spawn(async move { lines(&read, "PRAGMA integrity_check").await }))
    }

    /// Reports the faults in the pages of the file and checks all foreign keys.
    pub(super) async fn pages(&mut self, pages: Option<Pages>) -> Result<()> {
        let (Store::Sqlite { read, .. }, Some(pages)) = (self.store, pages) else { return Ok(()) };
        self.tell("file", 0, 2);
        match pages.await.map_err(anyhow::Error::new)? {
            Ok(wrong) if wrong.is_empty() => {}
            Ok(wrong) => self.damaged_tables(read, &wrong).await?,
            Err(error) if is_damage(&error) => self.damaged_tables(read, &[]).await?,
            Err(error) => return Err(error),
        }
        self.tell("file", 1, 2);
        let outcome = strays(read).await;
        let Some(strays) = self.unless_damaged("of rows that point to others", outcome)? else {
            return Ok(());
        };
        for (table, parent, rows) in strays {
            let what = format!("rows of {table} that point to a row of {parent} that is not there");
            let remedy = Remedy::ByHand(super::RESTORE);
            self.findings.push(Finding::new(&table, &what, rows, remedy));
        }
        Ok(())
    }

    /// Reports the damaged tables.
    async fn damaged_tables(&mut self, read: &SqlitePool, all: &[String]) -> Result<()> {
        const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let before = self.findings.len();
        let tables: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(read).await?;
        for table in tables {
            let statement = format!("PRAGMA integrity_check(\"{table}\")");
            match lines(read, &statement).await {
                Ok(wrong) if wrong.is_empty() => {}
                Ok(wrong) => {
                    let remedy = self.reindexed(read, &table, &statement).await;
                    let what = format!("damaged places in the table {table}");
                    let rows = Rows::of(&wrong);
                    self.findings.push(Finding::new(&table, &what, rows, remedy));
                }
                Err(error) if is_damage(&error) => self.damaged(&table),
                Err(error) => return Err(error),
            }
        }
        if self.findings.len() == before {
            let what = "damaged places in the file, in no table";
            self.found("file", what, Rows::of(all), Remedy::ByHand(RESTORE));
        }
        Ok(())
    }

    /// Rebuilds the indexes of a table, the only part of it that can be rebuilt.
    async fn reindexed(&self, read: &SqlitePool, table: &str, statement: &str) -> Remedy {
        if !self.mend {
            return Remedy::ByHand(
                "`weerwoord check --mend` mends damage to an index; otherwise restore a backup \
                 made before.",
            );
        }
        let reindex = query(AssertSqlSafe(format!("REINDEX \"{table}\"")));
        match (self.store.execute(reindex).await, lines(read, statement).await) {
            (Ok(_), Ok(wrong)) if wrong.is_empty() => Remedy::Mended,
            _ => Remedy::ByHand(RESTORE),
        }
    }

    /// Reports an unreadable table, once.
    pub(super) fn damaged(&mut self, table: &str) {
        const WHAT: &str =
            "table that cannot be read to its end, so that not all of it was checked";
        let known = |finding: &Finding| finding.table() == table && finding.is_of(WHAT);
        if !self.findings.iter().any(known) {
            let remedy = Remedy::ByHand(RESTORE);
            self.findings.push(Finding::new(table, WHAT, Rows::named(&table), remedy));
        }
    }
}

/// Returns the faults SQLite reports.
async fn lines(read: &SqlitePool, statement: &str) -> Result<Vec<String>> {
    let lines: Vec<String> =
        sqlx::query_scalar(AssertSqlSafe(statement.to_owned())).fetch_all(read).await?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Returns the rows with a broken foreign key, by table and referenced table.
async fn strays(read: &SqlitePool) -> Result<Vec<(String, String, Rows)>> {
    let strays: Vec<(String, Option<i64>, String, i64)> =
        sqlx::query_as("PRAGMA foreign_key_check").fetch_all(read).await?;
    let mut found: Vec<(String, String, Rows)> = Vec::new();
    for (table, row, parent, _) in strays {
        let row = row.map_or_else(|| "one without a number".to_owned(), |row| row.to_string());
        match found.iter_mut().find(|(of, to, _)| *of == table && *to == parent) {
            Some((_, _, rows)) => rows.add(&row),
            None => found.push((table, parent, Rows::named(&row))),
        }
    }
    Ok(found)
}
