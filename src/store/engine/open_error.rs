//! Reasons for which a database cannot be opened.

use std::path::PathBuf;

use sqlx::migrate::MigrateError;
/// Error that keeps the program from using its database, with advice for the operator.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or the file cannot be written.
    #[error(
        "{} cannot be opened for writing: {source}. Make the folder writable for this user, or \
         choose another with WEERWOORD_DATA.",
        path.display()
    )]
    Unwritable {
        /// Path of the file.
        path: PathBuf,
        /// Error of the operating system.
        source: std::io::Error,
    },
    /// The file is not a database, or its contents are incomplete.
    #[error(
        "{} is damaged or no database at all; move it away with its -wal and -shm, and put a \
         backup in its place",
        path.display()
    )]
    Damaged {
        /// Path of the file.
        path: PathBuf,
        /// Error of SQLite, if SQLite opened the file.
        source: Option<sqlx::Error>,
    },
    /// The file is missing or empty although it held a database before.
    #[error(
        "{} is gone or empty, though a board was there. Put the file back or restore a backup; \
         to begin anew, remove {}.",
        path.display(), marker.display()
    )]
    Missing {
        /// Path of the file.
        path: PathBuf,
        /// Path of the marker file that shows that a database existed.
        marker: PathBuf,
    },
    /// Another process serves the same file.
    #[error(
        "{} is served already by another weerwoord; stop that one first, or choose another folder \
         with WEERWOORD_DATA",
        .0.display()
    )]
    Served(PathBuf),
    /// The address does not lead to a database.
    #[error(
        "the database did not answer: {0}. Check WEERWOORD_DATABASE_URL and whether the \
         server runs."
    )]
    Unreachable(#[source] sqlx::Error),
    /// The decisions from before the introduction of seals could not be sealed.
    #[error("the decisions could not be sealed: {0}")]
    Unsealed(#[source] crate::error::Error),
    /// The database was used by a newer version of the program.
    #[error(
        "this database was last used by a newer Weerwoord (its migration {0} is unknown here). \
         Run that version again, or restore a backup made before it."
    )]
    Newer(i64),
    /// A migration that was applied differs from the one in this program.
    #[error(
        "migration {0} in this database is not the one this Weerwoord knows: the two come from \
         different versions. Run the version that made it."
    )]
    Foreign(i64),
    /// A migration failed and was rolled back.
    #[error("the tables could not be brought up to date: {0}. Nothing was changed.")]
    Migration(#[source] MigrateError),
    /// Addresses stored by an older version could not be converted to the present form.
    #[error(
        "the addresses in this database could not be brought into one spelling: {0}. Try again."
    )]
    Addresses(String),
    /// The SQLite library can damage its write-ahead log.
    #[error("SQLite {0} can damage its write-ahead log; 3.51.3 or later is needed.")]
    OldSqlite(String),
}
