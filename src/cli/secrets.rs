//! `secrets rotate | drop-old`, and the check of all secrets before the server starts.

use anyhow::{Context, Result, bail};
use clap::Subcommand;

use super::{CHANCE, reopen};
use crate::account::second_factor::Secret;
use crate::app::secrets::Secrets;
use crate::config::Config;
use crate::security::encryption::{Key, Keyring, Purpose};
use crate::store::Store;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Encrypt all secrets with a new key; the old one stays, so that older backups can be read
    Rotate,
    /// Forget every key but the one that encrypts now; secrets in older backups can't be read any
    /// more
    DropOld,
}

pub(super) async fn run(command: Command, config: &Config) -> Result<()> {
    let store = reopen(config).await?;
    let secrets = Secrets::new(&config.secret_key);
    let outcome = async {
        // Two concurrent rotations would each overwrite the new key of the other.
        let _lock = secrets.lock()?;
        prepare(&store, &secrets).await?;
        match command {
            Command::Rotate => rotate(&store, &secrets).await,
            Command::DropOld => drop_old(&store, &secrets).await,
        }
    };
    let outcome = outcome.await;
    store.close().await;
    outcome
}

/// Encrypts the secrets that an earlier version stored in plain text, and fails if a secret cannot
/// be decrypted.
///
/// Its owner could not log in any more, because every code would be rejected.
pub(super) async fn prepare(store: &Store, secrets: &Secrets) -> Result<()> {
    if let Some(file) = secrets.exposed() {
        eprintln!(
            "warning: others can read the keys in {}; let only the board's own user do so \
             (chmod 600)",
            file.display()
        );
    }
    for (account, _, kept) in store.totps().await? {
        if Secret::stored(&kept).is_some() {
            let keys = secrets.keys_or_new(CHANCE.draw())?;
            let encrypted = keys.encrypt(Purpose::App, account, &kept, CHANCE.draw());
            store.rewrite_totp(account, &kept, &encrypted).await?;
        }
    }
    let kept = store.totps().await?;
    if kept.is_empty() {
        return Ok(());
    }
    let keys = secrets.keys()?;
    let is_readable = |account: i64, kept: &[u8]| {
        keys.as_ref().is_some_and(|keys| keys.decrypt(Purpose::App, account, kept).is_ok())
    };
    let unreadable: Vec<String> = kept
        .iter()
        .filter(|(account, _, kept)| !is_readable(*account, kept))
        .map(|(_, name, _)| name.clone())
        .collect();
    if !unreadable.is_empty() {
        bail!(
            "the codes of an app can't be checked for {}: the key is not here that their secrets \
             were encrypted with; {}. Is it lost for good? Then `weerwoord account \
             second-factor-off ADDRESS` lets each of them in with a password alone",
            unreadable.join(", "),
            secrets.advice()
        );
    }
    Ok(())
}

/// Adds a new key before the others, then encrypts all secrets with it.
///
/// If it is interrupted, both keys remain.
async fn rotate(store: &Store, secrets: &Secrets) -> Result<()> {
    let Some(file) = secrets.file() else { return rotate_setting(store, secrets).await };
    let keys = match secrets.keys()? {
        Some(keys) => {
            let keys = keys.with_new(Key::new(CHANCE.draw()));
            secrets.replace(&keys)?;
            keys
        }
        None => secrets.keys_or_new(CHANCE.draw())?,
    };
    let count = re_encrypt(store, &keys).await?;
    println!("{count} secret(s) were encrypted with a new key in {}.", file.display());
    println!(
        "Older keys stay there, so that older backups can be read; `weerwoord secrets drop-old` \
         takes them out."
    );
    Ok(())
}

/// Encrypts all secrets with the first key of `WEERWOORD_SECRET_KEY`.
///
/// The setting has to be changed by hand on every node first.
async fn rotate_setting(store: &Store, secrets: &Secrets) -> Result<()> {
    let keys = secrets.keys()?.context("a setting always holds a key")?;
    if keys.len() == 1 {
        bail!(
            "put a new key and a comma before the one in WEERWOORD_SECRET_KEY on every node, \
             restart them, and run this again; a new key is {}",
            Key::new(CHANCE.draw()).text()
        );
    }
    let count = re_encrypt(store, &keys).await?;
    println!("{count} secret(s) were encrypted with the first key of WEERWOORD_SECRET_KEY.");
    println!("Leave the others there for as long as you may want to read older backups.");
    Ok(())
}

async fn drop_old(store: &Store, secrets: &Secrets) -> Result<()> {
    let Some(keys) = secrets.keys()?.filter(|keys| keys.len() > 1) else {
        println!("There are no older keys.");
        return Ok(());
    };
    re_encrypt(store, &keys).await?;
    if secrets.file().is_none() {
        println!(
            "No secret needs the keys after the first in WEERWOORD_SECRET_KEY; take them out on \
             every node."
        );
        return Ok(());
    }
    secrets.replace(&keys.without_old())?;
    println!("{} older key(s) are gone.", keys.len() - 1);
    Ok(())
}

/// Encrypts every secret that uses another key with the first key and returns their number.
///
/// It repeats until none is left.
async fn re_encrypt(store: &Store, keys: &Keyring) -> Result<usize> {
    let mut count = 0;
    loop {
        let all = store.totps().await?;
        let mut old = all.iter().filter(|(_, _, kept)| !keys.is_current(kept)).peekable();
        if old.peek().is_none() {
            return Ok(count);
        }
        for (account, name, kept) in old {
            let Ok(secret) = keys.decrypt(Purpose::App, *account, kept) else {
                bail!("the secret of {name} can't be read any more; nothing of it was changed");
            };
            let new = keys.encrypt(Purpose::App, *account, &secret, CHANCE.draw());
            count += usize::from(store.rewrite_totp(*account, kept, &new).await?);
        }
    }
}
