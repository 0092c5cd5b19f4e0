//! The whole board on its way: copied into another database, or written to a file that other programs can read.
//! Copies that serve as a backup are the store's (`Store::back_up`).

mod export;
mod field;
mod kinds;
mod line;
mod moving;

pub use export::{Imprint, export};
pub use kinds::{KINDS, Kind, NOT_EXPORTED};
pub use moving::{Moved, move_board};

/// How far a long piece of work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// The rows that are done.
    pub done: u64,
    /// The rows there are.
    pub total: u64,
}

/// The pieces of long work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Rows go to the other database.
    Copying,
    /// Both databases are read and compared.
    Comparing,
    /// Rows go to a file.
    Writing,
}

/// Who is told of progress.
pub type Told<'a> = &'a mut (dyn FnMut(Progress) + Send);
