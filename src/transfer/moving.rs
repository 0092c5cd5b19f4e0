//! Move of the database to another one: copies every row of every table and compares both sides at
//! the end.
//!
//! A batch is one transaction, and the rows of a table are copied in the order of their keys. So
//! the progress of a move can be read from the target itself, and an interrupted one continues
//! after its last row. The source is only read.

use anyhow::{Context, Result, bail};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};

use super::{Progress, ProgressFn, Stage};
use crate::store::{
    INSTALLATION, Layout, NOT_OF_THE_BOARD, Row, Snapshot, Store, TABLES, Table, Value,
};

/// Maximum number of rows in one transaction: enough that a commit costs little, few enough that
/// little is lost.
const BATCH: usize = 1_000;
/// Size in bytes at which a batch is full whatever its number of rows, because articles are long.
const FULL: usize = 4 << 20;
/// Number of compared rows between two progress reports.
const STRIDE: u64 = 1_000;

/// Result of a finished move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Number of rows of each table.
    pub counts: Vec<(&'static str, u64)>,
    /// True if the move continued an interrupted one.
    pub went_on: bool,
}

/// Copies all data from `source` to `target`, or continues an interrupted move.
///
/// Dropping the future at any time loses at most the current batch. Fails if the tables are not of
/// this version, the target is not empty, or the two sides differ at the end.
pub async fn move_board(source: &Store, target: &Store, progress: ProgressFn<'_>) -> Result<Moved> {
    if !source.is_current().await? {
        bail!(
            "the tables of this board are not those of this version; run `weerwoord migrate` first"
        );
    }
    let mut board = source.snapshot().await?;
    let went_on = prepare(source, &mut board, target).await?;
    fill(source, &mut board, target, progress).await?;
    drop(board);
    // A new snapshot, so that rows written in the meantime are detected.
    let mut board = source.snapshot().await?;
    let counts = compare(source, &mut board, target, progress).await?;
    for table in TABLES.iter().filter(|table| table.numbered) {
        if source.highest_number(table).await? != target.highest_number(table).await? {
            bail!("{} has other numbers to come here than there. {CHANGED}", table.name);
        }
    }
    target.end_filling().await?;
    Ok(Moved { counts, went_on })
}

/// Copies all data from `source`, as it is at one moment, to an empty `target`.
///
/// Both sides are compared at the end. The source may change meanwhile.
pub async fn copy_board(source: &Store, target: &Store, progress: ProgressFn<'_>) -> Result<()> {
    let mut board = source.snapshot().await?;
    prepare(source, &mut board, target).await?;
    fill(source, &mut board, target, progress).await?;
    compare(source, &mut board, target, progress).await?;
    Ok(target.end_filling().await?)
}

/// Copies the rows of all tables that the target does not have yet.
async fn fill(
    source: &Store,
    board: &mut Snapshot,
    target: &Store,
    progress: ProgressFn<'_>,
) -> Result<()> {
    let total = total(board).await?;
    let mut done = 0;
    for table in &TABLES {
        copy(source, board, target, table, |more| {
            done += more;
            progress(Progress { stage: Stage::Copying, done, total });
        })
        .await?;
    }
    for table in &TABLES {
        if table.numbered {
            target.number_above(table, source.highest_number(table).await?).await?;
        }
    }
    Ok(())
}

/// Counts the rows of all tables.
async fn total(board: &mut Snapshot) -> Result<u64> {
    let mut total = 0;
    for table in &TABLES {
        total += board.count(table).await?;
    }
    Ok(total)
}

/// Creates the tables of the target; an error if it holds anything but a part of this move.
///
/// Returns whether it holds such a part.
async fn prepare(source: &Store, board: &mut Snapshot, target: &Store) -> Result<bool> {
    let there = target.tables().await?;
    let known = |name: &String| {
        NOT_OF_THE_BOARD.contains(&name.as_str())
            || TABLES.iter().any(|table| table.name == name.as_str())
    };
    let strangers: Vec<&str> =
        there.iter().filter(|name| !known(name)).map(String::as_str).collect();
    if !strangers.is_empty() && !there.iter().any(|name| name == "_sqlx_migrations") {
        bail!(
            "the database to move to holds tables of something else ({}); make an empty one",
            strangers.join(", ")
        );
    }
    target.migrate().await?;
    let identity = hex::encode(sum(board, &source.layout(&INSTALLATION).await?, |_| {}).await?.1);
    match target.filled_from().await? {
        Some(from) if from == identity => return Ok(true),
        Some(_) => bail!(
            "the database to move to holds a part of another board, whose move was broken off; \
             make an empty one"
        ),
        None => {}
    }
    let mut room = target.snapshot().await?;
    for table in &TABLES {
        if room.count(table).await? > 0 {
            bail!(
                "the database to move to holds a board already (it has {}); make an empty one",
                table.name
            );
        }
    }
    drop(room);
    target.begin_filling(&identity).await?;
    Ok(false)
}

/// Copies the missing rows of one table.
async fn copy(
    source: &Store,
    board: &mut Snapshot,
    target: &Store,
    table: &'static Table,
    mut progress: impl FnMut(u64) + Send,
) -> Result<()> {
    let from = source.layout(table).await?;
    let into = counterpart(target, table, &from).await?;
    let mut room = target.snapshot().await?;
    let last = room.last_key(&into).await?;
    progress(room.count(table).await?);
    drop(room);
    let mut rows = board.rows(&from, last.as_ref());
    let (mut batch, mut held) = (Vec::with_capacity(BATCH), 0);
    loop {
        let row = rows.try_next().await?;
        let ended = row.is_none();
        if let Some(row) = row {
            fits(target, table, &from, &row)?;
            held += size(&row);
            batch.push(row);
        }
        if batch.len() == BATCH || held >= FULL || (ended && !batch.is_empty()) {
            let place = || {
                format!(
                    "the rows of {} from {} on could not be written",
                    table.name,
                    named(table, &from, &batch[0])
                )
            };
            target.add_rows(&into, &batch).await.with_context(place)?;
            progress(batch.len() as u64);
            batch.clear();
            held = 0;
        }
        if ended {
            return Ok(());
        }
    }
}

/// Returns the columns of the same table in the target, in the order of the source.
async fn counterpart(target: &Store, table: &'static Table, from: &Layout) -> Result<Layout> {
    let into = target.layout(table).await?;
    let same = into.names().len() == from.names().len();
    into.only(&from.names())
        .filter(|_| same)
        .with_context(|| format!("the two databases differ in the columns of {}", table.name))
}

/// Fails if a row has a NUL character in a text, which PostgreSQL cannot store.
///
/// Forms do not accept one; a file with an article may contain one.
fn fits(target: &Store, table: &Table, layout: &Layout, row: &Row) -> Result<()> {
    let nul = |value: &Value| matches!(value, Value::Text(text) if text.contains('\0'));
    if let (Store::Postgres(_), Some(place)) = (target, row.iter().position(nul)) {
        bail!(
            "{} {} has a NUL character in its {}, which PostgreSQL cannot keep; take it out and \
             run the same command again",
            table.name,
            named(table, layout, row),
            layout.names()[place]
        );
    }
    Ok(())
}

/// Returns the key of a row in readable form.
fn named(table: &Table, layout: &Layout, row: &Row) -> String {
    let names = layout.names();
    let part = |column: &&str| {
        let place = names.iter().position(|name| name == column)?;
        Some(match &row[place] {
            Value::Null => "NULL".to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) => format!("{text:?}"),
            Value::Bytes(bytes) => hex::encode(bytes),
        })
    };
    table.key.iter().filter_map(part).collect::<Vec<_>>().join(" ")
}

/// Advice if both sides differ.
const CHANGED: &str = "Most likely the board was running and changed meanwhile: stop it, make the \
    database to move to empty again (drop it and make it anew, or delete its file), and run the \
    same command. This board is as it was";

/// Compares a snapshot of the source with the target, and returns the rows of each table.
async fn compare(
    source: &Store,
    here: &mut Snapshot,
    target: &Store,
    progress: ProgressFn<'_>,
) -> Result<Vec<(&'static str, u64)>> {
    let total = total(here).await?;
    let mut there = target.snapshot().await?;
    let (mut counts, mut wrong, mut done) = (Vec::new(), Vec::new(), 0);
    for table in &TABLES {
        let from = source.layout(table).await?;
        let into = counterpart(target, table, &from).await?;
        let count = |rows| progress(Progress { stage: Stage::Comparing, done: done + rows, total });
        let (ours, theirs) =
            tokio::try_join!(sum(here, &from, count), sum(&mut there, &into, |_| {}))?;
        if ours.0 != theirs.0 {
            wrong.push(format!("{} has {} rows here and {} there", table.name, ours.0, theirs.0));
        } else if ours.1 != theirs.1 {
            wrong.push(format!("{} has other rows here than there", table.name));
        }
        done += ours.0;
        counts.push((table.name, ours.0));
    }
    if !wrong.is_empty() {
        bail!("the two databases are not the same: {}. {CHANGED}", wrong.join("; "));
    }
    Ok(counts)
}

/// Returns the number of rows, and a checksum of all of them that does not depend on the database.
async fn sum(
    board: &mut Snapshot,
    layout: &Layout,
    mut progress: impl FnMut(u64),
) -> Result<(u64, [u8; 32])> {
    let (mut count, mut sum) = (0, Sha256::new());
    let mut rows = board.rows(layout, None);
    while let Some(row) = rows.try_next().await? {
        for value in &row {
            add(&mut sum, value);
        }
        count += 1;
        if count % STRIDE == 0 {
            progress(count);
        }
    }
    Ok((count, sum.finalize().into()))
}

/// Returns the approximate memory size of a row, in bytes.
fn size(row: &Row) -> usize {
    let bytes = |value: &Value| match value {
        Value::Null | Value::Number(_) => 0,
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
    };
    row.iter().map(|value| size_of::<Value>() + bytes(value)).sum()
}

/// Adds a value to the checksum, preceded by its type and length, so that no two rows have the same
/// encoding.
fn add(sum: &mut Sha256, value: &Value) {
    let mut add = |kind: u8, bytes: &[u8]| {
        sum.update([kind]);
        sum.update((bytes.len() as u64).to_be_bytes());
        sum.update(bytes);
    };
    match value {
        Value::Null => add(0, &[]),
        Value::Number(number) => add(1, &number.to_be_bytes()),
        Value::Text(text) => add(2, text.as_bytes()),
        Value::Bytes(bytes) => add(3, bytes),
    }
}
