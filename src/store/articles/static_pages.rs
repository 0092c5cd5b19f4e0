//! Static pages of the board as edited, as rows: every version that was ever published.

use jiff::Timestamp;

use super::own_pages::log_change;
use crate::error::Result;
use crate::static_page::StaticPage;
use crate::store::{Moment, Store, is_taken, micros, query, query_as, query_scalar};

/// Version of a static page.
#[derive(Clone, Debug)]
pub struct StaticPageVersion {
    /// Number of the version, counted from 1.
    pub version: i64,
    /// Text in Markdown.
    pub body: String,
    /// Name of the author.
    pub made_by: String,
    /// Time at which it was written.
    pub made_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    version: i64,
    body: String,
    made_by: String,
    made_at: Moment,
}

impl TryFrom<VersionRow> for StaticPageVersion {
    type Error = crate::error::Error;

    fn try_from(row: VersionRow) -> Result<Self> {
        Ok(Self {
            version: row.version,
            body: row.body,
            made_by: row.made_by,
            made_at: row.made_at.into(),
        })
    }
}

impl Store {
    pub(in crate::store) const TEXT_NOW: &str =
        "SELECT body FROM text_versions WHERE text = $1 ORDER BY version DESC LIMIT 1";

    /// Returns the current Markdown of a static page.
    ///
    /// `None` if the default text was never changed.
    pub async fn static_page(&self, text: StaticPage) -> Result<Option<String>> {
        Ok(query_scalar(Self::TEXT_NOW)
            .bind(text.code())
            .fetch_optional(&mut self.public_reader())
            .await?)
    }

    pub(in crate::store) const TEXT_VERSIONS: &str =
        "SELECT t.version, t.body, a.name AS made_by, t.made_at
        FROM text_versions t JOIN accounts a ON a.id = t.account_id WHERE t.text = $1
        ORDER BY t.version DESC LIMIT $2";

    /// Returns at most `count` latest versions of a static page, the current one first.
    pub async fn static_page_versions(
        &self,
        text: StaticPage,
        count: i64,
    ) -> Result<Vec<StaticPageVersion>> {
        let rows: Vec<VersionRow> = query_as(Self::TEXT_VERSIONS)
            .bind(text.code())
            .bind(count)
            .fetch_all(&mut self.reader())
            .await?;
        rows.into_iter().map(StaticPageVersion::try_from).collect()
    }

    /// Replaces the version `seen` of a static page (0: the default text).
    ///
    /// Returns `false` if another change was stored first.
    pub async fn change_static_page(
        &self,
        text: StaticPage,
        seen: i64,
        body: &str,
        account: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const CHANGE: &str = "INSERT INTO text_versions (text, version, body, account_id, made_at)
            SELECT $1, $2, $3, $4, $5
            WHERE $2 = 1 + COALESCE((SELECT MAX(version) FROM text_versions WHERE text = $1), 0)";
        self.write(|mut tx| async move {
            let changed = query(CHANGE)
                .bind(text.code())
                .bind(seen + 1)
                .bind(body)
                .bind(account)
                .bind(micros(now))
                .execute(&mut tx)
                .await;
            match changed {
                Err(error) if is_taken(&error, "text_versions") => Ok(tx.roll_back(false)),
                changed => {
                    let changed = changed? > 0;
                    if changed {
                        log_change(&mut tx, account, now).await?;
                    }
                    Ok(tx.commit(changed))
                }
            }
        })
        .await
    }
}
