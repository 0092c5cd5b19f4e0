//! The typefaces of codes: upright ones with even, strong strokes, which blurred eyes still read.

use std::sync::LazyLock;

use ab_glyph::FontRef;
use rand::RngExt;
use rand::rngs::StdRng;

/// The typefaces, cut down to the characters of codes; `assets/typefaces/README.md` says where each is from.
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

/// Returns one of them.
pub(super) fn any(rng: &mut StdRng) -> &'static FontRef<'static> {
    &TYPEFACES[rng.random_range(0..TYPEFACES.len())]
}

/// Returns true if all typefaces have this character.
#[cfg(test)]
pub(super) fn have(letter: char) -> bool {
    use ab_glyph::Font;
    TYPEFACES
        .iter()
        .all(|face| face.glyph_id(letter).0 != 0 && face.outline(face.glyph_id(letter)).is_some())
}
