//! Views of articles by day, as rows.

use anyhow::Context;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use sqlx::AssertSqlSafe;

use crate::error::Result;
use crate::store::engine::statement::Parameter;
use crate::store::{Statement, Store, micros, query, query_as};

/// Time for which the views of a day are stored: longer than a year, to compare with last year.
pub(in crate::store) const KEPT: SignedDuration = SignedDuration::from_hours(400 * 24);
/// Greatest number of rows in one statement: three parameters each, of at most 32,766.
const ROWS: usize = 10_000;

/// Number of views of an article on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayViews {
    /// Day in the time zone of the board.
    pub day: Date,
    /// Number of the article.
    pub article: i64,
    /// Number of views.
    pub count: i64,
}

/// Article with its number of views in a period.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MostRead {
    /// Last part of its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Number of views.
    pub views: i64,
}

impl Store {
    pub(in crate::store) const VIEWS_BY_DAY: &str =
        "SELECT day, CAST(SUM(count) AS BIGINT) FROM article_views
        WHERE day >= $1 GROUP BY day ORDER BY day";
    pub(in crate::store) const MOST_READ: &str = "SELECT a.slug, a.title, v.views
        FROM (SELECT article_id, CAST(SUM(count) AS BIGINT) AS views FROM article_views
            WHERE day >= $1 GROUP BY article_id) v
        JOIN articles a ON a.id = v.article_id AND a.published_at <= $2
        ORDER BY v.views DESC, a.id DESC LIMIT $3";

    /// Adds numbers of views to those stored, in one statement; other nodes add theirs.
    ///
    /// Views of deleted articles are left out.
    pub async fn add_views(&self, views: &[DayViews]) -> Result<()> {
        for views in views.chunks(ROWS) {
            self.execute(adding(views)).await?;
        }
        Ok(())
    }

    /// Returns the number of views of each day from the first on, oldest first.
    ///
    /// Days without views are left out.
    pub async fn views_by_day(&self, first: Date) -> Result<Vec<(Date, i64)>> {
        let rows: Vec<(String, i64)> =
            query_as(Self::VIEWS_BY_DAY).bind(text(first)).fetch_all(&mut self.reader()).await?;
        let day = |(day, views): (String, i64)| {
            Ok((day.parse().with_context(|| format!("{day:?} is no day"))?, views))
        };
        rows.into_iter().map(day).collect()
    }

    /// Returns the published articles with the most views from a day on, the first of them first.
    pub async fn most_read(
        &self,
        first: Date,
        count: i64,
        now: Timestamp,
    ) -> Result<Vec<MostRead>> {
        Ok(query_as(Self::MOST_READ)
            .bind(text(first))
            .bind(micros(now))
            .bind(count)
            .fetch_all(&mut self.reader())
            .await?)
    }
}

/// Returns a day as it is stored: `2026-11-20`, which sorts by time.
pub(in crate::store) fn text(day: Date) -> String {
    day.to_string()
}

/// Returns the statement that adds these views.
///
/// The rows are sorted, so that two nodes never wait for each other's.
fn adding<'q>(views: &[DayViews]) -> Statement<'q> {
    let place = |row: usize| {
        let first = 3 * row + 1;
        let (second, third) = (first + 1, first + 2);
        format!("(CAST(${first} AS TEXT), CAST(${second} AS BIGINT), CAST(${third} AS BIGINT))")
    };
    let places: Vec<String> = (0..views.len()).map(place).collect();
    let add = format!(
        "WITH added (day, article_id, count) AS (VALUES {})
        INSERT INTO article_views (day, article_id, count)
        SELECT n.day, n.article_id, n.count FROM added n JOIN articles a ON a.id = n.article_id
        WHERE TRUE ORDER BY n.day, n.article_id
        ON CONFLICT (day, article_id) DO UPDATE SET count = article_views.count + excluded.count",
        places.join(", ")
    );
    let values = views.iter().flat_map(|DayViews { day, article, count }| {
        [Parameter::from(text(*day)), Parameter::from(*article), Parameter::from(*count)]
    });
    query(AssertSqlSafe(add)).bind_all(values)
}
