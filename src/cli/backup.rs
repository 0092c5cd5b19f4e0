//! `backup` and `restore`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::bar::Bar;
use super::transfer::{doing, stopped};
use super::{CHANCE, CLOCK, open_existing};
use crate::backup::{self, Restored, journal};
use crate::config::{Config, Flags, SecretKey};

/// Options of `backup`.
#[derive(Debug, Args)]
pub(super) struct BackupOptions {
    /// The file to make
    file: PathBuf,
    /// Leave out the key of secrets, for a backup that others keep; without it nobody logs in with
    /// the code of an app
    #[arg(long)]
    without_key: bool,
}

/// Options of `restore`.
#[derive(Debug, Args)]
pub(super) struct RestoreOptions {
    /// The backup
    file: PathBuf,
    /// The journal of what was erased since [default: erasures.jsonl beside the backup, in the
    /// folder of backups and in the data folder]
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
}

/// Makes a backup.
pub(super) async fn back_up(options: BackupOptions, config: &Config) -> Result<()> {
    let store = open_existing(config).await?;
    let BackupOptions { file, without_key } = options;
    let mut bar = Bar::default();
    let mut told = |progress: crate::transfer::Progress| {
        bar.show(doing(progress.stage), progress.done, progress.total);
    };
    let moment = (CLOCK.now(), &CHANCE.draw());
    let making = backup::create((&store, config), &file, !without_key, moment, &mut told);
    let outcome = tokio::select! {
        outcome = making => outcome,
        () = stopped() => bail!("stopped; no file was made"),
    };
    bar.ends();
    if outcome.is_ok() {
        journal::write(&store, &journal::places(config), moment).await?;
    }
    store.close().await;
    outcome?;
    println!("The board was copied to {}, and the copy was read again.", file.display());
    match &config.secret_key {
        SecretKey::Setting(_) => {
            println!("The key of the secrets in it is a setting, which is not part of it.");
        }
        SecretKey::File(key) if without_key && key.exists() => println!(
            "The key of the secrets in it is not part of it: keep {} too, in another place.",
            key.display()
        ),
        SecretKey::File(_) => println!("Keep it as you keep passwords: it holds everything."),
    }
    Ok(())
}

/// Restores a backup.
pub(super) async fn restore(options: RestoreOptions, flags: &Flags) -> Result<()> {
    let load = || Ok(Config::load(flags, |name| std::env::var(name).ok())?);
    let RestoreOptions { file, erasures } = options;
    if !file.is_file() {
        bail!("there is no file {}", file.display());
    }
    let moment = (CLOCK.now(), &CHANCE.draw());
    let restoring = backup::restore(&file, erasures.as_deref(), load, moment);
    let restored = tokio::select! {
        restored = restoring => restored?,
        () = stopped() => bail!("stopped; nothing was restored"),
    };
    tell(&restored, &file);
    if !restored.not_erased.is_empty() {
        bail!(
            "the board was restored, but this is in it again: {}",
            restored.not_erased.join("; ")
        );
    }
    Ok(())
}

fn tell(restored: &Restored, file: &Path) {
    println!("{} was restored to {}.", file.display(), restored.config.database);
    match &restored.manifest {
        Some(manifest) => println!(
            "It is the board of {}, made by release {}. What was posted since is not in it.",
            manifest.made_at.strftime("%Y-%m-%d %H:%M:%S UTC"),
            manifest.release
        ),
        None => println!("It is a database alone, without settings and key."),
    }
    for file in &restored.files {
        println!("  {}", file.display());
    }
    if restored.journals.is_empty() {
        println!(
            "No journal of erasures of this board was found: comments that were erased and people \
             who left after the backup are in it again. If there is one, restore again with \
             --erasures FILE."
        );
    } else {
        println!(
            "{} erasure(s) after the backup were repeated, by {}.",
            restored.erased,
            restored
                .journals
                .iter()
                .map(|it| it.display().to_string())
                .collect::<Vec<_>>()
                .join(", ")
        );
    }
    println!("All sessions ended: everybody logs in again, with the passwords of that time.");
    for remark in &restored.remarks {
        eprintln!("warning: {remark}");
    }
    println!(
        "`weerwoord check` verifies everything in it. To try it beside the real board, start it \
         with --backup-dir '' --smtp-url '', or it makes backups and sends mail as that one does."
    );
}
