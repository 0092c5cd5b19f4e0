//! Layout of the letters of a captcha: two rows of three with space between them, in reading order.

use std::f32::consts::TAU;
use std::ops::Range;

use ab_glyph_rasterizer::{Point, point};
use anyhow::Context;
use rand::RngExt;
use rand::rngs::StdRng;

use super::LENGTH;
use super::canvas::{HEIGHT, WIDTH, as_f32};
use super::shape::Shape;
use super::typefaces;

/// Number of letters in a row.
const IN_ROW: usize = LENGTH / 2;
/// Nominal height of a letter, in pixels, before the whole is scaled to fit.
const LETTER: f32 = 72.0;
/// Range of the random scale of each letter.
const SIZE: Range<f32> = 0.92..1.08;
/// Maximum rotation of a letter, in radians.
const TURN: f32 = 0.16;
/// Maximum shear of a letter.
const SHEAR: f32 = 0.12;
/// Maximum vertical offset of a letter from its row, in pixels.
const DROP: f32 = 5.0;
/// Range of the smallest distance between two letters of a row, in pixels; they never touch.
const GAP: Range<f32> = 5.0..14.0;
/// Range of the smallest distance between the two rows, in pixels; larger than within a row, so
/// that the rows stay distinct.
const SPACE: Range<f32> = 20.0..24.0;
/// Maximum horizontal offset of a row, in pixels.
const SHIFT: f32 = 10.0;
/// Amplitude of the waves that bend everything, in pixels.
const BEND: f32 = 2.5;
/// Range of the wavelength, in pixels.
const WAVE: Range<f32> = 110.0..170.0;
/// Maximum slope of the rows.
const SLOPE: f32 = 0.06;
/// Margin on each side, in pixels.
const MARGIN: f32 = 9.0;
/// Range of the scale applied to the whole so that it fits.
const FIT: Range<f32> = 0.6..1.4;
/// Maximum ratio between the horizontal and the vertical scale.
const STRETCH: f32 = 1.12;

/// Returns the shapes of the letters, each rotated, scaled and sheared separately, in rows, bent
/// together, scaled to the picture.
pub fn lay_out(answer: &str, rng: &mut StdRng) -> anyhow::Result<Vec<Shape>> {
    let characters: Vec<char> = answer.chars().collect();
    let mut placed: Vec<Shape> = Vec::new();
    for row in characters.chunks(IN_ROW) {
        let row = line_up(row, rng)?;
        let by = below(&placed, &row, rng.random_range(SPACE));
        placed.extend(row.iter().map(|letter| letter.map(|p| point(p.x, p.y + by))));
    }
    let bend = bending(rng);
    let bent: Vec<Shape> = placed.iter().map(|letter| letter.map(&bend)).collect();
    Ok(fitted(&bent, rng))
}

/// Returns the letters of a row side by side, centred near x = 0.
fn line_up(characters: &[char], rng: &mut StdRng) -> anyhow::Result<Vec<Shape>> {
    let mut letters: Vec<Shape> = Vec::new();
    for character in characters {
        let letter = turned(*character, rng)?;
        let gap = rng.random_range(GAP);
        let by = letters.last().map_or(0.0, |last| {
            // Letters that share few pixel rows would slide under each other and look like one.
            let (begins, ends) = letter.span();
            let nearest = last.span().1 - begins - (ends - begins) / 8.0;
            letter.distance_after(last, gap).map_or(nearest, |by| by.max(nearest))
        });
        letters.push(letter.map(|p| point(p.x + by, p.y)));
    }
    let (begins, ends) = span(&letters);
    let shift = rng.random_range(-SHIFT..SHIFT) - f32::midpoint(begins, ends);
    Ok(letters.iter().map(|letter| letter.map(|p| point(p.x + shift, p.y))).collect())
}

/// Returns a letter with random size, rotation, shear, width and vertical offset.
fn turned(character: char, rng: &mut StdRng) -> anyhow::Result<Shape> {
    let height = LETTER * rng.random_range(SIZE);
    let letter = Shape::letter(typefaces::any(rng), character, height)
        .context("the picture of a code would lack a character")?;
    let (sin, cos) = rng.random_range(-TURN..TURN).sin_cos();
    let shear = rng.random_range(-SHEAR..SHEAR);
    let wide = rng.random_range(0.95..1.1);
    let drop = rng.random_range(-DROP..DROP);
    let middle = height / 2.0;
    Ok(letter.map(|p| {
        let (x, y) = (p.x * wide - shear * (p.y + middle), p.y + middle);
        point(x * cos - y * sin, x * sin + y * cos + drop)
    }))
}

/// Returns the vertical distance by which a row must move down to leave `space` pixels below the
/// shapes above.
fn below(above: &[Shape], row: &[Shape], space: f32) -> f32 {
    if above.is_empty() {
        return 0.0;
    }
    let (above, row) = (lying(&Shape::of(above)), lying(&Shape::of(row)));
    let nearest = above.span().1 - row.span().0;
    row.distance_after(&above, space).map_or(nearest + space, |by| by.max(nearest))
}

/// Returns the transformation that bends all rows: a wave in each direction, and a slope.
fn bending(rng: &mut StdRng) -> impl Fn(Point) -> Point + use<> {
    let wave = rng.random_range(WAVE);
    let (across, down) = (rng.random_range(0.0..TAU), rng.random_range(0.0..TAU));
    let slope = rng.random_range(-SLOPE..SLOPE);
    move |p| {
        point(
            p.x + BEND * (TAU / wave * p.y + across).sin(),
            p.y + BEND * (TAU / wave * p.x + down).sin() + slope * p.x,
        )
    }
}

/// Returns the letters scaled as large as the picture allows, at a random position in it.
fn fitted(letters: &[Shape], rng: &mut StdRng) -> Vec<Shape> {
    let room = |size: u32| as_f32(size) - 2.0 * MARGIN;
    let scale =
        |(begins, ends): (f32, f32), size| (room(size) / (ends - begins)).clamp(FIT.start, FIT.end);
    let (across, down) = (span(letters), lying(&Shape::of(letters)).span());
    let (wide, tall) = (scale(across, WIDTH), scale(down, HEIGHT));
    let (wide, tall) = (wide.min(tall * STRETCH), tall.min(wide * STRETCH));
    let mut begin = |(begins, ends): (f32, f32), scale: f32, size| {
        let free = room(size) - (ends - begins) * scale;
        MARGIN + rng.random_range(0.0..=free.max(0.0)) - begins * scale
    };
    let (left, top) = (begin(across, wide, WIDTH), begin(down, tall, HEIGHT));
    letters
        .iter()
        .map(|letter| letter.map(|p| point(p.x * wide + left, p.y * tall + top)))
        .collect()
}

/// Returns the leftmost and rightmost x of the letters.
fn span(letters: &[Shape]) -> (f32, f32) {
    Shape::of(letters).span()
}

/// Returns the shape with x and y exchanged, so that functions for columns apply to rows.
fn lying(shape: &Shape) -> Shape {
    shape.map(|p| point(p.y, p.x))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    fn laid_out(answer: &str, chance: u64) -> Vec<Shape> {
        lay_out(answer, &mut StdRng::seed_from_u64(chance)).unwrap()
    }

    #[test]
    fn every_letter_is_within_the_picture_and_large_enough_to_read() {
        for chance in 0..200 {
            for letter in laid_out(if chance % 2 == 0 { "MMMMMM" } else { "T2K3CE" }, chance) {
                let ((left, right), (top, bottom)) = (letter.span(), lying(&letter).span());
                assert!(left >= 0.0 && right <= as_f32(WIDTH), "{left} to {right}");
                assert!(top >= 0.0 && bottom <= as_f32(HEIGHT), "{top} to {bottom}");
                assert!(bottom - top > 50.0, "{}", bottom - top);
            }
        }
    }

    #[test]
    fn rows_are_read_from_left_to_right_and_then_down() {
        let middle = |letter: &Shape| f32::midpoint(letter.span().0, letter.span().1);
        for chance in 0..200 {
            let letters = laid_out("T2K3CE", chance);
            let returns: Vec<usize> =
                (1..6).filter(|at| middle(&letters[*at]) < middle(&letters[*at - 1])).collect();
            assert!(returns == [IN_ROW], "{returns:?}");
            let (above, below) = letters.split_at(returns[0]);
            let height =
                |row: &[Shape]| row.iter().map(|letter| middle(&lying(letter))).sum::<f32>();
            #[expect(clippy::cast_precision_loss, reason = "at most four letters")]
            let mean = |row: &[Shape]| height(row) / row.len() as f32;
            assert!(mean(above) < mean(below));
            let (above, below) = (lying(&Shape::of(above)), lying(&Shape::of(below)));
            let by = below.distance_after(&above, 6.0);
            assert!(by.is_some_and(|by| by <= 0.0), "paper parts the rows: {by:?}");
        }
    }
}
