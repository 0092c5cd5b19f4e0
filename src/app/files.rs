//! Files that must be complete on disk before they get their name.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::{Builder, NamedTempFile};

/// Returns the folder of a file.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Writes a temporary file in the folder of `path`, for its owner only, and syncs it to disk.
pub fn written(path: &Path, content: &[u8]) -> Result<NamedTempFile> {
    let failed = || format!("{} could not be written", path.display());
    // `tempfile` creates it with mode 0600.
    let mut file =
        Builder::new().prefix(".weerwoord-").tempfile_in(folder_of(path)).with_context(failed)?;
    file.write_all(content).with_context(failed)?;
    file.as_file().sync_all().with_context(failed)?;
    Ok(file)
}

/// Syncs a folder, so that the names in it are on disk.
pub fn sync_folder(folder: &Path) -> Result<()> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.with_context(|| format!("{} could not be synced", folder.display()))
}
