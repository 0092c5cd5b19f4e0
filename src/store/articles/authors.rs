//! Authors of articles: the address of their page, and their articles.

use constcat::concat;
use jiff::Timestamp;

use super::{NEWEST_FIRST, SELECT_TEASERS, TeaserRow, address, gather};
use crate::article::{PER_PAGE, Signatory, Slug, Teaser};
use crate::error::Result;
use crate::store::{Store, Tx, micros, query, query_as, query_scalar};

pub(in crate::store) const NAME: &str = "SELECT name FROM accounts WHERE id = $1 AND slug IS NULL";
pub(in crate::store) const GIVE: &str = "UPDATE accounts SET slug = $2
    WHERE id = $1 AND slug IS NULL AND NOT EXISTS (SELECT 1 FROM accounts o WHERE o.slug = $2)";

/// Gives an account that signs an article a slug for its author page, unless it has one.
///
/// Every statement that sets the author of an article is followed by this, in the same transaction.
pub(in crate::store) async fn sign(tx: &mut Tx, account: i64) -> Result<()> {
    let name: Option<String> = query_scalar(NAME).bind(account).fetch_optional(tx).await?;
    for slug in name.iter().flat_map(|name| Signatory::addresses(name)) {
        if query(GIVE).bind(account).bind(slug.as_str()).execute(tx).await? > 0 {
            break;
        }
    }
    Ok(())
}

impl Store {
    pub(in crate::store) const AUTHOR: &str = "SELECT w.id, w.name FROM accounts w
        WHERE w.slug = $1 AND EXISTS
            (SELECT 1 FROM articles a WHERE a.author_id = w.id AND a.published_at <= $2)";

    /// Returns the author with this slug, if one of their articles is published.
    pub async fn author(&self, slug: &Slug, now: Timestamp) -> Result<Option<Signatory>> {
        let found: Option<(i64, String)> = query_as(Self::AUTHOR)
            .bind(slug.as_str())
            .bind(micros(now))
            .fetch_optional(&mut self.public_reader())
            .await?;
        Ok(found.map(|(id, name)| Signatory { id, name, slug: slug.clone() }))
    }

    pub(in crate::store) const NEWEST_BY: &str = concat!(
        SELECT_TEASERS,
        "SELECT id FROM articles WHERE author_id = $4 AND published_at <= $1
         ORDER BY published_at DESC, id DESC LIMIT $2 OFFSET $3",
        NEWEST_FIRST
    );

    /// Returns one page of the published articles of an author, and their total number.
    ///
    /// The newest come first; pages count from 1.
    pub async fn newest_by(
        &self,
        author: i64,
        page: i64,
        now: Timestamp,
    ) -> Result<(Vec<Teaser>, i64)> {
        const HOW_MANY_BY: &str =
            "SELECT COUNT(*) FROM articles WHERE author_id = $2 AND published_at <= $1";
        let mut db = self.public_reader();
        let rows: Vec<TeaserRow> = query_as(Self::NEWEST_BY)
            .bind(micros(now))
            .bind(PER_PAGE)
            .bind((page - 1) * PER_PAGE)
            .bind(author)
            .fetch_all(&mut db)
            .await?;
        let total =
            query_scalar(HOW_MANY_BY).bind(micros(now)).bind(author).fetch_one(&mut db).await?;
        Ok((gather(rows)?, total))
    }

    pub(in crate::store) const AUTHORS: &str =
        "SELECT w.slug, MAX(a.published_at) FROM accounts w JOIN articles a ON a.author_id = w.id
        WHERE w.slug IS NOT NULL AND a.published_at <= $1 GROUP BY w.slug ORDER BY w.slug";

    /// Returns the slugs of all authors with a published article, and the time of their newest.
    pub async fn authors(&self, now: Timestamp) -> Result<Vec<(Slug, Timestamp)>> {
        let rows: Vec<(String, i64)> =
            query_as(Self::AUTHORS).bind(micros(now)).fetch_all(&mut self.public_reader()).await?;
        rows.into_iter()
            .map(|(slug, newest)| Ok((address(&slug)?, crate::store::moment(newest)?)))
            .collect()
    }

    /// Gives a slug to every author who signed articles before author pages existed.
    ///
    /// Returns the number of authors without a slug that were found.
    pub async fn sign_all(&self) -> Result<usize> {
        const UNSIGNED: &str = "SELECT DISTINCT w.id FROM accounts w
            JOIN articles a ON a.author_id = w.id WHERE w.slug IS NULL";
        let accounts: Vec<i64> = query_scalar(UNSIGNED).fetch_all(&mut self.reader()).await?;
        for account in accounts.iter().copied() {
            self.write(|mut tx| async move {
                sign(&mut tx, account).await?;
                Ok(tx.commit(()))
            })
            .await?;
        }
        Ok(accounts.len())
    }
}
