//! Own pages as rows: one for each save, and one for each address of a page.

use jiff::Timestamp;

use super::address;
use super::navigation::place_page;
use crate::article::Slug;
use crate::error::{Error, Result};
use crate::navigation::Area;
use crate::static_page::OwnPage;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::{Moment, Store, Tx, micros, query, query_as, query_scalar};

/// Own page as of one version.
#[derive(Clone, Debug)]
pub struct OwnPageVersion {
    /// Row id of the page.
    pub id: i64,
    /// Number of the version, counted from 1.
    pub number: i64,
    /// Content of the page.
    pub page: OwnPage,
    /// Name of the editor.
    pub made_by: String,
    /// Time of the save.
    pub made_at: Timestamp,
}

/// Own page to save.
#[derive(Clone, Copy, Debug)]
pub struct PageSave<'a> {
    /// Content of the page.
    pub page: &'a OwnPage,
    /// Place in the menu and the footer; `None` leaves both as they are.
    pub places: Option<[(Area, bool); 2]>,
    /// Account of the editor.
    pub editor: i64,
}

/// Outcome of saving an own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageSaved {
    /// The page with this row id was saved.
    Stored(i64),
    /// Another page has or had its slug.
    Taken,
    /// A newer version was saved meanwhile, or the page was deleted.
    Overtaken,
    /// The menu or the footer has no room for it.
    Full(Area),
}

#[derive(sqlx::FromRow)]
struct PageRow {
    page_id: i64,
    number: i64,
    title: String,
    slug: String,
    description: Option<String>,
    body: String,
    published: bool,
    made_by: String,
    made_at: Moment,
}

impl TryFrom<PageRow> for OwnPageVersion {
    type Error = Error;

    fn try_from(row: PageRow) -> Result<Self> {
        Ok(Self {
            id: row.page_id,
            number: row.number,
            page: OwnPage {
                title: row.title,
                slug: address(&row.slug)?,
                description: row.description,
                body: row.body,
                published: row.published,
            },
            made_by: row.made_by,
            made_at: row.made_at.into(),
        })
    }
}

const ADD: &str = "INSERT INTO static_pages (version, made_at) VALUES (1, $1) RETURNING id";

/// Stores what belongs to a page besides its row: its version, its addresses and its places.
async fn settle(
    tx: &mut Tx,
    (id, number): (i64, i64),
    save: &PageSave<'_>,
    now: Timestamp,
) -> Result<PageSaved> {
    // Returns no row if the slug belongs to another page, present or past.
    const OWN_SLUG: &str = "INSERT INTO static_page_slugs (slug, page_id) VALUES ($1, $2)
        ON CONFLICT (slug) DO UPDATE SET page_id = excluded.page_id
            WHERE static_page_slugs.page_id = excluded.page_id
        RETURNING page_id";
    const KEEP: &str = "INSERT INTO static_page_versions (page_id, number, title, slug,
            description, body, published, made_by, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    // Frees the slugs under which readers never saw the page.
    const FREE: &str = "DELETE FROM static_page_slugs WHERE page_id = $1 AND slug <> $2
        AND NOT EXISTS (SELECT 1 FROM static_page_versions v
            WHERE v.page_id = $1 AND v.slug = static_page_slugs.slug AND v.published)";
    let (page, slug) = (save.page, save.page.slug.as_str());
    let own: Option<i64> = query_scalar(OWN_SLUG).bind(slug).bind(id).fetch_optional(tx).await?;
    if own.is_none() {
        return Ok(PageSaved::Taken);
    }
    query(KEEP)
        .bind(id)
        .bind(number)
        .bind(&page.title)
        .bind(slug)
        .bind(&page.description)
        .bind(&page.body)
        .bind(page.published)
        .bind(save.editor)
        .bind(micros(now))
        .execute(tx)
        .await?;
    query(FREE).bind(id).bind(slug).execute(tx).await?;
    for (area, wanted) in save.places.into_iter().flatten() {
        if !place_page(tx, area, id, wanted, (save.editor, now)).await? {
            return Ok(PageSaved::Full(area));
        }
    }
    Ok(PageSaved::Stored(id))
}

/// Makes a page of an import, and returns its number.
///
/// Fails with [`Error::Busy`] if its slug was taken meanwhile.
pub(in crate::store) async fn add_imported_page(
    tx: &mut Tx,
    page: &OwnPage,
    author: i64,
    now: Timestamp,
) -> Result<i64> {
    let id = query_scalar(ADD).bind(micros(now)).fetch_one(tx).await?;
    let save = PageSave { page, places: None, editor: author };
    match settle(tx, (id, 1), &save, now).await? {
        PageSaved::Stored(id) => Ok(id),
        PageSaved::Taken | PageSaved::Overtaken | PageSaved::Full(_) => Err(Error::Busy),
    }
}

/// Records in the staff log that an account changed a static page.
pub(super) async fn log_change(tx: &mut Tx, account: i64, now: Timestamp) -> Result<()> {
    log_staff(tx, StaffDeed::Settings, Some(account), None, Some("pages"), now).await
}

impl Store {
    /// Stores a new page, or the next version of the page `id` if its newest is still `seen`.
    pub async fn save_own_page(
        &self,
        replaced: Option<(i64, i64)>,
        save: PageSave<'_>,
        now: Timestamp,
    ) -> Result<PageSaved> {
        const EDIT: &str = "UPDATE static_pages SET version = version + 1
            WHERE id = $1 AND version = $2 RETURNING version";
        let save = &save;
        self.write(|mut tx| async move {
            let version: Option<(i64, i64)> = match replaced {
                None => Some((query_scalar(ADD).bind(micros(now)).fetch_one(&mut tx).await?, 1)),
                Some((id, seen)) => query_scalar(EDIT)
                    .bind(id)
                    .bind(seen)
                    .fetch_optional(&mut tx)
                    .await?
                    .map(|version| (id, version)),
            };
            let Some(version) = version else { return Ok(tx.roll_back(PageSaved::Overtaken)) };
            match settle(&mut tx, version, save, now).await? {
                saved @ PageSaved::Stored(_) => {
                    log_change(&mut tx, save.editor, now).await?;
                    Ok(tx.commit(saved))
                }
                refused => Ok(tx.roll_back(refused)),
            }
        })
        .await
    }

    /// Deletes a page that readers do not see, with its versions and addresses.
    ///
    /// Returns whether it was deleted.
    pub async fn delete_own_page(&self, id: i64, account: i64, now: Timestamp) -> Result<bool> {
        const DELETE: &str = "DELETE FROM static_pages WHERE id = $1
            AND NOT EXISTS (SELECT 1 FROM static_page_versions v
                WHERE v.page_id = $1 AND v.number = static_pages.version AND v.published)";
        self.write(|mut tx| async move {
            let deleted = query(DELETE).bind(id).execute(&mut tx).await? > 0;
            if deleted {
                log_change(&mut tx, account, now).await?;
            }
            Ok(tx.commit(deleted))
        })
        .await
    }

    /// Returns an own page in its present version.
    pub async fn own_page(&self, id: i64) -> Result<Option<OwnPageVersion>> {
        const PRESENT: &str = "SELECT v.page_id, v.number, v.title, v.slug, v.description, v.body,
                v.published, a.name AS made_by, v.made_at
            FROM static_pages p
            JOIN static_page_versions v ON v.page_id = p.id AND v.number = p.version
            JOIN accounts a ON a.id = v.made_by WHERE p.id = $1";
        let row: Option<PageRow> =
            query_as(PRESENT).bind(id).fetch_optional(&mut self.reader()).await?;
        row.map(OwnPageVersion::try_from).transpose()
    }

    /// Returns an own page as of one version.
    pub async fn own_page_version(&self, id: i64, number: i64) -> Result<Option<OwnPageVersion>> {
        const VERSION: &str = "SELECT v.page_id, v.number, v.title, v.slug, v.description, v.body,
                v.published, a.name AS made_by, v.made_at
            FROM static_page_versions v JOIN accounts a ON a.id = v.made_by
            WHERE v.page_id = $1 AND v.number = $2";
        let row: Option<PageRow> =
            query_as(VERSION).bind(id).bind(number).fetch_optional(&mut self.reader()).await?;
        row.map(OwnPageVersion::try_from).transpose()
    }

    pub(in crate::store) const OWN_PAGE_VERSIONS: &str = "SELECT v.page_id, v.number, v.title,
            v.slug, v.description, '' AS body, v.published, a.name AS made_by, v.made_at
        FROM static_page_versions v JOIN accounts a ON a.id = v.made_by
        WHERE v.page_id = $1 AND v.number < $2 ORDER BY v.number DESC LIMIT $3";

    /// Returns at most `count` versions of a page with lower numbers than `before`, without their
    /// texts, the newest first.
    pub async fn own_page_versions(
        &self,
        id: i64,
        before: i64,
        count: i64,
    ) -> Result<Vec<OwnPageVersion>> {
        let rows: Vec<PageRow> = query_as(Self::OWN_PAGE_VERSIONS)
            .bind(id)
            .bind(before)
            .bind(count)
            .fetch_all(&mut self.reader())
            .await?;
        rows.into_iter().map(OwnPageVersion::try_from).collect()
    }

    /// Returns all own pages in their present versions, without their texts, sorted by title.
    pub async fn own_pages(&self) -> Result<Vec<OwnPageVersion>> {
        const ALL: &str = "SELECT v.page_id, v.number, v.title, v.slug, v.description, '' AS body,
                v.published, a.name AS made_by, v.made_at
            FROM static_pages p
            JOIN static_page_versions v ON v.page_id = p.id AND v.number = p.version
            JOIN accounts a ON a.id = v.made_by";
        let rows: Vec<PageRow> = query_as(ALL).fetch_all(&mut self.reader()).await?;
        let pages = rows.into_iter().map(OwnPageVersion::try_from);
        let mut pages = pages.collect::<Result<Vec<_>>>()?;
        // The databases collate capitals and accents differently.
        pages.sort_by_key(|version| (version.page.title.to_lowercase(), version.id));
        Ok(pages)
    }

    /// Returns the page that has or had this slug, if readers see it.
    pub async fn own_page_at(&self, slug: &Slug) -> Result<Option<OwnPageVersion>> {
        const AT: &str = "SELECT v.page_id, v.number, v.title, v.slug, v.description, v.body,
                v.published, a.name AS made_by, v.made_at
            FROM static_page_slugs s JOIN static_pages p ON p.id = s.page_id
            JOIN static_page_versions v ON v.page_id = p.id AND v.number = p.version
            JOIN accounts a ON a.id = v.made_by WHERE s.slug = $1";
        let row: Option<PageRow> =
            query_as(AT).bind(slug.as_str()).fetch_optional(&mut self.public_reader()).await?;
        let page = row.map(OwnPageVersion::try_from).transpose()?;
        Ok(page.filter(|version| version.page.published))
    }
}
