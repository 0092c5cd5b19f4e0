//! Errors of a form, each with the id of the field that it concerns.

use crate::locale::{Lang, Message};

/// Errors of a form in the language of the board, in the order in which they are listed.
///
/// `templates/_fields.html` shows them beside their fields and in a summary.
#[derive(Clone, Debug, Default)]
pub struct FieldErrors(Vec<(&'static str, String)>);

impl FieldErrors {
    /// Translates errors, each with the id of its field.
    pub fn new(t: Lang, errors: impl IntoIterator<Item = (&'static str, Message)>) -> Self {
        Self(errors.into_iter().map(|(field, sentence)| (field, t.tell(&sentence))).collect())
    }

    /// Creates a list with one error, which is translated already.
    pub fn one(field: &'static str, sentence: String) -> Self {
        Self(vec![(field, sentence)])
    }

    /// Returns the first error of the field with this id.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.iter().find(|(id, _)| *id == field).map(|(_, sentence)| sentence)
    }

    /// Returns whether there are no errors.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the number of errors.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Iterates over the errors, each with the id of its field.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(field, sentence)| (*field, sentence.as_str()))
    }

    /// Returns the ids of the elements that describe a field, separated by a space.
    pub fn described_by(&self, field: &str, has_hint: bool) -> String {
        let error = self.of(field).map(|_| format!("{field}-error"));
        let hint = has_hint.then(|| format!("{field}-hint"));
        error.into_iter().chain(hint).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_described_by_its_error_and_its_hint() {
        let errors = FieldErrors::one("name", "Vul een naam in.".to_owned());
        assert_eq!(errors.described_by("name", true), "name-error name-hint");
        assert_eq!(errors.described_by("name", false), "name-error");
        assert_eq!(errors.described_by("email", true), "email-hint");
        assert_eq!(errors.described_by("email", false), "");
    }
}
