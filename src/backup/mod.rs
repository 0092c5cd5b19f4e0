//! Backups: making, keeping and restoring them, and the journal of erasures.
//!
//! A backup is one file: a copy of the database and the files of the board. The journal lies
//! outside of it and says what was erased since, so that a restored backup brings nothing back.

mod create;
mod folder;
pub mod journal;
mod restore;
mod rotation;
mod upgrade;

pub use create::create;
pub use folder::{Series, last_backup, next_backup};
pub use restore::{Restored, restore};
pub use upgrade::migrate;

use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Name in a backup of the settings file in the data folder.
const DATA_SETTINGS: &str = "weerwoord.toml";
/// Name in a backup of the settings file that was named or is that of the system.
const NAMED_SETTINGS: &str = "system/weerwoord.toml";
/// Name in a backup of the file with the keys of secrets.
const SECRET_KEY: &str = "secret.key";

/// Returns the path of a file with this suffix beside another.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Returns the folder of a file.
fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Writes a file readable by its owner only, under a temporary name, synced to disk.
fn written(path: &Path, content: &[u8]) -> Result<tempfile::NamedTempFile> {
    let folder = folder_of(path);
    let failed = || format!("{} could not be written", path.display());
    // `tempfile` creates it with mode 0600.
    let mut file =
        tempfile::Builder::new().prefix(".weerwoord-").tempfile_in(&folder).with_context(failed)?;
    file.write_all(content).with_context(failed)?;
    file.as_file().sync_all().with_context(failed)?;
    Ok(file)
}

/// Gives a complete file its name, which must be free, and syncs both to disk.
fn publish(file: &Path, to: &Path) -> Result<()> {
    let failed = || format!("{} could not be made", to.display());
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).with_context(failed)?;
    File::open(file).and_then(|file| file.sync_all()).with_context(failed)?;
    // A hard link fails if the name was taken meanwhile; a rename would replace that file.
    std::fs::hard_link(file, to).with_context(failed)?;
    sync_folder(&folder_of(to))
}

/// Syncs a folder, so that the names in it are on disk.
fn sync_folder(folder: &Path) -> Result<()> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.with_context(|| format!("{} could not be synced", folder.display()))
}
