//! Pictures of the demo, stored in `demo/` in all sizes that the program uses, so that none has to
//! be processed at the start.

use std::collections::HashMap;
use std::io::Cursor;

use anyhow::{Context, Result};
use image::ImageReader;

use super::script::{Files, Picture};
use crate::app::App;
use crate::picture::{Alt, File, Kind, ProcessedImage, Purpose, SIDES};
use crate::store::articles::NewPicture;

/// Width in pixels and format of each file of a picture.
const SIZES: [(u32, Kind); 4] =
    [(480, Kind::Webp), (960, Kind::Webp), (960, Kind::Png), (1600, Kind::Webp)];

/// Numbers of the stored pictures, by their name in the script.
pub(super) struct Pictures(HashMap<String, i64>);

impl Pictures {
    /// Stores all pictures.
    pub(super) async fn hang(app: &App, pictures: &[Picture], by: i64) -> Result<Self> {
        let mut numbers = HashMap::new();
        for picture in pictures {
            let files =
                SIZES.iter().map(|(width, kind)| file("pictures", &picture.name, *width, *kind));
            let processed = processed(files.collect::<Result<_>>()?);
            let alt = Alt::new(&picture.alt).map_err(anyhow::Error::msg)?;
            let new = NewPicture {
                purpose: Purpose::Article,
                alt: &alt,
                caption: picture.caption.as_deref(),
                made_by: by,
                processed: &processed,
            };
            let id = app.store.add_picture(&new, app.now()).await?;
            numbers.insert(picture.name.clone(), id);
        }
        Ok(Self(numbers))
    }

    /// Returns the number of a picture.
    pub(super) fn number(&self, name: &str) -> Result<i64> {
        self.0.get(name).copied().with_context(|| format!("the demo has no picture {name}"))
    }

    /// Replaces the names of pictures in a text, as in `/pictures/{rooster}`, by their numbers.
    pub(super) fn placed(&self, body: &str) -> Result<String> {
        const BEGIN: &str = "/pictures/{";
        let mut placed = String::with_capacity(body.len());
        let mut rest = body;
        while let Some((before, after)) = rest.split_once(BEGIN) {
            let (name, after) = after.split_once('}').context("a name of a picture ends with }")?;
            placed.push_str(&format!("{before}/pictures/{}", self.number(name)?));
            rest = after;
        }
        placed.push_str(rest);
        Ok(placed)
    }
}

/// Stores the avatar of a member.
pub(super) async fn portray(app: &App, account: i64, name: &str) -> Result<()> {
    let files = SIDES.map(|side| file("avatars", name, side, Kind::Webp));
    let files = files.into_iter().collect::<Result<_>>()?;
    app.store.set_avatar(account, &processed(files), app.now()).await?;
    Ok(())
}

fn file(folder: &str, name: &str, width: u32, kind: Kind) -> Result<File> {
    let path = format!("{folder}/{name}-{width}.{}", kind.code());
    let bytes = Files::get(&path).with_context(|| format!("the demo has no {path}"))?;
    let bytes = bytes.data.into_owned();
    let size = ImageReader::new(Cursor::new(&bytes)).with_guessed_format()?;
    let (_, height) = size.into_dimensions()?;
    Ok(File { width, height, kind, bytes })
}

/// Returns files as if they had been made of the largest.
fn processed(files: Vec<File>) -> ProcessedImage {
    let sent = files.last().map(|file| file.bytes.clone()).unwrap_or_default();
    ProcessedImage::of(files, &sent)
}
