//! The first administrator of a board, and the links by which a running board lets one be made.
//!
//! Each process that serves a board without an administrator has a link of its own. Its hash is
//! stored, so that every node answers it.

use anyhow::anyhow;
use jiff::Timestamp;

use super::staff_log::{StaffDeed, log_staff};
use super::{AccountTaken, NewAccount, add, taken};
use crate::error::Result;
use crate::security::token::{Purpose, Token};
use crate::store::articles::SlugTaken;
use crate::store::articles::writing::insert;
use crate::store::{Store, Tx, micros, query, query_scalar};
use crate::writing::ArticleContent;

/// First administrator, and what is stored together with the account.
#[derive(Clone, Copy, Debug)]
pub struct FirstAdmin<'a> {
    /// Account of the administrator.
    pub account: &'a NewAccount,
    /// Name of the board, if it is not the one in the settings.
    pub board_name: Option<&'a str>,
    /// Article to publish; the administrator becomes its author.
    pub article: Option<&'a ArticleContent>,
}

/// Reason for which no first administrator was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstAdminRefused {
    /// The board has an administrator, or the link is not valid.
    Closed,
    /// Another account has the name or the address.
    Taken(AccountTaken),
}

/// Statement that makes transactions with it run one after the other, on either database.
///
/// The row holds the secret of the board, which stays; `$1` becomes the secret if there is none.
const TAKE_TURNS: &str = "INSERT INTO installation (id, secret) VALUES (1, $1)
    ON CONFLICT (id) DO UPDATE SET id = excluded.id";
const END_LINKS: &str = "DELETE FROM tickets WHERE purpose = 'setup'";

impl Store {
    pub(in crate::store) const ADMINS: &str =
        "SELECT COUNT(*) FROM accounts WHERE role = 'admin' AND left_at IS NULL";

    /// Returns whether the board has an administrator.
    pub async fn has_admin(&self) -> Result<bool> {
        let admins: i64 = query_scalar(Self::ADMINS).fetch_one(&mut self.reader()).await?;
        Ok(admins > 0)
    }

    /// Stores a link for the lifetime of its purpose from now on, and returns `true`.
    ///
    /// Returns `false` if the board has an administrator.
    pub async fn keep_setup_link(&self, token: &Token, now: Timestamp) -> Result<bool> {
        const KEEP: &str = "INSERT INTO tickets (hash, purpose, ends_at) VALUES ($1, $2, $3)
            ON CONFLICT (hash) DO UPDATE SET ends_at = excluded.ends_at";
        if self.has_admin().await? {
            return Ok(false);
        }
        // An administrator may be made in between: the link then opens nothing.
        let keep = query(KEEP)
            .bind(token.hash().to_vec())
            .bind(Purpose::Setup.code())
            .bind(micros(now + Purpose::Setup.lifetime()));
        self.execute(keep).await?;
        Ok(true)
    }

    pub(in crate::store) const SETUP_LINK: &str = "SELECT COUNT(*) FROM tickets
        WHERE hash = $1 AND purpose = 'setup' AND ends_at > $2 AND NOT EXISTS
            (SELECT 1 FROM accounts WHERE role = 'admin' AND left_at IS NULL)";

    /// Returns whether a link lets its holder make the first administrator.
    pub async fn is_setup_link(&self, token: &Token, now: Timestamp) -> Result<bool> {
        let found: i64 = query_scalar(Self::SETUP_LINK)
            .bind(token.hash().as_slice())
            .bind(micros(now))
            .fetch_one(&mut self.reader())
            .await?;
        Ok(found > 0)
    }

    /// Makes the first administrator and returns the number of the account.
    ///
    /// `link` must be valid; without one the command line asks. Of several requests at the same
    /// time only one succeeds. Ends every link. `fresh` becomes the secret of the board if it has
    /// none.
    pub async fn make_first_admin(
        &self,
        first: &FirstAdmin<'_>,
        link: Option<&Token>,
        fresh: [u8; 32],
        now: Timestamp,
    ) -> Result<Result<i64, FirstAdminRefused>> {
        self.write(|mut tx| async move {
            if !is_open(&mut tx, link, fresh, now).await? {
                return Ok(tx.roll_back(Err(FirstAdminRefused::Closed)));
            }
            let id = match add(&mut tx, first.account, now).await {
                Ok(id) => id,
                Err(error) => {
                    return Ok(tx.roll_back(Err(FirstAdminRefused::Taken(taken(error)?))));
                }
            };
            query(END_LINKS).execute(&mut tx).await?;
            // By a link the administrators make themselves, as the log tells it.
            let by = link.map(|_| id);
            let role = Some(first.account.role.code());
            log_staff(&mut tx, StaffDeed::Account, by, Some(id), role, now).await?;
            if let Some(name) = first.board_name {
                name_board(&mut tx, name, id, now).await?;
            }
            if let Some(article) = first.article {
                publish(&mut tx, article, id, now).await?;
            }
            Ok(tx.commit(Ok(id)))
        })
        .await
    }
}

/// Returns whether the first administrator may be made, which no other transaction makes meanwhile.
async fn is_open(
    tx: &mut Tx,
    link: Option<&Token>,
    fresh: [u8; 32],
    now: Timestamp,
) -> Result<bool> {
    query(TAKE_TURNS).bind(fresh.to_vec()).execute(tx).await?;
    let Some(link) = link else {
        let admins: i64 = query_scalar(Store::ADMINS).fetch_one(tx).await?;
        return Ok(admins == 0);
    };
    let hash = link.hash();
    let found = query_scalar(Store::SETUP_LINK).bind(hash.as_slice()).bind(micros(now));
    let found: i64 = found.fetch_one(tx).await?;
    Ok(found > 0)
}

/// Stores the name of the board that the administrator chose.
async fn name_board(tx: &mut Tx, name: &str, admin: i64, now: Timestamp) -> Result<()> {
    const NAME_BOARD: &str = "INSERT INTO settings (id, version, name, account_id, made_at)
        VALUES (1, 1, $1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET version = settings.version + 1, name = excluded.name,
            account_id = excluded.account_id, made_at = excluded.made_at";
    query(NAME_BOARD).bind(name).bind(admin).bind(micros(now)).execute(tx).await?;
    log_staff(tx, StaffDeed::Settings, Some(admin), None, Some("name"), now).await
}

/// Publishes an article by the administrator, unless the board has one at this address.
///
/// A board may have articles without ever having had an administrator.
async fn publish(tx: &mut Tx, article: &ArticleContent, admin: i64, now: Timestamp) -> Result<()> {
    const IS_TAKEN: &str = "SELECT COUNT(*) FROM article_slugs WHERE slug = $1";
    let slug = article.slug.as_str();
    let taken: i64 = query_scalar(IS_TAKEN).bind(slug).fetch_one(tx).await?;
    if taken > 0 {
        return Ok(());
    }
    let article = ArticleContent { author: admin, ..article.clone() };
    let stored = insert(tx, &article, Some(admin), now).await?;
    Ok(stored.map(drop).map_err(|SlugTaken| anyhow!("the address of the example was taken"))?)
}
