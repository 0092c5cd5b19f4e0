//! A form whose request failed through no fault of its sender: the page of the error shows it again,
//! so that nothing typed is lost and one click sends it anew.

use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use url::form_urlencoded;

/// Place where the reader of a form leaves a copy of it for the page of an error.
#[derive(Clone, Debug, Default)]
pub(super) struct FormCopy(Arc<OnceLock<Bytes>>);

/// A form to be sent again.
#[derive(Clone, Debug)]
pub(super) struct UnsentForm {
    /// Path it was sent to.
    pub action: String,
    /// Its fields, in their order, without secrets.
    pub fields: Vec<UnsentField>,
    /// Whether no secret is missing, so that it can be sent as it is.
    pub is_whole: bool,
}

/// Name and value of a field.
#[derive(Clone, Debug)]
pub(super) struct UnsentField {
    pub name: String,
    pub value: String,
}

/// Fields that no page repeats: passwords, and codes of second factors.
const SECRETS: [&str; 5] = ["password", "current", "code", "secret", "credential"];
/// Characters from which on a value is shown rather than sent along unseen.
const LONG: usize = 60;

impl FormCopy {
    /// Keeps the bytes of a form as they came.
    pub fn keep(&self, form: &Bytes) {
        // Only the first reader of a request's body finds anything in it.
        self.0.set(form.clone()).ok();
    }

    /// Returns the form that was sent to this path, if one was read.
    pub fn unsent(&self, action: &str) -> Option<UnsentForm> {
        let pairs = form_urlencoded::parse(self.0.get()?);
        let all: Vec<UnsentField> = pairs
            .map(|(name, value)| UnsentField { name: name.into(), value: value.replace('\0', "") })
            .collect();
        let fields: Vec<_> = all.iter().filter(|field| !field.is_secret()).cloned().collect();
        let is_whole = fields.len() == all.len();
        Some(UnsentForm { action: action.to_owned(), fields, is_whole })
    }
}

impl UnsentForm {
    /// Returns whether there is anything to show: a text, or a form that can be sent.
    pub fn is_worth_showing(&self) -> bool {
        self.is_whole || self.fields.iter().any(UnsentField::is_long)
    }
}

impl UnsentField {
    /// Returns whether it is a text that its writer would miss.
    pub fn is_long(&self) -> bool {
        self.value.contains('\n') || self.value.chars().count() > LONG
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
        copy.keep(&Bytes::from_static(b"email=a%40b.example&new_password=x&body=een%0Atwee"));
        let form = copy.unsent("/login").unwrap();
        let names: Vec<_> = form.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["email", "body"]);
        assert!(!form.is_whole && form.fields[1].is_long() && !form.fields[0].is_long());
    }
}
