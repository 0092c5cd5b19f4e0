//! What keeps the database well: forgetting what has run out, proving that all is as it should be, and copying it.

use std::path::Path;

use anyhow::{Context, bail};
use jiff::{SignedDuration, Timestamp};

use super::{Store, micros, read, write};
use crate::captcha;
use crate::comment::REPEAT_WINDOW;
use crate::error::Result;

/// How long a report knows the network it came from.
const REPORTER_KNOWN: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Things that must never be, each with a statement that finds the numbers of the rows in which they are.
const NEVER: [(&str, &str); 9] = [
    (
        "articles whose number of comments is not what readers see",
        "SELECT a.id FROM articles a WHERE a.visible_comments <>
            (SELECT COUNT(*) FROM comments c WHERE c.article_id = a.id AND c.state = 'visible')",
    ),
    (
        "comments that answer one under another article",
        "SELECT c.id FROM comments c JOIN comments p ON p.id = c.parent_id WHERE p.article_id <> c.article_id",
    ),
    ("comments that answer a later one", "SELECT id FROM comments WHERE parent_id >= id OR root_id > parent_id"),
    (
        "comments filed under another thread than the one they answer in",
        "SELECT c.id FROM comments c JOIN comments p ON p.id = c.parent_id WHERE c.root_id <> COALESCE(p.root_id, p.id)",
    ),
    (
        "comments whose version does not count their decisions",
        "SELECT c.id FROM comments c WHERE c.version <> 1 + (SELECT COUNT(*) FROM decisions d WHERE d.comment_id = c.id)",
    ),
    (
        "comments in another state than their last decision made",
        "SELECT c.id FROM comments c JOIN decisions d ON d.comment_id = c.id AND d.version = c.version
            WHERE c.state <> (CASE WHEN d.decision = 'remove' THEN 'removed' WHEN c.shown_at IS NULL THEN 'held' ELSE 'visible' END) OR COALESCE(c.reason, '') <> COALESCE(d.reason, '')",
    ),
    ("removed comments that nobody decided about", "SELECT id FROM comments WHERE state = 'removed' AND version = 1"),
    (
        "comments whose open reports are not counted",
        "SELECT c.id FROM comments c WHERE c.open_reports <>
            (SELECT COUNT(*) FROM reports r WHERE r.comment_id = c.id AND r.decision_id IS NULL)",
    ),
    ("comments without a text", "SELECT id FROM comments WHERE html = '' AND body <> ''"),
];

impl Store {
    /// Forgets sessions, challenges and fingerprints that have run out; says how many rows went.
    pub async fn sweep(&self, sessions_used_before: Timestamp, now: Timestamp) -> Result<u64> {
        const SESSIONS: &str = "DELETE FROM sessions WHERE used_at < $1";
        const CHALLENGES: &str = "DELETE FROM challenges WHERE made_at < $1";
        const REPEATS: &str = "DELETE FROM repeats WHERE posted_at < $1";
        const REPORTERS: &str = "UPDATE reports SET reporter = NULL WHERE made_at < $1 AND reporter IS NOT NULL";
        let mut gone = 0;
        for (statement, before) in [
            (SESSIONS, sessions_used_before),
            (CHALLENGES, now - captcha::LIFETIME),
            (REPEATS, now - REPEAT_WINDOW),
            (REPORTERS, now - REPORTER_KNOWN),
        ] {
            gone += write!(self, |tx| sqlx::query(statement).bind(micros(before)).execute(&mut *tx).await?.rows_affected());
        }
        Ok(gone)
    }

    /// Everything that is not as it should be, a line each; empty when all is well.
    pub async fn inspect(&self) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        if let Self::Sqlite { read, .. } = self {
            let pages: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(read).await?;
            wrong.extend(pages.into_iter().filter(|line| line != "ok").map(|line| format!("the file is damaged: {line}")));
            let strays: Vec<(String, Option<i64>, String, i64)> =
                sqlx::query_as("PRAGMA foreign_key_check").fetch_all(read).await?;
            wrong.extend(strays.iter().map(|(table, row, parent, _)| {
                format!("{table} row {} points to a row of {parent} that is not there", row.unwrap_or_default())
            }));
        }
        for (what, statement) in NEVER {
            let rows: Vec<i64> = read!(self, |db| sqlx::query_scalar(statement).fetch_all(db).await?);
            if !rows.is_empty() {
                let shown: Vec<_> = rows.iter().take(10).map(ToString::to_string).collect();
                let more = if rows.len() > shown.len() { ", …" } else { "" };
                wrong.push(format!("{} {what}: {}{more}", rows.len(), shown.join(", ")));
            }
        }
        Ok(wrong)
    }

    /// Copies the whole board into a new file while it runs. The file appears only when it is complete.
    pub async fn back_up(&self, to: &Path) -> anyhow::Result<()> {
        let Self::Sqlite { write, .. } = self else {
            bail!("this board lives in PostgreSQL: copy it with pg_dump --format=custom");
        };
        if to.exists() {
            bail!("{} is there already; give a name that is free", to.display());
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let workshop = tempfile::Builder::new()
            .prefix(".weerwoord-backup-")
            .tempdir_in(folder)
            .with_context(|| format!("{} cannot be written to", folder.display()))?;
        let copy = workshop.path().join("board.db");
        let name = copy.to_str().context("the name of the file is not text")?;
        sqlx::query("VACUUM INTO $1").bind(name).execute(write).await.context("the copy could not be written")?;
        std::fs::File::open(&copy)?.sync_all()?;
        #[cfg(unix)]
        std::fs::set_permissions(&copy, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        // A hard link fails where a file appeared meanwhile; a rename would replace it.
        std::fs::hard_link(&copy, to).with_context(|| format!("{} could not be made", to.display()))?;
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    }
}
