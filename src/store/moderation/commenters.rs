//! Author of comments as moderators see them: comments, decisions, reports and bans.
//!
//! The module `identity` determines which comments belong to one author.

use constcat::concat;
use jiff::Timestamp;

use crate::account::{Role, Scope};
use crate::comment::{Comment, Reason};
use crate::error::{Error, Result};
use crate::store::comments::identity::Identity;
use crate::store::comments::{COMMENT_COLUMNS, COMMENT_TABLES, CommentRow};
use crate::store::engine::executor::FromRow;
use crate::store::sites::scope::{comment_in_sites, in_scope};
use crate::store::{Moment, Query, Store, micros, moment, query_as, query_scalar, unknown};

/// Comments or reports on one page.
pub const PER_PAGE: i64 = 50;
/// Limit at which counting an author's comments ends.
///
/// Counting a million takes as long as making the page.
pub const COUNTED_MAX: i64 = 100_000;

/// Author of comments. The author of a deleted account is identified by one comment only.
#[derive(Clone, Debug)]
pub struct Commenter {
    /// Number of the account.
    pub account: Option<i64>,
    /// Address a guest gave, normalized so that different spellings are equal.
    pub email_key: Option<String>,
    /// True if the owner of that address confirmed it in the browser the guest used.
    pub proved: bool,
    /// Comment by which the author was found.
    pub comment: i64,
    /// Names the author used; the name at that comment is last.
    pub names: Vec<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Role, if the author has an account.
    pub role: Option<Role>,
    /// Time at which the account was created, or of a guest's first comment.
    pub since: Timestamp,
    /// Number of comments. Counting ends above [`COUNTED_MAX`].
    pub comments: i64,
    /// Number of comments held back for review.
    pub held: i64,
    /// Number of removed comments.
    pub removed: i64,
    /// Number of reports about the comments.
    pub reports: i64,
    identity: Identity,
    /// Scope in which the author was found: nothing else of them is read.
    scope: Scope,
}

/// Comment of an author.
#[derive(Clone, Debug)]
pub struct Written {
    /// Comment itself.
    pub comment: Comment,
    /// Title of the article under which it stands.
    pub article_title: String,
}

/// Report about a comment of the author.
#[derive(Clone, Debug)]
pub struct ReportAgainst {
    /// Number of the comment.
    pub comment: i64,
    /// Rule the comment is said to break.
    pub reason: Reason,
    /// Explanation in the reporter's words.
    pub explanation: String,
    /// Time of the report.
    pub made_at: Timestamp,
    /// True if the report is not decided yet.
    pub open: bool,
}

/// Ban that was not lifted. It may have ended.
#[derive(Clone, Debug)]
pub struct BanOf {
    /// Reason for the ban.
    pub why: String,
    /// Time at which the ban began.
    pub made_at: Timestamp,
    /// Time at which the ban ends, or `None` if it is permanent.
    pub ends_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct WhoRow {
    #[sqlx(flatten)]
    identity: Identity,
    email: Option<String>,
    role: Option<String>,
    name: Option<String>,
    since: Moment,
}

#[derive(sqlx::FromRow)]
struct TotalsRow {
    comments: i64,
    held: i64,
    removed: i64,
    reports: Option<i64>,
    first_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct WrittenRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    article_title: String,
}

type ReportRow = (i64, String, String, i64, Option<i64>);

/// Creates a statement about an author and binds its first parameters.
///
/// These are account, confirmed address, browser and comment.
fn of_author<'q, T: FromRow>(statement: &'static str, who: &'q Commenter) -> Query<'q, T> {
    query_as(statement)
        .bind(who.identity.account_id)
        .bind(who.identity.proved_key())
        .bind(who.identity.browser.as_deref())
        .bind(who.comment)
}

/// FROM clause for the comments `b` of the author's browser.
///
/// Comments already found by the confirmed address are left out. Reads the last 10,000, more than
/// one cookie is ever used for.
const FROM_BROWSER: &str =
    "FROM (SELECT state, reports, proved, email_key FROM comments WHERE browser = $3
        ORDER BY id DESC LIMIT 10000) b
    WHERE NOT (b.proved AND b.email_key = COALESCE($2, ''))";

/// Builds an expression that counts an author's comments.
///
/// Each condition is empty or begins with AND.
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
            FROM_BROWSER,
            $of_browser,
            ")
            + (SELECT COUNT(*) FROM comments
                WHERE id = $4 AND account_id IS NULL AND browser IS NULL AND NOT proved",
            $of_comments,
            ")"
        )
    };
}

impl Store {
    pub(in crate::store) const WHO: &str = concat!(
        "SELECT c.account_id, c.email_key, c.proved, c.browser, COALESCE(a.email, c.email) AS email,
            a.role,
            COALESCE(a.name, c.name) AS name, COALESCE(a.made_at, c.posted_at) AS since
        FROM comments c LEFT JOIN accounts a ON a.id = c.account_id
        WHERE c.id = $1 AND ",
        in_scope!("c.site_id", "$2")
    );
    pub(in crate::store) const NAMES: &str = concat!(
        "SELECT DISTINCT c.name FROM comments c WHERE c.name IS NOT NULL
        AND ",
        in_scope!("c.site_id", "$3"),
        " AND c.id IN (
            SELECT id FROM (SELECT id FROM comments WHERE proved AND email_key = $1
                ORDER BY id DESC LIMIT 1000) n
            UNION ALL
            SELECT id FROM (SELECT id FROM comments WHERE browser = $2
                ORDER BY id DESC LIMIT 1000) n
        ) ORDER BY c.name LIMIT 20"
    );
    pub(in crate::store) const TOTALS: &str = concat!(
        "SELECT ",
        count!("", ""),
        " AS comments, ",
        count!(" AND state = 'held'", " AND b.state = 'held'"),
        " AS held, ",
        count!(" AND state = 'removed'", " AND b.state = 'removed'"),
        " AS removed, CAST(NULL AS BIGINT) AS reports,
            (SELECT MIN(c.posted_at) FROM comments c WHERE c.id IN (
                SELECT id FROM (SELECT id FROM comments WHERE proved AND email_key = $2
                    ORDER BY id LIMIT 1) n
                UNION ALL
                SELECT id FROM (SELECT id FROM comments WHERE browser = $3 ORDER BY id LIMIT 1) n
            )) AS first_at"
    );
    pub(in crate::store) const REPORTED_OFTEN: &str = concat!(
        "SELECT CAST(
            COALESCE((SELECT SUM(reports) FROM comments WHERE account_id = $1 AND reports > 0), 0)
            + COALESCE((SELECT SUM(reports) FROM comments
                WHERE proved AND email_key = $2 AND reports > 0), 0)
            + COALESCE((SELECT SUM(b.reports) ",
        FROM_BROWSER,
        "), 0)
            + COALESCE((SELECT reports FROM comments
                WHERE id = $4 AND account_id IS NULL AND browser IS NULL AND NOT proved),
                0) AS BIGINT)"
    );

    /// Returns the author of the comment with this number, if it is in the scope.
    ///
    /// Whatever is told of the author is of comments in the scope.
    pub async fn commenter(&self, scope: Scope, comment: i64) -> Result<Option<Commenter>> {
        let row: Option<WhoRow> = query_as(Self::WHO)
            .bind(comment)
            .bind(scope.account())
            .fetch_optional(&mut self.reader())
            .await?;
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
            since: row.since.into(),
            comments: 0,
            held: 0,
            removed: 0,
            reports: 0,
            identity: row.identity,
            scope,
        };
        let names: Vec<String> = query_scalar(Self::NAMES)
            .bind(who.identity.proved_key())
            .bind(who.identity.browser.as_deref())
            .bind(scope.account())
            .fetch_all(&mut self.reader())
            .await?;
        let totals = self.totals(&who).await?;
        if let (None, Some(first)) = (who.account, totals.first_at) {
            who.since = moment(first)?;
        }
        let own = row.name.as_ref();
        who.names = names.into_iter().filter(|name| Some(name) != own).collect();
        who.names.extend(row.name);
        (who.comments, who.held, who.removed) = (totals.comments, totals.held, totals.removed);
        who.reports = totals.reports.unwrap_or_default();
        Ok(Some(who))
    }

    async fn totals(&self, who: &Commenter) -> Result<TotalsRow> {
        let mut db = self.reader();
        if let Scope::SitesOf(account) = who.scope {
            let totals = of_author(Self::TOTALS_OF_SITES, who).bind(account);
            return Ok(totals.fetch_one(&mut db).await?);
        }
        let totals: TotalsRow =
            of_author(Self::TOTALS, who).bind(COUNTED_MAX + 1).fetch_one(&mut db).await?;
        let (reports,): (i64,) = of_author(Self::REPORTED_OFTEN, who).fetch_one(&mut db).await?;
        Ok(TotalsRow { reports: Some(reports), ..totals })
    }

    pub(in crate::store) const WRITTEN: &str = concat!(
        COMMENT_COLUMNS,
        ", t.title AS article_title",
        COMMENT_TABLES,
        "JOIN articles t ON t.id = c.article_id
        WHERE c.id IN (
            SELECT id FROM (SELECT id FROM comments WHERE account_id = $1 AND id < $5
                ORDER BY id DESC LIMIT $6) n
            UNION ALL
            SELECT id FROM (SELECT id FROM comments WHERE proved AND email_key = $2 AND id < $5
                ORDER BY id DESC LIMIT $6) n
            UNION ALL
            SELECT id FROM (SELECT id FROM comments WHERE browser = $3 AND id < $5
                ORDER BY id DESC LIMIT $6) n
            UNION ALL
            SELECT id FROM comments WHERE id = $4 AND id < $5
        ) ORDER BY c.id DESC LIMIT $6"
    );
    /// Returns one page of an author's comments older than `before`, latest first.
    ///
    /// Returns up to [`PER_PAGE`] + 1 comments; the additional one shows that there is a next page.
    pub async fn written_by(&self, who: &Commenter, before: Option<i64>) -> Result<Vec<Written>> {
        let scope = who.scope;
        let statement = if scope.is_board() { Self::WRITTEN } else { Self::WRITTEN_OF_SITES };
        let rows: Vec<WrittenRow> = of_author(statement, who)
            .bind(before.unwrap_or(i64::MAX))
            .bind(PER_PAGE + 1)
            .bind_all((!scope.is_board()).then(|| scope.account()))
            .fetch_all(&mut self.reader())
            .await?;
        let written = |row: WrittenRow| {
            Ok(Written { comment: row.comment.try_into()?, article_title: row.article_title })
        };
        rows.into_iter().map(written).collect()
    }

    pub(in crate::store) const AGAINST: &str = concat!(
        "SELECT r.comment_id, r.reason, r.explanation, r.made_at,
            r.decision_id
        FROM reports r
        WHERE ($6 = 0 OR ",
        comment_in_sites!("r.comment_id", "$6"),
        ") AND r.comment_id IN (
            SELECT id FROM (SELECT id FROM comments WHERE account_id = $1 AND reports > 0
                ORDER BY id DESC LIMIT 1000) n
            UNION ALL
            SELECT id FROM (SELECT id FROM comments WHERE proved AND email_key = $2 AND reports > 0
                ORDER BY id DESC LIMIT 1000) n
            UNION ALL
            SELECT id FROM (SELECT id, reports FROM comments WHERE browser = $3
                ORDER BY id DESC LIMIT 10000) n WHERE reports > 0
            UNION ALL
            SELECT id FROM comments WHERE id = $4
        ) ORDER BY r.id DESC LIMIT $5"
    );

    /// Returns the [`PER_PAGE`] latest reports about an author's comments.
    ///
    /// Only the last 1,000 reported comments are searched.
    pub async fn reports_against(&self, who: &Commenter) -> Result<Vec<ReportAgainst>> {
        let rows: Vec<ReportRow> = of_author(Self::AGAINST, who)
            .bind(PER_PAGE)
            .bind(who.scope.account())
            .fetch_all(&mut self.reader())
            .await?;
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

    pub(in crate::store) const BANS_OF: &str = "SELECT why, made_at, ends_at FROM bans
        WHERE kind = $1 AND value = $2 AND lifted_at IS NULL ORDER BY id DESC";

    /// Returns an author's bans that were not lifted, including those that ended.
    ///
    /// None in a narrower scope than the board, for which bans hold.
    pub async fn bans_of(&self, who: &Commenter) -> Result<Vec<BanOf>> {
        if !who.scope.is_board() {
            return Ok(Vec::new());
        }
        let mut known_by: Vec<(&str, String)> = Vec::new();
        known_by.extend(who.identity.ban());
        if who.account.is_none() {
            // A ban on an address also applies to guests who typed it without confirming it.
            known_by
                .extend(who.email_key.clone().filter(|_| !who.proved).map(|key| ("email", key)));
            let browser = who.identity.browser.as_ref().filter(|_| who.proved);
            known_by.extend(browser.map(|browser| ("browser", hex::encode(browser))));
        }
        let mut rows: Vec<(String, i64, Option<i64>)> = Vec::new();
        for (kind, value) in known_by {
            let found: Vec<_> = query_as(Self::BANS_OF)
                .bind(kind)
                .bind(&value)
                .fetch_all(&mut self.reader())
                .await?;
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
    /// Returns whether the ban is in force at `now`.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.ends_at.is_none_or(|ends| micros(ends) > micros(now))
    }
}
