//! Backups: copies of the database in one file, with files of the board and a description.
//!
//! A backup is an SQLite database whichever database the board uses. Beside the tables of the board
//! it has two more, which go when it is restored.

pub mod erasures;

use std::path::Path;

use anyhow::{Context, anyhow};
use constcat::concat;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::ConnectOptions as _;

use super::accounts::staff_log::{StaffDeed, log_staff};
use super::{Moment, Store, micros, query, query_as};
use crate::error::Result;

/// Description of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Identification of the board: 16 hexadecimal digits.
    pub board: String,
    /// Time at which the copy began.
    pub made_at: Timestamp,
    /// Release of the program that made it.
    pub release: String,
}

/// File of the board that a backup holds beside the database.
#[derive(Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Name, which says where it belongs.
    pub name: String,
    /// Contents.
    pub content: Vec<u8>,
}

/// Tables that only a backup has.
pub(in crate::store) const TABLES: [&str; 2] = ["_backup", "_backup_files"];

const DROP: [&str; 2] =
    [concat!("DROP TABLE IF EXISTS ", TABLES[0]), concat!("DROP TABLE IF EXISTS ", TABLES[1])];

impl Store {
    /// Returns the identification of the board, which its backups and its journal carry.
    ///
    /// `fresh` becomes the secret of the installation if there is none yet.
    pub async fn board_id(&self, fresh: &[u8; 32]) -> Result<String> {
        let secret = self.secret(fresh).await?;
        let hash = Sha256::new().chain_update(b"board\0").chain_update(secret).finalize();
        Ok(hex::encode(&hash[..8]))
    }

    /// Copies an SQLite database into a new file, while others read and write it.
    pub async fn copy_to(&self, path: &Path) -> anyhow::Result<()> {
        let Self::Sqlite { read, writer } = self else {
            return Err(anyhow!("only a database in a file is copied so"));
        };
        // A connection opened after the file was replaced would harm the log of the old one.
        if !writer.file().is_in_place() {
            return Err(anyhow!("the database file was moved or replaced; restart the board"));
        }
        let name = path.to_str().context("the name of the file is not text")?;
        let options = read.connect_options().as_ref().clone().pragma("query_only", "OFF");
        // A connection of its own, so that nobody who reads or writes waits for it.
        let mut connection = options.connect().await?;
        sqlx::query("VACUUM INTO $1").bind(name).execute(&mut connection).await?;
        Ok(())
    }

    /// Adds the description and the files to a copy of the database.
    pub async fn add_manifest(&self, manifest: &Manifest, files: &[BackupFile]) -> Result<()> {
        const MAKE: [&str; 2] = [
            "CREATE TABLE _backup (board TEXT NOT NULL, made_at INTEGER NOT NULL,
                release TEXT NOT NULL) STRICT",
            "CREATE TABLE _backup_files (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT",
        ];
        const DESCRIBE: &str = "INSERT INTO _backup (board, made_at, release) VALUES ($1, $2, $3)";
        const ADD: &str = "INSERT INTO _backup_files (name, content) VALUES ($1, $2)";
        self.write(|mut tx| async move {
            // A board that runs on a backup has those of that backup.
            for statement in DROP.into_iter().chain(MAKE) {
                query(statement).execute(&mut tx).await?;
            }
            query(DESCRIBE)
                .bind(&manifest.board)
                .bind(micros(manifest.made_at))
                .bind(&manifest.release)
                .execute(&mut tx)
                .await?;
            for file in files {
                query(ADD).bind(&file.name).bind(&file.content).execute(&mut tx).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    /// Returns the description and the files of a backup; `None` if the database is none.
    pub async fn manifest(&self) -> Result<Option<(Manifest, Vec<BackupFile>)>> {
        const DESCRIPTION: &str = "SELECT board, made_at, release FROM _backup";
        const FILES: &str = "SELECT name, content FROM _backup_files ORDER BY name";
        if !self.tables().await?.iter().any(|table| table == TABLES[0]) {
            return Ok(None);
        }
        let mut db = self.reader();
        let (board, made_at, release): (String, Moment, String) =
            query_as(DESCRIPTION).fetch_one(&mut db).await?;
        let files: Vec<(String, Vec<u8>)> = query_as(FILES).fetch_all(&mut db).await?;
        let files = files.into_iter().map(|(name, content)| BackupFile { name, content });
        Ok(Some((Manifest { board, made_at: made_at.into(), release }, files.collect())))
    }

    /// Turns a copy of a backup into a board.
    ///
    /// Removes what only a backup has, ends all sessions, some of which may have ended since, and
    /// drops the e-mails that waited, most of which were sent since. `made_at` is the time of the
    /// backup, for the log of the staff.
    pub async fn begin_again(&self, made_at: Option<Timestamp>, now: Timestamp) -> Result<()> {
        const ENDED: [&str; 3] = [
            "DELETE FROM sessions",
            "DELETE FROM events",
            "DELETE FROM outbox WHERE sent_at IS NULL AND given_up_at IS NULL",
        ];
        let detail = made_at.map(|made_at| made_at.to_string());
        let detail = &detail;
        self.write(|mut tx| async move {
            for statement in DROP.into_iter().chain(ENDED) {
                query(statement).execute(&mut tx).await?;
            }
            log_staff(&mut tx, StaffDeed::Restore, None, None, detail.as_deref(), now).await?;
            Ok(tx.commit(()))
        })
        .await
    }
}
