//! Featured comments, which staff show above a discussion; they keep their position in it too.

use constcat::concat;
use jiff::Timestamp;

use super::{CommentRow, SELECT_COMMENTS};
use crate::account::Scope;
use crate::comment::Comment;
use crate::error::{Error, Result};
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::sites::scope::in_scope;
use crate::store::{Store, micros, query, query_as};

/// Maximum number of featured comments of one article; more would form a list of their own.
pub const FEATURED_MAX: i64 = 3;

/// Outcome of featuring a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Featuring {
    /// The comment is featured.
    Done,
    /// Its article has the maximum number of featured comments already.
    Full,
    /// The comment is not visible.
    Hidden,
}

impl Store {
    pub(in crate::store) const FEATURED: &str = concat!(
        SELECT_COMMENTS,
        "WHERE c.article_id = $1 AND c.featured_at IS NOT NULL ORDER BY c.featured_at, c.id
            LIMIT $2"
    );

    /// Returns the featured comments of an article, in the order in which they were featured.
    pub async fn featured(&self, article: i64) -> Result<Vec<Comment>> {
        let rows: Vec<CommentRow> = query_as(Self::FEATURED)
            .bind(article)
            .bind(FEATURED_MAX)
            .fetch_all(&mut self.public_reader())
            .await?;
        rows.into_iter().map(Comment::try_from).collect()
    }

    /// Features a visible comment; one that is featured already stays so.
    ///
    /// Fails with `Error::NotFound` for a comment out of the scope.
    pub async fn feature(
        &self,
        scope: Scope,
        comment: &Comment,
        by: i64,
        now: Timestamp,
    ) -> Result<Featuring> {
        // Another transaction that features a comment of this article waits; together they could
        // exceed the maximum.
        const TAKE_TURNS: &str =
            "UPDATE articles SET visible_comments = visible_comments WHERE id = $1";
        const LOOK: &str = concat!(
            "SELECT state, featured_at IS NOT NULL,
                (SELECT COUNT(*) FROM comments f WHERE f.article_id = c.article_id AND
            f.featured_at IS NOT NULL)
            FROM comments c WHERE c.id = $1 AND ",
            in_scope!("c.site_id", "$2")
        );
        const FEATURE: &str =
            "UPDATE comments SET featured_at = $2 WHERE id = $1 AND state = 'visible'";
        self.write(|mut tx| async move {
            query(TAKE_TURNS).bind(comment.article_id).execute(&mut tx).await?;
            let found: Option<(String, bool, i64)> = query_as(LOOK)
                .bind(comment.id)
                .bind(scope.account())
                .fetch_optional(&mut tx)
                .await?;
            let (state, is_featured, count) = found.ok_or(Error::NotFound)?;
            if state != "visible" {
                return Ok(tx.roll_back(Featuring::Hidden));
            }
            if is_featured {
                return Ok(tx.roll_back(Featuring::Done));
            }
            if count >= FEATURED_MAX {
                return Ok(tx.roll_back(Featuring::Full));
            }
            query(FEATURE).bind(comment.id).bind(micros(now)).execute(&mut tx).await?;
            let id = Some(comment.id.to_string());
            log_staff(&mut tx, StaffDeed::Feature, Some(by), None, id.as_deref(), now).await?;
            Ok(tx.commit(Featuring::Done))
        })
        .await
    }

    /// Ends the featuring of a comment in the scope.
    pub async fn stop_featuring(
        &self,
        scope: Scope,
        comment: i64,
        by: i64,
        now: Timestamp,
    ) -> Result<()> {
        const STOP: &str = concat!(
            "UPDATE comments SET featured_at = NULL
            WHERE id = $1 AND featured_at IS NOT NULL AND ",
            in_scope!("comments.site_id", "$2")
        );
        self.write(|mut tx| async move {
            let stopped = query(STOP).bind(comment).bind(scope.account()).execute(&mut tx).await?;
            if stopped > 0 {
                let id = Some(comment.to_string());
                log_staff(&mut tx, StaffDeed::Unfeature, Some(by), None, id.as_deref(), now)
                    .await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }
}
