//! Migrations with a copy of the database before them.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{beside, folder_of, publish, sync_folder};
use crate::store::Store;

/// Suffix of the copy beside the database.
const COPY: &str = "-before-migration";

/// Runs the migrations a database lacks, and returns their number.
///
/// An SQLite file is copied first, beside it and under its name with [`COPY`]; the copy stays until
/// the next migrations. If one fails, the copy takes the place of the file and the store is closed.
/// PostgreSQL runs each migration in a transaction, and its operator makes the backup.
pub async fn migrate(store: &Store) -> Result<usize> {
    let copied = match store.file() {
        Some(path) if store.holds_board().await? && !store.is_current().await? => {
            Some((copy(store, path).await.context("no migration was begun")?, path.to_owned()))
        }
        _ => None,
    };
    match (store.migrate().await, copied) {
        (Ok(count), _) => Ok(count),
        (Err(error), None) => Err(error.into()),
        (Err(error), Some((copy, path))) => {
            store.close().await;
            put_back(&copy, &path)?;
            Err(error).context("the database is as it was before the migrations")
        }
    }
}

/// Copies the file, in place of an earlier copy.
async fn copy(store: &Store, path: &Path) -> Result<PathBuf> {
    let copy = beside(path, COPY);
    let failed = || format!("the database could not be copied to {}", copy.display());
    let workshop = tempfile::Builder::new()
        .prefix(".weerwoord-copy-")
        .tempdir_in(folder_of(path))
        .with_context(failed)?;
    let made = workshop.path().join("board.db");
    store.copy_to(&made).await.with_context(failed)?;
    remove(&copy)?;
    publish(&made, &copy)?;
    Ok(copy)
}

/// Puts the copy in the place of the file, whose log goes with it.
fn put_back(copy: &Path, path: &Path) -> Result<()> {
    for suffix in ["-wal", "-shm"] {
        remove(&beside(path, suffix))?;
    }
    std::fs::rename(copy, path).with_context(|| {
        format!("the copy {} could not be put back; do it by hand", copy.display())
    })?;
    sync_folder(&folder_of(path))
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} could not be deleted", path.display()))
        }
        _ => Ok(()),
    }
}
