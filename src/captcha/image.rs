//! The picture of a code: letters that nearly touch, in two rows bent as one (`layout`), crossed by ribbons as thick as their strokes
//! and by regions in which ink and paper change places. A reader sees the shape through both; a program that looks for ink does not
//! find the letter.

use std::f32::consts::TAU;

use ab_glyph_rasterizer::point;
use rand::RngExt;
use rand::rngs::StdRng;

use super::canvas::{Canvas, HEIGHT, WIDTH, as_f32};
use super::layout::{Freedom, lay_out};
use super::shape::Shape;
use super::style::Style;

/// How hard a picture is to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// For a browser that proved itself lately.
    Easy,
    /// For anybody.
    Usual,
    /// For networks that fail often.
    Hard,
}

/// What a level asks for.
struct Demands {
    letters: Freedom,
    ribbons: u8,
    regions: u8,
}

impl Level {
    fn demands(self) -> Demands {
        let (letters, ribbons, regions) = match self {
            Self::Easy => (Freedom { turn: 0.12, shear: 0.1, overlap: -1.5..0.5, bend: 0.4 }, 0, 1),
            Self::Usual => {
                (Freedom { turn: 0.22, shear: 0.12, overlap: -1.0..0.5, bend: 0.35 }, 2, 2)
            }
            Self::Hard => {
                (Freedom { turn: 0.28, shear: 0.14, overlap: -0.8..0.8, bend: 0.5 }, 2, 2)
            }
        };
        Demands { letters, ribbons, regions }
    }
}

/// The thickness of a stem of a letter.
const STEM: f32 = 8.0;

/// A PNG of 256 × 200 pixels showing `answer`, some six kilobytes.
pub fn draw(
    answer: &str,
    style: &Style,
    level: Level,
    rng: &mut StdRng,
) -> anyhow::Result<Vec<u8>> {
    let demands = level.demands();
    let mut canvas = Canvas::new();
    for letter in lay_out(answer, style, &demands.letters, rng)? {
        canvas.fill(&letter);
    }
    for which in 0..demands.ribbons {
        canvas.flip(&ribbon(style, which, demands.ribbons, rng));
    }
    for which in 0..demands.regions {
        canvas.flip(&region(style, which, demands.regions, rng));
    }
    let (dark, light) = style.greys;
    canvas.png(dark, light)
}

/// A band through the letters, as thick as their strokes.
fn ribbon(style: &Style, which: u8, of: u8, rng: &mut StdRng) -> Shape {
    let (width, height) = (as_f32(WIDTH), as_f32(HEIGHT));
    let lane =
        height * (0.16 + 0.68 * (f32::from(which) + rng.random_range(0.2..0.8)) / f32::from(of));
    let (swing, phase) = (rng.random_range(0.06..0.14) * height, rng.random_range(0.0..TAU));
    let (slope, swings) =
        (rng.random_range(-0.12..0.12) * height, style.swings * rng.random_range(0.8..1.3));
    let thickness = STEM * style.ribbon * rng.random_range(0.8..1.1);
    let path = |t: f32| {
        point(
            -8.0 + (width + 16.0) * t,
            lane + slope * (t - 0.5) + swing * (TAU * swings * t + phase).sin(),
        )
    };
    Shape::ribbon(path, thickness, 60)
}

/// A region in which ink and paper change places.
fn region(style: &Style, which: u8, of: u8, rng: &mut StdRng) -> Shape {
    let (width, height) = (as_f32(WIDTH), as_f32(HEIGHT));
    let middle = width * (f32::from(which) + rng.random_range(0.25..0.75)) / f32::from(of);
    if style.bands {
        let (lean, swing, phase) = (
            rng.random_range(-60.0..60.0),
            rng.random_range(4.0..12.0),
            rng.random_range(0.0..TAU),
        );
        let path = |t: f32| {
            point(
                middle + lean * (t - 0.5) + swing * (TAU * t + phase).sin(),
                -8.0 + (height + 16.0) * t,
            )
        };
        return Shape::ribbon(path, rng.random_range(36.0..64.0), 24);
    }
    let (size, phase, uneven) =
        (rng.random_range(24.0..33.0), rng.random_range(0.0..TAU), rng.random_range(0.08..0.2));
    let lobes = style.lobes;
    let centre = point(middle, height * rng.random_range(0.3..0.7));
    Shape::blob(centre, |angle| size * (1.0 + uneven * (lobes * angle + phase).sin()), 48)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn every_code_becomes_a_small_png_at_every_level() {
        let mut rng = StdRng::seed_from_u64(1);
        for (seed, level) in [(1, Level::Easy), (2, Level::Usual), (3, Level::Hard)] {
            let style = Style::of([seed; 32]);
            for answer in ["23CEHK", "MRT23C", "CEHKMR"] {
                let png = draw(answer, &style, level, &mut rng).unwrap();
                assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
                assert_eq!(u32::from_be_bytes(png[16..20].try_into().unwrap()), WIDTH);
                assert!(png.len() <= 12_000, "{} bytes", png.len());
            }
        }
    }

    #[test]
    fn the_same_chance_draws_the_same_picture_and_another_secret_another() {
        let draw = |secret, chance| {
            draw(
                "KERMT2",
                &Style::of([secret; 32]),
                Level::Usual,
                &mut StdRng::seed_from_u64(chance),
            )
            .unwrap()
        };
        assert_eq!(draw(1, 1), draw(1, 1));
        assert_ne!(draw(1, 1), draw(1, 2));
        assert_ne!(draw(1, 1), draw(2, 1));
    }

    #[test]
    fn what_no_typeface_has_is_an_error() {
        assert!(
            draw("KER0T2", &Style::of([1; 32]), Level::Usual, &mut StdRng::seed_from_u64(1))
                .is_err()
        );
    }
}
