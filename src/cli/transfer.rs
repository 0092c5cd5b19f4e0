//! `export` and `move`.

use std::path::Path;

use anyhow::{Result, bail};
use tokio::signal::unix::{SignalKind, signal};

use super::bar::Bar;
use super::{CLOCK, open_existing};
use crate::config::{Config, ConfigError, DatabaseUrl};
use crate::store::{OpenError, Store};
use crate::transfer::{self, ExportFormat, Imprint, Moved, Progress, Stage, Surroundings};

/// Writes the contents of the database to a file for other programs.
pub(super) async fn export(config: &Config, file: &Path, format: ExportFormat) -> Result<()> {
    let store = open_existing(config).await?;
    if !store.is_current().await? {
        bail!("the tables are not those of this version; run `weerwoord migrate` first");
    }
    store.log_export(None, "board", CLOCK.now()).await?;
    let look = store.branding().await?;
    let name = look.name.as_deref().unwrap_or(&config.board.name);
    let imprint = Imprint { name, language: config.board.lang.code(), address: &config.public_url };
    let surroundings = Surroundings { zone: config.board.timezone.clone(), now: CLOCK.now() };
    let mut bar = Bar::default();
    let mut told =
        |progress: Progress| bar.show(doing(progress.stage), progress.done, progress.total);
    let export = async {
        Ok::<u64, anyhow::Error>(match format {
            ExportFormat::Json => {
                let counts = transfer::export(&store, imprint, file, &mut told).await?;
                counts.iter().map(|(_, lines)| lines).sum()
            }
            ExportFormat::Wxr => {
                transfer::export_wxr(&store, imprint, &surroundings, file, &mut told).await?
            }
            ExportFormat::Artrans => {
                transfer::export_artrans(&store, imprint, &surroundings, file, &mut told).await?
            }
        })
    };
    let outcome = tokio::select! {
        outcome = export => outcome,
        () = stopped() => bail!("stopped; no file was made"),
    };
    bar.ends();
    store.close().await;
    let what = match format {
        ExportFormat::Json => "lines about the board are",
        ExportFormat::Wxr => "articles, pages, pictures and comments are",
        ExportFormat::Artrans => "comments are",
    };
    println!(
        "{} {what} in {}. It holds names and addresses: keep it as you keep a backup.",
        outcome?,
        file.display()
    );
    Ok(())
}

/// Copies the contents of the database into another one.
pub(super) async fn move_to(config: &Config, to: &str) -> Result<()> {
    let url = DatabaseUrl::parse(to).ok_or_else(|| ConfigError::Value {
        origin: "--to".to_owned(),
        problem: "this is no address of a database, such as postgres://user:password@host/name or \
                  sqlite:///srv/board.db"
            .to_owned(),
    })?;
    let source = open_existing(config).await?;
    let target = open_target(&url).await?;
    let mut bar = Bar::default();
    let mut told =
        |progress: Progress| bar.show(doing(progress.stage), progress.done, progress.total);
    let outcome = tokio::select! {
        outcome = transfer::move_board(&source, &target, &mut told) => outcome,
        () = stopped() => bail!(
            "stopped; this board is as it was, and the same command goes on from where it was"
        ),
    };
    bar.ends();
    source.close().await;
    target.close().await;
    tell(&outcome?, config, &url);
    Ok(())
}

/// Opens the target database.
///
/// The messages of `Store::open` are about the settings; these are about `--to`.
async fn open_target(url: &DatabaseUrl) -> Result<Store> {
    match Store::open(url).await {
        Ok(store) => Ok(store),
        Err(OpenError::Unreachable(error)) => {
            bail!(
                "{url:?} did not answer: {error}. Check the address after --to, and whether the \
                 server runs and has that database"
            )
        }
        Err(OpenError::Unwritable { path, source }) => {
            bail!(
                "{} cannot be opened for writing: {source}. Choose another after --to",
                path.display()
            )
        }
        Err(OpenError::Damaged { path, .. }) => {
            bail!(
                "{} is there already and is no database; give a name that is free after --to",
                path.display()
            )
        }
        Err(other) => Err(other.into()),
    }
}

fn tell(moved: &Moved, config: &Config, url: &DatabaseUrl) {
    for (table, rows) in moved.counts.iter().filter(|(_, rows)| *rows > 0) {
        println!("{rows:>10}  {table}");
    }
    let rows: u64 = moved.counts.iter().map(|(_, rows)| rows).sum();
    let went_on = if moved.went_on { ", the last of them now" } else { "" };
    println!(
        "{rows} rows were copied{went_on}; every table has the same number of rows and the same \
         checksum on both sides."
    );
    let password = if matches!(url, DatabaseUrl::Postgres(_)) {
        ", with the password if it has one"
    } else {
        ""
    };
    println!("To run the board there, set WEERWOORD_DATABASE_URL to {url:?}{password}.");
    println!(
        "What is at {:?} is as it was; keep it until you have seen the board run.",
        config.database
    );
}

/// Waits for Ctrl-C or the signal to end.
pub(super) async fn stopped() {
    let Ok(mut terminated) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        Ok(()) = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}

/// Returns the name of a stage for its progress bar.
pub(super) fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Copying => "copying",
        Stage::Comparing => "comparing",
        Stage::Writing => "writing",
    }
}
