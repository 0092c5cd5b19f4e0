//! Cases: comments that a moderator reviews, with everything needed to judge them.
//!
//! Fifty cases take as many statements as one.

use std::collections::HashMap;

use constcat::concat;
use jiff::Timestamp;

use super::case_statements::{self, IS_ON_PAGE};
use crate::account::Scope;
use crate::comment::{Author, Brake, Comment, Reason};
use crate::error::Result;
use crate::moderation::CLAIM;
use crate::store::comments::alike::{ALIKE_MAX, AlikeCounts};
use crate::store::comments::{CommentRow, SELECT_COMMENTS};
use crate::store::sites::scope::in_scope;
use crate::store::{Store, micros, moment, query_as, unknown};

/// Number of cases on one page, and of id parameters in a statement about cases.
pub const CASES_PER_PAGE: usize = 50;
/// Comment that a moderator reviews, with what is needed to judge it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The comment.
    pub comment: Comment,
    /// Its text as typed.
    pub text: String,
    /// Language of the site under whose page it stands, if there is one.
    pub site_lang: Option<String>,
    /// Urgency, as computed by `moderation::urgency`.
    pub urgency: i64,
    /// Likelihood, in per mille, that a moderator removes it, as of when it was last scored.
    pub score: i64,
    /// Time of the last decision about it.
    pub judged_at: Option<Timestamp>,
    /// Title of its article.
    pub article_title: String,
    /// Slug of that article.
    pub article_slug: String,
    /// Lead of that article, or its first paragraph.
    pub article_lead: String,
    /// Check that held the comment, if no rule of the board matched.
    pub brake: Option<Brake>,
    /// Number of earlier comments by the same person, counted up to a thousand.
    pub earlier: i64,
    /// Number of those that were removed.
    pub earlier_removed: i64,
    /// True if the owner of a guest's address confirmed it in the browser of the comment.
    pub proved: bool,
    /// True if the browser of a guest is known.
    pub has_browser: bool,
    /// Comment that it answers.
    pub answers: Option<Quoted>,
    /// Open reports, oldest first.
    pub reports: Vec<Report>,
    /// Matches of the rules of the board.
    pub findings: Vec<Finding>,
    /// Moderator who is reviewing it.
    pub claim: Option<Claim>,
    /// Numbers of other waiting comments that are similar to it.
    pub alike: AlikeCounts,
}

/// Excerpt of the comment that another one answers.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// Id of the comment.
    pub id: i64,
    /// Name of its author; `None` if the author's data was erased.
    pub author: Option<String>,
    /// First 300 characters of the comment, as typed.
    pub text: String,
}

/// Open report.
#[derive(Clone, Debug)]
pub struct Report {
    /// Reason for the report.
    pub reason: Reason,
    /// Explanation by the reporter.
    pub explanation: String,
    /// Name of the reporter, if one was given.
    pub name: Option<String>,
}

/// Match of a rule of the board in a comment.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Pattern of the rule.
    pub pattern: String,
    /// Text that matched.
    pub found: String,
}

/// Moderator's temporary claim on a case.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Id of the moderator's account.
    pub account: i64,
    /// Name of the moderator.
    pub name: String,
    /// Time at which the claim was made.
    pub made_at: Timestamp,
}

/// Row of a case.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct CaseRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    text: String,
    site_lang: Option<String>,
    urgency: i64,
    score: i64,
    judged_at: Option<i64>,
    article_title: String,
    article_slug: String,
    earlier: i64,
    earlier_removed: i64,
    proved: bool,
    has_browser: bool,
    held_by: Option<String>,
    article_lead: String,
    parent_name: Option<String>,
    parent_text: Option<String>,
    claimed_by: Option<i64>,
    claimed_name: Option<String>,
    claimed_at: Option<i64>,
}

type ReportRow = (i64, String, String, Option<String>);
type FindingRow = (i64, String, String);
type AlikeRow = (i64, i64, i64, i64);

/// Returns the ids of a page, padded with zeros to the number of parameters in [`IS_ON_PAGE`].
pub(super) fn ids_on_page(ids: &[i64]) -> impl Iterator<Item = i64> {
    ids.iter().copied().chain(std::iter::repeat(0)).take(CASES_PER_PAGE)
}

impl Store {
    pub(in crate::store) const CASES: &str = case_statements::CASES;
    pub(in crate::store) const CASES_OF_SITES: &str = case_statements::CASES_OF_SITES;
    pub(in crate::store) const OPEN_REPORTS: &str = concat!(
        "SELECT r.comment_id, r.reason, r.explanation, COALESCE(r.name, a.name) AS name
        FROM reports r LEFT JOIN accounts a ON a.id = r.account_id
        WHERE r.decision_id IS NULL AND r.comment_id",
        IS_ON_PAGE,
        "ORDER BY r.id"
    );
    pub(in crate::store) const FINDINGS: &str = concat!(
        "SELECT f.comment_id, k.pattern, f.found FROM findings f JOIN rules k ON k.id = f.rule_id
        WHERE f.comment_id",
        IS_ON_PAGE,
        "ORDER BY f.rule_id"
    );
    pub(in crate::store) const ALIKE_COUNTS: &str = case_statements::ALIKE_COUNTS;
    pub(in crate::store) const ALIKE_COUNTS_OF_SITES: &str = case_statements::ALIKE_COUNTS_OF_SITES;

    /// Returns the cases of these comments, in the order of `ids`.
    ///
    /// Unknown ids and those out of the scope are left out.
    pub async fn cases(&self, scope: Scope, ids: &[i64], now: Timestamp) -> Result<Vec<Case>> {
        let mut found = HashMap::new();
        for ids in ids.chunks(CASES_PER_PAGE) {
            let cases = match scope {
                Scope::Board => query_as(Self::CASES).bind_all(ids_on_page(ids)),
                Scope::SitesOf(account) => {
                    query_as(Self::CASES_OF_SITES).bind_all(ids_on_page(ids)).bind(account)
                }
            };
            let rows: Vec<CaseRow> = cases.fetch_all(&mut self.reader()).await?;
            let cases = self.with_evidence(scope, rows, now).await?;
            found.extend(cases.into_iter().map(|case| (case.comment.id, case)));
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// Converts rows, at most one page of them, to cases with their reports and matches.
    pub(in crate::store) async fn with_evidence(
        &self,
        scope: Scope,
        rows: Vec<CaseRow>,
        now: Timestamp,
    ) -> Result<Vec<Case>> {
        let mut cases =
            rows.into_iter().map(|row| row.into_case(now)).collect::<Result<Vec<Case>>>()?;
        if cases.is_empty() {
            return Ok(cases);
        }
        let ids: Vec<i64> = cases.iter().map(|case| case.comment.id).collect();
        let reports = query_as::<ReportRow>(Self::OPEN_REPORTS).bind_all(ids_on_page(&ids));
        let findings = query_as::<FindingRow>(Self::FINDINGS).bind_all(ids_on_page(&ids));
        let alike = if scope.is_board() { Self::ALIKE_COUNTS } else { Self::ALIKE_COUNTS_OF_SITES };
        let alike = query_as::<AlikeRow>(alike)
            .bind_all(ids_on_page(&ids))
            .bind(ALIKE_MAX)
            .bind_all((!scope.is_board()).then(|| scope.account()));
        let (mut first, mut second, mut third) = (self.reader(), self.reader(), self.reader());
        let (reports, findings, alike) = tokio::try_join!(
            reports.fetch_all(&mut first),
            findings.fetch_all(&mut second),
            alike.fetch_all(&mut third),
        )?;
        for (comment, text, link, network) in alike {
            if let Some(case) = cases.iter_mut().find(|case| case.comment.id == comment) {
                case.alike = AlikeCounts { text, link, network };
            }
        }
        for (comment, reason, explanation, name) in reports {
            let reason = Reason::from_code(&reason).ok_or_else(|| unknown("reason", &reason))?;
            if let Some(case) = cases.iter_mut().find(|case| case.comment.id == comment) {
                case.reports.push(Report { reason, explanation, name });
            }
        }
        for (comment, pattern, found) in findings {
            if let Some(case) = cases.iter_mut().find(|case| case.comment.id == comment) {
                case.findings.push(Finding { pattern, found });
            }
        }
        Ok(cases)
    }

    /// Returns the case of the comment with this id, if it is in the scope.
    pub async fn case(&self, scope: Scope, comment: i64, now: Timestamp) -> Result<Option<Case>> {
        Ok(self.cases(scope, &[comment], now).await?.pop())
    }

    /// Returns the comment with this id, if it is in the scope.
    pub async fn comment_within(&self, scope: Scope, id: i64) -> Result<Option<Comment>> {
        const COMMENT: &str =
            concat!(SELECT_COMMENTS, "WHERE c.id = $1 AND ", in_scope!("c.site_id", "$2"));
        let row: Option<CommentRow> = query_as(COMMENT)
            .bind(id)
            .bind(scope.account())
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(Comment::try_from).transpose()
    }
}

impl Case {
    /// Returns the message key of the reason why the author can't be banned, if there is one.
    ///
    /// Staff can't be banned here, nor a guest or a former commenter who can't be identified.
    pub fn ban_obstacle(&self) -> Option<&'static str> {
        match &self.comment.author {
            Author::Member { role, .. } if role.may_moderate() => Some("ban-impossible"),
            Author::Member { .. } => None,
            Author::Guest { .. } if self.proved || self.has_browser => None,
            Author::Guest { .. } => Some("ban-unknown-guest"),
            Author::Former => Some("ban-impossible"),
        }
    }

    /// Returns whether the author is a guest whose address was not confirmed.
    pub fn is_unproved(&self) -> bool {
        matches!(self.comment.author, Author::Guest { email: Some(_), .. }) && !self.proved
    }
}

impl CaseRow {
    /// Converts the row to a case without reports or matches; a claim that has expired is left out.
    fn into_case(self, now: Timestamp) -> Result<Case> {
        let comment: Comment = self.comment.try_into()?;
        let answers = comment.parent.zip(self.parent_text);
        let claim = match (self.claimed_by, self.claimed_name, self.claimed_at) {
            (Some(account), Some(name), Some(made_at)) if made_at > micros(now - CLAIM) => {
                Some(Claim { account, name, made_at: moment(made_at)? })
            }
            _ => None,
        };
        Ok(Case {
            answers: answers.map(|(id, text)| Quoted { id, author: self.parent_name, text }),
            comment,
            text: self.text,
            site_lang: self.site_lang,
            urgency: self.urgency,
            score: self.score,
            judged_at: self.judged_at.map(moment).transpose()?,
            article_title: self.article_title,
            article_slug: self.article_slug,
            earlier: self.earlier,
            earlier_removed: self.earlier_removed,
            article_lead: self.article_lead,
            brake: self.held_by.as_deref().and_then(Brake::from_code),
            proved: self.proved,
            has_browser: self.has_browser,
            reports: Vec::new(),
            findings: Vec::new(),
            claim,
            alike: AlikeCounts::default(),
        })
    }
}
