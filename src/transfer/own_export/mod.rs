//! Import of the export of a board into an empty one, which then exports the same bytes.
//!
//! The file is read line by line on a thread of its own (`lines.rs`), each line becomes a row
//! (`row.rs`), and the columns left out of exports are derived (`derive.rs`). The rows are inserted
//! in one transaction, which is committed only when the last line has proved that the file is
//! whole.

mod derive;
mod lines;
mod row;

use std::path::Path;

use jiff::Timestamp;
use tokio::sync::mpsc;

use super::import::ImportError;
use super::kinds::KINDS;
use super::table;
use crate::import::Source;
use crate::store::imports::RowStream;
use crate::store::{Store, Table};

/// Number of batches of rows that wait for the database at most.
const WAITING: usize = 2;

/// Export that was read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnExport {
    /// Number of lines of each kind.
    pub counts: Vec<(&'static str, u64)>,
    /// Name of the board, as in the first line.
    pub name: String,
    /// Code of its language.
    pub language: String,
    /// Its public URL.
    pub address: String,
    /// Number of texts whose HTML is not what this version makes of them, and was made anew.
    pub other_html: u64,
}

/// Returns whether a file begins as the export of a board does.
pub fn recognizes(source: &Source) -> bool {
    source.start().starts_with(br#"{"type":"board","format":"weerwoord-export","#)
}

/// Imports an export into a board without any rows of the exported kinds.
///
/// `chance` draws random bytes. A dry run does the same and undoes it. A failure at any time leaves the board as it was.
pub async fn import(
    store: &Store,
    file: &Path,
    dry_run: bool,
    (now, chance): (Timestamp, fn() -> [u8; 32]),
) -> Result<OwnExport, ImportError> {
    let tables: Vec<&'static Table> =
        KINDS.iter().map(|kind| table(kind.table)).collect::<Result<_, _>>().map_err(internal)?;
    let ours = store.snapshot().await?.migration().await?;
    Source::open(file)?;
    let open = || {
        let (sender, rows) = mpsc::channel(WAITING);
        let file = file.to_owned();
        let outcome = tokio::task::spawn_blocking(move || {
            let source = Source::open(&file)?;
            lines::read(&source, ours, derive::Deriver::new(chance, now), &sender)
        });
        RowStream { rows, outcome }
    };
    Ok(store.write_own_export(&tables, open, !dry_run).await??)
}

fn internal(error: anyhow::Error) -> ImportError {
    ImportError::Board(error.into())
}
