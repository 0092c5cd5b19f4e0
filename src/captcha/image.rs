//! The picture of a code. Everything about how it looks is behind [`draw`].

use anyhow::{Context, ensure};
use captcha::Captcha;
use captcha::filters::{Noise, Wave};

/// Width of the picture, in pixels.
pub const WIDTH: u32 = 300;
/// Height of the picture, in pixels.
pub const HEIGHT: u32 = 98;

/// A PNG of [`WIDTH`] × [`HEIGHT`] showing `answer`, a little different every time.
pub fn draw(answer: &str) -> anyhow::Result<Vec<u8>> {
    let mut picture = Captcha::new();
    for character in answer.chars() {
        picture.set_chars(&[character]).add_char();
    }
    // The crate leaves out what its typeface does not have.
    ensure!(picture.chars_as_string() == answer, "the picture of a code would lack a character");
    picture
        .apply_filter(Noise::new(0.15))
        .apply_filter(Wave::new(2.0, 10.0).horizontal())
        .apply_filter(Wave::new(2.0, 8.0).vertical())
        .view(WIDTH, HEIGHT)
        .as_png()
        .context("the picture of a code could not be drawn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_becomes_a_small_png() {
        let png = draw("KFRMTX").unwrap();
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(u32::from_be_bytes(png[16..20].try_into().unwrap()), WIDTH);
        assert!(png.len() < 40_000, "{} bytes", png.len());
    }
}
