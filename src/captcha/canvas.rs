//! Canvas of a captcha picture: the amount of ink in each pixel, and its encoding as PNG.

use anyhow::Context;

use super::shape::Shape;

/// Width of a picture, in pixels.
pub const WIDTH: u32 = 256;
/// Height of a picture, in pixels.
pub const HEIGHT: u32 = 200;
/// Highest grey level in the file: 16 levels are enough for smooth edges, at half the size of 256.
const GREYS: f32 = 15.0;

/// Amount of ink in each pixel, from 0 to 1.
pub struct Canvas {
    ink: Vec<f32>,
}

impl Canvas {
    /// Returns an empty canvas.
    pub fn new() -> Self {
        Self { ink: vec![0.0; WIDTH as usize * HEIGHT as usize] }
    }

    /// Draws a shape; existing ink stays.
    pub fn fill(&mut self, shape: &Shape) {
        for (ink, cover) in self.ink.iter_mut().zip(shape.coverage()) {
            *ink = ink.max(cover);
        }
    }

    /// Inverts ink and paper inside a shape.
    pub fn flip(&mut self, shape: &Shape) {
        for (ink, cover) in self.ink.iter_mut().zip(shape.coverage()) {
            *ink += cover - 2.0 * *ink * cover;
        }
    }

    /// Returns the canvas as a PNG of 16 grey levels.
    ///
    /// `dark` and `light` are the grey values of ink and paper, from 0 (black) to 1 (white).
    pub fn png(&self, dark: f32, light: f32) -> anyhow::Result<Vec<u8>> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 15"
        )]
        let greys =
            |ink: &f32| ((light + (dark - light) * ink) * GREYS).round().clamp(0.0, GREYS) as u8;
        let mut rows = Vec::with_capacity(self.ink.len() / 2);
        for row in self.ink.chunks(WIDTH as usize) {
            rows.extend(
                row.chunks(2).map(|pair| (greys(&pair[0]) << 4) | pair.get(1).map_or(0, greys)),
            );
        }
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, WIDTH, HEIGHT);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_compression(png::Compression::Balanced);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&rows))
            .context("the picture of a code could not be written")?;
        Ok(file)
    }
}

/// Converts a picture size, which is a small number, to a float.
pub fn as_f32(pixels: u32) -> f32 {
    f32::from(u16::try_from(pixels).unwrap_or(u16::MAX))
}
