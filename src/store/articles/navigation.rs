//! Entries of the menu and the footer, as rows.

use jiff::Timestamp;

use super::address;
use crate::article::Category;
use crate::error::Result;
use crate::navigation::{Area, BuiltIn, Entry, Link, Menu, Shown, mark, shipped};
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::{Store, Tx, is_taken, query, query_as, unknown};

/// Entry with what readers see of it.
#[derive(sqlx::FromRow)]
struct EntryRow {
    kind: String,
    category_id: Option<i64>,
    page_id: Option<i64>,
    label: Option<String>,
    url: Option<String>,
    category_slug: Option<String>,
    category: Option<String>,
    page_slug: Option<String>,
    page: Option<String>,
    published: Option<bool>,
}

/// Statement for the entries of an area, in their order.
const ENTRIES: &str = "SELECT n.kind, n.category_id, n.page_id, n.label, n.url,
        c.slug AS category_slug, c.name AS category, v.slug AS page_slug, v.title AS page,
        v.published
    FROM navigation n LEFT JOIN categories c ON c.id = n.category_id
        LEFT JOIN static_pages p ON p.id = n.page_id
        LEFT JOIN static_page_versions v ON v.page_id = p.id AND v.number = p.version
    WHERE n.area = $1 ORDER BY n.position";

impl EntryRow {
    fn entry(&self) -> Result<Entry> {
        let entry = match (self.category_id, self.page_id, &self.label, &self.url) {
            (Some(id), ..) => Some(Entry::Category(id)),
            (_, Some(id), ..) => Some(Entry::Page(id)),
            (_, _, Some(label), Some(url)) => {
                Some(Entry::Link(Link { label: label.clone(), url: url.clone() }))
            }
            _ => {
                BuiltIn::ALL.into_iter().find(|entry| entry.code() == self.kind).map(Entry::BuiltIn)
            }
        };
        entry.ok_or_else(|| unknown("entry", &self.kind))
    }

    /// Returns the entry as readers see it; `None` for a page that is not published.
    fn shown(self) -> Result<Option<Shown>> {
        Ok(match self.entry()? {
            Entry::BuiltIn(entry) => Some(Shown::BuiltIn(entry)),
            Entry::Link(link) => Some(Shown::Link(link)),
            Entry::Category(_) => match (self.category_slug, self.category) {
                (Some(slug), Some(name)) => {
                    Some(Shown::Category(Category { slug: address(&slug)?, name }))
                }
                _ => None,
            },
            Entry::Page(id) => match (self.page_slug, self.page) {
                (Some(slug), Some(title)) if self.published == Some(true) => {
                    Some(Shown::Page(id, address(&slug)?, title))
                }
                _ => None,
            },
        })
    }
}

/// Returns the chosen entries of an area, or those that the program ships.
async fn entries(tx: &mut Tx, area: Area) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = query_as(ENTRIES).bind(area.code()).fetch_all(tx).await?;
    if rows.is_empty() {
        return Ok(shipped(area));
    }
    rows.iter().map(EntryRow::entry).collect()
}

/// Replaces the entries of an area.
async fn replace(tx: &mut Tx, area: Area, entries: &[Entry]) -> Result<(), sqlx::Error> {
    const CLEAR: &str = "DELETE FROM navigation WHERE area = $1";
    const ADD: &str = "INSERT INTO navigation (area, position, kind, category_id, page_id, label,
            url)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    query(CLEAR).bind(area.code()).execute(tx).await?;
    for (position, entry) in (1_i64..).zip(entries) {
        let (kind, category, page, link) = match entry {
            Entry::BuiltIn(entry) => (entry.code(), None, None, None),
            Entry::Category(id) => ("category", Some(*id), None, None),
            Entry::Page(id) => ("page", None, Some(*id), None),
            Entry::Link(link) => ("link", None, None, Some(link)),
        };
        query(ADD)
            .bind(area.code())
            .bind(position)
            .bind(kind)
            .bind(category)
            .bind(page)
            .bind(link.map(|link| link.label.as_str()))
            .bind(link.map(|link| link.url.as_str()))
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// Records in the staff log that an account changed the menu or the footer.
async fn log_change(tx: &mut Tx, account: i64, now: Timestamp) -> Result<()> {
    let (deed, part) = (StaffDeed::Settings, Some("navigation"));
    log_staff(tx, deed, Some(account), None, part, now).await
}

/// Adds a page to the end of an area or removes it; `by` is the account, and the time.
///
/// Returns false if the area has no room for it.
pub(super) async fn place_page(
    tx: &mut Tx,
    area: Area,
    page: i64,
    wanted: bool,
    by: (i64, Timestamp),
) -> Result<bool> {
    let mut all = entries(tx, area).await?;
    let before = all.len();
    all.retain(|entry| *entry != Entry::Page(page));
    if wanted == (all.len() < before) {
        return Ok(true);
    }
    if wanted {
        if all.len() >= area.max() {
            return Ok(false);
        }
        all.push(Entry::Page(page));
    }
    replace(tx, area, &all).await?;
    log_change(tx, by.0, by.1).await?;
    Ok(true)
}

impl Store {
    /// Returns the entries of an area: the chosen ones, or those that the program ships.
    pub async fn entries(&self, area: Area) -> Result<Vec<Entry>> {
        let rows: Vec<EntryRow> =
            query_as(ENTRIES).bind(area.code()).fetch_all(&mut self.reader()).await?;
        if rows.is_empty() {
            return Ok(shipped(area));
        }
        rows.iter().map(EntryRow::entry).collect()
    }

    /// Returns the entries of an area as readers see them: never none.
    pub(super) async fn shown_entries(&self, area: Area) -> Result<Vec<Shown>> {
        let rows: Vec<EntryRow> =
            query_as(ENTRIES).bind(area.code()).fetch_all(&mut self.public_reader()).await?;
        let shown = rows.into_iter().filter_map(|row| row.shown().transpose());
        let shown = shown.collect::<Result<Vec<_>>>()?;
        Ok(if shown.is_empty() { Menu::default().of(area).to_vec() } else { shown })
    }

    /// Replaces the entries of an area if they still have the mark `seen`.
    ///
    /// Returns `false` if another change was stored first.
    pub async fn change_entries(
        &self,
        area: Area,
        seen: &str,
        all: &[Entry],
        account: i64,
        now: Timestamp,
    ) -> Result<bool> {
        self.write(|mut tx| async move {
            let before = entries(&mut tx, area).await?;
            if mark(&before) != seen {
                return Ok(tx.roll_back(false));
            }
            match replace(&mut tx, area, all).await {
                Err(error) if is_taken(&error, "navigation") => Ok(tx.roll_back(false)),
                changed => {
                    changed?;
                    if before != all {
                        log_change(&mut tx, account, now).await?;
                    }
                    Ok(tx.commit(true))
                }
            }
        })
        .await
    }
}
