//! `export`.

use std::path::Path;

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

use super::open_existing;
use crate::config::Config;
use crate::transfer::{self, Imprint, Progress, Stage};

/// Writes the board to a file for other programs.
pub(super) async fn export(config: &Config, file: &Path) -> Result<()> {
    let store = open_existing(config).await?;
    if !store.is_current().await? {
        bail!("the tables are not those of this version; run `weerwoord migrate` first");
    }
    let imprint = Imprint { name: &config.site.name, language: config.site.lang.code(), address: &config.public_url };
    let mut bar = Bar::default();
    let mut told = |progress| bar.show(progress);
    let outcome = tokio::select! {
        outcome = transfer::export(&store, imprint, file, &mut told) => outcome,
        () = stopped() => bail!("stopped; no file was made"),
    };
    bar.ends();
    store.close().await;
    let lines: u64 = outcome?.iter().map(|(_, lines)| lines).sum();
    println!(
        "{lines} lines about the board are in {}. It holds names and addresses: keep it as you keep a backup.",
        file.display()
    );
    Ok(())
}

/// Waits for Ctrl-C.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// A bar on a terminal; elsewhere nothing.
#[derive(Default)]
struct Bar(Option<(Stage, ProgressBar)>);

impl Bar {
    fn show(&mut self, progress: Progress) {
        if self.0.as_ref().is_none_or(|(stage, _)| *stage != progress.stage) {
            self.ends();
            let doing = match progress.stage {
                Stage::Writing => "writing",
            };
            let style = ProgressStyle::with_template("{msg:<9} {wide_bar} {human_pos} of {human_len} rows, {eta} to go");
            let bar = ProgressBar::new(progress.total).with_message(doing);
            self.0 = Some((progress.stage, style.map_or(bar.clone(), |style| bar.with_style(style))));
        }
        if let Some((_, bar)) = &self.0 {
            bar.set_position(progress.done);
        }
    }

    fn ends(&mut self) {
        if let Some((_, bar)) = self.0.take() {
            bar.finish_and_clear();
        }
    }
}
