//! A form whose request failed through no fault of its sender: the page of the error shows it again,
//! so that nothing typed is lost and one click sends it anew.

use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::Request;
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

/// Place where the reader of a form leaves a copy of it for the page of an error.
#[derive(Clone, Debug, Default)]
pub(super) struct FormCopy(Arc<OnceLock<Copied>>);

/// Copy of a form as it was sent.
#[derive(Clone, Debug)]
pub(super) enum Copied {
    /// Bytes of a form without files.
    Encoded(Bytes),
    /// Fields of a form that may bring a file.
    Parts(TypedParts),
}

/// Fields of a form that may bring a file, without the file.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedParts {
    /// Names and values in their order.
    pub fields: Vec<(String, String)>,
    /// Name of the field of the file, when one was chosen.
    pub file: Option<String>,
}

/// A form to be sent again.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct UnsentForm {
    /// Path it was sent to.
    pub action: String,
    /// Its fields, in their order, without secrets.
    pub fields: Vec<UnsentField>,
    /// Whether no secret is missing, so that it can be sent as it is.
    pub is_whole: bool,
    /// Whether it is sent as a form that may bring a file.
    pub has_parts: bool,
    /// Name of the field of a file, which has to be chosen again.
    pub file: Option<String>,
}

/// Name and value of a field.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct UnsentField {
    /// Name.
    pub name: String,
    /// Value as it was typed.
    pub value: String,
}

/// Fields that no page repeats: passwords, and codes of second factors.
const SECRETS: [&str; 5] = ["password", "current", "code", "secret", "credential"];
/// Fields that hold a text, however short.
const TEXTS: [&str; 8] = ["body", "text", "explanation", "note", "answer", "why", "alt", "caption"];
/// Characters from which on any value is shown rather than sent along unseen.
const LONG: usize = 60;

impl FormCopy {
    /// Returns the place that belongs to a request.
    pub fn of(request: &Request) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }

    /// Keeps a form as it came.
    pub fn keep(&self, form: Copied) {
        // Only the first reader of a request's body finds anything in it.
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
    /// Returns whether there is anything to show: a text, or a form that can be sent.
    pub fn is_worth_showing(&self) -> bool {
        self.is_whole || self.fields.iter().any(UnsentField::is_text)
    }

    /// Returns whether somebody filled in anything that would be missed.
    pub fn is_worth_keeping(&self) -> bool {
        self.is_worth_showing() && self.fields.iter().any(|field| !field.value.trim().is_empty())
    }
}

impl UnsentField {
    /// Returns whether it is a text that its writer would miss.
    pub fn is_text(&self) -> bool {
        let is_named = TEXTS.contains(&self.name.as_str()) && !self.value.is_empty();
        is_named || self.value.contains('\n') || self.value.chars().count() > LONG
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
