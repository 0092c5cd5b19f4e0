//! Cases: comments before a moderator, with everything needed to judge them, in as many statements for fifty as for one.

use std::collections::HashMap;

use jiff::Timestamp;

use super::alike::{ALIKE_MAX, AlikeCounts};
use super::comments::CommentRow;
use super::{Store, micros, moment, read, unknown};
use crate::comment::{Author, Brake, Comment, Reason};
use crate::error::Result;
use crate::moderation::CLAIM;

/// Cases on one page; as many places as a statement about cases has.
pub const CASES_PER_PAGE: usize = 50;
/// A comment before a moderator, with what is needed to judge it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The comment.
    pub comment: Comment,
    /// How soon it wants a look, as `moderation::urgency` says.
    pub urgency: i64,
    /// When a moderator decided about it last.
    pub judged_at: Option<Timestamp>,
    /// The headline it stands under.
    pub article_title: String,
    /// The address of that article.
    pub article_slug: String,
    /// How that article begins.
    pub article_lead: String,
    /// What held it, where no rule found anything.
    pub brake: Option<Brake>,
    /// How many comments the same person wrote before it, as far as a thousand back.
    pub earlier: i64,
    /// How many of those were removed.
    pub earlier_removed: i64,
    /// Whether the owner of a guest's address confirmed it where the guest wrote.
    pub proved: bool,
    /// Whether a guest is known by the browser.
    pub has_browser: bool,
    /// What it answers.
    pub answers: Option<Quoted>,
    /// Reports that wait, oldest first.
    pub reports: Vec<Report>,
    /// What the rules found in it.
    pub findings: Vec<Finding>,
    /// Who is looking at it.
    pub claim: Option<Claim>,
    /// How many others that wait are like it.
    pub alike: AlikeCounts,
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

/// A case as a row.
#[derive(sqlx::FromRow)]
pub(super) struct CaseRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    urgency: i64,
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

/// Number of comments `o` that wait and are like a comment `c`; beyond the most that are decided about
/// together nobody counts.
macro_rules! count_alike {
    ($where:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM (SELECT 1 FROM comments o WHERE ",
            $where,
            " AND o.judged_at IS NULL AND COALESCE(o.held_for, '') <> 'email' AND o.id <> c.id LIMIT $51) e)"
        )
    };
}

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

pub(super) use {about, bind_ids};

/// A statement about cases, from what its comments `c` must be like. Members are one person by account, guests by what `identity`
/// says; a former commenter has no past.
macro_rules! cases {
    ($rest:expr) => {
        $crate::store::comments::comments!(
            ", c.urgency, c.judged_at, t.title AS article_title, t.slug AS article_slug, COALESCE(pa.name, p.name) AS parent_name,
            substr(p.body, 1, 300) AS parent_text, l.account_id AS claimed_by, la.name AS claimed_name, l.made_at AS claimed_at,
            c.proved, c.browser IS NOT NULL AS has_browser, c.held_by, COALESCE(t.lead, t.first_paragraph) AS article_lead,
            CASE WHEN c.account_id IS NOT NULL THEN (SELECT COUNT(*) FROM (
                SELECT 1 FROM comments o WHERE o.account_id = c.account_id AND o.id < c.id LIMIT 1000) e)
            ELSE (SELECT COUNT(*) FROM (
                SELECT 1 FROM comments o WHERE c.proved AND o.proved AND o.email_key = c.email_key AND o.id < c.id LIMIT 1000) e)
                + (SELECT COUNT(*) FROM (SELECT o.proved, o.email_key FROM comments o
                    WHERE o.browser = c.browser AND o.id < c.id ORDER BY o.id DESC LIMIT 1000) e
                WHERE NOT (c.proved AND e.proved AND e.email_key = c.email_key))
            END AS earlier,
            CASE WHEN c.account_id IS NOT NULL THEN (SELECT COUNT(*) FROM (
                SELECT 1 FROM comments o WHERE o.state = 'removed' AND o.account_id = c.account_id AND o.id < c.id LIMIT 1000) e)
            ELSE (SELECT COUNT(*) FROM (SELECT 1 FROM comments o
                WHERE o.state = 'removed' AND c.proved AND o.proved AND o.email_key = c.email_key AND o.id < c.id LIMIT 1000) e)
                + (SELECT COUNT(*) FROM (SELECT o.state, o.proved, o.email_key FROM comments o
                    WHERE o.browser = c.browser AND o.id < c.id ORDER BY o.id DESC LIMIT 1000) e
                WHERE e.state = 'removed' AND NOT (c.proved AND e.proved AND e.email_key = c.email_key))
            END AS earlier_removed",
            "JOIN articles t ON t.id = c.article_id LEFT JOIN comments p ON p.id = c.parent_id
            LEFT JOIN accounts pa ON pa.id = p.account_id
            LEFT JOIN claims l ON l.comment_id = c.id LEFT JOIN accounts la ON la.id = l.account_id ",
            $rest
        )
    };
}
pub(super) use cases;

impl Store {
    pub(super) const CASES: &str = cases!(about!("WHERE c.id", ""));
    pub(super) const OPEN_REPORTS: &str = about!(
        "SELECT r.comment_id, r.reason, r.explanation, COALESCE(r.name, a.name) AS name
        FROM reports r LEFT JOIN accounts a ON a.id = r.account_id WHERE r.decision_id IS NULL AND r.comment_id",
        "ORDER BY r.id"
    );
    pub(super) const FINDINGS: &str = about!(
        "SELECT f.comment_id, k.pattern, f.found FROM findings f JOIN rules k ON k.id = f.rule_id WHERE f.comment_id",
        "ORDER BY f.rule_id"
    );
    pub(super) const ALIKE_COUNTS: &str = about!(
        concat!(
            "SELECT c.id, ",
            count_alike!("o.text_key = c.text_key"),
            " AS same_text, ",
            count_alike!("o.link_key = c.link_key"),
            " AS same_link, ",
            count_alike!(
                "o.network = c.network AND o.posted_at > c.posted_at - 86400000000 AND o.posted_at < c.posted_at + 86400000000"
            ),
            " AS same_network FROM comments c WHERE c.id"
        ),
        ""
    );
    /// All about these comments, in the order of their numbers in the list; those that are not there are left out.
    pub async fn cases(&self, ids: &[i64], now: Timestamp) -> Result<Vec<Case>> {
        let mut found = HashMap::new();
        for ids in ids.chunks(CASES_PER_PAGE) {
            let rows: Vec<CaseRow> =
                read!(self, |db| bind_ids!(sqlx::query_as(Self::CASES), ids).fetch_all(db).await?);
            let cases = self.with_evidence(rows, now).await?;
            found.extend(cases.into_iter().map(|case| (case.comment.id, case)));
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// Cases as rows, at most a page of them, with the reports that wait and what the rules found.
    pub(super) async fn with_evidence(
        &self,
        rows: Vec<CaseRow>,
        now: Timestamp,
    ) -> Result<Vec<Case>> {
        let mut cases =
            rows.into_iter().map(|row| row.into_case(now)).collect::<Result<Vec<Case>>>()?;
        if cases.is_empty() {
            return Ok(cases);
        }
        let ids: Vec<i64> = cases.iter().map(|case| case.comment.id).collect();
        let (reports, findings, alike): (Vec<ReportRow>, Vec<FindingRow>, Vec<AlikeRow>) =
            read!(self, |db| tokio::try_join!(
                bind_ids!(sqlx::query_as(Self::OPEN_REPORTS), ids).fetch_all(db),
                bind_ids!(sqlx::query_as(Self::FINDINGS), ids).fetch_all(db),
                bind_ids!(sqlx::query_as(Self::ALIKE_COUNTS), ids).bind(ALIKE_MAX).fetch_all(db),
            )?);
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

    /// The comment with this number, with what is needed to judge it.
    pub async fn case(&self, comment: i64, now: Timestamp) -> Result<Option<Case>> {
        Ok(self.cases(&[comment], now).await?.pop())
    }
}

impl Case {
    /// What stands in the way of banning its author: staff are not banned here, and nobody is whom nothing tells apart.
    pub fn ban_obstacle(&self) -> Option<&'static str> {
        match &self.comment.author {
            Author::Member { role, .. } if role.may_moderate() => Some("ban-impossible"),
            Author::Member { .. } => None,
            Author::Guest { .. } if self.proved || self.has_browser => None,
            Author::Guest { .. } => Some("ban-unknown-guest"),
            Author::Former => Some("ban-impossible"),
        }
    }

    /// Whether its author is a guest who typed an address that nobody confirmed.
    pub fn is_unproved(&self) -> bool {
        matches!(self.comment.author, Author::Guest { .. }) && !self.proved
    }
}

impl CaseRow {
    /// The case, with nothing found about it yet; a claim that ran out by now is none.
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
            urgency: self.urgency,
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
