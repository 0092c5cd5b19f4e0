//! SQLite file on disk: its identity, its marker, and the lock of the process that serves it.
//!
//! The marker says that a board was created there. SQLite checks none of these: it continues to
//! write to a file that was deleted or replaced, and creates an empty file where none exists.

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::store::OpenError;

/// First bytes of every SQLite database (<https://sqlite.org/fileformat.html>, 1.3.1).
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Text of the marker, for anyone who finds it in the folder.
const MARKER: &str =
    "A board was made here. While this file is here, no empty one is made in its place.\n";

/// Path and identity of the database file.
#[derive(Debug)]
pub struct DatabaseFile {
    path: PathBuf,
    opened: Identity,
    /// Identities of the write-ahead log and its index since the writing connection was opened.
    ///
    /// Each is `None` until its file exists.
    beside: Mutex<[Option<Identity>; 2]>,
}

/// Device and inode of a file.
type Identity = (u64, u64);

/// Lock on a file by the process that serves it; released when dropped or when the process ends.
#[derive(Debug)]
pub struct ServeLock(
    #[expect(dead_code, reason = "the lock lasts as long as the file is open")] File,
);

impl DatabaseFile {
    /// Creates the file unless it exists, readable by its owner only.
    ///
    /// The permissions are restricted because the file holds e-mail addresses and password hashes.
    /// Returns an error if a marker says that there was a file, if the existing file does not begin
    /// as a database does, or if it can't be read or written.
    pub(in crate::store) fn prepare(path: &Path) -> Result<Self, OpenError> {
        // The log and the marker lie beside the target of a symbolic link, not beside the link.
        let target = path.read_link().ok().map(|to| path.parent().unwrap_or(path).join(to));
        let path = target.as_deref().unwrap_or(path);
        let unwritable = |source| OpenError::Unwritable { path: path.to_owned(), source };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(unwritable)?;
        }
        let mut begins = Vec::new();
        match File::open(path) {
            Ok(file) => {
                let length = MAGIC.len() as u64;
                file.take(length).read_to_end(&mut begins).map_err(unwritable)?;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(unwritable(error)),
        }
        if begins.is_empty() && beside(path, "-board").exists() {
            return Err(OpenError::Missing {
                path: path.to_owned(),
                marker: beside(path, "-board"),
            });
        }
        if !begins.is_empty() && begins != MAGIC {
            return Err(OpenError::Damaged { path: path.to_owned(), source: None });
        }
        private(path).open(path).map_err(unwritable)?;
        // SQLite creates its log beside the target of a symbolic link.
        let path = path.canonicalize().map_err(unwritable)?;
        let opened = identity(&path.metadata().map_err(unwritable)?);
        Ok(Self { path, opened, beside: Mutex::default() })
    }

    /// Returns the path of the file, with symbolic links resolved.
    pub(in crate::store) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the size of the write-ahead log in bytes; 0 if there is none.
    pub(in crate::store) fn log_bytes(&self) -> u64 {
        beside(&self.path, "-wal").metadata().map_or(0, |log| log.len())
    }

    /// Creates the marker, which says that there is a board here.
    pub(in crate::store) fn mark(&self) -> std::io::Result<()> {
        let marker = beside(&self.path, "-board");
        if marker.exists() {
            return Ok(());
        }
        let mut file = private(&marker).open(&marker)?;
        file.write_all(MARKER.as_bytes())?;
        file.sync_all()?;
        if let Some(folder) = self.path.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }

    /// Locks the file for a process that serves it, or returns `OpenError::Served`.
    pub fn lock(&self) -> Result<ServeLock, OpenError> {
        let path = beside(&self.path, "-lock");
        let unwritable = |source| OpenError::Unwritable { path: path.clone(), source };
        let file = private(&path).open(&path).map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => Ok(ServeLock(file)),
            Err(TryLockError::WouldBlock) => Err(OpenError::Served(self.path.clone())),
            Err(TryLockError::Error(error)) => Err(unwritable(error)),
        }
    }

    /// Forgets the write-ahead log, because the writing connection was opened again.
    pub(in crate::store) fn reconnected(&self) {
        *self.beside.lock().unwrap_or_else(PoisonError::into_inner) = [None; 2];
    }

    /// Returns whether the file and its write-ahead log are those that were opened.
    ///
    /// Data written to a file that was deleted or replaced is lost when the process ends.
    pub(in crate::store) fn is_in_place(&self) -> bool {
        let is_ours = |path: &Path, ours| path.metadata().is_ok_and(|it| identity(&it) == ours);
        if !is_ours(&self.path, self.opened) {
            return false;
        }
        let mut known = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        ["-wal", "-shm"].into_iter().zip(known.iter_mut()).all(|(suffix, known)| {
            let path = beside(&self.path, suffix);
            if let Some(ours) = *known {
                return is_ours(&path, ours);
            }
            *known = path.metadata().ok().map(|file| identity(&file));
            true
        })
    }
}

/// Returns the path of a file with this suffix beside another.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn identity(file: &Metadata) -> Identity {
    (file.dev(), file.ino())
}

fn private(_: &Path) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true).mode(0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_replaced_is_noticed_and_so_is_its_log() {
        let folder = tempfile::tempdir().unwrap();
        let (path, log) = (folder.path().join("board.db"), folder.path().join("board.db-wal"));
        let file = DatabaseFile::prepare(&path).unwrap();
        assert!(file.is_in_place(), "the log is not there yet");
        std::fs::write(&log, "log").unwrap();
        assert!(file.is_in_place());
        std::fs::rename(&log, folder.path().join("away")).unwrap();
        assert!(!file.is_in_place());
        std::fs::write(&log, "another").unwrap();
        assert!(!file.is_in_place());
        file.reconnected();
        assert!(file.is_in_place());
        std::fs::rename(&path, folder.path().join("board.old")).unwrap();
        std::fs::write(&path, "another").unwrap();
        assert!(!file.is_in_place());
        std::fs::rename(folder.path().join("board.old"), &path).unwrap();
        assert!(file.is_in_place(), "put back, it is the one that was opened");
    }

    #[test]
    fn no_empty_file_is_made_where_a_board_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board.db");
        let file = DatabaseFile::prepare(&path).unwrap();
        DatabaseFile::prepare(&path).unwrap();
        file.mark().unwrap();
        assert!(matches!(DatabaseFile::prepare(&path), Err(OpenError::Missing { .. })), "empty");
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(DatabaseFile::prepare(&path), Err(OpenError::Missing { .. })));
        assert!(!path.exists());
        std::fs::write(&path, "this is no database").unwrap();
        assert!(matches!(DatabaseFile::prepare(&path), Err(OpenError::Damaged { .. })));
    }

    #[test]
    fn one_process_serves_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseFile::prepare(&folder.path().join("board.db")).unwrap();
        let lock = file.lock().unwrap();
        assert!(matches!(file.lock(), Err(OpenError::Served(_))));
        drop(lock);
        file.lock().unwrap();
    }
}
