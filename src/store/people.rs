//! One author as moderators see them: all they wrote, what became of it, and what was said of it.
//! What joins comments to one author is `identity`'s subject.

use jiff::Timestamp;

use super::comments::{CommentRow, comments};
use super::identity::Identity;
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
    /// Whether the owner of that address confirmed it where this guest wrote.
    pub proved: bool,
    /// The comment they were found by.
    pub comment: i64,
    /// The names they wrote under; that of the comment last.
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
    identity: Identity,
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
    #[sqlx(flatten)]
    identity: Identity,
    email: Option<String>,
    role: Option<String>,
    name: Option<String>,
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

/// Fills the first places of a statement about an author: the account, the confirmed address, the browser, the comment.
macro_rules! bind_author {
    ($statement:expr, $who:expr) => {
        sqlx::query_as($statement)
            .bind($who.identity.account_id)
            .bind($who.identity.proved_key())
            .bind($who.identity.browser.as_deref())
            .bind($who.comment)
    };
}

/// The comments of an author's browser `b` that the confirmed address does not find already. The last ten thousand are read: more
/// than anybody sends with one cookie.
macro_rules! by_browser {
    () => {
        "FROM (SELECT state, reports, proved, email_key FROM comments WHERE browser = $3 ORDER BY id DESC LIMIT 10000) b
            WHERE NOT (b.proved AND b.email_key = COALESCE($2, ''))"
    };
}

/// How many comments of an author there are in a state; each part of the condition begins with AND.
macro_rules! count {
    ($of_comments:literal, $of_browser:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE account_id = $1",
            $of_comments,
            " LIMIT $5) n)
            + (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE proved AND email_key = $2",
            $of_comments,
            " LIMIT $5) n)
            + (SELECT COUNT(*) ",
            by_browser!(),
            $of_browser,
            ")
            + (SELECT COUNT(*) FROM comments WHERE id = $4 AND account_id IS NULL AND browser IS NULL AND NOT proved",
            $of_comments,
            ")"
        )
    };
}

impl Store {
    pub(super) const WHO: &str =
        "SELECT c.account_id, c.email_key, c.proved, c.browser, COALESCE(a.email, c.email) AS email, a.role,
            COALESCE(a.name, c.name) AS name, COALESCE(a.made_at, c.posted_at) AS since
        FROM comments c LEFT JOIN accounts a ON a.id = c.account_id WHERE c.id = $1";
    pub(super) const NAMES: &str = "SELECT DISTINCT c.name FROM comments c WHERE c.name IS NOT NULL AND c.id IN (
            SELECT id FROM (SELECT id FROM comments WHERE proved AND email_key = $1 ORDER BY id DESC LIMIT 1000) n
            UNION ALL
            SELECT id FROM (SELECT id FROM comments WHERE browser = $2 ORDER BY id DESC LIMIT 1000) n
        ) ORDER BY c.name LIMIT 20";
    pub(super) const TOTALS: &str = concat!(
        "SELECT ",
        count!("", ""),
        " AS comments, ",
        count!(" AND state = 'held'", " AND b.state = 'held'"),
        " AS held, ",
        count!(" AND state = 'removed'", " AND b.state = 'removed'"),
        " AS removed,
            (SELECT MIN(c.posted_at) FROM comments c WHERE c.id IN (
                SELECT id FROM (SELECT id FROM comments WHERE proved AND email_key = $2 ORDER BY id LIMIT 1) n
                UNION ALL
                SELECT id FROM (SELECT id FROM comments WHERE browser = $3 ORDER BY id LIMIT 1) n
            )) AS first_at"
    );
    pub(super) const REPORTED_OFTEN: &str = concat!(
        "SELECT CAST(
            COALESCE((SELECT SUM(reports) FROM comments WHERE account_id = $1 AND reports > 0), 0)
            + COALESCE((SELECT SUM(reports) FROM comments WHERE proved AND email_key = $2 AND reports > 0), 0)
            + COALESCE((SELECT SUM(b.reports) ",
        by_browser!(),
        "), 0)
            + COALESCE((SELECT reports FROM comments
                WHERE id = $4 AND account_id IS NULL AND browser IS NULL AND NOT proved), 0) AS BIGINT)"
    );

    /// Whoever wrote the comment with this number.
    pub async fn commenter(&self, comment: i64) -> Result<Option<Commenter>> {
        let row: Option<WhoRow> =
            read!(self, |db| sqlx::query_as(Self::WHO).bind(comment).fetch_optional(db).await?);
        let Some(row) = row else { return Ok(None) };
        let mut who = Commenter {
            account: row.identity.account_id,
            email_key: row.identity.email_key.clone(),
            proved: row.identity.proved,
            comment,
            names: Vec::new(),
            email: row.email,
            role: row
                .role
                .map(|role| Role::from_code(&role).ok_or_else(|| unknown("role", &role)))
                .transpose()?,
            since: moment(row.since)?,
            comments: 0,
            held: 0,
            removed: 0,
            reports: 0,
            identity: row.identity,
        };
        let (names, totals, reports): (Vec<String>, TotalsRow, (i64,)) = read!(self, |db| (
            sqlx::query_scalar(Self::NAMES)
                .bind(who.identity.proved_key())
                .bind(who.identity.browser.as_deref())
                .fetch_all(db)
                .await?,
            bind_author!(Self::TOTALS, who).bind(COUNTED_MAX + 1).fetch_one(db).await?,
            bind_author!(Self::REPORTED_OFTEN, who).fetch_one(db).await?
        ));
        if let (None, Some(first)) = (who.account, totals.first_at) {
            who.since = moment(first)?;
        }
        let own = row.name.as_ref();
        who.names = names.into_iter().filter(|name| Some(name) != own).collect();
        who.names.extend(row.name);
        (who.comments, who.held, who.removed) = (totals.comments, totals.held, totals.removed);
        who.reports = reports.0;
        Ok(Some(who))
    }

    pub(super) const WRITTEN: &str = comments!(
        ", t.title AS article_title",
        "JOIN articles t ON t.id = c.article_id ",
        "WHERE c.id IN (
            SELECT id FROM (SELECT id FROM comments WHERE account_id = $1 AND id < $5 ORDER BY id DESC LIMIT $6) n
            UNION ALL
            SELECT id FROM (SELECT id FROM comments WHERE proved AND email_key = $2 AND id < $5 ORDER BY id DESC LIMIT $6) n
            UNION ALL
            SELECT id FROM (SELECT id FROM comments WHERE browser = $3 AND id < $5 ORDER BY id DESC LIMIT $6) n
            UNION ALL
            SELECT id FROM comments WHERE id = $4 AND id < $5
        ) ORDER BY c.id DESC LIMIT $6"
    );

    /// One page of what somebody wrote before a comment, latest first, and one more where there is a next page.
    pub async fn written_by(&self, who: &Commenter, before: Option<i64>) -> Result<Vec<Written>> {
        let rows: Vec<WrittenRow> = read!(self, |db| {
            bind_author!(Self::WRITTEN, who)
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
            SELECT id FROM (SELECT id FROM comments WHERE proved AND email_key = $2 AND reports > 0 ORDER BY id DESC LIMIT 1000) n
            UNION ALL
            SELECT id FROM (SELECT id, reports FROM comments WHERE browser = $3 ORDER BY id DESC LIMIT 10000) n WHERE reports > 0
            UNION ALL
            SELECT id FROM comments WHERE id = $4
        ) ORDER BY r.id DESC LIMIT $5";

    /// The latest reports about what somebody wrote: about the last thousand comments that anybody reported.
    pub async fn reports_against(&self, who: &Commenter) -> Result<Vec<ReportAgainst>> {
        let rows: Vec<ReportRow> = read!(self, |db| {
            bind_author!(Self::AGAINST, who).bind(PER_PAGE).fetch_all(db).await?
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
        let mut known_by: Vec<(&str, String)> = Vec::new();
        known_by.extend(who.identity.ban());
        if who.account.is_none() {
            // Who types an address that is banned is kept out too, confirmed or not.
            known_by
                .extend(who.email_key.clone().filter(|_| !who.proved).map(|key| ("email", key)));
            let browser = who.identity.browser.as_ref().filter(|_| who.proved);
            known_by.extend(browser.map(|browser| ("browser", hex::encode(browser))));
        }
        let mut rows: Vec<(String, i64, Option<i64>)> = Vec::new();
        for (kind, value) in known_by {
            let found: Vec<_> = read!(self, |db| sqlx::query_as(Self::BANS_OF)
                .bind(kind)
                .bind(&value)
                .fetch_all(db)
                .await?);
            rows.extend(found);
        }
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
