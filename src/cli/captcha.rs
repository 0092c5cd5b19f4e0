//! `captcha-samples`: the codes this board asks, as files. What their answers are is their names.

use std::path::Path;

use anyhow::{Context, Result};

use super::{CHANCE, open};
use crate::captcha::{Level, Picture, Style};
use crate::config::Config;

/// Makes so many pictures in the style of this board.
pub(super) async fn samples(config: &Config, count: u32, folder: &Path) -> Result<()> {
    let store = open(config).await?;
    let style = Style::of(store.secret(&CHANCE.draw()).await?);
    store.close().await;
    std::fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    for number in 1..=count {
        let picture = Picture::draw(&style, Level::Usual, CHANCE.draw(), CHANCE.draw())?;
        let file = folder.join(format!("{}_{number}.png", picture.answer));
        std::fs::write(&file, picture.png).with_context(|| format!("{} could not be written", file.display()))?;
    }
    println!("{count} pictures are in {}.", folder.display());
    Ok(())
}
