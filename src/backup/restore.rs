//! Restoring of a backup into an empty place.
//!
//! Everything is prepared in a copy: until that is complete, the place stays empty.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use tempfile::TempDir;

use super::{DATA_SETTINGS, NAMED_SETTINGS, SECRET_KEY, journal, make_folder, publish, written};
use crate::app::files::folder_of;
use crate::config::{Config, DATA_FILE, DatabaseUrl, SecretKey};
use crate::locale::Lang;
use crate::store::accounts::Obstacle;
use crate::store::backup::erasures::{Erasure, Repeated};
use crate::store::backup::{BackupFile, Manifest};
use crate::store::{OpenError, Store, beside};
use crate::transfer::move_board;

/// Result of a restore.
#[derive(Debug)]
pub struct Restored {
    /// Settings in force now.
    pub config: Config,
    /// Description of the backup; `None` if an older release made it.
    pub manifest: Option<Manifest>,
    /// Journals that were read.
    pub journals: Vec<PathBuf>,
    /// Number of erasures that were repeated.
    pub erased: usize,
    /// Sentences about erasures that could not be repeated.
    pub not_erased: Vec<String>,
    /// Files that were made beside the database.
    pub files: Vec<PathBuf>,
    /// Sentences for the operator about what could not be done.
    pub remarks: Vec<String>,
}

/// Files that are deleted again unless everything succeeds.
#[derive(Debug, Default)]
struct Created {
    paths: Vec<PathBuf>,
    /// Folder that was made for them.
    folder: Option<PathBuf>,
    are_kept: bool,
}

impl Drop for Created {
    fn drop(&mut self) {
        if self.are_kept {
            return;
        }
        // The failure that led here is reported.
        for path in &self.paths {
            let _ = std::fs::remove_file(path);
        }
        // Fails if it is not empty, as it should.
        let _ = self.folder.as_deref().map(std::fs::remove_dir);
    }
}

impl Created {
    /// Writes a file, unless there is one of this name, and returns whether it did.
    fn add(&mut self, path: &Path, content: &[u8]) -> Result<bool> {
        if path.exists() {
            return Ok(false);
        }
        make_folder(&folder_of(path))?;
        publish(written(path, content)?.path(), path)?;
        self.paths.push(path.to_owned());
        Ok(true)
    }
}

/// Restores a backup into the empty place that the settings name.
///
/// `load` reads the settings; it is called again once those in the backup are in the data folder.
/// Erasures are read from `named`, or else from the journals beside the backup, in the folder of
/// backups and in the data folder. `fresh` becomes the secret of the installation if the backup has
/// none.
pub async fn restore(
    file: &Path,
    named: Option<&Path>,
    load: impl Fn() -> Result<Config>,
    (now, fresh): (Timestamp, &[u8; 32]),
) -> Result<Restored> {
    let data = load()?.data;
    let mut created = Created::default();
    if !data.exists() {
        make_folder(&data)?;
        created.folder = Some(data.clone());
    }
    let (workshop, copy) = copied(file, &data).await?;
    let (manifest, files) = copy.manifest().await?.unzip();
    let files = files.unwrap_or_default();
    let mut remarks = put_settings(&files, &data, &mut created)?;
    let config = load()?;
    remarks.extend(put_key(&files, &config, &mut created)?);
    let target = Target::of(&config).await?;
    copy.migrate().await?;
    let board = copy.board_id(fresh).await?;
    let (journals, since) = since(&copy, &board, (file, named), &config, &mut remarks).await?;
    let (erased, not_erased) = replay(&copy, &since, config.board.lang, now).await;
    copy.begin_again(manifest.as_ref().map(|it| it.made_at), now).await?;
    target.take(copy, workshop, &mut created).await?;
    created.are_kept = true;
    let files = created.paths.clone();
    Ok(Restored { config, manifest, journals, erased, not_erased, files, remarks })
}

/// Copies a backup into a temporary folder in the data folder, and opens it.
async fn copied(file: &Path, data: &Path) -> Result<(TempDir, Store)> {
    let workshop = tempfile::Builder::new()
        .prefix(".weerwoord-restore-")
        .tempdir_in(data)
        .with_context(|| format!("{} cannot be written to", data.display()))?;
    let path = workshop.path().join("board.db");
    if beside(file, "-wal").metadata().is_ok_and(|log| log.len() > 0) {
        bail!(
            "{} is a database whose last changes lie in the file with -wal beside it; make a \
             backup of it with `weerwoord backup`, and restore that",
            file.display()
        );
    }
    std::fs::copy(file, &path).with_context(|| format!("{} cannot be copied", file.display()))?;
    let no_backup = || format!("{} is no backup of a board", file.display());
    let copy = match Store::open(&DatabaseUrl::Sqlite(path)).await {
        Err(OpenError::Damaged { .. }) => bail!(no_backup()),
        opened => opened?,
    };
    let faults = copy.quick_check().await.with_context(no_backup)?;
    if let Some(fault) = faults.first() {
        bail!("{} is damaged ({fault}); take an older backup", file.display());
    }
    if !copy.holds_board().await? || copy.is_being_filled().await? {
        bail!(no_backup());
    }
    Ok((workshop, copy))
}

/// Puts the settings of a backup into the data folder.
fn put_settings(files: &[BackupFile], data: &Path, created: &mut Created) -> Result<Vec<String>> {
    let content = |name| files.iter().find(|file| file.name == name).map(|it| &*it.content);
    let path = data.join(DATA_FILE);
    match (content(DATA_SETTINGS), content(NAMED_SETTINGS)) {
        (None, None) => Ok(Vec::new()),
        (None, Some(named)) => {
            // The data folder is chosen outside of it.
            let text = String::from_utf8_lossy(named);
            let lines =
                text.lines().filter(|line| line.split('=').next().map(str::trim) != Some("data"));
            let text: String = lines.flat_map(|line| [line, "\n"]).collect();
            Ok(unless_added(created.add(&path, text.as_bytes())?, &path))
        }
        (Some(own), named) => {
            let mut remarks = unless_added(created.add(&path, own)?, &path);
            let beside = data.join("system-weerwoord.toml");
            if let Some(named) = named
                && created.add(&beside, named)?
            {
                remarks.push(format!(
                    "{} holds the settings that lay outside the data folder; put them back there",
                    beside.display()
                ));
            }
            Ok(remarks)
        }
    }
}

fn unless_added(is_added: bool, path: &Path) -> Vec<String> {
    let remark = format!("{} is there already and stays; compare its settings", path.display());
    if is_added { Vec::new() } else { vec![remark] }
}

/// Puts the key of secrets where the settings expect it.
fn put_key(files: &[BackupFile], config: &Config, created: &mut Created) -> Result<Option<String>> {
    let key = files.iter().find(|file| file.name == SECRET_KEY);
    let (Some(key), SecretKey::File(path)) = (key, &config.secret_key) else { return Ok(None) };
    // Settings of a backup do not choose where root writes.
    if !path.starts_with(&config.data) && !path.exists() {
        let beside = config.data.join(SECRET_KEY);
        created.add(&beside, &key.content)?;
        return Ok(Some(format!("move {} to {}", beside.display(), path.display())));
    }
    if created.add(path, &key.content)? || std::fs::read(path).ok().as_ref() == Some(&key.content) {
        return Ok(None);
    }
    Ok(Some(format!(
        "{} is there already and stays, although the backup has another; without its own key \
         nobody logs in with the code of an app",
        path.display()
    )))
}

/// Place for the restored database.
enum Target {
    /// File that does not exist.
    File(PathBuf),
    /// Empty database on a server.
    Server(Store),
}

impl Target {
    /// Returns the database of the settings; an error if it is not empty.
    async fn of(config: &Config) -> Result<Self> {
        let DatabaseUrl::Sqlite(path) = &config.database else {
            let server = Store::open(&config.database).await?;
            if server.is_being_filled().await? {
                bail!(
                    "{} holds a part of a board that was being restored or moved there; drop that \
                     database, make an empty one, and run the same command again",
                    config.database
                );
            }
            if server.holds_board().await? {
                bail!("{} holds a board already; restore into an empty database", config.database);
            }
            return Ok(Self::Server(server));
        };
        for suffix in ["", "-wal", "-shm"] {
            let taken = beside(path, suffix);
            if taken.exists() {
                bail!(
                    "{} is there already; restore into an empty folder (--data), or move it away \
                     first",
                    taken.display()
                );
            }
        }
        Ok(Self::File(path.clone()))
    }

    /// Puts the prepared copy in its place.
    async fn take(self, copy: Store, workshop: TempDir, created: &mut Created) -> Result<()> {
        match self {
            Self::File(path) => {
                // The file is complete without its log once all connections are closed.
                copy.close().await;
                make_folder(&folder_of(&path))?;
                publish(&workshop.path().join("board.db"), &path)?;
                created.paths.push(path);
            }
            Self::Server(server) => {
                move_board(&copy, &server, &mut |_| {}).await?;
                copy.close().await;
                server.close().await;
            }
        }
        Ok(())
    }
}

/// Returns the journals with lines of the board, and what was erased since the backup by them.
async fn since(
    copy: &Store,
    board: &str,
    (file, named): (&Path, Option<&Path>),
    config: &Config,
    remarks: &mut Vec<String>,
) -> Result<(Vec<PathBuf>, BTreeSet<Erasure>)> {
    if let Some(named) = named.filter(|named| !named.exists()) {
        bail!("there is no file {}", named.display());
    }
    let mut places = journal::places(config);
    places.push(folder_of(file).join(journal::NAME));
    places.extend(named.map(Path::to_owned));
    places.sort();
    places.dedup();
    let (mut journals, mut all) = (Vec::new(), BTreeSet::new());
    for place in places {
        let Some(journal) = journal::read(&place, board)? else { continue };
        if journal.unreadable > 0 {
            remarks.push(format!(
                "{} line(s) of {} cannot be read; what they erased may be here again",
                journal.unreadable,
                place.display()
            ));
        }
        if !journal.erasures.is_empty() {
            all.extend(journal.erasures);
            journals.push(place);
        }
    }
    let known: BTreeSet<Erasure> = copy.erasures().await?.into_iter().collect();
    Ok((journals, all.difference(&known).cloned().collect()))
}

/// Erases again what was erased since the backup.
///
/// Returns the number of erasures, and sentences about those that could not be repeated.
async fn replay(
    copy: &Store,
    since: &BTreeSet<Erasure>,
    t: Lang,
    now: Timestamp,
) -> (usize, Vec<String>) {
    let (word, note) = (t.say("former-staff"), t.say("restore-expunged"));
    let (mut erased, mut failed) = (0, Vec::new());
    for erasure in since {
        match copy.erase_again(erasure, (&word, &note), now).await {
            Ok(Repeated::Erased) => erased += 1,
            Ok(Repeated::Nothing) => {}
            Ok(Repeated::Kept(obstacle)) => failed.push(kept(erasure, obstacle)),
            Err(error) => failed.push(format!(
                "{} {} was erased since, and could not be erased again: {error}",
                erasure.kind, erasure.subject
            )),
        }
    }
    (erased, failed)
}

/// Returns the sentence about an account that left since and can't be deleted here.
fn kept(erasure: &Erasure, obstacle: Obstacle) -> String {
    let why = match obstacle {
        Obstacle::LastAdmin => "is the only administrator in it; make another one",
        Obstacle::Articles => "wrote articles in it; give them another author",
    };
    format!(
        "Account {} left after the backup, but {why}, and restore again or let its owner leave \
         once more.",
        erasure.subject
    )
}
