//! From the bytes somebody sent to the files that are kept: looked at before they are trusted, turned the right way up, in the
//! colours of the web, and written anew, so that nothing else that was in them (where, when and with what it was taken) is left.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use sha2::{Digest, Sha256};

use super::{Kind, Purpose, SIDES, memory, whole};

/// The most pixels that are taken: the largest of today's cameras, about.
const MAX_PIXELS: u64 = 40_000_000;
/// The longest side that is taken.
const MAX_SIDE: u32 = 20_000;
/// The most memory that decoding may take: what those pixels do in a photograph, three bytes each. What
/// is left of a node of 512 MiB holds the board, the files that wait and the picture in its new size.
const MAX_BYTES: u64 = 128 * 1024 * 1024;
/// The shortest side that is taken: less is a dot or a tracking pixel.
const MIN_SIDE: u32 = 16;
/// The widths a picture in an article is kept in: a telephone, a column of text, the same on a fine screen.
const WIDTHS: [u32; 3] = [480, 960, 1600];
/// The tallest it is kept in: a strip of any length would fill the page.
const MAX_HEIGHT: u32 = 2400;
/// The width for what knows no WebP.
const PLAIN_WIDTH: u32 = 960;
/// The room a logo has in the masthead, twice as fine.
const LOGO: (u32, u32) = (640, 128);
/// At these a photograph shows no loss at arm's length.
const WEBP_QUALITY: f32 = 80.0;
const JPEG_QUALITY: u8 = 82;

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is none of the kinds that are taken, whatever it is called.
    Kind,
    /// It would be too large once unpacked.
    Pixels,
    /// There is next to nothing on it.
    Small,
    /// It breaks off, or is no picture after all.
    Broken,
}

impl Refusal {
    /// The key of the sentence that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kind => "picture-kind",
            Self::Pixels => "picture-pixels",
            Self::Small => "picture-small",
            Self::Broken => "picture-broken",
        }
    }
}

impl From<ImageError> for Refusal {
    fn from(error: ImageError) -> Self {
        match error {
            ImageError::Limits(_) => Self::Pixels,
            _ => Self::Broken,
        }
    }
}

/// A file to keep.
#[derive(Clone, Debug)]
pub struct File {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// How it is written.
    pub kind: Kind,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What came out.
#[derive(Clone, Debug)]
pub struct Developed {
    /// The files, the narrowest first.
    pub files: Vec<File>,
    /// What they change with.
    pub hash: String,
    /// What the bytes that were sent are known by.
    pub origin: String,
}

/// Makes the files of a picture. Takes a second of a processor for a large one, and the memory its pixels take.
pub fn develop(bytes: &[u8], purpose: Purpose) -> Result<Developed, Refusal> {
    let (picture, orientation, profile) = decode(bytes)?;
    let mut picture = shrink(picture, orientation, purpose);
    picture.apply_orientation(orientation);
    let picture = web_colours(picture, profile.as_deref());
    let files = match purpose {
        Purpose::Article => for_articles(&picture),
        Purpose::Logo => png(&picture).map(|file| vec![file]),
        Purpose::Avatar => for_avatar(&picture),
    };
    Ok(Developed::of(files.ok_or(Refusal::Broken)?, bytes))
}

impl Developed {
    /// These files, made of bytes that were sent.
    pub fn of(files: Vec<File>, sent: &[u8]) -> Self {
        let mut hash = Sha256::new();
        for file in &files {
            hash.update(&file.bytes);
        }
        let short = |digest: &[u8], length| hex::encode(&digest[..length]);
        let (hash, origin) = (short(&hash.finalize(), 6), short(&Sha256::digest(sent), 16));
        Self { files, hash, origin }
    }
}

/// The picture as it lies in the file, which way up it goes, and what its colours mean. What it will take is known from its first
/// bytes, and refused before any of it is unpacked.
fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation, Option<Vec<u8>>), Refusal> {
    const TAKEN: [ImageFormat; 4] =
        [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif];
    let format = image::guess_format(bytes)
        .ok()
        .filter(|format| TAKEN.contains(format))
        .ok_or(Refusal::Kind)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let decoded = u64::from(decoder.color_type().bytes_per_pixel());
    if pixels > MAX_PIXELS || pixels * memory::per_pixel(format, decoded, bytes) > MAX_BYTES {
        return Err(Refusal::Pixels);
    }
    if width.min(height) < MIN_SIDE {
        return Err(Refusal::Small);
    }
    if format == ImageFormat::Jpeg && !whole::is_whole(bytes) {
        return Err(Refusal::Broken);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    Ok((DynamicImage::from_decoder(decoder)?, orientation, profile))
}

/// As small as it is ever needed, before anything else is done with it; eight bits a colour.
fn shrink(picture: DynamicImage, orientation: Orientation, purpose: Purpose) -> DynamicImage {
    let lies = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = match purpose {
        Purpose::Article => (WIDTHS[2], MAX_HEIGHT),
        Purpose::Logo => LOGO,
        Purpose::Avatar => return covering(picture, SIDES[1]),
    };
    let (width, height) = if lies { (height, width) } else { (width, height) };
    let (has_width, has_height) = (picture.width(), picture.height());
    if has_width <= width && has_height <= height {
        return eight_bits(picture);
    }
    // Whichever side is further beyond its room decides.
    let by_width =
        u64::from(width) * u64::from(has_height) <= u64::from(height) * u64::from(has_width);
    let (of, to) = if by_width { (has_width, width) } else { (has_height, height) };
    resized(picture, scaled(has_width, to, of), scaled(has_height, to, of))
}

/// The middle of it as a square of this side.
fn covering(picture: DynamicImage, side: u32) -> DynamicImage {
    let least = picture.width().min(picture.height());
    let (x, y) = ((picture.width() - least) / 2, (picture.height() - least) / 2);
    if least > 2 * side {
        let rough = imageops::thumbnail(&*picture.view(x, y, least, least), 2 * side, 2 * side);
        drop(picture);
        return resized(DynamicImage::ImageRgba8(rough), side, side);
    }
    resized(picture.crop_imm(x, y, least, least), side, side)
}

fn scaled(length: u32, to: u32, of: u32) -> u32 {
    let scaled = (u64::from(length) * u64::from(to) + u64::from(of) / 2) / u64::from(of).max(1);
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}

/// In another size. What is far larger is halved roughly first: fine work on forty million pixels would take a minute and a gigabyte.
/// Of no two of these is more than the smaller in memory when the next is made.
fn resized(picture: DynamicImage, width: u32, height: u32) -> DynamicImage {
    let picture = if picture.width() > 2 * width && picture.height() > 2 * height {
        roughly(picture, 2 * width, 2 * height)
    } else {
        picture
    };
    eight_bits(picture).resize_exact(width, height, FilterType::Lanczos3)
}

/// In about the right size, quickly.
fn roughly(picture: DynamicImage, width: u32, height: u32) -> DynamicImage {
    match picture {
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => {
            picture.thumbnail_exact(width, height)
        }
        // Each pixel becomes one of eight bits as it is read.
        deep => DynamicImage::ImageRgba8(imageops::thumbnail(&deep, width, height)),
    }
}

/// With what can be seen through only where something can.
fn eight_bits(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let picture = picture.into_rgba8();
    if picture.pixels().any(|pixel| pixel.0[3] < u8::MAX) {
        DynamicImage::ImageRgba8(picture)
    } else {
        DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(picture).into_rgb8())
    }
}

/// In the colours that are meant where nothing is said: a telephone's are wider, and would look dull without its profile.
fn web_colours(mut picture: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let Some(from) = profile.and_then(|profile| ColorProfile::new_from_slice(profile).ok()) else {
        return picture;
    };
    if from.color_space != DataColorSpace::Rgb {
        return picture;
    }
    let layout = if picture.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let to = ColorProfile::new_srgb();
    let Ok(transform) =
        from.create_transform_8bit(layout, &to, layout, TransformOptions::default())
    else {
        return picture;
    };
    let before = picture.as_bytes().to_vec();
    let after: Option<&mut [u8]> = match &mut picture {
        DynamicImage::ImageRgb8(buffer) => Some(buffer),
        DynamicImage::ImageRgba8(buffer) => Some(buffer),
        _ => None,
    };
    if let Some(after) = after
        && transform.transform(&before, after).is_err()
    {
        after.copy_from_slice(&before);
    }
    picture
}

fn for_articles(picture: &DynamicImage) -> Option<Vec<File>> {
    let mut widths: Vec<u32> =
        WIDTHS.into_iter().filter(|width| *width < picture.width()).collect();
    widths.push(picture.width());
    let mut files = Vec::new();
    for width in widths {
        let sized = at_width(picture, width);
        files.push(webp(&sized)?);
    }
    files.push(plain(&at_width(picture, PLAIN_WIDTH.min(picture.width())))?);
    files.sort_by_key(|file| file.width);
    Some(files)
}

fn for_avatar(picture: &DynamicImage) -> Option<Vec<File>> {
    let small = resized(picture.clone(), SIDES[0], SIDES[0]);
    Some(vec![webp(&small)?, webp(picture)?])
}

fn at_width(picture: &DynamicImage, width: u32) -> DynamicImage {
    if picture.width() == width {
        return picture.clone();
    }
    picture.resize_exact(
        width,
        scaled(picture.height(), width, picture.width()),
        FilterType::Lanczos3,
    )
}

fn webp(picture: &DynamicImage) -> Option<File> {
    let (width, height, bytes) = (picture.width(), picture.height(), picture.as_bytes());
    let layout =
        if picture.color().has_alpha() { webp::PixelLayout::Rgba } else { webp::PixelLayout::Rgb };
    let encoded =
        webp::Encoder::new(bytes, layout, width, height).encode_simple(false, WEBP_QUALITY).ok()?;
    Some(File { width, height, kind: Kind::Webp, bytes: encoded.to_vec() })
}

/// For what knows no WebP.
fn plain(picture: &DynamicImage) -> Option<File> {
    if picture.color().has_alpha() {
        return png(picture);
    }
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)).ok()?;
    Some(File { width: picture.width(), height: picture.height(), kind: Kind::Jpeg, bytes })
}

fn png(picture: &DynamicImage) -> Option<File> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, PngFilter::Adaptive);
    picture.write_with_encoder(encoder).ok()?;
    Some(File { width: picture.width(), height: picture.height(), kind: Kind::Png, bytes })
}
