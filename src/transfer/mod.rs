//! Transfer of all data: moving into another database, and export to a file for other programs.

mod export;
mod field;
pub mod import;
mod kinds;
mod line;
mod moving;
mod site;

pub use export::{Imprint, export};
pub use kinds::{KINDS, Kind, NOT_EXPORTED};
pub use moving::{Moved, copy_board, move_board};

/// Progress of a long operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Current stage.
    pub stage: Stage,
    /// Number of rows done.
    pub done: u64,
    /// Total number of rows.
    pub total: u64,
}

/// Stage of a long operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Copying rows to the other database.
    Copying,
    /// Reading and comparing both databases.
    Comparing,
    /// Writing rows to a file.
    Writing,
}

/// Callback for progress.
pub type ProgressFn<'a> = &'a mut (dyn FnMut(Progress) + Send);
