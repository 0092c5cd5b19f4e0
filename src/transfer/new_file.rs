//! New file that appears only when it is complete.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

/// File that is being written under another name; dropping it removes it.
pub(super) struct NewFile {
    to: PathBuf,
    folder: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl NewFile {
    /// Begins a file; fails if there is one already.
    pub(super) fn create(to: &Path) -> Result<Self> {
        if to.exists() {
            bail!("{} is there already; give a name that is free", to.display());
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        let file = tempfile::Builder::new()
            .prefix(".weerwoord-export-")
            .tempfile_in(&folder)
            .with_context(|| format!("{} cannot be written to", folder.display()))?;
        Ok(Self { to: to.to_owned(), folder, file: BufWriter::new(file) })
    }

    /// Gives the file its name, once all of it is on the disk.
    pub(super) fn finish(self) -> Result<()> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        // Fails if the file was created meanwhile; a plain rename would replace it.
        file.persist_noclobber(&self.to)
            .with_context(|| format!("{} could not be made", self.to.display()))?;
        Ok(std::fs::File::open(&self.folder)?.sync_all()?)
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
