//! What a mail says, part by part; `templates/mail/` sets it as text and as HTML.

use crate::locale::{Arg, Lang};

/// A mail without an address on it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The language it is in.
    pub t: Lang,
    /// The line above it.
    pub subject: String,
    /// Its first line: "Beste Anna,".
    pub greeting: String,
    /// What it says, in order.
    pub parts: Vec<Part>,
}

/// One part of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Text(String),
    /// A heading over what follows.
    Heading(String),
    /// Words of somebody, as they wrote them.
    Quote(String),
    /// A fact with its name before it.
    Fact(String, String),
    /// A link to press: what it does, and where it leads.
    Button(String, String),
    /// A paragraph in small print.
    Small(String),
}

impl Letter {
    /// An empty letter under this subject, to a reader whose name is not known.
    pub fn new(t: Lang, subject: &str, args: &[(&'static str, Arg)]) -> Self {
        // A line end in a subject would be a line end in a header.
        let subject = t.with(subject, args).split_whitespace().collect::<Vec<_>>().join(" ");
        Self { t, subject, greeting: t.say("mail-greeting-unnamed"), parts: Vec::new() }
    }

    /// Greets the reader by this name.
    pub fn greet(mut self, name: &str) -> Self {
        self.greeting = self.t.with("mail-greeting", &[("name", name.into())]);
        self
    }

    /// Parts above the closing, in order.
    pub fn body(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| !matches!(part, Part::Small(_)))
    }

    /// Paragraphs in small print, below the closing.
    pub fn small_print(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Small(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// With a paragraph.
    pub fn say(self, key: &str) -> Self {
        self.with(key, &[])
    }

    /// With a paragraph, its places filled in.
    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> Self {
        let text = self.t.with(key, args);
        self.part(Part::Text(text))
    }

    /// With a heading.
    pub fn heading(self, key: &str) -> Self {
        let text = self.t.say(key);
        self.part(Part::Heading(text))
    }

    /// With somebody's words.
    pub fn quote(self, text: &str) -> Self {
        self.part(Part::Quote(text.to_owned()))
    }

    /// With a fact under the name with this key.
    pub fn fact(self, key: &str, fact: impl Into<String>) -> Self {
        let name = self.t.say(key);
        self.part(Part::Fact(name, fact.into()))
    }

    /// With a link to press.
    pub fn button(self, key: &str, address: impl Into<String>) -> Self {
        let label = self.t.say(key);
        self.part(Part::Button(label, address.into()))
    }

    /// With small print.
    pub fn small(self, key: &str, args: &[(&'static str, Arg)]) -> Self {
        let text = self.t.with(key, args);
        self.part(Part::Small(text))
    }

    fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }
}
