//! Migrations with a copy of the database before them.

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use super::publish;
use crate::app::files::{folder_of, sync_folder};
use crate::store::{ServeLock, Store, beside};

/// Suffix of the copy while migrations run.
const RUNNING: &str = "-migrating";
/// Suffix of the copy after they succeeded.
const COPY: &str = "-before-migration";
/// Time for which the copy is stored: it still holds what was erased since.
const COPY_KEPT: Duration = Duration::from_hours(14 * 24);

/// Runs the migrations a database lacks, and returns their number.
///
/// An SQLite file is copied beside it first. If a migration fails, the copy takes the place of the
/// file and the store is closed; if the process ends meanwhile, the next one continues with the
/// same copy. The lock proves that no process serves the file. PostgreSQL runs each migration in a
/// transaction, and its operator makes the backup.
pub async fn migrate(store: &Store, _lock: Option<&ServeLock>) -> Result<usize> {
    let Some(path) = store.file().map(Path::to_owned) else { return Ok(store.migrate().await?) };
    let running = beside(&path, RUNNING);
    if !store.holds_board().await? {
        return Ok(store.migrate().await?);
    }
    if !store.is_current().await? && !running.exists() {
        copy(store, &running).await.context("no migration was begun")?;
    }
    match store.migrate().await {
        Ok(count) => {
            if running.exists() {
                rename(&running, &beside(&path, COPY))?;
            }
            Ok(count)
        }
        Err(error) if running.exists() => {
            store.close().await;
            put_back(&running, &path)?;
            Err(error).context("the database is as it was before the migrations")
        }
        Err(error) => Err(error.into()),
    }
}

/// Deletes the copy of the last migrations once it is old.
pub fn forget_copy(store: &Store) -> Result<()> {
    let Some(copy) = store.file().map(|path| beside(path, COPY)) else { return Ok(()) };
    let made = copy.metadata().and_then(|file| file.modified());
    let is_old = made.is_ok_and(|made| made.elapsed().is_ok_and(|age| age > COPY_KEPT));
    if is_old { remove(&copy) } else { Ok(()) }
}

async fn copy(store: &Store, to: &Path) -> Result<()> {
    let failed = || format!("the database could not be copied to {}", to.display());
    let workshop = tempfile::Builder::new()
        .prefix(".weerwoord-copy-")
        .tempdir_in(folder_of(to))
        .with_context(failed)?;
    let made = workshop.path().join("board.db");
    store.copy_to(&made).await.with_context(failed)?;
    publish(&made, to)
}

/// Puts the copy in the place of the file, whose log goes with it.
fn put_back(copy: &Path, path: &Path) -> Result<()> {
    for suffix in ["-wal", "-shm"] {
        remove(&beside(path, suffix))?;
    }
    rename(copy, path)
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    std::fs::rename(from, to)
        .with_context(|| format!("{} could not become {}", from.display(), to.display()))?;
    sync_folder(&folder_of(to))
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} could not be deleted", path.display()))
        }
        _ => Ok(()),
    }
}
