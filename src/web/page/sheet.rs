//! A page that is a heading, some words and a form: built in Rust, set by one template. Every field comes back as it was typed,
//! with what is wrong beside it and in a summary that leads to it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Page, Section, Shell};
use crate::locale::{Arg, Lang, Sentence};
use crate::markup::{self, Html};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "sheet.html")]
pub struct Sheet {
    t: Lang,
    shell: Shell,
    heading: String,
    pieces: Vec<Piece>,
    action: String,
    fields: Vec<Field>,
    buttons: Vec<Button>,
    faults: Vec<(&'static str, String)>,
    faults_heading: &'static str,
    after: Vec<Html>,
    targets: &'static str,
}

/// Something to read above the form.
#[derive(Clone, Debug)]
enum Piece {
    Text(Html),
    Hint(Html),
    Good(String),
    Bad(String),
    Quote(Html),
    Heading(String),
}

/// A button, and what it sends.
#[derive(Clone, Debug)]
struct Button {
    label: String,
    style: &'static str,
    sends: Option<(&'static str, &'static str)>,
}

/// What kind of field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Line(&'static str),
    Tick,
    Hidden,
}

/// A field of the form.
#[derive(Clone, Debug)]
pub struct Field {
    kind: Kind,
    name: &'static str,
    label: &'static str,
    hint: Option<Sentence>,
    value: String,
    autocomplete: &'static str,
    max: usize,
    fault: Option<String>,
}

impl Field {
    fn new(kind: Kind, name: &'static str, label: &'static str) -> Self {
        Self {
            kind,
            name,
            label,
            hint: None,
            value: String::new(),
            autocomplete: "off",
            max: 254,
            fault: None,
        }
    }

    /// One line of text.
    pub fn text(name: &'static str, label: &'static str) -> Self {
        Self::new(Kind::Line("text"), name, label)
    }

    /// An e-mail address.
    pub fn email(name: &'static str, label: &'static str) -> Self {
        Self::new(Kind::Line("email"), name, label).auto("email")
    }

    /// A password; it never comes back.
    pub fn password(name: &'static str, label: &'static str, autocomplete: &'static str) -> Self {
        Self::new(Kind::Line("password"), name, label).auto(autocomplete)
    }

    /// Yes or nothing.
    pub fn tick(name: &'static str, label: &'static str, ticked: bool) -> Self {
        Self::new(Kind::Tick, name, label).value(if ticked { "on" } else { "" })
    }

    /// Something the browser sends along.
    pub fn hidden(name: &'static str, value: impl Into<String>) -> Self {
        Self::new(Kind::Hidden, name, "").value(value)
    }

    /// With words under its label.
    pub fn hint(mut self, hint: impl Into<Sentence>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// As it was typed.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// What browsers may fill in.
    pub fn auto(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// At most so many characters.
    pub fn max(mut self, max: usize) -> Self {
        self.max = max;
        self
    }

    fn is_chosen(&self, choice: &str) -> bool {
        self.value == choice
    }

    /// What describes it, by id.
    fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.fault.is_some() {
            ids.push(format!("{}-error", self.name));
        }
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.name));
        }
        ids.join(" ")
    }
}

impl Sheet {
    /// A page with a heading.
    pub fn new(t: Lang, shell: Shell, heading: &str) -> Self {
        Self::titled(t, shell, t.say(heading))
    }

    /// A page with a heading that is more than a sentence of the board's.
    pub fn titled(t: Lang, shell: Shell, heading: String) -> Self {
        Self {
            t,
            shell,
            heading,
            pieces: Vec::new(),
            action: String::new(),
            fields: Vec::new(),
            buttons: Vec::new(),
            faults: Vec::new(),
            faults_heading: "sheet-faults",
            after: Vec::new(),
            targets: "",
        }
    }

    /// With a paragraph.
    pub fn say(self, key: &str) -> Self {
        self.with(key, &[])
    }

    /// With a paragraph, its places filled in.
    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> Self {
        let text = markup::linked(&self.t.with(key, args), &[]);
        self.piece(Piece::Text(text))
    }

    /// With a paragraph in which each `[part]` is a link.
    pub fn linked(self, key: &str, targets: &[&str]) -> Self {
        let text = markup::linked(&self.t.say(key), targets);
        self.piece(Piece::Text(text))
    }

    /// With a paragraph in soft ink.
    pub fn hint(self, key: &str) -> Self {
        let text = markup::linked(&self.t.say(key), &[]);
        self.piece(Piece::Hint(text))
    }

    /// With a heading over what follows.
    pub fn heading(self, key: &str) -> Self {
        let text = self.t.say(key);
        self.piece(Piece::Heading(text))
    }

    /// With a word that something went well.
    pub fn good(self, key: &str) -> Self {
        let text = self.t.say(key);
        self.piece(Piece::Good(text))
    }

    /// With a word that something did not.
    pub fn bad(self, sentence: &Sentence) -> Self {
        let text = self.t.tell(sentence);
        self.piece(Piece::Bad(text))
    }

    /// With somebody's words.
    pub fn quote(self, words: Html) -> Self {
        self.piece(Piece::Quote(words))
    }

    /// With a form that goes to this address.
    pub fn to(mut self, action: impl Into<String>) -> Self {
        self.action = action.into();
        self
    }

    /// With a field.
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// With the button that does it.
    pub fn button(self, key: &str) -> Self {
        self.any_button(key, "", None)
    }

    /// With a button that sends a choice.
    pub fn choice_button(self, key: &str, name: &'static str, value: &'static str) -> Self {
        self.any_button(key, "quiet", Some((name, value)))
    }

    /// With a button that takes something away for good.
    pub fn danger_button(self, key: &str, sends: Option<(&'static str, &'static str)>) -> Self {
        self.any_button(key, "danger", sends)
    }

    /// With a line of links below the form.
    pub fn after(mut self, key: &str, targets: &[&str]) -> Self {
        self.after.push(markup::linked(&self.t.say(key), targets));
        self
    }

    /// With what is wrong: each by the name of its field, or "" for none that people see.
    pub fn faults(mut self, faults: &[(&'static str, Sentence)]) -> Self {
        for (name, sentence) in faults {
            let text = self.t.tell(sentence);
            if let Some(field) = self.fields.iter_mut().find(|field| field.name == *name) {
                field.fault.get_or_insert_with(|| text.clone());
            }
            self.faults.push((name, text));
        }
        self
    }

    /// With a form that leads on to these hosts.
    pub fn leading_to(mut self, targets: &'static str) -> Self {
        self.targets = targets;
        self
    }

    /// As a response with this status.
    pub fn answer(self, status: StatusCode) -> Response {
        let targets = self.targets;
        Page::personal(self).leading_to(targets).status(status).into_response()
    }

    /// As a response.
    pub fn ok(self) -> Response {
        self.answer(StatusCode::OK)
    }

    fn piece(mut self, piece: Piece) -> Self {
        self.pieces.push(piece);
        self
    }

    fn any_button(
        mut self,
        key: &str,
        style: &'static str,
        sends: Option<(&'static str, &'static str)>,
    ) -> Self {
        let label = self.t.say(key);
        self.buttons.push(Button { label, style, sends });
        self
    }

    fn has_form(&self) -> bool {
        !self.action.is_empty()
    }

    /// Where the summary leads for a fault of this field.
    fn target(&self, name: &str) -> String {
        if name.is_empty() { "sheet".to_owned() } else { name.to_owned() }
    }
}
