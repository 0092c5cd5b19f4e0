//! Serialization of a row as a line of an export.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::field::Written;
use super::kinds::Kind;
use crate::store::{Row, Value};

/// Row to serialize as a line.
pub(super) struct Line<'a> {
    pub(super) kind: &'a Kind,
    pub(super) row: &'a Row,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_map(Some(1 + self.row.len()))?;
        line.serialize_entry("type", self.kind.name)?;
        for (field, value) in self.kind.fields.iter().zip(self.row) {
            match (value, field.written) {
                (Value::Null, _) => line.serialize_entry(field.name, &())?,
                (Value::Number(number), Written::AsItIs | Written::Base64) => {
                    line.serialize_entry(field.name, number)?;
                }
                (Value::Number(number), Written::YesOrNo) => {
                    line.serialize_entry(field.name, &(*number != 0))?;
                }
                (Value::Number(number), Written::Moment) => {
                    let moment =
                        jiff::Timestamp::from_microsecond(*number).map_err(S::Error::custom)?;
                    line.serialize_entry(field.name, &format_args!("{moment}"))?;
                }
                (Value::Text(text), _) => line.serialize_entry(field.name, text)?,
                (Value::Bytes(bytes), _) => {
                    line.serialize_entry(field.name, &BASE64_STANDARD.encode(bytes))?;
                }
            }
        }
        line.end()
    }
}
