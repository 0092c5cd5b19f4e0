//! Comments of one wave: with the same words, the same link or from the same network as another,
//! among those that wait for a moderator. What somebody judged before is never among them.

use super::comments::{CommentRow, comments};
use super::{Store, read};
use crate::comment::Comment;
use crate::error::Result;

/// The most comments that are decided about together with one: a transaction of a fifth of a second
/// at worst, and a wave of a thousand takes four.
pub const ALIKE_MAX: i64 = 250;

/// The way in which a comment is like another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same words.
    Text,
    /// The same first link.
    Link,
    /// The same network, within a day.
    Network,
}

/// How many comments that wait are like one, at most `ALIKE_MAX` of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlikeCounts {
    /// With the same words.
    pub text: i64,
    /// With the same first link.
    pub link: i64,
    /// From the same network, within a day.
    pub network: i64,
}

impl Likeness {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Link, Self::Network];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Link => "link",
            Self::Network => "network",
        }
    }

    /// The likeness with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|likeness| likeness.code() == code)
    }
}

impl AlikeCounts {
    /// How many comments are alike in this way.
    pub fn of(self, likeness: Likeness) -> i64 {
        match likeness {
            Likeness::Text => self.text,
            Likeness::Link => self.link,
            Likeness::Network => self.network,
        }
    }
}

/// Comments `c` that wait for a moderator and are like the comment `$1`, the oldest first.
macro_rules! alike {
    ($where:literal) => {
        comments!(concat!(
            "WHERE ",
            $where,
            " AND c.judged_at IS NULL AND COALESCE(c.held_for, '') <> 'email' AND c.id <> $1 ORDER BY c.id LIMIT $2"
        ))
    };
}

impl Store {
    pub(super) const ALIKE_IN_TEXT: &str =
        alike!("c.text_key = (SELECT w.text_key FROM comments w WHERE w.id = $1)");
    pub(super) const ALIKE_IN_LINK: &str =
        alike!("c.link_key = (SELECT w.link_key FROM comments w WHERE w.id = $1)");
    // A day in microseconds: the next day an address may be somebody else's.
    pub(super) const ALIKE_IN_NETWORK: &str = alike!(
        "c.network = (SELECT w.network FROM comments w WHERE w.id = $1)
            AND c.posted_at > (SELECT w.posted_at FROM comments w WHERE w.id = $1) - 86400000000
            AND c.posted_at < (SELECT w.posted_at FROM comments w WHERE w.id = $1) + 86400000000"
    );

    /// Returns the comments that wait and are like one in any of these ways, at most `ALIKE_MAX`,
    /// in the order of their numbers.
    pub async fn alike(&self, comment: i64, ways: &[Likeness]) -> Result<Vec<Comment>> {
        let mut found: Vec<Comment> = Vec::new();
        for way in ways {
            let statement = match way {
                Likeness::Text => Self::ALIKE_IN_TEXT,
                Likeness::Link => Self::ALIKE_IN_LINK,
                Likeness::Network => Self::ALIKE_IN_NETWORK,
            };
            let rows: Vec<CommentRow> = read!(self, |db| sqlx::query_as(statement)
                .bind(comment)
                .bind(ALIKE_MAX)
                .fetch_all(db)
                .await?);
            for row in rows {
                found.push(row.try_into()?);
            }
        }
        found.sort_by_key(|comment| comment.id);
        found.dedup_by_key(|comment| comment.id);
        found.truncate(usize::try_from(ALIKE_MAX).unwrap_or(usize::MAX));
        Ok(found)
    }
}
