//! The picture of a code: letters that touch, bent as one, crossed by ribbons as thick as their strokes and by regions in which
//! ink and paper change places. A reader sees the shape through both; a program that looks for ink does not find the letter.

use std::f32::consts::TAU;

use ab_glyph_rasterizer::{Point, point};
use anyhow::Context;
use rand::RngExt;
use rand::rngs::StdRng;

use super::canvas::{Canvas, HEIGHT, WIDTH, as_f32};
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
    /// The furthest a letter turns, in radians.
    turn: f32,
    /// The furthest it leans, as a shear.
    shear: f32,
    /// How far neighbours run into each other, in pixels.
    overlap: std::ops::Range<f32>,
    ribbons: u8,
    regions: u8,
    /// How far everything is bent, as a share of what the style says.
    bend: f32,
}

impl Level {
    fn demands(self) -> Demands {
        match self {
            Self::Easy => Demands { turn: 0.12, shear: 0.1, overlap: -1.0..1.0, ribbons: 0, regions: 1, bend: 0.7 },
            Self::Usual => Demands { turn: 0.24, shear: 0.16, overlap: 0.5..1.5, ribbons: 1, regions: 2, bend: 1.15 },
            Self::Hard => Demands { turn: 0.28, shear: 0.2, overlap: 1.0..3.0, ribbons: 2, regions: 2, bend: 1.2 },
        }
    }
}

/// The size of a code, in pixels: half the picture, so that turned and bent it still fits.
const LETTER: f32 = 58.0;
/// What stays free at each side.
const MARGIN: f32 = 10.0;
/// The thickness of a stem of a letter of that size.
const STEM: f32 = 8.0;

/// A PNG of 300 × 98 pixels showing `answer`, some five kilobytes.
pub fn draw(answer: &str, style: &Style, level: Level, rng: &mut StdRng) -> anyhow::Result<Vec<u8>> {
    let demands = level.demands();
    let bend = bending(style, demands.bend, rng);
    let mut canvas = Canvas::new();
    for letter in line_up(answer, style, &demands, rng)? {
        canvas.fill(&letter.map(&bend));
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

/// The letters side by side, each turned, scaled and leaning on its own, all in the middle of the picture.
fn line_up(answer: &str, style: &Style, demands: &Demands, rng: &mut StdRng) -> anyhow::Result<Vec<Shape>> {
    let mut letters: Vec<Shape> = Vec::new();
    for character in answer.chars() {
        let height = LETTER * rng.random_range(0.9..1.1);
        let letter = Shape::letter(style.face(rng), character, height).context("the picture of a code would lack a character")?;
        let (sin, cos) = rng.random_range(-demands.turn..demands.turn).sin_cos();
        let shear = style.lean + rng.random_range(-demands.shear..demands.shear);
        let wide = rng.random_range(0.9..1.15);
        let drop = rng.random_range(-6.0..6.0);
        let middle = height / 2.0;
        let letter = letter.map(|p| {
            let (x, y) = (p.x * wide - shear * (p.y + middle), p.y + middle);
            point(x * cos - y * sin, x * sin + y * cos + drop)
        });
        let gap = -rng.random_range(demands.overlap.clone());
        let letter = match letters.last() {
            None => letter,
            Some(last) => {
                // Two that share few rows would slide under each other and look like one.
                let (begins, ends) = letter.span();
                let nearest = last.span().1 - begins - (ends - begins) / 8.0;
                let by = letter.distance_after(last, gap).map_or(nearest, |by| by.max(nearest));
                letter.map(|p| point(p.x + by, p.y))
            }
        };
        letters.push(letter);
    }
    let begins = letters.iter().map(|letter| letter.span().0).fold(f32::MAX, f32::min);
    let ends = letters.iter().map(|letter| letter.span().1).fold(f32::MIN, f32::max);
    let (width, height) = (as_f32(WIDTH), as_f32(HEIGHT));
    let scale = ((width - 2.0 * MARGIN) / (ends - begins)).min(1.15);
    let free = width - 2.0 * MARGIN - (ends - begins) * scale;
    let left = MARGIN + rng.random_range(0.0..=free.max(0.0)) - begins * scale;
    let tall = scale.clamp(0.9, 1.1);
    Ok(letters.iter().map(|letter| letter.map(|p| point(p.x * scale + left, p.y * tall + height / 2.0))).collect())
}

/// The waves that bend the whole line.
fn bending(style: &Style, share: f32, rng: &mut StdRng) -> impl Fn(Point) -> Point + use<> {
    let (wave, far) = (style.wave * rng.random_range(0.85..1.2), style.bend * share);
    let (first, second) = (rng.random_range(0.0..TAU), rng.random_range(0.0..TAU));
    let tilt = rng.random_range(-0.5..0.5);
    move |p| {
        let along = TAU / wave * (p.x + tilt * p.y);
        let across = TAU / (wave * 0.6) * (p.y + tilt * p.x);
        point(p.x + far * 0.8 * (across + first).sin(), p.y + far * 1.3 * (along + second).sin())
    }
}

/// A band through the line of letters, as thick as their strokes.
fn ribbon(style: &Style, which: u8, of: u8, rng: &mut StdRng) -> Shape {
    let (width, height) = (as_f32(WIDTH), as_f32(HEIGHT));
    let lane = height * (0.25 + 0.5 * (f32::from(which) + rng.random_range(0.2..0.8)) / f32::from(of));
    let (swing, phase) = (rng.random_range(0.10..0.22) * height, rng.random_range(0.0..TAU));
    let (slope, swings) = (rng.random_range(-0.18..0.18) * height, style.swings * rng.random_range(0.8..1.3));
    let thickness = STEM * style.ribbon * rng.random_range(0.8..1.1);
    let path = |t: f32| point(-8.0 + (width + 16.0) * t, lane + slope * (t - 0.5) + swing * (TAU * swings * t + phase).sin());
    Shape::ribbon(path, thickness, 60)
}

/// A region in which ink and paper change places.
fn region(style: &Style, which: u8, of: u8, rng: &mut StdRng) -> Shape {
    let (width, height) = (as_f32(WIDTH), as_f32(HEIGHT));
    let middle = width * (f32::from(which) + rng.random_range(0.25..0.75)) / f32::from(of);
    if style.bands {
        let (lean, swing, phase) = (rng.random_range(-60.0..60.0), rng.random_range(4.0..12.0), rng.random_range(0.0..TAU));
        let path = |t: f32| point(middle + lean * (t - 0.5) + swing * (TAU * t + phase).sin(), -8.0 + (height + 16.0) * t);
        return Shape::ribbon(path, rng.random_range(36.0..64.0), 24);
    }
    let (size, phase, uneven) = (rng.random_range(32.0..46.0), rng.random_range(0.0..TAU), rng.random_range(0.08..0.2));
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
        let draw =
            |secret, chance| draw("KERMT2", &Style::of([secret; 32]), Level::Usual, &mut StdRng::seed_from_u64(chance)).unwrap();
        assert_eq!(draw(1, 1), draw(1, 1));
        assert_ne!(draw(1, 1), draw(1, 2));
        assert_ne!(draw(1, 1), draw(2, 1));
    }

    #[test]
    fn what_no_typeface_has_is_an_error() {
        assert!(draw("KER0T2", &Style::of([1; 32]), Level::Usual, &mut StdRng::seed_from_u64(1)).is_err());
    }
}
