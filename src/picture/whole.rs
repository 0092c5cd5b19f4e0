//! Detection of truncated JPEG files by their markers, as a decoder turns one into a picture that
//! is grey from there on.

/// First byte of every marker.
const MARKER: u8 = 0xff;
const START: u8 = 0xd8;
const END: u8 = 0xd9;
/// Start of scan: its header is followed by image data, until the next marker.
const SCAN: u8 = 0xda;
/// Markers without a length: restarts, and one for private use in arithmetic coding.
const ALONE: [std::ops::RangeInclusive<u8>; 2] = [0xd0..=START, 0x01..=0x01];

/// Returns whether the markers of a JPEG lead to the end marker.
pub fn is_whole(bytes: &[u8]) -> bool {
    ends(bytes).is_some()
}

/// Follows the markers to the end marker; `None` if the bytes end before it.
fn ends(bytes: &[u8]) -> Option<()> {
    let mut at = 0;
    loop {
        at = next_marker(bytes, at)?;
        let kind = *bytes.get(at)?;
        at += 1;
        if kind == END {
            return Some(());
        }
        if ALONE.iter().any(|alone| alone.contains(&kind)) {
            continue;
        }
        let length = bytes.get(at..at + 2)?;
        at += usize::from(u16::from_be_bytes([length[0], length[1]]));
        if kind == SCAN {
            at = scan_end(bytes, at)?;
        }
    }
}

/// Returns the position of the type byte of the next marker.
///
/// Any number of fill bytes may precede it.
fn next_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let start = from + bytes.get(from..)?.iter().position(|byte| *byte == MARKER)?;
    Some(start + bytes[start..].iter().position(|byte| *byte != MARKER)?)
}

/// Returns the position of the marker after a scan.
///
/// In a scan, 0xff is data if a zero follows.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let kind = next_marker(bytes, at)?;
        match bytes[kind] {
            0 | 0xd0..=0xd7 => at = kind + 1,
            _ => return Some(kind - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use image::codecs::jpeg::JpegEncoder;
    use image::{DynamicImage, Rgb, RgbImage};

    use super::*;

    #[test]
    fn a_jpeg_is_whole_only_with_its_last_byte() {
        let noise = |x: u32, y: u32| Rgb([((x * 7) ^ (y * 13)).to_le_bytes()[0], 0xff, 9]);
        let picture = DynamicImage::ImageRgb8(RgbImage::from_fn(64, 48, noise));
        let mut bytes = Vec::new();
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 90)).unwrap();
        assert!(is_whole(&bytes));
        assert!((0..bytes.len()).all(|length| !is_whole(&bytes[..length])));
        bytes.extend_from_slice(b"what a camera puts after it");
        assert!(is_whole(&bytes));
    }

    #[test]
    fn fill_bytes_restarts_and_a_thumbnail_do_not_end_it() {
        let thumbnail = b"\xff\xe1\x00\x06\xff\xd9\xff\xd8";
        let scan = b"\xff\xda\x00\x02ab\xff\x00c\xff\xd0d\xff\xff\xff\xd9";
        let whole = [b"\xff\xd8".as_slice(), thumbnail, scan].concat();
        assert!(is_whole(&whole));
        assert!(!is_whole(&whole[..whole.len() - 1]));
        assert!(!is_whole(b"\xff\xd8\xff\xe1\x00\x00"));
        assert!(!is_whole(b"\xff\xd8\xff\xe1\xff\xff\xff\xd9"));
    }
}
