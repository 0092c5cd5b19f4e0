//! Conditions in SQL on the sites that a moderator is bound to, and the rows that bind.
//!
//! A parameter of these conditions is [`Scope::account`](crate::account::Scope::account).

use crate::account::Scope;
use crate::article::Article;
use crate::error::{Error, Result};
use crate::store::{Store, Tx, query, query_scalar};

/// Condition: a site is among those that an account is bound to.
macro_rules! in_sites {
    ($site:literal, $account:literal) => {
        std::concat!(
            $site,
            " IN (SELECT ms.site_id FROM moderator_sites ms WHERE ms.account_id = ",
            $account,
            ")"
        )
    };
}
pub(in crate::store) use in_sites;

/// Condition: a site is in a scope; with the account 0 every site is, and no site too.
macro_rules! in_scope {
    ($site:literal, $account:literal) => {
        std::concat!(
            "(",
            $account,
            " = 0 OR ",
            $crate::store::sites::scope::in_sites!($site, $account),
            ")"
        )
    };
}
pub(in crate::store) use in_scope;

/// Condition: a comment is on a page of a site that an account is bound to.
///
/// It reads an index alone, and no row of the comment.
macro_rules! comment_in_sites {
    ($comment:literal, $account:literal) => {
        std::concat!(
            "EXISTS (SELECT k.id FROM moderator_sites ms CROSS JOIN comments k
                WHERE ms.account_id = ",
            $account,
            " AND k.site_id = ms.site_id AND k.id = ",
            $comment,
            ")"
        )
    };
}
pub(in crate::store) use comment_in_sites;

/// Condition: an account is bound to sites, as moderators are who have rows.
macro_rules! is_bound {
    ($account:literal) => {
        std::concat!(
            "(",
            $account,
            ".role = 'moderator' AND EXISTS (SELECT ms.site_id FROM moderator_sites ms
                WHERE ms.account_id = ",
            $account,
            ".id))"
        )
    };
}
pub(in crate::store) use is_bound;

/// Condition: the moderator `m` may decide about a site, which may be NULL, now.
///
/// Read in the transaction of a decision, so that it holds for those bound a moment ago.
macro_rules! may_decide {
    ($account:literal, $site:literal) => {
        std::concat!(
            "(NOT ",
            $crate::store::sites::scope::is_bound!($account),
            "
                OR EXISTS (SELECT ms.site_id FROM moderator_sites ms
                    WHERE ms.account_id = ",
            $account,
            ".id AND ms.site_id = ",
            $site,
            "))"
        )
    };
}
pub(in crate::store) use may_decide;

/// Fails with `Error::Forbidden` if a moderator is bound to sites: what follows concerns the whole
/// board.
pub(in crate::store) async fn refuse_bound(tx: &mut Tx, moderator: i64) -> Result<()> {
    const BOUND: &str = concat!("SELECT a.id FROM accounts a WHERE a.id = $1 AND ", is_bound!("a"));
    let bound: Option<i64> = query_scalar(BOUND).bind(moderator).fetch_optional(tx).await?;
    if bound.is_some() { Err(Error::Forbidden("error-whole-board-only".into())) } else { Ok(()) }
}

impl Store {
    /// Binds these accounts to a site, and no others.
    ///
    /// Only rows of moderators have an effect; see [`Scope`].
    pub async fn set_moderator_sites(&self, site: i64, accounts: &[i64]) -> Result<()> {
        const NONE: &str = "DELETE FROM moderator_sites WHERE site_id = $1";
        const BIND: &str = "INSERT INTO moderator_sites (account_id, site_id) VALUES ($1, $2)
            ON CONFLICT DO NOTHING";
        self.write(|mut tx| async move {
            query(NONE).bind(site).execute(&mut tx).await?;
            for account in accounts {
                query(BIND).bind(*account).bind(site).execute(&mut tx).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    /// Returns whether the comments on an article or page are in a scope.
    pub async fn decides_on(&self, scope: Scope, article: &Article) -> Result<bool> {
        match (scope, &article.page) {
            (Scope::Board, _) => Ok(true),
            (Scope::SitesOf(_), None) => Ok(false),
            (Scope::SitesOf(account), Some(page)) => {
                Ok(self.moderator_sites(account).await?.contains(&page.site))
            }
        }
    }

    pub(in crate::store) const SITES_OF: &str =
        "SELECT site_id FROM moderator_sites WHERE account_id = $1 ORDER BY site_id";

    /// Returns the sites that an account is bound to.
    pub async fn moderator_sites(&self, account: i64) -> Result<Vec<i64>> {
        Ok(query_scalar(Self::SITES_OF).bind(account).fetch_all(&mut self.reader()).await?)
    }
}
