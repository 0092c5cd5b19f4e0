//! The board's own texts, as it ships them: Markdown in both languages, with the board's name filled in.

use crate::locale::Lang;

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

    /// The Markdown, for a board of this language and name.
    pub fn body(self, lang: Lang, name: &str) -> String {
        let text = match (self, lang) {
            (Self::Terms, Lang::Nl) => include_str!("../texts/nl/terms.md"),
            (Self::Terms, Lang::En) => include_str!("../texts/en/terms.md"),
            (Self::Privacy, Lang::Nl) => include_str!("../texts/nl/privacy.md"),
            (Self::Privacy, Lang::En) => include_str!("../texts/en/privacy.md"),
            (Self::HouseRules, Lang::Nl) => include_str!("../texts/nl/house-rules.md"),
            (Self::HouseRules, Lang::En) => include_str!("../texts/en/house-rules.md"),
        };
        text.replace("{board}", name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::Reason;
    use crate::markup;

    #[test]
    fn every_reason_has_its_house_rule_to_link_to() {
        for lang in [Lang::Nl, Lang::En] {
            let html = markup::article(&Text::HouseRules.body(lang, "Weerwoord")).to_string();
            for reason in Reason::ALL {
                assert!(html.contains(&format!("<h2 id=\"{}\">", reason.code())), "{lang}: {} in {html}", reason.code());
            }
        }
    }
}
