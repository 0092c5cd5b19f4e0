//! Conversion of a line of an export to a row.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::super::field::{Field, Written};
use super::super::kinds::{KINDS, Kind};
use crate::locale::Message;
use crate::store::{Row, Value};

/// Line of a file: names and values, in their order.
#[derive(Debug)]
struct Fields(Vec<(String, Scalar)>);

/// Value in a line.
#[derive(Debug)]
enum Scalar {
    Null,
    YesOrNo(bool),
    Number(i64),
    Text(String),
}

/// Row with its kind and columns.
#[derive(Debug)]
pub(super) struct NewRow {
    /// Place of its kind in [`KINDS`].
    pub(super) place: usize,
    /// Columns of the values.
    pub(super) columns: Vec<&'static str>,
    /// The values.
    pub(super) values: Row,
}

impl NewRow {
    /// Reads a line. If it is of this migration, it must have all fields of its kind.
    pub(super) fn read(line: &[u8], is_current: bool) -> Result<Self, Message> {
        let Fields(fields) = serde_json::from_slice(line)
            .map_err(|error| Message::with("import-board-line", "error", error.to_string()))?;
        let mut fields = fields.into_iter();
        let place = match fields.next() {
            Some((name, Scalar::Text(kind))) if name == "type" => {
                let place = KINDS.iter().position(|known| known.name == kind);
                place.ok_or_else(|| Message::with("import-board-kind", "kind", kind))?
            }
            _ => return Err("import-board-no-kind".into()),
        };
        let mut known = KINDS[place].fields.iter();
        let (mut columns, mut values) = (Vec::new(), Vec::new());
        for (name, scalar) in fields {
            // Fields come in the order of the list, which also refuses one that comes twice.
            let field = known.by_ref().find(|field| is_current || field.name == name);
            let wrong = || Message::with("import-board-field", "field", name.clone());
            let field = field.filter(|field| field.name == name).ok_or_else(wrong)?;
            columns.push(field.column);
            values.push(value(field, scalar).ok_or_else(wrong)?);
        }
        match known.next() {
            Some(missing) if is_current => {
                Err(Message::with("import-board-no-field", "field", missing.name))
            }
            _ => Ok(Self { place, columns, values }),
        }
    }

    /// Returns its kind.
    pub(super) fn kind(&self) -> &'static Kind {
        &KINDS[self.place]
    }

    /// Returns the value of a column.
    pub(super) fn value(&self, column: &str) -> Option<&Value> {
        let place = self.columns.iter().position(|known| *known == column)?;
        self.values.get(place)
    }

    /// Returns the number in a column.
    pub(super) fn number(&self, column: &str) -> Option<i64> {
        match self.value(column)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns the text in a column.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        match self.value(column)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Sets the value of a column.
    pub(super) fn set(&mut self, column: &'static str, value: Value) {
        if let Some(place) = self.columns.iter().position(|known| *known == column) {
            self.values[place] = value;
        } else {
            self.columns.push(column);
            self.values.push(value);
        }
    }

    /// Returns the approximate memory size of the values, in bytes.
    pub(super) fn size(&self) -> usize {
        let bytes = |value: &Value| match value {
            Value::Null | Value::Number(_) => 0,
            Value::Text(text) => text.len(),
            Value::Bytes(bytes) => bytes.len(),
        };
        self.values.iter().map(bytes).sum()
    }
}

/// Converts the value of a field; `None` if it is of another type.
fn value(field: &Field, scalar: Scalar) -> Option<Value> {
    Some(match (scalar, field.written) {
        (Scalar::Null, _) => Value::Null,
        (Scalar::YesOrNo(yes), Written::YesOrNo) => Value::Number(yes.into()),
        (Scalar::Number(number), Written::AsItIs) => Value::Number(number),
        (Scalar::Text(text), Written::AsItIs) => Value::Text(text),
        (Scalar::Text(text), Written::Moment) => {
            Value::Number(text.parse::<Timestamp>().ok()?.as_microsecond())
        }
        (Scalar::Text(text), Written::Base64) => Value::Bytes(BASE64_STANDARD.decode(text).ok()?),
        _ => return None,
    })
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(FieldsVisitor)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ScalarVisitor;

        impl Visitor<'_> for ScalarVisitor {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a whole number, true, false or null")
            }

            fn visit_unit<E: Error>(self) -> Result<Scalar, E> {
                Ok(Scalar::Null)
            }

            fn visit_bool<E: Error>(self, yes: bool) -> Result<Scalar, E> {
                Ok(Scalar::YesOrNo(yes))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Scalar, E> {
                i64::try_from(number).map(Scalar::Number).map_err(E::custom)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::Text(text.to_owned()))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Scalar, E> {
                Ok(Scalar::Text(text))
            }
        }

        deserializer.deserialize_any(ScalarVisitor)
    }
}
