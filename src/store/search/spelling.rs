//! Normalization of e-mail addresses stored by versions that kept a domain outside ASCII as typed.

use crate::account::Email;
use crate::error::Result;
use crate::store::{Store, query, query_as, query_scalar};

/// Migration of the first version that stores normalized addresses.
pub(in crate::store) const FIRST: i64 = 16;
/// Migration that created the last of the tables with addresses.
const LAST_TABLE: i64 = 2;

/// Statements for columns of addresses that are no keys.
///
/// One finds those with characters outside ASCII, the other changes all equal ones.
const PLAIN: [(&str, &str); 5] = [
    (
        "SELECT DISTINCT email FROM reports WHERE octet_length(email) <> length(email)",
        "UPDATE reports SET email = $2 WHERE email = $1",
    ),
    (
        "SELECT DISTINCT email FROM appeals WHERE octet_length(email) <> length(email)",
        "UPDATE appeals SET email = $2 WHERE email = $1",
    ),
    (
        "SELECT DISTINCT email FROM tickets WHERE octet_length(email) <> length(email)",
        "UPDATE tickets SET email = $2 WHERE email = $1",
    ),
    (
        "SELECT DISTINCT recipient FROM outbox WHERE octet_length(recipient) <> length(recipient)",
        "UPDATE outbox SET recipient = $2 WHERE recipient = $1",
    ),
    (
        "SELECT DISTINCT value FROM bans
            WHERE kind = 'email' AND octet_length(value) <> length(value)",
        "UPDATE bans SET value = $2 WHERE kind = 'email' AND value = $1",
    ),
];

impl Store {
    /// Normalizes the stored addresses, once.
    ///
    /// This runs before the migration that belongs to it, so that an interrupted run is repeated.
    pub(in crate::store) async fn unite_spellings(&self) -> Result<()> {
        const NEWEST: &str = "SELECT MAX(version) FROM _sqlx_migrations WHERE success";
        // Without migrations up to `LAST_TABLE` some tables are missing, and none holds an address.
        let newest: sqlx::Result<Option<i64>> =
            query_scalar(NEWEST).fetch_one(&mut self.reader()).await;
        if !matches!(newest, Ok(Some(LAST_TABLE..FIRST))) {
            return Ok(());
        }
        self.unite_accounts().await?;
        self.unite_comments().await?;
        self.unite_mailboxes().await?;
        for (find, change) in PLAIN {
            let kept: Vec<String> = query_scalar(find).fetch_all(&mut self.reader()).await?;
            let kept = &kept;
            self.write(|mut tx| async move {
                for old in kept {
                    let new = Email::stored(old.clone());
                    query(change).bind(old).bind(new.as_str()).execute(&mut tx).await?;
                }
                Ok(tx.commit(()))
            })
            .await?;
        }
        Ok(())
    }

    /// Normalizes the addresses of accounts.
    ///
    /// An account keeps its address if another one already has the normalized form; an
    /// administrator sees both.
    async fn unite_accounts(&self) -> Result<()> {
        const FIND: &str = "SELECT id, email FROM accounts
            WHERE octet_length(email_key) <> length(email_key) ORDER BY id";
        const CHANGE: &str = "UPDATE accounts SET email = $2, email_key = $3 WHERE id = $1
            AND NOT EXISTS (SELECT 1 FROM accounts o WHERE o.email_key = $3 AND o.id <> $1)";
        let kept: Vec<(i64, String)> = query_as(FIND).fetch_all(&mut self.reader()).await?;
        for (id, old) in kept {
            let new = Email::stored(old);
            let changed =
                self.execute(query(CHANGE).bind(id).bind(new.as_str()).bind(new.key())).await?;
            if changed == 0 {
                tracing::warn!(
                    account = id,
                    "an account has the address of another one, spelled differently, and can no \
                     longer log in; give it another address or let its owner use the other account"
                );
            }
        }
        Ok(())
    }

    async fn unite_comments(&self) -> Result<()> {
        const FIND: &str =
            "SELECT DISTINCT email_key, email FROM comments WHERE email_key IS NOT NULL
            AND octet_length(email_key) <> length(email_key)";
        const CHANGE: &str =
            "UPDATE comments SET email = $3, email_key = $4 WHERE email_key = $1 AND email = $2";
        let kept: Vec<(String, String)> = query_as(FIND).fetch_all(&mut self.reader()).await?;
        let kept = &kept;
        self.write(|mut tx| async move {
            for (key, old) in kept {
                let new = Email::stored(old.clone());
                query(CHANGE)
                    .bind(key)
                    .bind(old)
                    .bind(new.as_str())
                    .bind(new.key())
                    .execute(&mut tx)
                    .await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    /// Normalizes the addresses of mailboxes.
    ///
    /// If both forms have a mailbox, the one in ASCII stays, and mail stopped in either remains
    /// stopped.
    async fn unite_mailboxes(&self) -> Result<()> {
        const FIND: &str = "SELECT email_key, email FROM mailboxes
            WHERE octet_length(email_key) <> length(email_key)
            UNION SELECT email_key, email_key FROM proofs
                WHERE octet_length(email_key) <> length(email_key)";
        const STOPPED: &str = "UPDATE mailboxes SET answers_off = TRUE WHERE email_key = $2
            AND EXISTS (SELECT 1 FROM mailboxes o WHERE o.email_key = $1 AND o.answers_off)";
        const CHANGE: &str = "UPDATE mailboxes SET email_key = $2, email = $3 WHERE email_key = $1
            AND NOT EXISTS (SELECT 1 FROM mailboxes o WHERE o.email_key = $2)";
        const DROP: &str = "DELETE FROM mailboxes WHERE email_key = $1";
        const PROVE: &str = "INSERT INTO proofs (browser, email_key, proved_at)
            SELECT browser, $2, proved_at FROM proofs WHERE email_key = $1
            ON CONFLICT (browser, email_key) DO NOTHING";
        const FORGET: &str = "DELETE FROM proofs WHERE email_key = $1";
        let kept: Vec<(String, String)> = query_as(FIND).fetch_all(&mut self.reader()).await?;
        let kept = &kept;
        self.write(|mut tx| async move {
            for (old, email) in kept {
                let new = Email::stored(email.clone());
                let key = new.key();
                // Only the domain is normalized, not a local part outside ASCII.
                if key == *old {
                    continue;
                }
                query(STOPPED).bind(old).bind(&key).execute(&mut tx).await?;
                query(CHANGE).bind(old).bind(&key).bind(new.as_str()).execute(&mut tx).await?;
                query(DROP).bind(old).execute(&mut tx).await?;
                query(PROVE).bind(old).bind(&key).execute(&mut tx).await?;
                query(FORGET).bind(old).execute(&mut tx).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }
}
