//! Log of decisions as it is read: filtered, latest first, with keyset pagination.

use constcat::concat;
use jiff::Timestamp;

use super::decision_details::{decision, route};
use crate::error::{Error, Result};
use crate::moderation::LogEntry;
use crate::store::{Moment, Store, micros, query_as};

/// Filter on the decisions of the log; a criterion that is absent matches all.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// Id of the moderator's account.
    pub moderator: Option<i64>,
    /// Code of the decision.
    pub decision: Option<String>,
    /// Code of the reason.
    pub reason: Option<String>,
    /// Earliest time, inclusive.
    pub from: Option<Timestamp>,
    /// Latest time, exclusive.
    pub to: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct LogEntryRow {
    id: i64,
    action_id: i64,
    undoes_id: Option<i64>,
    comment_id: i64,
    article_title: String,
    author: Option<String>,
    moderator_id: i64,
    moderator: String,
    decision: String,
    reason: Option<String>,
    route: String,
    note: Option<String>,
    version: i64,
    made_at: Moment,
}

impl TryFrom<LogEntryRow> for LogEntry {
    type Error = Error;

    fn try_from(row: LogEntryRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            action: row.action_id,
            undoes: row.undoes_id,
            comment_id: row.comment_id,
            article_title: row.article_title,
            author: row.author,
            moderator_id: row.moderator_id,
            moderator: row.moderator,
            decision: decision(&row.decision, row.reason.as_deref())?,
            route: route(&row.route)?,
            note: row.note,
            version: row.version,
            made_at: row.made_at.into(),
        })
    }
}

/// Head of a statement that selects decisions with all columns of the log.
const SELECT_RECORDS: &str =
    "SELECT d.id, COALESCE(d.action_id, d.id) AS action_id, d.undoes_id, d.comment_id,
        t.title AS article_title, COALESCE(w.name, c.name) AS author,
        d.account_id AS moderator_id, m.name AS moderator,
        d.decision, d.reason, d.route, d.note, d.version, d.made_at
    FROM decisions d JOIN comments c ON c.id = d.comment_id
        JOIN articles t ON t.id = c.article_id
        JOIN accounts m ON m.id = d.account_id LEFT JOIN accounts w ON w.id = c.account_id ";

impl Store {
    pub(in crate::store) const LAST: &str =
        concat!(SELECT_RECORDS, "WHERE d.comment_id = $1 ORDER BY d.version DESC LIMIT 1");

    /// Returns the latest decision about a comment.
    pub async fn last_decision(&self, comment: i64) -> Result<Option<LogEntry>> {
        let row: Option<LogEntryRow> =
            query_as(Self::LAST).bind(comment).fetch_optional(&mut self.reader()).await?;
        row.map(LogEntry::try_from).transpose()
    }

    pub(in crate::store) const MADE: &str =
        concat!(SELECT_RECORDS, "WHERE d.comment_id = $1 AND d.version = $2");

    /// Returns the decision that produced this version of a comment.
    pub async fn decision_of(&self, comment: i64, version: i64) -> Result<Option<LogEntry>> {
        let row: Option<LogEntryRow> = query_as(Self::MADE)
            .bind(comment)
            .bind(version)
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(LogEntry::try_from).transpose()
    }

    // Selects the last decision first and then checks its time: a moderator without recent
    // decisions may have thousands of older ones.
    pub(in crate::store) const LAST_BY: &str = concat!(
        SELECT_RECORDS,
        "WHERE d.id = (SELECT MAX(l.id) FROM decisions l WHERE l.account_id = $1)
            AND d.made_at > $2"
    );

    /// Returns the latest decision of a moderator, if it was made after `since`.
    pub async fn last_decision_by(
        &self,
        moderator: i64,
        since: Timestamp,
    ) -> Result<Option<LogEntry>> {
        let row: Option<LogEntryRow> = query_as(Self::LAST_BY)
            .bind(moderator)
            .bind(micros(since))
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(LogEntry::try_from).transpose()
    }

    // The unary plus keeps SQLite from using the index on the time and then sorting: ids and times
    // increase together.
    pub(in crate::store) const LOG_PAGE: &str = concat!(
        SELECT_RECORDS,
        "WHERE d.id < $1 AND ($2 = 0 OR d.account_id = $2) AND ($3 = '' OR d.decision = $3)
            AND ($4 = '' OR d.reason = $4)
            AND +d.made_at >= $5 AND +d.made_at < $6 ORDER BY d.id DESC LIMIT $7"
    );

    /// Returns at most `limit` decisions with an id below `before`, latest first.
    pub async fn log(
        &self,
        filter: &LogFilter,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<LogEntry>> {
        let rows: Vec<LogEntryRow> = query_as(Self::LOG_PAGE)
            .bind(before.unwrap_or(i64::MAX))
            .bind(filter.moderator.unwrap_or_default())
            .bind(filter.decision.as_deref().unwrap_or_default())
            .bind(filter.reason.as_deref().unwrap_or_default())
            .bind(filter.from.map_or(i64::MIN, micros))
            .bind(filter.to.map_or(i64::MAX, micros))
            .bind(limit)
            .fetch_all(&mut self.reader())
            .await?;
        rows.into_iter().map(LogEntry::try_from).collect()
    }

    pub(in crate::store) const JUDGES: &str = "SELECT a.id, a.name FROM accounts a
        WHERE EXISTS (SELECT 1 FROM decisions d WHERE d.account_id = a.id) ORDER BY a.name_key";

    /// Returns the id and the name of every account that ever made a decision.
    pub async fn judges(&self) -> Result<Vec<(i64, String)>> {
        Ok(query_as(Self::JUDGES).fetch_all(&mut self.reader()).await?)
    }
}
