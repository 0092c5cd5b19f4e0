//! Folder of backups: one is made each day, and older ones are thinned out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::create::WORKSHOP;
use super::rotation::kept;
use super::{create, make_folder};
use crate::config::Config;
use crate::store::Store;
use crate::traces::Span;

/// Time between two backups: a day, less the time between two looks at the folder.
const INTERVAL: SignedDuration = SignedDuration::from_mins(24 * 60 - 10);
/// Time after which nobody works on a backup any more.
const ABANDONED: Duration = Duration::from_hours(3);
/// Form of the time in the name of a file, in UTC.
const TIME: &str = "%Y-%m-%dT%H-%M-%SZ";

/// Backups of one board in a folder.
#[derive(Debug)]
pub struct Series {
    folder: PathBuf,
    board: String,
}

impl Series {
    /// Returns the series of a board.
    pub fn new(folder: &Path, board: String) -> Self {
        Self { folder: folder.to_owned(), board }
    }

    /// Returns the times at which the backups in the folder were made; none if it does not exist.
    pub fn made(&self) -> Result<BTreeSet<Timestamp>> {
        if !self.folder.exists() {
            return Ok(BTreeSet::new());
        }
        let failed = || format!("{} cannot be read", self.folder.display());
        let mut made = BTreeSet::new();
        for entry in std::fs::read_dir(&self.folder).with_context(failed)? {
            let entry = entry.with_context(failed)?;
            let is_empty = entry.metadata().is_ok_and(|file| file.len() == 0);
            let name = entry.file_name();
            made.extend(name.to_str().filter(|_| !is_empty).and_then(|name| self.time(name)));
        }
        Ok(made)
    }

    /// Returns the path of the backup made at a time.
    pub fn path(&self, made_at: Timestamp) -> PathBuf {
        let time = made_at.strftime(TIME);
        self.folder.join(format!("weerwoord-{}-{time}.db", self.board))
    }

    /// Returns the time in the name of a file of this series.
    fn time(&self, name: &str) -> Option<Timestamp> {
        let time = name.strip_prefix("weerwoord-")?.strip_prefix(&self.board)?;
        let time = time.strip_prefix('-')?.strip_suffix(".db")?;
        let time = DateTime::strptime(TIME, time).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp();
        // Parsing is lenient, and what is not named as by this program is not its own.
        (self.path(time).file_name()?.to_str()? == name).then_some(time)
    }

    /// Deletes what a process that was killed left of a backup.
    fn clear(&self) -> Result<()> {
        let failed = || format!("{} cannot be cleared", self.folder.display());
        for entry in std::fs::read_dir(&self.folder).with_context(failed)? {
            let entry = entry.with_context(failed)?;
            let made = entry.metadata().and_then(|folder| folder.modified());
            let is_old = made.is_ok_and(|made| made.elapsed().is_ok_and(|age| age > ABANDONED));
            let is_ours = entry.file_name().to_str().is_some_and(|it| it.starts_with(WORKSHOP));
            if is_ours && is_old {
                std::fs::remove_dir_all(entry.path()).with_context(failed)?;
            }
        }
        Ok(())
    }

    /// Deletes the backups that are not kept.
    fn thin_out(&self, zone: &TimeZone) -> Result<()> {
        let made = self.made()?;
        for time in made.difference(&kept(&made, zone)) {
            let path = self.path(*time);
            std::fs::remove_file(&path)
                .with_context(|| format!("{} could not be deleted", path.display()))?;
        }
        Ok(())
    }
}

/// Returns the time of the last backup in the folder of the settings.
pub async fn last_backup(
    (store, config): (&Store, &Config),
    (now, fresh): (Timestamp, &[u8; 32]),
) -> Result<Option<Timestamp>> {
    let Some(folder) = &config.backup_dir else { return Ok(None) };
    let series = Series::new(folder, store.board_id(fresh).await?);
    // One that was made while the clock was ahead does not count.
    Ok(series.made()?.range(..=now).next_back().copied())
}

/// Makes the next backup if it is due, and deletes those that are not kept.
///
/// Returns the path of the new one.
pub async fn next_backup(
    place: (&Store, &Config),
    moment: (Timestamp, &[u8; 32]),
) -> Result<Option<PathBuf>> {
    let ((store, config), (now, fresh)) = (place, moment);
    let Some(folder) = &config.backup_dir else { return Ok(None) };
    let last = last_backup(place, moment).await?;
    if last.is_some_and(|last| now.duration_since(last) < INTERVAL) {
        return Ok(None);
    }
    make_folder(folder)?;
    let series = Series::new(folder, store.board_id(fresh).await?);
    series.clear()?;
    let path = series.path(now);
    // A server is asked without the limits that serving pages has.
    let own = match store {
        Store::Sqlite { .. } => None,
        Store::Postgres(_) => Some(Store::open(&config.database).await?),
    };
    let source = own.as_ref().unwrap_or(store);
    let span = Span::job("backup");
    let mut no_progress = |_| {};
    let making = create((source, config), &path, true, moment, &mut no_progress);
    let made = span.clone().around(making).await;
    span.ended(made.is_ok());
    if let Some(own) = own {
        own.close().await;
    }
    made?;
    if let Err(error) = series.thin_out(&config.board.timezone) {
        let error = format!("{error:#}");
        tracing::error!(error, "a backup was made, but an older one could not be deleted");
    }
    Ok(Some(path))
}
