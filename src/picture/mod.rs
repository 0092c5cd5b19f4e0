//! Pictures: what one may be, in which sizes it is kept, where those are found, and how one stands on a page.
//! Reading and making the bytes is `develop`'s work; keeping them is the store's.

mod avatar;
mod develop;
mod memory;
mod show;
mod whole;

pub use avatar::{Avatar, SIDES};
pub use develop::{Developed, File, Refusal, develop};
pub use show::{Place, broken_in, in_text, numbers_in};

/// The largest file that is taken, in bytes: what a telephone makes of a photograph, with room to spare.
pub const UPLOAD_MAX: usize = 10 * 1024 * 1024;
/// The longest description, in characters: a screen reader reads it in one go.
pub const ALT_MAX: usize = 300;
/// The longest line under a picture, in characters: two lines on a telephone, five times.
pub const CAPTION_MAX: usize = 300;
/// Pictures on one page of the desk.
pub const PER_PAGE: i64 = 24;

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To stand in articles and texts.
    Article,
    /// To stand in the masthead.
    Logo,
    /// To stand beside somebody's name.
    Avatar,
}

impl Purpose {
    /// Its code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Logo => "logo",
            Self::Avatar => "avatar",
        }
    }
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What browsers get.
    Webp,
    /// What everything else gets.
    Jpeg,
    /// The same, where one can see through it.
    Png,
}

impl Kind {
    /// Its code in the database, and the end of its name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// By its code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Webp, Self::Jpeg, Self::Png].into_iter().find(|kind| kind.code() == code)
    }

    /// What a browser calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// What a picture shows, in words: for who does not see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alt(String);

impl Alt {
    /// A description in one line; or the key of what is wrong with it.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.chars().count() {
            0 => Err("picture-alt-missing"),
            1..=ALT_MAX => Ok(Self(text)),
            _ => Err("picture-alt-too-long"),
        }
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One of the sizes a picture is kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// How it is written.
    pub kind: Kind,
}

/// A picture as it is kept, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its number.
    pub id: i64,
    /// What it shows, in words.
    pub alt: String,
    /// Default caption, where its article has none of its own.
    pub caption: Option<String>,
    /// What its addresses change with.
    pub hash: String,
    /// The sizes there are, the narrowest first.
    pub sizes: Vec<Size>,
}

impl Picture {
    /// The address of a file: other bytes would have another one.
    pub fn address(&self, size: &Size) -> String {
        format!("/pictures/{}/{}.{}.{}", self.id, size.width, self.hash, size.kind.code())
    }

    /// What it is called in the Markdown of an article.
    pub fn short_address(&self) -> String {
        format!("/pictures/{}", self.id)
    }

    /// What to paste into an article.
    pub fn markdown(&self) -> String {
        let alt: String = self
            .alt
            .chars()
            .flat_map(|c| ['\\', c].into_iter().skip(usize::from(!"[]\\*_`<&".contains(c))))
            .collect();
        format!("![{alt}]({})", self.short_address())
    }

    /// The file for whatever knows no WebP.
    pub fn plain(&self) -> Option<&Size> {
        self.sizes.iter().filter(|size| size.kind != Kind::Webp).max_by_key(|size| size.width)
    }

    /// The smallest file.
    pub fn smallest(&self) -> Option<&Size> {
        self.sizes.iter().min_by_key(|size| size.width)
    }

    /// The largest, which gives the picture its shape.
    pub fn largest(&self) -> Option<&Size> {
        self.sizes.iter().max_by_key(|size| size.width)
    }
}

/// What a file is called below a picture's number: "960.3f9a0c12aa55.webp".
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
