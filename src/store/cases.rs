//! Cases: comments before a moderator, with everything needed to judge them, in as many statements for fifty as for one.

use std::collections::HashMap;

use jiff::Timestamp;

use super::comments::{CommentRow, comments};
use super::{Store, micros, moment, read, unknown};
use crate::comment::{Comment, Reason};
use crate::error::{Error, Result};
use crate::moderation::CLAIM;

/// Cases on one page; as many places as a statement about cases has.
pub const CASES_PER_PAGE: usize = 50;
/// A comment before a moderator, with what is needed to judge it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The comment.
    pub comment: Comment,
    /// The headline it stands under.
    pub article_title: String,
    /// The address of that article.
    pub article_slug: String,
    /// How many comments the same person wrote before it, at most a thousand.
    pub earlier: i64,
    /// How many of those, the latest thousand, were removed.
    pub earlier_removed: i64,
    /// What it answers.
    pub answers: Option<Quoted>,
    /// Reports that wait, oldest first.
    pub reports: Vec<Report>,
    /// What the rules found in it.
    pub findings: Vec<Finding>,
    /// Who is looking at it.
    pub claim: Option<Claim>,
}

/// The comment another one answers, as a reminder.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// Its number.
    pub id: i64,
    /// Who wrote it; `None` is a former commenter.
    pub author: Option<String>,
    /// How it begins, as it was typed.
    pub text: String,
}

/// A report that waits.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which rule it says is broken.
    pub reason: Reason,
    /// In which words.
    pub explanation: String,
    /// Who says so, when they left a name.
    pub name: Option<String>,
}

/// What a rule of the board found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What the rule looks for.
    pub pattern: String,
    /// What stood there.
    pub found: String,
}

/// Somebody looking at a case.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Their account.
    pub account: i64,
    /// Their name.
    pub name: String,
    /// Since when.
    pub made_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct CaseRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    article_title: String,
    article_slug: String,
    earlier: i64,
    earlier_removed: i64,
    parent_name: Option<String>,
    parent_text: Option<String>,
}

type ReportRow = (i64, String, String, Option<String>);
type FindingRow = (i64, String, String);
type ClaimRow = (i64, i64, String, i64);

/// A statement about the fifty comments of a page; places that are left over hold 0, which is no comment's number.
macro_rules! about {
    ($start:expr, $end:literal) => {
        concat!(
            $start,
            " IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
            $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47,
            $48, $49, $50) ",
            $end
        )
    };
}

/// Fills the fifty places.
macro_rules! bind_ids {
    ($query:expr, $ids:expr) => {{
        let mut query = $query;
        for place in 0..CASES_PER_PAGE {
            query = query.bind($ids.get(place).copied().unwrap_or_default());
        }
        query
    }};
}

impl Store {
    // Guests are one person by e-mail address, members by account; a former commenter has no past.
    pub(super) const CASES: &str = comments!(
        ", t.title AS article_title, t.slug AS article_slug, COALESCE(pa.name, p.name) AS parent_name,
            substr(p.body, 1, 300) AS parent_text,
            CASE WHEN c.account_id IS NULL THEN (SELECT COUNT(*) FROM (
                SELECT 1 FROM comments o WHERE o.email_key = c.email_key AND o.id < c.id LIMIT 1000) e)
            ELSE (SELECT COUNT(*) FROM (
                SELECT 1 FROM comments o WHERE o.account_id = c.account_id AND o.id < c.id LIMIT 1000) e)
            END AS earlier,
            CASE WHEN c.account_id IS NULL THEN (SELECT COUNT(*) FROM (
                SELECT o.state FROM comments o WHERE o.email_key = c.email_key AND o.id < c.id ORDER BY o.id DESC LIMIT 1000
                ) e WHERE e.state = 'removed')
            ELSE (SELECT COUNT(*) FROM (
                SELECT o.state FROM comments o WHERE o.account_id = c.account_id AND o.id < c.id ORDER BY o.id DESC LIMIT 1000
                ) e WHERE e.state = 'removed')
            END AS earlier_removed",
        "JOIN articles t ON t.id = c.article_id LEFT JOIN comments p ON p.id = c.parent_id
            LEFT JOIN accounts pa ON pa.id = p.account_id ",
        "WHERE c.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
            $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47,
            $48, $49, $50)"
    );
    pub(super) const OPEN_REPORTS: &str = about!(
        "SELECT r.comment_id, r.reason, r.explanation, COALESCE(r.name, a.name) AS name
        FROM reports r LEFT JOIN accounts a ON a.id = r.account_id WHERE r.decision_id IS NULL AND r.comment_id",
        "ORDER BY r.id"
    );
    pub(super) const FINDINGS: &str = about!(
        "SELECT f.comment_id, k.pattern, f.found FROM findings f JOIN rules k ON k.id = f.rule_id WHERE f.comment_id",
        "ORDER BY f.rule_id"
    );
    pub(super) const CLAIMS: &str = about!(
        "SELECT l.comment_id, l.account_id, a.name, l.made_at FROM claims l JOIN accounts a ON a.id = l.account_id
        WHERE l.made_at > $51 AND l.comment_id",
        ""
    );

    /// All about these comments, in the order of their numbers in the list; those that are not there are left out.
    pub async fn cases(&self, ids: &[i64], now: Timestamp) -> Result<Vec<Case>> {
        let mut found = HashMap::new();
        for ids in ids.chunks(CASES_PER_PAGE) {
            let (rows, reports, findings, claims): (Vec<CaseRow>, Vec<ReportRow>, Vec<FindingRow>, Vec<ClaimRow>) =
                read!(self, |db| (
                    bind_ids!(sqlx::query_as(Self::CASES), ids).fetch_all(db).await?,
                    bind_ids!(sqlx::query_as(Self::OPEN_REPORTS), ids).fetch_all(db).await?,
                    bind_ids!(sqlx::query_as(Self::FINDINGS), ids).fetch_all(db).await?,
                    bind_ids!(sqlx::query_as(Self::CLAIMS), ids).bind(micros(now - CLAIM)).fetch_all(db).await?
                ));
            for row in rows {
                let case = Case::try_from(row)?;
                found.insert(case.comment.id, case);
            }
            furnish(&mut found, reports, findings, claims)?;
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The comment with this number, with what is needed to judge it.
    pub async fn case(&self, comment: i64, now: Timestamp) -> Result<Option<Case>> {
        Ok(self.cases(&[comment], now).await?.pop())
    }
}

/// Puts to each case what was found about it.
fn furnish(
    cases: &mut HashMap<i64, Case>,
    reports: Vec<ReportRow>,
    findings: Vec<FindingRow>,
    claims: Vec<ClaimRow>,
) -> Result<()> {
    for (comment, reason, explanation, name) in reports {
        let reason = Reason::from_code(&reason).ok_or_else(|| unknown("reason", &reason))?;
        if let Some(case) = cases.get_mut(&comment) {
            case.reports.push(Report { reason, explanation, name });
        }
    }
    for (comment, pattern, found) in findings {
        if let Some(case) = cases.get_mut(&comment) {
            case.findings.push(Finding { pattern, found });
        }
    }
    for (comment, account, name, made_at) in claims {
        if let Some(case) = cases.get_mut(&comment) {
            case.claim = Some(Claim { account, name, made_at: moment(made_at)? });
        }
    }
    Ok(())
}

impl TryFrom<CaseRow> for Case {
    type Error = Error;

    fn try_from(row: CaseRow) -> Result<Self> {
        let comment: Comment = row.comment.try_into()?;
        let answers = comment.parent.zip(row.parent_text);
        Ok(Self {
            answers: answers.map(|(id, text)| Quoted { id, author: row.parent_name, text }),
            comment,
            article_title: row.article_title,
            article_slug: row.article_slug,
            earlier: row.earlier,
            earlier_removed: row.earlier_removed,
            reports: Vec::new(),
            findings: Vec::new(),
            claim: None,
        })
    }
}
