//! Moderation queues: positions in a queue and their order, found through an index.
//!
//! The cases themselves are read by `cases`.

use constcat::concat;
use jiff::Timestamp;

use super::case_statements::SELECT_CASES;
use super::cases::{CASES_PER_PAGE, Case, CaseRow};
use super::decision_details::decision;
use crate::account::Scope;
use crate::error::{Error, Result};
use crate::moderation::{Decision, Queue};
use crate::search::Query;
use crate::store::comments::identity::by_author_of;
use crate::store::sites::scope::{comment_in_sites, in_scope};
use crate::store::{Moment, Store, micros, moment, query_as, query_scalar};

/// Limit at which counting ends: one more than a tab shows.
const COUNT_MAX: i64 = 1_000;
/// Open appeals that are read for one page of a bound moderator: two lookups for each.
const APPEALS_READ: i64 = 5_000;

/// Appeal that is not decided yet.
#[derive(Clone, Debug)]
pub struct OpenAppeal {
    /// Number of the appeal.
    pub id: i64,
    /// Text of the appeal.
    pub text: String,
    /// Time at which it was made.
    pub made_at: Timestamp,
    /// Decision appealed against, or `None` if the appeal is against a ban.
    pub against: Option<Against>,
}

/// Decision that was appealed against.
#[derive(Clone, Debug)]
pub struct Against {
    /// Comment the decision was about.
    pub comment: i64,
    /// Content of the decision.
    pub decision: Decision,
    /// Name of the moderator who decided.
    pub moderator: String,
    /// Time of the decision.
    pub made_at: Timestamp,
    /// True if the appeal comes from a reporter of the comment and not from its author.
    pub by_reporter: bool,
}

/// Numbers of cases in the queues, each at most 1,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct QueueCounts {
    /// Cases no moderator has looked at.
    pub review: i64,
    /// Reported comments.
    pub reported: i64,
    /// Comments not shown yet.
    pub held: i64,
    /// Appeals not decided yet.
    pub appeals: i64,
}

/// Filter for the cases of a queue. Empty fields do not filter.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Slug of the article.
    pub article: String,
    /// Number of a comment; only cases by its author match.
    pub author: Option<i64>,
    /// Text that occurs in the name or the comment.
    pub text: String,
    /// Words of that text for the full-text index, or `None` if it has none.
    pub words: Option<Query>,
}

/// Position in a queue: the sort key of its cases, and the number that orders equal keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Urgency, or time of the decision in microseconds for removed comments.
    pub rank: i64,
    /// Number of the comment or the appeal.
    pub id: i64,
}

#[derive(sqlx::FromRow)]
struct AppealRow {
    id: i64,
    text: String,
    made_at: Moment,
    report_id: Option<i64>,
    comment_id: Option<i64>,
    decision: Option<String>,
    reason: Option<String>,
    decided_at: Option<i64>,
    moderator: Option<String>,
}

/// Conditions of a [`CaseFilter`], for every queue but that of appeals.
pub(super) const FILTER: &str = concat!(
    "AND ($3 = '' OR c.article_id = (SELECT t.id FROM articles t WHERE t.slug = $3))
    AND ($4 = 0 OR ",
    by_author_of!("$4"),
    ")
    AND ($5 = '' OR lower(c.body) LIKE $5 ESCAPE '!'
        OR lower(COALESCE(a.name, c.name, '')) LIKE $5 ESCAPE '!') "
);

/// End of a statement that selects one page of a queue, most urgent first.
const MOST_URGENT: &str = concat!(
    " AND c.urgency <= $1 AND (c.urgency < $1 OR c.id > $2) ",
    FILTER,
    "ORDER BY c.urgency DESC, c.id LIMIT $6"
);

/// Head of a statement that selects appeals not decided yet; those to read follow, as `p`.
const SELECT_APPEALS: &str =
    "SELECT p.id, p.text, p.made_at, p.report_id, d.comment_id, d.decision, d.reason,
        d.made_at AS decided_at, m.name AS moderator
    FROM ";
/// End of a statement that begins with `SELECT_APPEALS`.
const OF_APPEALS: &str = concat!(
    " LEFT JOIN decisions d ON d.id = p.decision_id
        LEFT JOIN comments c ON c.id = d.comment_id
        LEFT JOIN accounts m ON m.id = d.account_id
    WHERE p.outcome IS NULL AND p.id > $1
        AND ($2 = '' OR c.article_id = (SELECT t.id FROM articles t WHERE t.slug = $2))
        AND ($3 = 0 OR ",
    by_author_of!("$3"),
    ")
        AND ($4 = '' OR lower(p.text) LIKE $4 ESCAPE '!' OR lower(c.body) LIKE $4 ESCAPE '!'
            OR lower(COALESCE(
                (SELECT n.name FROM accounts n WHERE n.id = c.account_id), c.name, ''))
                LIKE $4 ESCAPE '!')
        AND ",
    in_scope!("c.site_id", "$6"),
    " ORDER BY p.id LIMIT $5"
);

/// Builds an expression that counts the cases of the sites of account `$2`, at most `$1`.
///
/// The urgency, which is never negative, makes SQLite read the index of the queue.
macro_rules! count_of_sites {
    ($where:literal) => {
        std::concat!(
            "(SELECT COUNT(*) FROM (SELECT c.id FROM moderator_sites ms CROSS JOIN comments c
                WHERE ms.account_id = $2 AND c.site_id = ms.site_id AND c.urgency >= 0 AND ",
            $where,
            " LIMIT $1) w)"
        )
    };
}

impl Store {
    pub(in crate::store) const REVIEW: &str = concat!(
        SELECT_CASES,
        "WHERE c.judged_at IS NULL AND COALESCE(c.held_for, '') <> 'email'",
        MOST_URGENT
    );
    pub(in crate::store) const REPORTED: &str =
        concat!(SELECT_CASES, "WHERE c.open_reports > 0", MOST_URGENT);
    pub(in crate::store) const HELD: &str =
        concat!(SELECT_CASES, "WHERE c.state = 'held'", MOST_URGENT);
    pub(in crate::store) const REMOVED: &str = concat!(
        SELECT_CASES,
        "WHERE c.state = 'removed' AND c.reason <> 'before-import'
            AND (c.judged_at, c.id) < ($1, $2) ",
        FILTER,
        "ORDER BY c.judged_at DESC, c.id DESC LIMIT $6"
    );

    /// Returns one page of a queue after a position.
    ///
    /// Also returns the position after which the next page begins, if there is one. Always empty
    /// for [`Queue::Appeals`], which holds items of another kind: see [`Store::appeals`].
    pub async fn queue(
        &self,
        scope: Scope,
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
        if let Scope::SitesOf(account) = scope {
            return self.queue_of_sites(account, queue, filter, after, now).await;
        }
        if !filter.text.is_empty() {
            return self.queue_with(queue, filter, after, now).await;
        }
        let statement = match queue {
            Queue::Reported => Self::REPORTED,
            Queue::Held => Self::HELD,
            Queue::Removed => Self::REMOVED,
            Queue::Review | Queue::Appeals => Self::REVIEW,
        };
        let mut rows: Vec<CaseRow> = query_as(statement)
            .bind(after.rank)
            .bind(after.id)
            .bind(&filter.article)
            .bind(filter.author.unwrap_or_default())
            .bind(filter.pattern())
            .bind(one_more())
            .fetch_all(&mut self.reader())
            .await?;
        let more = rows.len() > CASES_PER_PAGE;
        rows.truncate(CASES_PER_PAGE);
        let cases = self.with_evidence(scope, rows, now).await?;
        let following = cases.last().filter(|_| more).map(|case| Key::of(queue, case));
        Ok((cases, following))
    }

    pub(in crate::store) const APPEALS: &str = concat!(SELECT_APPEALS, "appeals p", OF_APPEALS);
    // Only a window of the appeals is read, most of which may be about other sites.
    pub(in crate::store) const APPEALS_OF_SITES: &str = concat!(
        SELECT_APPEALS,
        "(SELECT id FROM appeals WHERE outcome IS NULL AND id > $1 ORDER BY id LIMIT $7) n
            JOIN appeals p ON p.id = n.id",
        OF_APPEALS
    );

    /// Returns one page of the appeals not decided yet after a position, oldest first.
    ///
    /// Also returns the position after which the next page begins, if there is one. Appeals against
    /// bans, which hold for the whole board, are in no narrower scope.
    pub async fn appeals(
        &self,
        scope: Scope,
        filter: &CaseFilter,
        after: Option<Key>,
    ) -> Result<(Vec<OpenAppeal>, Option<Key>)> {
        if !self.may_filter(scope, filter).await? {
            return Ok((Vec::new(), None));
        }
        let after = after.map_or(0, |key| key.id);
        let statement = if scope.is_board() { Self::APPEALS } else { Self::APPEALS_OF_SITES };
        let mut rows: Vec<AppealRow> = query_as(statement)
            .bind(after)
            .bind(&filter.article)
            .bind(filter.author.unwrap_or_default())
            .bind(filter.pattern())
            .bind(one_more())
            .bind(scope.account())
            .bind_all((!scope.is_board()).then_some(APPEALS_READ))
            .fetch_all(&mut self.reader())
            .await?;
        let more = rows.len() > CASES_PER_PAGE;
        rows.truncate(CASES_PER_PAGE);
        let mut following = rows.last().filter(|_| more).map(|row| row.id);
        if following.is_none() && !scope.is_board() {
            following = query_scalar(Self::APPEALS_READ_TO)
                .bind(after)
                .bind(APPEALS_READ - 1)
                .fetch_optional(&mut self.reader())
                .await?;
        }
        let appeals = rows.into_iter().map(OpenAppeal::try_from).collect::<Result<_>>()?;
        Ok((appeals, following.map(|id| Key { rank: 0, id })))
    }

    /// Returns whether the author that a filter names has a comment in the scope.
    ///
    /// A comment elsewhere must not tell which comments in the scope have the same author.
    pub(super) async fn may_filter(&self, scope: Scope, filter: &CaseFilter) -> Result<bool> {
        match filter.author {
            Some(comment) if !scope.is_board() => {
                Ok(self.comment_within(scope, comment).await?.is_some())
            }
            _ => Ok(true),
        }
    }

    pub(in crate::store) const APPEALS_READ_TO: &str =
        "SELECT id FROM appeals WHERE outcome IS NULL AND id > $1 ORDER BY id LIMIT 1 OFFSET $2";

    pub(in crate::store) const COUNTS: &str = "SELECT
        (SELECT COUNT(*) FROM (SELECT 1 FROM comments
            WHERE judged_at IS NULL AND COALESCE(held_for, '') <> 'email' LIMIT $1) w) AS review,
        (SELECT COUNT(*) FROM (SELECT 1 FROM comments
            WHERE open_reports > 0 LIMIT $1) w) AS reported,
        (SELECT COUNT(*) FROM (SELECT 1 FROM comments WHERE state = 'held' LIMIT $1) w) AS held,
        (SELECT COUNT(*) FROM (SELECT 1 FROM appeals WHERE outcome IS NULL LIMIT $1) w) AS appeals";
    pub(in crate::store) const COUNTS_OF_SITES: &str = concat!(
        "SELECT ",
        count_of_sites!("c.judged_at IS NULL AND COALESCE(c.held_for, '') <> 'email'"),
        " AS review, ",
        count_of_sites!("c.open_reports > 0"),
        " AS reported, ",
        count_of_sites!("c.state = 'held'"),
        " AS held,
        (SELECT COUNT(*) FROM (SELECT d.id FROM
            (SELECT decision_id FROM appeals WHERE outcome IS NULL ORDER BY id LIMIT $3) n
                JOIN decisions d ON d.id = n.decision_id
            WHERE ",
        comment_in_sites!("d.comment_id", "$2"),
        " LIMIT $1) w) AS appeals"
    );

    /// Returns the numbers of cases in the queues. Counting ends at `COUNT_MAX`.
    pub async fn queue_counts(&self, scope: Scope) -> Result<QueueCounts> {
        let counts = match scope {
            Scope::Board => query_as(Self::COUNTS).bind(COUNT_MAX),
            Scope::SitesOf(account) => {
                query_as(Self::COUNTS_OF_SITES).bind(COUNT_MAX).bind(account).bind(APPEALS_READ)
            }
        };
        Ok(counts.fetch_one(&mut self.reader()).await?)
    }

    pub(in crate::store) const KEYS_ON: &str = "SELECT keys_on FROM accounts WHERE id = $1";

    /// Returns whether an account has single-key shortcuts turned on.
    pub async fn has_keys(&self, account: i64) -> Result<bool> {
        let on: Option<bool> =
            query_scalar(Self::KEYS_ON).bind(account).fetch_optional(&mut self.reader()).await?;
        Ok(on.unwrap_or_default())
    }
}

/// Returns the page size plus one. The additional row shows that there is a next page.
pub(in crate::store) fn one_more() -> i64 {
    i64::try_from(CASES_PER_PAGE).unwrap_or(0) + 1
}

impl TryFrom<AppealRow> for OpenAppeal {
    type Error = Error;

    fn try_from(row: AppealRow) -> Result<Self> {
        let against = match (row.comment_id, row.decision, row.moderator, row.decided_at) {
            (Some(comment), Some(code), Some(moderator), Some(decided_at)) => Some(Against {
                comment,
                decision: decision(&code, row.reason.as_deref())?,
                moderator,
                made_at: moment(decided_at)?,
                by_reporter: row.report_id.is_some(),
            }),
            _ => None,
        };
        Ok(Self { id: row.id, text: row.text, made_at: row.made_at.into(), against })
    }
}

impl QueueCounts {
    /// Returns the number of cases in one queue.
    ///
    /// `None` for removed comments, which are not counted because they wait for no decision.
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
    /// Returns whether all fields are empty.
    pub fn is_empty(&self) -> bool {
        self.article.is_empty() && self.author.is_none() && self.text.is_empty()
    }

    /// Returns a LIKE pattern that matches the text literally, in lower case.
    ///
    /// The escape character is `!`.
    pub(in crate::store) fn pattern(&self) -> String {
        let text =
            self.text.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        if text.is_empty() { text } else { format!("%{text}%") }
    }
}

impl Key {
    /// Returns the position of a case in a queue.
    pub(in crate::store) fn of(queue: Queue, case: &Case) -> Self {
        let rank = match queue {
            Queue::Removed => case.judged_at.map_or(0, micros),
            Queue::Review | Queue::Reported | Queue::Held | Queue::Appeals => case.urgency,
        };
        Self { rank, id: case.comment.id }
    }

    /// Formats the position for a URL, as "rank.id".
    pub fn text(self) -> String {
        format!("{}.{}", self.rank, self.id)
    }

    /// Parses a position from a URL.
    pub fn parse(text: &str) -> Option<Self> {
        let (rank, id) = text.split_once('.')?;
        Some(Self { rank: rank.parse().ok()?, id: id.parse().ok()? })
    }
}
