//! Export of the database as a file of JSON lines.
//!
//! `kinds.rs` determines its contents.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use futures_util::TryStreamExt;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::kinds::KINDS;
use super::line::Line;
use super::new_file::NewFile;
use super::{Progress, ProgressFn, STRIDE, Stage, table};
use crate::store::{Snapshot, Store};

/// Version of the format; it is raised when a field is removed or changes its meaning, not when one
/// is added.
pub(super) const VERSION: u32 = 1;
/// Value of `format` in the first line.
pub(super) const FORMAT: &str = "weerwoord-export";

/// Description of the site in the first line.
#[derive(Clone, Copy, Debug)]
pub struct Imprint<'a> {
    /// Name of the site.
    pub name: &'a str,
    /// Code of its language.
    pub language: &'a str,
    /// Public URL.
    pub address: &'a str,
}

#[derive(Serialize)]
struct Head<'a> {
    r#type: &'static str,
    format: &'static str,
    version: u32,
    name: &'a str,
    language: &'a str,
    address: &'a str,
    migration: i64,
}

#[derive(Serialize)]
struct End<'a> {
    r#type: &'static str,
    counts: Counts<'a>,
    sha256: String,
}

/// Number of lines of each kind, in the order of the file.
struct Counts<'a>(&'a [(&'static str, u64)]);

impl Serialize for Counts<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Writes a consistent snapshot of the database into a new file, also while the server runs.
///
/// The file appears only when it is complete. Returns the number of lines of each kind. Fails if
/// the file already exists.
pub async fn export(
    store: &Store,
    imprint: Imprint<'_>,
    to: &Path,
    progress: ProgressFn<'_>,
) -> Result<Vec<(&'static str, u64)>> {
    let mut lines = Lines { file: NewFile::create(to)?, sum: Sha256::new() };
    let counts = write(store, imprint, &mut lines, progress).await?;
    lines.file.finish()?;
    Ok(counts)
}

async fn write(
    store: &Store,
    imprint: Imprint<'_>,
    lines: &mut Lines<impl Write + Send>,
    progress: ProgressFn<'_>,
) -> Result<Vec<(&'static str, u64)>> {
    let mut board = store.snapshot().await?;
    let Imprint { name, language, address } = imprint;
    let migration = board.migration().await?;
    lines.add(&Head {
        r#type: "board",
        format: FORMAT,
        version: VERSION,
        name,
        language,
        address,
        migration,
    })?;
    let total = total(&mut board).await?;
    let mut counts = Vec::new();
    let mut done = 0;
    for kind in &KINDS {
        let columns: Vec<&str> = kind.fields.iter().map(|field| field.column).collect();
        let layout = store.layout(table(kind.table)?).await?.only(&columns);
        let layout = layout.with_context(|| {
            format!("the table {} is not the one this version knows", kind.table)
        })?;
        let before = done;
        let mut rows = board.rows(&layout, None);
        while let Some(row) = rows.try_next().await? {
            lines
                .add(&Line { kind, row: &row })
                .with_context(|| format!("{} {:?}", kind.name, row.first()))?;
            done += 1;
            if done % STRIDE == 0 {
                progress(Progress { stage: Stage::Writing, done, total });
            }
        }
        counts.push((kind.name, done - before));
    }
    let sha256 = hex::encode(lines.sum.clone().finalize());
    lines.add(&End { r#type: "end", counts: Counts(&counts), sha256 })?;
    Ok(counts)
}

async fn total(board: &mut Snapshot) -> Result<u64> {
    let mut total = 0;
    for kind in &KINDS {
        total += board.count(table(kind.table)?).await?;
    }
    Ok(total)
}

/// File of lines, with the checksum of all lines so far.
struct Lines<W: Write> {
    file: W,
    sum: Sha256,
}

impl<W: Write> Lines<W> {
    fn add(&mut self, line: &impl Serialize) -> Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        self.sum.update(&text);
        Ok(self.file.write_all(&text)?)
    }
}
