//! E-mail addresses as rows: proof of ownership, the browser it was given in, and mail stopped.

use jiff::Timestamp;

use crate::account::Email;
use crate::error::Result;
use crate::notify::List;
use crate::store::{Moment, Statement, Store, Tx, micros, moment, query, query_as, query_scalar};

/// State of an e-mail address.
#[derive(Clone, Debug)]
pub struct MailboxState {
    /// Key in the links that stop mail with one click.
    ///
    /// Every recipient of the mail has it, so it permits nothing else.
    pub stop_key: Vec<u8>,
    /// Time at which the owner confirmed the address through a link in an e-mail.
    pub confirmed_at: Option<Timestamp>,
    /// Time at which the address was last sent a request to confirm.
    pub asked_at: Option<Timestamp>,
    /// True if mail about answers is turned off.
    pub answers_off: bool,
}

/// Recipient identified by the key of an unsubscribe link.
#[derive(Clone, Debug)]
pub struct Subscriber {
    /// E-mail address of the recipient.
    pub email: Email,
    /// True if this kind of mail is stopped already.
    pub off: bool,
    /// Title of the article, for mail of the kind [`List::Follow`].
    pub article: Option<String>,
}

#[derive(sqlx::FromRow)]
struct MailboxRow {
    stop_key: Vec<u8>,
    confirmed_at: Option<Moment>,
    asked_at: Option<Moment>,
    answers_off: bool,
}

/// Returns the statement that makes a mailbox with this stop key, unless there is one.
pub(in crate::store) fn opened(email: &Email, chance: [u8; 32]) -> Statement<'_> {
    const OPEN: &str = "INSERT INTO mailboxes (email_key, email, stop_key) VALUES ($1, $2, $3)
        ON CONFLICT (email_key) DO NOTHING";
    query(OPEN).bind(email.key()).bind(email.as_str()).bind(chance.to_vec())
}

/// Records that an address was confirmed. The stop key of a new row is `chance`.
///
/// If the browser has a cookie, the address is also recorded as proved in that browser, and so are
/// the comments written there with this address.
pub(in crate::store) async fn prove(
    tx: &mut Tx,
    email: &Email,
    browser: Option<&[u8; 32]>,
    chance: [u8; 32],
    now: Timestamp,
) -> Result<()> {
    query(Store::CONFIRM)
        .bind(email.key())
        .bind(email.as_str())
        .bind(chance.as_slice())
        .bind(micros(now))
        .execute(tx)
        .await?;
    if let Some(browser) = browser {
        query(Store::PROVE)
            .bind(browser.as_slice())
            .bind(email.key())
            .bind(micros(now))
            .execute(tx)
            .await?;
        query(Store::PROVE_COMMENTS).bind(browser.as_slice()).bind(email.key()).execute(tx).await?;
    }
    Ok(())
}

impl Store {
    pub(in crate::store) const CONFIRM: &str =
        "INSERT INTO mailboxes (email_key, email, stop_key, confirmed_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (email_key) DO UPDATE SET confirmed_at = excluded.confirmed_at";
    pub(in crate::store) const PROVE: &str =
        "INSERT INTO proofs (browser, email_key, proved_at) VALUES ($1, $2, $3)
        ON CONFLICT (browser, email_key) DO UPDATE SET proved_at = excluded.proved_at";

    pub(in crate::store) const PROVE_COMMENTS: &str =
        "UPDATE comments SET proved = TRUE WHERE browser = $1 AND email_key = $2 AND NOT proved";

    /// Returns the state of an address. Inserts a row for a new one, with the stop key `chance`.
    pub async fn mailbox(&self, email: &Email, chance: [u8; 32]) -> Result<MailboxState> {
        const LOOK: &str = "SELECT stop_key, confirmed_at, asked_at, answers_off FROM mailboxes
            WHERE email_key = $1";
        let row: MailboxRow = self
            .write(|mut tx| async move {
                opened(email, chance).execute(&mut tx).await?;
                let row = query_as(LOOK).bind(email.key()).fetch_one(&mut tx).await?;
                Ok(tx.commit(row))
            })
            .await?;
        Ok(MailboxState {
            stop_key: row.stop_key,
            confirmed_at: row.confirmed_at.map(Timestamp::from),
            asked_at: row.asked_at.map(Timestamp::from),
            answers_off: row.answers_off,
        })
    }

    /// Returns the recipient to whom a stop key belongs.
    ///
    /// `None` if the key is unknown or the recipient is not on the list.
    pub async fn subscriber(&self, stop_key: &[u8], list: List) -> Result<Option<Subscriber>> {
        const ANSWERS: &str =
            "SELECT email, answers_off, NULL FROM mailboxes WHERE stop_key = $1 AND $2 = 0";
        const MENTIONS: &str =
            "SELECT email, mentions_off, NULL FROM mailboxes WHERE stop_key = $1 AND $2 = 0";
        const DIGEST: &str = "SELECT m.email, a.digest = 'off', NULL FROM mailboxes m
            JOIN accounts a ON a.email_key = m.email_key
            WHERE m.stop_key = $1 AND $2 = 0";
        const FOLLOW: &str = "SELECT m.email, f.stopped_at IS NOT NULL, a.title FROM mailboxes m
                JOIN follows f ON f.email_key = m.email_key JOIN articles a ON a.id = f.article_id
            WHERE m.stop_key = $1 AND f.article_id = $2";
        let (statement, article) = match list {
            List::Answers => (ANSWERS, 0),
            List::Mentions => (MENTIONS, 0),
            List::Digest => (DIGEST, 0),
            List::Follow(article) => (FOLLOW, article),
        };
        let row: Option<(String, bool, Option<String>)> = query_as(statement)
            .bind(stop_key)
            .bind(article)
            .fetch_optional(&mut self.reader())
            .await?;
        Ok(row.map(|(email, off, article)| Subscriber {
            email: Email::stored(email),
            off,
            article,
        }))
    }

    /// Stops a kind of mail to an address, or resumes it.
    pub async fn unsubscribe(
        &self,
        email: &Email,
        list: List,
        off: bool,
        now: Timestamp,
    ) -> Result<()> {
        const ANSWERS: &str = "UPDATE mailboxes SET answers_off = $2 WHERE email_key = $1";
        const MENTIONS: &str = "UPDATE mailboxes SET mentions_off = $2 WHERE email_key = $1";
        const DIGEST: &str = "UPDATE accounts
            SET digest = (CASE WHEN $2 THEN 'off' ELSE 'daily' END) WHERE email_key = $1";
        // Comments posted while the mail was stopped are not reported later.
        const FOLLOW: &str = "UPDATE follows
            SET stopped_at = CASE WHEN $2 THEN COALESCE(stopped_at, $3) END,
                from_at = CASE WHEN $2 THEN from_at ELSE $3 END,
                told_at = CASE WHEN $2 THEN told_at ELSE $3 END
            WHERE email_key = $1 AND article_id = $4";
        let statement = match list {
            List::Answers => ANSWERS,
            List::Mentions => MENTIONS,
            List::Digest => DIGEST,
            List::Follow(_) => FOLLOW,
        };
        let mut change = query(statement).bind(email.key()).bind(off);
        if let List::Follow(article) = list {
            change = change.bind(micros(now)).bind(article);
        }
        self.execute(change).await.map(drop)
    }

    pub(in crate::store) const PROVED: &str =
        "SELECT proved_at FROM proofs WHERE browser = $1 AND email_key = $2";

    /// Returns the time at which a browser last proved that its user reads the mail of an address.
    pub async fn proved_at(&self, browser: &[u8; 32], email: &Email) -> Result<Option<Timestamp>> {
        let found: Option<i64> = query_scalar(Self::PROVED)
            .bind(browser.as_slice())
            .bind(email.key())
            .fetch_optional(&mut self.reader())
            .await?;
        found.map(moment).transpose()
    }
}
