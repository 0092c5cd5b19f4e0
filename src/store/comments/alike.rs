//! Groups of similar comments among those that wait for a moderator.
//!
//! They have the words, the first link or the network in common. A comment that a moderator decided
//! about is never among them.

use constcat::concat;

use super::{CommentRow, SELECT_COMMENTS};
use crate::account::Scope;
use crate::comment::Comment;
use crate::error::Result;
use crate::store::sites::scope::comment_in_sites;
use crate::store::{Store, query_as};

/// Maximum number of comments that are decided about together with one.
///
/// Such a transaction takes a fifth of a second at worst; a wave of a thousand comments takes four.
pub const ALIKE_MAX: i64 = 250;

/// Property that two similar comments share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same words.
    Text,
    /// The same first link.
    Link,
    /// The same network, within a day.
    Network,
}

/// Numbers of waiting comments that are similar to one, at most [`ALIKE_MAX`] of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlikeCounts {
    /// Comments with the same words.
    pub text: i64,
    /// Comments with the same first link.
    pub link: i64,
    /// Comments from the same network, within a day.
    pub network: i64,
}

impl Likeness {
    /// All kinds of likeness.
    pub const ALL: [Self; 3] = [Self::Text, Self::Link, Self::Network];

    /// Returns the stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Link => "link",
            Self::Network => "network",
        }
    }

    /// Returns the likeness with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|likeness| likeness.code() == code)
    }
}

impl AlikeCounts {
    /// Returns the number of comments that are similar in this way.
    pub fn of(self, likeness: Likeness) -> i64 {
        match likeness {
            Likeness::Text => self.text,
            Likeness::Link => self.link,
            Likeness::Network => self.network,
        }
    }
}

/// End of a statement that selects comments `c` similar to comment `$1`.
///
/// Only those that wait for a moderator are selected, oldest first. Comments out of the scope count
/// toward the maximum, so that no wave elsewhere is read whole.
const OTHERS_WAITING: &str = concat!(
    " AND c.judged_at IS NULL AND COALESCE(c.held_for, '') <> 'email' AND c.id <> $1
    ORDER BY c.id LIMIT $2) n
    WHERE ($3 = 0 OR ",
    comment_in_sites!("n.id", "$3"),
    " AND ",
    comment_in_sites!("$1", "$3"),
    ")) ORDER BY c.id"
);
/// Head of a statement that selects similar comments.
const SELECT_ALIKE: &str =
    concat!(SELECT_COMMENTS, "WHERE c.id IN (SELECT n.id FROM (SELECT c.id FROM comments c ");

impl Store {
    pub(in crate::store) const ALIKE_IN_TEXT: &str = concat!(
        SELECT_ALIKE,
        "WHERE c.text_key = (SELECT w.text_key FROM comments w WHERE w.id = $1)",
        OTHERS_WAITING
    );
    pub(in crate::store) const ALIKE_IN_LINK: &str = concat!(
        SELECT_ALIKE,
        "WHERE c.link_key = (SELECT w.link_key FROM comments w WHERE w.id = $1)",
        OTHERS_WAITING
    );
    // A day in microseconds: after a day the network may belong to another user.
    pub(in crate::store) const ALIKE_IN_NETWORK: &str = concat!(
        SELECT_ALIKE,
        "WHERE c.network = (SELECT w.network FROM comments w WHERE w.id = $1)
            AND c.posted_at > (SELECT w.posted_at FROM comments w WHERE w.id = $1) - 86400000000
            AND c.posted_at < (SELECT w.posted_at FROM comments w WHERE w.id = $1) + 86400000000",
        OTHERS_WAITING
    );

    /// Returns the waiting comments that are similar to one in any of these ways.
    ///
    /// They are at most [`ALIKE_MAX`], in ascending order of id. Those out of the scope are left
    /// out.
    pub async fn alike(
        &self,
        scope: Scope,
        comment: i64,
        ways: &[Likeness],
    ) -> Result<Vec<Comment>> {
        let mut found: Vec<Comment> = Vec::new();
        for way in ways {
            let statement = match way {
                Likeness::Text => Self::ALIKE_IN_TEXT,
                Likeness::Link => Self::ALIKE_IN_LINK,
                Likeness::Network => Self::ALIKE_IN_NETWORK,
            };
            let rows: Vec<CommentRow> = query_as(statement)
                .bind(comment)
                .bind(ALIKE_MAX)
                .bind(scope.account())
                .fetch_all(&mut self.reader())
                .await?;
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
