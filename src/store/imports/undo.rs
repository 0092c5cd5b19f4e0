//! Undoing of an import, while nothing builds on it.

use jiff::Timestamp;

use crate::error::Result;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::{Moment, Store, Tx, micros, query, query_as, query_scalar};

/// Run of an import as stored.
#[derive(Clone, Debug)]
pub struct StoredImport {
    /// Number of the run.
    pub id: i64,
    /// Name of the origin: the format and the host.
    pub origin: String,
    /// Name of the file.
    pub file: String,
    /// Name of the administrator who ran it; `None` for the command line.
    pub made_by: Option<String>,
    /// Counts of the report in JSON.
    pub report: String,
    /// Time of the run.
    pub made_at: Timestamp,
    /// Time at which it was undone.
    pub undone_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: i64,
    origin: String,
    file: String,
    made_by: Option<String>,
    report: String,
    made_at: Moment,
    undone_at: Option<Moment>,
}

/// Thing that builds on an import, so that it cannot be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltUpon {
    /// Comments that answer imported ones, or stand under imported articles.
    Comments,
    /// Decisions, reports, notes or appeals about imported comments.
    Moderation,
    /// Imported comments that readers found useful here, or that editors feature.
    Marks,
    /// Imported articles or pages that were changed here.
    Edits,
    /// Imported accounts or pictures that are used by something else.
    Uses,
    /// Later imports that added to it.
    Imports,
}

/// Outcome of undoing an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Everything it made is gone.
    Done,
    /// There is no such run, or it was undone before.
    Unknown,
    /// Something builds on it; nothing was changed.
    Built(BuiltUpon),
}

/// Conditions under which something builds on the run `$1`.
const BUILT: &[(BuiltUpon, &str)] = &[
    (
        BuiltUpon::Imports,
        "SELECT c.id FROM comments c JOIN imported p ON p.kind = 'comment' AND p.new_id = c.parent_id
            JOIN imported i ON i.kind = 'comment' AND i.new_id = c.id
            WHERE p.import_id = $1 AND i.import_id <> $1
        UNION ALL SELECT a.new_id FROM imported a JOIN comments c ON c.article_id = a.new_id
            JOIN imported i ON i.kind = 'comment' AND i.new_id = c.id
            WHERE a.import_id = $1 AND a.kind = 'article' AND i.import_id <> $1",
    ),
    (
        BuiltUpon::Comments,
        "SELECT i.new_id FROM imported i JOIN comments c ON c.parent_id = i.new_id
            WHERE i.import_id = $1 AND i.kind = 'comment' AND NOT EXISTS (SELECT 1 FROM imported o
                WHERE o.kind = 'comment' AND o.new_id = c.id)
        UNION ALL SELECT i.new_id FROM imported i JOIN comments c ON c.article_id = i.new_id
            WHERE i.import_id = $1 AND i.kind = 'article' AND NOT EXISTS (SELECT 1 FROM imported o
                WHERE o.kind = 'comment' AND o.new_id = c.id)",
    ),
    (
        BuiltUpon::Moderation,
        "SELECT i.new_id FROM imported i JOIN comments c ON c.id = i.new_id
            WHERE i.import_id = $1 AND i.kind = 'comment' AND (c.version > 1 OR c.reports > 0
                OR EXISTS (SELECT 1 FROM notes n WHERE n.comment_id = c.id)
                OR EXISTS (SELECT 1 FROM claims n WHERE n.comment_id = c.id))",
    ),
    (
        BuiltUpon::Marks,
        "SELECT i.new_id FROM imported i JOIN comments c ON c.id = i.new_id
            WHERE i.import_id = $1 AND i.kind = 'comment'
                AND (c.useful <> c.imported_useful OR c.featured_at IS NOT NULL)",
    ),
    (
        BuiltUpon::Edits,
        "SELECT i.new_id FROM imported i JOIN articles a ON a.id = i.new_id
            WHERE i.import_id = $1 AND i.kind = 'article' AND a.version > 1
        UNION ALL SELECT i.new_id FROM imported i JOIN static_pages p ON p.id = i.new_id
            WHERE i.import_id = $1 AND i.kind = 'page' AND p.version > 1",
    ),
    (
        BuiltUpon::Uses,
        "SELECT i.new_id FROM imported i JOIN accounts a ON a.id = i.new_id
            WHERE i.import_id = $1 AND i.kind = 'account'
                AND (a.password <> '' OR a.role <> 'member' OR a.left_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM articles t WHERE t.author_id = a.id AND NOT EXISTS
                    (SELECT 1 FROM imported o WHERE o.kind = 'article' AND o.new_id = t.id
                        AND o.import_id = $1))
                OR EXISTS (SELECT 1 FROM comments t WHERE t.account_id = a.id AND NOT EXISTS
                    (SELECT 1 FROM imported o WHERE o.kind = 'comment' AND o.new_id = t.id
                        AND o.import_id = $1)))
        UNION ALL SELECT i.new_id FROM imported i JOIN articles t ON t.lead_picture = i.new_id
            WHERE i.import_id = $1 AND i.kind = 'picture' AND NOT EXISTS
                (SELECT 1 FROM imported o WHERE o.kind = 'article' AND o.new_id = t.id
                    AND o.import_id = $1)",
    ),
];

/// Articles whose comments are counted anew after the run `$1` is undone.
const TOUCHED: &str = "SELECT DISTINCT c.article_id FROM comments c JOIN imported i
    ON i.kind = 'comment' AND i.new_id = c.id WHERE i.import_id = $1";
/// Answers go before the comments they answer, whose numbers are lower.
const COMMENTS: &str = "SELECT new_id FROM imported
    WHERE import_id = $1 AND kind = 'comment' ORDER BY new_id DESC LIMIT 500";

/// Statements that delete what the run `$1` made, after its comments.
const DELETE: &[&str] = &[
    "DELETE FROM old_addresses WHERE import_id = $1",
    "DELETE FROM articles WHERE id IN
        (SELECT new_id FROM imported WHERE import_id = $1 AND kind = 'article')",
    "DELETE FROM static_pages WHERE id IN
        (SELECT new_id FROM imported WHERE import_id = $1 AND kind = 'page')",
    "DELETE FROM pictures WHERE id IN
        (SELECT new_id FROM imported WHERE import_id = $1 AND kind = 'picture')",
    "DELETE FROM accounts WHERE id IN
        (SELECT new_id FROM imported WHERE import_id = $1 AND kind = 'account')",
    "DELETE FROM imported WHERE import_id = $1",
];

impl Store {
    /// Returns all runs, newest first.
    pub async fn imports(&self) -> Result<Vec<StoredImport>> {
        const RUNS: &str = "SELECT i.id, o.name AS origin, i.file, a.name AS made_by, i.report,
                i.made_at, i.undone_at
            FROM imports i JOIN import_origins o ON o.id = i.origin_id
                LEFT JOIN accounts a ON a.id = i.account_id ORDER BY i.id DESC";
        let rows: Vec<ImportRow> = query_as(RUNS).fetch_all(&mut self.reader()).await?;
        Ok(rows
            .into_iter()
            .map(|row| StoredImport {
                id: row.id,
                origin: row.origin,
                file: row.file,
                made_by: row.made_by,
                report: row.report,
                made_at: row.made_at.into(),
                undone_at: row.undone_at.map(Into::into),
            })
            .collect())
    }

    /// Deletes everything a run made, unless something builds on it.
    ///
    /// `by` is the administrator who undoes it, `None` the command line.
    /// Accounts, categories and articles that were there before stay. Numbers of deleted comments
    /// are never used again.
    pub async fn undo_import(&self, run: i64, by: Option<i64>, now: Timestamp) -> Result<Undone> {
        const UNDO: &str = "UPDATE imports SET undone_at = $2
            WHERE id = $1 AND undone_at IS NULL";
        self.write(|mut tx| async move {
            if query(UNDO).bind(run).bind(micros(now)).execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(Undone::Unknown));
            }
            for (upon, condition) in BUILT {
                let found: Option<i64> =
                    query_scalar(*condition).bind(run).fetch_optional(&mut tx).await?;
                if found.is_some() {
                    return Ok(tx.roll_back(Undone::Built(*upon)));
                }
            }
            delete(&mut tx, run).await?;
            let number = run.to_string();
            log_staff(&mut tx, StaffDeed::ImportUndone, by, None, Some(&number), now).await?;
            Ok(tx.commit(Undone::Done))
        })
        .await
    }
}

async fn delete(tx: &mut Tx, run: i64) -> Result<()> {
    const COUNT: &str = "UPDATE articles SET
            visible_comments = (SELECT COUNT(*) FROM comments c
                WHERE c.article_id = articles.id AND c.state = 'visible'),
            threads = (SELECT COALESCE(MAX(c.ordinal), 0) FROM comments c
                WHERE c.article_id = articles.id AND c.ordinal IS NOT NULL)
        WHERE id = $1";
    const OF_COMMENTS: [&str; 3] = [
        "DELETE FROM findings WHERE comment_id = $1",
        "DELETE FROM imported WHERE kind = 'comment' AND new_id = $1",
        "DELETE FROM comments WHERE id = $1",
    ];
    let touched: Vec<i64> = query_scalar(TOUCHED).bind(run).fetch_all(tx).await?;
    loop {
        let comments: Vec<i64> = query_scalar(COMMENTS).bind(run).fetch_all(tx).await?;
        if comments.is_empty() {
            break;
        }
        for comment in comments {
            for statement in OF_COMMENTS {
                query(statement).bind(comment).execute(tx).await?;
            }
        }
    }
    for article in touched {
        query(COUNT).bind(article).execute(tx).await?;
    }
    for statement in DELETE {
        query(*statement).bind(run).execute(tx).await?;
    }
    Ok(())
}
