//! Comments of an article with all that belongs to them, for files of other systems.

use constcat::concat;
use futures_util::TryStreamExt;
use jiff::Timestamp;

use crate::markup::Html;
use crate::store::{Moment, Snapshot, Store, query_as};

/// Comment in any state.
#[derive(Clone, Debug)]
pub struct ExportedComment {
    /// Number of the comment.
    pub id: i64,
    /// Comment that it answers.
    pub parent: Option<i64>,
    /// Account of the author.
    pub account: Option<i64>,
    /// Name of the author; `None` for a former commenter.
    pub name: Option<String>,
    /// E-mail address of the author.
    pub email: Option<String>,
    /// Text as Markdown; empty if it was expunged.
    pub body: String,
    /// Text as HTML; empty if it was expunged.
    pub html: Html,
    /// State.
    pub state: ExportedState,
    /// Time of posting.
    pub posted_at: Timestamp,
    /// True if it is featured.
    pub is_featured: bool,
    /// Number of readers who found it useful.
    pub useful: i64,
}

/// State of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportedState {
    /// Readers see it.
    Visible,
    /// It waits for a moderator.
    Held,
    /// It was removed.
    Removed,
}

#[derive(sqlx::FromRow)]
struct CommentRow {
    id: i64,
    parent_id: Option<i64>,
    account_id: Option<i64>,
    name: Option<String>,
    email: Option<String>,
    body: String,
    html: String,
    state: String,
    posted_at: Moment,
    featured_at: Option<Moment>,
    useful: i64,
}

impl From<CommentRow> for ExportedComment {
    fn from(row: CommentRow) -> Self {
        Self {
            id: row.id,
            parent: row.parent_id,
            account: row.account_id,
            name: row.name,
            email: row.email,
            body: row.body,
            html: Html::stored(row.html),
            state: match row.state.as_str() {
                "visible" => ExportedState::Visible,
                "removed" => ExportedState::Removed,
                _ => ExportedState::Held,
            },
            posted_at: row.posted_at.into(),
            is_featured: row.featured_at.is_some(),
            useful: row.useful,
        }
    }
}

/// Columns of a comment with those of its author's account.
const COLUMNS: &str = "SELECT c.id, c.parent_id, c.account_id, COALESCE(a.name, c.name) AS name,
        COALESCE(a.email, c.email) AS email, c.body, c.html, c.state, c.posted_at, c.featured_at,
        c.useful
    FROM ";

impl Store {
    /// Comments of an article that begin a thread which readers see or saw.
    pub(in crate::store) const EXPORTED_ROOTS: &str = concat!(
        COLUMNS,
        "comments c LEFT JOIN accounts a ON a.id = c.account_id
        WHERE c.article_id = $1 AND c.ordinal IS NOT NULL ORDER BY c.ordinal"
    );
    /// Comments of an article that begin a thread which readers never saw.
    pub(in crate::store) const EXPORTED_UNSEEN: &str = concat!(
        COLUMNS,
        "comments c LEFT JOIN accounts a ON a.id = c.account_id
        WHERE c.article_id = $1 AND c.ordinal IS NULL AND c.root_id IS NULL AND c.state = 'held'
        ORDER BY c.urgency DESC, c.id"
    );
    /// Answers in the threads that readers see or saw.
    pub(in crate::store) const EXPORTED_ANSWERS: &str = concat!(
        COLUMNS,
        "comments r JOIN comments c ON c.root_id = r.id LEFT JOIN accounts a ON a.id = c.account_id
        WHERE r.article_id = $1 AND r.ordinal IS NOT NULL ORDER BY r.ordinal, c.id"
    );
    /// Answers in the threads that readers never saw.
    pub(in crate::store) const EXPORTED_UNSEEN_ANSWERS: &str = concat!(
        COLUMNS,
        "comments r JOIN comments c ON c.root_id = r.id LEFT JOIN accounts a ON a.id = c.account_id
        WHERE r.article_id = $1 AND r.ordinal IS NULL AND r.root_id IS NULL AND r.state = 'held'
        ORDER BY r.urgency DESC, r.id, c.id"
    );
}

impl Snapshot {
    /// Calls `take` for each comment of an article; a comment comes after the one it answers.
    pub async fn exported_comments(
        &mut self,
        article: i64,
        take: &mut (dyn FnMut(ExportedComment) -> anyhow::Result<()> + Send),
    ) -> anyhow::Result<()> {
        // A statement for both kinds of threads would read the comments of all articles.
        for statement in [
            Store::EXPORTED_ROOTS,
            Store::EXPORTED_UNSEEN,
            Store::EXPORTED_ANSWERS,
            Store::EXPORTED_UNSEEN_ANSWERS,
        ] {
            let mut comments = self.stream_of::<CommentRow>(query_as(statement).bind(article));
            while let Some(comment) = comments.try_next().await? {
                take(comment.into())?;
            }
        }
        Ok(())
    }
}
