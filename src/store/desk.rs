//! What editors find at their desk, as rows: every article, whoever may see it, and what they typed and did not save.

use anyhow::Context;
use jiff::Timestamp;

use super::articles::address;
use super::{Store, micros, moment, read, write};
use crate::article::{Comments, PER_PAGE, Slug};
use crate::error::{Error, Result};
use crate::writing::{State, Typed};

/// An article as it stands in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its row.
    pub id: i64,
    /// Its address.
    pub slug: Slug,
    /// The headline.
    pub title: String,
    /// Who signs it.
    pub author: String,
    /// From when on readers see it; `None` is a draft.
    pub published: Option<Timestamp>,
    /// Number of comments that readers see.
    pub visible: i64,
    /// Whether it takes them.
    pub comments: Comments,
    /// Whether only members comment.
    pub members_only: bool,
    /// Who saved it last; nobody where the command line did.
    pub edited_by: Option<String>,
    /// When.
    pub edited_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: i64,
    slug: String,
    title: String,
    author: String,
    published_at: Option<i64>,
    visible_comments: i64,
    comments_open: bool,
    comments_days: Option<i64>,
    members_only: bool,
    edited_by: Option<String>,
    edited_at: i64,
}

impl TryFrom<ListedRow> for Listed {
    type Error = Error;

    fn try_from(row: ListedRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            slug: address(&row.slug)?,
            title: row.title,
            author: row.author,
            published: row.published_at.map(moment).transpose()?,
            visible: row.visible_comments,
            comments: Comments::stored(row.comments_open, row.comments_days),
            members_only: row.members_only,
            edited_by: row.edited_by,
            edited_at: moment(row.edited_at)?,
        })
    }
}

/// Which articles are looked for.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    /// Those in this state alone.
    pub state: Option<State>,
    /// Those with these words in the title, the text or the name of the author.
    pub words: String,
    /// Those in this category alone.
    pub category: Option<i64>,
    /// Those that this account signs alone.
    pub author: Option<i64>,
}

/// How many articles with the words looked for are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Of all of them.
    pub all_of_them: i64,
    /// Drafts.
    pub drafts: i64,
    /// Those that wait for their time.
    pub scheduled: i64,
}

impl Counts {
    /// How many are in this state; without one, all.
    pub fn of(self, state: Option<State>) -> i64 {
        match state {
            None => self.all_of_them,
            Some(State::Draft) => self.drafts,
            Some(State::Scheduled) => self.scheduled,
            Some(State::Published) => self.all_of_them - self.drafts - self.scheduled,
        }
    }
}

/// What an editor typed and did not save.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The fields.
    pub typed: Typed,
    /// When it was kept.
    pub saved_at: Timestamp,
}

/// Articles found under some words, in a category and of an author; 0 is any.
macro_rules! picked {
    () => {
        "($1 = '' OR lower(a.title) LIKE $1 ESCAPE '!' OR lower(w.name) LIKE $1 ESCAPE '!' OR lower(a.body) LIKE $1 ESCAPE '!')
            AND ($2 = 0 OR EXISTS (SELECT 1 FROM article_categories f WHERE f.article_id = a.id AND f.category_id = $2))
            AND ($3 = 0 OR a.author_id = $3)"
    };
}

/// Rows of the list under a condition, in an order.
macro_rules! listed {
    ($condition:literal, $order:literal) => {
        concat!(
            "SELECT a.id, a.slug, a.title, w.name AS author, a.published_at, a.visible_comments, a.comments_open, a.comments_days,
                a.members_only, m.name AS edited_by, a.edited_at
            FROM articles a CROSS JOIN accounts w LEFT JOIN article_versions v ON v.article_id = a.id AND v.number = a.version
                LEFT JOIN accounts m ON m.id = v.made_by
            WHERE w.id = a.author_id AND ",
            $condition,
            " AND ",
            picked!(),
            " ORDER BY ",
            $order,
            " LIMIT $5 OFFSET $6"
        )
    };
}

impl Store {
    pub(super) const LISTED: &str =
        listed!("($4 = 0 OR a.published_at IS NULL)", "a.edited_at DESC, a.id DESC");
    pub(super) const LISTED_BY_DATE: &str =
        listed!("a.published_at > $7 AND a.published_at <= $4", "a.published_at DESC, a.id DESC");

    /// One page of the articles looked for, and how many there are: those with a date by it, the latest first; drafts, and all of
    /// them, by when they were saved. Pages count from 1.
    pub async fn listed(
        &self,
        sieve: &Sieve,
        page: i64,
        now: Timestamp,
    ) -> Result<(Vec<Listed>, Counts)> {
        const COUNT: &str = concat!(
            "SELECT COUNT(*) AS all_of_them, COUNT(CASE WHEN a.published_at IS NULL THEN 1 END) AS drafts,
                COUNT(CASE WHEN a.published_at > $4 THEN 1 END) AS scheduled
            FROM articles a JOIN accounts w ON w.id = a.author_id WHERE ",
            picked!()
        );
        let words = pattern(&sieve.words);
        let (category, author) =
            (sieve.category.unwrap_or_default(), sieve.author.unwrap_or_default());
        let now = micros(now);
        // Up to which moment and after which the articles of a state appear.
        let (statement, limit, after) = match sieve.state {
            None => (Self::LISTED, 0, None),
            Some(State::Draft) => (Self::LISTED, 1, None),
            Some(State::Scheduled) => (Self::LISTED_BY_DATE, i64::MAX, Some(now)),
            Some(State::Published) => (Self::LISTED_BY_DATE, now, Some(i64::MIN)),
        };
        let (rows, counts): (Vec<ListedRow>, Counts) = read!(self, |db| {
            let rows = sqlx::query_as(statement)
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
            let counts = sqlx::query_as(COUNT).bind(&words).bind(category).bind(author).bind(now);
            (rows.fetch_all(db).await?, counts.fetch_one(db).await?)
        });
        Ok((rows.into_iter().map(Listed::try_from).collect::<Result<_>>()?, counts))
    }

    /// Everybody who signs an article, whoever may see it: their account and their name.
    pub async fn signatories(&self) -> Result<Vec<(i64, String)>> {
        const SIGNATORIES: &str = "SELECT w.id, w.name FROM
            (SELECT DISTINCT author_id FROM articles) picked JOIN accounts w ON w.id = picked.author_id
            ORDER BY w.name_key";
        Ok(read!(self, |db| sqlx::query_as(SIGNATORIES).fetch_all(db).await?))
    }

    /// Keeps what an editor typed of an article; 0 is one that is not there yet.
    pub async fn keep_draft(
        &self,
        editor: i64,
        article: i64,
        typed: &Typed,
        now: Timestamp,
    ) -> Result<()> {
        const KEEP: &str = "INSERT INTO article_drafts (account_id, article_id, typed, saved_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (account_id, article_id) DO UPDATE SET typed = excluded.typed, saved_at = excluded.saved_at";
        let typed = serde_json::to_string(typed).context("a form as JSON")?;
        write!(self, |tx| {
            sqlx::query(KEEP)
                .bind(editor)
                .bind(article)
                .bind(&typed)
                .bind(micros(now))
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    pub(super) const FORGET_DRAFT: &str = "DELETE FROM article_drafts WHERE account_id = $1 AND article_id = $2 AND saved_at < COALESCE($3, saved_at + 1)";

    /// Forgets what an editor typed of an article; not what was offered, where that was not taken up, nor what came after it.
    pub async fn forget_draft(
        &self,
        editor: i64,
        article: i64,
        offered: Option<i64>,
    ) -> Result<()> {
        write!(self, |tx| {
            sqlx::query(Self::FORGET_DRAFT)
                .bind(editor)
                .bind(article)
                .bind(offered)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// What an editor typed of an article and did not save.
    pub async fn draft(&self, editor: i64, article: i64) -> Result<Option<Kept>> {
        const DRAFT: &str =
            "SELECT typed, saved_at FROM article_drafts WHERE account_id = $1 AND article_id = $2";
        let row: Option<(String, i64)> = read!(self, |db| sqlx::query_as(DRAFT)
            .bind(editor)
            .bind(article)
            .fetch_optional(db)
            .await?);
        let Some((typed, saved_at)) = row else { return Ok(None) };
        let typed = serde_json::from_str(&typed).context("a form that was kept")?;
        Ok(Some(Kept { typed, saved_at: moment(saved_at)? }))
    }
}

/// What a text is compared with: in lower case, with signs that mean something to LIKE as the signs they are.
fn pattern(words: &str) -> String {
    let words =
        words.trim().to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    if words.is_empty() { words } else { format!("%{words}%") }
}
