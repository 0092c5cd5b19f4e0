//! `captcha-samples`: the codes this board asks, as files. What their answers are is their names.

use std::path::Path;

use anyhow::{Context, Result};
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::{CHANCE, open};
use crate::captcha::{self, Level, Style};
use crate::config::Config;

/// Makes so many pictures in the style of this board.
pub(super) async fn samples(config: &Config, count: u32, folder: &Path) -> Result<()> {
    let store = open(config).await?;
    let style = Style::of(store.secret(&CHANCE.draw()).await?);
    store.close().await;
    std::fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    let mut rng = StdRng::from_seed(CHANCE.draw());
    for number in 1..=count {
        let answer = captcha::answer(CHANCE.draw());
        let picture = captcha::image::draw(&answer, &style, Level::Usual, &mut rng)?;
        let file = folder.join(format!("{answer}_{number}.png"));
        std::fs::write(&file, picture).with_context(|| format!("{} could not be written", file.display()))?;
    }
    println!("{count} pictures are in {}.", folder.display());
    Ok(())
}
