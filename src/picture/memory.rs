//! Memory that decoding a picture takes, known from its first bytes.

use image::ImageFormat;

/// Bytes that decoding takes for each pixel, of which the decoded picture has `decoded`. What decoders
/// keep beside the picture is counted, as they are written today.
pub(super) fn per_pixel(format: ImageFormat, decoded: u64, bytes: &[u8]) -> u64 {
    match format {
        // All coefficients of a picture that comes in passes are kept until the last.
        ImageFormat::Jpeg => decoded + coefficients(bytes),
        ImageFormat::WebP if bytes.windows(4).take(64).any(|name| name == b"ANIM") => decoded + 8,
        // Beside the whole stands the one image that was taken out of the file, or what its colours are
        // made of; of a moving WebP both.
        ImageFormat::Gif | ImageFormat::WebP => decoded + 4,
        _ => decoded,
    }
}

/// Bytes of coefficients for each pixel of a JPEG, rounded up: none when it comes in one pass.
fn coefficients(bytes: &[u8]) -> u64 {
    /// Two bytes each of four colours that are all as fine as the picture.
    const MOST: u64 = 8;
    let Some(frame) = frame(bytes) else { return MOST };
    if !matches!(frame.marker, 0xc2 | 0xc6 | 0xca | 0xce) {
        return 0;
    }
    // For each colour a name, how fine it is across and down, and a table.
    let fineness = |colour: &[u8]| match colour {
        [_, across_and_down, _] => {
            (u64::from(across_and_down >> 4), u64::from(across_and_down & 15))
        }
        _ => (0, 0),
    };
    let colours = frame.colours.chunks(3).map(fineness);
    let across = colours.clone().map(|(across, _)| across).max().unwrap_or(0);
    let down = colours.clone().map(|(_, down)| down).max().unwrap_or(0);
    let samples: u64 = colours.map(|(across, down)| across * down).sum();
    if across * down == 0 { MOST } else { (2 * samples).div_ceil(across * down).min(MOST) }
}

/// The head of the frame of a JPEG.
struct Frame<'a> {
    marker: u8,
    colours: &'a [u8],
}

/// The first frame; `None` where there is none to be found.
fn frame(bytes: &[u8]) -> Option<Frame<'_>> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        // Any number of filling bytes may stand before a marker.
        let start = rest.iter().position(|byte| *byte != 0xff)?;
        let (marker, after) = (*rest.get(start)?, rest.get(start + 1..)?);
        if start == 0 {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
        let segment = after.get(2..length)?;
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            // Precision, height, width and the number of colours come first.
            return Some(Frame { marker, colours: segment.get(6..)? });
        }
        rest = after.get(length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a JPEG with a thumbnail's frame in a segment before its own.
    fn jpeg(marker: u8, colours: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1, 0, 8, 0xff, 0xc0, 0, 3, 1, 1, 0xff];
        let length = u8::try_from(8 + 3 * colours.len()).unwrap();
        let number = u8::try_from(colours.len()).unwrap();
        bytes.extend([0xff, marker, 0, length, 8, 0, 16, 0, 16, number]);
        for (name, fineness) in (1..).zip(colours) {
            bytes.extend([name, *fineness, 0]);
        }
        bytes
    }

    #[test]
    fn a_jpeg_in_passes_takes_its_coefficients_too() {
        let takes = |bytes: &[u8]| per_pixel(ImageFormat::Jpeg, 3, bytes);
        assert_eq!(takes(&jpeg(0xc0, &[0x22, 0x11, 0x11])), 3);
        assert_eq!(takes(&jpeg(0xc2, &[0x22, 0x11, 0x11])), 6);
        assert_eq!(takes(&jpeg(0xc2, &[0x21, 0x11, 0x11])), 7);
        assert_eq!(takes(&jpeg(0xc2, &[0x11, 0x11, 0x11])), 9);
        assert_eq!(takes(&jpeg(0xc2, &[0, 0, 0])), 11);
        assert_eq!(takes(b"\xff\xd8\xff"), 11, "what cannot be known is the worst");
    }

    #[test]
    fn every_pixel_counts_by_its_bytes() {
        assert_eq!(per_pixel(ImageFormat::Png, 8, b""), 8);
        assert_eq!(per_pixel(ImageFormat::Gif, 4, b""), 8);
        assert_eq!(per_pixel(ImageFormat::WebP, 3, b"RIFF\0\0\0\0WEBPVP8 "), 7);
        assert_eq!(per_pixel(ImageFormat::WebP, 4, b"RIFF\0\0\0\0WEBPVP8X          ANIM"), 12);
    }
}
