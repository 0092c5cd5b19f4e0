//! Erasures: what was deleted for ever, so that it is deleted again from a backup.
//!
//! A row is written in the transaction that erases. It has no name, address or text: a comment and
//! an account are known by their number and the time they came into being, an address by its hash
//! with the secret of the installation.

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::account::Email;
use crate::account::Scope;
use crate::comment::{Reason, State};
use crate::error::{Error, Result};
use crate::moderation::Decision;
use crate::store::accounts::Obstacle;
use crate::store::moderation::{Expunging, NewDecision};
use crate::store::scores::lessons::FORGET_LESSONS;
use crate::store::{Statement, Store, Tx, micros, query, query_as, query_scalar, unknown};

/// Time for which an erasure is stored, in the table and in the journal: longer than any backup.
pub const KEPT: SignedDuration = SignedDuration::from_hours(400 * 24);

/// Statement that returns the secret of the installation, if there is one yet.
const SECRET: &str = "SELECT secret FROM installation WHERE id = 1";

/// Erasure, as a row and as a line of the journal. Times are microseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::FromRow)]
pub struct Erasure {
    /// Time of the erasure.
    pub made_at: i64,
    /// `comment`, `author` (of a comment), `account` or `address`.
    pub kind: String,
    /// Number of the comment or account, or the hash of the address in hexadecimal digits.
    pub subject: String,
    /// Time at which the comment was posted or the account was made.
    pub born_at: Option<i64>,
    /// Reason for which the comment was removed.
    pub reason: Option<String>,
    /// Number of the administrator who erased the comment.
    pub made_by: Option<i64>,
}

/// Result of an erasure that is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeated {
    /// It was erased now.
    Erased,
    /// There is nothing of that kind in the database, or it was erased before.
    Nothing,
    /// The account can't be deleted.
    Kept(Obstacle),
}

/// Returns the statement that records that the text of a comment was erased.
pub(in crate::store) fn of_comment(id: i64, by: i64, now: Timestamp) -> Statement<'static> {
    const RECORD: &str = "INSERT INTO erasures (kind, subject, born_at, reason, made_by, made_at)
        SELECT 'comment', CAST(id AS TEXT), posted_at, reason, $2, $3 FROM comments WHERE id = $1";
    query(RECORD).bind(id).bind(by).bind(micros(now))
}

/// Returns the statement that records that an account was deleted.
pub(in crate::store) fn of_account(id: i64, now: Timestamp) -> Statement<'static> {
    const RECORD: &str = "INSERT INTO erasures (kind, subject, born_at, made_at)
        SELECT 'account', CAST(id AS TEXT), made_at, $2 FROM accounts WHERE id = $1";
    query(RECORD).bind(id).bind(micros(now))
}

/// Returns the statement that records that the comments of an account lost their author.
///
/// An older backup may know them as comments of a guest, which the account claimed later.
pub(in crate::store) fn of_authorship(account: i64, now: Timestamp) -> Statement<'static> {
    const RECORD: &str = "INSERT INTO erasures (kind, subject, born_at, made_at)
        SELECT 'author', CAST(id AS TEXT), posted_at, $2 FROM comments WHERE account_id = $1";
    query(RECORD).bind(account).bind(micros(now))
}

/// Records that everything of a guest with an address was erased.
pub(in crate::store) async fn record_address(
    tx: &mut Tx,
    email: &Email,
    now: Timestamp,
) -> Result<()> {
    const RECORD: &str = "INSERT INTO erasures (kind, subject, made_at) VALUES ('address', $1, $2)";
    // Without a secret no page was ever served, so that nobody can have asked for it.
    let secret: Option<Vec<u8>> = query_scalar(SECRET).fetch_optional(tx).await?;
    if let Some(secret) = secret {
        query(RECORD).bind(mark(&secret, &email.key())).bind(micros(now)).execute(tx).await?;
    }
    Ok(())
}

/// Returns the keyed hash of an address (HMAC-SHA-256, RFC 2104) in hexadecimal digits.
fn mark(secret: &[u8], email_key: &str) -> String {
    let mut hash = Hmac::<Sha256>::new_from_slice(secret).expect("a key of any length will do");
    hash.update(b"erased\0");
    hash.update(email_key.as_bytes());
    hex::encode(hash.finalize().into_bytes())
}

impl Store {
    /// Returns all recorded erasures.
    pub async fn erasures(&self) -> Result<Vec<Erasure>> {
        const ALL: &str = "SELECT made_at, kind, subject, born_at, reason, made_by FROM erasures
            ORDER BY id";
        Ok(query_as(ALL).fetch_all(&mut self.reader()).await?)
    }

    /// Erases again what was erased after this copy of the database was made.
    ///
    /// `word` is the name of a deleted account that records refer to, `note` explains the decision
    /// about a comment. Nobody is notified. The erasure is recorded, so that it is not repeated
    /// once more on what is posted from now on.
    pub async fn erase_again(
        &self,
        erasure: &Erasure,
        (word, note): (&str, &str),
        now: Timestamp,
    ) -> Result<Repeated> {
        let repeated = match erasure.kind.as_str() {
            "comment" => self.expunge_again(erasure, note, now).await?,
            "author" => self.disown_comment(erasure).await?,
            "account" => self.leave_again(erasure, word, now).await?,
            "address" => self.disown_again(erasure, now).await?,
            other => return Err(unknown("erasure", other)),
        };
        if !matches!(repeated, Repeated::Kept(_)) {
            self.record_erasure(erasure).await?;
        }
        Ok(repeated)
    }

    /// Records an erasure of another copy of this database.
    async fn record_erasure(&self, erasure: &Erasure) -> Result<()> {
        const RECORD: &str =
            "INSERT INTO erasures (made_at, kind, subject, born_at, reason, made_by)
            VALUES ($1, $2, $3, $4, $5, $6)";
        let Erasure { made_at, kind, subject, born_at, reason, made_by } = erasure;
        let record = query(RECORD).bind(*made_at).bind(kind).bind(subject).bind(*born_at);
        self.execute(record.bind(reason.as_deref()).bind(*made_by)).await?;
        Ok(())
    }

    async fn disown_comment(&self, erasure: &Erasure) -> Result<Repeated> {
        const LOOSE: &str = "UPDATE comments SET account_id = NULL, name = NULL, email = NULL,
                email_key = NULL, network = NULL, notify = FALSE, browser = NULL, proved = FALSE
            WHERE id = $1 AND (account_id IS NOT NULL OR name IS NOT NULL OR email IS NOT NULL)";
        const NOTES: &str = "DELETE FROM notes WHERE about = 'person' AND comment_id = $1";
        let Some(id) = self.born(erasure, "comments", "posted_at").await? else {
            return Ok(Repeated::Nothing);
        };
        let loose = self.execute(query(LOOSE).bind(id)).await?;
        self.execute(query(NOTES).bind(id)).await?;
        self.execute(query(FORGET_LESSONS).bind(id)).await?;
        Ok(if loose > 0 { Repeated::Erased } else { Repeated::Nothing })
    }

    async fn expunge_again(
        &self,
        erasure: &Erasure,
        note: &str,
        now: Timestamp,
    ) -> Result<Repeated> {
        const ADMIN: &str = "SELECT id FROM accounts WHERE role = 'admin' AND left_at IS NULL
            ORDER BY id <> $1, id LIMIT 1";
        let Some(comment) = self.born(erasure, "comments", "posted_at").await? else {
            return Ok(Repeated::Nothing);
        };
        let Some(case) = self.case(Scope::Board, comment, now).await? else {
            return Ok(Repeated::Nothing);
        };
        if case.comment.is_expunged() {
            return Ok(Repeated::Nothing);
        }
        let reason = erasure.reason.as_deref().and_then(Reason::from_code);
        let decision = Decision::Remove(match (case.comment.state, reason) {
            (State::Removed(reason), _) | (_, Some(reason)) => reason,
            (_, None) => Reason::Illegal,
        });
        let moderator: i64 = query_scalar(ADMIN)
            .bind(erasure.made_by.unwrap_or_default())
            .fetch_one(&mut self.reader())
            .await?;
        let new = NewDecision {
            comment: &case.comment,
            becomes: decision
                .applied_to(&case.comment)
                .map_err(|key| Error::Invalid(key.into()))?,
            decision,
            note: Some(note),
            moderator,
            route: None,
            lesson: None,
        };
        let is_erased = self.expunge(&new, Expunging::Again, now).await?;
        Ok(if is_erased { Repeated::Erased } else { Repeated::Nothing })
    }

    async fn leave_again(&self, erasure: &Erasure, word: &str, now: Timestamp) -> Result<Repeated> {
        let Some(id) = self.born(erasure, "accounts", "made_at").await? else {
            return Ok(Repeated::Nothing);
        };
        let accounts = self.accounts().await?;
        let Some(account) = accounts.into_iter().find(|account| account.id == id) else {
            return Ok(Repeated::Nothing);
        };
        Ok(match self.leave(&account, None, word, now).await? {
            Ok(()) => Repeated::Erased,
            Err(obstacle) => Repeated::Kept(obstacle),
        })
    }

    async fn disown_again(&self, erasure: &Erasure, now: Timestamp) -> Result<Repeated> {
        const ADDRESSES: &str = "SELECT email_key FROM mailboxes
            UNION SELECT email_key FROM comments WHERE email_key IS NOT NULL
            UNION SELECT lower(email) FROM reports WHERE email IS NOT NULL
            UNION SELECT lower(email) FROM appeals WHERE email IS NOT NULL
            UNION SELECT email_key FROM follows UNION SELECT email_key FROM proofs";
        let mut db = self.reader();
        let secret: Option<Vec<u8>> = query_scalar(SECRET).fetch_optional(&mut db).await?;
        let Some(secret) = secret else { return Ok(Repeated::Nothing) };
        let addresses: Vec<String> = query_scalar(ADDRESSES).fetch_all(&mut db).await?;
        let ours: BTreeSet<String> = addresses
            .into_iter()
            .filter(|address| mark(&secret, address) == erasure.subject)
            .collect();
        for address in &ours {
            self.disown_guest(&Email::stored(address.clone()), now).await?;
        }
        Ok(if ours.is_empty() { Repeated::Nothing } else { Repeated::Erased })
    }

    /// Returns the number of the row that an erasure is about.
    ///
    /// `None` if there is none: it is younger than the backup. A row that was numbered again after
    /// an earlier backup was restored is another one, which came into being at another time.
    async fn born(
        &self,
        erasure: &Erasure,
        table: &'static str,
        time: &'static str,
    ) -> Result<Option<i64>> {
        let Ok(id) = erasure.subject.parse::<i64>() else { return Ok(None) };
        let born = format!("SELECT id FROM {table} WHERE id = $1 AND {time} = $2");
        // Both names are constants of this file.
        let born = query_scalar(sqlx::AssertSqlSafe(born)).bind(id).bind(erasure.born_at);
        Ok(born.fetch_optional(&mut self.reader()).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_an_address_needs_the_secret_of_the_board() {
        let hash = mark(&[7; 32], "lezer@post.example");
        assert_eq!(hash.len(), 64);
        assert_eq!(hash, mark(&[7; 32], "lezer@post.example"));
        assert_ne!(hash, mark(&[8; 32], "lezer@post.example"));
        assert_ne!(hash, mark(&[7; 32], "lezers@post.example"));
    }
}
