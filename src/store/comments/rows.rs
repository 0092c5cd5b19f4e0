//! Comments as rows of a query.

use crate::account::{Email, Name, Role};
use crate::comment::{Author, Comment, Hold, State};
use crate::error::{Error, Result};
use crate::markup::Html;
use crate::picture::AvatarImage;
use crate::store::{Moment, unknown};

/// Row of a statement that begins with `SELECT_COMMENTS` or `COMMENT_COLUMNS`.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct CommentRow {
    id: i64,
    article_id: i64,
    parent_id: Option<i64>,
    account_id: Option<i64>,
    name: Option<String>,
    email: Option<String>,
    role: Option<String>,
    html: String,
    state: String,
    reason: Option<String>,
    shown_at: Option<i64>,
    held_for: Option<String>,
    posted_at: Moment,
    version: i64,
    useful: i64,
    avatar: Option<String>,
}

impl TryFrom<CommentRow> for Comment {
    type Error = Error;

    fn try_from(row: CommentRow) -> Result<Self> {
        let author = match (row.account_id, row.name, row.email) {
            (Some(id), Some(name), Some(email)) => {
                let role = row.role.unwrap_or_default();
                let role = Role::from_code(&role).ok_or_else(|| unknown("role", &role))?;
                let avatar = row.avatar.map(AvatarImage::stored);
                Author::Member {
                    id,
                    name: Name::stored(name),
                    email: Email::stored(email),
                    role,
                    avatar,
                }
            }
            (None, Some(name), email) => {
                Author::Guest { name: Name::stored(name), email: email.map(Email::stored) }
            }
            _ => Author::Former,
        };
        Ok(Self {
            id: row.id,
            article_id: row.article_id,
            parent: row.parent_id,
            author,
            state: State::from_codes(&row.state, row.reason.as_deref())
                .ok_or_else(|| unknown("state", &row.state))?,
            shown: row.shown_at.is_some(),
            held_for: row
                .held_for
                .as_deref()
                .map(|code| Hold::from_code(code).ok_or_else(|| unknown("hold", code)))
                .transpose()?,
            html: Html::stored(row.html).with_directions(),
            posted_at: row.posted_at.into(),
            version: row.version,
            useful: row.useful,
        })
    }
}
