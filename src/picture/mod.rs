//! Pictures: descriptions, stored sizes, URLs, and HTML on pages.
//!
//! `encode` decodes and encodes the bytes, `svg` draws vectors; the store keeps them.

mod avatar;
mod encode;
mod favicon;
mod memory;
mod processor;
mod show;
mod svg;
mod whole;

pub use avatar::{AvatarImage, SIDES};
pub use encode::{File, ProcessedImage, Refusal, process};
pub use favicon::ICON_SIDES;
pub use processor::{ImageProcessor, UploadPermit};
pub use show::{Place, broken_in, in_text, numbers_in};

/// Maximum size of an uploaded file, in bytes: more than a phone makes of a photograph.
pub const UPLOAD_MAX: usize = 10 * 1024 * 1024;
/// Maximum length of a description, in characters: what a screen reader reads without a break.
pub const ALT_MAX: usize = 300;
/// Maximum length of a caption, in characters: ten lines on a phone.
pub const CAPTION_MAX: usize = 300;
/// Number of pictures on one page of the editors' desk.
pub const PER_PAGE: i64 = 24;

/// Purpose of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Picture in articles and static pages.
    Article,
    /// Logo in the masthead.
    Logo,
    /// Avatar beside a name.
    Avatar,
    /// Icon of the site in a browser tab and on a home screen.
    Favicon,
    /// Picture of links to pages without one of their own.
    Social,
}

impl Purpose {
    /// Returns the code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Article => "article",
            // All pictures of the branding; the settings tell which is which.
            Self::Logo | Self::Favicon | Self::Social => "logo",
            Self::Avatar => "avatar",
        }
    }
}

/// File format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// WebP, for browsers.
    Webp,
    /// JPEG, for clients without WebP.
    Jpeg,
    /// PNG, for clients without WebP, if the picture has transparency.
    Png,
}

impl Kind {
    /// Returns the code in the database, which is also the file name extension.
    pub fn code(self) -> &'static str {
        match self {
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Returns the format with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Webp, Self::Jpeg, Self::Png].into_iter().find(|kind| kind.code() == code)
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// Text alternative of a picture, for people who cannot see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alt(String);

impl Alt {
    /// Parses a description into one line, or returns the message key of the error.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.chars().count() {
            0 => Err("picture-alt-missing"),
            1..=ALT_MAX => Ok(Self(text)),
            _ => Err("picture-alt-too-long"),
        }
    }

    /// Returns the description as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Size in which a picture is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Format of the file.
    pub kind: Kind,
}

/// Stored picture, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Number of the picture.
    pub id: i64,
    /// Text alternative.
    pub alt: String,
    /// Default caption, for articles without one of their own.
    pub caption: Option<String>,
    /// Hash of the files, which is part of their URLs.
    pub hash: String,
    /// Stored sizes, the narrowest first.
    pub sizes: Vec<Size>,
}

impl Picture {
    /// Returns the URL path of a file, which changes when its bytes change.
    pub fn address(&self, size: &Size) -> String {
        format!("/pictures/{}/{}.{}.{}", self.id, size.width, self.hash, size.kind.code())
    }

    /// Returns the URL path for use in the Markdown of an article.
    pub fn short_address(&self) -> String {
        format!("/pictures/{}", self.id)
    }

    /// Returns the Markdown to paste into an article.
    pub fn markdown(&self) -> String {
        let alt: String = self
            .alt
            .chars()
            .flat_map(|c| ['\\', c].into_iter().skip(usize::from(!"[]\\*_`<&".contains(c))))
            .collect();
        format!("![{alt}]({})", self.short_address())
    }

    /// Returns the largest file that is not WebP.
    pub fn plain(&self) -> Option<&Size> {
        self.sizes.iter().filter(|size| size.kind != Kind::Webp).max_by_key(|size| size.width)
    }

    /// Returns the file of this width.
    pub fn of_width(&self, width: u32) -> Option<&Size> {
        self.sizes.iter().find(|size| size.width == i64::from(width))
    }

    /// Returns the narrowest file.
    pub fn smallest(&self) -> Option<&Size> {
        self.sizes.iter().min_by_key(|size| size.width)
    }

    /// Returns the widest file, which determines the aspect ratio.
    pub fn largest(&self) -> Option<&Size> {
        self.sizes.iter().max_by_key(|size| size.width)
    }
}

/// Parses a file name below a picture's number: "960.3f9a0c12aa55.webp".
///
/// Returns the width in pixels, the hash and the format.
pub fn parse_file(name: &str) -> Option<(i64, &str, Kind)> {
    let (width, rest) = name.split_once('.')?;
    let (hash, kind) = rest.split_once('.')?;
    let width = width
        .parse()
        .ok()
        .filter(|_| width.len() <= 5 && width.bytes().all(|b| b.is_ascii_digit()))?;
    Some((width, hash, Kind::from_code(kind)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_one_spelling() {
        assert_eq!(parse_file("960.3f9a.webp"), Some((960, "3f9a", Kind::Webp)));
        for bad in
            ["960.webp", "960.3f9a.gif", "x.3f9a.webp", "+9.3f9a.webp", "999999.3f9a.webp", ""]
        {
            assert_eq!(parse_file(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_description_is_one_line_of_some_words() {
        assert_eq!(Alt::new(" Een\nlege   zaal ").unwrap().as_str(), "Een lege zaal");
        assert_eq!(Alt::new(" \n"), Err("picture-alt-missing"));
        assert_eq!(Alt::new(&"a".repeat(ALT_MAX + 1)), Err("picture-alt-too-long"));
    }

    #[test]
    fn what_is_pasted_is_the_description_again() {
        let picture = Picture {
            id: 12,
            alt: "[A] *b* \\ c".to_owned(),
            caption: None,
            hash: String::new(),
            sizes: Vec::new(),
        };
        assert_eq!(picture.markdown(), "![\\[A\\] \\*b\\* \\\\ c](/pictures/12)");
        let html = crate::markup::article(&picture.markdown());
        assert!(html.as_str().contains("alt=\"[A] *b* \\ c\""), "{html}");
    }
}
