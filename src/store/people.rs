//! One author as moderators see them: all they wrote, what became of it, and what was said of it.
//! Guests are one person by e-mail address, members by account.

use jiff::Timestamp;

use super::comments::{CommentRow, comments};
use super::{Store, micros, moment, read, unknown};
use crate::account::Role;
use crate::comment::{Comment, Reason};
use crate::error::{Error, Result};

/// Comments or reports on one page.
pub const PER_PAGE: i64 = 50;
/// Where counting somebody's comments ends: counting a million takes as long as making the page.
pub const COUNTED_MAX: i64 = 100_000;

/// Somebody who wrote comments; a former commenter is known by one comment only.
#[derive(Clone, Debug)]
pub struct Commenter {
    /// Their account.
    pub account: Option<i64>,
    /// The address a guest gave, in the form in which spellings are equal.
    pub email_key: Option<String>,
    /// The comment they were found by.
    pub comment: i64,
    /// The names they wrote under.
    pub names: Vec<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their role, when they have an account.
    pub role: Option<Role>,
    /// Since when they have an account, or since their first comment.
    pub since: Timestamp,
    /// How many comments they wrote.
    pub comments: i64,
    /// How many of those wait.
    pub held: i64,
    /// How many were removed.
    pub removed: i64,
    /// How often one was reported.
    pub reports: i64,
}

/// One of their comments.
#[derive(Clone, Debug)]
pub struct Written {
    /// The comment.
    pub comment: Comment,
    /// The headline it stands under.
    pub article_title: String,
}

/// A report about one of their comments.
#[derive(Clone, Debug)]
pub struct ReportAgainst {
    /// The comment.
    pub comment: i64,
    /// Which rule it says is broken.
    pub reason: Reason,
    /// In which words.
    pub explanation: String,
    /// When.
    pub made_at: Timestamp,
    /// Whether it waits.
    pub open: bool,
}

/// A ban that was not lifted.
#[derive(Clone, Debug)]
pub struct BanOf {
    /// What it is for.
    pub why: String,
    /// Since when.
    pub made_at: Timestamp,
    /// Until when; `None` is for ever.
    pub ends_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct WhoRow {
    account_id: Option<i64>,
    email_key: Option<String>,
    email: Option<String>,
    role: Option<String>,
    member_name: Option<String>,
    since: i64,
}

#[derive(sqlx::FromRow)]
struct TotalsRow {
    comments: i64,
    held: i64,
    removed: i64,
    first_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct WrittenRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    article_title: String,
}

type ReportRow = (i64, String, String, i64, Option<i64>);

impl Store {
    pub(super) const WHO: &str =
        "SELECT c.account_id, c.email_key, COALESCE(a.email, c.email) AS email, a.role,
            a.name AS member_name, COALESCE(a.made_at, c.posted_at) AS since
        FROM comments c LEFT JOIN accounts a ON a.id = c.account_id WHERE c.id = $1";
    pub(super) const NAMES: &str = "SELECT DISTINCT n.name FROM (
            SELECT name FROM comments WHERE email_key = $1 AND name IS NOT NULL ORDER BY id DESC LIMIT 1000) n LIMIT 20";
    pub(super) const TOTALS: &str = "SELECT
            (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE account_id = $1 LIMIT $4) n)
            + (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE email_key = $2 LIMIT $4) n)
            + (SELECT COUNT(*) FROM comments WHERE id = $3 AND account_id IS NULL AND email_key IS NULL) AS comments,
            (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE account_id = $1 AND state = 'held' LIMIT $4) n)
            + (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE email_key = $2 AND state = 'held' LIMIT $4) n)
            + (SELECT COUNT(*) FROM comments WHERE id = $3 AND state = 'held' AND account_id IS NULL AND email_key IS NULL) AS held,
            (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE account_id = $1 AND state = 'removed' LIMIT $4) n)
            + (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE email_key = $2 AND state = 'removed' LIMIT $4) n)
            + (SELECT COUNT(*) FROM comments WHERE id = $3 AND state = 'removed' AND account_id IS NULL AND email_key IS NULL) AS removed,
            (SELECT posted_at FROM comments WHERE email_key = $2 ORDER BY id LIMIT 1) AS first_at";
    pub(super) const REPORTED_OFTEN: &str = "SELECT CAST(
            COALESCE((SELECT SUM(reports) FROM comments WHERE account_id = $1 AND reports > 0), 0)
            + COALESCE((SELECT SUM(reports) FROM comments WHERE email_key = $2 AND reports > 0), 0)
            + COALESCE((SELECT reports FROM comments WHERE id = $3 AND account_id IS NULL AND email_key IS NULL), 0) AS BIGINT)";

    /// Whoever wrote the comment with this number.
    pub async fn commenter(&self, comment: i64) -> Result<Option<Commenter>> {
        let who: Option<WhoRow> =
            read!(self, |db| sqlx::query_as(Self::WHO).bind(comment).fetch_optional(db).await?);
        let Some(who) = who else { return Ok(None) };
        let key = who.email_key.as_deref();
        let (names, totals, reports): (Vec<String>, TotalsRow, i64) = read!(self, |db| (
            sqlx::query_scalar(Self::NAMES).bind(key).fetch_all(db).await?,
            sqlx::query_as(Self::TOTALS)
                .bind(who.account_id)
                .bind(key)
                .bind(comment)
                .bind(COUNTED_MAX + 1)
                .fetch_one(db)
                .await?,
            sqlx::query_scalar(Self::REPORTED_OFTEN)
                .bind(who.account_id)
                .bind(key)
                .bind(comment)
                .fetch_one(db)
                .await?
        ));
        let since =
            if who.account_id.is_some() { who.since } else { totals.first_at.unwrap_or(who.since) };
        Ok(Some(Commenter {
            account: who.account_id,
            email_key: who.email_key,
            comment,
            names: who.member_name.map_or(names, |name| vec![name]),
            email: who.email,
            role: who
                .role
                .map(|role| Role::from_code(&role).ok_or_else(|| unknown("role", &role)))
                .transpose()?,
            since: moment(since)?,
            comments: totals.comments,
            held: totals.held,
            removed: totals.removed,
            reports,
        }))
    }

    pub(super) const WRITTEN: &str = comments!(
        ", t.title AS article_title",
        "JOIN articles t ON t.id = c.article_id ",
        "WHERE c.id IN (
            SELECT id FROM (SELECT id FROM comments WHERE account_id = $1 AND id < $4 ORDER BY id DESC LIMIT $5) n
            UNION ALL
            SELECT id FROM (SELECT id FROM comments WHERE email_key = $2 AND id < $4 ORDER BY id DESC LIMIT $5) n
            UNION ALL
            SELECT id FROM comments WHERE id = $3 AND id < $4
        ) ORDER BY c.id DESC LIMIT $5"
    );

    /// One page of what somebody wrote before a comment, latest first, and one more where there is a next page.
    pub async fn written_by(&self, who: &Commenter, before: Option<i64>) -> Result<Vec<Written>> {
        let rows: Vec<WrittenRow> = read!(self, |db| {
            sqlx::query_as(Self::WRITTEN)
                .bind(who.account)
                .bind(who.email_key.as_deref())
                .bind(who.comment)
                .bind(before.unwrap_or(i64::MAX))
                .bind(PER_PAGE + 1)
                .fetch_all(db)
                .await?
        });
        let written = |row: WrittenRow| {
            Ok(Written { comment: row.comment.try_into()?, article_title: row.article_title })
        };
        rows.into_iter().map(written).collect()
    }

    pub(super) const AGAINST: &str = "SELECT r.comment_id, r.reason, r.explanation, r.made_at, r.decision_id FROM reports r
        WHERE r.comment_id IN (
            SELECT id FROM (SELECT id FROM comments WHERE account_id = $1 AND reports > 0 ORDER BY id DESC LIMIT 1000) n
            UNION ALL
            SELECT id FROM (SELECT id FROM comments WHERE email_key = $2 AND reports > 0 ORDER BY id DESC LIMIT 1000) n
            UNION ALL
            SELECT id FROM comments WHERE id = $3
        ) ORDER BY r.id DESC LIMIT $4";

    /// The latest reports about what somebody wrote: about the last thousand comments that anybody reported.
    pub async fn reports_against(&self, who: &Commenter) -> Result<Vec<ReportAgainst>> {
        let rows: Vec<ReportRow> = read!(self, |db| {
            sqlx::query_as(Self::AGAINST)
                .bind(who.account)
                .bind(who.email_key.as_deref())
                .bind(who.comment)
                .bind(PER_PAGE)
                .fetch_all(db)
                .await?
        });
        let report = |(comment, reason, explanation, made_at, decision): ReportRow| {
            Ok(ReportAgainst {
                comment,
                reason: Reason::from_code(&reason).ok_or_else(|| unknown("reason", &reason))?,
                explanation,
                made_at: moment(made_at)?,
                open: decision.is_none(),
            })
        };
        rows.into_iter().map(report).collect()
    }

    pub(super) const BANS_OF: &str = "SELECT why, made_at, ends_at FROM bans WHERE kind = $1 AND value = $2 AND lifted_at IS NULL ORDER BY id DESC";

    /// Bans of somebody that were not lifted, also those that ended.
    pub async fn bans_of(&self, who: &Commenter) -> Result<Vec<BanOf>> {
        let (kind, value) = match (who.account, &who.email_key) {
            (Some(account), _) => ("member", account.to_string()),
            (None, Some(email_key)) => ("email", email_key.clone()),
            (None, None) => return Ok(Vec::new()),
        };
        let rows: Vec<(String, i64, Option<i64>)> = read!(self, |db| sqlx::query_as(Self::BANS_OF)
            .bind(kind)
            .bind(&value)
            .fetch_all(db)
            .await?);
        let ban = |(why, made_at, ends_at): (String, i64, Option<i64>)| {
            Ok::<_, Error>(BanOf {
                why,
                made_at: moment(made_at)?,
                ends_at: ends_at.map(moment).transpose()?,
            })
        };
        rows.into_iter().map(ban).collect()
    }
}

impl BanOf {
    /// Whether it holds at a moment.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.ends_at.is_none_or(|ends| micros(ends) > micros(now))
    }
}
