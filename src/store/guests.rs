//! What guests wrote, by the address they gave: proving it, claiming it, cutting it loose.

use jiff::{SignedDuration, Timestamp};

use super::comments::{CommentRow, comments};
use super::events::announce;
use super::mailboxes::prove;
use super::tickets::spend;
use super::{Store, micros, read, write};
use crate::account::Email;
use crate::comment::Comment;
use crate::error::{Error, Result};
use crate::notify::Event;
use crate::ticket::Token;

/// How often an address that was not confirmed is asked to be.
const ASK_AGAIN: SignedDuration = SignedDuration::from_hours(24);
/// How long a comment waits for its writer's e-mail; then it is forgotten, for nobody ever saw it.
pub(super) const UNCONFIRMED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long a comment stands until it is accepted though no moderator looked at it.
const ACCEPTED_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// How long a removed comment speaks against its writer.
const FORGIVEN_AFTER: SignedDuration = SignedDuration::from_hours(90 * 24);

impl Store {
    pub(super) const LET_THROUGH: &str = "SELECT COUNT(*) FROM comments
        WHERE proved AND email_key = $1 AND account_id IS NULL AND state = 'visible' AND judged_at IS NOT NULL";

    /// Whether a moderator let a comment by the owner of this address through.
    pub async fn was_let_through(&self, email: &Email) -> Result<bool> {
        let count: i64 = read!(self, |db| sqlx::query_scalar(Self::LET_THROUGH)
            .bind(email.key())
            .fetch_one(db)
            .await?);
        Ok(count > 0)
    }

    pub(super) const ACCEPTED: &str =
        "SELECT EXISTS (SELECT 1 FROM comments WHERE proved AND email_key = $1 AND account_id IS NULL
            AND state = 'visible' AND (judged_at IS NOT NULL OR shown_at < $2))
        AND NOT EXISTS (SELECT 1 FROM comments WHERE proved AND email_key = $1 AND account_id IS NULL
            AND state = 'removed' AND posted_at > $3)";

    /// Whether a comment of this address was accepted: a moderator let it stand or it stood for a day, and none was removed lately.
    pub async fn is_accepted(&self, email: &Email, now: Timestamp) -> Result<bool> {
        Ok(read!(self, |db| sqlx::query_scalar(Self::ACCEPTED)
            .bind(email.key())
            .bind(micros(now - ACCEPTED_AFTER))
            .bind(micros(now - FORGIVEN_AFTER))
            .fetch_one(db)
            .await?))
    }

    pub(super) const BY_GUEST: &str =
        comments!("WHERE c.email_key = $1 AND c.account_id IS NULL ORDER BY c.id DESC LIMIT 500");

    /// The latest comments under an address, by guests.
    pub async fn comments_of_guest(&self, email: &Email) -> Result<Vec<Comment>> {
        let rows: Vec<CommentRow> = read!(self, |db| sqlx::query_as(Self::BY_GUEST)
            .bind(email.key())
            .fetch_all(db)
            .await?);
        rows.into_iter().map(Comment::try_from).collect()
    }

    pub(super) const PROVED_SINCE: &str =
        "SELECT m.email FROM proofs p JOIN mailboxes m ON m.email_key = p.email_key
        WHERE p.browser = $1 AND p.proved_at > $2 ORDER BY p.proved_at DESC LIMIT 1";

    /// The address a browser proved last, if that was after a moment.
    pub async fn proved_since(
        &self,
        browser: &[u8; 32],
        since: Timestamp,
    ) -> Result<Option<Email>> {
        let found: Option<String> = read!(self, |db| {
            sqlx::query_scalar(Self::PROVED_SINCE)
                .bind(browser.as_slice())
                .bind(micros(since))
                .fetch_optional(db)
                .await?
        });
        Ok(found.map(Email::stored))
    }

    /// Notes that an address is asked to be confirmed; false when it was asked within a day, or is confirmed and need not be `again`.
    pub async fn may_ask(&self, email: &Email, again: bool, now: Timestamp) -> Result<bool> {
        const ASK: &str = "UPDATE mailboxes SET asked_at = $2
            WHERE email_key = $1 AND (confirmed_at IS NULL OR $4) AND (asked_at IS NULL OR asked_at <= $3)";
        let changed = write!(self, |tx| {
            sqlx::query(ASK)
                .bind(email.key())
                .bind(micros(now))
                .bind(micros(now - ASK_AGAIN))
                .bind(again)
                .execute(&mut *tx)
                .await?
                .rows_affected()
        });
        Ok(changed > 0)
    }

    pub(super) const VOUCH: &str = "UPDATE comments SET proved = TRUE
        WHERE id = $1 AND email_key = $2 AND account_id IS NULL AND NOT proved";

    /// Spends a link that proves an address, in this browser, and with it the comment that it was asked for with; false when it was
    /// spent already.
    pub async fn prove_address(
        &self,
        link: &Token,
        (email, comment): (&Email, Option<i64>),
        browser: &[u8; 32],
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<bool> {
        Ok(write!(self, |tx| {
            let fresh = spend!(tx, link);
            if fresh {
                prove!(tx, email, Some(browser), chance, now);
                sqlx::query(Self::VOUCH).bind(comment).bind(email.key()).execute(&mut *tx).await?;
            }
            fresh
        }))
    }

    /// Spends a link that shows a comment and proves the address it was written under; false when it was spent already.
    pub async fn confirm_comment(
        &self,
        link: &Token,
        comment: &Comment,
        browser: &[u8; 32],
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<bool> {
        const SHOW: &str =
            "UPDATE comments SET state = 'visible', held_for = NULL, shown_at = $2, urgency = 0
            WHERE id = $1 AND state = 'held' AND judged_at IS NULL
                AND (held_for = 'email' OR held_by IN ('flood', 'guesses', 'rate'))";
        const COUNT: &str =
            "UPDATE articles SET visible_comments = visible_comments + 1 WHERE id = $1";
        let Some(email) = comment.author.email() else { return Err(Error::NotFound) };
        Ok(write!(self, |tx| {
            if !spend!(tx, link) {
                return Ok(false);
            }
            prove!(tx, email, Some(browser), chance, now);
            sqlx::query(Self::VOUCH).bind(comment.id).bind(email.key()).execute(&mut *tx).await?;
            let shown =
                sqlx::query(SHOW).bind(comment.id).bind(micros(now)).execute(&mut *tx).await?;
            if shown.rows_affected() > 0 {
                sqlx::query(COUNT).bind(comment.article_id).execute(&mut *tx).await?;
                if comment.concerns_others() {
                    announce!(tx, &Event::Shown { comment: comment.id }, now);
                }
            }
            true
        }))
    }

    /// Gives what a guest wrote under an address to an account; says how many comments.
    pub async fn claim_comments(&self, email: &Email, account: i64) -> Result<u64> {
        const CLAIM: &str =
            "UPDATE comments SET account_id = $2, name = NULL, email = NULL, email_key = NULL, browser = NULL, proved = FALSE
            WHERE email_key = $1 AND account_id IS NULL";
        Ok(write!(self, |tx| {
            sqlx::query(CLAIM)
                .bind(email.key())
                .bind(account)
                .execute(&mut *tx)
                .await?
                .rows_affected()
        }))
    }

    /// Cuts what a guest wrote under an address loose from it, and forgets the address; says how many comments.
    pub async fn disown_guest(&self, email: &Email) -> Result<u64> {
        const LOOSE: &str = "UPDATE comments SET name = NULL, email = NULL, email_key = NULL, network = NULL, notify = FALSE,
                browser = NULL, proved = FALSE
            WHERE email_key = $1 AND account_id IS NULL";
        const NOTES: &str = "DELETE FROM notes WHERE about = 'person'
            AND comment_id IN (SELECT id FROM comments WHERE email_key = $1 AND account_id IS NULL)";
        const REPORTS: &str =
            "UPDATE reports SET name = NULL, email = NULL, reporter = NULL WHERE lower(email) = $1";
        const APPEALS: &str = "UPDATE appeals SET email = NULL WHERE lower(email) = $1";
        const PROOFS: &str = "DELETE FROM proofs WHERE email_key = $1";
        const FOLLOWS: &str = "DELETE FROM follows WHERE email_key = $1
            AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.email_key = $1)";
        const MAILBOX: &str = "DELETE FROM mailboxes WHERE email_key = $1
            AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.email_key = $1)";
        Ok(write!(self, |tx| {
            sqlx::query(NOTES).bind(email.key()).execute(&mut *tx).await?;
            let loose =
                sqlx::query(LOOSE).bind(email.key()).execute(&mut *tx).await?.rows_affected();
            for erase in [REPORTS, APPEALS, PROOFS, FOLLOWS] {
                sqlx::query(erase).bind(email.key()).execute(&mut *tx).await?;
            }
            sqlx::query(MAILBOX).bind(email.key()).execute(&mut *tx).await?;
            loose
        }))
    }
}
