//! `captcha-samples`: writes captchas to files named by their answers.

use std::path::Path;

use anyhow::{Context, Result};

use super::CHANCE;
use crate::captcha::{Picture, Sound};
use crate::config::Config;

/// Writes `count` pictures, or sounds in the language of the site, to a folder.
pub(super) fn samples(config: &Config, count: u32, folder: &Path, sound: bool) -> Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} could not be made", folder.display()))?;
    for number in 1..=count {
        let (answer, end, sample) = if sound {
            let sound = Sound::speak(config.board.lang, CHANCE.draw(), CHANCE.draw())?;
            (sound.answer, "wav", sound.wav)
        } else {
            let picture = Picture::draw(CHANCE.draw(), CHANCE.draw())?;
            (picture.answer, "png", picture.png)
        };
        let file = folder.join(format!("{answer}_{number}.{end}"));
        std::fs::write(&file, sample)
            .with_context(|| format!("{} could not be written", file.display()))?;
    }
    println!("{count} {} are in {}.", if sound { "sounds" } else { "pictures" }, folder.display());
    Ok(())
}
