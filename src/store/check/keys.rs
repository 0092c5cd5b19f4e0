//! Checks of the keys by which names and addresses are compared.
//!
//! Each key is derived from the value beside it.

use futures_util::TryStreamExt;

use super::{Check, RESTORE, Remedy, Rows};
use crate::account::{Email, Name};
use crate::error::Result;
use crate::sites::PageAddress;
use crate::store::{is_taken, query, query_as};

/// Row whose key differs from the one its name or address makes.
struct Wrong<K> {
    row: K,
    key: String,
}

/// Advice if two rows would have the same key.
const SAME: &str = "Two of them would share a key, so that each could be taken for the other: give \
    one another name or address.";
/// Advice if two pages of sites would have the same key.
const SAME_PAGE: &str = "Two of them would share a key, so that their comments stand apart: mend \
    the address of one by hand.";

impl Check<'_> {
    /// Derives the keys of accounts and mailboxes. Those of comments are checked with their texts.
    pub(super) async fn keys(&mut self) -> Result<()> {
        self.tell("keys", 0, 3);
        let outcome = self.account_keys().await;
        self.unless_damaged("accounts", outcome)?;
        self.tell("keys", 1, 3);
        let outcome = self.mailbox_keys().await;
        self.unless_damaged("mailboxes", outcome)?;
        self.tell("keys", 2, 3);
        let outcome = self.page_keys().await;
        self.unless_damaged("articles", outcome).map(drop)
    }

    async fn account_keys(&mut self) -> Result<()> {
        const ACCOUNTS: &str = "SELECT id, name, name_key, email, email_key FROM accounts
            WHERE left_at IS NULL ORDER BY id";
        const NAME: &str = "UPDATE accounts SET name_key = $2 WHERE id = $1";
        const EMAIL: &str = "UPDATE accounts SET email_key = $2 WHERE id = $1";
        // Keys of names up to this number may be an older version's, which is no damage.
        let outdated = self.store.outdated_up_to("name").await?;
        let (names, emails) = {
            let (mut names, mut emails) = (Vec::new(), Vec::new());
            let mut accounts = query_as::<(i64, String, String, String, String)>(ACCOUNTS)
                .fetch(self.store.reader());
            while let Some((row, name, name_key, email, email_key)) = accounts.try_next().await? {
                let key = Name::stored(name).key();
                if key != name_key && row > outdated {
                    names.push(Wrong { row, key });
                }
                let key = Email::stored(email).key();
                if key != email_key {
                    emails.push(Wrong { row, key });
                }
            }
            (names, emails)
        };
        let (of_names, of_emails) = (
            "accounts whose key is not that of their name",
            "accounts whose key is not that of their address",
        );
        self.mend_keys(("accounts", SAME), names, NAME, of_names).await?;
        self.mend_keys(("accounts", SAME), emails, EMAIL, of_emails).await
    }

    /// Derives the keys of pages of sites from their addresses.
    async fn page_keys(&mut self) -> Result<()> {
        const PAGES: &str = "SELECT id, page_url, page_key FROM articles
            WHERE site_id IS NOT NULL ORDER BY id";
        const KEY: &str = "UPDATE articles SET page_key = $2 WHERE id = $1";
        let (mut wrong, mut unreadable) = (Vec::new(), Rows::default());
        {
            let mut pages = query_as::<(i64, String, String)>(PAGES).fetch(self.store.reader());
            while let Some((row, url, key)) = pages.try_next().await? {
                match PageAddress::parse(&url) {
                    Some(page) if page.key == key => {}
                    Some(page) => wrong.push(Wrong { row, key: page.key }),
                    None => unreadable.add(&row),
                }
            }
        }
        let what = "pages of sites whose address is none";
        self.found("articles", what, unreadable, Remedy::ByHand(RESTORE));
        let what = "pages of sites whose key is not that of their address";
        self.mend_keys(("articles", SAME_PAGE), wrong, KEY, what).await
    }

    async fn mend_keys(
        &mut self,
        (table, same): (&'static str, &'static str),
        wrong: Vec<Wrong<i64>>,
        statement: &'static str,
        what: &'static str,
    ) -> Result<()> {
        let (mut rows, mut remedy) = (Rows::default(), self.mended());
        for Wrong { row, key } in wrong {
            rows.add(&row);
            if self.mend && !self.set_key(table, statement, row, &key).await? {
                remedy = Remedy::ByHand(same);
            }
        }
        self.found(table, what, rows, remedy);
        Ok(())
    }

    /// Sets the key of a row. Returns `false` if another row has that key.
    async fn set_key(
        &self,
        table: &'static str,
        statement: &'static str,
        row: i64,
        key: &str,
    ) -> Result<bool> {
        self.store
            .write(|mut tx| async move {
                match query(statement).bind(row).bind(key).execute(&mut tx).await {
                    Ok(_) => Ok(tx.commit(true)),
                    Err(error) if is_taken(&error, table) => Ok(tx.roll_back(false)),
                    Err(error) => Err(error.into()),
                }
            })
            .await
    }

    async fn mailbox_keys(&mut self) -> Result<()> {
        const MAILBOXES: &str = "SELECT email_key, email FROM mailboxes";
        const MEND: &str = "UPDATE mailboxes SET email_key = $2 WHERE email_key = $1
            AND NOT EXISTS (SELECT 1 FROM mailboxes o WHERE o.email_key = $2)";
        let wrong: Vec<Wrong<String>> = {
            let mut wrong = Vec::new();
            let mut mailboxes = query_as::<(String, String)>(MAILBOXES).fetch(self.store.reader());
            while let Some((row, email)) = mailboxes.try_next().await? {
                let key = Email::stored(email).key();
                if key != row {
                    wrong.push(Wrong { row, key });
                }
            }
            wrong
        };
        let mut remedy = self.mended();
        // Addresses are never printed, so these rows are only counted.
        let rows = Rows::counted(wrong.len() as u64);
        if self.mend {
            for Wrong { row, key } in &wrong {
                let mended = self.store.execute(query(MEND).bind(row).bind(key)).await?;
                if mended == 0 {
                    remedy = Remedy::ByHand(SAME);
                }
            }
        }
        self.found("mailboxes", "mailboxes whose key is not that of their address", rows, remedy);
        Ok(())
    }
}
