//! Typefaces of captchas: upright ones with even, strong strokes, legible with poor eyesight.

use std::sync::LazyLock;

use rand::RngExt;
use rand::rngs::StdRng;
use skrifa::FontRef;

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
    files.map(|file| FontRef::new(file).expect("the files in the binary are typefaces"))
});

/// Returns a random typeface.
pub(super) fn any(rng: &mut StdRng) -> &'static FontRef<'static> {
    &TYPEFACES[rng.random_range(0..TYPEFACES.len())]
}

/// Returns whether all typefaces have this character.
#[cfg(test)]
pub(super) fn have(letter: char) -> bool {
    use super::shape::Shape;
    TYPEFACES.iter().all(|face| Shape::letter(face, letter, 1.0).is_some())
}
