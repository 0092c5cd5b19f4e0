//! Processing of uploaded pictures into the files that are stored.
//!
//! A picture is checked before it is decoded, rotated upright, converted to sRGB and encoded anew,
//! so that no metadata (place, time, camera) remains.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
    Rgba, RgbaImage,
};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use sha2::{Digest, Sha256};

use super::favicon::{ICON_SIDES, icon};
use super::{Kind, Purpose, SIDES, memory, svg, whole};

/// Maximum number of pixels: about the largest of today's cameras.
const MAX_PIXELS: u64 = 40_000_000;
/// Maximum length of a side, in pixels.
const MAX_SIDE: u32 = 20_000;
/// Maximum memory for decoding, in bytes: three bytes for each of those pixels.
///
/// What remains of a node of 512 MiB holds the program, the waiting uploads and the resized
/// picture.
const MAX_BYTES: u64 = 128 * 1024 * 1024;
/// Minimum length of a side, in pixels; less is a dot or a tracking pixel.
const MIN_SIDE: u32 = 16;
/// Widths of the files of a picture in an article, in pixels: a phone, a column of text, a column
/// on a high-resolution screen.
const WIDTHS: [u32; 3] = [480, 960, 1600];
/// Maximum height, in pixels, as a long strip would fill the page.
const MAX_HEIGHT: u32 = 2400;
/// Width of the file for clients without WebP, in pixels.
const PLAIN_WIDTH: u32 = 960;
/// Maximum size of a logo, in pixels: twice its size in the masthead.
const LOGO: (u16, u16) = (640, 128);
/// Maximum size of the picture of an icon, in pixels: the largest icon.
const ICON: (u16, u16) = (180, 180);
/// Size of the picture of a link, in pixels: what social networks show.
const SOCIAL: (u32, u32) = (1200, 630);
/// Encoding quality at which a photograph shows no visible loss.
const WEBP_QUALITY: f32 = 80.0;
const JPEG_QUALITY: u8 = 82;

/// Reason why a picture is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The format is not accepted, whatever the file name says.
    Kind,
    /// It would be too large when decoded.
    Pixels,
    /// It is too small.
    Small,
    /// It is too small for the picture of a link, which networks show large.
    SmallSocial,
    /// It is truncated, or not a picture.
    Broken,
    /// It is an SVG with text, for which there are no typefaces.
    SvgText,
    /// It is an SVG that shows other files or uses effects.
    SvgEffects,
    /// It is an SVG that is too large or takes too much work to draw.
    SvgComplex,
    /// It is an SVG that shows nothing.
    SvgEmpty,
}

impl Refusal {
    /// Returns the message key of the error.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kind => "picture-kind",
            Self::Pixels => "picture-pixels",
            Self::Small => "picture-small",
            Self::SmallSocial => "picture-small-social",
            Self::Broken => "picture-broken",
            Self::SvgText => "picture-svg-text",
            Self::SvgEffects => "picture-svg-effects",
            Self::SvgComplex => "picture-svg-complex",
            Self::SvgEmpty => "picture-svg-empty",
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

/// Encoded file.
#[derive(Clone, Debug)]
pub struct File {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Format of the file.
    pub kind: Kind,
    /// Bytes of the file.
    pub bytes: Vec<u8>,
}

/// Result of the processing.
#[derive(Clone, Debug)]
pub struct ProcessedImage {
    /// Encoded files, the narrowest first.
    pub files: Vec<File>,
    /// Hash of the files for their URLs: 12 hexadecimal digits.
    pub hash: String,
    /// Hash of the uploaded bytes, which identifies them: 32 hexadecimal digits.
    pub origin: String,
}

/// Makes the files of a picture.
///
/// A large picture takes about a second of CPU time, and memory for its pixels.
pub fn process(bytes: &[u8], purpose: Purpose) -> Result<ProcessedImage, Refusal> {
    let vector = match purpose {
        Purpose::Logo => Some(LOGO),
        Purpose::Favicon => Some(ICON),
        Purpose::Article | Purpose::Avatar | Purpose::Social => None,
    };
    let picture = match vector.filter(|_| svg::is_svg(bytes)) {
        Some(size) => is_large_enough(svg::draw(bytes, size)?)?,
        None => upright(bytes, purpose)?,
    };
    let files = match purpose {
        Purpose::Article => for_articles(&picture),
        Purpose::Logo => png(&picture).map(|file| vec![file]),
        Purpose::Avatar => for_avatar(&picture),
        Purpose::Favicon => ICON_SIDES.iter().map(|side| png(&icon(&picture, *side))).collect(),
        Purpose::Social => jpeg(&picture).map(|file| vec![file]),
    };
    Ok(ProcessedImage::of(files.ok_or(Refusal::Broken)?, bytes))
}

/// Returns the decoded picture, upright, in sRGB and no larger than needed.
fn upright(bytes: &[u8], purpose: Purpose) -> Result<DynamicImage, Refusal> {
    let (picture, orientation, profile) = decode(bytes)?;
    let (longer, shorter) =
        (picture.width().max(picture.height()), picture.width().min(picture.height()));
    if purpose == Purpose::Social && (longer < SOCIAL.0 / 2 || shorter < SOCIAL.1 / 2) {
        return Err(Refusal::SmallSocial);
    }
    let mut picture = shrink(picture, orientation, purpose);
    picture.apply_orientation(orientation);
    let picture = web_colours(picture, profile.as_deref());
    Ok(if purpose == Purpose::Social {
        picture.resize_to_fill(SOCIAL.0, SOCIAL.1, FilterType::Lanczos3)
    } else {
        picture
    })
}

/// Refuses a drawing of which a side is too short to be seen.
fn is_large_enough(picture: DynamicImage) -> Result<DynamicImage, Refusal> {
    let shortest = picture.width().min(picture.height());
    if shortest < MIN_SIDE { Err(Refusal::Small) } else { Ok(picture) }
}

impl ProcessedImage {
    /// Returns the result for these files, made of the bytes `sent`.
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

/// Returns the decoded picture, its orientation and its colour profile.
///
/// The memory it needs is known from its first bytes, and it is rejected before decoding.
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

/// Reduces the picture to the largest size that is needed, at 8 bits for each channel, before
/// anything else is done.
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
        Purpose::Logo => (u32::from(LOGO.0), u32::from(LOGO.1)),
        Purpose::Favicon => (u32::from(ICON.0), u32::from(ICON.1)),
        // Twice the size, so that the middle can be cut out of a picture of any shape.
        Purpose::Social => (2 * SOCIAL.0, 2 * SOCIAL.0),
        Purpose::Avatar => return covering(picture, SIDES[1]),
    };
    let (width, height) = if lies { (height, width) } else { (width, height) };
    let (has_width, has_height) = (picture.width(), picture.height());
    if has_width <= width && has_height <= height {
        return eight_bits(picture);
    }
    // The side that exceeds its limit more determines the scale.
    let by_width =
        u64::from(width) * u64::from(has_height) <= u64::from(height) * u64::from(has_width);
    let (of, to) = if by_width { (has_width, width) } else { (has_height, height) };
    resized(picture, scaled(has_width, to, of), scaled(has_height, to, of))
}

/// Returns the central square of the picture, scaled to this side.
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

/// Resizes a picture.
///
/// A much larger picture is first reduced to twice the size by a fast method, because a precise one
/// on forty million pixels would take a minute and a gigabyte. At most the smaller of two pictures
/// is in memory when the next is made.
fn resized(picture: DynamicImage, width: u32, height: u32) -> DynamicImage {
    let picture = if picture.width() > 2 * width && picture.height() > 2 * height {
        roughly(picture, 2 * width, 2 * height)
    } else {
        picture
    };
    eight_bits(picture).resize_exact(width, height, FilterType::Lanczos3)
}

/// Resizes a picture quickly, with low precision.
fn roughly(picture: DynamicImage, width: u32, height: u32) -> DynamicImage {
    match picture {
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => {
            picture.thumbnail_exact(width, height)
        }
        // Each pixel is converted to eight bits as it is read.
        deep => DynamicImage::ImageRgba8(imageops::thumbnail(&deep, width, height)),
    }
}

/// Converts to 8 bits for each channel, with an alpha channel only if the picture has transparency.
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

/// Converts the colours to sRGB, which is assumed where there is no profile.
///
/// The wider colours of a phone would look dull without their profile. A picture whose profile is
/// missing or unusable stays as it is.
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

/// Returns the file for clients without WebP: PNG with transparency, otherwise JPEG.
fn plain(picture: &DynamicImage) -> Option<File> {
    if picture.color().has_alpha() { png(picture) } else { jpeg(picture) }
}

/// Returns the picture as JPEG, on white where it is transparent.
fn jpeg(picture: &DynamicImage) -> Option<File> {
    if picture.color().has_alpha() {
        let mut opaque = RgbaImage::from_pixel(picture.width(), picture.height(), Rgba([255; 4]));
        imageops::overlay(&mut opaque, picture, 0, 0);
        return jpeg(&DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(opaque).into_rgb8()));
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
