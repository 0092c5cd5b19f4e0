//! The board's own texts, and what it ships of them: Markdown in each language, in which `{board}` is the board's
//! name and `{contact}` the address of its editors.

use crate::locale::Lang;

/// The longest text, in characters: more than any lawyer asks for.
pub const BODY_MAX: usize = 100_000;

/// One of the texts every board has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// What posting means.
    Terms,
    /// What is kept of whom, and for how long.
    Privacy,
    /// What is taken away, and why.
    HouseRules,
}

/// A text with the name of the board and the address of its editors in their places.
pub fn filled(body: &str, board: &str, contact: &str) -> String {
    body.replace("{board}", board).replace("{contact}", contact)
}

impl Text {
    /// The key of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Terms => "terms-title",
            Self::Privacy => "privacy-title",
            Self::HouseRules => "house-rules-title",
        }
    }

    /// Where it is read.
    pub fn path(self) -> &'static str {
        match self {
            Self::Terms => "/terms",
            Self::Privacy => "/privacy",
            Self::HouseRules => "/house-rules",
        }
    }

    /// All of them.
    pub const ALL: [Self; 3] = [Self::Terms, Self::Privacy, Self::HouseRules];

    /// Its address, and its code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Privacy => "privacy",
            Self::HouseRules => "house-rules",
        }
    }

    /// By its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|text| text.code() == code)
    }

    /// The Markdown as the board ships it.
    pub fn shipped(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Terms, Lang::Nl) => include_str!("../texts/nl/terms.md"),
            (Self::Terms, Lang::NlFormal) => include_str!("../texts/nl-formal/terms.md"),
            (Self::Terms, Lang::En) => include_str!("../texts/en/terms.md"),
            (Self::Privacy, Lang::Nl) => include_str!("../texts/nl/privacy.md"),
            (Self::Privacy, Lang::NlFormal) => include_str!("../texts/nl-formal/privacy.md"),
            (Self::Privacy, Lang::En) => include_str!("../texts/en/privacy.md"),
            (Self::HouseRules, Lang::Nl | Lang::NlFormal) => {
                include_str!("../texts/nl/house-rules.md")
            }
            (Self::HouseRules, Lang::En) => include_str!("../texts/en/house-rules.md"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::Reason;
    use crate::markup;

    #[test]
    fn every_reason_has_its_house_rule_to_link_to() {
        for lang in Lang::ALL {
            let html = markup::article(Text::HouseRules.shipped(lang)).to_string();
            for reason in Reason::ALL {
                assert!(
                    html.contains(&format!("<h2 id=\"{}\">", reason.code())),
                    "{lang}: {} in {html}",
                    reason.code()
                );
            }
        }
    }
}
