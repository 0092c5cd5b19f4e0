//! The commands. Each says what it did on standard output and what went wrong on standard error; 0 is done, 1 failed, 2 wrong usage.

mod account;
mod article;
mod serve;
mod upkeep;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};

use crate::app::{Chance, Clock};
use crate::config::{Config, DatabaseUrl, Flags};
use crate::store::Store;

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
    /// Copy the whole board into a new file, also while it runs
    Backup {
        /// The file to make
        file: PathBuf,
    },
    /// Prove that everything in the database is as it should be
    Check,
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
        Command::Migrate => upkeep::migrate(&config()?).await,
        Command::Account(command) => account::run(command, &config()?).await,
        Command::Article(command) => article::run(command, &config()?).await,
        Command::Backup { file } => upkeep::back_up(&config()?, &file).await,
        Command::Check => upkeep::check(&config()?).await,
        Command::Config { .. } => {
            let config = config()?;
            print!("{}", config.describe());
            config.warnings().iter().for_each(|warning| eprintln!("warning: {warning}"));
            Ok(())
        }
    }
}

/// The clock and the chance of a command that is no server.
const CLOCK: Clock = Clock::System;
const CHANCE: Chance = Chance::System;

/// The board's database, its tables brought up to date; an empty one is made where there is none yet.
async fn open(config: &Config) -> Result<Store> {
    let store = Store::open(&config.database).await?;
    store.migrate().await?;
    Ok(store)
}

/// The board's database as it is; one that is not there is not made.
async fn open_existing(config: &Config) -> Result<Store> {
    if let DatabaseUrl::Sqlite(path) = &config.database
        && !path.exists()
    {
        bail!("there is no board at {}; check WEERWOORD_DATA", path.display());
    }
    Ok(Store::open(&config.database).await?)
}
