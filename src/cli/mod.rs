//! Command line.
//!
//! A command prints its result on standard output and errors on standard error. The exit code is 0
//! for success, 1 for failure, 2 for wrong usage.

mod account;
mod article;
mod bar;
mod captcha;
mod mail;
mod maintenance;
mod secrets;
mod serve;
mod transfer;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};

use crate::app::{Chance, Clock};
use crate::config::{self, Config, ConfigError, DatabaseUrl, Flags};
use crate::store::{ServeLock, Store};

/// A publication with a comment board, in one binary.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the board
    Serve {
        /// A fresh board with invented content in a folder of its own, gone when it stops
        #[arg(long)]
        demo: bool,
        /// The board's name [default: Weerwoord]
        #[arg(long)]
        name: Option<String>,
    },
    /// Bring the tables of the database to where this version needs them (serve does so too)
    Migrate,
    /// People with an account
    #[command(subcommand)]
    Account(account::Command),
    /// Articles
    #[command(subcommand)]
    Article(article::Command),
    /// The key of secrets in the database
    #[command(subcommand)]
    Secrets(secrets::Command),
    /// Copy the whole board into a new file, also while it runs
    Backup {
        /// The file to make
        file: PathBuf,
    },
    /// Make codes as this board asks them, to look at, to listen to or to attack
    CaptchaSamples {
        /// Number of codes to make
        count: u32,
        /// The folder to put them in, each named by its answer
        folder: PathBuf,
        /// Sounds in the board's language instead of pictures
        #[arg(long)]
        sound: bool,
    },
    /// Prove that everything in the database is as it should be
    Check {
        /// Make anew what can be: counters, indexes, HTML, keys
        #[arg(long)]
        mend: bool,
    },
    /// Write the board to a new file of JSON lines that other programs can read, also while it runs
    Export {
        /// The file to make
        file: PathBuf,
    },
    /// Copy the board into another, empty database, and prove that both hold the same; stop the
    /// board first
    Move {
        #[arg(
            long,
            value_name = "URL",
            help = "sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME"
        )]
        to: String,
    },
    /// Mail
    #[command(subcommand)]
    Mail(mail::Command),
    /// Print the settings in force and where each comes from
    Config {
        /// The board's name [default: Weerwoord]
        #[arg(long)]
        name: Option<String>,
    },
}

/// Runs one command.
pub async fn run(cli: Cli) -> Result<()> {
    let mut flags = cli.flags;
    if let Command::Serve { name, .. } | Command::Config { name } = &cli.command {
        flags.name.clone_from(name);
    }
    let config = || Config::load(&flags, |name| std::env::var(name).ok());
    match cli.command {
        Command::Serve { demo: true, .. } => serve::demo(flags).await,
        Command::Serve { demo: false, .. } => serve::run(config()?).await,
        Command::Migrate => maintenance::migrate(&config()?).await,
        Command::Account(command) => account::run(command, &config()?).await,
        Command::Article(command) => article::run(command, &config()?).await,
        Command::Secrets(command) => secrets::run(command, &config()?).await,
        Command::Backup { file } => maintenance::back_up(&config()?, &file).await,
        Command::CaptchaSamples { count, folder, sound } => {
            captcha::samples(&config()?, count, &folder, sound)
        }
        Command::Check { mend } => maintenance::check(&config()?, mend).await,
        Command::Export { file } => transfer::export(&config()?, &file).await,
        Command::Move { to } => transfer::move_to(&config()?, &to).await,
        Command::Mail(command) => mail::run(command, &config()?).await,
        Command::Config { .. } => {
            let config = config()?;
            print!("{}", config.describe());
            for warning in warnings(&config) {
                eprintln!("warning: {warning}");
            }
            Ok(())
        }
    }
}

/// Clock and source of randomness of commands other than `serve`.
const CLOCK: Clock = Clock::System;
const CHANCE: Chance = Chance::System;

/// Opens the configured database, runs its migrations, and creates it if it does not exist.
async fn open(config: &Config) -> Result<Store> {
    let store = whole(config, Store::open_with(&config.database, &config.cluster).await?).await?;
    store.migrate().await?;
    store.sign_all().await?;
    Ok(store)
}

/// Opens the database like [`open`], locked for this process before anything in it is changed.
async fn open_to_serve(config: &Config) -> Result<(Store, Option<ServeLock>)> {
    let store = whole(config, Store::open_with(&config.database, &config.cluster).await?).await?;
    let lock = store.lock()?;
    store.migrate().await?;
    store.sign_all().await?;
    Ok((store, lock))
}

/// Returns the database, or an error if a `move` into it is not complete.
async fn whole(config: &Config, store: Store) -> Result<Store> {
    if store.is_being_filled().await? {
        bail!(
            "{:?} holds a part of a board that is being moved there; run the same `weerwoord move` \
             again, which goes on from there",
            config.database
        );
    }
    Ok(store)
}

/// Opens the configured database without migrations; an error if it does not exist.
async fn open_existing(config: &Config) -> Result<Store> {
    if let DatabaseUrl::Sqlite(path) = &config.database
        && !path.exists()
    {
        bail!("there is no board at {}; check WEERWOORD_DATA", path.display());
    }
    whole(config, Store::open(&config.database).await?).await
}

/// Opens the configured database and runs its migrations; an error if it does not exist.
async fn reopen(config: &Config) -> Result<Store> {
    let store = open_existing(config).await?;
    store.migrate().await?;
    store.sign_all().await?;
    Ok(store)
}

/// Returns warnings for the operator: insecure settings, and `WEERWOORD_` variables that are not
/// settings.
fn warnings(config: &Config) -> Vec<String> {
    let variables = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let unread = variables
        .filter(|name| name.starts_with("WEERWOORD_") && !name.starts_with("WEERWOORD_TEST_"));
    let unread = unread.filter(|name| !config::is_setting(name));
    let told = unread.map(|name| {
        format!("{name} is no setting of this board, so it does nothing; see `weerwoord config`")
    });
    config.warnings().into_iter().chain(told).collect()
}

/// Returns the exit code for an error: 2 for wrong usage, 1 otherwise.
pub fn exit_code(error: &anyhow::Error) -> u8 {
    if error.downcast_ref().is_some_and(ConfigError::is_wrong_usage) { 2 } else { 1 }
}
