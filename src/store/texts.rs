//! The board's own texts as editors changed them, as rows: every version that was ever in force.

use jiff::Timestamp;

use super::{Store, browse, is_taken, micros, moment, read, write};
use crate::error::Result;
use crate::text::Text;

/// A text as one editor left it.
#[derive(Clone, Debug)]
pub struct TextVersion {
    /// Counted from 1.
    pub version: i64,
    /// The Markdown.
    pub body: String,
    /// Who wrote it.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    version: i64,
    body: String,
    made_by: String,
    made_at: i64,
}

impl TryFrom<VersionRow> for TextVersion {
    type Error = crate::error::Error;

    fn try_from(row: VersionRow) -> Result<Self> {
        Ok(Self {
            version: row.version,
            body: row.body,
            made_by: row.made_by,
            made_at: moment(row.made_at)?,
        })
    }
}

impl Store {
    pub(super) const TEXT_NOW: &str =
        "SELECT body FROM text_versions WHERE text = $1 ORDER BY version DESC LIMIT 1";

    /// The Markdown of a text that is in force; `None` where nobody changed what the board ships.
    pub async fn text_now(&self, text: Text) -> Result<Option<String>> {
        Ok(browse!(self, |db| sqlx::query_scalar(Self::TEXT_NOW)
            .bind(text.code())
            .fetch_optional(&mut *db)
            .await?))
    }

    pub(super) const TEXT_VERSIONS: &str = "SELECT t.version, t.body, a.name AS made_by, t.made_at
        FROM text_versions t JOIN accounts a ON a.id = t.account_id WHERE t.text = $1 ORDER BY t.version DESC LIMIT $2";

    /// The latest versions of a text, the one in force first.
    pub async fn text_versions(&self, text: Text, count: i64) -> Result<Vec<TextVersion>> {
        let rows: Vec<VersionRow> = read!(self, |db| sqlx::query_as(Self::TEXT_VERSIONS)
            .bind(text.code())
            .bind(count)
            .fetch_all(db)
            .await?);
        rows.into_iter().map(TextVersion::try_from).collect()
    }

    /// Puts a text in the place of the version an editor saw (0: what the board ships); false when somebody else was first.
    pub async fn change_text(
        &self,
        text: Text,
        seen: i64,
        body: &str,
        account: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const CHANGE: &str = "INSERT INTO text_versions (text, version, body, account_id, made_at)
            SELECT $1, $2, $3, $4, $5
            WHERE $2 = 1 + COALESCE((SELECT MAX(version) FROM text_versions WHERE text = $1), 0)";
        Ok(write!(self, |tx| {
            let changed = sqlx::query(CHANGE)
                .bind(text.code())
                .bind(seen + 1)
                .bind(body)
                .bind(account)
                .bind(micros(now))
                .execute(&mut *tx)
                .await;
            match changed {
                Ok(done) => done.rows_affected() > 0,
                Err(error) if is_taken(&error, "text_versions") => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        }))
    }
}
