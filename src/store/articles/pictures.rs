//! Pictures as rows: the data about each, and the bytes of its sizes.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use crate::error::Result;
use crate::markup::{self, Html};
use crate::picture::{Alt, Kind, PER_PAGE, Picture, ProcessedImage, Purpose, Size, numbers_in};
use crate::store::{Store, is_taken, micros, query, query_as, query_scalar, unknown};

/// Picture to store.
#[derive(Clone, Copy, Debug)]
pub struct NewPicture<'a> {
    /// Purpose of the picture.
    pub purpose: Purpose,
    /// Alternative text.
    pub alt: &'a Alt,
    /// Default caption, for articles that give none of their own.
    pub caption: Option<&'a str>,
    /// Account that uploaded it.
    pub made_by: i64,
    /// Encoded files.
    pub processed: &'a ProcessedImage,
}

/// Article or own page that shows a picture: its title, and the address to see or change it.
pub type Use = (String, String);

/// One size of a picture. A picture has as many rows as it has sizes.
#[derive(sqlx::FromRow)]
struct SizeRow {
    id: i64,
    alt: String,
    caption: Option<String>,
    hash: String,
    width: i64,
    height: i64,
    kind: String,
}

const PICTURE_OF_ORIGIN: &str = "SELECT id FROM pictures WHERE origin = $1 AND purpose = 'article'";

impl Store {
    /// Stores a picture and returns its number.
    ///
    /// If the same bytes were uploaded for articles before, returns the number of that picture.
    pub async fn add_picture(&self, new: &NewPicture<'_>, now: Timestamp) -> Result<i64> {
        const ADD: &str =
            "INSERT INTO pictures (purpose, alt, caption, hash, origin, made_by, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
        const ADD_FILE: &str = "INSERT INTO picture_files (picture_id, width, kind, height, bytes)
            VALUES ($1, $2, $3, $4, $5)";
        let there = async || self.picture_of_origin(&new.processed.origin).await;
        if new.purpose == Purpose::Article
            && let Some(id) = there().await?
        {
            return Ok(id);
        }
        let write = self.write(|mut tx| async move {
            let added = query_scalar(ADD)
                .bind(new.purpose.code())
                .bind(new.alt.as_str())
                .bind(new.caption)
                .bind(&new.processed.hash)
                .bind(&new.processed.origin)
                .bind(new.made_by)
                .bind(micros(now))
                .fetch_one(&mut tx)
                .await;
            let id: i64 = match added {
                Ok(id) => id,
                Err(error) if is_taken(&error, "pictures.origin") => {
                    return Ok(tx.roll_back(None));
                }
                Err(error) => return Err(error.into()),
            };
            for file in &new.processed.files {
                query(ADD_FILE)
                    .bind(id)
                    .bind(i64::from(file.width))
                    .bind(file.kind.code())
                    .bind(i64::from(file.height))
                    .bind(file.bytes.as_slice())
                    .execute(&mut tx)
                    .await?;
            }
            Ok(tx.commit(Some(id)))
        });
        match write.await? {
            Some(id) => Ok(id),
            // Another request stored the same bytes at the same time.
            None => there().await?.ok_or_else(|| unknown("picture", &new.processed.origin)),
        }
    }

    /// Returns the number of the picture for articles that was made of bytes with this hash.
    pub async fn picture_of_origin(&self, origin: &str) -> Result<Option<i64>> {
        Ok(query_scalar(PICTURE_OF_ORIGIN).bind(origin).fetch_optional(&mut self.reader()).await?)
    }

    /// Returns the pictures with these numbers, newest first. Unknown numbers are skipped.
    pub async fn pictures(&self, ids: &[i64]) -> Result<Vec<Picture>> {
        const OF: &str = "SELECT p.id, p.alt, p.caption, p.hash, f.width, f.height, f.kind
            FROM pictures p JOIN picture_files f ON f.picture_id = p.id WHERE p.id IN (";
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (1..=ids.len()).map(|place| format!("${place}")).collect();
        let of = format!("{OF}{}) ORDER BY p.id DESC, f.width, f.kind", places.join(", "));
        let of = query_as(AssertSqlSafe(of)).bind_all(ids);
        gather(of.fetch_all(&mut self.public_reader()).await?)
    }

    /// Returns the picture with this number.
    pub async fn picture(&self, id: i64) -> Result<Option<Picture>> {
        Ok(self.pictures(&[id]).await?.pop())
    }

    pub(in crate::store) const LIBRARY: &str =
        "SELECT p.id, p.alt, p.caption, p.hash, f.width, f.height, f.kind
        FROM (SELECT id FROM pictures WHERE purpose = 'article'
            ORDER BY id DESC LIMIT $1 OFFSET $2) picked
        JOIN pictures p ON p.id = picked.id
        JOIN picture_files f ON f.picture_id = p.id ORDER BY p.id DESC, f.width, f.kind";

    /// Returns one page of the pictures for articles, newest first, and their total number.
    ///
    /// `page` counts from 1.
    pub async fn library(&self, page: i64) -> Result<(Vec<Picture>, i64)> {
        const HOW_MANY: &str = "SELECT COUNT(*) FROM pictures WHERE purpose = 'article'";
        let (rows, total): (Vec<SizeRow>, i64) = {
            let mut db = self.reader();
            (
                query_as(Self::LIBRARY)
                    .bind(PER_PAGE)
                    .bind((page - 1) * PER_PAGE)
                    .fetch_all(&mut db)
                    .await?,
                query_scalar(HOW_MANY).fetch_one(&mut db).await?,
            )
        };
        Ok((gather(rows)?, total))
    }

    /// Returns the number and the alternative text of every picture for articles, newest first.
    pub async fn picture_names(&self) -> Result<Vec<(i64, String)>> {
        const NAMES: &str =
            "SELECT id, alt FROM pictures WHERE purpose = 'article' ORDER BY id DESC";
        Ok(query_as(NAMES).fetch_all(&mut self.reader()).await?)
    }

    /// Returns the numbers of all pictures for articles.
    pub async fn picture_numbers(&self) -> Result<Vec<i64>> {
        Ok(self.picture_names().await?.into_iter().map(|(id, _)| id).collect())
    }

    pub(in crate::store) const IN_LIBRARY: &str =
        "SELECT COUNT(*) FROM pictures WHERE id = $1 AND purpose = 'article'";

    /// Returns whether the picture library may show and change this picture.
    ///
    /// The logo, which has a page of its own, is not in it.
    pub async fn is_in_library(&self, id: i64) -> Result<bool> {
        let count: i64 =
            query_scalar(Self::IN_LIBRARY).bind(id).fetch_one(&mut self.reader()).await?;
        Ok(count > 0)
    }

    pub(in crate::store) const PICTURE_FILE: &str =
        "SELECT p.hash, f.bytes FROM pictures p JOIN picture_files f ON f.picture_id = p.id
        WHERE p.id = $1 AND f.width = $2 AND f.kind = $3";

    /// Returns the hash in the address of a picture, and the bytes of one size.
    pub async fn picture_file(
        &self,
        id: i64,
        width: i64,
        kind: Kind,
    ) -> Result<Option<(String, Vec<u8>)>> {
        Ok(query_as(Self::PICTURE_FILE)
            .bind(id)
            .bind(width)
            .bind(kind.code())
            .fetch_optional(&mut self.public_reader())
            .await?)
    }

    /// Changes the alternative text and the caption of a picture for articles.
    ///
    /// Returns whether it exists.
    pub async fn describe_picture(
        &self,
        id: i64,
        alt: &Alt,
        caption: Option<&str>,
    ) -> Result<bool> {
        const DESCRIBE: &str =
            "UPDATE pictures SET alt = $2, caption = $3 WHERE id = $1 AND purpose = 'article'";
        let changed =
            self.execute(query(DESCRIBE).bind(id).bind(alt.as_str()).bind(caption)).await?;
        Ok(changed > 0)
    }

    /// Returns the articles that show a picture, in the text or at the top, newest first, and the
    /// own pages that do.
    pub async fn picture_uses(&self, id: i64) -> Result<Vec<Use>> {
        let db = &mut self.reader();
        let articles = query_as(USES).bind(id).bind(pattern(id)).fetch_all(db).await?;
        let pages = query_as(PAGE_USES).bind(page_pattern(id)).fetch_all(db).await?;
        Ok(uses(id, articles, pages))
    }

    /// Deletes a picture for articles, unless it is used. Returns what uses it.
    pub async fn remove_picture(&self, id: i64) -> Result<Vec<Use>> {
        const REMOVE: &str = "DELETE FROM pictures WHERE id = $1 AND purpose = 'article'";
        self.write(|mut tx| async move {
            let articles = query_as(USES).bind(id).bind(pattern(id)).fetch_all(&mut tx).await?;
            let pages = query_as(PAGE_USES).bind(page_pattern(id)).fetch_all(&mut tx).await?;
            let used = uses(id, articles, pages);
            if used.is_empty() {
                query(REMOVE).bind(id).execute(&mut tx).await?;
            }
            Ok(tx.commit(used))
        })
        .await
    }
}

/// Query for articles that may show a picture.
///
/// It scans all articles, which is acceptable for one picture in the editors' library.
const USES: &str = "SELECT title, slug, lead_picture, html FROM articles
    WHERE lead_picture = $1 OR html LIKE $2 ORDER BY id DESC";
/// Query for own pages that may show a picture.
const PAGE_USES: &str = "SELECT p.id, v.title, v.body FROM static_pages p
    JOIN static_page_versions v ON v.page_id = p.id AND v.number = p.version
    WHERE v.body LIKE $1 ORDER BY p.id DESC";

/// Article with what it shows: title, slug, picture at its head, HTML.
type ArticleUse = (String, String, Option<i64>, String);

fn pattern(id: i64) -> String {
    format!("%\"/pictures/{id}\"%")
}

fn page_pattern(id: i64) -> String {
    format!("%/pictures/{id}%")
}

/// Drops the texts that only quote the address of a picture without showing it.
fn uses(id: i64, articles: Vec<ArticleUse>, pages: Vec<(i64, String, String)>) -> Vec<Use> {
    let shows = |html: &Html| numbers_in(html).contains(&id);
    let articles = articles
        .into_iter()
        .filter(|(_, _, lead, html)| *lead == Some(id) || shows(&Html::stored(html.clone())));
    let pages = pages.into_iter().filter(|(.., body)| shows(&markup::article(body)));
    articles
        .map(|(title, slug, ..)| (title, format!("/articles/{slug}")))
        .chain(pages.map(|(page, title, _)| (title, format!("/desk/pages/own/{page}"))))
        .collect()
}

/// Merges the rows of each picture into one, keeping their order.
fn gather(rows: Vec<SizeRow>) -> Result<Vec<Picture>> {
    let mut pictures: Vec<Picture> = Vec::new();
    for row in rows {
        let kind =
            Kind::from_code(&row.kind).ok_or_else(|| unknown("kind of picture", &row.kind))?;
        let size = Size { width: row.width, height: row.height, kind };
        match pictures.last_mut() {
            Some(last) if last.id == row.id => last.sizes.push(size),
            _ => pictures.push(Picture {
                id: row.id,
                alt: row.alt,
                caption: row.caption,
                hash: row.hash,
                sizes: vec![size],
            }),
        }
    }
    Ok(pictures)
}
