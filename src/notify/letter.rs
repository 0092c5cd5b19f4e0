//! Content of an e-mail, part by part; `templates/mail/` renders it as text and as HTML.

use crate::locale::{Arg, Lang};

/// E-mail without a recipient.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Language.
    pub t: Lang,
    /// Subject.
    pub subject: String,
    /// Name of the recipient for the greeting, if it is known.
    pub name: Option<String>,
    /// Parts of the body, in order.
    pub parts: Vec<Part>,
}

/// Part of an e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Paragraph.
    Text(String),
    /// Heading of the parts that follow.
    Heading(String),
    /// Quotation of user text.
    Quote(String),
    /// Fact with its label: label, value.
    Fact(String, String),
    /// Button with a link: label, URL.
    Button(String, String),
    /// Paragraph in small print.
    Small(String),
}

impl Letter {
    /// Returns an e-mail with this subject, without parts, and with a greeting without a name.
    pub fn new(t: Lang, subject: &str, args: &[(&'static str, Arg)]) -> Self {
        // A line end in the subject would end its header.
        let subject = t.with(subject, args).split_whitespace().collect::<Vec<_>>().join(" ");
        Self { t, subject, name: None, parts: Vec::new() }
    }

    /// Greets the reader by this name.
    pub fn greet(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    /// Returns the parts above the closing, in order.
    pub fn body(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| !matches!(part, Part::Small(_)))
    }

    /// Returns the paragraphs in small print, below the closing.
    pub fn small_print(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Small(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Adds a paragraph.
    pub fn say(self, key: &str) -> Self {
        self.with(key, &[])
    }

    /// Adds a paragraph with arguments.
    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> Self {
        let text = self.t.with(key, args);
        self.part(Part::Text(text))
    }

    /// Adds a heading.
    pub fn heading(self, key: &str) -> Self {
        let text = self.t.say(key);
        self.part(Part::Heading(text))
    }

    /// Adds a quotation.
    pub fn quote(self, text: &str) -> Self {
        self.part(Part::Quote(text.to_owned()))
    }

    /// Adds a fact; `key` is the message key of its label.
    pub fn fact(self, key: &str, fact: impl Into<String>) -> Self {
        let name = self.t.say(key);
        self.part(Part::Fact(name, fact.into()))
    }

    /// Adds a button; `key` is the message key of its label.
    pub fn button(self, key: &str, address: impl Into<String>) -> Self {
        let label = self.t.say(key);
        self.part(Part::Button(label, address.into()))
    }

    /// Adds a paragraph in small print.
    pub fn small(self, key: &str, args: &[(&'static str, Arg)]) -> Self {
        let text = self.t.with(key, args);
        self.part(Part::Small(text))
    }

    fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }
}
