//! Lines of an export: the first one, the rows, and the last one, which proves them.

use std::collections::BTreeMap;
use std::io::{BufRead as _, Read as _};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::Sender;

use super::super::export::{FORMAT, VERSION};
use super::super::kinds::KINDS;
use super::super::table;
use super::OwnExport;
use super::derive::Deriver;
use super::row::NewRow;
use crate::import::{Bytes, Place, ReadError, Source};
use crate::locale::Message;
use crate::store::imports::NewRows;

/// Greatest length of a line in bytes: some times that of the largest picture in base64.
const LINE_MAX: u64 = 48 << 20;
/// Greatest number of rows in a batch.
const BATCH: usize = 100;
/// Size in bytes at which a batch is full whatever its number of rows.
const FULL: usize = 1 << 20;
/// Beginning of the last line.
const END: &[u8] = br#"{"type":"end","#;

/// First line.
#[derive(Debug, Deserialize)]
struct Head {
    format: String,
    version: u32,
    name: String,
    language: String,
    address: String,
    migration: i64,
}

/// Last line.
#[derive(Debug, Deserialize)]
struct End {
    counts: BTreeMap<String, u64>,
    sha256: String,
}

/// Reads an export and sends its rows; `Ok` only if it is whole.
pub(super) fn read(
    source: &Source,
    ours: i64,
    deriver: Deriver,
    sender: &Sender<NewRows>,
) -> Result<OwnExport, ReadError> {
    let mut lines = Lines::of(source)?;
    let head = head(&lines.next()?, ours)?;
    let mut reading = Reading {
        is_current: head.migration == ours,
        deriver,
        sender,
        counts: vec![0; KINDS.len()],
        place: 0,
        columns: BTreeMap::new(),
        batch: None,
        size: 0,
    };
    let end = loop {
        let before = lines.sum.clone();
        let line = lines.next()?;
        if line.starts_with(END) {
            reading.send()?;
            break end(&line, lines.number, before, &reading.counts)?;
        }
        let at = Place::Line(lines.number);
        let row = NewRow::read(&line, reading.is_current)
            .map_err(|problem| ReadError::at(at, problem))?;
        reading.take(row, lines.number)?;
    };
    lines.is_over()?;
    let counts = KINDS.iter().map(|kind| kind.name).zip(end).collect();
    let Head { name, language, address, .. } = head;
    let other_html = reading.deriver.other_html();
    Ok(OwnExport { counts, name, language, address, other_html })
}

/// Reads the first line.
fn head(line: &[u8], ours: i64) -> Result<Head, ReadError> {
    let wrong = |problem: Message| ReadError::at(Place::Line(1), problem);
    let head: Head = serde_json::from_slice(line).map_err(|_| wrong("import-board-head".into()))?;
    if head.format != FORMAT {
        return Err(wrong("import-board-head".into()));
    }
    if head.version != VERSION {
        let version = i64::from(head.version);
        return Err(wrong(Message::with("import-board-version", "version", version)));
    }
    if head.migration > ours {
        let args = vec![("theirs", head.migration.into()), ("ours", ours.into())];
        return Err(wrong(Message { key: "import-board-newer", args }));
    }
    Ok(head)
}

/// Compares the last line with what was read, and returns the number of rows of each kind.
fn end(line: &[u8], number: u64, sum: Sha256, counts: &[u64]) -> Result<Vec<u64>, ReadError> {
    let wrong = |problem: Message| ReadError::at(Place::Line(number), problem);
    let end: End = serde_json::from_slice(line)
        .map_err(|error| wrong(Message::with("import-board-line", "error", error.to_string())))?;
    if end.sha256 != hex::encode(sum.finalize()) {
        return Err(wrong("import-board-altered".into()));
    }
    let told: BTreeMap<&str, u64> =
        end.counts.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    let is_same = KINDS
        .iter()
        .zip(counts)
        .all(|(kind, count)| told.get(kind.name).copied().unwrap_or_default() == *count);
    if !is_same || told.values().sum::<u64>() != counts.iter().sum::<u64>() {
        return Err(wrong("import-board-altered".into()));
    }
    Ok(counts.to_vec())
}

/// Rows on their way to the database.
struct Reading<'a> {
    is_current: bool,
    deriver: Deriver,
    sender: &'a Sender<NewRows>,
    /// Number of rows of each kind.
    counts: Vec<u64>,
    /// Place of the current kind.
    place: usize,
    /// Columns of the rows of the current kind.
    columns: BTreeMap<usize, Vec<&'static str>>,
    batch: Option<NewRows>,
    size: usize,
}

impl Reading<'_> {
    /// Takes the row of a line.
    fn take(&mut self, mut row: NewRow, line: u64) -> Result<(), ReadError> {
        let wrong = |problem: &'static str| ReadError::at(Place::Line(line), problem);
        if row.place < self.place {
            return Err(wrong("import-board-order"));
        }
        // All lines of a kind have the same fields.
        let columns = self.columns.entry(row.place).or_insert_with(|| row.columns.clone());
        if *columns != row.columns {
            return Err(wrong("import-board-other-fields"));
        }
        self.deriver.complete(&mut row);
        let size = row.size();
        if row.place != self.place || self.size + size > FULL {
            self.send()?;
        }
        self.place = row.place;
        self.counts[row.place] += 1;
        self.size += size;
        if self.batch.is_none() {
            let table = table(row.kind().table).map_err(|_| wrong("import-board-no-kind"))?;
            let columns = row.columns.clone();
            self.batch = Some(NewRows { table, columns, rows: Vec::new(), line });
        }
        if let Some(batch) = &mut self.batch {
            batch.rows.push(row.values);
            if batch.rows.len() == BATCH {
                self.send()?;
            }
        }
        Ok(())
    }

    /// Sends the batch.
    fn send(&mut self) -> Result<(), ReadError> {
        self.size = 0;
        match self.batch.take() {
            // The receiver is gone when a row was refused, which is told by its own error.
            Some(batch) => {
                self.sender.blocking_send(batch).map_err(|_| ReadError::of_file("import-stopped"))
            }
            None => Ok(()),
        }
    }
}

/// Lines of a file, with the checksum of those so far.
struct Lines {
    bytes: Bytes,
    number: u64,
    sum: Sha256,
}

impl Lines {
    fn of(source: &Source) -> Result<Self, ReadError> {
        Ok(Self { bytes: source.bytes()?, number: 0, sum: Sha256::new() })
    }

    /// Returns the next line. Fails at the end of the file.
    fn next(&mut self) -> Result<Vec<u8>, ReadError> {
        self.number += 1;
        let mut line = Vec::new();
        let read = self.bytes.by_ref().take(LINE_MAX).read_until(b'\n', &mut line);
        read.map_err(|error| self.bytes.error(error))?;
        if line.last() != Some(&b'\n') {
            let problem = if line.len() as u64 == LINE_MAX {
                let size = i64::try_from(LINE_MAX >> 20).unwrap_or_default();
                Message::with("import-too-long", "size", size)
            } else {
                "import-cut".into()
            };
            return Err(ReadError::at(Place::Line(self.number), problem));
        }
        self.sum.update(&line);
        Ok(line)
    }

    /// Fails if there are bytes left.
    fn is_over(&mut self) -> Result<(), ReadError> {
        let left = self.bytes.fill_buf().map(|left| !left.is_empty());
        match left {
            Ok(false) => Ok(()),
            Ok(true) => Err(ReadError::at(Place::Line(self.number + 1), "import-board-more")),
            Err(error) => Err(self.bytes.error(error)),
        }
    }
}
