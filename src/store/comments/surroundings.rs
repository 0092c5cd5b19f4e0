//! Context of a comment for moderators: its thread, and other authors in its network.

use constcat::concat;

use super::{CommentRow, SELECT_COMMENTS};
use crate::account::Scope;
use crate::comment::Comment;
use crate::error::Result;
use crate::store::sites::scope::in_scope;
use crate::store::{Store, query_as};

/// Number of the latest comments from a network that are read for names.
const NETWORK_READ: i64 = 200;

/// Another name used in a network.
#[derive(Clone, Debug)]
pub struct Neighbour {
    /// Latest comment with this name from the network.
    pub comment: i64,
    /// Name of the author.
    pub name: String,
    /// Number of comments with this name among those read.
    pub comments: i64,
}

impl Store {
    pub(in crate::store) const ROUND: &str = concat!(
        SELECT_COMMENTS,
        "WHERE c.id IN (
            SELECT COALESCE(w.root_id, w.id) FROM comments w WHERE w.id = $1
            UNION ALL
            SELECT w.parent_id FROM comments w WHERE w.id = $1
            UNION ALL
            SELECT $1
            UNION ALL
            SELECT id FROM (SELECT o.id FROM comments o
                WHERE o.root_id = (SELECT COALESCE(w.root_id, w.id) FROM comments w WHERE w.id = $1)
                    AND o.id < $1
                ORDER BY o.id DESC LIMIT $2) e
            UNION ALL
            SELECT id FROM (SELECT o.id FROM comments o
                WHERE o.root_id = (SELECT COALESCE(w.root_id, w.id) FROM comments w WHERE w.id = $1)
                    AND o.id > $1
                ORDER BY o.id LIMIT $2) e
        ) AND ",
        in_scope!("c.site_id", "$3"),
        " ORDER BY c.id"
    );

    /// Returns the part of the thread around a comment, oldest first.
    ///
    /// It consists of the first comment, the parent, the comment itself, and at most `around`
    /// comments before and after it. Empty out of the scope.
    pub async fn thread_round(
        &self,
        scope: Scope,
        comment: i64,
        around: i64,
    ) -> Result<Vec<Comment>> {
        let rows: Vec<CommentRow> = query_as(Self::ROUND)
            .bind(comment)
            .bind(around)
            .bind(scope.account())
            .fetch_all(&mut self.reader())
            .await?;
        rows.into_iter().map(Comment::try_from).collect()
    }

    pub(in crate::store) const NEIGHBOURS: &str = concat!(
        "SELECT n.id, n.name FROM (
            SELECT c.id, COALESCE(a.name, c.name) AS name, c.site_id
            FROM comments c LEFT JOIN accounts a ON a.id = c.account_id
            WHERE c.network = (SELECT w.network FROM comments w WHERE w.id = $1)
            ORDER BY c.id DESC LIMIT $2) n
        WHERE ",
        in_scope!("n.site_id", "$3"),
        " ORDER BY n.id DESC"
    );

    /// Returns the other names among the latest comments from the network of a comment.
    ///
    /// The network is stored for thirty days. Comments out of the scope are left out; there are
    /// none if this comment is.
    pub async fn neighbours(&self, scope: Scope, comment: i64) -> Result<Vec<Neighbour>> {
        let Some(own) = self.comment_within(scope, comment).await? else { return Ok(Vec::new()) };
        let rows: Vec<(i64, Option<String>)> = query_as(Self::NEIGHBOURS)
            .bind(comment)
            .bind(NETWORK_READ)
            .bind(scope.account())
            .fetch_all(&mut self.reader())
            .await?;
        let own = own.author.name();
        let mut others: Vec<Neighbour> = Vec::new();
        for (comment, name) in rows {
            let Some(name) = name.filter(|name| Some(name.as_str()) != own) else { continue };
            match others.iter_mut().find(|other| other.name == name) {
                Some(other) => other.comments += 1,
                None => others.push(Neighbour { comment, name, comments: 1 }),
            }
        }
        Ok(others)
    }
}
