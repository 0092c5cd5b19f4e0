//! Static pages of the board, and their default texts in each language.
//!
//! They are Markdown in which `{board}` stands for the name of the board and `{contact}` for the
//! contact address of its editors. The submodule `own` has the pages that editors add.

mod own;

use crate::locale::Lang;

pub use own::{DESCRIPTION_MAX, OwnPage, OwnPageForm};

/// Greatest length of a text in characters: more than any lawyer asks for.
pub const BODY_MAX: usize = 100_000;

/// Static page that every board has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaticPage {
    /// Terms of use.
    Terms,
    /// Privacy statement: stored data and retention periods.
    Privacy,
    /// House rules: reasons for removal.
    HouseRules,
}

/// Replaces `{board}` and `{contact}` in a text.
pub fn filled(body: &str, board: &str, contact: &str) -> String {
    body.replace("{board}", board).replace("{contact}", contact)
}

impl StaticPage {
    /// Returns the message key of the title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Terms => "terms-title",
            Self::Privacy => "privacy-title",
            Self::HouseRules => "house-rules-title",
        }
    }

    /// Returns the URL path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Terms => "/terms",
            Self::Privacy => "/privacy",
            Self::HouseRules => "/house-rules",
        }
    }

    /// All pages.
    pub const ALL: [Self; 3] = [Self::Terms, Self::Privacy, Self::HouseRules];

    /// Returns the stable code of the page, as in URLs and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Privacy => "privacy",
            Self::HouseRules => "house-rules",
        }
    }

    /// Returns the page with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|text| text.code() == code)
    }

    /// Returns the default text as Markdown.
    pub fn shipped(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Terms, Lang::Nl) => include_str!("../../texts/nl/terms.md"),
            (Self::Terms, Lang::NlFormal) => include_str!("../../texts/nl-formal/terms.md"),
            (Self::Terms, Lang::En) => include_str!("../../texts/en/terms.md"),
            (Self::Privacy, Lang::Nl) => include_str!("../../texts/nl/privacy.md"),
            (Self::Privacy, Lang::NlFormal) => include_str!("../../texts/nl-formal/privacy.md"),
            (Self::Privacy, Lang::En) => include_str!("../../texts/en/privacy.md"),
            (Self::HouseRules, Lang::Nl | Lang::NlFormal) => {
                include_str!("../../texts/nl/house-rules.md")
            }
            (Self::HouseRules, Lang::En) => include_str!("../../texts/en/house-rules.md"),
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
            let html = markup::article(StaticPage::HouseRules.shipped(lang)).to_string();
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
