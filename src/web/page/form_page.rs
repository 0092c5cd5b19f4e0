//! Page with a heading, text and a form, built in Rust and rendered by one template.
//!
//! Every field is shown again as it was typed, with its errors beside it and in a summary that
//! links to the field.

use std::borrow::Cow;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{FieldErrors, Page, Shell};
use crate::locale::{Arg, Lang, Message};
use crate::markup::{self, Html};

/// Id to which the summary links for an error of no visible field.
const NO_FIELD: &str = "form";

/// Page with a heading, text and a form.
#[derive(Clone, Debug, Template)]
#[template(path = "form_page.html")]
pub struct FormPage {
    t: Lang,
    shell: Shell,
    heading: String,
    blocks: Vec<Block>,
    action: String,
    fields: Vec<Field>,
    buttons: Vec<Button>,
    errors: FieldErrors,
    after: Vec<Html>,
    targets: Cow<'static, str>,
}

/// Element above the form.
#[derive(Clone, Debug)]
enum Block {
    Text(Html),
    Hint(Html),
    Good(String),
    Bad(String),
    Quote(Html),
    Heading(String),
}

/// Button of the form, with the name and value it sends.
#[derive(Clone, Debug)]
struct Button {
    label: String,
    style: &'static str,
    sends: Option<(&'static str, &'static str)>,
}

/// Kind of field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Line(&'static str),
    Tick,
    Hidden,
}

/// Field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    kind: Kind,
    name: &'static str,
    label: &'static str,
    hint: Option<Message>,
    value: String,
    autocomplete: &'static str,
    max: usize,
}

impl Field {
    fn new(kind: Kind, name: &'static str, label: &'static str) -> Self {
        Self { kind, name, label, hint: None, value: String::new(), autocomplete: "off", max: 254 }
    }

    /// Creates a field for one line of text.
    pub fn text(name: &'static str, label: &'static str) -> Self {
        Self::new(Kind::Line("text"), name, label)
    }

    /// Creates a field for an e-mail address.
    pub fn email(name: &'static str, label: &'static str) -> Self {
        Self::new(Kind::Line("email"), name, label).auto("email")
    }

    /// Creates a field for a password; its value is never shown again.
    pub fn password(name: &'static str, label: &'static str, autocomplete: &'static str) -> Self {
        Self::new(Kind::Line("password"), name, label).auto(autocomplete)
    }

    /// Creates a checkbox; it sends "on" if it is checked and nothing otherwise.
    pub fn tick(name: &'static str, label: &'static str, ticked: bool) -> Self {
        Self::new(Kind::Tick, name, label).value(if ticked { "on" } else { "" })
    }

    /// Creates a hidden field.
    pub fn hidden(name: &'static str, value: impl Into<String>) -> Self {
        Self::new(Kind::Hidden, name, "").value(value)
    }

    /// Sets the hint below the label.
    pub fn hint(mut self, hint: impl Into<Message>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Sets the value that was typed before.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Sets the `autocomplete` attribute.
    pub fn auto(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// Sets the maximum number of characters; the default is 254.
    pub fn max(mut self, max: usize) -> Self {
        self.max = max;
        self
    }

    fn is_chosen(&self, choice: &str) -> bool {
        self.value == choice
    }
}

impl FormPage {
    /// Creates a page; `heading` is the key of a message.
    pub fn new(t: Lang, shell: Shell, heading: &str) -> Self {
        Self::titled(t, shell, t.say(heading))
    }

    /// Creates a page with a heading that is formatted already.
    pub fn titled(t: Lang, shell: Shell, heading: String) -> Self {
        Self {
            t,
            shell,
            heading,
            blocks: Vec::new(),
            action: String::new(),
            fields: Vec::new(),
            buttons: Vec::new(),
            errors: FieldErrors::default(),
            after: Vec::new(),
            targets: Cow::default(),
        }
    }

    /// Adds a paragraph.
    pub fn say(self, key: &str) -> Self {
        self.with(key, &[])
    }

    /// Adds a paragraph with arguments.
    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> Self {
        let text = markup::linked(&self.t.with(key, args), &[]);
        self.block(Block::Text(text))
    }

    /// Adds a paragraph in which each `[part]` is a link to the next of `targets`.
    pub fn linked(self, key: &str, targets: &[&str]) -> Self {
        let text = markup::linked(&self.t.say(key), targets);
        self.block(Block::Text(text))
    }

    /// Adds a paragraph in a muted colour.
    pub fn hint(self, key: &str) -> Self {
        let text = markup::linked(&self.t.say(key), &[]);
        self.block(Block::Hint(text))
    }

    /// Adds a heading above the elements that follow.
    pub fn heading(self, key: &str) -> Self {
        let text = self.t.say(key);
        self.block(Block::Heading(text))
    }

    /// Adds a message about success.
    pub fn good(self, key: &str) -> Self {
        let text = self.t.say(key);
        self.block(Block::Good(text))
    }

    /// Adds a message about an error.
    pub fn bad(self, sentence: &Message) -> Self {
        let text = self.t.tell(sentence);
        self.block(Block::Bad(text))
    }

    /// Adds a quotation.
    pub fn quote(self, words: Html) -> Self {
        self.block(Block::Quote(words))
    }

    /// Sets the address to which the form is sent.
    pub fn to(mut self, action: impl Into<String>) -> Self {
        self.action = action.into();
        self
    }

    /// Adds a field.
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// Adds the main submit button.
    pub fn button(self, key: &str) -> Self {
        self.any_button(key, "", None)
    }

    /// Adds a submit button that sends a name and a value.
    pub fn choice_button(self, key: &str, name: &'static str, value: &'static str) -> Self {
        self.any_button(key, "quiet", Some((name, value)))
    }

    /// Adds a submit button for an action that cannot be undone.
    pub fn danger_button(self, key: &str, sends: Option<(&'static str, &'static str)>) -> Self {
        self.any_button(key, "danger", sends)
    }

    /// Adds a line of links below the form.
    pub fn after(mut self, key: &str, targets: &[&str]) -> Self {
        self.after.push(markup::linked(&self.t.say(key), targets));
        self
    }

    /// Sets the errors, each with the name of its field, or "" for an error of no visible field.
    pub fn errors(mut self, errors: impl IntoIterator<Item = (&'static str, Message)>) -> Self {
        let target = |name: &'static str| if name.is_empty() { NO_FIELD } else { name };
        let errors = errors.into_iter().map(|(name, sentence)| (target(name), sentence));
        self.errors = FieldErrors::new(self.t, errors);
        self
    }

    /// Allows the form to lead to these hosts as well, separated by spaces.
    pub fn leading_to(mut self, targets: impl Into<Cow<'static, str>>) -> Self {
        self.targets = targets.into();
        self
    }

    /// Returns the page as a response with this status.
    pub fn answer(self, status: StatusCode) -> Response {
        let targets = self.targets.clone();
        Page::personal(self).leading_to(targets).status(status).into_response()
    }

    /// Returns the page as a response with status 200.
    pub fn ok(self) -> Response {
        self.answer(StatusCode::OK)
    }

    fn block(mut self, block: Block) -> Self {
        self.blocks.push(block);
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
}
