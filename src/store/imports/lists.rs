//! Lists of a report in the staging database: what does not come along, and notices.

use super::staging::Staging;
use crate::error::Result;

/// List of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StagedList {
    /// Records that do not come along.
    LeftOut,
    /// Notices.
    Notices,
}

impl Staging {
    /// Adds a record that does not come along, with the code of the reason.
    pub async fn leave_out(&mut self, what: &str, reason: &str) -> Result<()> {
        sqlx::query("INSERT INTO left_out (what, reason) VALUES (?, ?)")
            .bind(what)
            .bind(reason)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Adds a notice, with its code.
    pub async fn note(&mut self, what: &str, about: &str, detail: &str) -> Result<()> {
        sqlx::query("INSERT INTO notices (what, about, detail) VALUES (?, ?, ?)")
            .bind(what)
            .bind(about)
            .bind(detail)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Returns the number of records of each reason for which they do not come along.
    pub async fn left_out(&mut self) -> Result<Vec<(String, i64)>> {
        let counts = "SELECT reason, COUNT(*) FROM left_out GROUP BY reason ORDER BY reason";
        Ok(sqlx::query_as(counts).fetch_all(&mut self.db).await?)
    }

    /// Returns the number of notices of each kind.
    pub async fn notices(&mut self) -> Result<Vec<(String, i64)>> {
        let counts = "SELECT about, COUNT(*) FROM notices GROUP BY about ORDER BY about";
        Ok(sqlx::query_as(counts).fetch_all(&mut self.db).await?)
    }

    /// Returns some lines of the report, each with what it is about and a detail.
    ///
    /// `list` is `left_out` (of a reason) or `notices` (of a kind).
    pub async fn lines(
        &mut self,
        list: StagedList,
        code: &str,
        after: i64,
        limit: i64,
    ) -> Result<Vec<(i64, String, String)>> {
        let lines = match list {
            StagedList::LeftOut => {
                "SELECT rowid, what, '' FROM left_out WHERE reason = ? AND rowid > ?
                ORDER BY rowid LIMIT ?"
            }
            StagedList::Notices => {
                "SELECT rowid, what, detail FROM notices WHERE about = ? AND rowid > ?
                ORDER BY rowid LIMIT ?"
            }
        };
        let lines = sqlx::query_as(lines).bind(code).bind(after).bind(limit);
        Ok(lines.fetch_all(&mut self.db).await?)
    }
}
