//! The log of decisions, as it is read: filtered, latest first, by key.

use jiff::Timestamp;

use super::{Store, micros, moment, read, unknown};
use crate::error::{Error, Result};
use crate::moderation::{Decision, Record, Route};

/// Which decisions of the log are asked for; what is left out is not asked about.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// Whose.
    pub moderator: Option<i64>,
    /// Which, by code.
    pub decision: Option<String>,
    /// For which reason, by code.
    pub reason: Option<String>,
    /// Not before this.
    pub from: Option<Timestamp>,
    /// Before this.
    pub to: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct RecordRow {
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
    made_at: i64,
}

impl TryFrom<RecordRow> for Record {
    type Error = Error;

    fn try_from(row: RecordRow) -> Result<Self> {
        let decision =
            Decision::from_codes(&row.decision, row.reason.as_deref().unwrap_or_default())
                .map_err(|_| unknown("decision", &row.decision))?;
        Ok(Self {
            id: row.id,
            action: row.action_id,
            undoes: row.undoes_id,
            comment_id: row.comment_id,
            article_title: row.article_title,
            author: row.author,
            moderator_id: row.moderator_id,
            moderator: row.moderator,
            decision,
            route: Route::from_code(&row.route).ok_or_else(|| unknown("route", &row.route))?,
            note: row.note,
            version: row.version,
            made_at: moment(row.made_at)?,
        })
    }
}

/// Decisions with everything the log shows, of whatever the rest of the statement chooses.
macro_rules! records {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, COALESCE(d.action_id, d.id) AS action_id, d.undoes_id, d.comment_id, t.title AS article_title,
                COALESCE(w.name, c.name) AS author, d.account_id AS moderator_id, m.name AS moderator,
                d.decision, d.reason, d.route, d.note, d.version, d.made_at
            FROM decisions d JOIN comments c ON c.id = d.comment_id JOIN articles t ON t.id = c.article_id
            JOIN accounts m ON m.id = d.account_id LEFT JOIN accounts w ON w.id = c.account_id ",
            $rest
        )
    };
}

impl Store {
    pub(super) const LAST: &str =
        records!("WHERE d.comment_id = $1 ORDER BY d.version DESC LIMIT 1");

    /// The latest decision about a comment.
    pub async fn last_decision(&self, comment: i64) -> Result<Option<Record>> {
        let row: Option<RecordRow> =
            read!(self, |db| sqlx::query_as(Self::LAST).bind(comment).fetch_optional(db).await?);
        row.map(Record::try_from).transpose()
    }

    pub(super) const MADE: &str = records!("WHERE d.comment_id = $1 AND d.version = $2");

    /// The decision that made this version of a comment.
    pub async fn decision_of(&self, comment: i64, version: i64) -> Result<Option<Record>> {
        let row: Option<RecordRow> = read!(self, |db| sqlx::query_as(Self::MADE)
            .bind(comment)
            .bind(version)
            .fetch_optional(db)
            .await?);
        row.map(Record::try_from).transpose()
    }

    // The last one first, then its time: who has decided nothing lately may have decided thousands before.
    pub(super) const LAST_BY: &str = records!(
        "WHERE d.id = (SELECT MAX(l.id) FROM decisions l WHERE l.account_id = $1) AND d.made_at > $2"
    );

    /// The latest decision of a moderator since a moment.
    pub async fn last_decision_by(
        &self,
        moderator: i64,
        since: Timestamp,
    ) -> Result<Option<Record>> {
        let row: Option<RecordRow> = read!(self, |db| sqlx::query_as(Self::LAST_BY)
            .bind(moderator)
            .bind(micros(since))
            .fetch_optional(db)
            .await?);
        row.map(Record::try_from).transpose()
    }

    // The plus keeps SQLite from looking by time and then sorting: numbers and times grow together.
    pub(super) const LOG_PAGE: &str = records!(
        "WHERE d.id < $1 AND ($2 = 0 OR d.account_id = $2) AND ($3 = '' OR d.decision = $3) AND ($4 = '' OR d.reason = $4)
            AND +d.made_at >= $5 AND +d.made_at < $6 ORDER BY d.id DESC LIMIT $7"
    );

    /// So many decisions of the log that were made before the one with this number, latest first.
    pub async fn log(
        &self,
        filter: &LogFilter,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Record>> {
        let rows: Vec<RecordRow> = read!(self, |db| {
            sqlx::query_as(Self::LOG_PAGE)
                .bind(before.unwrap_or(i64::MAX))
                .bind(filter.moderator.unwrap_or_default())
                .bind(filter.decision.as_deref().unwrap_or_default())
                .bind(filter.reason.as_deref().unwrap_or_default())
                .bind(filter.from.map_or(i64::MIN, micros))
                .bind(filter.to.map_or(i64::MAX, micros))
                .bind(limit)
                .fetch_all(db)
                .await?
        });
        rows.into_iter().map(Record::try_from).collect()
    }

    pub(super) const JUDGES: &str = "SELECT a.id, a.name FROM accounts a
        WHERE EXISTS (SELECT 1 FROM decisions d WHERE d.account_id = a.id) ORDER BY a.name_key";

    /// Everybody who ever decided anything: their account and their name.
    pub async fn judges(&self) -> Result<Vec<(i64, String)>> {
        Ok(read!(self, |db| sqlx::query_as(Self::JUDGES).fetch_all(db).await?))
    }
}
