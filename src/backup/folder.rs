//! Folder of backups: one is made each day, and older ones are thinned out.

use std::collections::BTreeSet;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::rotation::kept;
use super::{create, journal};
use crate::config::Config;
use crate::store::Store;

/// Time between two backups: a day, less the time between two looks at the folder.
const INTERVAL: SignedDuration = SignedDuration::from_mins(24 * 60 - 10);
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
            let name = entry.with_context(failed)?.file_name();
            made.extend(name.to_str().and_then(|name| self.time(name)));
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
        DateTime::strptime(TIME, time).ok()?.to_zoned(TimeZone::UTC).ok().map(|it| it.timestamp())
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
    fresh: &[u8; 32],
) -> Result<Option<Timestamp>> {
    let Some(folder) = &config.backup_dir else { return Ok(None) };
    let series = Series::new(folder, store.board_id(fresh).await?);
    Ok(series.made()?.last().copied())
}

/// Makes the next backup if it is due, and deletes those that are not kept.
///
/// Returns the path of the new one.
pub async fn next_backup(
    (store, config): (&Store, &Config),
    (now, fresh): (Timestamp, &[u8; 32]),
) -> Result<Option<PathBuf>> {
    let Some(folder) = &config.backup_dir else { return Ok(None) };
    let series = Series::new(folder, store.board_id(fresh).await?);
    // One that was made while the clock was ahead does not count.
    let made = series.made()?;
    let last = made.range(..=now).next_back();
    let is_due = last.is_none_or(|last| now.duration_since(*last) >= INTERVAL);
    if !is_due {
        return Ok(None);
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    let path = series.path(now);
    // A server is asked without the limits that serving pages has.
    let own = match store {
        Store::Sqlite { .. } => None,
        Store::Postgres(_) => Some(Store::open(&config.database).await?),
    };
    let source = own.as_ref().unwrap_or(store);
    let made = create((source, config), &path, true, (now, fresh), &mut |_| {}).await;
    if let Some(own) = own {
        own.close().await;
    }
    made?;
    journal::write(store, &journal::places(config), (now, fresh)).await?;
    series.thin_out(&config.site.timezone)?;
    Ok(Some(path))
}
