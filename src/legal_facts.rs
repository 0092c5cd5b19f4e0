//! Facts that the law wants a publication to state, which only its publisher knows.
//!
//! The GDPR (article 13) asks who stores data, why, and where to complain; the Digital Services Act
//! (articles 11 and 12) asks for a point of contact. They are plain text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::account::Email;
use crate::locale::Message;

/// Fact about the publisher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Name of the controller: a person or an organization.
    Controller,
    /// Postal address of the controller.
    Address,
    /// E-mail address for questions about data.
    Email,
    /// Data protection officer, if there is one.
    Officer,
    /// Legal grounds of the processing.
    Grounds,
    /// Processors: who hosts the board and sends its e-mail.
    Processors,
    /// Authority at which readers can complain.
    Authority,
    /// Electronic point of contact.
    DsaContact,
    /// Languages of the point of contact.
    DsaLanguages,
}

/// Facts that are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LegalFacts {
    /// Version of the settings that hold them.
    pub version: i64,
    /// Texts by the code of their fact.
    pub texts: FactTexts,
}

/// Texts of facts, as they are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactTexts(BTreeMap<String, String>);

impl Fact {
    /// All facts, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Controller,
        Self::Address,
        Self::Email,
        Self::Officer,
        Self::Grounds,
        Self::Processors,
        Self::Authority,
        Self::DsaContact,
        Self::DsaLanguages,
    ];

    /// Returns the stable code, as in the database and in the form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Controller => "controller",
            Self::Address => "address",
            Self::Email => "email",
            Self::Officer => "officer",
            Self::Grounds => "grounds",
            Self::Processors => "processors",
            Self::Authority => "authority",
            Self::DsaContact => "dsa_contact",
            Self::DsaLanguages => "dsa_languages",
        }
    }

    /// Returns the key of the name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Controller => "facts-controller",
            Self::Address => "facts-address",
            Self::Email => "facts-email",
            Self::Officer => "facts-officer",
            Self::Grounds => "facts-grounds",
            Self::Processors => "facts-processors",
            Self::Authority => "facts-authority",
            Self::DsaContact => "facts-dsa-contact",
            Self::DsaLanguages => "facts-dsa-languages",
        }
    }

    /// Returns the key of the hint in the form.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Controller => "facts-controller-hint",
            Self::Address => "facts-address-hint",
            Self::Email => "facts-email-hint",
            Self::Officer => "facts-officer-hint",
            Self::Grounds => "facts-grounds-hint",
            Self::Processors => "facts-processors-hint",
            Self::Authority => "facts-authority-hint",
            Self::DsaContact => "facts-dsa-contact-hint",
            Self::DsaLanguages => "facts-dsa-languages-hint",
        }
    }

    /// Returns the key of the text that most publications use.
    pub fn suggestion(self) -> Option<&'static str> {
        match self {
            Self::Grounds => Some("facts-grounds-usual"),
            Self::Authority => Some("facts-authority-usual"),
            Self::DsaLanguages => Some("facts-dsa-languages-usual"),
            _ => None,
        }
    }

    /// Returns the greatest length in characters.
    pub fn max(self) -> usize {
        match self {
            Self::Grounds | Self::Processors => 1_000,
            Self::Address => 300,
            // As long as an e-mail address may be.
            Self::Email | Self::DsaContact => 254,
            Self::Controller | Self::Officer | Self::Authority | Self::DsaLanguages => 200,
        }
    }

    /// Returns the greatest number of lines.
    pub fn lines(self) -> usize {
        match self {
            Self::Grounds | Self::Processors => 12,
            Self::Address => 6,
            _ => 1,
        }
    }

    /// Returns whether every publication has to state the fact.
    pub fn is_required(self) -> bool {
        self != Self::Officer
    }

    /// Returns whether the Digital Services Act asks for the fact, and not the GDPR.
    pub fn is_of_dsa(self) -> bool {
        matches!(self, Self::DsaContact | Self::DsaLanguages)
    }

    /// Checks a text; `None` if it is empty.
    fn parse(self, typed: &str) -> Result<Option<String>, Message> {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let lines: Vec<String> = typed.trim().lines().map(words).collect();
        let text = if self.lines() == 1 { lines.join(" ") } else { lines.join("\n") };
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().count() > self.max() {
            return Err(Message::with("look-too-long", "max", self.max()));
        }
        if text.lines().count() > self.lines() {
            return Err(Message::with("mail-closing-lines", "max", self.lines()));
        }
        match self {
            Self::Email => Email::new(&text).map(drop).map_err(Message::from)?,
            Self::DsaContact if link(&text).is_none() => {
                return Err("facts-dsa-contact-bad".into());
            }
            _ => {}
        }
        Ok(Some(text))
    }
}

/// Returns the address of a link to an e-mail address or a web page.
pub fn link(text: &str) -> Option<String> {
    if Email::new(text).is_ok() {
        return Some(format!("mailto:{text}"));
    }
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

impl FactTexts {
    /// Checks what was typed for each fact; the errors have the codes of their facts.
    pub fn parse<'a>(
        typed: impl Fn(Fact) -> &'a str,
    ) -> Result<Self, Vec<(&'static str, Message)>> {
        let (mut texts, mut errors) = (BTreeMap::new(), Vec::new());
        for fact in Fact::ALL {
            match fact.parse(typed(fact)) {
                Ok(Some(text)) => drop(texts.insert(fact.code().to_owned(), text)),
                Ok(None) => {}
                Err(sentence) => errors.push((fact.code(), sentence)),
            }
        }
        if errors.is_empty() { Ok(Self(texts)) } else { Err(errors) }
    }

    /// Returns the text of a fact, if it is filled in.
    pub fn get(&self, fact: Fact) -> Option<&str> {
        self.0.get(fact.code()).map(String::as_str)
    }

    /// Returns the facts that are required and not filled in.
    pub fn missing(&self) -> impl Iterator<Item = Fact> {
        let is_missing = |fact: &Fact| fact.is_required() && self.get(*fact).is_none();
        Fact::ALL.into_iter().filter(is_missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_trimmed_and_the_missing_ones_are_known() {
        let typed = |fact| match fact {
            Fact::Controller => " Uitgeverij   Blad\r\nB.V. ",
            Fact::Address => "Kade 1\r\n 3511 AA  Utrecht ",
            Fact::Email => "privacy@blad.example",
            Fact::DsaContact => "https://blad.example/contact",
            _ => "",
        };
        let texts = FactTexts::parse(typed).unwrap();
        assert_eq!(texts.get(Fact::Controller), Some("Uitgeverij Blad B.V."));
        assert_eq!(texts.get(Fact::Address), Some("Kade 1\n3511 AA Utrecht"));
        let missing: Vec<Fact> = texts.missing().collect();
        let expected = [Fact::Grounds, Fact::Processors, Fact::Authority, Fact::DsaLanguages];
        assert_eq!(missing, expected);
        let stored = serde_json::to_string(&texts).unwrap();
        assert_eq!(serde_json::from_str::<FactTexts>(&stored).unwrap(), texts);
    }

    #[test]
    fn what_is_no_address_or_too_long_is_refused() {
        let long = "a".repeat(201);
        for (fact, typed) in [
            (Fact::Email, "geen adres"),
            (Fact::DsaContact, "javascript:alert(1)"),
            (Fact::DsaContact, "030 123"),
            (Fact::Controller, long.as_str()),
            (Fact::Address, "a\nb\nc\nd\ne\nf\ng"),
        ] {
            let errors = FactTexts::parse(|other| if other == fact { typed } else { "" });
            assert_eq!(errors.unwrap_err()[0].0, fact.code());
        }
        assert_eq!(link("a@blad.example").as_deref(), Some("mailto:a@blad.example"));
    }
}
