//! Icons of the site, made of one picture: square, with margins where it is not.

use image::imageops::{self, FilterType};
use image::{DynamicImage, Rgba, RgbaImage};

/// Sides of the icons in pixels: a browser tab on a high-resolution screen, and a home screen.
pub const ICON_SIDES: [u32; 2] = [32, 180];

/// Returns the picture in the middle of a square with this side.
///
/// The margins are transparent, or white for the icon of a home screen: some systems show
/// transparent pixels black there.
pub(super) fn icon(picture: &DynamicImage, side: u32) -> DynamicImage {
    let clear = if side == ICON_SIDES[1] { Rgba([255; 4]) } else { Rgba([0; 4]) };
    let fitting = picture.resize(side, side, FilterType::Lanczos3).into_rgba8();
    let middle = |length: u32| i64::from((side - length.min(side)) / 2);
    let mut square = RgbaImage::from_pixel(side, side, clear);
    imageops::overlay(&mut square, &fitting, middle(fitting.width()), middle(fitting.height()));
    DynamicImage::ImageRgba8(square)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_picture_stands_in_the_middle_of_the_icon() {
        let wide =
            DynamicImage::ImageRgba8(RgbaImage::from_pixel(640, 320, Rgba([9, 9, 200, 255])));
        let [tab, home] = ICON_SIDES.map(|side| icon(&wide, side).into_rgba8());
        assert_eq!((tab.dimensions(), home.dimensions()), ((32, 32), (180, 180)));
        assert_eq!((tab.get_pixel(0, 0).0[3], home.get_pixel(0, 0).0), (0, [255; 4]));
        assert_eq!(tab.get_pixel(16, 16).0, [9, 9, 200, 255]);
    }
}
