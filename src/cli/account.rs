//! `account add | role | password | list`.

use std::io::{BufRead, stdin};

use anyhow::{Context, Error, Result, anyhow, bail};
use clap::Subcommand;

use super::{CHANCE, CLOCK, reopen};
use crate::account::{Account, Email, Name, PASSWORD_MAX, PASSWORD_MIN, Password, Role};
use crate::config::Config;
use crate::store::Store;
use crate::store::accounts::{AccountTaken, NewAccount, Owner, RoleChange};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make an account; without --password-stdin a password is made up and printed
    Add {
        /// The name beside their comments
        #[arg(long, value_parser = name)]
        name: Name,
        /// The address they log in with
        #[arg(long, value_parser = address)]
        email: Email,
        /// The role of the account
        #[arg(long)]
        role: Role,
        /// Read the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Give an account another role and end its sessions
    Role {
        /// The address they log in with
        #[arg(value_parser = known_address)]
        email: Email,
        /// The new role of the account
        role: Role,
    },
    /// Give an account another password and end its sessions
    Password {
        /// The address they log in with
        #[arg(value_parser = known_address)]
        email: Email,
        /// Read the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Take every second factor away from an account whose owner lost them all, and end its
    /// sessions
    SecondFactorOff {
        /// The address they log in with
        #[arg(value_parser = known_address)]
        email: Email,
    },
    /// List everybody
    List,
}

pub(super) async fn run(command: Command, config: &Config) -> Result<()> {
    let store = reopen(config).await?;
    let board = board_name(&store, config).await?;
    let outcome = match command {
        Command::Add { name, email, role, password_stdin } => {
            let about = [name.as_str(), email.as_str(), &board];
            match password(password_stdin, &about) {
                Ok(password) => add(&store, (name, email, role), password).await,
                Err(error) => Err(error),
            }
        }
        Command::Role { email, role } => change_role(&store, &email, role).await,
        Command::Password { email, password_stdin } => {
            change_password(&store, &board, &email, password_stdin).await
        }
        Command::SecondFactorOff { email } => second_factor_off(&store, &email).await,
        Command::List => list(&store).await,
    };
    store.close().await;
    outcome
}

/// Adds an account and prints how its owner logs in.
async fn add(
    store: &Store,
    who: (Name, Email, Role),
    (password, made_up): (Password, Option<String>),
) -> Result<()> {
    let new = new(who, &password)?;
    if let Err(taken) = store.add_account(&new, CLOCK.now()).await? {
        return Err(is_taken(&new, taken));
    }
    tell(&new, made_up);
    Ok(())
}

/// Returns an account to store, with the hash of its password.
pub(super) fn new(
    (name, email, role): (Name, Email, Role),
    password: &Password,
) -> Result<NewAccount> {
    Ok(NewAccount { name, email, password: password.hash(&CHANCE.draw())?, role })
}

/// Returns the error for an account whose name or address another account has.
pub(super) fn is_taken(new: &NewAccount, taken: AccountTaken) -> Error {
    match taken {
        AccountTaken::Name => anyhow!(
            "the name {:?}, or one that looks like it, belongs to another account",
            new.name.as_str()
        ),
        AccountTaken::Email => {
            anyhow!("{} has an account already; see `weerwoord account list`", new.email.as_str())
        }
    }
}

/// Prints how the owner of a new account logs in, with the password if it was generated.
pub(super) fn tell(new: &NewAccount, made_up: Option<String>) {
    println!("{} can log in with {} as {}.", new.name, new.email.as_str(), new.role.code());
    tell_password(made_up);
}

async fn change_role(store: &Store, email: &Email, role: Role) -> Result<()> {
    let account = known(store, email).await?;
    match store.change_role(account.id, role, None, CLOCK.now()).await? {
        RoleChange::Done => {}
        RoleChange::Unknown => bail!("no account has the address {}", email.as_str()),
        RoleChange::LastAdmin => bail!(
            "{} is the only admin; make somebody else admin first, so that somebody runs the board",
            email.as_str()
        ),
    }
    println!("{} is {} from now on, and logs in again.", email.as_str(), role.code());
    Ok(())
}

async fn change_password(
    store: &Store,
    board: &str,
    email: &Email,
    password_stdin: bool,
) -> Result<()> {
    let account = known(store, email).await?;
    let about = [account.name.as_str(), account.email.as_str(), board];
    let (password, made_up) = password(password_stdin, &about)?;
    let owner = Owner { account: account.id, session: None };
    store.change_password(owner, &password.hash(&CHANCE.draw())?, CLOCK.now()).await?;
    println!("{} has another password, and logs in again.", email.as_str());
    tell_password(made_up);
    Ok(())
}

/// Returns the account with an address; an error if there is none.
async fn known(store: &Store, email: &Email) -> Result<Account> {
    let account = store.account(email).await?;
    account.with_context(|| format!("no account has the address {}", email.as_str()))
}

async fn second_factor_off(store: &Store, email: &Email) -> Result<()> {
    let account = known(store, email).await?;
    store.drop_factors(account.id, CLOCK.now()).await?;
    println!("{} logs in with a password alone from now on, and logs in again.", email.as_str());
    Ok(())
}

async fn list(store: &Store) -> Result<()> {
    let mut accounts = store.accounts().await?;
    accounts.sort_by_key(|account| std::cmp::Reverse(account.role));
    for account in accounts {
        println!("{:<10} {:<32} {}", account.role.code(), account.email.as_str(), account.name);
    }
    Ok(())
}

/// Parses the name of a new account.
pub(super) fn name(typed: &str) -> Result<Name, &'static str> {
    Name::new(typed).map_err(|_| "expected 1 to 80 characters that can be read")
}

/// Parses an address that e-mail can be sent to.
pub(super) fn address(typed: &str) -> Result<Email, &'static str> {
    Email::new(typed).map_err(|key| match key {
        "email-local-not-ascii" => {
            "what stands before the @ may hold ASCII letters, digits and punctuation only"
        }
        _ => "this is not an e-mail address, such as naam@voorbeeld.example",
    })
}

/// Parses the address of an existing account.
fn known_address(typed: &str) -> Result<Email, &'static str> {
    Email::known(typed).map_err(|_| "this is not an e-mail address, such as naam@voorbeeld.example")
}

/// Returns the password to set, and its text if it was generated.
///
/// A password read from standard input is checked like one from a form.
pub(super) fn password(from_stdin: bool, about: &[&str]) -> Result<(Password, Option<String>)> {
    if !from_stdin {
        let made_up = made_up(&CHANCE.draw());
        let password = Password::new(made_up.clone()).map_err(refused)?;
        return Ok((password, Some(made_up)));
    }
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    let text = line.trim_end_matches(['\r', '\n']).to_owned();
    Ok((Password::chosen(text, about).map_err(refused)?, None))
}

/// Returns the error for a rejected password, in the language of the command line.
fn refused(key: &str) -> Error {
    if key == "password-too-common" {
        anyhow!(
            "this password is easy to guess; take four random words in a row, say, \
             and no name, address or word with a year"
        )
    } else {
        anyhow!("the password should have {PASSWORD_MIN} to {PASSWORD_MAX} characters")
    }
}

/// Returns the name of the site: that in the database, or that of the settings.
async fn board_name(store: &Store, config: &Config) -> Result<String> {
    Ok(store.branding().await?.name.clone().unwrap_or_else(|| config.board.name.clone()))
}

/// Returns a password of 20 characters, about 92 bits, without letters that are easily confused.
pub(super) fn made_up(chance: &[u8; 20]) -> String {
    const LETTERS: &[u8; 25] = b"abcdefghijkmnpqrstuvwxyz2";
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    chance
        .chunks(5)
        .map(|part| part.iter().map(letter).collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

fn tell_password(made_up: Option<String>) {
    if let Some(password) = made_up {
        println!("Password: {password}");
    }
}
