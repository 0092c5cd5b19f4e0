//! Events for webhooks, written in the transaction of the action they tell of.

use jiff::Timestamp;

use crate::comment::State;
use crate::error::Result;
use crate::store::{Parameter, Statement, Store, Tx, micros, query, query_scalar};
use crate::webhook::EventKind;

/// Greatest number of publications that are taken up at once.
const AT_ONCE: i64 = 100;

/// Returns the statement that queues an event about a comment for each webhook that wants it.
pub(in crate::store) fn told_of_comment<'s>(
    kind: EventKind,
    comment: impl Into<Parameter<'s>>,
    reason: Option<&'s str>,
    now: Timestamp,
) -> Statement<'s> {
    query(Store::TELL_WEBHOOKS)
        .bind(kind.code())
        .bind(comment)
        .bind(None::<i64>)
        .bind(reason)
        .bind(micros(now))
}

/// Queues the event of a change of state, if it is one.
///
/// `was_shown` is true if readers have ever seen the comment.
pub(in crate::store) async fn tell_of_change(
    tx: &mut Tx,
    comment: i64,
    (before, after): (State, State),
    was_shown: bool,
    now: Timestamp,
) -> Result<()> {
    let kind = match (before, after) {
        (State::Held, State::Held)
        | (State::Visible, State::Visible)
        | (State::Removed(_), State::Removed(_)) => return Ok(()),
        (_, State::Held) => EventKind::CommentHeld,
        (_, State::Removed(_)) => EventKind::CommentRemoved,
        (State::Removed(_), State::Visible) if was_shown => EventKind::CommentRestored,
        (State::Held | State::Removed(_), State::Visible) => EventKind::CommentShown,
    };
    told_of_comment(kind, comment, after.codes().1, now).execute(tx).await?;
    Ok(())
}

/// Records when an article becomes visible, before it is saved with this time of publication.
///
/// Nothing is recorded for an article that is visible already and stays so.
pub(in crate::store) async fn expect_publication(
    tx: &mut Tx,
    article: i64,
    published: Option<Timestamp>,
    now: Timestamp,
) -> Result<()> {
    const EXPECT: &str = "INSERT INTO publications (article_id, due_at)
        SELECT id, $2 FROM articles
            WHERE id = $1 AND (published_at IS NULL OR published_at > $3 OR $2 > $3)
        ON CONFLICT (article_id) DO UPDATE SET due_at = excluded.due_at";
    const WITHDRAW: &str = "DELETE FROM publications WHERE article_id = $1";
    match published {
        Some(at) => query(EXPECT).bind(article).bind(micros(at)).bind(micros(now)),
        None => query(WITHDRAW).bind(article),
    }
    .execute(tx)
    .await?;
    Ok(())
}

/// Records that an article that is new becomes visible at this time.
pub(in crate::store) async fn expect_first_publication(
    tx: &mut Tx,
    article: i64,
    published: Option<Timestamp>,
) -> Result<()> {
    const EXPECT: &str = "INSERT INTO publications (article_id, due_at) VALUES ($1, $2)";
    if let Some(at) = published {
        query(EXPECT).bind(article).bind(micros(at)).execute(tx).await?;
    }
    Ok(())
}

impl Store {
    pub(in crate::store) const TELL_WEBHOOKS: &str =
        "INSERT INTO webhook_deliveries (webhook_id, kind, comment_id, article_id, reason, made_at,
            due_at)
        SELECT w.id, $1, $2, $3, $4, $5, $5 FROM webhooks w
        WHERE w.off_at IS NULL AND w.events LIKE '% ' || $1 || ' %'";
    pub(in crate::store) const PUBLICATIONS_DUE: &str =
        "SELECT COUNT(*) FROM publications WHERE due_at <= $1";
    pub(in crate::store) const TAKE_PUBLICATIONS: &str = "DELETE FROM publications
        WHERE article_id IN
            (SELECT article_id FROM publications WHERE due_at <= $1 ORDER BY due_at LIMIT $2)
        RETURNING article_id";

    /// Queues the events of articles that became visible, and returns their number.
    ///
    /// The worker does this, as nothing else happens when the time of an article comes.
    pub async fn tell_of_publications(&self, now: Timestamp) -> Result<usize> {
        let due: i64 = query_scalar(Self::PUBLICATIONS_DUE)
            .bind(micros(now))
            .fetch_one(&mut self.reader())
            .await?;
        if due == 0 {
            return Ok(0);
        }
        self.write(|mut tx| async move {
            let mut articles: Vec<i64> = query_scalar(Self::TAKE_PUBLICATIONS)
                .bind(micros(now))
                .bind(AT_ONCE)
                .fetch_all(&mut tx)
                .await?;
            articles.sort_unstable();
            for article in &articles {
                query(Self::TELL_WEBHOOKS)
                    .bind(EventKind::ArticlePublished.code())
                    .bind(None::<i64>)
                    .bind(Some(*article))
                    .bind(None::<&str>)
                    .bind(micros(now))
                    .execute(&mut tx)
                    .await?;
            }
            Ok(tx.commit(articles.len()))
        })
        .await
    }

    /// Queues a test event for a webhook.
    pub async fn test_webhook(&self, id: i64, now: Timestamp) -> Result<()> {
        const TEST: &str = "INSERT INTO webhook_deliveries (webhook_id, kind, made_at, due_at)
            SELECT id, $2, $3, $3 FROM webhooks WHERE id = $1 AND off_at IS NULL";
        let test = query(TEST).bind(id).bind(EventKind::Test.code()).bind(micros(now));
        self.execute(test).await.map(drop)
    }
}
