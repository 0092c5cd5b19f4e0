//! `migrate`, `backup` and `check`.

use std::path::Path;

use anyhow::{Result, bail};

use super::{Store, open_existing, secrets};
use crate::config::Config;
use crate::secrets::Secrets;

/// Brings the tables up to date.
pub(super) async fn migrate(config: &Config) -> Result<()> {
    let store = Store::open(&config.database).await?;
    match store.migrate().await? {
        0 => println!("The tables were up to date."),
        1 => println!("1 migration was run."),
        n => println!("{n} migrations were run."),
    }
    secrets::prepare(&store, &Secrets::new(&config.secret_key)).await?;
    store.close().await;
    Ok(())
}

/// Copies the board into a file.
pub(super) async fn back_up(config: &Config, file: &Path) -> Result<()> {
    let store = open_existing(config).await?;
    store.back_up(file).await?;
    store.close().await;
    println!("The board was copied to {}.", file.display());
    if let Some(key) = Secrets::new(&config.secret_key).file().filter(|key| key.exists()) {
        println!(
            "The key of the secrets in it is not part of it: keep {} too, in another place.",
            key.display()
        );
    }
    Ok(())
}

/// Tells everything that is not as it should be.
pub(super) async fn check(config: &Config) -> Result<()> {
    let store = open_existing(config).await?;
    if !store.is_current().await? {
        bail!("the tables are not those of this version; run `weerwoord migrate` first");
    }
    let wrong = store.inspect().await?;
    store.close().await;
    if wrong.is_empty() {
        println!("Everything is as it should be.");
        return Ok(());
    }
    for line in &wrong {
        println!("{line}");
    }
    bail!(
        "{} thing(s) are not as they should be; restore a backup made before, or mend the rows named above",
        wrong.len()
    );
}
