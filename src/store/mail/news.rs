//! Content of the e-mails that can be unsubscribed from: answers, and counts for moderators.

use constcat::concat;
use jiff::{SignedDuration, Timestamp};

use super::events::announced;
use crate::account::{Account, Email, Scope};
use crate::error::Result;
use crate::markup::Html;
use crate::notify::Event;
use crate::store::accounts::{AccountRow, account_columns};
use crate::store::sites::scope::{comment_in_sites, in_sites, is_bound, may_decide};
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

/// Head of a statement that queues the digests that are due; a condition follows.
const CALL_THOSE_DUE: &str = "UPDATE accounts SET digest_at = $1
    WHERE role <> 'member' AND left_at IS NULL
        AND ((digest = 'hourly' AND COALESCE(digest_at, 0) <= $2)
            OR (digest = 'daily' AND COALESCE(digest_at, 0) <= $3)) ";

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

    /// Returns the moderators who want mail as soon as something waits and may decide about a
    /// comment.
    pub async fn moderators_at_once(&self, comment: i64) -> Result<Vec<Account>> {
        const AT_ONCE: &str = concat!(
            "SELECT ",
            account_columns!("a"),
            " FROM accounts a JOIN comments c ON c.id = $1
            WHERE a.digest = 'at-once' AND a.role <> 'member' AND a.left_at IS NULL AND ",
            may_decide!("a", "c.site_id"),
            " ORDER BY a.id"
        );
        let rows: Vec<AccountRow> =
            query_as(AT_ONCE).bind(comment).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Account::try_from).collect()
    }

    /// Returns the moderators of the whole board who want any mail about what waits.
    pub async fn moderators_with_mail(&self) -> Result<Vec<Account>> {
        const WITH_MAIL: &str = concat!(
            "SELECT ",
            account_columns!("a"),
            " FROM accounts a
            WHERE a.digest <> 'off' AND a.role <> 'member' AND a.left_at IS NULL AND NOT ",
            is_bound!("a"),
            " ORDER BY a.id"
        );
        let rows: Vec<AccountRow> = query_as(WITH_MAIL).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Account::try_from).collect()
    }

    /// Counts the items in a scope that wait for moderators.
    pub async fn waiting(&self, scope: Scope) -> Result<Waiting> {
        const OF_SITES: &str = concat!(
            "SELECT
            (SELECT COUNT(*) FROM comments c WHERE c.judged_at IS NULL
                AND COALESCE(c.held_for, '') <> 'email' AND ",
            in_sites!("c.site_id", "$1"),
            ") AS review,
            (SELECT COUNT(*) FROM comments c WHERE c.open_reports > 0 AND ",
            in_sites!("c.site_id", "$1"),
            ") AS reported,
            (SELECT COUNT(*) FROM comments c WHERE c.state = 'held'
                AND COALESCE(c.held_for, '') <> 'email' AND ",
            in_sites!("c.site_id", "$1"),
            ") AS held,
            (SELECT COUNT(*) FROM appeals p JOIN decisions d ON d.id = p.decision_id
                WHERE p.outcome IS NULL AND ",
            comment_in_sites!("d.comment_id", "$1"),
            ") AS appeals"
        );
        const WAITING: &str = "SELECT
            (SELECT COUNT(*) FROM comments WHERE judged_at IS NULL
                AND COALESCE(held_for, '') <> 'email') AS review,
            (SELECT COUNT(*) FROM comments WHERE open_reports > 0) AS reported,
            (SELECT COUNT(*) FROM comments WHERE state = 'held'
                AND COALESCE(held_for, '') <> 'email') AS held,
            (SELECT COUNT(*) FROM appeals WHERE outcome IS NULL) AS appeals";
        let waiting = match scope {
            Scope::Board => query_as(WAITING),
            Scope::SitesOf(account) => query_as(OF_SITES).bind(account),
        };
        Ok(waiting.fetch_one(&mut self.reader()).await?)
    }

    /// Queues a digest for each moderator whose digest is due.
    ///
    /// Only for moderators for whom something new waits since the last digest. Returns the number
    /// of digests.
    pub async fn call_digests(&self, now: Timestamp) -> Result<usize> {
        const CALL: &str = concat!(
            CALL_THOSE_DUE,
            "AND NOT ",
            is_bound!("accounts"),
            " AND (EXISTS (SELECT 1 FROM comments c WHERE c.judged_at IS NULL
                        AND COALESCE(c.held_for, '') <> 'email'
                        AND c.posted_at > COALESCE(accounts.digest_at, 0))
                    OR EXISTS (SELECT 1 FROM reports r WHERE r.decision_id IS NULL
                        AND r.made_at > COALESCE(accounts.digest_at, 0))
                    OR EXISTS (SELECT 1 FROM appeals a WHERE a.outcome IS NULL
                        AND a.made_at > COALESCE(accounts.digest_at, 0)))
            RETURNING id"
        );
        const CALL_BOUND: &str = concat!(
            CALL_THOSE_DUE,
            "AND ",
            is_bound!("accounts"),
            " AND (EXISTS (SELECT 1 FROM moderator_sites ms CROSS JOIN comments c
                    WHERE ms.account_id = accounts.id AND c.site_id = ms.site_id
                        AND c.judged_at IS NULL AND COALESCE(c.held_for, '') <> 'email'
                        AND c.posted_at > COALESCE(accounts.digest_at, 0))
                OR EXISTS (SELECT 1 FROM reports r WHERE r.decision_id IS NULL
                    AND r.made_at > COALESCE(accounts.digest_at, 0) AND ",
            comment_in_sites!("r.comment_id", "accounts.id"),
            ")
                OR EXISTS (SELECT 1 FROM appeals a JOIN decisions d ON d.id = a.decision_id
                    WHERE a.outcome IS NULL AND a.made_at > COALESCE(accounts.digest_at, 0) AND ",
            comment_in_sites!("d.comment_id", "accounts.id"),
            "))
            RETURNING id"
        );
        // The job runs about once an hour, so a digest may go out up to a minute early.
        let before = |hours: i64| {
            micros(now - SignedDuration::from_hours(hours) + SignedDuration::from_mins(1))
        };
        self.write(|mut tx| async move {
            let mut called: Vec<i64> = Vec::new();
            for call in [CALL, CALL_BOUND] {
                let due: Vec<i64> = query_scalar(call)
                    .bind(micros(now))
                    .bind(before(1))
                    .bind(before(24))
                    .fetch_all(&mut tx)
                    .await?;
                called.extend(due);
            }
            for account in &called {
                announced(&Event::Digest { account: *account }, now)?.execute(&mut tx).await?;
            }
            Ok(tx.commit(called.len()))
        })
        .await
    }
}
