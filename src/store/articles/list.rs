//! Articles in the list for editors, in any state, and the autosaved forms.

use anyhow::Context;
use constcat::concat;
use jiff::Timestamp;

use super::address;
use crate::article::{Comments, PER_PAGE, Slug};
use crate::error::{Error, Result};
use crate::store::{Moment, Store, micros, moment, query, query_as};
use crate::writing::{ArticleForm, State};

/// Article in the list for editors.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Id of the article.
    pub id: i64,
    /// Slug.
    pub slug: Slug,
    /// Title.
    pub title: String,
    /// Name of the author.
    pub author: String,
    /// Time of publication; `None` for a draft.
    pub published: Option<Timestamp>,
    /// Number of visible comments.
    pub visible: i64,
    /// Period in which comments are open.
    pub comments: Comments,
    /// True if only members may comment.
    pub members_only: bool,
    /// Name of the account that saved it last; `None` for the command line.
    pub edited_by: Option<String>,
    /// Time of the last save.
    pub edited_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: i64,
    slug: String,
    title: String,
    author: String,
    published_at: Option<Moment>,
    visible_comments: i64,
    comments_open: bool,
    comments_days: Option<i64>,
    members_only: bool,
    edited_by: Option<String>,
    edited_at: Moment,
}

impl TryFrom<ListedRow> for Listed {
    type Error = Error;

    fn try_from(row: ListedRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            slug: address(&row.slug)?,
            title: row.title,
            author: row.author,
            published: row.published_at.map(Timestamp::from),
            visible: row.visible_comments,
            comments: Comments::stored(row.comments_open, row.comments_days),
            members_only: row.members_only,
            edited_by: row.edited_by,
            edited_at: row.edited_at.into(),
        })
    }
}

/// Criteria by which articles are selected.
#[derive(Clone, Debug, Default)]
pub struct ArticleFilter {
    /// Only articles in this state.
    pub state: Option<State>,
    /// Only articles with these words in the title, the text or the name of the author.
    pub words: String,
    /// Only articles in this category.
    pub category: Option<i64>,
    /// Only articles of this author.
    pub author: Option<i64>,
}

/// Numbers of articles in each state that match the other criteria.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Articles in any state.
    pub all_of_them: i64,
    /// Drafts.
    pub drafts: i64,
    /// Scheduled articles.
    pub scheduled: i64,
}

impl Counts {
    /// Returns the number of articles in this state, or of all without one.
    pub fn of(self, state: Option<State>) -> i64 {
        match state {
            None => self.all_of_them,
            Some(State::Draft) => self.drafts,
            Some(State::Scheduled) => self.scheduled,
            Some(State::Published) => self.all_of_them - self.drafts - self.scheduled,
        }
    }
}

/// Autosaved form of an article, which the editor did not save.
#[derive(Clone, Debug)]
pub struct Autosave {
    /// Fields of the form.
    pub typed: ArticleForm,
    /// Time at which it was autosaved.
    pub saved_at: Timestamp,
}

/// Condition on the words, the category and the author of an article; 0 or '' matches any.
const FILTER: &str =
    "($1 = '' OR lower(a.title) LIKE $1 ESCAPE '!' OR lower(w.name) LIKE $1 ESCAPE '!'
            OR lower(a.body) LIKE $1 ESCAPE '!')
        AND ($2 = 0 OR EXISTS (SELECT 1 FROM article_categories f
            WHERE f.article_id = a.id AND f.category_id = $2))
        AND ($3 = 0 OR a.author_id = $3)";

/// Selects the rows of the list that meet a condition, in this order.
macro_rules! listed {
    ($condition:literal, $order:literal) => {
        concat!(
            "SELECT a.id, a.slug, a.title, w.name AS author, a.published_at, a.visible_comments,
                a.comments_open, a.comments_days,
                a.members_only, m.name AS edited_by, a.edited_at
            FROM articles a CROSS JOIN accounts w
                LEFT JOIN article_versions v ON v.article_id = a.id AND v.number = a.version
                LEFT JOIN accounts m ON m.id = v.made_by
            WHERE w.id = a.author_id AND ",
            $condition,
            " AND ",
            FILTER,
            " ORDER BY ",
            $order,
            " LIMIT $5 OFFSET $6"
        )
    };
}

impl Store {
    pub(in crate::store) const LISTED: &str =
        listed!("($4 = 0 OR a.published_at IS NULL)", "a.edited_at DESC, a.id DESC");
    pub(in crate::store) const LISTED_BY_DATE: &str =
        listed!("a.published_at > $7 AND a.published_at <= $4", "a.published_at DESC, a.id DESC");

    /// Returns one page of the selected articles, and their numbers by state.
    ///
    /// Published and scheduled articles are sorted by publication time, drafts and the list of all
    /// states by the time of the last save; the latest come first. Pages count from 1.
    pub async fn listed(
        &self,
        sieve: &ArticleFilter,
        page: i64,
        now: Timestamp,
    ) -> Result<(Vec<Listed>, Counts)> {
        const COUNT: &str = concat!(
            "SELECT COUNT(*) AS all_of_them,
                COUNT(CASE WHEN a.published_at IS NULL THEN 1 END) AS drafts,
                COUNT(CASE WHEN a.published_at > $4 THEN 1 END) AS scheduled
            FROM articles a JOIN accounts w ON w.id = a.author_id WHERE ",
            FILTER
        );
        let words = pattern(&sieve.words);
        let (category, author) =
            (sieve.category.unwrap_or_default(), sieve.author.unwrap_or_default());
        let now = micros(now);
        // The latest and the earliest publication time of articles in a state.
        let (statement, limit, after) = match sieve.state {
            None => (Self::LISTED, 0, None),
            Some(State::Draft) => (Self::LISTED, 1, None),
            Some(State::Scheduled) => (Self::LISTED_BY_DATE, i64::MAX, Some(now)),
            Some(State::Published) => (Self::LISTED_BY_DATE, now, Some(i64::MIN)),
        };
        let (rows, counts): (Vec<ListedRow>, Counts) = {
            let mut db = self.reader();
            let rows = query_as(statement)
                .bind(&words)
                .bind(category)
                .bind(author)
                .bind(limit)
                .bind(PER_PAGE)
                .bind((page - 1) * PER_PAGE);
            let rows = match after {
                Some(after) => rows.bind(after),
                None => rows,
            };
            let counts = query_as(COUNT).bind(&words).bind(category).bind(author).bind(now);
            (rows.fetch_all(&mut db).await?, counts.fetch_one(&mut db).await?)
        };
        Ok((rows.into_iter().map(Listed::try_from).collect::<Result<_>>()?, counts))
    }

    /// Returns the id and the name of every account that is the author of an article.
    pub async fn signatories(&self) -> Result<Vec<(i64, String)>> {
        const SIGNATORIES: &str = "SELECT w.id, w.name FROM
            (SELECT DISTINCT author_id FROM articles) picked
            JOIN accounts w ON w.id = picked.author_id
            ORDER BY w.name_key";
        Ok(query_as(SIGNATORIES).fetch_all(&mut self.reader()).await?)
    }

    /// Autosaves the form of an editor; `article` is 0 for an article that does not exist yet.
    pub async fn autosave_draft(
        &self,
        editor: i64,
        article: i64,
        typed: &ArticleForm,
        now: Timestamp,
    ) -> Result<()> {
        const KEEP: &str = "INSERT INTO article_drafts (account_id, article_id, typed, saved_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (account_id, article_id) DO UPDATE
                SET typed = excluded.typed, saved_at = excluded.saved_at";
        let typed = serde_json::to_string(typed).context("a form as JSON")?;
        let keep = query(KEEP).bind(editor).bind(article).bind(typed).bind(micros(now));
        self.execute(keep).await.map(drop)
    }

    pub(in crate::store) const FORGET_DRAFT: &str = "DELETE FROM article_drafts
        WHERE account_id = $1 AND article_id = $2 AND saved_at < COALESCE($3, saved_at + 1)";

    /// Deletes the autosaved form of an editor.
    ///
    /// With `offered`, the time in microseconds of an autosaved form that the editor was offered
    /// and did not take up, deletes it only if it is older than that.
    pub async fn discard_draft(
        &self,
        editor: i64,
        article: i64,
        offered: Option<i64>,
    ) -> Result<()> {
        let forget = query(Self::FORGET_DRAFT).bind(editor).bind(article).bind(offered);
        self.execute(forget).await.map(drop)
    }

    /// Returns the autosaved form of an editor.
    pub async fn draft(&self, editor: i64, article: i64) -> Result<Option<Autosave>> {
        const DRAFT: &str =
            "SELECT typed, saved_at FROM article_drafts WHERE account_id = $1 AND article_id = $2";
        let row: Option<(String, i64)> =
            query_as(DRAFT).bind(editor).bind(article).fetch_optional(&mut self.reader()).await?;
        let Some((typed, saved_at)) = row else { return Ok(None) };
        let typed = serde_json::from_str(&typed).context("a form that was kept")?;
        Ok(Some(Autosave { typed, saved_at: moment(saved_at)? }))
    }
}

/// Returns the `LIKE` pattern for these words: in lower case, with wildcards escaped by `!`.
pub(in crate::store) fn pattern(words: &str) -> String {
    let words =
        words.trim().to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    if words.is_empty() { words } else { format!("%{words}%") }
}
