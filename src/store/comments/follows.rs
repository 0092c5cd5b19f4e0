//! Subscriptions by e-mail to the discussion of an article, by confirmed address.

use jiff::{SignedDuration, Timestamp};

use crate::account::Email;
use crate::article::Slug;
use crate::error::Result;
use crate::markup::Html;
use crate::notify::Event;
use crate::security::token::Token;
use crate::store::accounts::email_tokens::spend;
use crate::store::articles::address;
use crate::store::mail::events::announced;
use crate::store::mail::mailboxes::{opened, prove};
use crate::store::{Store, micros, query, query_as, query_scalar};

/// Minimum time between two messages about one article to one follower.
const PAUSE: SignedDuration = SignedDuration::from_hours(1);
/// Time for which an ended subscription is stored, so that its end can be undone.
pub(in crate::store) const STOPPED_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Maximum number of new comments quoted in one message; the rest is only counted.
pub const NEWS_MAX: i64 = 10;

/// Article that a reader follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Slug of the article.
    pub slug: Slug,
    /// Title of the article.
    pub title: String,
}

/// New comments on a followed article.
#[derive(Clone, Debug)]
pub struct FollowNews {
    /// Address of the follower.
    pub to: Email,
    /// The article.
    pub article: Followed,
    /// Number of new comments.
    pub count: i64,
    /// First [`NEWS_MAX`] of them: id, name of the author and text.
    pub comments: Vec<(i64, Option<String>, Html)>,
}

impl Store {
    const FOLLOW: &str = "INSERT INTO follows (article_id, email_key, made_at, from_at, told_at)
            VALUES ($1, $2, $3, $3, $3)
        ON CONFLICT (article_id, email_key) DO UPDATE
            SET stopped_at = NULL, from_at = excluded.from_at, told_at = excluded.told_at
            WHERE follows.stopped_at IS NOT NULL";

    /// Makes the owner of an account follow an article, or ends that.
    ///
    /// `chance` provides random bytes for the unsubscribe key of an address that is new.
    pub async fn follow_article(
        &self,
        article: i64,
        email: &Email,
        on: bool,
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<()> {
        // Logged-in members can follow the article again without a link, so the row is not needed.
        const STOP: &str = "DELETE FROM follows WHERE article_id = $1 AND email_key = $2";
        self.write(|mut tx| async move {
            if on {
                opened(email, chance).execute(&mut tx).await?;
                query(Self::FOLLOW)
                    .bind(article)
                    .bind(email.key())
                    .bind(micros(now))
                    .execute(&mut tx)
                    .await?;
            } else {
                query(STOP).bind(article).bind(email.key()).execute(&mut tx).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    /// Uses a link that confirms that the owner of an address wants to follow an article.
    ///
    /// Returns false if the link was used already.
    pub async fn confirm_follow(
        &self,
        link: &Token,
        (article, email): (i64, &Email),
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<bool> {
        self.write(|mut tx| async move {
            let fresh = spend(&mut tx, link).await?;
            if fresh {
                prove(&mut tx, email, None, chance, now).await?;
                query(Self::FOLLOW)
                    .bind(article)
                    .bind(email.key())
                    .bind(micros(now))
                    .execute(&mut tx)
                    .await?;
            }
            Ok(tx.commit(fresh))
        })
        .await
    }

    const READABLE: &str = "SELECT slug, title FROM articles WHERE id = $1 AND published_at <= $2";

    /// Returns the slug and the title of a published article.
    pub async fn readable_article(&self, article: i64, now: Timestamp) -> Result<Option<Followed>> {
        let row: Option<(String, String)> = query_as(Self::READABLE)
            .bind(article)
            .bind(micros(now))
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(|(slug, title)| Ok(Followed { slug: address(&slug)?, title })).transpose()
    }

    pub(in crate::store) const FOLLOWS: &str =
        "SELECT COUNT(*) FROM follows WHERE article_id = $1 AND
            email_key = $2 AND stopped_at IS NULL";

    /// Returns whether the owner of this address follows an article.
    pub async fn is_following(&self, article: i64, email: &Email) -> Result<bool> {
        let count: i64 = query_scalar(Self::FOLLOWS)
            .bind(article)
            .bind(email.key())
            .fetch_one(&mut self.reader())
            .await?;
        Ok(count > 0)
    }

    pub(in crate::store) const FOLLOWED: &str =
        "SELECT a.slug, a.title FROM follows f JOIN articles a ON
            a.id = f.article_id
        WHERE f.email_key = $1 AND f.stopped_at IS NULL AND a.published_at <= $2 ORDER BY f.made_at
            DESC, a.id DESC";

    /// Returns the articles that the owner of this address follows, the last followed first.
    pub async fn followed_by(&self, email: &Email, now: Timestamp) -> Result<Vec<Followed>> {
        let rows: Vec<(String, String)> = query_as(Self::FOLLOWED)
            .bind(email.key())
            .bind(micros(now))
            .fetch_all(&mut self.reader())
            .await?;
        let followed =
            |(slug, title): (String, String)| Ok(Followed { slug: address(&slug)?, title });
        rows.into_iter().map(followed).collect()
    }

    pub(in crate::store) const CALL_FOLLOWERS: &str =
        "UPDATE follows SET from_at = told_at, told_at = $1
        WHERE stopped_at IS NULL AND told_at <= $2
            AND EXISTS (SELECT 1 FROM articles a WHERE a.id = follows.article_id AND a.published_at
            <= $1)
            AND EXISTS (SELECT 1 FROM comments c LEFT JOIN accounts w ON w.id = c.account_id
                WHERE c.article_id = follows.article_id AND c.state = 'visible'
                    AND c.shown_at > follows.told_at AND c.shown_at <= $1
                    AND COALESCE(w.email_key, c.email_key, '') <> follows.email_key)
        RETURNING article_id, email_key, from_at";

    /// Queues an event for every follower with news who got no message for an hour.
    ///
    /// Returns their number.
    pub async fn call_followers(&self, now: Timestamp) -> Result<usize> {
        // The job runs about once an hour; the tolerance of a minute allows it to be early.
        let before = micros(now - PAUSE + SignedDuration::from_mins(1));
        self.write(|mut tx| async move {
            let called: Vec<(i64, String, i64)> = query_as(Self::CALL_FOLLOWERS)
                .bind(micros(now))
                .bind(before)
                .fetch_all(&mut tx)
                .await?;
            for (article, email, after) in &called {
                let (article, email) = (*article, email.clone());
                let (after, until) = (*after, micros(now));
                announced(&Event::Followed { article, email, after, until }, now)?
                    .execute(&mut tx)
                    .await?;
            }
            Ok(tx.commit(called.len()))
        })
        .await
    }

    pub(in crate::store) const NEWS_OF: &str = "SELECT c.id, COALESCE(w.name, c.name), c.html
        FROM comments c LEFT JOIN accounts w ON w.id = c.account_id
        WHERE c.article_id = $1 AND c.state = 'visible' AND c.shown_at > $3 AND c.shown_at <= $4
            AND COALESCE(w.email_key, c.email_key, '') <> $2 ORDER BY c.shown_at, c.id";

    /// Returns the news for a follower: comments by others that became visible in a period.
    ///
    /// The period begins after `after` and lasts until `until`, in microseconds. Returns `None` if
    /// the subscription has ended, if the article is not published, or if there are no such
    /// comments.
    pub async fn follow_news(
        &self,
        (article, email): (i64, &str),
        (after, until): (i64, i64),
        now: Timestamp,
    ) -> Result<Option<FollowNews>> {
        const WHO: &str = "SELECT m.email, a.slug, a.title FROM follows f JOIN mailboxes m ON
            m.email_key = f.email_key
                JOIN articles a ON a.id = f.article_id
            WHERE f.article_id = $1 AND f.email_key = $2 AND f.stopped_at IS NULL AND
            a.published_at <= $3";
        let who: Option<(String, String, String)> = query_as(WHO)
            .bind(article)
            .bind(email)
            .bind(micros(now))
            .fetch_optional(&mut self.reader())
            .await?;
        let Some((to, slug, title)) = who else { return Ok(None) };
        let rows: Vec<(i64, Option<String>, String)> = query_as(Self::NEWS_OF)
            .bind(article)
            .bind(email)
            .bind(after)
            .bind(until)
            .fetch_all(&mut self.reader())
            .await?;
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let told = usize::try_from(NEWS_MAX).unwrap_or(usize::MAX);
        let comments: Vec<_> = rows
            .into_iter()
            .take(told)
            .map(|(id, name, html)| (id, name, Html::stored(html)))
            .collect();
        let article = Followed { slug: address(&slug)?, title };
        Ok((count > 0).then(|| FollowNews { to: Email::stored(to), article, count, comments }))
    }
}
