//! Import that an administrator runs at the desk: one at a time, in the background.
//!
//! It lives in memory. Its file is in a folder of its own within the data folder, which goes with
//! it; what a killed process left there is removed at the next start.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::AbortHandle;

use super::App;
use crate::error::{Error, Result};
use crate::import::ReadError;
use crate::import::map::Map;
use crate::transfer::import::{self, ImportError, ImportOptions, ImportStage, Report};

/// Beginning of the names of the folders.
const PREFIX: &str = ".weerwoord-desk-import-";
/// Folder within it with the file of the other system, whatever its name.
const FILE: &str = "file.d";
/// File in a folder that is locked while its process lives.
const LOCK: &str = "lock";
/// Time after which a dry run is forgotten, so that a file with addresses of readers does not stay.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Import at the desk, if there is one.
#[derive(Debug)]
pub struct Imports {
    job: Mutex<Option<Arc<Job>>>,
    /// Place of the file that is being received.
    receiving: Arc<Semaphore>,
}

impl Default for Imports {
    fn default() -> Self {
        Self { job: Mutex::default(), receiving: Arc::new(Semaphore::new(1)) }
    }
}

/// Folder for a file that is being received, which no other import can take meanwhile.
#[derive(Debug)]
pub struct Receiving {
    folder: TempDir,
    lock: File,
    _place: OwnedSemaphorePermit,
}

/// Import at the desk.
#[derive(Debug)]
pub struct Job {
    /// Random name in its address.
    pub id: String,
    /// Name of the file.
    pub file: String,
    /// Name of the administrator.
    pub by: String,
    /// Time of the upload.
    pub begun_at: Timestamp,
    /// Report of the last run that ended well.
    pub report: tokio::sync::Mutex<Option<Report>>,
    path: PathBuf,
    options: Mutex<ImportOptions>,
    state: watch::Sender<JobState>,
    task: Mutex<Option<AbortHandle>>,
    _lock: File,
    _folder: TempDir,
}

/// State of an import at the desk.
#[derive(Clone, Debug)]
pub enum JobState {
    /// It runs in the background.
    Working {
        /// True if nothing is written.
        dry_run: bool,
        /// Stage it is at.
        stage: ImportStage,
    },
    /// A dry run ended.
    Planned {
        /// True if the board was changed while the file was imported, so that nothing was.
        was_busy: bool,
    },
    /// It ended, with the number of its run if it made anything.
    Imported(Option<i64>),
    /// The file cannot be read.
    Refused(ReadError),
    /// Something else failed, which the log tells of.
    Failed,
}

impl JobState {
    /// Returns whether it runs.
    pub fn is_working(&self) -> bool {
        matches!(self, Self::Working { .. })
    }

    /// Returns whether it runs or waits for a decision.
    fn is_open(&self) -> bool {
        matches!(self, Self::Working { .. } | Self::Planned { .. })
    }
}

impl Imports {
    /// Returns the import, if there is one.
    pub fn job(&self) -> Option<Arc<Job>> {
        self.locked().clone()
    }

    /// Returns the import with this name, if there is one.
    pub fn job_of(&self, id: &str) -> Option<Arc<Job>> {
        self.job().filter(|job| job.id == id)
    }

    /// Returns the import that runs or waits for a decision.
    pub fn open_job(&self) -> Option<Arc<Job>> {
        self.job().filter(|job| job.state().is_open())
    }

    /// Makes the folder for a file; `None` if there is an import, or another file is received.
    pub fn receive(&self, data: &Path) -> Result<Option<Receiving>> {
        if self.open_job().is_some() {
            return Ok(None);
        }
        let Ok(place) = Arc::clone(&self.receiving).try_acquire_owned() else { return Ok(None) };
        let folder = tempfile::Builder::new()
            .prefix(PREFIX)
            .tempdir_in(data)
            .context("the data folder cannot be written to")?;
        let lock = File::create(folder.path().join(LOCK)).context("the data folder is full")?;
        lock.lock().context("the data folder knows no locks")?;
        Ok(Some(Receiving { folder, lock, _place: place }))
    }

    /// Forgets an import that does not write to the board at the moment, with its file.
    ///
    /// Returns whether it is gone.
    pub fn discard(&self, id: &str) -> bool {
        let mut current = self.locked();
        let Some(job) = current.as_ref().filter(|job| job.id == id) else { return true };
        if matches!(job.state(), JobState::Working { dry_run: false, .. }) {
            return false;
        }
        job.stop();
        *current = None;
        true
    }

    /// Forgets an import that was begun a day ago, unless it runs.
    pub fn forget_old(&self, now: Timestamp) {
        let mut current = self.locked();
        let is_old =
            |job: &Arc<Job>| now.duration_since(job.begun_at) > KEPT && !job.state().is_working();
        if current.as_ref().is_some_and(is_old) {
            *current = None;
        }
    }

    /// Stops what runs, which leaves the board as it was.
    pub fn stop(&self) {
        if let Some(job) = self.locked().take() {
            job.stop();
        }
    }

    /// Removes what killed processes left in the data folder.
    pub fn sweep(data: &Path) -> std::io::Result<()> {
        for entry in std::fs::read_dir(data)? {
            let entry = entry?;
            if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
                continue;
            }
            let lives = match File::open(entry.path().join(LOCK)) {
                Ok(lock) => lock.try_lock().is_err(),
                Err(_) => false,
            };
            if !lives {
                std::fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }

    fn locked(&self) -> MutexGuard<'_, Option<Arc<Job>>> {
        self.job.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Receiving {
    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Starts a dry run of a file in the folder, which gets the name it had elsewhere.
    pub fn start(
        self,
        app: &App,
        (file, name): (&Path, &str),
        by: &str,
        options: ImportOptions,
    ) -> Result<Arc<Job>> {
        let name = if matches!(name, "" | "." | "..") { "export" } else { name };
        let folder = self.folder.path().to_owned();
        let path = folder.join(FILE).join(name);
        std::fs::create_dir(folder.join(FILE)).context("the data folder is full")?;
        std::fs::rename(file, &path).context("an upload has another name")?;
        let working = JobState::Working { dry_run: true, stage: ImportStage::Reading(0) };
        let job = Arc::new(Job {
            id: hex::encode(app.chance::<16>()),
            file: name.to_owned(),
            by: by.to_owned(),
            begun_at: app.now(),
            report: tokio::sync::Mutex::default(),
            path,
            options: Mutex::new(ImportOptions { folder, ..options }),
            state: watch::Sender::new(working),
            task: Mutex::default(),
            _lock: self.lock,
            _folder: self.folder,
        });
        *app.imports.locked() = Some(Arc::clone(&job));
        job.run(app, true);
        Ok(job)
    }
}

impl Job {
    /// Returns its state.
    pub fn state(&self) -> JobState {
        self.state.borrow().clone()
    }

    /// Returns its choices.
    pub fn options(&self) -> ImportOptions {
        self.options.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns when it does not run any more.
    pub async fn ended(&self) {
        let mut state = self.state.subscribe();
        // The sender lives as long as this.
        state.wait_for(|state| !state.is_working()).await.ok();
    }

    /// Imports the file of a dry run that ended; returns whether it was one.
    pub fn import(self: &Arc<Self>, app: &App) -> bool {
        self.again(app, false)
    }

    /// Repeats a dry run with more addresses; returns whether it had ended.
    pub fn plan_again(self: &Arc<Self>, app: &App, table: Map, make_articles: bool) -> bool {
        if !matches!(self.state(), JobState::Planned { .. }) {
            return false;
        }
        {
            let mut options = self.options.lock().unwrap_or_else(PoisonError::into_inner);
            options.map.add_all(table);
            options.make_articles = make_articles;
        }
        self.again(app, true)
    }

    fn again(self: &Arc<Self>, app: &App, dry_run: bool) -> bool {
        let begins = self.state.send_if_modified(|state| {
            let is_planned = matches!(state, JobState::Planned { .. });
            if is_planned {
                *state = JobState::Working { dry_run, stage: ImportStage::Reading(0) };
            }
            is_planned
        });
        if begins {
            self.run(app, dry_run);
        }
        begins
    }

    /// Runs it in the background.
    fn run(self: &Arc<Self>, app: &App, dry_run: bool) {
        let work = tokio::spawn(work(app.clone(), Arc::clone(self), dry_run));
        *self.task.lock().unwrap_or_else(PoisonError::into_inner) = Some(work.abort_handle());
        let job = Arc::clone(self);
        tokio::spawn(async move {
            let state = match work.await {
                Ok(state) => state,
                Err(error) => {
                    if !error.is_cancelled() {
                        tracing::error!(%error, "an import at the desk panicked");
                    }
                    JobState::Failed
                }
            };
            if !matches!(state, JobState::Planned { .. }) {
                // Nothing needs the file any more; the folder goes with the report.
                std::fs::remove_file(&job.path).ok();
            }
            job.state.send_replace(state);
        });
    }

    fn stop(&self) {
        if let Some(task) = &*self.task.lock().unwrap_or_else(PoisonError::into_inner) {
            task.abort();
        }
    }
}

async fn work(app: App, job: Arc<Job>, dry_run: bool) -> JobState {
    let options = ImportOptions { dry_run, ..job.options() };
    let mut progress = |stage: ImportStage| {
        job.state.send_replace(JobState::Working { dry_run, stage });
    };
    let file = job.path.clone();
    match import::import(&app.store, file, &options, app.now(), &mut progress).await {
        Ok(report) => {
            let run = report.run;
            *job.report.lock().await = Some(report);
            if dry_run { JobState::Planned { was_busy: false } } else { JobState::Imported(run) }
        }
        Err(ImportError::File(error)) => JobState::Refused(error),
        Err(ImportError::Board(Error::Busy | Error::Lost)) if !dry_run => {
            JobState::Planned { was_busy: true }
        }
        Err(ImportError::Board(error)) => {
            tracing::error!(error = %format!("{error:#}"), "an import at the desk failed");
            JobState::Failed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_killed_process_left_is_removed() {
        let data = tempfile::tempdir().unwrap();
        let imports = Imports::default();
        let receiving = imports.receive(data.path()).unwrap().unwrap();
        assert!(imports.receive(data.path()).unwrap().is_none(), "one file at a time");
        let left = data.path().join(format!("{PREFIX}left"));
        std::fs::create_dir(&left).unwrap();
        std::fs::write(left.join(LOCK), "").unwrap();
        std::fs::write(left.join("export.xml"), "x").unwrap();
        Imports::sweep(data.path()).unwrap();
        assert!(!left.exists() && receiving.folder().exists());
        drop(receiving);
        assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0);
    }
}
