//! Where the letters of a code stand: in two rows that climb or fall along a wave, as many in each as chance says. People read them
//! as they read a page; a program that expects one line finds none, and a level cut between the rows takes a piece off many letters.

use std::f32::consts::TAU;
use std::ops::Range;

use ab_glyph_rasterizer::{Point, point};
use anyhow::Context;
use rand::RngExt;
use rand::rngs::StdRng;

use super::canvas::{HEIGHT, WIDTH, as_f32};
use super::shape::Shape;
use super::style::Style;

/// How far letters may turn, lean and run into each other.
pub struct Freedom {
    /// The furthest a letter turns, in radians.
    pub turn: f32,
    /// The furthest it leans, as a shear.
    pub shear: f32,
    /// How far neighbours run into each other, in pixels.
    pub overlap: Range<f32>,
    /// How far everything is bent, as a share of what the style says.
    pub bend: f32,
}

/// The usual height of a letter before all are made to fit, in pixels.
const LETTER: f32 = 62.0;
/// What stays free at each side.
const MARGIN: f32 = 7.0;
/// The furthest a letter stands above or below its row.
const DROP: f32 = 9.0;
/// The furthest a row stands beside the other: more, and one no longer sees where to begin.
const SHIFT: f32 = 18.0;
/// What is free between two rows where they come nearest: where they touched, letters of both were read as one.
const SPACE: Range<f32> = 3.0..6.0;
/// How far rows climb or fall: steeper, and it is no longer clear which row is first.
const STEEP: Range<f32> = 0.08..0.18;
/// How much larger or smaller than drawn letters may be shown, so that they fit.
const FIT: Range<f32> = 0.6..1.3;
/// How much wider than tall they may become by that, and taller than wide.
const STRETCH: f32 = 1.15;
/// How many letters stand in each row, and how large they are: the space between the rows is seldom in the middle. Three rows were
/// too small to read.
const ROWS: [[(usize, Range<f32>); 2]; 4] = [
    [(3, 0.75..0.9), (3, 1.05..1.2)],
    [(3, 1.05..1.2), (3, 0.75..0.9)],
    [(2, 1.1..1.4), (4, 0.8..0.95)],
    [(4, 0.8..0.95), (2, 1.1..1.4)],
];

/// The letters of an answer, each turned, scaled and leaning on its own, in rows, bent as one, filling the picture.
pub fn lay_out(
    answer: &str,
    style: &Style,
    freedom: &Freedom,
    rng: &mut StdRng,
) -> anyhow::Result<Vec<Shape>> {
    let mut characters = answer.chars();
    let mut placed: Vec<Shape> = Vec::new();
    for (many, size) in ROWS[rng.random_range(0..ROWS.len())].clone() {
        let size = LETTER * rng.random_range(size);
        let row = line_up(characters.by_ref().take(many), size, style, freedom, rng)?;
        let by = below(&placed, &row, rng.random_range(SPACE));
        placed.extend(row.iter().map(|letter| letter.map(|p| point(p.x, p.y + by))));
    }
    let bend = bending(style, freedom.bend, rng);
    let bent: Vec<Shape> = placed.iter().map(|letter| letter.map(&bend)).collect();
    Ok(fitted(&bent, rng))
}

/// Letters side by side, their middle at 0.
fn line_up(
    characters: impl Iterator<Item = char>,
    size: f32,
    style: &Style,
    freedom: &Freedom,
    rng: &mut StdRng,
) -> anyhow::Result<Vec<Shape>> {
    let mut letters: Vec<Shape> = Vec::new();
    for character in characters {
        let letter = turned(character, size * rng.random_range(0.88..1.12), style, freedom, rng)?;
        let gap = -rng.random_range(freedom.overlap.clone());
        let by = letters.last().map_or(0.0, |last| {
            // Two that share few rows would slide under each other and look like one.
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

/// A letter of that height, turned, leaning, wide and standing off its row as chance has it.
fn turned(
    character: char,
    height: f32,
    style: &Style,
    freedom: &Freedom,
    rng: &mut StdRng,
) -> anyhow::Result<Shape> {
    let letter = Shape::letter(style.face(rng), character, height)
        .context("the picture of a code would lack a character")?;
    let (sin, cos) = rng.random_range(-freedom.turn..freedom.turn).sin_cos();
    let shear = style.lean + rng.random_range(-freedom.shear..freedom.shear);
    let wide = rng.random_range(0.9..1.15);
    let drop = rng.random_range(-DROP..DROP);
    let middle = height / 2.0;
    Ok(letter.map(|p| {
        let (x, y) = (p.x * wide - shear * (p.y + middle), p.y + middle);
        point(x * cos - y * sin, x * sin + y * cos + drop)
    }))
}

/// How far down a row must move to stand so far under what is there.
fn below(above: &[Shape], row: &[Shape], space: f32) -> f32 {
    if above.is_empty() {
        return 0.0;
    }
    let (above, row) = (lying(&Shape::of(above)), lying(&Shape::of(row)));
    let nearest = above.span().1 - row.span().0 - LETTER / 6.0;
    row.distance_after(&above, space).map_or(nearest, |by| by.max(nearest))
}

/// The waves that bend all rows: a long one that takes the straightness from the space between them, and two short ones.
fn bending(style: &Style, share: f32, rng: &mut StdRng) -> impl Fn(Point) -> Point + use<> {
    let (wave, far) = (style.wave * rng.random_range(0.85..1.2), style.bend * share);
    let [first, second, third] = [(); 3].map(|()| rng.random_range(0.0..TAU));
    let tilt = rng.random_range(-0.5..0.5);
    let (swell, high) =
        (style.swell * rng.random_range(0.85..1.2), style.high * rng.random_range(0.8..1.2));
    let slope = rng.random_range(STEEP) * if rng.random() { 1.0 } else { -1.0 };
    move |p| {
        let along = TAU / wave * (p.x + tilt * p.y);
        let across = TAU / (wave * 0.6) * (p.y + tilt * p.x);
        let long = high * (TAU / swell * p.x + third).sin() + slope * p.x;
        point(
            p.x + far * 0.8 * (across + first).sin(),
            p.y + far * 1.3 * (along + second).sin() + long,
        )
    }
}

/// Letters as large as the picture allows, somewhere in it.
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

/// Where the first begins and the last ends, from left to right.
fn span(letters: &[Shape]) -> (f32, f32) {
    Shape::of(letters).span()
}

/// With down for right, so that what is asked of columns can be asked of rows.
fn lying(shape: &Shape) -> Shape {
    shape.map(|p| point(p.y, p.x))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    fn laid_out(answer: &str, chance: u64) -> Vec<Shape> {
        let freedom = Freedom { turn: 0.3, shear: 0.2, overlap: -1.0..1.0, bend: 1.0 };
        let mut rng = StdRng::seed_from_u64(chance);
        lay_out(answer, &Style::of([7; 32]), &freedom, &mut rng).unwrap()
    }

    #[test]
    fn every_letter_is_within_the_picture_and_large_enough_to_read() {
        for chance in 0..200 {
            for letter in laid_out(if chance % 2 == 0 { "MMMMMM" } else { "T2K3CE" }, chance) {
                let ((left, right), (top, bottom)) = (letter.span(), lying(&letter).span());
                assert!(left >= 0.0 && right <= as_f32(WIDTH), "{left} to {right}");
                assert!(top >= 0.0 && bottom <= as_f32(HEIGHT), "{top} to {bottom}");
                assert!(bottom - top > 30.0, "{}", bottom - top);
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
            assert!(matches!(returns[..], [2..=4]), "{returns:?}");
            let (above, below) = letters.split_at(returns[0]);
            let height =
                |row: &[Shape]| row.iter().map(|letter| middle(&lying(letter))).sum::<f32>();
            #[expect(clippy::cast_precision_loss, reason = "at most four letters")]
            let mean = |row: &[Shape]| height(row) / row.len() as f32;
            assert!(mean(above) < mean(below));
        }
    }
}
