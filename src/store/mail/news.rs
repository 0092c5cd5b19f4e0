//! Content of the e-mails that can be unsubscribed from: answers, and counts for moderators.

use jiff::{SignedDuration, Timestamp};

use super::events::announced;
use crate::account::{Account, Email};
use crate::error::Result;
use crate::markup::Html;
use crate::notify::Event;
use crate::store::accounts::AccountRow;
use crate::store::{Store, micros, query_as, query_scalar};

/// Answer to a comment, and the recipient of the mail about it.
#[derive(Clone, Debug)]
pub struct AnswerNews {
    /// Name of the author of the answer.
    pub name: Option<String>,
    /// Text of the answer.
    pub html: Html,
    /// Title of the article under which it stands.
    pub article_title: String,
    /// First comment of the thread.
    pub root: i64,
    /// Address of the author of the comment answered.
    pub to: Email,
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    name: Option<String>,
    html: String,
    article_title: String,
    root_id: i64,
    email: String,
}

/// Numbers of items that wait for moderators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// Comments no moderator has looked at yet.
    pub review: i64,
    /// Comments with open reports of readers.
    pub reported: i64,
    /// Comments held back from readers.
    pub held: i64,
    /// Appeals not decided yet.
    pub appeals: i64,
}

impl Store {
    pub(in crate::store) const ANSWERED: &str = "SELECT COALESCE(ca.name, c.name) AS name, c.html,
        t.title AS article_title,
            COALESCE(c.root_id, c.id) AS root_id, COALESCE(pa.email, p.email) AS email
        FROM comments c JOIN comments p ON p.id = c.parent_id JOIN articles t ON t.id = c.article_id
            LEFT JOIN accounts ca ON ca.id = c.account_id
            LEFT JOIN accounts pa ON pa.id = p.account_id
            LEFT JOIN mailboxes m ON m.email_key = COALESCE(pa.email_key, p.email_key)
        WHERE c.id = $1 AND c.state = 'visible' AND p.state = 'visible' AND p.notify
            AND (p.account_id IS NOT NULL OR m.confirmed_at IS NOT NULL)
            AND NOT COALESCE(m.answers_off, FALSE)
            AND COALESCE(pa.email_key, p.email_key) IS NOT NULL
            AND COALESCE(ca.email_key, c.email_key, '') <> COALESCE(pa.email_key, p.email_key)";

    /// Returns an answer together with the recipient who asked for mail about it.
    ///
    /// `None` unless the author of the parent comment asked for answers, has a confirmed address
    /// and did not write the answer, and readers see both comments.
    pub async fn answer_news(&self, comment: i64) -> Result<Option<AnswerNews>> {
        let row: Option<AnswerRow> =
            query_as(Self::ANSWERED).bind(comment).fetch_optional(&mut self.reader()).await?;
        Ok(row.map(|row| AnswerNews {
            name: row.name,
            html: Html::stored(row.html),
            article_title: row.article_title,
            root: row.root_id,
            to: Email::stored(row.email),
        }))
    }

    /// Returns the moderators who want mail as soon as something waits.
    pub async fn moderators_at_once(&self) -> Result<Vec<Account>> {
        const AT_ONCE: &str = "SELECT id, name, email, role FROM accounts
            WHERE digest = 'at-once' AND role <> 'member' AND left_at IS NULL ORDER BY id";
        let rows: Vec<AccountRow> = query_as(AT_ONCE).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Account::try_from).collect()
    }

    /// Returns the moderators who want any mail about what waits.
    pub async fn moderators_with_mail(&self) -> Result<Vec<Account>> {
        const WITH_MAIL: &str = "SELECT id, name, email, role FROM accounts
            WHERE digest <> 'off' AND role <> 'member' AND left_at IS NULL ORDER BY id";
        let rows: Vec<AccountRow> = query_as(WITH_MAIL).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Account::try_from).collect()
    }

    /// Counts the items that wait for moderators.
    pub async fn waiting(&self) -> Result<Waiting> {
        const WAITING: &str = "SELECT
            (SELECT COUNT(*) FROM comments WHERE judged_at IS NULL
                AND COALESCE(held_for, '') <> 'email') AS review,
            (SELECT COUNT(*) FROM comments WHERE open_reports > 0) AS reported,
            (SELECT COUNT(*) FROM comments WHERE state = 'held'
                AND COALESCE(held_for, '') <> 'email') AS held,
            (SELECT COUNT(*) FROM appeals WHERE outcome IS NULL) AS appeals";
        Ok(query_as(WAITING).fetch_one(&mut self.reader()).await?)
    }

    /// Queues a digest for each moderator whose digest is due.
    ///
    /// Only for moderators for whom something new waits since the last digest. Returns the number
    /// of digests.
    pub async fn call_digests(&self, now: Timestamp) -> Result<usize> {
        const CALL: &str = "UPDATE accounts SET digest_at = $1
            WHERE role <> 'member' AND left_at IS NULL
                AND ((digest = 'hourly' AND COALESCE(digest_at, 0) <= $2)
                    OR (digest = 'daily' AND COALESCE(digest_at, 0) <= $3))
                AND (EXISTS (SELECT 1 FROM comments c WHERE c.judged_at IS NULL
                        AND COALESCE(c.held_for, '') <> 'email'
                        AND c.posted_at > COALESCE(accounts.digest_at, 0))
                    OR EXISTS (SELECT 1 FROM reports r WHERE r.decision_id IS NULL
                        AND r.made_at > COALESCE(accounts.digest_at, 0))
                    OR EXISTS (SELECT 1 FROM appeals a WHERE a.outcome IS NULL
                        AND a.made_at > COALESCE(accounts.digest_at, 0)))
            RETURNING id";
        // The job runs about once an hour, so a digest may go out up to a minute early.
        let before = |hours: i64| {
            micros(now - SignedDuration::from_hours(hours) + SignedDuration::from_mins(1))
        };
        self.write(|mut tx| async move {
            let called: Vec<i64> = query_scalar(CALL)
                .bind(micros(now))
                .bind(before(1))
                .bind(before(24))
                .fetch_all(&mut tx)
                .await?;
            for account in &called {
                announced(&Event::Digest { account: *account }, now)?.execute(&mut tx).await?;
            }
            Ok(tx.commit(called.len()))
        })
        .await
    }
}
