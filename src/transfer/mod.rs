//! Transfer of all data: moving into another database, and export to a file for other programs.

mod artrans;
mod export;
mod field;
pub mod import;
mod kinds;
mod line;
mod moving;
mod new_file;
pub mod own_export;
mod site;
mod wxr;

use anyhow::{Context, Result};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

pub use artrans::export_artrans;
pub use export::{Imprint, export};
pub use kinds::{KINDS, Kind, NOT_EXPORTED};
pub use moving::{Moved, copy_board, move_board};
pub use wxr::export_wxr;

use crate::article::Comments;
use crate::store::articles::ExportedArticle;
use crate::store::{TABLES, Table};

/// Number of rows between two progress reports.
const STRIDE: u64 = 1_000;

/// Format of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ExportFormat {
    /// JSON lines with all there is.
    #[default]
    Json,
    /// `WordPress` eXtended RSS: articles, pages, pictures and comments.
    Wxr,
    /// JSON of Artalk: comments.
    Artrans,
}

/// Time and place of an export for another system.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Time zone of the board.
    pub zone: TimeZone,
    /// Time of the export, by which planned articles and closed comments are told.
    pub now: Timestamp,
}

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

/// Returns whether an article takes comments at a time.
fn comments_are_open(article: &ExportedArticle, now: Timestamp) -> bool {
    match article.comments {
        Comments::Open => true,
        Comments::Closed => false,
        Comments::ClosingAfter(days) => {
            let closes = article
                .published_at
                .and_then(|from| from.checked_add(Span::new().try_hours(days * 24).ok()?).ok());
            closes.is_none_or(|closes| closes > now)
        }
    }
}

fn table(name: &str) -> Result<&'static Table> {
    TABLES
        .iter()
        .find(|table| table.name == name)
        .with_context(|| format!("there is no table {name}"))
}
