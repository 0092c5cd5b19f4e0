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
    let keys = secrets.keys()?;
    warn_of_webhooks(store, keys.as_ref()).await?;
    warn_of_site_keys(store, keys.as_ref()).await?;
    let (kept, of_providers) = (store.totps().await?, store.provider_secrets().await?);
    if kept.is_empty() && of_providers.is_empty() {
        return Ok(());
    }
    let reads = |purpose, id, kept: &[u8]| {
        keys.as_ref().is_some_and(|keys| keys.decrypt(purpose, id, kept).is_ok())
    };
    let is_readable = |account: i64, kept: &[u8]| reads(Purpose::App, account, kept);
    for (provider, name, kept) in &of_providers {
        if !reads(Purpose::ClientSecret, *provider, kept) {
            // People can log in in other ways, and an administrator can fill it in again.
            eprintln!(
                "warning: the client secret of the log-in provider {name} can't be read; fill it \
                 in again at /desk/settings/login, or {}",
                secrets.advice()
            );
        }
    }
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

/// Warns of webhooks that cannot be sent because the key of their addresses is missing.
///
/// The board serves without them.
async fn warn_of_webhooks(store: &Store, keys: Option<&Keyring>) -> Result<()> {
    for webhook in store.webhooks().await? {
        let read = |keys: &Keyring| keys.decrypt(Purpose::Webhook, webhook.id, &webhook.target);
        if keys.is_none_or(|keys| read(keys).is_err()) {
            eprintln!(
                "warning: the webhook to {} can't be sent: the key is not here that its address \
                 was encrypted with; enter the address again at /desk/webhooks",
                webhook.host
            );
        }
    }
    Ok(())
}

/// Warns of sites whose users are taken for guests because the key that their own was encrypted
/// with is missing.
async fn warn_of_site_keys(store: &Store, keys: Option<&Keyring>) -> Result<()> {
    for (site, name, kept) in store.site_keys().await? {
        let read = |keys: &Keyring| keys.decrypt(Purpose::SiteKey, site, &kept);
        if keys.is_none_or(|keys| read(keys).is_err()) {
            eprintln!(
                "warning: the key of the site {name} can't be read, so its users comment as \
                 guests; make a new one at /desk/sites/{site}/settings"
            );
        }
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
    let mut count = re_encrypt_client_secrets(store, keys).await?;
    for (site, _, kept) in store.site_keys().await? {
        // The same holds for keys of sites as for webhooks below.
        if !keys.is_current(&kept)
            && let Ok(key) = keys.decrypt(Purpose::SiteKey, site, &kept)
        {
            let new = keys.encrypt(Purpose::SiteKey, site, &key, CHANCE.draw());
            count += usize::from(store.rewrite_site_key(site, &kept, &new).await?);
        }
    }
    for webhook in store.webhooks().await? {
        let (id, kept) = (webhook.id, &webhook.target);
        if keys.is_current(kept) {
            continue;
        }
        // One that cannot be read is of no use to an old key either.
        if let Ok(target) = keys.decrypt(Purpose::Webhook, id, kept) {
            let new = keys.encrypt(Purpose::Webhook, id, &target, CHANCE.draw());
            count += usize::from(store.rewrite_webhook(id, kept, &new).await?);
        }
    }
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

/// Does the same for the client secrets of log-in providers.
async fn re_encrypt_client_secrets(store: &Store, keys: &Keyring) -> Result<usize> {
    let mut count = 0;
    loop {
        let all = store.provider_secrets().await?;
        let mut old = all.iter().filter(|(_, _, kept)| !keys.is_current(kept)).peekable();
        if old.peek().is_none() {
            return Ok(count);
        }
        for (provider, name, kept) in old {
            let Ok(secret) = keys.decrypt(Purpose::ClientSecret, *provider, kept) else {
                bail!(
                    "the client secret of the log-in provider {name} can't be read any more; fill \
                     it in again at /desk/settings/login"
                );
            };
            let new = keys.encrypt(Purpose::ClientSecret, *provider, &secret, CHANCE.draw());
            count += usize::from(store.rewrite_provider_secret(*provider, kept, &new).await?);
        }
    }
}
