//! Branding of a board: name, tagline, colours, typefaces, front page layout, logo, footer, and the
//! first and last lines of e-mails.
//!
//! A colour must be readable on every background of `static/styles/tokens.css` that it is used on.

use crate::locale::{Lang, Message};
use crate::notify::MailTexts;
use crate::picture::Picture;

/// Greatest length of the name in characters: fits on one line of a phone.
pub const NAME_MAX: usize = 60;
/// Greatest length of the footer line in characters.
pub const FOOTER_MAX: usize = 200;
/// Greatest length of the tagline in characters: it stands beside the name.
pub const TAGLINE_MAX: usize = 80;
/// Least contrast ratio of text with its background (WCAG 2.2, success criterion 1.4.3).
pub const LEAST: f64 = 4.5;

/// sRGB colour, 8 bits a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// Colour scheme of a page: light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

impl Ground {
    /// Returns the backgrounds of text.
    ///
    /// These are `--paper`, `--ground`, `--sheet` and `--tint` of `static/styles/tokens.css`.
    pub fn colours(self) -> [Colour; 4] {
        match self {
            Self::Light => [
                Colour([0xff, 0xff, 0xff]),
                Colour([0xf0, 0xf4, 0xf2]),
                Colour([0xff, 0xff, 0xff]),
                Colour([0xff, 0xe9, 0xe2]),
            ],
            Self::Dark => [
                Colour([0x12, 0x18, 0x17]),
                Colour([0x1a, 0x22, 0x20]),
                Colour([0x20, 0x29, 0x27]),
                Colour([0x3a, 0x27, 0x21]),
            ],
        }
    }

    /// Returns the default accent colour: `--accent` of `static/styles/tokens.css`.
    pub fn shipped(self) -> Colour {
        match self {
            Self::Light => Colour([0x0b, 0x54, 0x59]),
            Self::Dark => Colour([0x84, 0xd5, 0xd0]),
        }
    }

    /// Parses and checks an accent colour for links and buttons in this scheme.
    ///
    /// Returns `None` for the default colour, and an error if the colour is malformed or its
    /// contrast is below [`LEAST`].
    pub fn accent(self, typed: &str, t: Lang) -> Result<Option<Colour>, Message> {
        let ground = match self {
            Self::Light => "look-ground-light",
            Self::Dark => "look-ground-dark",
        };
        let colour = Colour::parse(typed).ok_or_else(|| Message {
            key: "look-colour-bad",
            args: vec![("ground", t.say(ground).into()), ("shipped", self.shipped().text().into())],
        })?;
        let ratio = self.ratio(colour);
        if ratio < LEAST {
            let key = match self {
                Self::Light => "look-colour-pale",
                Self::Dark => "look-colour-dim",
            };
            return Err(Message::with(key, "ratio", written(ratio, t)));
        }
        Ok(Some(colour).filter(|colour| *colour != self.shipped()))
    }

    /// Returns the least contrast ratio of a colour with the backgrounds of this scheme.
    pub fn ratio(self, colour: Colour) -> f64 {
        self.colours()
            .into_iter()
            .map(|ground| colour.contrast(ground))
            .fold(f64::INFINITY, f64::min)
    }
}

impl Colour {
    /// Parses a colour such as `#0b5459`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let mut colour = [0; 3];
        hex::decode_to_slice(digits, &mut colour).ok()?;
        Some(Self(colour))
    }

    /// Formats the colour as `#0b5459`.
    pub fn text(self) -> String {
        format!("#{}", hex::encode(self.0))
    }

    /// Returns red, green and blue.
    pub fn channels(self) -> [u8; 3] {
        self.0
    }

    /// Returns the contrast ratio with another colour, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// Formats a ratio with one decimal, always rounded down.
pub fn written(ratio: f64, t: Lang) -> String {
    let text = format!("{:.1}", (ratio * 10.0).floor() / 10.0);
    if t.is_dutch() { text.replace('.', ",") } else { text }
}

/// Pair of typefaces: a serif for articles and titles, a sans-serif for all else.
///
/// The board serves the files itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typefaces {
    /// Newsreader and Figtree, the default.
    #[default]
    Newsreader,
    /// Source Serif 4 and Source Sans 3.
    Source,
    /// Literata and Instrument Sans.
    Literata,
}

impl Typefaces {
    /// All pairs, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Newsreader, Self::Source, Self::Literata];

    /// Returns the stable code of the pair, as in the database and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Newsreader => "newsreader",
            Self::Source => "source",
            Self::Literata => "literata",
        }
    }

    /// Returns the pair with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pair| pair.code() == code)
    }

    /// Returns the names of both families.
    pub fn names(self) -> &'static str {
        match self {
            Self::Newsreader => "Newsreader + Figtree",
            Self::Source => "Source Serif + Source Sans",
            Self::Literata => "Literata + Instrument Sans",
        }
    }

    /// Returns the font files to preload: the upright serif and the sans-serif.
    pub fn files(self) -> [&'static str; 2] {
        match self {
            Self::Newsreader => ["serif.woff2", "sans.woff2"],
            Self::Source => ["source-serif.woff2", "source-sans.woff2"],
            Self::Literata => ["literata.woff2", "instrument-sans.woff2"],
        }
    }

    /// Returns the style sheet that replaces the default pair; `None` for the default.
    pub fn sheet(self) -> Option<&'static str> {
        match self {
            Self::Newsreader => None,
            Self::Source => Some("source.css"),
            Self::Literata => Some("literata.css"),
        }
    }
}

/// Layout of the front page, on the first of its pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FrontLayout {
    /// Newest article with a large picture, the others as cards and rows.
    #[default]
    Lead,
    /// All articles alike, one below the other.
    Rows,
}

impl FrontLayout {
    /// All layouts, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Lead, Self::Rows];

    /// Returns the stable code of the layout, as in the database and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Rows => "rows",
        }
    }

    /// Returns the layout with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.code() == code)
    }
}

/// Branding in force; `None` stands for the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branding {
    /// Number of changes made to it.
    pub version: i64,
    /// Name.
    pub name: Option<String>,
    /// Tagline, which says what the publication is.
    pub tagline: Option<String>,
    /// Accent colour of light pages.
    pub light: Option<Colour>,
    /// Accent colour of dark pages.
    pub dark: Option<Colour>,
    /// Typefaces.
    pub typefaces: Typefaces,
    /// Layout of the front page.
    pub front: FrontLayout,
    /// Logo shown in place of the name in the masthead.
    pub logo: Option<Picture>,
    /// Icon of the site in a browser tab and on a home screen.
    pub favicon: Option<Picture>,
    /// Picture of links to pages without one of their own.
    pub social: Option<Picture>,
    /// Line in the footer.
    pub footer: Option<String>,
    /// First and last lines of e-mails.
    pub mail: MailTexts,
}

impl Branding {
    /// Returns the URL path of the style sheet with these colours; `None` for the default colours.
    pub fn colours_address(&self) -> Option<String> {
        if self.light.is_none() && self.dark.is_none() {
            return None;
        }
        let [light, dark] = [(self.light, Ground::Light), (self.dark, Ground::Dark)]
            .map(|(own, ground)| hex::encode(own.unwrap_or_else(|| ground.shipped()).channels()));
        Some(format!("/theme/{light}-{dark}.css"))
    }
}

/// Returns the style sheet for a file name such as `7a1f5c-84d5d0.css`.
///
/// The name holds the accent colours of light and dark pages; the sheet overrides `board.css`.
/// Readers who prefer more contrast keep the default colours. `None` if the name is malformed or a
/// colour has too little contrast.
pub fn colours_sheet(file: &str) -> Option<String> {
    let (light, dark) = file.strip_suffix(".css")?.split_once('-')?;
    let colour = |digits: &str, ground: Ground| {
        let colour = Colour::parse(&format!("#{digits}"))?;
        (hex::encode(colour.0) == digits && ground.ratio(colour) >= LEAST).then(|| colour.text())
    };
    let (light, dark) = (colour(light, Ground::Light)?, colour(dark, Ground::Dark)?);
    Some(format!(
        "@media not (prefers-contrast: more) {{\n  \
           :root:not([data-look=\"contrast\"]) {{ --accent: light-dark({light}, {dark}); }}\n}}\n"
    ))
}

/// Checks a line of at most `max` characters; `None` if it is empty.
///
/// The error is the message `otherwise`.
pub fn line(typed: &str, max: usize, otherwise: &'static str) -> Result<Option<String>, Message> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > max {
        return Err(Message::with(otherwise, "max", max));
    }
    Ok(Some(line).filter(|line| !line.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_what_wcag_says() {
        let colour = |text| Colour::parse(text).unwrap();
        assert!((colour("#000000").contrast(colour("#ffffff")) - 21.0).abs() < 1e-9);
        assert!((colour("#767676").contrast(colour("#ffffff")) - 4.54).abs() < 0.01);
        assert_eq!(written(colour("#777777").contrast(colour("#ffffff")), Lang::Nl), "4,4");
        for bad in ["", "rood", "#fff", "#0a555", "#0a555g", "#0b5459;}"] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_grounds_are_those_of_the_sheet() {
        let sheet = include_str!("../static/styles/tokens.css");
        for (name, index) in [("--paper", 0), ("--ground", 1), ("--sheet", 2), ("--tint", 3)] {
            let short = |colour: Colour| {
                if colour == Colour([255; 3]) { "#fff".to_owned() } else { colour.text() }
            };
            let [light, dark] =
                [Ground::Light, Ground::Dark].map(|ground| short(ground.colours()[index]));
            assert!(sheet.contains(&format!("{name}: light-dark({light}, {dark});")), "{name}");
        }
        let [light, dark] = [Ground::Light, Ground::Dark].map(|ground| ground.shipped().text());
        assert!(sheet.contains(&format!("--accent: light-dark({light}, {dark});")));
    }

    #[test]
    fn what_is_shipped_can_be_read_and_is_nobody_s_own() {
        for ground in [Ground::Light, Ground::Dark] {
            assert_eq!(ground.accent(&ground.shipped().text(), Lang::Nl), Ok(None));
        }
        assert!(
            Ground::Light.accent("#84d5d0", Lang::Nl).is_err()
                && Ground::Dark.accent("#0b5459", Lang::Nl).is_err()
        );
        assert_eq!(Branding::default().colours_address(), None);
    }

    #[test]
    fn a_sheet_of_colours_is_named_by_them_and_holds_nothing_else() {
        let branding = Branding { light: Colour::parse("#7a1f5c"), ..Branding::default() };
        let address = branding.colours_address().unwrap();
        assert_eq!(address, "/theme/7a1f5c-84d5d0.css");
        let sheet = colours_sheet(address.strip_prefix("/theme/").unwrap()).unwrap();
        assert!(sheet.contains("--accent: light-dark(#7a1f5c, #84d5d0);"), "{sheet}");
        for bad in [
            "7a1f5c.css",
            "7A1F5C-84d5d0.css",
            "7a1f5c-84d5d0",
            "ffcc00-84d5d0.css",
            "7a1f5c-333333.css",
            "7a1f5c-84d5d0;.css",
        ] {
            assert_eq!(colours_sheet(bad), None, "{bad}");
        }
    }
}
