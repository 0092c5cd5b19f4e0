//! Import of a file of another system, for administrators: a dry run, then the import.
//!
//! A dry run is a job in memory (`app::imports`); the imports are rows in the database.

mod form;
mod job;
mod wording;

pub(in crate::web) use form::{form, undo, upload};
pub(in crate::web) use job::{add_table, discard, job, report, run};
