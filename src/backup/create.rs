//! Making of a backup.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use super::{DATA_SETTINGS, NAMED_SETTINGS, SECRET_KEY, publish};
use crate::app::files::folder_of;
use crate::config::{Config, DATA_FILE, DatabaseUrl, SecretKey};
use crate::store::Store;
use crate::store::backup::{BackupFile, Manifest};
use crate::transfer::{ProgressFn, copy_board};

/// Beginning of the name of the temporary folder in which a backup is made.
pub(super) const WORKSHOP: &str = ".weerwoord-backup-";

/// Copies the database and the files of the board into a new file, while the board runs.
///
/// `fresh` becomes the secret of the installation if the board has none yet. The key of secrets is
/// left out without `with_key`. The file appears only when it is complete and was read again; fails
/// if it exists.
pub async fn create(
    (store, config): (&Store, &Config),
    to: &Path,
    with_key: bool,
    (now, fresh): (Timestamp, &[u8; 32]),
    progress: ProgressFn<'_>,
) -> Result<Manifest> {
    if to.exists() {
        bail!("{} is there already; give a name that is free", to.display());
    }
    if !store.is_current().await? {
        bail!("the tables are not those of this version; run `weerwoord migrate` first");
    }
    let folder = folder_of(to);
    if !folder.is_dir() {
        bail!("the folder {} does not exist", folder.display());
    }
    let workshop = tempfile::Builder::new()
        .prefix(WORKSHOP)
        .tempdir_in(&folder)
        .with_context(|| format!("{} cannot be written to", folder.display()))?;
    let manifest = Manifest {
        board: store.board_id(fresh).await?,
        made_at: now,
        release: crate::app::version::RELEASE.to_owned(),
    };
    let files = files(config, with_key)?;
    let path = workshop.path().join("board.db");
    if matches!(store, Store::Sqlite { .. }) {
        store.copy_to(&path).await.context("the copy could not be written")?;
    }
    let copy = Store::open(&DatabaseUrl::Sqlite(path.clone())).await?;
    let outcome = async {
        if matches!(store, Store::Postgres(_)) {
            copy_board(store, &copy, progress).await.context("the copy could not be made")?;
        }
        copy.add_manifest(&manifest, &files).await?;
        verify(&copy, &manifest, &files).await
    };
    let outcome = outcome.await;
    // The file is complete without its log once all connections are closed.
    copy.close().await;
    outcome?;
    publish(&path, to)?;
    Ok(manifest)
}

/// Reads a backup again.
async fn verify(copy: &Store, manifest: &Manifest, files: &[BackupFile]) -> Result<()> {
    let faults = copy.quick_check().await?;
    if let Some(fault) = faults.first() {
        bail!("the copy is damaged ({fault}); the disk may be failing");
    }
    let there = copy.manifest().await?;
    if !copy.is_current().await? || there != Some((manifest.clone(), files.to_vec())) {
        bail!("the copy is not what was written; the disk may be failing");
    }
    Ok(())
}

/// Returns the files of the board: its settings and, if wanted, the key of secrets.
fn files(config: &Config, with_key: bool) -> Result<Vec<BackupFile>> {
    let mut places = vec![(DATA_SETTINGS, config.data.join(DATA_FILE))];
    places.extend(config.settings_file.clone().map(|path| (NAMED_SETTINGS, path)));
    if let (SecretKey::File(path), true) = (&config.secret_key, with_key) {
        places.push((SECRET_KEY, path.clone()));
    }
    places.sort();
    let mut files = Vec::new();
    for (name, path) in places {
        match std::fs::read(&path) {
            Ok(content) => files.push(BackupFile { name: name.to_owned(), content }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", path.display()));
            }
        }
    }
    Ok(files)
}
