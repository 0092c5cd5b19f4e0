//! Values of JSON, as loosely typed as the systems that write them.

use std::fmt;

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Missing, notice};
use crate::import::record::About;
use crate::import::{Record, fields};

/// Number from which on a time is in milliseconds, not in seconds: 1973 and 5138.
const MILLISECONDS: u64 = 100_000_000_000;

/// Value of a field; a missing one is like `null`.
///
/// An object with one value and a type, such as `{"$date": …}` of `MongoDB` and `{"iso": …}` of
/// `LeanCloud`, is like that value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Field {
    /// Nothing, or an array or an object.
    #[default]
    Nothing,
    /// Truth value.
    Bool(bool),
    /// Whole number.
    Number(i64),
    /// Text, or a number with a fraction.
    Text(String),
}

impl Field {
    /// Returns it as text, in full.
    pub fn text(self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Bool(value) => Some(value.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Text(text) => Some(text),
        }
    }

    /// Returns it as a key or a name: without spaces around it, and `None` if nothing is left.
    pub fn word(self) -> Option<String> {
        let text = self.text()?;
        let word = text.trim();
        if word.is_empty() {
            None
        } else if word.len() == text.len() {
            Some(text)
        } else {
            Some(word.to_owned())
        }
    }

    /// Returns it as a key or a name that the record cannot do without.
    pub fn needed(self, name: &'static str) -> Result<String, Missing> {
        self.word().ok_or(Missing(name))
    }

    /// Returns whether it is there.
    pub fn is_something(&self) -> bool {
        *self != Self::Nothing
    }

    /// Returns whether it is true.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Bool(value) => *value,
            Self::Number(number) => *number != 0,
            Self::Text(text) => matches!(text.trim(), "true" | "True" | "TRUE" | "1"),
        }
    }

    /// Returns it as a whole number, 0 if it is none.
    pub fn number(&self) -> i64 {
        match self {
            Self::Number(number) => *number,
            Self::Text(text) => text.trim().parse().unwrap_or_default(),
            Self::Bool(_) | Self::Nothing => 0,
        }
    }

    /// Returns it as a number of readers: a score below zero is none.
    pub fn count(&self) -> u32 {
        u32::try_from(self.number().max(0)).unwrap_or(u32::MAX)
    }

    /// Returns it as a time; `zone` is that of a time without one.
    pub fn time(&self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Number(number) => from_number(*number),
            Self::Text(text) => from_text(text.trim(), zone),
            Self::Bool(_) | Self::Nothing => None,
        }
    }

    /// Returns it as an e-mail address, if it is a valid one.
    pub fn email(&self) -> Option<String> {
        let Self::Text(text) = self else { return None };
        fields::email(text)
    }

    /// Returns a notice if it looks like an e-mail address and is not valid.
    pub fn email_notice(&self, what: &str) -> Option<Record> {
        let Self::Text(text) = self else { return None };
        let is_invalid = text.contains('@') && self.email().is_none();
        is_invalid.then(|| notice(what, About::Email, text.trim().to_owned()))
    }
}

fn from_number(number: i64) -> Option<Timestamp> {
    let time = if number.unsigned_abs() < MILLISECONDS {
        Timestamp::from_second(number)
    } else {
        Timestamp::from_millisecond(number)
    };
    time.ok().filter(is_time)
}

/// Returns the time of a text as in RFC 3339, or with a space before the offset as Go writes it.
fn from_text(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(number) = text.parse() {
        return from_number(number);
    }
    let mut parts = text.split_whitespace();
    let text = match (parts.next(), parts.next(), parts.next()) {
        (Some(date), Some(time), Some("UTC" | "GMT" | "Z")) => format!("{date}T{time}Z"),
        (Some(date), Some(time), Some(offset)) => format!("{date}T{time}{offset}"),
        _ => text.to_owned(),
    };
    let time = text.parse().ok().or_else(|| {
        let local: civil::DateTime = text.parse().ok()?;
        zone.to_timestamp(local).ok()
    });
    time.filter(is_time)
}

/// Returns whether a time is one: systems write the year 1 or 1970 for "unknown".
fn is_time(time: &Timestamp) -> bool {
    time.as_second() > 0
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

/// Reads an object that may be `null`.
pub fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Field, E> {
        Ok(Field::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Field, E> {
        Ok(Field::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Field, E> {
        Ok(Field::Number(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Field, E> {
        Ok(i64::try_from(value).map_or_else(|_| Field::Text(value.to_string()), Field::Number))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Field, E> {
        // A number as Python and MongoDB write it: 3.0.
        let text = value.to_string();
        Ok(text.parse().map_or(Field::Text(text), Field::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Field, E> {
        Ok(Field::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Field, E> {
        Ok(Field::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Field, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Field, A::Error> {
        let mut field = Field::Nothing;
        while let Some(key) = entries.next_key::<String>()? {
            if key.starts_with('$') || key == "iso" {
                field = entries.next_value()?;
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(field)
    }
}
