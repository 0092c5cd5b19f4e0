//! Identity of the author of a comment: an account, a confirmed address, or the visitor cookie.
//!
//! An address that is not confirmed identifies nobody, because anyone can type it; other authors
//! who used it are listed separately.

use constcat::concat;

use super::{CommentRow, SELECT_COMMENTS};
use crate::account::Scope;
use crate::comment::Comment;
use crate::error::Result;
use crate::store::sites::scope::in_scope;
use crate::store::{Store, query_as, query_scalar};

/// Number of comments under an address, latest first, that are searched for other authors.
const NAMESAKES_READ: i64 = 1_000;

/// Condition on a comment `c`: it is by the author of the comment whose id is this parameter.
macro_rules! by_author_of {
    ($comment:literal) => {
        std::concat!(
            "(c.id = ",
            $comment,
            " OR c.account_id = (SELECT w.account_id FROM comments w WHERE w.id = ",
            $comment,
            ") OR c.browser = (SELECT w.browser FROM comments w WHERE w.id = ",
            $comment,
            ") OR (c.proved AND c.email_key =
                (SELECT w.email_key FROM comments w WHERE w.proved AND w.id = ",
            $comment,
            ")))"
        )
    };
}
pub(in crate::store) use by_author_of;

/// Properties by which the author of a comment is identified.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::store) struct Identity {
    pub(in crate::store) account_id: Option<i64>,
    pub(in crate::store) email_key: Option<String>,
    pub(in crate::store) proved: bool,
    pub(in crate::store) browser: Option<Vec<u8>>,
}

/// Another author who used the address of a comment.
#[derive(Clone, Debug)]
pub struct Namesake {
    /// Id of their latest comment under it.
    pub comment: i64,
    /// Name on that comment.
    pub name: String,
    /// Account, if it has that address.
    pub account: Option<i64>,
    /// True if the owner confirmed the address in the browser that the comment was sent from.
    pub proved: bool,
    /// Ids of their comments under it, latest first.
    pub comments: Vec<i64>,
    browser: Option<Vec<u8>>,
}

#[derive(sqlx::FromRow)]
struct NamesakeRow {
    id: i64,
    name: String,
    account_id: Option<i64>,
    proved: bool,
    browser: Option<Vec<u8>>,
}

impl Identity {
    /// Returns the kind and the value of a ban that applies to this author and to nobody else.
    ///
    /// Returns `None` if the author can't be told from others.
    pub(in crate::store) fn ban(&self) -> Option<(&'static str, String)> {
        match (self.account_id, &self.email_key, &self.browser) {
            (Some(account), _, _) => Some(("member", account.to_string())),
            (None, Some(email), _) if self.proved => Some(("email", email.clone())),
            (None, _, Some(browser)) => Some(("browser", hex::encode(browser))),
            _ => None,
        }
    }

    /// Returns the normalised address, if its owner confirmed it.
    pub(in crate::store) fn proved_key(&self) -> Option<&str> {
        self.email_key.as_deref().filter(|_| self.proved)
    }

    fn wrote(&self, row: &NamesakeRow) -> bool {
        if let Some(account) = self.account_id {
            return row.account_id == Some(account);
        }
        let by_browser = self.browser.is_some() && self.browser == row.browser;
        row.account_id.is_none() && ((self.proved && row.proved) || by_browser)
    }
}

impl Namesake {
    fn wrote(&self, row: &NamesakeRow) -> bool {
        match (self.account, row.account_id) {
            (None, None) if self.proved || row.proved => self.proved && row.proved,
            (None, None) => match (&self.browser, &row.browser) {
                (None, None) => self.name == row.name,
                (one, other) => one == other,
            },
            (one, other) => one == other,
        }
    }
}

impl Store {
    pub(in crate::store) const IDENTITY: &str =
        "SELECT c.account_id, c.email_key, c.proved, c.browser FROM comments c WHERE c.id = $1";

    pub(in crate::store) const OTHERS: &str = concat!(
        SELECT_COMMENTS,
        "WHERE c.id <> $1 AND c.state <> 'removed' AND c.id IN (
            SELECT o.id FROM comments o
            WHERE o.account_id = (SELECT w.account_id FROM comments w WHERE w.id = $1)
            UNION ALL
            SELECT o.id FROM comments o
            WHERE o.browser = (SELECT w.browser FROM comments w WHERE w.id = $1)
            UNION ALL
            SELECT o.id FROM comments o
            WHERE o.proved
                AND o.email_key = (SELECT w.email_key FROM comments w WHERE w.proved AND w.id = $1)
        ) AND ",
        in_scope!("c.site_id", "$2"),
        " ORDER BY c.id"
    );

    /// Returns the other comments by the author of a comment that were not removed.
    ///
    /// Those out of the scope are left out.
    pub async fn others_by_author_of(&self, scope: Scope, comment: i64) -> Result<Vec<Comment>> {
        let rows: Vec<CommentRow> = query_as(Self::OTHERS)
            .bind(comment)
            .bind(scope.account())
            .fetch_all(&mut self.reader())
            .await?;
        rows.into_iter().map(Comment::try_from).collect()
    }

    pub(in crate::store) const ADDRESS_OF: &str = "SELECT COALESCE(a.email_key, c.email_key)
        FROM comments c LEFT JOIN accounts a ON a.id = c.account_id WHERE c.id = $1";
    pub(in crate::store) const NAMESAKES: &str = concat!(
        "SELECT id, name, account_id, proved, browser FROM (
            SELECT c.id, c.name, c.account_id, c.proved, c.browser, c.site_id FROM comments c
            WHERE c.email_key = $1 ORDER BY c.id DESC LIMIT $2) n WHERE ",
        in_scope!("n.site_id", "$3"),
        "
        UNION ALL
        SELECT id, name, account_id, proved, browser FROM (
            SELECT c.id, a.name, c.account_id, TRUE AS proved, c.browser, c.site_id
            FROM accounts a JOIN comments c ON c.account_id = a.id
            WHERE a.email_key = $1 ORDER BY c.id DESC LIMIT $2) m WHERE ",
        in_scope!("m.site_id", "$3")
    );

    /// Returns the other authors among the last thousand comments under the address of a comment.
    ///
    /// Comments out of the scope are left out; there are none if this comment is.
    pub async fn namesakes(&self, scope: Scope, comment: i64) -> Result<Vec<Namesake>> {
        if !scope.is_board() && self.comment_within(scope, comment).await?.is_none() {
            return Ok(Vec::new());
        }
        let (who, address): (Option<Identity>, Option<Option<String>>) = {
            let mut db = self.reader();
            (
                query_as(Self::IDENTITY).bind(comment).fetch_optional(&mut db).await?,
                query_scalar(Self::ADDRESS_OF).bind(comment).fetch_optional(&mut db).await?,
            )
        };
        let (Some(who), Some(Some(address))) = (who, address) else { return Ok(Vec::new()) };
        let rows: Vec<NamesakeRow> = query_as(Self::NAMESAKES)
            .bind(&address)
            .bind(NAMESAKES_READ)
            .bind(scope.account())
            .fetch_all(&mut self.reader())
            .await?;
        let mut others: Vec<Namesake> = Vec::new();
        for row in rows.into_iter().filter(|row| row.id != comment && !who.wrote(row)) {
            if let Some(known) = others.iter_mut().find(|known| known.wrote(&row)) {
                known.comments.push(row.id);
            } else {
                others.push(Namesake {
                    comment: row.id,
                    name: row.name,
                    account: row.account_id,
                    proved: row.proved,
                    comments: vec![row.id],
                    browser: row.browser,
                });
            }
        }
        Ok(others)
    }

    pub(in crate::store) const BY_BROWSER: &str = "SELECT id, name FROM comments
        WHERE browser = $1 AND name IS NOT NULL ORDER BY id DESC LIMIT 1";

    /// Returns the latest comment of a guest with this browser, and its name.
    pub async fn guest_by_browser(&self, browser: &[u8]) -> Result<Option<(i64, String)>> {
        Ok(query_as(Self::BY_BROWSER).bind(browser).fetch_optional(&mut self.reader()).await?)
    }
}
