//! `init`: makes a new board and its first administrator.

use std::fs::OpenOptions;
use std::io::{IsTerminal, Write, stdin, stdout};
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::account::{self, address, name};
use super::{CHANCE, CLOCK, open_if_there, secrets, upgrade, whole};
use crate::account::{Email, Name, Password, Role};
use crate::app::secrets::Secrets;
use crate::config::{Config, ConfigError, DATA_FILE, Flags, SYSTEM_FILE};
use crate::store::Store;
use crate::store::accounts::{FirstAdmin, FirstAdminRefused};
use crate::writing;

/// Options of the command. What is missing is asked for on a terminal.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The name of the first administrator
    #[arg(long, value_parser = name)]
    name: Option<Name>,
    /// The address they log in with
    #[arg(long, value_parser = address)]
    email: Option<Email>,
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
    /// The board's name [default: Weerwoord]
    #[arg(long)]
    board_name: Option<String>,
    /// Publish an article that shows how to write one
    #[arg(long)]
    example_article: bool,
}

/// Makes the board.
///
/// Settings given as flags are written to the file in the data folder, where every later command
/// finds them. A board without an administrator gets one; nothing is changed if there is one, or if
/// an answer is missing or wrong.
pub(super) async fn run(options: Options, flags: &Flags, config: &Config) -> Result<()> {
    if let Some(store) = open_if_there(config).await? {
        let store = whole(config, store).await?;
        let administrator = store.accounts().await?.into_iter().find(|a| a.role == Role::Admin);
        store.close().await;
        if let Some(administrator) = administrator {
            let email = administrator.email.as_str();
            bail!("{}", administered(config, email));
        }
    }
    let mut flags = Flags { name: options.board_name, ..flags.clone() };
    let may_ask = stdin().is_terminal() && !options.password_stdin;
    if may_ask && options.name.is_none() {
        flags.name = flags.name.or_else(|| asked("Name of the board", &config.board.name));
        flags.public_url =
            flags.public_url.or_else(|| asked("Address that readers use", &config.public_url));
    }
    let who = (
        options.name.map_or_else(|| answer(may_ask, "--name", "Your name", name), Ok)?,
        options.email.map_or_else(|| answer(may_ask, "--email", "Your e-mail", address), Ok)?,
        Role::Admin,
    );
    let settings = flags.to_file();
    let file = config.data.join(DATA_FILE);
    if !settings.is_empty() && file.exists() {
        bail!(
            "{} is there already: write the settings in it, and leave them out here",
            file.display()
        );
    }
    // Read again with the answers, so that a wrong one is refused before anything is made.
    let config = Config::load(&flags, |name| std::env::var(name).ok())?;
    let about = [who.0.as_str(), who.1.as_str(), &config.board.name];
    let password = account::password(options.password_stdin, &about)?;
    let store = whole(&config, Store::open(&config.database).await?).await?;
    upgrade(&store).await?;
    secrets::prepare(&store, &Secrets::new(&config.secret_key)).await?;
    let made = make(&store, &config, who, password, options.example_article).await;
    store.close().await;
    made?;
    if !settings.is_empty() {
        write(&file, &settings)?;
        println!("The settings are in {}.", file.display());
    }
    let place = match (&flags.config, &flags.data) {
        (Some(file), _) if Path::new(SYSTEM_FILE) != file => {
            format!(" --config {}", file.display())
        }
        (_, Some(data)) => format!(" --data {data}"),
        _ => String::new(),
    };
    println!(
        "Start the board with `weerwoord serve{place}`, and log in at {}/login.",
        config.public_url
    );
    Ok(())
}

/// Makes the first administrator, by the rules of the page for it.
async fn make(
    store: &Store,
    config: &Config,
    who: (Name, Email, Role),
    (password, made_up): (Password, Option<String>),
    has_example: bool,
) -> Result<()> {
    let new = account::new(who, &password)?;
    let article = writing::example(config.board.lang, CLOCK.now()).filter(|_| has_example);
    // The name of the board is in the settings.
    let first = FirstAdmin { account: &new, board_name: None, article: article.as_ref() };
    match store.make_first_admin(&first, None, CHANCE.draw(), CLOCK.now()).await? {
        Ok(_) => account::tell(&new, made_up),
        Err(FirstAdminRefused::Closed) => bail!("{}", administered(config, "somebody")),
        Err(FirstAdminRefused::Taken(taken)) => return Err(account::is_taken(&new, taken)),
    }
    Ok(())
}

/// Returns the message about a board that has an administrator.
fn administered(config: &Config, by: &str) -> String {
    format!(
        "there is a board at {} already, which {by} administers; `weerwoord account add` makes \
         accounts on it",
        config.database
    )
}

/// Returns an answer from the terminal; an error that names the flag if nobody can be asked.
fn answer<T>(
    may_ask: bool,
    flag: &str,
    question: &str,
    parse: impl Fn(&str) -> Result<T, &'static str>,
) -> Result<T> {
    if !may_ask {
        let origin = flag.to_owned();
        let problem = "give it as a flag: there is no terminal to ask on".to_owned();
        return Err(ConfigError::Value { origin, problem }.into());
    }
    while let Some(typed) = asked(question, "") {
        match parse(&typed) {
            Ok(value) => return Ok(value),
            Err(problem) => eprintln!("{typed:?}: {problem}"),
        }
    }
    bail!("no answer to the question for {flag}; nothing was made")
}

/// Asks a question on the terminal; `None` if the answer is empty or the input has ended.
fn asked(question: &str, default: &str) -> Option<String> {
    let hint = if default.is_empty() { String::new() } else { format!(" [{default}]") };
    print!("{question}{hint}: ");
    stdout().flush().ok()?;
    let mut line = String::new();
    stdin().read_line(&mut line).ok()?;
    Some(line.trim().to_owned()).filter(|line| !line.is_empty())
}

/// Writes the settings to a new file that only its owner can read.
fn write(file: &Path, settings: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} could not be made", folder.display()))?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut file| {
        file.write_all(settings.as_bytes())?;
        file.sync_all()
    });
    written.with_context(|| format!("the settings could not be written to {}", file.display()))
}
