//! Pages of sites that threads of an import stand under.

use jiff::Timestamp;
use sqlx::Executor;

use super::staging::Staging;
use super::write::{ImportedKind, RunIds, remember};
use crate::article::{Slug, TITLE_MAX};
use crate::error::{Error, Result};
use crate::import::record::{About, Reason};
use crate::sites::Page;
use crate::store::sites::pages::{NewPage, found_or_made};
use crate::store::{Store, Tx, micros, query, query_scalar};

/// Page to be made, as the staging database has it.
#[derive(sqlx::FromRow)]
struct PlannedPage {
    id: i64,
    key: String,
    title: Option<String>,
    comments_open: Option<bool>,
    made_at: Option<i64>,
    site: i64,
    page_url: String,
    page_key: String,
}

impl Staging {
    /// Sets the page of a site that a thread gets.
    pub async fn set_site_page(&mut self, thread: i64, page: &Page) -> Result<()> {
        sqlx::query("UPDATE threads SET site = ?, page_url = ?, page_key = ? WHERE id = ?")
            .bind(page.site)
            .bind(&page.url)
            .bind(&page.key)
            .bind(thread)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Makes no pages without comments, and reports all others.
    ///
    /// The comments are in order by then.
    pub async fn settle_site_pages(&mut self) -> Result<()> {
        const BARE: &str = "target = 'site' AND is_new AND id NOT IN
            (SELECT c.thread_id FROM plan p JOIN comments c ON c.id = p.comment)";
        const DROP: &str =
            constcat::concat!("UPDATE threads SET target = 'none', is_new = 0 WHERE ", BARE);
        const LEAVE_OUT: &str = constcat::concat!(
            "INSERT INTO left_out (what, reason)
            SELECT CASE WHEN article IS NULL THEN 'thread ' ELSE 'article ' END || key, ?
            FROM threads WHERE ",
            BARE,
            " ORDER BY id"
        );
        const TELL: &str = "INSERT INTO notices (what, about, detail)
            SELECT 'thread ' || key, ?, page_url FROM threads
            WHERE target = 'site' AND is_new ORDER BY id";
        sqlx::query(LEAVE_OUT).bind(Reason::OnSite.code()).execute(&mut self.db).await?;
        self.db.execute(DROP).await?;
        sqlx::query(TELL).bind(About::SitePage.code()).execute(&mut self.db).await?;
        Ok(())
    }
}

impl Store {
    /// Returns the number of the page with this key.
    pub async fn page_by_key(&self, key: &str) -> Result<Option<i64>> {
        Ok(query_scalar(PAGE).bind(key).fetch_optional(&mut self.reader()).await?)
    }

    /// Returns whether an article is a page of a site.
    pub(super) async fn is_site_page(&self, article: i64) -> Result<bool> {
        const IS: &str = "SELECT COUNT(*) FROM articles WHERE id = $1 AND site_id IS NOT NULL";
        let pages: i64 = query_scalar(IS).bind(article).fetch_one(&mut self.reader()).await?;
        Ok(pages > 0)
    }
}

const PAGE: &str = "SELECT id FROM articles WHERE page_key = $1";

/// Makes the new pages of sites, unless somebody commented there since the plan.
pub(super) async fn insert_site_pages(
    tx: &mut Tx,
    staging: &mut Staging,
    ids: RunIds,
    now: Timestamp,
) -> Result<()> {
    const NEXT: &str = "SELECT t.id, t.key, t.title, t.comments_open,
            COALESCE(t.published_at, t.made_at, (SELECT MIN(c.posted_at) FROM comments c
                WHERE c.thread_id = t.id AND c.kept)) AS made_at,
            t.site, t.page_url, t.page_key
        FROM threads t WHERE t.is_new AND t.target = 'site' AND t.id > ? ORDER BY t.id LIMIT 1";
    let mut after = 0;
    loop {
        let next: Option<PlannedPage> =
            sqlx::query_as(NEXT).bind(after).fetch_optional(&mut staging.db).await?;
        let Some(planned) = next else { return Ok(()) };
        after = planned.id;
        let there: Option<i64> =
            query_scalar(PAGE).bind(&planned.page_key).fetch_optional(tx).await?;
        let id = if let Some(there) = there {
            there
        } else {
            let id = insert(tx, &planned, now).await?;
            remember(tx, ids, ImportedKind::Article, (&planned.key, id)).await?;
            id
        };
        sqlx::query("UPDATE threads SET new_id = ? WHERE id = ?")
            .bind(id)
            .bind(planned.id)
            .execute(&mut staging.db)
            .await?;
    }
}

async fn insert(tx: &mut Tx, planned: &PlannedPage, now: Timestamp) -> Result<i64> {
    // As old as its comments, and closed if it was closed there.
    const AS_IT_WAS: &str = "UPDATE articles
        SET published_at = $2, made_at = $2, edited_at = $2, comments_open = $3 WHERE id = $1";
    const SITE: &str = "SELECT id FROM sites WHERE id = $1";
    let site: Option<i64> = query_scalar(SITE).bind(planned.site).fetch_optional(tx).await?;
    if site.is_none() {
        // It was removed since the plan.
        return Err(Error::Busy);
    }
    let page =
        Page { site: planned.site, url: planned.page_url.clone(), key: planned.page_key.clone() };
    let slug = Slug::of_page(&page);
    let title = planned.title.as_deref().unwrap_or(&page.key);
    let title: String = title.chars().take(TITLE_MAX).collect();
    let new = NewPage { page: &page, slug: slug.as_str(), title: &title };
    let id = found_or_made(tx, new, now).await?;
    query(AS_IT_WAS)
        .bind(id)
        .bind(planned.made_at.unwrap_or_else(|| micros(now)).min(micros(now)))
        .bind(planned.comments_open.unwrap_or(true))
        .execute(tx)
        .await?;
    Ok(id)
}
