//! Settings of members as rows: name, password, mail, keyboard shortcuts.
//!
//! Creating accounts is done in `accounts`, deleting them in `leaving`.

use jiff::Timestamp;

use super::Owner;
use super::access::{FORGET_BROWSERS, end_access, in_session};
use super::api_tokens::END_TOKENS;
use super::staff_log::{StaffDeed, log_staff};
use crate::account::{Account, Digest, Name};
use crate::error::Result;
use crate::notify::Event;
use crate::store::mail::events::announced;
use crate::store::{Store, is_taken, query, query_as, unknown};

/// Settings of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// True if single-key shortcuts work on the moderation pages.
    pub keys_on: bool,
    /// Interval of the mail about what waits, for moderators.
    pub digest: Digest,
    /// True if answers are mailed for comments whose author asks for it.
    pub answers_on: bool,
    /// True if mail is sent when a comment mentions the member.
    pub mentions_on: bool,
}

/// Kinds of mail a member wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailChoice {
    /// True if answers are mailed for comments whose author asks for it.
    pub answers_on: bool,
    /// True if mail is sent when a comment mentions the member.
    pub mentions_on: bool,
    /// Interval of the mail for moderators, or `None` to leave it unchanged.
    pub digest: Option<Digest>,
}

impl Store {
    /// Returns the settings of an account, or `None` if it does not exist.
    pub async fn profile(&self, account: i64) -> Result<Option<Profile>> {
        const PROFILE: &str = "SELECT a.keys_on, a.digest, m.answers_off, m.mentions_off
            FROM accounts a LEFT JOIN mailboxes m ON m.email_key = a.email_key WHERE a.id = $1";
        let row: Option<(bool, String, Option<bool>, Option<bool>)> =
            query_as(PROFILE).bind(account).fetch_optional(&mut self.reader()).await?;
        row.map(|(keys_on, digest, answers_off, mentions_off)| {
            let digest = Digest::from_code(&digest).ok_or_else(|| unknown("digest", &digest))?;
            Ok(Profile {
                keys_on,
                digest,
                answers_on: answers_off != Some(true),
                mentions_on: mentions_off != Some(true),
            })
        })
        .transpose()
    }

    /// Renames an account, also beside its older comments.
    ///
    /// Returns `false` if another account has the name or one that looks like it.
    pub async fn rename(&self, account: i64, name: &Name) -> Result<bool> {
        const RENAME: &str =
            "UPDATE accounts SET name = $2, name_key = $3 WHERE id = $1 AND left_at IS NULL";
        self.write(|mut tx| async move {
            let rename = query(RENAME).bind(account).bind(name.as_str()).bind(name.key());
            match rename.execute(&mut tx).await {
                Err(error) if is_taken(&error, "accounts.name_key") => Ok(tx.roll_back(false)),
                renamed => Ok(tx.commit(renamed? > 0)),
            }
        })
        .await
    }

    /// Changes the password of an account.
    ///
    /// All sessions but this one end. Links to change the password or the address become invalid,
    /// because an intruder may have asked for them, and all known browsers are forgotten. On the
    /// command line, which is for accounts that somebody else has taken, all tokens end as well.
    pub async fn change_password(
        &self,
        owner: Owner<'_>,
        hash: &str,
        now: Timestamp,
    ) -> Result<()> {
        const SET: &str = "UPDATE accounts SET password = $2 WHERE id = $1 AND left_at IS NULL";
        let Owner { account, session } = owner;
        self.write(|mut tx| async move {
            in_session(&mut tx, account, session).await?;
            query(SET).bind(account).bind(hash).execute(&mut tx).await?;
            end_access(&mut tx, account, session).await?;
            query(FORGET_BROWSERS).bind(account).execute(&mut tx).await?;
            announced(&Event::PasswordChanged { account }, now)?.execute(&mut tx).await?;
            if session.is_none() {
                query(END_TOKENS).bind(account).execute(&mut tx).await?;
                log_staff(&mut tx, StaffDeed::Password, None, Some(account), None, now).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    /// Stores the kinds of mail a member wants. A new mailbox gets the stop key `chance`.
    pub async fn choose_mail(
        &self,
        account: &Account,
        choice: MailChoice,
        chance: [u8; 32],
    ) -> Result<()> {
        const ANSWERS: &str = "INSERT INTO mailboxes (email_key, email, stop_key, answers_off,
                mentions_off)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (email_key) DO UPDATE SET answers_off = excluded.answers_off,
                mentions_off = excluded.mentions_off";
        const DIGEST: &str = "UPDATE accounts SET digest = $2 WHERE id = $1";
        self.write(|mut tx| async move {
            query(ANSWERS)
                .bind(account.email.key())
                .bind(account.email.as_str())
                .bind(chance.as_slice())
                .bind(!choice.answers_on)
                .bind(!choice.mentions_on)
                .execute(&mut tx)
                .await?;
            if let Some(digest) = choice.digest {
                query(DIGEST).bind(account.id).bind(digest.code()).execute(&mut tx).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    /// Turns single-key shortcuts on the moderation pages on or off.
    pub async fn set_keys(&self, account: i64, on: bool) -> Result<()> {
        const SET: &str = "UPDATE accounts SET keys_on = $2 WHERE id = $1";
        self.execute(query(SET).bind(account).bind(on)).await.map(drop)
    }
}
