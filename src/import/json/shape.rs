//! Outline of the beginning of a file, by which its format is recognized.

use super::{Json, ReadError};
use crate::import::Source;

/// Greatest depth of an outline: `.db[].data.posts[].id` is the deepest that is asked for.
const DEPTH: usize = 6;
/// Greatest number of keys of an outline; a hostile file has one in every four bytes.
const KEYS_MAX: usize = 2000;

/// Paths in the first value of a file, with their values if those are no arrays or objects.
///
/// Only the first element of an array is looked at.
#[derive(Debug, Default)]
pub struct Shape(Vec<(String, String)>);

impl Shape {
    /// Returns the outline of a file.
    pub fn of(source: &Source) -> Self {
        Self::of_bytes(source.start())
    }

    /// Returns the outline of the beginning of a file.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut shape = Self::default();
        // The beginning breaks off somewhere; what was found before is enough.
        let _ = Json::new(bytes, 0).outline("", 0, &mut shape.0);
        shape
    }

    /// Returns whether there is something at this path.
    pub fn has(&self, path: &str) -> bool {
        self.0.iter().any(|(found, _)| found == path)
    }

    /// Returns the value at a path.
    pub fn value(&self, path: &str) -> Option<&str> {
        self.0.iter().find(|(found, _)| found == path).map(|(_, value)| value.as_str())
    }
}

impl Json<&[u8]> {
    fn outline(
        &mut self,
        path: &str,
        level: usize,
        found: &mut Vec<(String, String)>,
    ) -> Result<(), ReadError> {
        let first = self.space()?;
        if found.len() >= KEYS_MAX || level >= DEPTH {
            return self.copy(level, None);
        }
        found.push((path.to_owned(), String::new()));
        let index = found.len() - 1;
        match first {
            Some(b'{') => self
                .object(&mut |json, key| json.outline(&format!("{path}.{key}"), level + 1, found)),
            Some(b'[') => {
                let path = format!("{path}[]");
                self.array(&mut |json| json.outline(&path, level + 1, found).map(|()| false))
            }
            _ => {
                let mut bytes = Vec::new();
                self.copy(level, Some(&mut bytes))?;
                let value = String::from_utf8_lossy(&bytes);
                value.trim_matches('"').clone_into(&mut found[index].1);
                Ok(())
            }
        }
    }
}
