//! Decisions as shown outside moderation.
//!
//! One decision with its comment is for e-mails, and all without names are for the public log.

use constcat::concat;
use jiff::Timestamp;

use crate::comment::Comment;
use crate::error::{Error, Result};
use crate::moderation::{Decision, Route};
use crate::store::comments::{COMMENT_COLUMNS, COMMENT_TABLES, CommentRow};
use crate::store::{Store, micros, moment, query_as, unknown};

/// Decisions on one page of the public log.
const PER_PAGE: i64 = 50;

/// Decision with the comment it is about, in the comment's present state.
#[derive(Clone, Debug)]
pub struct DecisionDetails {
    /// Number of the decision.
    pub id: i64,
    /// Comment it is about.
    pub comment: Comment,
    /// Title of the article under which the comment stands.
    pub article_title: String,
    /// Number of the moderator's account.
    pub moderator_id: i64,
    /// Name of that account.
    pub moderator: String,
    /// Content of the decision.
    pub decision: Decision,
    /// Note of the moderator.
    pub note: Option<String>,
    /// Route by which the case reached the moderators.
    pub route: Route,
    /// True if the comment was held by its score.
    pub held_by_score: bool,
    /// Time of the decision.
    pub made_at: Timestamp,
    /// Previous decision about the same comment.
    pub before: Option<Decision>,
    /// True if the decision made the comment visible to readers for the first time.
    pub first_shown: bool,
}

/// Decision as shown in the public log.
#[derive(Clone, Debug)]
pub struct PublicLogEntry {
    /// Number of the decision.
    pub id: i64,
    /// Number of the comment.
    pub comment: i64,
    /// Title of the article under which it stands, if readers can see both.
    pub article_title: Option<String>,
    /// Content of the decision.
    pub decision: Decision,
    /// Route by which the case reached the moderators.
    pub route: Route,
    /// Time of the decision.
    pub made_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct DetailsRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    decision_id: i64,
    article_title: String,
    moderator_id: i64,
    moderator: String,
    decision: String,
    decision_reason: Option<String>,
    note: Option<String>,
    route: String,
    held_by_score: bool,
    made_at: i64,
    before: Option<String>,
    before_reason: Option<String>,
    first_shown_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct PublicRow {
    id: i64,
    comment_id: i64,
    article_title: Option<String>,
    decision: String,
    reason: Option<String>,
    route: String,
    made_at: i64,
}

impl TryFrom<DetailsRow> for DecisionDetails {
    type Error = Error;

    fn try_from(row: DetailsRow) -> Result<Self> {
        let before =
            row.before.map(|code| decision(&code, row.before_reason.as_deref())).transpose()?;
        let comment: Comment = row.comment.try_into()?;
        Ok(Self {
            id: row.decision_id,
            first_shown: comment.held_for.is_some()
                && before != Some(Decision::Keep)
                && row.first_shown_at == Some(row.made_at),
            comment,
            article_title: row.article_title,
            moderator_id: row.moderator_id,
            moderator: row.moderator,
            decision: decision(&row.decision, row.decision_reason.as_deref())?,
            note: row.note,
            route: route(&row.route)?,
            held_by_score: row.held_by_score,
            made_at: moment(row.made_at)?,
            before,
        })
    }
}

impl TryFrom<PublicRow> for PublicLogEntry {
    type Error = Error;

    fn try_from(row: PublicRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            comment: row.comment_id,
            article_title: row.article_title,
            decision: decision(&row.decision, row.reason.as_deref())?,
            route: route(&row.route)?,
            made_at: moment(row.made_at)?,
        })
    }
}

/// Converts the codes of a stored decision.
pub(in crate::store) fn decision(code: &str, reason: Option<&str>) -> Result<Decision> {
    Decision::from_codes(code, reason.unwrap_or_default()).map_err(|_| unknown("decision", code))
}

/// Converts the code of a stored route.
pub(in crate::store) fn route(code: &str) -> Result<Route> {
    Route::from_code(code).ok_or_else(|| unknown("route", code))
}

impl Store {
    pub(in crate::store) const RULED: &str = concat!(
        COMMENT_COLUMNS,
        ", d.id AS decision_id, t.title AS article_title, d.account_id AS moderator_id,
            m.name AS moderator, d.decision,
            d.reason AS decision_reason,
            d.note, d.route, d.made_at, c.shown_at AS first_shown_at,
            COALESCE(c.held_by = 'score', FALSE) AS held_by_score,
            (SELECT p.decision FROM decisions p WHERE p.comment_id = c.id AND p.version < d.version
                ORDER BY p.version DESC LIMIT 1) AS before,
            (SELECT p.reason FROM decisions p WHERE p.comment_id = c.id AND p.version < d.version
                ORDER BY p.version DESC LIMIT 1) AS before_reason",
        COMMENT_TABLES,
        "JOIN decisions d ON d.comment_id = c.id JOIN articles t ON t.id = c.article_id
            JOIN accounts m ON m.id = d.account_id
        WHERE d.id = $1"
    );

    /// Returns the decision with this number.
    pub async fn decision_details(&self, decision: i64) -> Result<Option<DecisionDetails>> {
        let row: Option<DetailsRow> =
            query_as(Self::RULED).bind(decision).fetch_optional(&mut self.reader()).await?;
        row.map(DecisionDetails::try_from).transpose()
    }

    pub(in crate::store) const PUBLIC: &str = "SELECT d.id, d.comment_id,
            CASE WHEN c.state <> 'held' AND t.published_at <= $2 THEN t.title END AS article_title,
            d.decision, d.reason, d.route, d.made_at
        FROM decisions d JOIN comments c ON c.id = d.comment_id
            JOIN articles t ON t.id = c.article_id
        WHERE d.id < $1 ORDER BY d.id DESC LIMIT $3";

    /// Returns one page of the public log, latest first.
    ///
    /// Also returns whether there are more. Only decisions older than the one numbered `before` are
    /// returned.
    pub async fn public_log(
        &self,
        before: Option<i64>,
        now: Timestamp,
    ) -> Result<(Vec<PublicLogEntry>, bool)> {
        let mut rows: Vec<PublicRow> = query_as(Self::PUBLIC)
            .bind(before.unwrap_or(i64::MAX))
            .bind(micros(now))
            .bind(PER_PAGE + 1)
            .fetch_all(&mut self.public_reader())
            .await?;
        let more = rows.len() > usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
        rows.truncate(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
        Ok((rows.into_iter().map(PublicLogEntry::try_from).collect::<Result<_>>()?, more))
    }
}
