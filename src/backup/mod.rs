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
pub use upgrade::{forget_copy, migrate};

use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use anyhow::{Context, Result};

use crate::app::files::{self, folder_of, sync_folder};

/// Name in a backup of the settings file in the data folder.
const DATA_SETTINGS: &str = "weerwoord.toml";
/// Name in a backup of the settings file that was named or is that of the system.
const NAMED_SETTINGS: &str = "system/weerwoord.toml";
/// Name in a backup of the file with the keys of secrets.
const SECRET_KEY: &str = "secret.key";

/// Makes a folder that only its owner can enter, unless it exists.
fn make_folder(folder: &Path) -> Result<()> {
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("{} cannot be made", folder.display()))
}

/// Gives a file to the owner of its folder: a command of root works for the user of the board.
fn give_to_owner(file: &File, folder: &Path) -> Result<()> {
    let (file_owner, owner) = (file.metadata()?, folder.metadata()?);
    if (file_owner.uid(), file_owner.gid()) != (owner.uid(), owner.gid()) {
        std::os::unix::fs::fchown(file, Some(owner.uid()), Some(owner.gid()))?;
    }
    Ok(())
}

/// Writes a temporary file beside `path`, for the owner of its folder only, and syncs it to disk.
fn written(path: &Path, content: &[u8]) -> Result<tempfile::NamedTempFile> {
    let file = files::written(path, content)?;
    give_to_owner(file.as_file(), &folder_of(path))
        .with_context(|| format!("{} could not be written", path.display()))?;
    Ok(file)
}

/// Gives a complete file its name, which must be free, and syncs both to disk.
fn publish(file: &Path, to: &Path) -> Result<()> {
    let failed = || format!("{} could not be made", to.display());
    let folder = folder_of(to);
    let opened = File::open(file).with_context(failed)?;
    opened.set_permissions(std::fs::Permissions::from_mode(0o600)).with_context(failed)?;
    give_to_owner(&opened, &folder).with_context(failed)?;
    opened.sync_all().with_context(failed)?;
    // A hard link fails if the name was taken meanwhile; a rename would replace that file.
    match std::fs::hard_link(file, to) {
        // A file system without links, such as exFAT or SMB.
        Err(error) if is_without_links(&error) && !to.exists() => std::fs::rename(file, to),
        outcome => outcome,
    }
    .with_context(failed)?;
    sync_folder(&folder)
}

fn is_without_links(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied)
}
