//! Preview image for links to an article: its title, author and board on the board's colour.
//!
//! It depends on these words alone: the same words give the same image, and its name is a hash of
//! them.

use std::sync::LazyLock;

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use anyhow::Context;
use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

/// Width of an image in pixels, as social networks ask for a large image.
pub const WIDTH: u16 = 1200;
/// Height of an image in pixels.
pub const HEIGHT: u16 = 630;
/// Margin on both sides in pixels.
const MARGIN: f32 = 88.0;
/// Area of the title in pixels: its top and its height.
const TITLE: (f32, f32) = (168.0, 318.0);
/// Font sizes of a title in pixels; the first that fits is used.
const SIZES: [f32; 5] = [84.0, 74.0, 64.0, 56.0, 48.0];
/// Line height as a multiple of the font size.
const LEADING: f32 = 1.24;
/// Font size of the names above and below in pixels.
const SMALL: f32 = 34.0;
/// Colour of the text: the background of light pages.
///
/// Whatever colour a board chooses for light pages is readable on it.
const INK: [u8; 3] = [0xff, 0xff, 0xff];
/// Number of shades between background and text.
///
/// Enough for smooth edges, with half the bytes of all shades.
const SHADES: u8 = 16;
/// Version of the layout; raising it makes other servers fetch their copies again.
const VERSION: u8 = 2;

type Face = FontRef<'static>;

/// Typeface of titles on pages; `assets/typefaces/README.md` gives the source of both.
static LATIN: LazyLock<Face> =
    LazyLock::new(|| face(include_bytes!("../../assets/typefaces/newsreader-semibold.ttf")));
/// Typeface of texts with letters that [`LATIN`] lacks.
static EUROPEAN: LazyLock<Face> =
    LazyLock::new(|| face(include_bytes!("../../assets/typefaces/noto-serif-bold.ttf")));

fn face(file: &'static [u8]) -> Face {
    FontRef::new(file).expect("the file in the binary is a typeface")
}

/// Returns the typeface for a text: one for all of it.
fn face_of(text: &str) -> &'static Face {
    let is_latin = text.chars().all(|sign| sign.is_whitespace() || knows(&LATIN, sign));
    if is_latin { &LATIN } else { &EUROPEAN }
}

fn knows(face: &Face, sign: char) -> bool {
    face.charmap().map(sign).is_some()
}

/// Contents of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OgImage {
    /// Name of the board.
    pub board: String,
    /// Title of the article.
    pub title: String,
    /// Name of the author.
    pub author: String,
    /// Colour of the board on light pages, used as background; RGB.
    pub paper: [u8; 3],
}

impl OgImage {
    /// Returns a hash of the contents for use in a URL: 16 hexadecimal digits.
    pub fn hash(&self) -> String {
        let words = [&self.board, &self.title, &self.author];
        let whole = words
            .iter()
            .fold(Sha256::new().chain_update([VERSION]).chain_update(self.paper), |hash, word| {
                hash.chain_update(word.len().to_be_bytes()).chain_update(word)
            });
        hex::encode(&whole.finalize()[..8])
    }

    /// Draws the image as a PNG of 1200 × 630 pixels.
    pub fn draw(&self) -> anyhow::Result<Vec<u8>> {
        let mut sheet = Canvas::new();
        let width = f32::from(WIDTH) - 2.0 * MARGIN;
        let [board, title, author] =
            [&self.board, &self.title, &self.author].map(|words| readable(words));
        let face = face_of(&board);
        sheet.sign(MARGIN, 78.0);
        let name = cut(face, &board, SMALL, width - 60.0);
        sheet.line(face, &name, (MARGIN + 60.0, 111.0), SMALL, 1.0);
        let face = face_of(&title);
        let (size, lines) = fitted(face, &title, width);
        let (top, room) = TITLE;
        let mut foot = top + (room - size * LEADING * count(lines.len())) / 2.0 + size;
        for line in &lines {
            sheet.line(face, line, (MARGIN, foot), size, 1.0);
            foot += size * LEADING;
        }
        sheet.rule(MARGIN, 514.0, width, 2.0);
        let face = face_of(&author);
        sheet.line(face, &cut(face, &author, SMALL, width), (MARGIN, 568.0), SMALL, 0.85);
        sheet.png(self.paper)
    }
}

/// Removes characters that both typefaces lack, which would be drawn as boxes.
fn readable(text: &str) -> String {
    let known: String = text
        .nfc()
        .filter(|sign| sign.is_whitespace() || knows(&EUROPEAN, *sign) || knows(&LATIN, *sign))
        .collect();
    known.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the largest size in which a title fits, and its lines.
///
/// At the smallest size, the lines that do not fit are cut off.
fn fitted(face: &Face, title: &str, width: f32) -> (f32, Vec<String>) {
    let room = TITLE.1;
    let fits = |size: f32, lines: usize| size * LEADING * count(lines) <= room;
    let mut tried = SIZES.into_iter().map(|size| (size, wrapped(face, title, size, width)));
    let fitting = tried.clone().find(|(size, lines)| fits(*size, lines.len()));
    let (size, mut lines) = fitting.or_else(|| tried.next_back()).unwrap_or_default();
    while !fits(size, lines.len()) {
        lines.pop();
        if fits(size, lines.len())
            && let Some(last) = lines.last_mut()
        {
            *last = cut(face, &format!("{last} …"), size, width);
        }
    }
    (size, lines)
}

/// Breaks a text into lines of at most this width, between words.
///
/// A word that is wider by itself is broken between letters.
fn wrapped(face: &Face, text: &str, size: f32, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let longer = lines
            .last()
            .map(|line| format!("{line} {word}"))
            .filter(|line| length(face, line, size) <= width);
        match (longer, lines.last_mut()) {
            (Some(longer), Some(last)) => *last = longer,
            _ => lines.push(String::new()),
        }
        if lines.last().is_some_and(String::is_empty) {
            for sign in word.chars() {
                let longer = lines.last().map(|line| format!("{line}{sign}")).unwrap_or_default();
                match lines.last_mut() {
                    Some(last) if last.is_empty() || length(face, &longer, size) <= width => {
                        *last = longer;
                    }
                    _ => lines.push(sign.to_string()),
                }
            }
        }
    }
    lines
}

/// Cuts a line to a width, with an ellipsis in place of the removed text.
fn cut(face: &Face, line: &str, size: f32, width: f32) -> String {
    let mut kept = line.to_owned();
    let mut shown = kept.clone();
    while length(face, &shown, size) > width && kept.pop().is_some() {
        shown = format!("{}…", kept.trim_end_matches(['…', ' ', ',', '.', ':', ';']));
    }
    shown.replace(" …", "…")
}

/// Returns the width of a line in pixels.
fn length(face: &Face, line: &str, size: f32) -> f32 {
    let metrics = metrics(face, size);
    line.chars().map(|sign| advance(face, &metrics, sign)).sum()
}

/// Returns the measures of a typeface in a font size.
fn metrics(face: &Face, size: f32) -> GlyphMetrics<'static> {
    face.glyph_metrics(Size::new(size), LocationRef::default())
}

/// Returns the width of a character in pixels.
fn advance(face: &Face, metrics: &GlyphMetrics<'_>, sign: char) -> f32 {
    let glyph = face.charmap().map(sign).unwrap_or_default();
    metrics.advance_width(glyph).unwrap_or_default()
}

/// Converts a small number of lines.
fn count(lines: usize) -> f32 {
    f32::from(u16::try_from(lines).unwrap_or(u16::MAX))
}

/// Coverage of each pixel, from 0 to 1.
struct Canvas(Vec<f32>);

impl Canvas {
    fn new() -> Self {
        Self(vec![0.0; usize::from(WIDTH) * usize::from(HEIGHT)])
    }

    /// Adds coverage at a pixel; ignores coordinates outside the image.
    fn ink(&mut self, x: f32, y: f32, ink: f32) {
        if (0.0..f32::from(WIDTH)).contains(&x) && (0.0..f32::from(HEIGHT)).contains(&y) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is on the sheet"
            )]
            let at = y as usize * usize::from(WIDTH) + x as usize;
            self.0[at] = self.0[at].max(ink.clamp(0.0, 1.0));
        }
    }

    /// Draws a line of text with its baseline at this height.
    fn line(&mut self, face: &Face, text: &str, at: (f32, f32), size: f32, strength: f32) {
        let (left, foot) = at;
        // The highest letters with accents and the lowest ones lie within one and a half times the
        // font size.
        let (above, below) = ((size * 1.1).ceil(), (size * 0.4).ceil());
        let mut pen = Pen::new(above + below, (left, above));
        let (metrics, outlines) = (metrics(face, size), face.outline_glyphs());
        for sign in text.chars() {
            if let Some(outline) = face.charmap().map(sign).and_then(|glyph| outlines.get(glyph)) {
                // An outline that cannot be drawn leaves a gap of its width.
                outline.draw(DrawSettings::from(Size::new(size)), &mut pen).ok();
            }
            pen.left += advance(face, &metrics, sign);
        }
        let top = foot - above;
        pen.drawing.for_each_pixel_2d(|x, y, cover| {
            self.ink(small(x), top + small(y), cover * strength);
        });
    }

    /// Draws a horizontal line.
    fn rule(&mut self, x: f32, y: f32, width: f32, thickness: f32) {
        let mut at = 0.0;
        while at < width * thickness {
            self.ink(x + at % width, y + (at / width).floor(), 0.45);
            at += 1.0;
        }
    }

    /// Draws the logo of the board, 42 pixels wide.
    ///
    /// It is a balloon with one square corner, and in it a smaller one whose corner is on the other
    /// side.
    fn sign(&mut self, x: f32, y: f32) {
        let mut drawing = Rasterizer::new(42, 42);
        balloon(&mut drawing, 21.0, 21.0, 21.0, false);
        balloon(&mut drawing, 21.0, 21.0, 8.0, true);
        drawing.for_each_pixel_2d(|dx, dy, cover| self.ink(x + small(dx), y + small(dy), cover));
    }

    /// Encodes the image as a PNG with a palette of [`SHADES`] colours, two pixels a byte.
    fn png(&self, paper: [u8; 3]) -> anyhow::Result<Vec<u8>> {
        let last = f32::from(SHADES - 1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 15"
        )]
        let shade = |ink: &f32| (ink * last).round() as u8;
        let rows: Vec<u8> = self
            .0
            .chunks(2)
            .map(|pair| (shade(&pair[0]) << 4) | pair.get(1).map_or(0, shade))
            .collect();
        let mix = |of: u8, channel: usize| {
            let (paper, ink) = (u16::from(paper[channel]), u16::from(INK[channel]));
            let (of, last) = (u16::from(of), u16::from(SHADES - 1));
            u8::try_from((paper * (last - of) + ink * of) / last).unwrap_or(u8::MAX)
        };
        let palette: Vec<u8> =
            (0..SHADES).flat_map(|of| [mix(of, 0), mix(of, 1), mix(of, 2)]).collect();
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, u32::from(WIDTH), u32::from(HEIGHT));
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette);
        encoder.set_compression(png::Compression::Balanced);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&rows))
            .context("a card could not be written")?;
        Ok(file)
    }
}

/// Pen that draws the outlines of a line of text, as wide as the image.
struct Pen {
    drawing: Rasterizer,
    /// Height of the drawing in pixels.
    height: f32,
    /// Origin of the next letter in the drawing.
    left: f32,
    foot: f32,
    start: Point,
    last: Point,
}

impl Pen {
    fn new(height: f32, (left, foot): (f32, f32)) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few font sizes, rounded"
        )]
        let drawing = Rasterizer::new(usize::from(WIDTH), height as usize);
        Self { drawing, height, left, foot, start: Point::default(), last: Point::default() }
    }

    /// Returns a point of an outline in the drawing.
    ///
    /// The rasterizer cannot draw outside; points there are moved onto the edge, where they cover
    /// nothing.
    fn place(&self, x: f32, y: f32) -> Point {
        let (right, bottom) = (f32::from(WIDTH) - 0.01, self.height - 0.01);
        point((self.left + x).clamp(0.0, right), (self.foot - y).clamp(0.0, bottom))
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.place(x, y);
        self.last = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let end = self.place(x, y);
        self.drawing.draw_line(self.last, end);
        self.last = end;
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let end = self.place(x, y);
        self.drawing.draw_quad(self.last, self.place(cx0, cy0), end);
        self.last = end;
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let end = self.place(x, y);
        self.drawing.draw_cubic(self.last, self.place(cx0, cy0), self.place(cx1, cy1), end);
        self.last = end;
    }

    fn close(&mut self) {
        self.drawing.draw_line(self.last, self.start);
        self.last = self.start;
    }
}

/// Draws a circle with one square corner, at bottom left.
///
/// With `is_cut_out`, draws it mirrored and in the other direction, so that it is cut out of the
/// shape below.
fn balloon(drawing: &mut Rasterizer, x: f32, y: f32, radius: f32, is_cut_out: bool) {
    // Distance of the control points for a Bézier curve close to a quarter of a circle.
    const REACH: f32 = 0.552_3;
    let side = if is_cut_out { -1.0 } else { 1.0 };
    let place = |(dx, dy): (f32, f32)| point(x + side * dx * radius, y + dy * radius);
    let quarters = [(-1.0, 0.0), (0.0, -1.0), (1.0, 0.0), (0.0, 1.0)];
    for ends in quarters.windows(2) {
        let [(ax, ay), (bx, by)] = [ends[0], ends[1]];
        let near = (ax + bx * REACH, ay + by * REACH);
        let far = (bx + ax * REACH, by + ay * REACH);
        drawing.draw_cubic(place((ax, ay)), place(near), place(far), place((bx, by)));
    }
    for ends in [(0.0, 1.0), (-1.0, 1.0), (-1.0, 0.0)].windows(2) {
        drawing.draw_line(place(ends[0]), place(ends[1]));
    }
}

/// Converts a small number of pixels.
fn small(pixels: u32) -> f32 {
    f32::from(u16::try_from(pixels).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(title: &str) -> OgImage {
        OgImage {
            board: "Weerwoord".to_owned(),
            title: title.to_owned(),
            author: "Sanne Verhoef".to_owned(),
            paper: [0x0b, 0x54, 0x59],
        }
    }

    #[test]
    fn a_card_is_a_small_png_whatever_the_title() {
        let long = "Aansprakelijkheidswaardevaststellingsveranderingen ".repeat(4);
        for title in [
            "Nu",
            "Van wie is het gesprek met de klant?",
            &long,
            &"x".repeat(200),
            "🙂",
            "",
            "Ελληνικά и русский",
        ] {
            let file = image(title).draw().unwrap();
            let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut pixels).unwrap();
            assert_eq!((info.width, info.height), (1200, 630));
            assert!(file.len() < 60_000, "{title}: {} bytes", file.len());
            assert!(pixels.contains(&0xff), "something stands on it");
        }
    }

    #[test]
    fn a_title_is_as_large_as_it_can_be_and_never_outgrows_its_space() {
        let width = 1024.0;
        assert_eq!(fitted(&LATIN, "Nu", width), (84.0, vec!["Nu".to_owned()]));
        let words = "woorden en nog eens woorden ".repeat(12);
        let (size, lines) = fitted(&LATIN, words.trim(), width);
        assert_eq!((size, lines.len()), (48.0, 5));
        assert!(
            lines.last().unwrap().ends_with('…') && !lines.last().unwrap().ends_with(" …"),
            "{lines:?}"
        );
        for line in &lines {
            assert!(length(&LATIN, line, size) <= width, "{line}");
        }
        let (size, lines) = fitted(&LATIN, &"x".repeat(100), width);
        assert!(
            lines.iter().all(|line| length(&LATIN, line, size) <= width)
                && lines.concat().len() == 100
        );
    }

    #[test]
    fn other_words_are_another_card() {
        let one = image("Nu");
        assert_eq!(one.hash(), image("Nu").hash());
        assert_ne!(one.hash(), image("Nooit").hash());
        let moved = OgImage { board: "WeerwoordNu".to_owned(), title: String::new(), ..image("") };
        assert_ne!(one.hash(), moved.hash());
        assert_ne!(one.hash(), OgImage { paper: [0x8a, 0x1c, 0x5c], ..image("Nu") }.hash());
    }
}
