//! Comments of guests, by the address they gave: confirming, claiming and disowning it.

use constcat::concat;
use jiff::{SignedDuration, Timestamp};

use super::{CommentRow, SELECT_COMMENTS};
use crate::account::Email;
use crate::comment::Comment;
use crate::error::{Error, Result};
use crate::notify::Event;
use crate::security::token::Token;
use crate::store::accounts::email_tokens::spend;
use crate::store::backup::erasures::record_address;
use crate::store::mail::events::announced;
use crate::store::mail::mailboxes::prove;
use crate::store::scores::lessons::FORGET_LESSONS_OF_GUEST;
use crate::store::webhooks::events::told_of_comment;
use crate::store::{Store, micros, query, query_as, query_scalar};
use crate::webhook::EventKind;

/// Minimum time between two requests to confirm an address.
const ASK_AGAIN: SignedDuration = SignedDuration::from_hours(24);
/// Time after which a comment that waits for its author's confirmation is deleted.
///
/// No reader has seen such a comment.
pub(in crate::store) const UNCONFIRMED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Time after which a visible comment is accepted without a decision of a moderator.
const ACCEPTED_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// Time after which a removed comment no longer counts against its author.
const FORGIVEN_AFTER: SignedDuration = SignedDuration::from_hours(90 * 24);

impl Store {
    pub(in crate::store) const LET_THROUGH: &str = "SELECT COUNT(*) FROM comments
        WHERE proved AND email_key = $1 AND account_id IS NULL AND state = 'visible'
            AND judged_at IS NOT NULL";

    /// Returns whether a moderator approved a comment by the owner of this address.
    pub async fn was_let_through(&self, email: &Email) -> Result<bool> {
        let count: i64 =
            query_scalar(Self::LET_THROUGH).bind(email.key()).fetch_one(&mut self.reader()).await?;
        Ok(count > 0)
    }

    pub(in crate::store) const ACCEPTED: &str = "SELECT EXISTS (SELECT 1 FROM comments
            WHERE proved AND email_key = $1 AND account_id IS NULL
            AND state = 'visible' AND (judged_at IS NOT NULL OR shown_at < $2))
        AND NOT EXISTS (SELECT 1 FROM comments
            WHERE proved AND email_key = $1 AND account_id IS NULL
            AND state = 'removed' AND posted_at > $3)";

    /// Returns whether a comment by the owner of this address was accepted.
    ///
    /// It was if a moderator approved it or it was visible for a day, and if none was removed in
    /// the last 90 days.
    pub async fn is_accepted(&self, email: &Email, now: Timestamp) -> Result<bool> {
        Ok(query_scalar(Self::ACCEPTED)
            .bind(email.key())
            .bind(micros(now - ACCEPTED_AFTER))
            .bind(micros(now - FORGIVEN_AFTER))
            .fetch_one(&mut self.reader())
            .await?)
    }

    pub(in crate::store) const BY_GUEST: &str = concat!(
        SELECT_COMMENTS,
        "WHERE c.email_key = $1 AND c.account_id IS NULL ORDER BY c.id DESC LIMIT 500"
    );

    /// Returns the latest 500 comments of guests under an address.
    pub async fn comments_of_guest(&self, email: &Email) -> Result<Vec<Comment>> {
        let rows: Vec<CommentRow> =
            query_as(Self::BY_GUEST).bind(email.key()).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Comment::try_from).collect()
    }

    pub(in crate::store) const PROVED_SINCE: &str =
        "SELECT m.email FROM proofs p JOIN mailboxes m ON m.email_key = p.email_key
        WHERE p.browser = $1 AND p.proved_at > $2 ORDER BY p.proved_at DESC LIMIT 1";

    /// Returns the address that was confirmed last in a browser, if that was after `since`.
    pub async fn proved_since(
        &self,
        browser: &[u8; 32],
        since: Timestamp,
    ) -> Result<Option<Email>> {
        let found: Option<String> = query_scalar(Self::PROVED_SINCE)
            .bind(browser.as_slice())
            .bind(micros(since))
            .fetch_optional(&mut self.reader())
            .await?;
        Ok(found.map(Email::stored))
    }

    /// Records that the owner of an address is asked to confirm it, and returns whether to ask.
    ///
    /// Returns false if the owner was asked within the last day, or if the address is confirmed
    /// already and `again` is false.
    pub async fn may_ask(&self, email: &Email, again: bool, now: Timestamp) -> Result<bool> {
        const ASK: &str = "UPDATE mailboxes SET asked_at = $2
            WHERE email_key = $1 AND (confirmed_at IS NULL OR $4)
                AND (asked_at IS NULL OR asked_at <= $3)";
        let ask = query(ASK)
            .bind(email.key())
            .bind(micros(now))
            .bind(micros(now - ASK_AGAIN))
            .bind(again);
        Ok(self.execute(ask).await? > 0)
    }

    pub(in crate::store) const VOUCH: &str = "UPDATE comments SET proved = TRUE
        WHERE id = $1 AND email_key = $2 AND account_id IS NULL AND NOT proved";

    /// Uses a link that confirms an address, in this browser.
    ///
    /// Also marks the comment for which the confirmation was requested as written by the owner of
    /// the address. Returns false if the link was used already.
    pub async fn prove_address(
        &self,
        link: &Token,
        (email, comment): (&Email, Option<i64>),
        browser: &[u8; 32],
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<bool> {
        self.write(|mut tx| async move {
            let fresh = spend(&mut tx, link).await?;
            if fresh {
                prove(&mut tx, email, Some(browser), chance, now).await?;
                query(Self::VOUCH).bind(comment).bind(email.key()).execute(&mut tx).await?;
            }
            Ok(tx.commit(fresh))
        })
        .await
    }

    /// Uses a link that shows a comment and confirms the address it was written under.
    ///
    /// Returns false if the link was used already, and `Error::NotFound` if the author's address
    /// was erased.
    pub async fn confirm_comment(
        &self,
        link: &Token,
        comment: &Comment,
        browser: &[u8; 32],
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<bool> {
        const SHOW: &str = "UPDATE comments SET state = 'visible', held_for = NULL, shown_at = $2,
                urgency = score
            WHERE id = $1 AND state = 'held' AND judged_at IS NULL
                AND (held_for = 'email' OR held_by IN ('flood', 'guesses', 'rate'))";
        const COUNT: &str =
            "UPDATE articles SET visible_comments = visible_comments + 1 WHERE id = $1";
        let Some(email) = comment.author.email() else { return Err(Error::NotFound) };
        self.write(|mut tx| async move {
            if !spend(&mut tx, link).await? {
                return Ok(tx.roll_back(false));
            }
            prove(&mut tx, email, Some(browser), chance, now).await?;
            query(Self::VOUCH).bind(comment.id).bind(email.key()).execute(&mut tx).await?;
            let shown = query(SHOW).bind(comment.id).bind(micros(now)).execute(&mut tx).await?;
            if shown > 0 {
                query(COUNT).bind(comment.article_id).execute(&mut tx).await?;
                told_of_comment(EventKind::CommentShown, comment.id, None, now)
                    .execute(&mut tx)
                    .await?;
                if comment.concerns_others() {
                    announced(&Event::Shown { comment: comment.id }, now)?.execute(&mut tx).await?;
                }
            }
            Ok(tx.commit(true))
        })
        .await
    }

    /// Assigns the comments of guests under an address to an account, and returns their number.
    pub async fn claim_comments(&self, email: &Email, account: i64) -> Result<u64> {
        const CLAIM: &str =
            "UPDATE comments SET account_id = $2, name = NULL, email = NULL, email_key = NULL,
                browser = NULL, proved = FALSE
            WHERE email_key = $1 AND account_id IS NULL";
        self.execute(query(CLAIM).bind(email.key()).bind(account)).await
    }

    /// Erases an address, and the name and address of all comments of guests under it.
    ///
    /// Returns the number of those comments.
    pub async fn disown_guest(&self, email: &Email, now: Timestamp) -> Result<u64> {
        const LOOSE: &str = "UPDATE comments SET name = NULL, email = NULL, email_key = NULL,
                network = NULL, notify = FALSE,
                browser = NULL, proved = FALSE
            WHERE email_key = $1 AND account_id IS NULL";
        const NOTES: &str = "DELETE FROM notes WHERE about = 'person'
            AND comment_id IN
                (SELECT id FROM comments WHERE email_key = $1 AND account_id IS NULL)";
        const REPORTS: &str =
            "UPDATE reports SET name = NULL, email = NULL, reporter = NULL WHERE lower(email) = $1";
        const APPEALS: &str = "UPDATE appeals SET email = NULL WHERE lower(email) = $1";
        const PROOFS: &str = "DELETE FROM proofs WHERE email_key = $1";
        const FOLLOWS: &str = "DELETE FROM follows WHERE email_key = $1
            AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.email_key = $1)";
        const MAILBOX: &str = "DELETE FROM mailboxes WHERE email_key = $1
            AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.email_key = $1)";
        self.write(|mut tx| async move {
            query(NOTES).bind(email.key()).execute(&mut tx).await?;
            query(FORGET_LESSONS_OF_GUEST).bind(email.key()).execute(&mut tx).await?;
            let loose = query(LOOSE).bind(email.key()).execute(&mut tx).await?;
            for erase in [REPORTS, APPEALS, PROOFS, FOLLOWS] {
                query(erase).bind(email.key()).execute(&mut tx).await?;
            }
            query(MAILBOX).bind(email.key()).execute(&mut tx).await?;
            record_address(&mut tx, email, now).await?;
            Ok(tx.commit(loose))
        })
        .await
    }
}
