//! Log of decisions as it is read: filtered, latest first, with keyset pagination.

use constcat::concat;
use jiff::Timestamp;

use super::decision_details::{decision, route};
use crate::account::Scope;
use crate::error::{Error, Result};
use crate::moderation::LogEntry;
use crate::store::sites::scope::{comment_in_sites, in_scope};
use crate::store::{Moment, Store, micros, query_as, query_scalar};

/// Decisions that are read for one page of a bound moderator: two lookups for each.
const LOG_READ: i64 = 20_000;

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
    pub(in crate::store) const LAST: &str = concat!(
        SELECT_RECORDS,
        "WHERE d.comment_id = $1 AND ",
        in_scope!("c.site_id", "$2"),
        " ORDER BY d.version DESC LIMIT 1"
    );

    /// Returns the latest decision about a comment, if it is in the scope.
    pub async fn last_decision(&self, scope: Scope, comment: i64) -> Result<Option<LogEntry>> {
        let row: Option<LogEntryRow> = query_as(Self::LAST)
            .bind(comment)
            .bind(scope.account())
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(LogEntry::try_from).transpose()
    }

    pub(in crate::store) const MADE: &str = concat!(
        SELECT_RECORDS,
        "WHERE d.comment_id = $1 AND d.version = $2 AND ",
        in_scope!("c.site_id", "$3")
    );

    /// Returns the decision that produced this version of a comment, if it is in the scope.
    pub async fn decision_of(
        &self,
        scope: Scope,
        comment: i64,
        version: i64,
    ) -> Result<Option<LogEntry>> {
        let row: Option<LogEntryRow> = query_as(Self::MADE)
            .bind(comment)
            .bind(version)
            .bind(scope.account())
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(LogEntry::try_from).transpose()
    }

    // Selects the last decision first and then checks its time: a moderator without recent
    // decisions may have thousands of older ones.
    pub(in crate::store) const LAST_BY: &str = concat!(
        SELECT_RECORDS,
        "WHERE d.id = (SELECT MAX(l.id) FROM decisions l WHERE l.account_id = $1)
            AND d.made_at > $2 AND ",
        in_scope!("c.site_id", "$3")
    );

    /// Returns the latest decision of a moderator, if it was made after `since` and is in the
    /// scope.
    pub async fn last_decision_by(
        &self,
        scope: Scope,
        moderator: i64,
        since: Timestamp,
    ) -> Result<Option<LogEntry>> {
        let row: Option<LogEntryRow> = query_as(Self::LAST_BY)
            .bind(moderator)
            .bind(micros(since))
            .bind(scope.account())
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
    // Reads a window of the decisions, most of which may be about other sites.
    pub(in crate::store) const LOG_PAGE_OF_SITES: &str = concat!(
        SELECT_RECORDS,
        "WHERE d.id IN (SELECT n.id FROM
                (SELECT id, comment_id FROM decisions WHERE id < $1 ORDER BY id DESC LIMIT $9) n
                WHERE ",
        comment_in_sites!("n.comment_id", "$8"),
        ") AND ($2 = 0 OR d.account_id = $2) AND ($3 = '' OR d.decision = $3)
            AND ($4 = '' OR d.reason = $4)
            AND +d.made_at >= $5 AND +d.made_at < $6 ORDER BY d.id DESC LIMIT $7"
    );

    /// Returns at most `limit` decisions with an id below `before`, latest first.
    ///
    /// Also returns the id before which to read on, if not all decisions in the scope were read.
    pub async fn log(
        &self,
        scope: Scope,
        filter: &LogFilter,
        before: Option<i64>,
        limit: i64,
    ) -> Result<(Vec<LogEntry>, Option<i64>)> {
        let before = before.unwrap_or(i64::MAX);
        let statement = if scope.is_board() { Self::LOG_PAGE } else { Self::LOG_PAGE_OF_SITES };
        let window = [scope.account(), LOG_READ];
        let mut rows: Vec<LogEntryRow> = query_as(statement)
            .bind(before)
            .bind(filter.moderator.unwrap_or_default())
            .bind(filter.decision.as_deref().unwrap_or_default())
            .bind(filter.reason.as_deref().unwrap_or_default())
            .bind(filter.from.map_or(i64::MIN, micros))
            .bind(filter.to.map_or(i64::MAX, micros))
            .bind(limit + 1)
            .bind_all((!scope.is_board()).then_some(window).into_iter().flatten())
            .fetch_all(&mut self.reader())
            .await?;
        let limit = usize::try_from(limit).unwrap_or_default();
        let is_full = rows.len() > limit;
        rows.truncate(limit);
        let mut rest = rows.last().filter(|_| is_full).map(|last| last.id);
        if rest.is_none() && !scope.is_board() {
            rest = query_scalar(Self::LOG_READ_TO)
                .bind(before)
                .bind(LOG_READ - 1)
                .fetch_optional(&mut self.reader())
                .await?;
        }
        let records = rows.into_iter().map(LogEntry::try_from).collect::<Result<_>>()?;
        Ok((records, rest))
    }

    pub(in crate::store) const LOG_READ_TO: &str =
        "SELECT id FROM decisions WHERE id < $1 ORDER BY id DESC LIMIT 1 OFFSET $2";

    pub(in crate::store) const JUDGES: &str = "SELECT a.id, a.name FROM accounts a
        WHERE EXISTS (SELECT 1 FROM decisions d WHERE d.account_id = a.id) ORDER BY a.name_key";
    pub(in crate::store) const JUDGES_OF_SITES: &str = concat!(
        "SELECT a.id, a.name FROM accounts a WHERE a.id IN (SELECT n.account_id FROM
            (SELECT account_id, comment_id FROM decisions WHERE id > 0 ORDER BY id DESC LIMIT $2) n
            WHERE ",
        comment_in_sites!("n.comment_id", "$1"),
        ") ORDER BY a.name_key"
    );

    /// Returns the id and the name of every account that ever made a decision.
    ///
    /// In a narrower scope only the latest decisions are searched for one in it.
    pub async fn judges(&self, scope: Scope) -> Result<Vec<(i64, String)>> {
        let judges = match scope {
            Scope::Board => query_as(Self::JUDGES),
            Scope::SitesOf(account) => query_as(Self::JUDGES_OF_SITES).bind(account).bind(LOG_READ),
        };
        Ok(judges.fetch_all(&mut self.reader()).await?)
    }
}
