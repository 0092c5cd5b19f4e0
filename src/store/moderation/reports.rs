//! Reports as rows.
//!
//! A report raises the urgency of the comment; decisions (`decisions`) close reports, and `upkeep`
//! deletes their data by and by.

use constcat::concat;
use jiff::Timestamp;

use crate::account::{Email, Name};
use crate::comment::{Reason, State};
use crate::error::{Error, Result};
use crate::markup::Html;
use crate::moderation;
use crate::moderation::report::{Report, Reporter};
use crate::notify::Event;
use crate::store::mail::events::announced;
use crate::store::webhooks::events::told_of_comment;
use crate::store::{Moment, Store, micros, query, query_as, query_scalar, unknown};
use crate::webhook::EventKind;

/// Outcome of filing a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    /// The report was stored under this number.
    New(i64),
    /// The same reporter reported the same comment before. Nothing was stored.
    Repeat,
    /// Readers no longer see the comment.
    Gone,
}

/// Report with the content of an e-mail about it.
#[derive(Clone, Debug)]
pub struct Reported {
    /// Number of the report.
    pub id: i64,
    /// Number of the comment.
    pub comment: i64,
    /// Text of the comment.
    pub html: Html,
    /// True if readers see the comment.
    pub visible: bool,
    /// Title of the article under which it stands.
    pub article_title: String,
    /// Reason for the report.
    pub reason: Reason,
    /// Explanation of the reporter, for moderators.
    pub explanation: String,
    /// Address of the reporter, if there is one.
    pub email: Option<String>,
    /// Time of the report.
    pub made_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ReportedRow {
    id: i64,
    comment_id: i64,
    html: String,
    state: String,
    article_title: String,
    reason: String,
    explanation: String,
    email: Option<String>,
    made_at: Moment,
}

impl TryFrom<ReportedRow> for Reported {
    type Error = Error;

    fn try_from(row: ReportedRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            comment: row.comment_id,
            html: Html::stored(row.html),
            visible: row.state == State::Visible.codes().0,
            article_title: row.article_title,
            reason: Reason::from_code(&row.reason).ok_or_else(|| unknown("reason", &row.reason))?,
            explanation: row.explanation,
            email: row.email,
            made_at: row.made_at.into(),
        })
    }
}

/// Head of a statement that selects reports with the content of an e-mail.
///
/// The address of a member is that of the account.
const SELECT_REPORTS: &str =
    "SELECT r.id, r.comment_id, c.html, c.state, t.title AS article_title, r.reason, r.explanation,
        CASE WHEN a.id IS NULL THEN r.email WHEN a.left_at IS NULL THEN a.email END AS email,
        r.made_at
    FROM reports r JOIN comments c ON c.id = r.comment_id JOIN articles t ON t.id = c.article_id
        LEFT JOIN accounts a ON a.id = r.account_id ";

impl Store {
    pub(in crate::store) const WEIGHT: &str = "SELECT
            (SELECT COUNT(*) FROM reports WHERE comment_id = $1 AND decision_id IS NULL) AS reports,
            (SELECT COUNT(*) FROM reports
                WHERE comment_id = $1 AND decision_id IS NULL AND reason = 'illegal') AS illegal,
            (SELECT COUNT(*) FROM findings WHERE comment_id = $1) AS findings,
            (SELECT score FROM comments WHERE id = $1) AS score";

    /// Stores a report of a comment that readers see.
    ///
    /// The comment enters the moderation queue with its new urgency.
    pub async fn report(
        &self,
        comment: i64,
        reporter: &Reporter,
        report: &Report,
        now: Timestamp,
    ) -> Result<Filed> {
        // Runs first, so that concurrent reports of one comment wait for each other and all are
        // counted.
        const WAIT: &str =
            "UPDATE comments SET judged_at = NULL WHERE id = $1 AND state = 'visible'";
        const KEEP: &str = "INSERT INTO reports (comment_id, reporter, account_id, reason,
                explanation, name, email, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (comment_id, reporter) DO NOTHING RETURNING id";
        const WEIGH: &str = "UPDATE comments SET open_reports = $2, urgency = $3 WHERE id = $1";
        self.write(|mut tx| async move {
            if query(WAIT).bind(comment).execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(Filed::Gone));
            }
            let kept: Option<i64> = query_scalar(KEEP)
                .bind(comment)
                .bind(reporter.key(report))
                .bind(reporter.account())
                .bind(report.reason.code())
                .bind(&report.explanation)
                .bind(report.name.as_ref().map(Name::as_str))
                .bind(report.email.as_ref().map(Email::as_str))
                .bind(micros(now))
                .fetch_optional(&mut tx)
                .await?;
            let Some(id) = kept else { return Ok(tx.roll_back(Filed::Repeat)) };
            let (reports, illegal, findings, score): (i64, i64, i64, i64) =
                query_as(Self::WEIGHT).bind(comment).fetch_one(&mut tx).await?;
            let findings = usize::try_from(findings).unwrap_or_default();
            query(WEIGH)
                .bind(comment)
                .bind(reports)
                .bind(moderation::urgency(reports, illegal > 0, false, findings, score))
                .execute(&mut tx)
                .await?;
            announced(&Event::Reported { report: id }, now)?.execute(&mut tx).await?;
            announced(&Event::Waits { comment }, now)?.execute(&mut tx).await?;
            let reason = Some(report.reason.code());
            told_of_comment(EventKind::CommentReported, comment, reason, now)
                .execute(&mut tx)
                .await?;
            Ok(tx.commit(Filed::New(id)))
        })
        .await
    }

    /// Returns the report with this number, with the content of an e-mail about it.
    pub async fn reported(&self, report: i64) -> Result<Option<Reported>> {
        const REPORT: &str = concat!(SELECT_REPORTS, "WHERE r.id = $1");
        let row: Option<ReportedRow> =
            query_as(REPORT).bind(report).fetch_optional(&mut self.reader()).await?;
        row.map(Reported::try_from).transpose()
    }

    pub(in crate::store) const CLOSED: &str =
        concat!(SELECT_REPORTS, "WHERE r.decision_id = $1 ORDER BY r.id");
    pub(in crate::store) const CLOSED_BEFORE: &str = concat!(
        SELECT_REPORTS,
        "WHERE r.decision_id IN (SELECT d.id FROM decisions d
            WHERE d.comment_id = (SELECT e.comment_id FROM decisions e WHERE e.id = $1)
                AND d.id < $1) ORDER BY r.id"
    );

    /// Returns the reports that a decision closed.
    ///
    /// With `before`, returns those that earlier decisions about the same comment closed.
    pub async fn closed_reports(&self, decision: i64, before: bool) -> Result<Vec<Reported>> {
        let statement = if before { Self::CLOSED_BEFORE } else { Self::CLOSED };
        let rows: Vec<ReportedRow> =
            query_as(statement).bind(decision).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Reported::try_from).collect()
    }
}
