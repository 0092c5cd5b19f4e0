//! `import` of the export of a board.

use std::path::Path;

use anyhow::{Result, bail};

use super::import::refusal;
use super::transfer::stopped;
use super::{CHANCE, CLOCK};
use crate::config::Config;
use crate::store::Store;
use crate::transfer::own_export::{self, OwnExport};

/// Imports the export of a board into this one, which must be empty.
pub(super) async fn run(store: &Store, file: &Path, dry_run: bool, config: &Config) -> Result<()> {
    let outcome = tokio::select! {
        outcome = own_export::import(store, file, dry_run, (CLOCK.now(), || CHANCE.draw())) => outcome,
        () = stopped() => bail!("stopped; the board is as it was"),
    };
    let export = outcome.map_err(|error| refusal(file, error))?;
    for (kind, lines) in export.counts.iter().filter(|(_, lines)| *lines > 0) {
        println!("{lines:>10}  {kind}");
    }
    if export.other_html > 0 {
        println!(
            "{} texts have the HTML of this version, which is not that of the file.",
            export.other_html
        );
    }
    if dry_run {
        println!("Nothing was changed: the file is whole, and the import would take all of it.");
        return Ok(());
    }
    println!("The board holds everything in {}.", file.display());
    for line in settings(&export, config) {
        println!("{line}");
    }
    println!(
        "An export has no passwords: everybody asks for a new one where they log in, or \
         `weerwoord account password ADDRESS` sets one. Second factors are to be set up again."
    );
    Ok(())
}

/// Returns advice for the settings that differ from those of the exported board.
fn settings(export: &OwnExport, config: &Config) -> Vec<String> {
    let is_branded = export.counts.iter().any(|(kind, lines)| *kind == "settings" && *lines > 0);
    let all = [
        ("WEERWOORD_NAME", &export.name, is_branded || export.name == config.board.name),
        ("WEERWOORD_LANG", &export.language, export.language == config.board.lang.code()),
        ("WEERWOORD_PUBLIC_URL", &export.address, export.address == config.public_url),
    ];
    all.into_iter()
        .filter(|(_, _, is_same)| !is_same)
        .map(|(name, value, _)| format!("The exported board had {name}={value}; set it here too."))
        .collect()
}
