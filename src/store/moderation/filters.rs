//! Filters about words and links as rows.

use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::markup::Html;
use crate::moderation::filter::{Action, Filter, Kind};
use crate::store::{Moment, Store, micros, query, query_as, unknown};

/// Comment on which a filter is tried.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Number of the comment.
    pub id: i64,
    /// Name of the author, or `None` if the account was deleted.
    pub name: Option<String>,
    /// Text of the comment.
    pub html: Html,
}

#[derive(sqlx::FromRow)]
struct FilterRow {
    id: i64,
    kind: String,
    pattern: String,
    action: String,
    made_at: Moment,
}

impl TryFrom<FilterRow> for Filter {
    type Error = Error;

    fn try_from(row: FilterRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            kind: Kind::from_code(&row.kind).ok_or_else(|| unknown("kind of rule", &row.kind))?,
            pattern: row.pattern,
            action: Action::from_code(&row.action).ok_or_else(|| unknown("action", &row.action))?,
            made_at: row.made_at.into(),
        })
    }
}

impl Store {
    /// Returns the filters in force, latest first.
    pub async fn filters(&self) -> Result<Vec<Filter>> {
        const RULES: &str = "SELECT id, kind, pattern, action, made_at FROM rules
            WHERE dropped_at IS NULL ORDER BY id DESC";
        let rows: Vec<FilterRow> = query_as(RULES).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Filter::try_from).collect()
    }

    /// Stores a filter, unless the same one is in force already.
    pub async fn add_filter(&self, filter: &Filter, moderator: i64, now: Timestamp) -> Result<()> {
        const ADD: &str = "INSERT INTO rules (kind, pattern, action, made_by, made_at)
            SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS
                (SELECT 1 FROM rules WHERE kind = $1 AND pattern = $2 AND action = $3
                    AND dropped_at IS NULL)";
        let add = query(ADD)
            .bind(filter.kind.code())
            .bind(&filter.pattern)
            .bind(filter.action.code())
            .bind(moderator)
            .bind(micros(now));
        self.execute(add).await.map(drop)
    }

    /// Takes a filter out of force.
    ///
    /// Findings made by it keep their explanation. Returns `false` if it was not in force.
    pub async fn remove_filter(&self, id: i64, now: Timestamp) -> Result<bool> {
        const DROP: &str = "UPDATE rules SET dropped_at = $2 WHERE id = $1 AND dropped_at IS NULL";
        let changed = self.execute(query(DROP).bind(id).bind(micros(now))).await?;
        Ok(changed > 0)
    }

    pub(in crate::store) const SAMPLE: &str = "SELECT c.id, COALESCE(a.name, c.name), c.html
        FROM (SELECT id, account_id, name, html FROM comments ORDER BY id DESC LIMIT $1) c
            LEFT JOIN accounts a ON a.id = c.account_id
        ORDER BY c.id DESC";

    /// Returns the latest comments, to try a filter on.
    pub async fn sample(&self, count: i64) -> Result<Vec<Sample>> {
        let rows: Vec<(i64, Option<String>, String)> =
            query_as(Self::SAMPLE).bind(count).fetch_all(&mut self.reader()).await?;
        Ok(rows
            .into_iter()
            .map(|(id, name, html)| Sample { id, name, html: Html::stored(html) })
            .collect())
    }
}
