//! Picture captcha: letters in two rows (`layout`), each crossed by a thin ribbon that inverts ink
//! and paper.
//!
//! It is made to be readable for people. A program that was trained on such pictures reads them
//! whatever is done to them (`benches/attack`), so nothing is done that only makes them harder for
//! people. The protection of the form relies on who posts and on what the text says.

use std::f32::consts::TAU;

use ab_glyph_rasterizer::point;
use rand::RngExt;
use rand::rngs::StdRng;

use super::canvas::{Canvas, HEIGHT, WIDTH, as_f32};
use super::layout::lay_out;
use super::shape::Shape;

/// Thickness of a ribbon, in pixels: half that of a stem.
const RIBBON: f32 = 4.0;
/// Grey values of ink and paper, from 0 (black) to 1 (white).
const GREYS: (f32, f32) = (0.07, 1.0);

/// Returns a PNG of 256 × 200 pixels that shows `answer`, about 4 kB.
pub fn draw(answer: &str, rng: &mut StdRng) -> anyhow::Result<Vec<u8>> {
    let mut canvas = Canvas::new();
    for letter in lay_out(answer, rng)? {
        canvas.fill(&letter);
    }
    // One through each row: a standard OCR program takes the line for a stroke of every letter.
    for row in [0.27, 0.73] {
        canvas.flip(&ribbon(row * as_f32(HEIGHT), rng));
    }
    let (ink, paper) = GREYS;
    canvas.png(ink, paper)
}

/// Returns a thin wavy band across the picture, at about the given height.
fn ribbon(height: f32, rng: &mut StdRng) -> Shape {
    let width = as_f32(WIDTH);
    let middle = height + rng.random_range(-14.0..14.0);
    let (swing, phase) = (rng.random_range(5.0..10.0), rng.random_range(0.0..TAU));
    let (slope, swings) = (rng.random_range(-16.0..16.0), rng.random_range(0.6..1.3));
    let path = |t: f32| {
        point(
            -8.0 + (width + 16.0) * t,
            middle + slope * (t - 0.5) + swing * (TAU * swings * t + phase).sin(),
        )
    };
    Shape::ribbon(path, RIBBON, 60)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn every_code_becomes_a_small_png() {
        let mut rng = StdRng::seed_from_u64(1);
        for answer in ["23CEHK", "MRT23C", "CEHKMR"] {
            let png = draw(answer, &mut rng).unwrap();
            assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
            assert_eq!(u32::from_be_bytes(png[16..20].try_into().unwrap()), WIDTH);
            assert!(png.len() <= 9_000, "{} bytes", png.len());
        }
    }

    #[test]
    fn the_same_chance_draws_the_same_picture_and_another_another() {
        let draw = |chance| draw("KERMT2", &mut StdRng::seed_from_u64(chance)).unwrap();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn what_no_typeface_has_is_an_error() {
        assert!(draw("KER0T2", &mut StdRng::seed_from_u64(1)).is_err());
    }
}
