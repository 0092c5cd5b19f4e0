//! Pictures of an import as rows.

use jiff::Timestamp;

use super::staging::Staging;
use super::write::{ImportRun, ImportedKind, RunIds, nobody, remember};
use crate::error::Result;
use crate::store::{Tx, micros, query, query_scalar};

/// Address of a picture of the import within a text, followed by its number in the staging
/// database.
pub const PICTURE: &str = "/pictures/import-";

/// Puts the pictures that were found into the library.
pub(super) async fn insert_pictures(
    tx: &mut Tx,
    staging: &mut Staging,
    run: &ImportRun<'_>,
    ids: RunIds,
    now: Timestamp,
) -> Result<()> {
    const ADD: &str = "INSERT INTO pictures (purpose, alt, caption, hash, origin, made_by, made_at)
        VALUES ('article', $1, $2, $3, $4, $5, $6) RETURNING id";
    const ADD_FILE: &str = "INSERT INTO picture_files (picture_id, width, kind, height, bytes)
        VALUES ($1, $2, $3, $4, $5)";
    type PictureRow = (i64, String, String, Option<String>, String, String);
    type FileRow = (i64, String, i64, Vec<u8>);
    let pictures: Vec<PictureRow> = sqlx::query_as(
        "SELECT id, key, alt, caption, hash, origin FROM pictures
        WHERE hash IS NOT NULL AND there IS NULL AND id IN
            (SELECT MIN(id) FROM pictures WHERE hash IS NOT NULL GROUP BY origin)
        ORDER BY id",
    )
    .fetch_all(&mut staging.db)
    .await?;
    if pictures.is_empty() {
        return Ok(());
    }
    let maker = match run.account {
        Some(account) => account,
        None => nobody(staging).await?,
    };
    for (row, key, alt, caption, hash, origin) in pictures {
        let id: i64 = query_scalar(ADD)
            .bind(alt)
            .bind(caption)
            .bind(hash)
            .bind(&origin)
            .bind(maker)
            .bind(micros(now))
            .fetch_one(tx)
            .await?;
        let files: Vec<FileRow> = sqlx::query_as(
            "SELECT width, kind, height, bytes FROM picture_files WHERE picture = ?",
        )
        .bind(row)
        .fetch_all(&mut staging.db)
        .await?;
        for (width, kind, height, bytes) in files {
            query(ADD_FILE)
                .bind(id)
                .bind(width)
                .bind(kind)
                .bind(height)
                .bind(bytes)
                .execute(tx)
                .await?;
        }
        remember(tx, ids, ImportedKind::Picture, (&key, id)).await?;
        sqlx::query("UPDATE pictures SET new_id = ? WHERE origin = ?")
            .bind(id)
            .bind(origin)
            .execute(&mut staging.db)
            .await?;
    }
    Ok(())
}

/// Returns a text with the addresses of the pictures that were made.
pub(super) async fn with_pictures(staging: &mut Staging, body: &str) -> Result<String> {
    let mut parts = body.split(PICTURE);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let picture: Option<i64> = picture_of(staging, number.parse().ok()).await?;
        match picture {
            Some(picture) => text.push_str(&format!("/pictures/{picture}")),
            None => text.push_str(&format!("{PICTURE}{number}")),
        }
        text.push_str(rest);
    }
    Ok(text)
}

/// Returns the number on the board of a picture with this number in the staging database.
pub(super) async fn picture_of(staging: &mut Staging, number: Option<i64>) -> Result<Option<i64>> {
    let picture = "SELECT COALESCE(there, new_id) FROM pictures WHERE id = ?";
    let picture: Option<Option<i64>> =
        sqlx::query_scalar(picture).bind(number).fetch_optional(&mut staging.db).await?;
    Ok(picture.flatten())
}
