//! Queues of comments to judge, and decisions as rows of an append-only log.

use jiff::Timestamp;

use super::comments::{CommentRow, comments};
use super::events::announce;
use super::{Store, is_taken, micros, moment, read, unknown, write};
use crate::comment::{Comment, State};
use crate::error::{Error, Result};
use crate::moderation::{Decision, Queue, Record};
use crate::notify::Event;

/// Cases or decisions on one page.
const PER_PAGE: i64 = 50;

/// A comment before a moderator, with what is needed to judge it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The comment.
    pub comment: Comment,
    /// The headline it stands under.
    pub article_title: String,
    /// The address of that article.
    pub article_slug: String,
    /// How many comments the same person wrote before it.
    pub earlier: i64,
    /// How many of those were removed.
    pub earlier_removed: i64,
}

/// How many cases each queue has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct QueueCounts {
    /// Not looked at.
    pub review: i64,
    /// Not shown yet.
    pub held: i64,
    /// Taken away.
    pub removed: i64,
}

/// A decision about to be kept.
#[derive(Clone, Debug)]
pub struct Ruling<'a> {
    /// The comment as the moderator saw it.
    pub comment: &'a Comment,
    /// What was decided.
    pub decision: Decision,
    /// What the comment becomes.
    pub becomes: State,
    /// The remark for colleagues.
    pub note: Option<&'a str>,
    /// Whose account decided.
    pub moderator: i64,
}

#[derive(sqlx::FromRow)]
struct CaseRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    article_title: String,
    article_slug: String,
    earlier: i64,
    earlier_removed: i64,
}

impl TryFrom<CaseRow> for Case {
    type Error = Error;

    fn try_from(row: CaseRow) -> Result<Self> {
        Ok(Self {
            comment: row.comment.try_into()?,
            article_title: row.article_title,
            article_slug: row.article_slug,
            earlier: row.earlier,
            earlier_removed: row.earlier_removed,
        })
    }
}

#[derive(sqlx::FromRow)]
struct RecordRow {
    comment_id: i64,
    article_title: String,
    author: Option<String>,
    moderator_id: i64,
    moderator: String,
    decision: String,
    reason: Option<String>,
    note: Option<String>,
    version: i64,
    made_at: i64,
}

impl TryFrom<RecordRow> for Record {
    type Error = Error;

    fn try_from(row: RecordRow) -> Result<Self> {
        let decision = Decision::from_codes(&row.decision, row.reason.as_deref().unwrap_or_default())
            .map_err(|_| unknown("decision", &row.decision))?;
        Ok(Self {
            comment_id: row.comment_id,
            article_title: row.article_title,
            author: row.author,
            moderator_id: row.moderator_id,
            moderator: row.moderator,
            decision,
            note: row.note,
            version: row.version,
            made_at: moment(row.made_at)?,
        })
    }
}

/// Comments to judge, of whatever the rest of the statement chooses. Guests are one person by e-mail address, members by
/// account; a former commenter has no past.
macro_rules! cases {
    ($rest:literal) => {
        comments!(
            ", t.title AS article_title, t.slug AS article_slug,
            (SELECT COUNT(*) FROM comments o
                WHERE o.id < c.id AND (o.account_id = c.account_id OR o.email_key = c.email_key)) AS earlier,
            (SELECT COUNT(*) FROM comments o
                WHERE o.id < c.id AND (o.account_id = c.account_id OR o.email_key = c.email_key)
                AND o.state = 'removed') AS earlier_removed",
            "JOIN articles t ON t.id = c.article_id ",
            $rest
        )
    };
}

/// Decisions with everything the log shows, of whatever the rest of the statement chooses.
macro_rules! records {
    ($rest:literal) => {
        concat!(
            "SELECT d.comment_id, t.title AS article_title, COALESCE(w.name, c.name) AS author, d.account_id AS moderator_id,
                m.name AS moderator, d.decision, d.reason, d.note, d.version, d.made_at
            FROM decisions d JOIN comments c ON c.id = d.comment_id JOIN articles t ON t.id = c.article_id
            JOIN accounts m ON m.id = d.account_id LEFT JOIN accounts w ON w.id = c.account_id ",
            $rest
        )
    };
}

impl Store {
    pub(super) const REVIEW: &str = cases!(
        "WHERE c.judged_at IS NULL AND COALESCE(c.held_for, '') <> 'email' ORDER BY c.urgency DESC, c.id LIMIT $1 OFFSET $2"
    );

    pub(super) const HELD: &str = cases!("WHERE c.state = 'held' ORDER BY c.urgency DESC, c.id LIMIT $1 OFFSET $2");

    pub(super) const REMOVED: &str = cases!("WHERE c.state = 'removed' ORDER BY c.judged_at DESC, c.id DESC LIMIT $1 OFFSET $2");

    /// One page of a queue, most urgent first. Pages count from 1.
    pub async fn queue(&self, queue: Queue, page: i64) -> Result<Vec<Case>> {
        let statement = match queue {
            Queue::Review => Self::REVIEW,
            Queue::Held => Self::HELD,
            Queue::Removed => Self::REMOVED,
        };
        let rows: Vec<CaseRow> =
            read!(self, |db| { sqlx::query_as(statement).bind(PER_PAGE).bind((page - 1) * PER_PAGE).fetch_all(db).await? });
        rows.into_iter().map(Case::try_from).collect()
    }

    /// The comment with this number, with what is needed to judge it.
    pub async fn case(&self, comment: i64) -> Result<Option<Case>> {
        const CASE: &str = cases!("WHERE c.id = $1");
        let row: Option<CaseRow> = read!(self, |db| sqlx::query_as(CASE).bind(comment).fetch_optional(db).await?);
        row.map(Case::try_from).transpose()
    }

    pub(super) const COUNTS: &str = "SELECT
        (SELECT COUNT(*) FROM comments WHERE judged_at IS NULL AND COALESCE(held_for, '') <> 'email') AS review,
        (SELECT COUNT(*) FROM comments WHERE state = 'held') AS held,
        (SELECT COUNT(*) FROM comments WHERE state = 'removed') AS removed";

    /// How many cases each queue has.
    pub async fn queue_counts(&self) -> Result<QueueCounts> {
        Ok(read!(self, |db| sqlx::query_as(Self::COUNTS).fetch_one(db).await?))
    }

    pub(super) const CLOSE_REPORTS: &str = "UPDATE reports SET decision_id = $2 WHERE comment_id = $1 AND decision_id IS NULL";

    /// Keeps a decision and what it makes of the comment; false when somebody else decided first, and then nothing changes.
    pub async fn record(&self, ruling: &Ruling<'_>, now: Timestamp) -> Result<bool> {
        const BECOME: &str = "UPDATE comments SET state = $3, reason = $4, judged_at = $5,
                shown_at = COALESCE(shown_at, $6), version = version + 1, open_reports = 0
            WHERE id = $1 AND version = $2";
        const ROUTE: &str = "SELECT CASE
            WHEN EXISTS (SELECT 1 FROM reports WHERE comment_id = $1 AND decision_id IS NULL) THEN 'report'
            WHEN EXISTS (SELECT 1 FROM findings WHERE comment_id = $1) THEN 'rule' ELSE 'own' END";
        const LOG: &str = "INSERT INTO decisions (comment_id, account_id, decision, reason, note, version, made_at, route)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
        const COUNT: &str = "UPDATE articles SET visible_comments = visible_comments + $2 WHERE id = $1";
        let comment = ruling.comment;
        let (state, state_reason) = ruling.becomes.codes();
        let (decision, reason) = ruling.decision.codes();
        let difference = i64::from(ruling.becomes == State::Visible) - i64::from(comment.state == State::Visible);
        write!(self, |tx| {
            let changed = sqlx::query(BECOME)
                .bind(comment.id)
                .bind(comment.version)
                .bind(state)
                .bind(state_reason)
                .bind((ruling.becomes != State::Held).then(|| micros(now)))
                .bind((ruling.becomes == State::Visible).then(|| micros(now)))
                .execute(&mut *tx)
                .await?;
            if changed.rows_affected() == 0 {
                return Ok(false);
            }
            let route: String = sqlx::query_scalar(ROUTE).bind(comment.id).fetch_one(&mut *tx).await?;
            let logged = sqlx::query_scalar(LOG)
                .bind(comment.id)
                .bind(ruling.moderator)
                .bind(decision)
                .bind(reason)
                .bind(ruling.note)
                .bind(comment.version + 1)
                .bind(micros(now))
                .bind(route)
                .fetch_one(&mut *tx)
                .await;
            let id: i64 = match logged {
                Err(error) if is_taken(&error, "decisions") => return Ok(false),
                other => other?,
            };
            sqlx::query(Self::CLOSE_REPORTS).bind(comment.id).bind(id).execute(&mut *tx).await?;
            announce!(tx, &Event::Decided { decisions: vec![id] }, now);
            if difference != 0 {
                sqlx::query(COUNT).bind(comment.article_id).bind(difference).execute(&mut *tx).await?;
            }
        });
        Ok(true)
    }

    pub(super) const LAST: &str = records!("WHERE d.comment_id = $1 ORDER BY d.version DESC LIMIT 1");

    /// The latest decision about a comment.
    pub async fn last_decision(&self, comment: i64) -> Result<Option<Record>> {
        let row: Option<RecordRow> = read!(self, |db| sqlx::query_as(Self::LAST).bind(comment).fetch_optional(db).await?);
        row.map(Record::try_from).transpose()
    }

    pub(super) const LAST_BY: &str = records!("WHERE d.account_id = $1 AND d.made_at > $2 ORDER BY d.id DESC LIMIT 1");

    /// The latest decision of a moderator since a moment.
    pub async fn last_decision_by(&self, moderator: i64, since: Timestamp) -> Result<Option<Record>> {
        let row: Option<RecordRow> =
            read!(self, |db| sqlx::query_as(Self::LAST_BY).bind(moderator).bind(micros(since)).fetch_optional(db).await?);
        row.map(Record::try_from).transpose()
    }

    pub(super) const PAGE: &str = records!("ORDER BY d.id DESC LIMIT $1 OFFSET $2");

    /// One page of the log, latest first, and how many pages there are. Pages count from 1.
    pub async fn log(&self, page: i64) -> Result<(Vec<Record>, i64)> {
        const HOW_MANY: &str = "SELECT COUNT(*) FROM decisions";
        let (rows, total): (Vec<RecordRow>, i64) = read!(self, |db| (
            sqlx::query_as(Self::PAGE).bind(PER_PAGE).bind((page - 1) * PER_PAGE).fetch_all(db).await?,
            sqlx::query_scalar(HOW_MANY).fetch_one(db).await?
        ));
        let records = rows.into_iter().map(Record::try_from).collect::<Result<Vec<_>>>()?;
        Ok((records, ((total + PER_PAGE - 1) / PER_PAGE).max(1)))
    }
}

impl QueueCounts {
    /// How many cases one queue has.
    pub fn of(self, queue: Queue) -> i64 {
        match queue {
            Queue::Review => self.review,
            Queue::Held => self.held,
            Queue::Removed => self.removed,
        }
    }

    /// How many pages one queue fills: at least one.
    pub fn pages(self, queue: Queue) -> i64 {
        ((self.of(queue) + PER_PAGE - 1) / PER_PAGE).max(1)
    }
}
