//! Static pages of the board, and their default texts in each language.
//!
//! They are Markdown in which `{board}` stands for the name of the board and `{contact}` for the
//! contact address of its editors, as a link. The submodule `own` has the pages that editors add.

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

/// Place of the contact address in a text.
const CONTACT: &str = "{contact}";

/// Replaces `{board}` and `{contact}` in a text.
///
/// A contact that is an e-mail address becomes a link, except in a link or in code.
pub fn filled(body: &str, board: &str, contact: &str) -> String {
    let body = body.replace("{board}", board);
    let mut parts = body.split(CONTACT);
    let mut text = parts.next().unwrap_or_default().to_owned();
    let is_address = contact.contains('@') && !contact.contains(char::is_whitespace);
    for part in parts {
        if is_address && may_link(&text) {
            text.extend(["[", contact, "](mailto:", contact, ")"]);
        } else {
            text.push_str(contact);
        }
        text.push_str(part);
    }
    text
}

/// Returns whether a link may follow this text: it ends in no link and in no code.
fn may_link(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_in_label = line.rfind('[').is_some_and(|start| !line[start..].contains(']'));
    let is_in_code = line.matches('`').count() % 2 == 1;
    let is_address = ["](", "mailto:", "<"].iter().any(|start| line.ends_with(start));
    !is_in_label && !is_in_code && !is_address
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
    fn a_contact_address_is_a_link_unless_it_is_part_of_one() {
        const LINK: &str = "[jo_b@blad.example](mailto:jo_b@blad.example)";
        let with = |text: &str| filled(text, "Blad", "jo_b@blad.example");
        assert_eq!(with("Mail {board}: {contact}."), format!("Mail Blad: {LINK}."));
        assert_eq!(with("({contact}, [x](/y) {contact})"), format!("({LINK}, [x](/y) {LINK})"));
        for (text, plain) in [
            ("[Mail ons](mailto:{contact})", "[Mail ons](mailto:jo_b@blad.example)"),
            ("[{contact}](/x)", "[jo_b@blad.example](/x)"),
            ("<mailto:{contact}>", "<mailto:jo_b@blad.example>"),
            ("`{contact}`", "`jo_b@blad.example`"),
        ] {
            assert_eq!(with(text), plain);
        }
        assert_eq!(filled("{contact}.", "Blad", "de redactie van B@B"), "de redactie van B@B.");
        let html = markup::article(&with("Schrijf naar {contact}.")).to_string();
        assert!(html.contains("href=\"mailto:jo_b@blad.example\""), "{html}");
        assert!(html.contains(">jo_b@blad.example</a>."), "{html}");
        assert_eq!(markup::first_paragraph(&with("Mail {contact}.")), "Mail jo_b@blad.example.");
    }

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
