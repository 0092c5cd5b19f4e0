//! Deletion of accounts, in one transaction: comments stay without author, all other data goes.

use jiff::Timestamp;

use super::access::{end_access, in_session};
use super::api_tokens::END_TOKENS;
use super::invitations::end_invitations_of;
use super::list::take_turns;
use crate::account::{Account, Role};
use crate::error::Result;
use crate::store::backup::erasures::{of_account, of_authorship, record_address};
use crate::store::scores::lessons::FORGET_LESSONS_OF_ACCOUNT;
use crate::store::{Store, micros, query, query_scalar, unknown};

/// Reason for which an account can't be deleted yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It is the last account of an administrator.
    LastAdmin,
    /// It is the author of articles, which need an author who is responsible for them.
    Articles,
}

impl Store {
    pub(in crate::store) const OTHER_ADMINS: &str =
        "SELECT COUNT(*) FROM accounts WHERE role = 'admin' AND left_at IS NULL AND id <> $1";
    const ARTICLES_BY: &str = "SELECT COUNT(*) FROM articles WHERE author_id = $1";

    /// Returns the reason for which an account can't be deleted, if there is one.
    pub async fn obstacle(&self, account: &Account) -> Result<Option<Obstacle>> {
        let (admins, articles): (i64, i64) = {
            let mut db = self.reader();
            (
                query_scalar(Self::OTHER_ADMINS).bind(account.id).fetch_one(&mut db).await?,
                query_scalar(Self::ARTICLES_BY).bind(account.id).fetch_one(&mut db).await?,
            )
        };
        Ok(obstacle(account.role, admins, articles))
    }

    /// Deletes an account.
    ///
    /// If records such as decisions, bans or rules refer to it, a row without personal data
    /// remains, with `word` as its name. Returns `Error::SessionEnded` if the session has ended
    /// meanwhile.
    pub async fn leave(
        &self,
        account: &Account,
        session: Option<&[u8; 32]>,
        word: &str,
        now: Timestamp,
    ) -> Result<Result<(), Obstacle>> {
        const ROLE: &str = "SELECT role FROM accounts WHERE id = $1 AND left_at IS NULL";
        // Runs before the other changes, so that no new row can refer to the account. The keys
        // can't collide with others: no key of a name has capitals, and no address is without an @.
        const SCRUB: &str = "UPDATE accounts SET name = $2, name_key = $3, email = $4,
                email_key = $4, password = '', role = 'member', digest = 'off', digest_at = NULL,
                totp = NULL, totp_step = NULL, slug = NULL, left_at = $5
            WHERE id = $1";
        const TRACES: &str = "SELECT (SELECT COUNT(*) FROM decisions WHERE account_id = $1)
            + (SELECT COUNT(*) FROM bans WHERE made_by = $1 OR lifted_by = $1)
            + (SELECT COUNT(*) FROM rules WHERE made_by = $1)
            + (SELECT COUNT(*) FROM appeals WHERE answered_by = $1)
            + (SELECT COUNT(*) FROM notes WHERE account_id = $1)
            + (SELECT COUNT(*) FROM staff_log WHERE account_id = $1 OR subject_id = $1)
            + (SELECT COUNT(*) FROM article_versions WHERE author_id = $1 OR made_by = $1)";
        const DELETE: &str = "DELETE FROM accounts WHERE id = $1";
        let (id, email, key) = (account.id, account.email.as_str(), &account.email.key());
        self.write(|mut tx| async move {
            take_turns(&mut tx).await?;
            in_session(&mut tx, id, session).await?;
            // The role may have been changed after the session began.
            let role: Option<String> = query_scalar(ROLE).bind(id).fetch_optional(&mut tx).await?;
            let Some(role) = role else { return Ok(tx.roll_back(Ok(()))) };
            let role = Role::from_code(&role).ok_or_else(|| unknown("role", &role))?;
            let admins: i64 = query_scalar(Self::OTHER_ADMINS).bind(id).fetch_one(&mut tx).await?;
            let articles: i64 = query_scalar(Self::ARTICLES_BY).bind(id).fetch_one(&mut tx).await?;
            if let Some(obstacle) = obstacle(role, admins, articles) {
                return Ok(tx.roll_back(Err(obstacle)));
            }
            of_account(id, now).execute(&mut tx).await?;
            of_authorship(id, now).execute(&mut tx).await?;
            record_address(&mut tx, &account.email, now).await?;
            query(SCRUB)
                .bind(id)
                .bind(word)
                .bind(format!("LEFT-{id}"))
                .bind(format!("left-{id}"))
                .bind(micros(now))
                .execute(&mut tx)
                .await?;
            end_access(&mut tx, id, None).await?;
            end_invitations_of(&mut tx, id, Some(id), now).await?;
            for statement in OF_ACCOUNT {
                query(statement).bind(id).execute(&mut tx).await?;
            }
            for (statement, address) in OF_ADDRESS {
                let address = if address == Spelling::Key { key.as_str() } else { email };
                query(statement).bind(address).execute(&mut tx).await?;
            }
            let traces: i64 = query_scalar(TRACES).bind(id).fetch_one(&mut tx).await?;
            if traces == 0 {
                query(DELETE).bind(id).execute(&mut tx).await?;
            }
            Ok(tx.commit(Ok(())))
        })
        .await
    }
}

fn obstacle(role: Role, other_admins: i64, articles: i64) -> Option<Obstacle> {
    match (role, other_admins, articles) {
        (Role::Admin, 0, _) => Some(Obstacle::LastAdmin),
        (_, _, 1..) => Some(Obstacle::Articles),
        _ => None,
    }
}

/// Form in which an address is stored in a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Key,
    AsTyped,
}

/// Statements for everything that refers to the account.
const OF_ACCOUNT: [&str; 16] = [
    FORGET_LESSONS_OF_ACCOUNT,
    "DELETE FROM notes WHERE about = 'person'
        AND comment_id IN (SELECT id FROM comments WHERE account_id = $1)",
    "UPDATE comments SET account_id = NULL, name = NULL, email = NULL, email_key = NULL,
            network = NULL, notify = FALSE
        WHERE account_id = $1",
    "UPDATE reports SET account_id = NULL, name = NULL, email = NULL, reporter = NULL
        WHERE account_id = $1",
    "DELETE FROM tickets WHERE account_id = $1",
    "DELETE FROM passkeys WHERE account_id = $1",
    "DELETE FROM login_identities WHERE account_id = $1",
    "DELETE FROM recovery_codes WHERE account_id = $1",
    "DELETE FROM claims WHERE account_id = $1",
    "UPDATE comments SET useful = useful - 1
        WHERE id IN (SELECT comment_id FROM useful WHERE account_id = $1)",
    "DELETE FROM useful WHERE account_id = $1",
    "DELETE FROM article_drafts WHERE account_id = $1",
    "DELETE FROM avatars WHERE account_id = $1",
    "DELETE FROM known_browsers WHERE account_id = $1",
    "DELETE FROM moderator_sites WHERE account_id = $1",
    END_TOKENS,
];

/// Statements for everything that contains its address.
const OF_ADDRESS: [(&str, Spelling); 7] = [
    ("DELETE FROM mailboxes WHERE email_key = $1", Spelling::Key),
    ("DELETE FROM proofs WHERE email_key = $1", Spelling::Key),
    ("DELETE FROM follows WHERE email_key = $1", Spelling::Key),
    ("DELETE FROM invitations WHERE email_key = $1", Spelling::Key),
    ("DELETE FROM tickets WHERE email = $1", Spelling::AsTyped),
    ("DELETE FROM outbox WHERE recipient = $1", Spelling::AsTyped),
    ("UPDATE appeals SET email = NULL WHERE email = $1", Spelling::AsTyped),
];
