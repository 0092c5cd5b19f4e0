//! Outlines in the plane: letters and ribbons as closed chains of short straight pieces, so that any smooth map can bend
//! them without blurring. Units are pixels, y grows downward.

use ab_glyph::{Font, FontRef, OutlineCurve};
use ab_glyph_rasterizer::{Point, Rasterizer, point};

use super::canvas::{HEIGHT, WIDTH, as_f32};

/// The longest straight piece, in pixels: shorter than anything that bends.
const PIECE: f32 = 4.0;
/// Pieces of one curve of a letter: their curves are short.
const PIECES_OF_A_CURVE: u8 = 6;

/// A filled outline.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    pieces: Vec<(Point, Point)>,
}

impl Shape {
    /// A letter, its height and the middle of its foot at (0, 0) as given; `None` when the typeface does not have it.
    pub fn letter(face: &FontRef<'_>, letter: char, height: f32) -> Option<Self> {
        // Number 0 is the box that stands for what a typeface lacks.
        let glyph = Some(face.glyph_id(letter)).filter(|glyph| glyph.0 != 0)?;
        let outline = face.outline(glyph)?;
        let (low, high) = (outline.bounds.min, outline.bounds.max);
        let scale = height / (high.y - low.y).abs();
        let middle = f32::midpoint(low.x, high.x);
        let foot = low.y.min(high.y);
        let place = |p: ab_glyph::Point| point((p.x - middle) * scale, (foot - p.y) * scale);
        let mut shape = Self::default();
        for curve in &outline.curves {
            match *curve {
                OutlineCurve::Line(a, b) => shape.line(place(a), place(b)),
                OutlineCurve::Quad(a, b, c) => shape.curve(|t| {
                    let (a, b, c) = (place(a), place(b), place(c));
                    between(between(a, b, t), between(b, c, t), t)
                }),
                OutlineCurve::Cubic(a, b, c, d) => shape.curve(|t| {
                    let (a, b, c, d) = (place(a), place(b), place(c), place(d));
                    let (ab, bc, cd) = (between(a, b, t), between(b, c, t), between(c, d, t));
                    between(between(ab, bc, t), between(bc, cd, t), t)
                }),
            }
        }
        Some(shape)
    }

    /// Several shapes as one.
    pub fn of(shapes: &[Self]) -> Self {
        Self { pieces: shapes.iter().flat_map(|shape| &shape.pieces).copied().collect() }
    }

    /// A band of one thickness along a path, which is given as a function from 0 to 1.
    pub fn ribbon(path: impl Fn(f32) -> Point, thickness: f32, steps: u16) -> Self {
        let at = |step: u16| path(f32::from(step) / f32::from(steps));
        let mut border: Vec<Point> = Vec::new();
        let mut back: Vec<Point> = Vec::new();
        for step in 0..=steps {
            let (before, here, after) =
                (at(step.saturating_sub(1)), at(step), at((step + 1).min(steps)));
            let (dx, dy) = (after.x - before.x, after.y - before.y);
            let length = dx.hypot(dy).max(f32::EPSILON);
            let (nx, ny) = (-dy / length * thickness / 2.0, dx / length * thickness / 2.0);
            border.push(point(here.x + nx, here.y + ny));
            back.push(point(here.x - nx, here.y - ny));
        }
        border.extend(back.into_iter().rev());
        Self::closed(&border)
    }

    fn closed(border: &[Point]) -> Self {
        let mut shape = Self::default();
        for (a, b) in border.iter().zip(border.iter().cycle().skip(1)) {
            shape.line(*a, *b);
        }
        shape
    }

    fn line(&mut self, from: Point, to: Point) {
        let pieces = ((to.x - from.x).hypot(to.y - from.y) / PIECE).ceil().max(1.0);
        let mut last = from;
        let mut done = 1.0;
        while done <= pieces {
            let next = between(from, to, done / pieces);
            self.pieces.push((last, next));
            last = next;
            done += 1.0;
        }
    }

    fn curve(&mut self, at: impl Fn(f32) -> Point) {
        for step in 0..PIECES_OF_A_CURVE {
            let (from, to) = (f32::from(step), f32::from(step + 1));
            self.line(
                at(from / f32::from(PIECES_OF_A_CURVE)),
                at(to / f32::from(PIECES_OF_A_CURVE)),
            );
        }
    }

    /// The shape with every point moved.
    pub fn map(&self, place: impl Fn(Point) -> Point) -> Self {
        Self { pieces: self.pieces.iter().map(|(a, b)| (place(*a), place(*b))).collect() }
    }

    /// Where it begins and ends from left to right.
    pub fn span(&self) -> (f32, f32) {
        self.pieces
            .iter()
            .fold((f32::MAX, f32::MIN), |(low, high), (a, _)| (low.min(a.x), high.max(a.x)))
    }

    /// How far this shape must move to the right to stand `gap` pixels from another where they come nearest in any row; less
    /// than nothing when it may move to the left. `None` when they share no row.
    pub fn distance_after(&self, other: &Self, gap: f32) -> Option<f32> {
        let (mine, theirs) = (self.rows(), other.rows());
        let moves = mine
            .iter()
            .zip(&theirs)
            .filter_map(|(mine, theirs)| Some(theirs.as_ref()?.1 - mine.as_ref()?.0 + gap));
        moves.reduce(f32::max)
    }

    /// For every few rows of the picture and some above and below, where the shape begins and ends.
    fn rows(&self) -> [Option<(f32, f32)>; 64] {
        let mut rows = [None; 64];
        for (a, b) in &self.pieces {
            for p in [*a, *b] {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "kept within the rows first"
                )]
                let row = ((p.y + 128.0) / 4.0).clamp(0.0, 63.0) as usize;
                let (low, high) = rows[row].unwrap_or((p.x, p.x));
                rows[row] = Some((p.x.min(low), p.x.max(high)));
            }
        }
        rows
    }

    /// How much of each pixel it covers, 0 to 1, row by row.
    pub fn coverage(&self) -> Vec<f32> {
        let (width, height) = (WIDTH as usize, HEIGHT as usize);
        let mut raster = Rasterizer::new(width, height);
        // The raster knows no outside; what is beyond a border lies along it, where it covers nothing.
        let (right, bottom) = (as_f32(WIDTH) - 0.01, as_f32(HEIGHT) - 0.01);
        let inside = |p: Point| point(p.x.clamp(0.0, right), p.y.clamp(0.0, bottom));
        for (a, b) in &self.pieces {
            raster.draw_line(inside(*a), inside(*b));
        }
        let mut coverage = vec![0.0; width * height];
        raster.for_each_pixel(|index, amount| coverage[index] = amount.clamp(0.0, 1.0));
        coverage
    }
}

fn between(a: Point, b: Point, t: f32) -> Point {
    point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}
