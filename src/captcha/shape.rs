//! Outlines of letters and ribbons as short straight segments, so that any smooth map can bend them
//! without blurring.
//!
//! Units are pixels; y grows downward.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::instance::Size;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};

use super::canvas::{HEIGHT, WIDTH, as_f32};

/// Maximum length of a segment, in pixels: short compared to the bends.
const PIECE: f32 = 4.0;
/// Number of parts of each curve of a letter, as its curves are short.
const PIECES_OF_A_CURVE: u8 = 6;

/// Filled outline.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    pieces: Vec<(Point, Point)>,
}

impl Shape {
    /// Returns a letter of the given height, with the middle of its base at (0, 0); `None` if the
    /// typeface does not have it.
    pub fn letter(face: &FontRef<'_>, letter: char, height: f32) -> Option<Self> {
        let outlines = face.outline_glyphs();
        let glyph = outlines.get(face.charmap().map(letter)?)?;
        let mut pen = Pen::default();
        // Without hinting, in units of the typeface.
        glyph.draw(DrawSettings::from(Size::unscaled()), &mut pen).ok()?;
        let (low, high) = pen.bounds()?;
        let scale = height / (high.y - low.y);
        let middle = f32::midpoint(low.x, high.x);
        let place = |p: Point| point((p.x - middle) * scale, (low.y - p.y) * scale);
        let mut shape = Self::default();
        for curve in &pen.curves {
            match *curve {
                Curve::Line(a, b) => shape.line(place(a), place(b)),
                bent => shape.curve(|t| place(bent.at(t))),
            }
        }
        Some(shape)
    }

    /// Joins several shapes into one.
    pub fn of(shapes: &[Self]) -> Self {
        Self { pieces: shapes.iter().flat_map(|shape| &shape.pieces).copied().collect() }
    }

    /// Returns a band of constant thickness along a path, which is a function from 0 to 1.
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

    /// Returns the shape with every point moved by `place`.
    pub fn map(&self, place: impl Fn(Point) -> Point) -> Self {
        Self { pieces: self.pieces.iter().map(|(a, b)| (place(*a), place(*b))).collect() }
    }

    /// Returns the smallest and largest x.
    pub fn span(&self) -> (f32, f32) {
        self.pieces
            .iter()
            .fold((f32::MAX, f32::MIN), |(low, high), (a, _)| (low.min(a.x), high.max(a.x)))
    }

    /// Returns the distance by which this shape must move to the right to be `gap` pixels from
    /// another at their nearest.
    ///
    /// It is negative if the shape may move to the left, and `None` if they have no row in common.
    pub fn distance_after(&self, other: &Self, gap: f32) -> Option<f32> {
        let (mine, theirs) = (self.rows(), other.rows());
        let moves = mine
            .iter()
            .zip(&theirs)
            .filter_map(|(mine, theirs)| Some(theirs.as_ref()?.1 - mine.as_ref()?.0 + gap));
        moves.reduce(f32::max)
    }

    /// Returns the smallest and largest x of the shape in each band of four pixel rows, from y =
    /// -128 to 128.
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

    /// Returns the covered part of each pixel, from 0 to 1, row by row.
    pub fn coverage(&self) -> Vec<f32> {
        let (width, height) = (WIDTH as usize, HEIGHT as usize);
        let mut raster = Rasterizer::new(width, height);
        // The rasterizer cannot draw outside the picture; points outside are moved onto its edge,
        // where they cover nothing.
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

/// Part of the outline of a letter, in units of the typeface; y grows upward.
#[derive(Clone, Copy, Debug)]
enum Curve {
    Line(Point, Point),
    /// Bézier curve with one control point.
    Quad(Point, Point, Point),
    /// Bézier curve with two control points.
    Cubic(Point, Point, Point, Point),
}

impl Curve {
    /// Returns the point at `t`, from 0 to 1 (De Casteljau's algorithm).
    fn at(self, t: f32) -> Point {
        match self {
            Self::Line(from, to) => between(from, to, t),
            Self::Quad(from, control, to) => {
                between(between(from, control, t), between(control, to, t), t)
            }
            Self::Cubic(from, first, second, to) => {
                let before = Self::Quad(from, first, second).at(t);
                between(before, Self::Quad(first, second, to).at(t), t)
            }
        }
    }
}

/// Pen that collects the outline of a letter.
#[derive(Debug, Default)]
struct Pen {
    curves: Vec<Curve>,
    start: Point,
    last: Point,
}

impl Pen {
    /// Returns the lowest and the highest coordinates; `None` without any curve.
    fn bounds(&self) -> Option<(Point, Point)> {
        let points = self.curves.iter().flat_map(|curve| {
            (0..=PIECES_OF_A_CURVE)
                .map(|step| curve.at(f32::from(step) / f32::from(PIECES_OF_A_CURVE)))
        });
        points.map(|p| (p, p)).reduce(|(low, high), (p, _)| {
            (point(low.x.min(p.x), low.y.min(p.y)), point(high.x.max(p.x), high.y.max(p.y)))
        })
    }

    fn add(&mut self, curve: Curve, end: Point) {
        self.curves.push(curve);
        self.last = end;
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        (self.start, self.last) = (point(x, y), point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(Curve::Line(self.last, point(x, y)), point(x, y));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.add(Curve::Quad(self.last, point(cx0, cy0), point(x, y)), point(x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let curve = Curve::Cubic(self.last, point(cx0, cy0), point(cx1, cy1), point(x, y));
        self.add(curve, point(x, y));
    }

    fn close(&mut self) {
        if self.last != self.start {
            self.add(Curve::Line(self.last, self.start), self.start);
        }
    }
}

fn between(a: Point, b: Point, t: f32) -> Point {
    point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}
