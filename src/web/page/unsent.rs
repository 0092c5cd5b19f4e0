//! Form of a request that failed through no fault of its sender.
//!
//! The error page shows it again, so that no input is lost and one click sends it anew.

use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::Request;
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

/// Copy of a form, shared between the extractor that reads it and the error page.
#[derive(Clone, Debug, Default)]
pub(super) struct FormCopy(Arc<OnceLock<Copied>>);

/// Form as it was sent.
#[derive(Clone, Debug)]
pub(super) enum Copied {
    /// Bytes of a form without files.
    Encoded(Bytes),
    /// Fields of a form that may contain a file.
    Parts(TypedParts),
}

/// Fields of a form that may contain a file, without the file.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedParts {
    /// Names and values in their order.
    pub fields: Vec<(String, String)>,
    /// Name of the file field, if a file was chosen.
    pub file: Option<String>,
}

/// Form to be sent again.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct UnsentForm {
    /// Path to which it was sent.
    pub action: String,
    /// Fields in their order, without secrets.
    pub fields: Vec<UnsentField>,
    /// True if no secret was left out, so that the form can be sent as it is.
    pub is_whole: bool,
    /// True if it is sent as `multipart/form-data`.
    pub has_parts: bool,
    /// Name of the file field, whose file has to be chosen again.
    pub file: Option<String>,
}

/// Name and value of a field.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct UnsentField {
    /// Name of the field.
    pub name: String,
    /// Value as it was typed.
    pub value: String,
}

/// Parts of the names of fields that are never shown again: passwords and second factors.
const SECRETS: [&str; 5] = ["password", "current", "code", "secret", "credential"];
/// Names of fields that are shown as text, however short.
const TEXTS: [&str; 8] = ["body", "text", "explanation", "note", "answer", "why", "alt", "caption"];
/// Name of a field that is sent in a hidden field, however long.
const HIDDEN: &str = "challenge";
/// Number of characters above which a value is shown instead of sent in a hidden field.
const LONG: usize = 60;

impl FormCopy {
    /// Returns the copy that belongs to a request.
    pub fn of(request: &Request) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }

    /// Stores a form as it was received.
    pub fn keep(&self, form: Copied) {
        // Only the first reader of a body receives anything.
        self.0.set(form).ok();
    }

    /// Returns whether a form was read.
    pub fn is_kept(&self) -> bool {
        self.0.get().is_some()
    }

    /// Returns the form that was sent to this path, if one was read.
    pub fn unsent(&self, action: &str) -> Option<UnsentForm> {
        let (pairs, has_parts, file): (Vec<(String, String)>, _, _) = match self.0.get()? {
            Copied::Encoded(bytes) => {
                (form_urlencoded::parse(bytes).into_owned().collect(), false, None)
            }
            Copied::Parts(parts) => (parts.fields.clone(), true, parts.file.clone()),
        };
        let all: Vec<UnsentField> = pairs
            .into_iter()
            .map(|(name, value)| UnsentField { name, value: value.replace('\0', "") })
            .collect();
        let fields: Vec<_> = all.iter().filter(|field| !field.is_secret()).cloned().collect();
        let is_whole = fields.len() == all.len();
        Some(UnsentForm { action: action.to_owned(), fields, is_whole, has_parts, file })
    }
}

impl UnsentForm {
    /// Returns whether there is anything to show: a text, or a form that can be sent as it is.
    pub fn is_worth_showing(&self) -> bool {
        self.is_whole || self.fields.iter().any(UnsentField::is_text)
    }

    /// Returns whether the form is worth showing and has a field that is not blank.
    pub fn is_worth_keeping(&self) -> bool {
        self.is_worth_showing() && self.fields.iter().any(|field| !field.value.trim().is_empty())
    }
}

impl UnsentField {
    /// Returns whether the field holds a text that its author would miss.
    pub fn is_text(&self) -> bool {
        let is_named = TEXTS.contains(&self.name.as_str()) && !self.value.is_empty();
        let is_long = self.value.contains('\n') || self.value.chars().count() > LONG;
        is_named || is_long && self.name != HIDDEN
    }

    fn is_secret(&self) -> bool {
        SECRETS.iter().any(|secret| self.name.contains(secret))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_comes_back_without_its_secrets() {
        let copy = FormCopy::default();
        assert!(copy.unsent("/login").is_none());
        copy.keep(Copied::Encoded(Bytes::from_static(
            b"email=a%40b.example&new_password=x&body=een%0Atwee",
        )));
        let form = copy.unsent("/login").unwrap();
        let names: Vec<_> = form.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["email", "body"]);
        assert!(!form.is_whole && form.fields[1].is_text() && !form.fields[0].is_text());
    }

    #[test]
    fn a_file_is_to_be_chosen_again() {
        let copy = FormCopy::default();
        let fields = vec![("alt".to_owned(), "Een plein".to_owned())];
        copy.keep(Copied::Parts(TypedParts { fields, file: Some("file".to_owned()) }));
        let form = copy.unsent("/desk/pictures").unwrap();
        assert!(form.is_whole && form.has_parts && form.fields[0].is_text());
        assert_eq!(form.file.as_deref(), Some("file"));
    }
}
