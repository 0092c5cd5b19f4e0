//! Typefaces of captchas: upright ones with even, strong strokes, legible with poor eyesight.

use std::sync::LazyLock;

use ab_glyph::FontRef;
use rand::RngExt;
use rand::rngs::StdRng;

/// Typefaces, reduced to the characters of captchas; `assets/typefaces/README.md` gives their
/// sources.
static TYPEFACES: LazyLock<[FontRef<'static>; 6]> = LazyLock::new(|| {
    let files: [&[u8]; 6] = [
        include_bytes!("../../assets/typefaces/averia.ttf"),
        include_bytes!("../../assets/typefaces/cabin.otf"),
        include_bytes!("../../assets/typefaces/fantasque.otf"),
        include_bytes!("../../assets/typefaces/open.ttf"),
        include_bytes!("../../assets/typefaces/play.ttf"),
        include_bytes!("../../assets/typefaces/spartan.otf"),
    ];
    files.map(|file| FontRef::try_from_slice(file).expect("the files in the binary are typefaces"))
});

/// Returns a random typeface.
pub(super) fn any(rng: &mut StdRng) -> &'static FontRef<'static> {
    &TYPEFACES[rng.random_range(0..TYPEFACES.len())]
}

/// Returns whether all typefaces have this character.
#[cfg(test)]
pub(super) fn have(letter: char) -> bool {
    use ab_glyph::Font;
    TYPEFACES
        .iter()
        .all(|face| face.glyph_id(letter).0 != 0 && face.outline(face.glyph_id(letter)).is_some())
}
