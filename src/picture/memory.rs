//! Estimate of the memory for decoding a picture, from its first bytes.

use image::ImageFormat;

/// Returns the number of bytes for each pixel while decoding, of which `decoded` are the result.
///
/// The buffers of the decoders are counted as they are implemented today.
pub(super) fn per_pixel(format: ImageFormat, decoded: u64, bytes: &[u8]) -> u64 {
    match format {
        // A progressive JPEG needs all its coefficients until the last pass.
        ImageFormat::Jpeg => decoded + coefficients(bytes),
        ImageFormat::WebP if bytes.windows(4).take(64).any(|name| name == b"ANIM") => decoded + 8,
        // Besides the whole picture there is the current frame, or the colour planes; for an
        // animated WebP both.
        ImageFormat::Gif | ImageFormat::WebP => decoded + 4,
        _ => decoded,
    }
}

/// Returns the bytes of coefficients for each pixel of a JPEG, rounded up; 0 if it is not
/// progressive.
fn coefficients(bytes: &[u8]) -> u64 {
    /// Two bytes for each of four channels at full resolution.
    const MOST: u64 = 8;
    let Some(frame) = frame(bytes) else { return MOST };
    if !matches!(frame.marker, 0xc2 | 0xc6 | 0xca | 0xce) {
        return 0;
    }
    // For each channel an identifier, sampling factors (4 bits horizontal, 4 bits vertical), and a
    // table.
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

/// Frame header of a JPEG.
struct Frame<'a> {
    marker: u8,
    colours: &'a [u8],
}

/// Returns the first frame; `None` if there is none.
fn frame(bytes: &[u8]) -> Option<Frame<'_>> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        // Any number of fill bytes may precede a marker.
        let start = rest.iter().position(|byte| *byte != 0xff)?;
        let (marker, after) = (*rest.get(start)?, rest.get(start + 1..)?);
        if start == 0 {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
        let segment = after.get(2..length)?;
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            // Precision, height, width and the number of channels come first.
            return Some(Frame { marker, colours: segment.get(6..)? });
        }
        rest = after.get(length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the head of a JPEG that has the frame of a thumbnail in a segment before its own.
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
