//! Links to drafts: one for each article, stored as a hash and valid for some days.

use constcat::concat;
use jiff::Timestamp;

use super::{ArticleRow, NEWEST_FIRST, SELECT_ARTICLES};
use crate::article::Article;
use crate::error::Result;
use crate::security::token::Token;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::{Store, micros, moment, query, query_as};

/// Valid link to a draft, without its token.
#[derive(Clone, Debug)]
pub struct DraftLink {
    /// Name of the editor who made it.
    pub made_by: String,
    /// Time at which it expires.
    pub ends_at: Timestamp,
}

impl Store {
    /// Stores a new link to an article, in place of any previous one.
    pub async fn make_draft_link(
        &self,
        article: i64,
        token: &Token,
        editor: i64,
        ends_at: Timestamp,
        now: Timestamp,
    ) -> Result<()> {
        const MAKE: &str = "INSERT INTO draft_links (article_id, hash, made_by, made_at, ends_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (article_id) DO UPDATE SET hash = excluded.hash, made_by = excluded.made_by,
                made_at = excluded.made_at, ends_at = excluded.ends_at";
        let detail = &article.to_string();
        self.write(|mut tx| async move {
            query(MAKE)
                .bind(article)
                .bind(token.hash().as_slice())
                .bind(editor)
                .bind(micros(now))
                .bind(micros(ends_at))
                .execute(&mut tx)
                .await?;
            log_staff(&mut tx, StaffDeed::DraftLink, Some(editor), None, Some(detail), now).await?;
            Ok(tx.commit(()))
        })
        .await
    }

    /// Deletes the link to an article, if there is one.
    pub async fn withdraw_draft_link(
        &self,
        article: i64,
        editor: i64,
        now: Timestamp,
    ) -> Result<()> {
        const WITHDRAW: &str = "DELETE FROM draft_links WHERE article_id = $1";
        let detail = &article.to_string();
        self.write(|mut tx| async move {
            let gone = query(WITHDRAW).bind(article).execute(&mut tx).await?;
            if gone > 0 {
                let deed = StaffDeed::DraftLinkEnded;
                log_staff(&mut tx, deed, Some(editor), None, Some(detail), now).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    pub(in crate::store) const DRAFT_LINK: &str =
        "SELECT a.name, l.ends_at FROM draft_links l JOIN accounts a ON a.id = l.made_by
        WHERE l.article_id = $1 AND l.ends_at > $2";

    /// Returns the valid link to an article.
    pub async fn draft_link(&self, article: i64, now: Timestamp) -> Result<Option<DraftLink>> {
        let row: Option<(String, i64)> = query_as(Self::DRAFT_LINK)
            .bind(article)
            .bind(micros(now))
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(|(made_by, ends_at)| Ok(DraftLink { made_by, ends_at: moment(ends_at)? }))
            .transpose()
    }

    pub(in crate::store) const LINKED_DRAFT: &str = concat!(
        SELECT_ARTICLES,
        "SELECT article_id AS id FROM draft_links WHERE hash = $1 AND ends_at > $2",
        NEWEST_FIRST
    );

    /// Returns the article that a valid link leads to, in any state.
    pub async fn linked_draft(&self, token: &Token, now: Timestamp) -> Result<Option<Article>> {
        let rows: Vec<ArticleRow> = query_as(Self::LINKED_DRAFT)
            .bind(token.hash().as_slice())
            .bind(micros(now))
            .fetch_all(&mut self.reader())
            .await?;
        Ok(ArticleRow::gather(rows)?.pop())
    }
}
