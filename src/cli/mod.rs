//! Command line.
//!
//! A command prints its result on standard output and errors on standard error. The exit code is 0
//! for success, 1 for failure, 2 for wrong usage.

mod account;
mod article;
mod backup;
mod bar;
mod captcha;
mod health;
mod import;
mod init;
mod mail;
mod maintenance;
mod own_export;
mod score;
mod secrets;
mod serve;
mod transfer;

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};

use crate::app::scorer::SharedScorer;
use crate::app::write_runtime::BLOCKING_THREADS;
use crate::app::{Chance, Clock, version};
use crate::backup::migrate;
use crate::config::{self, Config, ConfigError, DatabaseUrl, Flags};
use crate::mail::Mailer;
use crate::score::Scorer;
use crate::store::{ServeLock, Store};
use crate::transfer::ExportFormat;

/// A publication with a comment board, in one binary.
#[derive(Debug, Parser)]
#[command(version = version::line(), arg_required_else_help = true)]
struct Cli {
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
    /// Make a new board and its first administrator
    Init(init::Options),
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
    Backup(backup::BackupOptions),
    /// Put a backup into an empty place, and erase again what was erased since
    Restore(backup::RestoreOptions),
    /// Score comments for insult and self-promotion, as lines of JSON in and out
    Score {
        /// With what the decisions of this board taught
        #[arg(long)]
        board: bool,
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
    /// Ask the running board whether it is ready: exit code 0 if it is
    Health,
    /// Take over articles and comments of another system, also while the board runs
    Import(Box<import::ImportArgs>),
    /// Write the board to a new file that other programs can read, also while it runs
    Export {
        /// The file to make
        file: PathBuf,
        /// The format: lines of JSON with all there is, the file that `WordPress` imports, or the
        /// comments for Artalk
        #[arg(long, value_enum, default_value_t)]
        to: ExportFormat,
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

/// Runs the command line of this process.
///
/// The runtime is started here and not in the program, so that all of it is compiled once, with the
/// library, and not again in the program.
pub fn main() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("weerwoord: the runtime could not be started: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(Cli::parse())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("weerwoord: {error:#}");
            ExitCode::from(exit_code(&error))
        }
    }
}

/// Runs one command.
async fn run(cli: Cli) -> Result<()> {
    let mut flags = cli.flags;
    if let Command::Serve { name, .. } | Command::Config { name } = &cli.command {
        flags.name.clone_from(name);
    }
    if let Command::Serve { demo: true, .. } = cli.command {
        return serve::demo(flags).await;
    }
    if let Command::Score { board: false } = cli.command {
        return score::run(Scorer::new(), io::stdin().lock(), BufWriter::new(io::stdout().lock()));
    }
    // A folder that this user may not enter may hold the file: reading it says so.
    if flags.config.is_none() && Path::new(config::SYSTEM_FILE).try_exists().unwrap_or(true) {
        flags.config = Some(config::SYSTEM_FILE.into());
    }
    let config = Config::load(&flags, |name| std::env::var(name).ok())?;
    if !matches!(cli.command, Command::Serve { .. } | Command::Config { .. }) {
        // On standard error, so that the result of a command stays alone on the other.
        eprintln!("Board: {}", config.database);
    }
    match cli.command {
        Command::Serve { .. } => serve::run(config).await,
        Command::Init(options) => init::run(options, &flags, &config).await,
        Command::Migrate => maintenance::migrate(&config).await,
        Command::Account(command) => account::run(command, &config).await,
        Command::Article(command) => article::run(command, &config).await,
        Command::Secrets(command) => secrets::run(command, &config).await,
        Command::Backup(options) => backup::back_up(options, &config).await,
        Command::Restore(options) => backup::restore(options, &flags).await,
        Command::CaptchaSamples { count, folder, sound } => {
            captcha::samples(&config, count, &folder, sound)
        }
        Command::Score { .. } => {
            let store = open_existing(&config).await?;
            let scorer = SharedScorer::of_board(&store).await?;
            score::run(scorer, io::stdin().lock(), BufWriter::new(io::stdout().lock()))
        }
        Command::Check { mend } => maintenance::check(&config, mend).await,
        Command::Health => health::health(&config),
        Command::Import(args) => import::run(*args, &config).await,
        Command::Export { file, to } => transfer::export(&config, &file, to).await,
        Command::Move { to } => transfer::move_to(&config, &to).await,
        Command::Mail(command) => mail::run(command, &config).await,
        Command::Config { .. } => {
            print!("{}", config.describe());
            for warning in warnings(&config) {
                eprintln!("warning: {warning}");
            }
            // Fails as `serve` would if the sender of e-mails is no address.
            Mailer::new(&config).map(drop)
        }
    }
}

/// Clock and source of randomness of commands other than `serve`.
const CLOCK: Clock = Clock::System;
const CHANCE: Chance = Chance::System;

/// Opens the configured database, locked for this process before anything in it is changed.
///
/// Runs its migrations, and creates it if it does not exist.
async fn open_to_serve(config: &Config) -> Result<(Store, Option<ServeLock>)> {
    let store = whole(config, Store::open_with(&config.database, &config.cluster).await?).await?;
    let lock = store.lock()?;
    migrate(&store, lock.as_ref()).await?;
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

/// Opens the configured database without migrations; an error if there is no board in it.
async fn open_existing(config: &Config) -> Result<Store> {
    match open_if_there(config).await? {
        Some(store) => whole(config, store).await,
        None => bail!(
            "there is no board at {}; `weerwoord init` makes one, and --data, --config or \
             WEERWOORD_DATA leads to another",
            config.database
        ),
    }
}

/// Opens the configured database without migrations; `None` if there is no board in it.
async fn open_if_there(config: &Config) -> Result<Option<Store>> {
    if matches!(&config.database, DatabaseUrl::Sqlite(path) if !path.exists()) {
        return Ok(None);
    }
    let store = Store::open(&config.database).await?;
    if store.holds_board().await? {
        return Ok(Some(store));
    }
    store.close().await;
    Ok(None)
}

/// Runs the migrations a database lacks, and returns their number.
///
/// Fails if there are some and another process serves the file.
async fn upgrade(store: &Store) -> Result<usize> {
    let lock = if store.is_current().await? { None } else { store.lock()? };
    migrate(store, lock.as_ref()).await
}

/// Opens the configured database and runs its migrations; an error if it does not exist.
async fn reopen(config: &Config) -> Result<Store> {
    let store = open_existing(config).await?;
    upgrade(&store).await?;
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
fn exit_code(error: &anyhow::Error) -> u8 {
    if error.downcast_ref().is_some_and(ConfigError::is_wrong_usage) { 2 } else { 1 }
}
