//! Journal of erasures: a file of JSON lines in the data folder and in the folder of backups.
//!
//! It is a copy of the table of erasures that outlives the database. Lines of other boards, and
//! lines this version can't read, stay.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{make_folder, written};
use crate::app::App;
use crate::app::files::{folder_of, sync_folder};
use crate::config::Config;
use crate::store::Store;
use crate::store::backup::erasures::{Erasure, KEPT};

/// Name of the file.
pub const NAME: &str = "erasures.jsonl";

/// Line of the journal.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    /// Identification of the board.
    board: String,
    #[serde(flatten)]
    erasure: Erasure,
}

/// Returns the paths of the journal of a board.
pub fn places(config: &Config) -> Vec<PathBuf> {
    let folders = [Some(&config.data), config.backup_dir.as_ref()];
    folders.into_iter().flatten().map(|folder| folder.join(NAME)).collect()
}

/// Writes the journal of this node.
///
/// A failure is logged only: the erasure is in the database, and the next round writes it.
pub async fn keep(app: &App) {
    let moment = (app.now(), &app.chance());
    if let Err(error) = write(&app.store, &places(&app.config), moment).await {
        tracing::error!(
            error = format!("{error:#}"),
            "the journal of erasures could not be written; the next round tries again"
        );
    }
}

/// Adds the erasures of the database that a journal lacks. It is written only if there are some.
///
/// `fresh` becomes the secret of the installation if the board has none yet.
pub async fn write(
    store: &Store,
    places: &[PathBuf],
    (now, fresh): (Timestamp, &[u8; 32]),
) -> Result<()> {
    let erasures = store.erasures().await?;
    if erasures.is_empty() {
        return Ok(());
    }
    let board = store.board_id(fresh).await?;
    let lines: BTreeSet<String> = erasures
        .into_iter()
        .map(|erasure| serde_json::to_string(&Line { board: board.clone(), erasure }))
        .collect::<Result<_, _>>()?;
    for path in places {
        let there = read_lines(path)?.unwrap_or_default();
        let all = there.union(&lines).filter(|line| !is_old(line, now));
        let all: BTreeSet<&str> = all.map(String::as_str).collect();
        if all.len() == there.len() && there.iter().all(|line| all.contains(line.as_str())) {
            continue;
        }
        let folder = folder_of(path);
        make_folder(&folder)?;
        let text: String = all.into_iter().flat_map(|line| [line, "\n"]).collect();
        let file = written(path, text.as_bytes())?;
        file.persist(path).with_context(|| format!("{} could not be written", path.display()))?;
        sync_folder(&folder)?;
    }
    Ok(())
}

/// Contents of a journal.
#[derive(Debug, Default)]
pub struct Journal {
    /// Erasures of the board.
    pub erasures: Vec<Erasure>,
    /// Number of lines that can't be read.
    pub unreadable: usize,
}

/// Reads the erasures of one board; `None` if the file does not exist.
pub fn read(path: &Path, board: &str) -> Result<Option<Journal>> {
    let Some(lines) = read_lines(path)? else { return Ok(None) };
    let mut journal = Journal::default();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        match serde_json::from_str::<Line>(line) {
            Ok(line) if line.board == board => journal.erasures.push(line.erasure),
            Ok(_) => {}
            Err(_) => journal.unreadable += 1,
        }
    }
    Ok(Some(journal))
}

fn read_lines(path: &Path) -> Result<Option<BTreeSet<String>>> {
    match std::fs::read(path) {
        // A damaged line stays as it can be read.
        Ok(text) => Ok(Some(String::from_utf8_lossy(&text).lines().map(str::to_owned).collect())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}

fn is_old(line: &str, now: Timestamp) -> bool {
    serde_json::from_str(line)
        .is_ok_and(|line: Line| line.erasure.made_at < (now - KEPT).as_microsecond())
}
