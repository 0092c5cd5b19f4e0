//! What waits for moderators, and in which order: places in a queue, found through its index. What stands there is `cases`.

use jiff::Timestamp;

use super::cases::{CASES_PER_PAGE, Case, CaseRow, cases};
use super::identity::by_author_of;
use super::{Store, micros, moment, read, unknown};
use crate::error::{Error, Result};
use crate::moderation::{Decision, Queue};
use crate::search::Query;

/// Where counting ends: one more than a tab tells.
const COUNT_MAX: i64 = 1_000;

/// An appeal that waits.
#[derive(Clone, Debug)]
pub struct OpenAppeal {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub text: String,
    /// Since when it waits.
    pub made_at: Timestamp,
    /// The decision it is against and the comment that was about; `None` is against a ban.
    pub against: Option<Against>,
}

/// A decision that somebody appealed against.
#[derive(Clone, Debug)]
pub struct Against {
    /// The comment it was about.
    pub comment: i64,
    /// What was decided.
    pub decision: Decision,
    /// Who decided.
    pub moderator: String,
    /// When.
    pub made_at: Timestamp,
    /// Whether somebody who reported the comment appeals, not its author.
    pub by_reporter: bool,
}

/// How many cases each queue has, none over a thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct QueueCounts {
    /// Not looked at.
    pub review: i64,
    /// Reported.
    pub reported: i64,
    /// Not shown yet.
    pub held: i64,
    /// Appealed against.
    pub appeals: i64,
}

/// Which cases of a queue are asked for; what is left empty is not asked about.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Under the article with this address.
    pub article: String,
    /// By whoever wrote the comment with this number.
    pub author: Option<i64>,
    /// With this in the name or the text.
    pub text: String,
    /// The words of that text, as an index knows them; `None` where it has none.
    pub words: Option<Query>,
}

/// A place in a queue: what its cases are sorted by, and the number where that is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// How urgent, or when it was judged.
    pub rank: i64,
    /// The number of the comment or the appeal.
    pub id: i64,
}

#[derive(sqlx::FromRow)]
struct AppealRow {
    id: i64,
    text: String,
    made_at: i64,
    report_id: Option<i64>,
    comment_id: Option<i64>,
    decision: Option<String>,
    reason: Option<String>,
    decided_at: Option<i64>,
    moderator: Option<String>,
}

/// Which of the cases are asked for, in every queue but that of appeals.
macro_rules! asked {
    () => {
        concat!(
            "AND ($3 = '' OR c.article_id = (SELECT t.id FROM articles t WHERE t.slug = $3))
            AND ($4 = 0 OR ",
            $crate::store::identity::by_author_of!("$4"),
            ")
            AND ($5 = '' OR lower(c.body) LIKE $5 ESCAPE '!'
                OR lower(COALESCE(a.name, c.name, '')) LIKE $5 ESCAPE '!') "
        )
    };
}

pub(super) use asked;

/// The cases of one page of a queue, most urgent first.
macro_rules! urgent {
    ($where:literal) => {
        cases!(concat!(
            "WHERE ",
            $where,
            " AND c.urgency <= $1 AND (c.urgency < $1 OR c.id > $2) ",
            asked!(),
            "ORDER BY c.urgency DESC, c.id LIMIT $6"
        ))
    };
}

impl Store {
    pub(super) const REVIEW: &str =
        urgent!("c.judged_at IS NULL AND COALESCE(c.held_for, '') <> 'email'");
    pub(super) const REPORTED: &str = urgent!("c.open_reports > 0");
    pub(super) const HELD: &str = urgent!("c.state = 'held'");
    pub(super) const REMOVED: &str = cases!(concat!(
        "WHERE c.state = 'removed' AND (c.judged_at, c.id) < ($1, $2) ",
        asked!(),
        "ORDER BY c.judged_at DESC, c.id DESC LIMIT $6"
    ));

    /// One page of a queue after a place, and where the next page begins when there is one. What is appealed against waits in a
    /// queue of another kind: see `appeals`.
    pub async fn queue(
        &self,
        queue: Queue,
        filter: &CaseFilter,
        after: Option<Key>,
        now: Timestamp,
    ) -> Result<(Vec<Case>, Option<Key>)> {
        let first = match queue {
            Queue::Review | Queue::Reported | Queue::Held => Key { rank: i64::MAX, id: 0 },
            Queue::Removed => Key { rank: i64::MAX, id: i64::MAX },
            Queue::Appeals => return Ok((Vec::new(), None)),
        };
        let after = after.unwrap_or(first);
        if !filter.text.is_empty() {
            return self.queue_with(queue, filter, after, now).await;
        }
        let statement = match queue {
            Queue::Reported => Self::REPORTED,
            Queue::Held => Self::HELD,
            Queue::Removed => Self::REMOVED,
            Queue::Review | Queue::Appeals => Self::REVIEW,
        };
        let mut rows: Vec<CaseRow> = read!(self, |db| {
            sqlx::query_as(statement)
                .bind(after.rank)
                .bind(after.id)
                .bind(&filter.article)
                .bind(filter.author.unwrap_or_default())
                .bind(filter.pattern())
                .bind(one_more())
                .fetch_all(db)
                .await?
        });
        let more = rows.len() > CASES_PER_PAGE;
        rows.truncate(CASES_PER_PAGE);
        let cases = self.with_evidence(rows, now).await?;
        let following = cases.last().filter(|_| more).map(|case| Key::of(queue, case));
        Ok((cases, following))
    }

    pub(super) const APPEALS: &str = concat!(
        "SELECT p.id, p.text, p.made_at, p.report_id, d.comment_id, d.decision, d.reason, d.made_at AS decided_at,
            m.name AS moderator
        FROM appeals p LEFT JOIN decisions d ON d.id = p.decision_id LEFT JOIN comments c ON c.id = d.comment_id
            LEFT JOIN accounts m ON m.id = d.account_id
        WHERE p.outcome IS NULL AND p.id > $1
            AND ($2 = '' OR c.article_id = (SELECT t.id FROM articles t WHERE t.slug = $2))
            AND ($3 = 0 OR ",
        by_author_of!("$3"),
        ")
            AND ($4 = '' OR lower(p.text) LIKE $4 ESCAPE '!' OR lower(c.body) LIKE $4 ESCAPE '!'
                OR lower(COALESCE((SELECT n.name FROM accounts n WHERE n.id = c.account_id), c.name, '')) LIKE $4 ESCAPE '!')
        ORDER BY p.id LIMIT $5"
    );

    /// One page of the appeals that wait after a place, oldest first, and where the next page begins when there is one.
    pub async fn appeals(
        &self,
        filter: &CaseFilter,
        after: Option<Key>,
    ) -> Result<(Vec<OpenAppeal>, Option<Key>)> {
        let mut rows: Vec<AppealRow> = read!(self, |db| {
            sqlx::query_as(Self::APPEALS)
                .bind(after.map_or(0, |key| key.id))
                .bind(&filter.article)
                .bind(filter.author.unwrap_or_default())
                .bind(filter.pattern())
                .bind(one_more())
                .fetch_all(db)
                .await?
        });
        let more = rows.len() > CASES_PER_PAGE;
        rows.truncate(CASES_PER_PAGE);
        let following = rows.last().filter(|_| more).map(|row| Key { rank: 0, id: row.id });
        let appeals = rows.into_iter().map(OpenAppeal::try_from).collect::<Result<_>>()?;
        Ok((appeals, following))
    }

    pub(super) const COUNTS: &str = "SELECT
        (SELECT COUNT(*) FROM (SELECT 1 FROM comments
            WHERE judged_at IS NULL AND COALESCE(held_for, '') <> 'email' LIMIT $1) w) AS review,
        (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE open_reports > 0 LIMIT $1) w) AS reported,
        (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE state = 'held' LIMIT $1) w) AS held,
        (SELECT COUNT(*) FROM (SELECT 1 FROM appeals WHERE outcome IS NULL LIMIT $1) w) AS appeals";

    /// How many cases each queue has, as far as anybody wants to know.
    pub async fn queue_counts(&self) -> Result<QueueCounts> {
        Ok(read!(self, |db| sqlx::query_as(Self::COUNTS).bind(COUNT_MAX).fetch_one(db).await?))
    }

    pub(super) const KEYS_ON: &str = "SELECT keys_on FROM accounts WHERE id = $1";

    /// Whether a moderator works with single keys.
    pub async fn has_keys(&self, account: i64) -> Result<bool> {
        let on: Option<bool> = read!(self, |db| sqlx::query_scalar(Self::KEYS_ON)
            .bind(account)
            .fetch_optional(db)
            .await?);
        Ok(on.unwrap_or_default())
    }
}

/// A page, and one more that tells of the next.
pub(super) fn one_more() -> i64 {
    i64::try_from(CASES_PER_PAGE).unwrap_or(0) + 1
}

impl TryFrom<AppealRow> for OpenAppeal {
    type Error = Error;

    fn try_from(row: AppealRow) -> Result<Self> {
        let against = match (row.comment_id, row.decision, row.moderator, row.decided_at) {
            (Some(comment), Some(code), Some(moderator), Some(decided_at)) => Some(Against {
                comment,
                decision: Decision::from_codes(&code, row.reason.as_deref().unwrap_or_default())
                    .map_err(|_| unknown("decision", &code))?,
                moderator,
                made_at: moment(decided_at)?,
                by_reporter: row.report_id.is_some(),
            }),
            _ => None,
        };
        Ok(Self { id: row.id, text: row.text, made_at: moment(row.made_at)?, against })
    }
}

impl QueueCounts {
    /// How many cases one queue has; what was removed is not counted, nobody waits for it.
    pub fn of(self, queue: Queue) -> Option<i64> {
        match queue {
            Queue::Review => Some(self.review),
            Queue::Reported => Some(self.reported),
            Queue::Held => Some(self.held),
            Queue::Appeals => Some(self.appeals),
            Queue::Removed => None,
        }
    }
}

impl CaseFilter {
    /// Whether anything is asked.
    pub fn is_empty(&self) -> bool {
        self.article.is_empty() && self.author.is_none() && self.text.is_empty()
    }

    /// What the text is compared with: in lower case, with signs that mean something to LIKE as the signs they are.
    pub(super) fn pattern(&self) -> String {
        let text =
            self.text.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        if text.is_empty() { text } else { format!("%{text}%") }
    }
}

impl Key {
    /// The place of a case in a queue.
    pub(super) fn of(queue: Queue, case: &Case) -> Self {
        let rank = match queue {
            Queue::Removed => case.judged_at.map_or(0, micros),
            Queue::Review | Queue::Reported | Queue::Held | Queue::Appeals => case.urgency,
        };
        Self { rank, id: case.comment.id }
    }

    /// As it stands in an address.
    pub fn text(self) -> String {
        format!("{}.{}", self.rank, self.id)
    }

    /// The place in an address.
    pub fn parse(text: &str) -> Option<Self> {
        let (rank, id) = text.split_once('.')?;
        Some(Self { rank: rank.parse().ok()?, id: id.parse().ok()? })
    }
}
