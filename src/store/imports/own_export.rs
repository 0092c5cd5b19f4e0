//! Writing of the export of a board into an empty one, in one transaction.

use std::collections::BTreeMap;

use sqlx::error::{DatabaseError, ErrorKind};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::error::Result;
use crate::import::{Place, ReadError};
use crate::locale::Message;
use crate::moderation;
use crate::store::engine::rows::insert_rows;
use crate::store::moderation::seals::seal_all;
use crate::store::{Layout, Row, Store, Table, Tx, query, query_as, query_scalar};

/// Rows of one table, as read from consecutive lines.
#[derive(Debug)]
pub struct NewRows {
    /// The table.
    pub table: &'static Table,
    /// Columns of the values.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Number of the first of the lines, from 1.
    pub line: u64,
}

/// Rows of a file that is being read on another thread.
#[derive(Debug)]
pub struct RowStream<T> {
    /// Rows, in the order of the file.
    pub rows: mpsc::Receiver<NewRows>,
    /// Outcome of the reading. The file is whole only if it is `Ok`.
    pub outcome: JoinHandle<Result<T, ReadError>>,
}

impl Store {
    /// Writes the rows of an export into the tables, which must be empty, in one transaction.
    ///
    /// `open` begins to read the file; the body may run again, and then reads it from the
    /// beginning. Nothing is kept if the file is not whole, or if `is_kept` is false.
    pub async fn write_own_export<T>(
        &self,
        tables: &[&'static Table],
        open: impl Fn() -> RowStream<T>,
        is_kept: bool,
    ) -> Result<Result<T, ReadError>> {
        let mut layouts = BTreeMap::new();
        for table in tables {
            layouts.insert(table.name, self.layout(table).await?);
        }
        let (open, layouts) = (&open, &layouts);
        self.write(|mut tx| async move {
            if let Some(table) = first_with_rows(&mut tx, tables).await? {
                let problem = Message::with("import-board-not-empty", "table", table);
                return Ok(tx.roll_back(Err(ReadError::of_file(problem))));
            }
            let mut stream = open();
            while let Some(new) = stream.rows.recv().await {
                if let Err(problem) = insert(&mut tx, layouts, &new).await? {
                    return Ok(tx.roll_back(Err(problem)));
                }
            }
            let outcome = stream.outcome.await.map_err(anyhow::Error::new)?;
            if outcome.is_err() {
                return Ok(tx.roll_back(outcome));
            }
            derive(&mut tx).await?;
            if !is_kept {
                return Ok(tx.roll_back(outcome));
            }
            number_above(&mut tx, tables).await?;
            Ok(tx.commit(outcome))
        })
        .await
    }
}

/// Returns the name of the first table that has a row.
async fn first_with_rows(tx: &mut Tx, tables: &[&'static Table]) -> Result<Option<&'static str>> {
    for table in tables {
        // The name is one of `TABLES`.
        let statement =
            format!("SELECT COUNT(*) FROM (SELECT 1 FROM {} LIMIT 1) f", table.quoted());
        let rows: i64 = query_scalar(sqlx::AssertSqlSafe(statement)).fetch_one(tx).await?;
        if rows > 0 {
            return Ok(Some(table.name));
        }
    }
    Ok(None)
}

/// Inserts rows; a violation of a constraint is a problem of the file.
async fn insert(
    tx: &mut Tx,
    layouts: &BTreeMap<&str, Layout>,
    new: &NewRows,
) -> Result<Result<(), ReadError>> {
    let layout = layouts.get(new.table.name).and_then(|layout| layout.only(&new.columns));
    let layout = layout.ok_or_else(|| {
        anyhow::anyhow!("the table {} is not the one this version knows", new.table.name)
    })?;
    match insert_rows(tx, &layout, &new.rows).await {
        Ok(()) => Ok(Ok(())),
        Err(sqlx::Error::Database(error)) if is_of_rows(&*error) => {
            let last = new.line + (new.rows.len() as u64).saturating_sub(1);
            let problem = Message {
                key: "import-board-row",
                args: vec![
                    ("last", last.to_string().into()),
                    ("error", error.message().to_owned().into()),
                ],
            };
            Ok(Err(ReadError::at(Place::Line(new.line), problem)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Returns whether an error is about the values of rows.
fn is_of_rows(error: &dyn DatabaseError) -> bool {
    // A NUL character, which PostgreSQL cannot store.
    const NO_CHARACTER: &str = "22021";
    let is_constraint = matches!(
        error.kind(),
        ErrorKind::UniqueViolation
            | ErrorKind::ForeignKeyViolation
            | ErrorKind::NotNullViolation
            | ErrorKind::CheckViolation
    );
    is_constraint || error.code().is_some_and(|code| code == NO_CHARACTER)
}

/// Derives the columns that depend on several rows: numbers of threads, counts and seals.
async fn derive(tx: &mut Tx) -> Result<()> {
    // First below zero, because no two threads may have one number at any moment.
    const NUMBER_THREADS: &str = "UPDATE comments SET ordinal = -numbered.place FROM (
            SELECT id, ROW_NUMBER() OVER (PARTITION BY article_id
                ORDER BY COALESCE(shown_at, judged_at, posted_at), id) AS place
            FROM comments WHERE ordinal IS NOT NULL
        ) numbered WHERE numbered.id = comments.id";
    const ABOVE_ZERO: &str = "UPDATE comments SET ordinal = -ordinal WHERE ordinal < 0";
    const COUNT_COMMENTS: &str = "UPDATE articles SET
            visible_comments = (SELECT COUNT(*) FROM comments c
                WHERE c.article_id = articles.id AND c.state = 'visible'),
            threads = (SELECT COALESCE(MAX(c.ordinal), 0) FROM comments c
                WHERE c.article_id = articles.id AND c.ordinal IS NOT NULL),
            version = COALESCE((SELECT MAX(v.number) FROM article_versions v
                WHERE v.article_id = articles.id), CASE WHEN site_id IS NULL THEN 1 ELSE 0 END)";
    const COUNT_DECISIONS: &str = "UPDATE comments SET version = 1 +
            (SELECT COUNT(*) FROM decisions d WHERE d.comment_id = comments.id)
        WHERE id IN (SELECT comment_id FROM decisions)";
    const FIGURES: &str = "DELETE FROM period_figures";
    for statement in [NUMBER_THREADS, ABOVE_ZERO, COUNT_COMMENTS, COUNT_DECISIONS, FIGURES] {
        query(statement).execute(tx).await?;
    }
    weigh(tx).await?;
    seal_all(tx).await
}

/// Sets the number of open reports and the urgency of the comments with reports or findings.
///
/// No comment has a score yet.
async fn weigh(tx: &mut Tx) -> Result<()> {
    const CASES: &str = "SELECT c.id, c.state = 'held',
            (SELECT COUNT(*) FROM reports r WHERE r.comment_id = c.id AND r.decision_id IS NULL),
            (SELECT COUNT(*) FROM reports r
                WHERE r.comment_id = c.id AND r.decision_id IS NULL AND r.reason = 'illegal'),
            (SELECT COUNT(*) FROM findings f WHERE f.comment_id = c.id)
        FROM comments c WHERE c.id IN (SELECT comment_id FROM findings
            UNION SELECT comment_id FROM reports WHERE decision_id IS NULL)
        ORDER BY c.id";
    const WEIGH: &str = "UPDATE comments SET open_reports = $2, urgency = $3 WHERE id = $1";
    let cases: Vec<(i64, bool, i64, i64, i64)> = query_as(CASES).fetch_all(tx).await?;
    for (id, is_held, reports, illegal, findings) in cases {
        let findings = usize::try_from(findings).unwrap_or_default();
        let urgency = moderation::urgency(reports, illegal > 0, is_held, findings, 0);
        query(WEIGH).bind(id).bind(reports).bind(urgency).execute(tx).await?;
    }
    Ok(())
}

/// Makes the next row of each table get a number above those of the export.
///
/// SQLite does that by itself.
async fn number_above(tx: &mut Tx, tables: &[&'static Table]) -> Result<()> {
    const SET: &str = "SELECT setval(pg_get_serial_sequence($1, 'id'), $2)";
    if matches!(tx, Tx::Sqlite(_)) {
        return Ok(());
    }
    for table in tables.iter().filter(|table| table.numbered) {
        // The name is one of `TABLES`.
        let highest = format!("SELECT COALESCE(MAX(id), 0) FROM {}", table.quoted());
        let highest: i64 = query_scalar(sqlx::AssertSqlSafe(highest)).fetch_one(tx).await?;
        if highest > 0 {
            query(SET).bind(table.name).bind(highest).execute(tx).await?;
        }
    }
    Ok(())
}
