//! Temporary database for the records of a file.
//!
//! It keeps the memory of an import independent of the size of the file, and lets SQL put the
//! records into order.

use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, Executor};

use crate::account::Email;
use crate::comment::{link_key, text_key};
use crate::error::Result;
use crate::picture::ProcessedImage;
use crate::store::micros;

/// Temporary database for the records of a file.
#[derive(Debug)]
pub struct Staging {
    pub(super) db: SqliteConnection,
}

/// Comment to be planned, with the text as the board stores it.
#[derive(Clone, Debug)]
pub struct StagedComment {
    /// Key in the other system.
    pub key: String,
    /// Key of its thread.
    pub thread: String,
    /// Key of the comment that it answers.
    pub parent: Option<String>,
    /// Key of the account of its author there.
    pub person: Option<String>,
    /// Name of its author; without one, that of the person counts.
    pub name: Option<String>,
    /// E-mail address of its author.
    pub email: Option<Email>,
    /// Text as Markdown.
    pub body: String,
    /// Text as HTML.
    pub html: String,
    /// State: `held`, `visible` or `removed`.
    pub state: &'static str,
    /// Time of posting, if the file has one.
    pub posted_at: Option<Timestamp>,
    /// Number of readers who found it useful.
    pub useful: u32,
}

/// Thread to be planned.
#[derive(Clone, Debug, Default)]
pub struct StagedThread {
    /// Key in the other system.
    pub key: String,
    /// Addresses; the first is the main one.
    pub addresses: Vec<StagedAddress>,
    /// Title as plain text.
    pub title: Option<String>,
    /// True if comments are allowed, if the file tells.
    pub comments_open: Option<bool>,
    /// Time at which it was made, if the file tells.
    pub made_at: Option<Timestamp>,
    /// Time of publication of its article, if it has one.
    pub published_at: Option<Timestamp>,
    /// Article of the file in JSON, if it has one.
    pub article: Option<String>,
}

/// Address of a thread.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StagedAddress {
    /// Host in one spelling; empty if it is not known.
    pub host: String,
    /// Path in one spelling.
    pub path: String,
    /// Address as the file has it, if it is absolute.
    pub url: Option<String>,
}

/// File that articles may show.
#[derive(Clone, Debug, Default)]
pub struct StagedPicture {
    /// Key in the other system.
    pub key: String,
    /// Address in one spelling, as host and path.
    pub address: Option<(String, String)>,
    /// Alternative text.
    pub alt: String,
    /// Caption as plain text.
    pub caption: Option<String>,
}

/// Article or own page to be made, as the board stores it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlannedContent {
    /// Headline.
    pub title: String,
    /// Slug, which was free when the import was planned.
    pub slug: String,
    /// Key of its author; `None` if the file has none.
    pub author: Option<String>,
    /// Introduction.
    pub lead: Option<String>,
    /// Text as Markdown; a picture of the import has the address [`PICTURE`](super::PICTURE) with its
    /// number in the staging database.
    pub body: String,
    /// Time of publication in microseconds; `None` for a draft.
    pub published: Option<i64>,
    /// Planned time of publication in microseconds.
    pub planned: Option<i64>,
    /// Time it was made in microseconds, if it is known.
    pub made_at: Option<i64>,
    /// Names of its categories.
    pub categories: Vec<String>,
    /// Number of its lead picture in the staging database.
    pub picture: Option<i64>,
    /// True if comments are allowed.
    pub comments_open: bool,
}

const TABLES: &str = "
    CREATE TABLE persons (
        key TEXT PRIMARY KEY, name TEXT, email TEXT, email_key TEXT, account INTEGER, new_account INTEGER,
        is_wanted INTEGER NOT NULL DEFAULT 0, is_member INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID;
    CREATE TABLE threads (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, host TEXT, path TEXT, title TEXT,
        comments_open INTEGER, made_at INTEGER, published_at INTEGER, article TEXT,
        content TEXT, new_path TEXT, main INTEGER, target TEXT, new_id INTEGER, is_new INTEGER NOT NULL DEFAULT 0,
        site INTEGER, page_url TEXT, page_key TEXT
    );
    CREATE INDEX threads_path ON threads (path, host);
    CREATE TABLE addresses (
        host TEXT NOT NULL, path TEXT NOT NULL, thread INTEGER NOT NULL, url TEXT,
        PRIMARY KEY (path, host)
    ) WITHOUT ROWID;
    CREATE TABLE comments (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, thread TEXT NOT NULL, parent TEXT,
        person TEXT, name TEXT, email TEXT, email_key TEXT, state TEXT NOT NULL,
        posted_at INTEGER, useful INTEGER NOT NULL, text_key INTEGER, link_key INTEGER,
        thread_id INTEGER, parent_id INTEGER, there INTEGER, there_root INTEGER,
        kept INTEGER NOT NULL DEFAULT 0, new_id INTEGER
    );
    CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT NOT NULL, html TEXT NOT NULL);
    CREATE TABLE left_out (what TEXT NOT NULL, reason TEXT NOT NULL);
    CREATE TABLE notices (what TEXT NOT NULL, about TEXT NOT NULL, detail TEXT NOT NULL);
    CREATE TABLE pictures (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, host TEXT, path TEXT, alt TEXT,
        caption TEXT, hash TEXT, origin TEXT, there INTEGER, new_id INTEGER
    );
    CREATE TABLE picture_files (
        picture INTEGER NOT NULL, width INTEGER NOT NULL, kind TEXT NOT NULL,
        height INTEGER NOT NULL, bytes BLOB NOT NULL
    );";

impl Staging {
    /// Creates an empty one in `folder`, which is made unless it exists.
    ///
    /// Its file loses its name once it is open: it holds texts and addresses of people, and a
    /// process that is killed leaves nothing of them.
    pub async fn create(folder: &Path) -> Result<Self> {
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(anyhow::Error::new)?;
        let folder = tempfile::Builder::new()
            .prefix(".weerwoord-import-")
            .tempdir_in(folder)
            .map_err(anyhow::Error::new)?;
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("staging.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .pragma("temp_store", "FILE")
            .pragma("cache_size", "-8000");
        let mut db = SqliteConnection::connect_with(&options).await?;
        db.execute(TABLES).await?;
        db.execute("BEGIN").await?;
        folder.close().map_err(anyhow::Error::new)?;
        Ok(Self { db })
    }

    /// Adds a person; one with a key that is there already is ignored.
    pub async fn add_person(
        &mut self,
        key: &str,
        name: Option<&str>,
        email: Option<&Email>,
    ) -> Result<()> {
        sqlx::query(
            "INSERT OR IGNORE INTO persons (key, name, email, email_key) VALUES (?, ?, ?, ?)",
        )
        .bind(key)
        .bind(name)
        .bind(email.map(Email::as_str))
        .bind(email.map(Email::key))
        .execute(&mut self.db)
        .await?;
        Ok(())
    }

    /// Adds a thread. Returns `false` if there is one with this key.
    pub async fn add_thread(&mut self, thread: &StagedThread) -> Result<bool> {
        let first = thread.addresses.first();
        let added = sqlx::query(
            "INSERT OR IGNORE INTO threads
                (key, host, path, title, comments_open, made_at, published_at, article)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&thread.key)
        .bind(first.map(|address| &address.host))
        .bind(first.map(|address| &address.path))
        .bind(&thread.title)
        .bind(thread.comments_open)
        .bind(thread.made_at.map(micros))
        .bind(thread.published_at.map(micros))
        .bind(&thread.article)
        .execute(&mut self.db)
        .await?;
        if added.rows_affected() == 0 {
            return Ok(false);
        }
        let id = added.last_insert_rowid();
        for StagedAddress { host, path, url } in &thread.addresses {
            sqlx::query(
                "INSERT OR IGNORE INTO addresses (host, path, thread, url) VALUES (?, ?, ?, ?)",
            )
            .bind(host)
            .bind(path)
            .bind(id)
            .bind(url)
            .execute(&mut self.db)
            .await?;
        }
        Ok(true)
    }

    /// Adds a comment. Returns `false` if there is one with this key.
    pub async fn add_comment(&mut self, comment: &StagedComment) -> Result<bool> {
        let is_removed = comment.state == "removed";
        let added = sqlx::query(
            "INSERT OR IGNORE INTO comments (key, thread, parent, person, name, email, email_key,
                state, posted_at, useful, text_key, link_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&comment.key)
        .bind(&comment.thread)
        .bind(&comment.parent)
        .bind(&comment.person)
        .bind(&comment.name)
        .bind(comment.email.as_ref().map(Email::as_str))
        .bind(comment.email.as_ref().map(Email::key))
        .bind(comment.state)
        .bind(comment.posted_at.map(micros))
        .bind(comment.useful)
        .bind(if is_removed { None } else { text_key(&comment.body) })
        .bind(if is_removed { None } else { link_key(&comment.html) })
        .execute(&mut self.db)
        .await?;
        if added.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("INSERT INTO texts (id, body, html) VALUES (?, ?, ?)")
            .bind(added.last_insert_rowid())
            .bind(&comment.body)
            .bind(&comment.html)
            .execute(&mut self.db)
            .await?;
        Ok(true)
    }

    /// Adds a file that articles may show; one with a key that is there already is ignored.
    pub async fn add_picture(&mut self, picture: &StagedPicture) -> Result<()> {
        let address = picture.address.as_ref();
        sqlx::query(
            "INSERT OR IGNORE INTO pictures (key, host, path, alt, caption) VALUES (?, ?, ?, ?, ?)",
        )
        .bind(&picture.key)
        .bind(address.map(|(host, _)| host))
        .bind(address.map(|(_, path)| path))
        .bind(&picture.alt)
        .bind(&picture.caption)
        .execute(&mut self.db)
        .await?;
        Ok(())
    }

    /// Returns pictures without a file so far, after a number.
    pub async fn next_pictures(&mut self, after: i64) -> Result<Vec<OpenPicture>> {
        let pictures = "SELECT id, key, path, COALESCE(alt, '') AS alt FROM pictures
            WHERE id > ? ORDER BY id LIMIT 100";
        Ok(sqlx::query_as(pictures).bind(after).fetch_all(&mut self.db).await?)
    }

    /// Sets the number that a picture has on the board.
    pub async fn set_picture_there(&mut self, id: i64, there: i64) -> Result<()> {
        sqlx::query("UPDATE pictures SET there = ? WHERE id = ?")
            .bind(there)
            .bind(id)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Sets the files of a picture; those of one with the same bytes are taken once.
    pub async fn set_picture_files(
        &mut self,
        id: i64,
        alt: &str,
        made: &ProcessedImage,
    ) -> Result<()> {
        sqlx::query("UPDATE pictures SET alt = ?, hash = ?, origin = ? WHERE id = ?")
            .bind(alt)
            .bind(&made.hash)
            .bind(&made.origin)
            .bind(id)
            .execute(&mut self.db)
            .await?;
        for file in &made.files {
            sqlx::query(
                "INSERT INTO picture_files (picture, width, kind, height, bytes)
                VALUES (?, ?, ?, ?, ?)",
            )
            .bind(id)
            .bind(file.width)
            .bind(file.kind.code())
            .bind(file.height)
            .bind(&file.bytes)
            .execute(&mut self.db)
            .await?;
        }
        Ok(())
    }
}

/// Picture whose file is looked for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenPicture {
    /// Number in the staging database.
    pub id: i64,
    /// Key in the other system.
    pub key: String,
    /// Path of its address.
    pub path: Option<String>,
    /// Alternative text.
    pub alt: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_is_left_in_the_folder_not_even_by_a_killed_process() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("new");
        let mut staging = Staging::create(&folder).await.unwrap();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "its name is gone at once");
        // More than the cache holds, so that pages are written to the file.
        for key in 0..200 {
            let name = "Lotte ".repeat(10_000);
            staging.add_person(&format!("p{key}"), Some(&name), None).await.unwrap();
        }
        let count: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM persons WHERE name LIKE 'Lotte%'")
                .fetch_one(&mut staging.db)
                .await
                .unwrap();
        assert_eq!(count, 200);
    }
}
