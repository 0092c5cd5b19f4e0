//! Versions of articles, as rows: one for each save.

use jiff::Timestamp;

use super::address;
use crate::article::{Category, Comments};
use crate::error::{Error, Result};
use crate::store::{Moment, Store, query_as, unknown};
use crate::writing::ArticleContent;

/// Article as of one version.
#[derive(Clone, Debug)]
pub struct Version {
    /// Number of the version, counted from 1.
    pub number: i64,
    /// Content of the article.
    pub content: ArticleContent,
    /// Name of the editor, or `None` for the command line.
    pub made_by: Option<String>,
    /// Account of the editor.
    pub editor: Option<i64>,
    /// Time of the save.
    pub made_at: Timestamp,
}

/// Version as shown in a list.
#[derive(Clone, Debug)]
pub struct HistoryLine {
    /// Number of the version, counted from 1.
    pub number: i64,
    /// Title.
    pub title: String,
    /// Time of publication, if it was set.
    pub published: Option<Timestamp>,
    /// Name of the editor, or `None` for the command line.
    pub made_by: Option<String>,
    /// Time of the save.
    pub made_at: Timestamp,
}

#[derive(sqlx::FromRow)]
pub(super) struct HistoryLineRow {
    number: i64,
    title: String,
    published_at: Option<Moment>,
    made_by: Option<String>,
    made_at: Moment,
}

#[derive(sqlx::FromRow)]
pub(super) struct VersionRow {
    #[sqlx(flatten)]
    line: HistoryLineRow,
    editor: Option<i64>,
    slug: String,
    author_id: i64,
    lead: Option<String>,
    categories: String,
    body: String,
    planned_at: Option<Moment>,
    comments_open: bool,
    comments_days: Option<i64>,
    members_only: bool,
    lead_picture: Option<i64>,
    lead_caption: Option<String>,
    social_title: Option<String>,
    social_description: Option<String>,
}

impl TryFrom<HistoryLineRow> for HistoryLine {
    type Error = Error;

    fn try_from(row: HistoryLineRow) -> Result<Self> {
        let published = row.published_at.map(Timestamp::from);
        Ok(Self {
            number: row.number,
            title: row.title,
            published,
            made_by: row.made_by,
            made_at: row.made_at.into(),
        })
    }
}

impl TryFrom<VersionRow> for Version {
    type Error = Error;

    fn try_from(row: VersionRow) -> Result<Self> {
        let line = HistoryLine::try_from(row.line)?;
        let category = |line: &str| {
            let (slug, name) = line.split_once(' ').ok_or_else(|| unknown("category", line))?;
            Ok(Category { slug: address(slug)?, name: name.to_owned() })
        };
        let content = ArticleContent {
            title: line.title,
            slug: address(&row.slug)?,
            author: row.author_id,
            lead: row.lead,
            categories: row.categories.lines().map(category).collect::<Result<_>>()?,
            body: row.body,
            published: line.published,
            planned: row.planned_at.map(Timestamp::from),
            comments: Comments::stored(row.comments_open, row.comments_days),
            members_only: row.members_only,
            picture: row.lead_picture,
            caption: row.lead_caption,
            social_title: row.social_title,
            social_description: row.social_description,
        };
        Ok(Self {
            number: line.number,
            content,
            made_by: line.made_by,
            editor: row.editor,
            made_at: line.made_at,
        })
    }
}

impl Store {
    pub(in crate::store) const VERSION: &str =
        "SELECT v.number, v.title, v.published_at, m.name AS made_by, v.made_at,
            v.made_by AS editor, v.slug, v.author_id, v.lead, v.categories, v.body, v.planned_at,
            v.comments_open, v.comments_days, v.members_only, v.lead_picture, v.lead_caption,
            v.social_title, v.social_description
        FROM article_versions v LEFT JOIN accounts m ON m.id = v.made_by
        WHERE v.article_id = $1 AND v.number = $2";

    /// Returns an article as of one version.
    pub async fn version(&self, id: i64, number: i64) -> Result<Option<Version>> {
        let row: Option<VersionRow> = query_as(Self::VERSION)
            .bind(id)
            .bind(number)
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(Version::try_from).transpose()
    }

    pub(in crate::store) const VERSIONS: &str =
        "SELECT v.number, v.title, v.published_at, m.name AS made_by, v.made_at
        FROM article_versions v LEFT JOIN accounts m ON m.id = v.made_by
        WHERE v.article_id = $1 AND v.number < $2 ORDER BY v.number DESC LIMIT $3";

    /// Returns at most `count` versions of an article before the version `before`, latest first.
    pub async fn versions(&self, id: i64, before: i64, count: i64) -> Result<Vec<HistoryLine>> {
        let rows: Vec<HistoryLineRow> = query_as(Self::VERSIONS)
            .bind(id)
            .bind(before)
            .bind(count)
            .fetch_all(&mut self.reader())
            .await?;
        rows.into_iter().map(HistoryLine::try_from).collect()
    }
}
