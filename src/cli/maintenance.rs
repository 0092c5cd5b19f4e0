//! `migrate` and `check`.

use anyhow::{Result, bail};

use super::bar::Bar;
use super::{CLOCK, Store, open_existing, secrets, upgrade};
use crate::app::secrets::Secrets;
use crate::config::Config;
use crate::search::Stems;
use crate::store::Inspection;

/// Runs the migrations.
pub(super) async fn migrate(config: &Config) -> Result<()> {
    let store = Store::open(&config.database).await?;
    match upgrade(&store).await? {
        0 => println!("The tables were up to date."),
        1 => println!("1 migration was run."),
        n => println!("{n} migrations were run."),
    }
    secrets::prepare(&store, &Secrets::new(&config.secret_key)).await?;
    store.close().await;
    Ok(())
}

/// Prints every inconsistency in the database, and repairs what can be computed again if `mend` is
/// true.
pub(super) async fn check(config: &Config, mend: bool) -> Result<()> {
    let store = open_existing(config).await?;
    if !store.is_current().await? {
        bail!("the tables are not those of this version; run `weerwoord migrate` first");
    }
    let inspection =
        Inspection { mend, now: Some(CLOCK.now()), stems: Some(Stems::new(config.board.lang)) };
    let mut bar = Bar::default();
    let outcome = store
        .check(inspection, &mut |progress| bar.show(progress.stage, progress.done, progress.total))
        .await;
    bar.ends();
    let findings = outcome?;
    for finding in &findings {
        println!("{finding}");
    }
    let seal = store.last_seal().await;
    store.close().await;
    let left = findings.iter().filter(|finding| !finding.is_mended()).count();
    if left > 0 {
        bail!("{left} thing(s) are not as they should be; each line above says what to do");
    }
    if findings.is_empty() {
        println!("Everything is as it should be.");
    } else {
        println!("Everything else is as it should be.");
    }
    if let Some((decisions, seal)) = seal? {
        println!("The last of {decisions} decisions has the seal {seal}.");
    }
    Ok(())
}
