//! Import of a file of another system.
//!
//! A reader of `import` turns the file into records on a thread of its own; they are converted to
//! what the board stores and put into a staging database. Then the import is planned, which only
//! reads the board, and written in one transaction. A dry run ends before that.

mod contents;
mod convert;
mod people;
mod pictures;
mod report;
mod sentences;
mod threads;

use std::path::PathBuf;

use anyhow::anyhow;
use jiff::Timestamp;
use tokio::sync::mpsc;
use url::Url;

use crate::error::{Error, Result};
use crate::import::map::Map;
use crate::import::{Format, ReadError, ReadOptions, Reader, Source};
use crate::sites::Sites;
use crate::store::Store;
use crate::store::imports::{ImportRun, Staging};

use super::own_export;
use convert::{Converted, Converter};
pub use report::{Counts, Line, Made, Read, Report, There};
pub use sentences::{CountedList, ReportPart, obstacle};

/// Number of converted records that wait for the staging database at most.
const WAITING: usize = 4;

/// Choices for an import.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Format of the file; `None` recognizes it.
    pub format: Option<Format>,
    /// Facts about the file that are not in it.
    pub read: ReadOptions,
    /// True if nothing is written.
    pub dry_run: bool,
    /// True if an address without an article gets one.
    pub make_articles: bool,
    /// True if people with an account there get one here.
    pub members: bool,
    /// True if removed comments with nothing under them become tombstones too.
    pub with_removed: bool,
    /// Addresses and authors that a person assigned.
    pub map: Map,
    /// Folder with the files of pictures.
    pub media: Option<PathBuf>,
    /// Administrator who runs it; `None` for the command line.
    pub account: Option<i64>,
    /// Public URL of the board.
    pub public_url: Url,
    /// Sites that the board stands under.
    pub sites: Sites,
    /// Name of authors of comments who have none.
    pub anonymous: String,
    /// Folder for temporary files.
    pub folder: PathBuf,
}

/// Reason for which nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] ReadError),
    /// The board could not be read or written.
    #[error(transparent)]
    Board(#[from] Error),
}

/// Stage of an import, with the number of records so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportStage {
    /// Reading the file: the number of its bytes, packed.
    Reading(u64),
    /// Planning.
    Planning,
    /// Writing to the board.
    Writing,
}

/// Callback for the progress of an import.
pub type ImportProgress<'a> = &'a mut (dyn FnMut(ImportStage) + Send);

/// Imports a file, or plans it in a dry run, and reports what that does.
///
/// A failure at any time leaves the board as it was.
pub async fn import(
    store: &Store,
    file: PathBuf,
    options: &ImportOptions,
    now: Timestamp,
    progress: ImportProgress<'_>,
) -> Result<Report, ImportError> {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut staging = Staging::create(&options.folder).await?;
    let mut report = read(&mut staging, file, options, now, progress).await?;
    progress(ImportStage::Planning);
    plan(store, &mut staging, options, &mut report, now).await?;
    report.count(&mut staging).await?;
    report.staging = Some(staging);
    if options.dry_run || report.is_nothing_new() {
        return Ok(report);
    }
    progress(ImportStage::Writing);
    let counts =
        serde_json::to_string(&report.counts).map_err(|error| Error::from(anyhow!(error)))?;
    let run = ImportRun {
        origin: &report.origin,
        file: name.as_deref().unwrap_or_default(),
        account: options.account,
        report: &counts,
    };
    let staging = report.staging.as_mut().ok_or(Error::Busy)?;
    report.run = Some(store.write_import(staging, &run, now).await?);
    Ok(report)
}

/// Reads a file into the staging database.
async fn read(
    staging: &mut Staging,
    file: PathBuf,
    options: &ImportOptions,
    now: Timestamp,
    progress: ImportProgress<'_>,
) -> Result<Report, ImportError> {
    let source = Source::open(&file)?;
    if options.format == Some(Format::Json) || own_export::recognizes(&source) {
        return Err(ReadError::of_file("import-board-command").into());
    }
    let reader = match options.format {
        Some(format) => Reader::of(format).ok_or_else(|| ReadError::of_file("import-unknown"))?,
        None => Reader::of_source(&source).ok_or_else(|| ReadError::of_file("import-unknown"))?,
    };
    if options.format.is_some() && !(reader.recognizes)(&source) {
        let system = reader.format.system();
        return Err(ReadError::of_file(crate::locale::Message::with(
            "import-other-format",
            "system",
            system,
        ))
        .into());
    }
    let mut report = Report::new(reader.format);
    let (sender, mut received) = mpsc::channel(WAITING);
    let converter = Converter::new(sender, options, now);
    let read = options.read.clone();
    let reading = tokio::task::spawn_blocking(move || {
        let mut converter = converter;
        (reader.read)(&source, &read, &mut converter)?;
        converter.finish()
    });
    while let Some(batch) = received.recv().await {
        let batch: Vec<Converted> = batch;
        progress(ImportStage::Reading(report.counts.read.comments));
        for record in batch {
            report.take(staging, record).await?;
        }
    }
    reading.await.map_err(|error| Error::from(anyhow!(error)))??;
    if options.read.base.is_some() {
        report.site = options.read.base.as_ref().map(ToString::to_string);
    }
    Ok(report)
}

/// Plans an import; the board is only read.
async fn plan(
    store: &Store,
    staging: &mut Staging,
    options: &ImportOptions,
    report: &mut Report,
    now: Timestamp,
) -> Result<()> {
    staging.name_authors(&options.anonymous).await?;
    staging.join_threads().await?;
    report.origin = report.origin(staging).await?;
    let origin = store.import_origin(&report.origin).await?;
    threads::place(store, staging, options, report, origin).await?;
    staging.leave_out_placeless().await?;
    if let Some(origin) = origin {
        report.counts.there.comments = store.mark_imported(staging, origin).await?;
    }
    staging.order(now, options.with_removed).await?;
    staging.settle_site_pages().await?;
    let base = report.base(options);
    pictures::plan(store, staging, options, base.as_ref(), origin).await?;
    contents::plan(store, staging, base, now).await?;
    let name = report.site_name.clone().unwrap_or_else(|| options.anonymous.clone());
    people::plan(store, staging, options, origin, &name).await
}
