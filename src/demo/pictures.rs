//! The pictures of the demo: drawn for it, and in `demo/` in the very sizes in which the board keeps pictures, so that none is made
//! when the demo starts.

use std::collections::HashMap;
use std::io::Cursor;

use anyhow::{Context, Result};
use image::ImageReader;

use super::script::{Files, Picture};
use crate::app::App;
use crate::picture::{Alt, Developed, File, Kind, Purpose, SIDES};
use crate::store::NewPicture;

/// The sizes that each picture has.
const SIZES: [(u32, Kind); 4] =
    [(480, Kind::Webp), (960, Kind::Webp), (960, Kind::Png), (1600, Kind::Webp)];

/// The pictures on the board: the number of each by its name in the script.
pub(super) struct Pictures(HashMap<String, i64>);

impl Pictures {
    /// Puts all of them on the board.
    pub(super) async fn hang(app: &App, pictures: &[Picture], by: i64) -> Result<Self> {
        let mut numbers = HashMap::new();
        for picture in pictures {
            let files =
                SIZES.iter().map(|(width, kind)| file("pictures", &picture.name, *width, *kind));
            let developed = developed(files.collect::<Result<_>>()?);
            let alt = Alt::new(&picture.alt).map_err(anyhow::Error::msg)?;
            let new = NewPicture {
                purpose: Purpose::Article,
                alt: &alt,
                caption: picture.caption.as_deref(),
                made_by: by,
                developed: &developed,
            };
            let id = app.store.add_picture(&new, app.now()).await?;
            numbers.insert(picture.name.clone(), id);
        }
        Ok(Self(numbers))
    }

    /// The number of a picture.
    pub(super) fn number(&self, name: &str) -> Result<i64> {
        self.0.get(name).copied().with_context(|| format!("the demo has no picture {name}"))
    }

    /// A text with the numbers of pictures in the place of their names: `/pictures/{rooster}`.
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

/// Gives a member a picture beside their name.
pub(super) async fn portray(app: &App, account: i64, name: &str) -> Result<()> {
    let files = SIDES.map(|side| file("avatars", name, side, Kind::Webp));
    let files = files.into_iter().collect::<Result<_>>()?;
    app.store.set_avatar(account, &developed(files), app.now()).await?;
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

/// The files as if they had been made of the largest.
fn developed(files: Vec<File>) -> Developed {
    let sent = files.last().map(|file| file.bytes.clone()).unwrap_or_default();
    Developed::of(files, &sent)
}
