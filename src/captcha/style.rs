//! How the pictures of one installation look: drawn once from its secret, so that what was trained on the pictures of another one,
//! or on the public code, must be trained again.

use std::sync::LazyLock;

use ab_glyph::FontRef;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

/// The typefaces, cut down to the characters of codes; `assets/typefaces/README.md` says where each is from.
static FACES: LazyLock<[FontRef<'static>; 12]> = LazyLock::new(|| {
    let files: [&[u8]; 12] = [
        include_bytes!("../../assets/typefaces/averia.ttf"),
        include_bytes!("../../assets/typefaces/cabin.otf"),
        include_bytes!("../../assets/typefaces/comfortaa.ttf"),
        include_bytes!("../../assets/typefaces/comic.otf"),
        include_bytes!("../../assets/typefaces/courier.otf"),
        include_bytes!("../../assets/typefaces/dosis.otf"),
        include_bytes!("../../assets/typefaces/fantasque.otf"),
        include_bytes!("../../assets/typefaces/garamond.otf"),
        include_bytes!("../../assets/typefaces/open.ttf"),
        include_bytes!("../../assets/typefaces/play.ttf"),
        include_bytes!("../../assets/typefaces/slab.otf"),
        include_bytes!("../../assets/typefaces/spartan.otf"),
    ];
    files.map(|file| FontRef::try_from_slice(file).expect("the files in the binary are typefaces"))
});

/// How many typefaces one installation uses.
const FACES_USED: usize = 10;

/// What the pictures of one installation have in common. Lengths are pixels, angles radians.
#[derive(Clone, Debug)]
pub struct Style {
    faces: Vec<usize>,
    /// Which way letters lean.
    pub lean: f32,
    /// How long the waves are that bend everything.
    pub wave: f32,
    /// How far they bend it.
    pub bend: f32,
    /// How long the wave is that the rows follow.
    pub swell: f32,
    /// How high it is.
    pub high: f32,
    /// How thick ribbons are, as a share of the thickness of a letter's stem.
    pub ribbon: f32,
    /// How often a ribbon swings from one side of the picture to the other.
    pub swings: f32,
    /// Whether regions of inverted colour are bands rather than blobs.
    pub bands: bool,
    /// How many lobes a blob has.
    pub lobes: f32,
    /// The greys of ink and paper, 0 (black) to 1 (white).
    pub greys: (f32, f32),
}

impl Style {
    /// The style of the installation with this secret.
    pub fn of(secret: [u8; 32]) -> Self {
        let mut rng = StdRng::from_seed(secret);
        let mut faces: Vec<usize> = (0..FACES.len()).collect();
        faces.shuffle(&mut rng);
        faces.truncate(FACES_USED);
        Self {
            faces,
            lean: rng.random_range(-0.12..0.12),
            wave: rng.random_range(90.0..150.0),
            bend: rng.random_range(3.0..4.0),
            swell: rng.random_range(190.0..290.0),
            high: rng.random_range(12.0..16.0),
            ribbon: rng.random_range(0.65..0.8),
            swings: rng.random_range(0.6..1.5),
            bands: rng.random(),
            lobes: f32::from(rng.random_range(2_u8..4)),
            greys: (rng.random_range(0.0..0.2), rng.random_range(0.86..1.0)),
        }
    }

    /// One of its typefaces.
    pub fn face(&self, rng: &mut StdRng) -> &'static FontRef<'static> {
        &FACES[self.faces[rng.random_range(0..self.faces.len())]]
    }
}

/// Whether all typefaces have this character.
#[cfg(test)]
pub(super) fn has(letter: char) -> bool {
    use ab_glyph::Font;
    FACES
        .iter()
        .all(|face| face.glyph_id(letter).0 != 0 && face.outline(face.glyph_id(letter)).is_some())
}
