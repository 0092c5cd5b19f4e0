//! JSON of any size: elements of arrays are found one by one, and `serde_json` reads each of them.
//!
//! A path of an element is written as in `.db[].data.posts[]`: a dot before a key, brackets for the
//! elements of an array. What a reader does not ask for is passed over without being kept.

mod field;
mod rows;
mod scan;
mod shape;
mod threads;

use std::borrow::Cow;
use std::io::{self, BufRead};

use encoding_rs::Encoding;
use serde::de::DeserializeOwned;

use super::error::{Place, ReadError};
use super::source::read_error;
use crate::locale::Message;

pub use field::{Field, or_default};
pub use rows::{Missing, Rows, comment, left_out, notice, other_format};
use scan::{Fault, Scan};
pub use shape::Shape;
pub use threads::Threads;

/// Greatest depth of arrays and objects; the deepest export we know of has nine.
const DEPTH_MAX: usize = 64;
/// Greatest size of an element in bytes: four times the longest article any system stores.
const ELEMENT_MAX: usize = 16 << 20;
/// Mark that some editors put before UTF-8.
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// Receiver of the elements that a reader asked for, with their path.
pub type Take<'a> = dyn FnMut(&str, &Element<'_>) -> Result<(), ReadError> + 'a;

/// Value of a file.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    bytes: &'a [u8],
    start: u64,
}

impl Element<'_> {
    /// Returns the position of its first byte.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Reads the element; its bytes are of `encoding`, or of UTF-8 if that is `None`.
    pub fn parse<T: DeserializeOwned>(&self, encoding: Option<&str>) -> Result<T, ReadError> {
        let text = self.text(encoding)?;
        serde_json::from_str(&text).map_err(|error| {
            let at = offset(&text, &error).min(self.bytes.len());
            wrong(self.start + at as u64, words(&error))
        })
    }

    fn text(&self, encoding: Option<&str>) -> Result<Cow<'_, str>, ReadError> {
        let error = match std::str::from_utf8(self.bytes) {
            Ok(text) => return Ok(Cow::Borrowed(text)),
            Err(error) => error,
        };
        let named = encoding.and_then(|name| Encoding::for_label(name.as_bytes()));
        let decoded = named.and_then(|encoding| {
            encoding.decode_without_bom_handling_and_without_replacement(self.bytes)
        });
        let at = Place::Byte(self.start + error.valid_up_to() as u64);
        decoded.ok_or_else(|| ReadError::at(at, "import-not-utf8"))
    }

    /// Returns an error for an element without a field that it must have.
    pub fn missing(&self, missing: Missing) -> ReadError {
        wrong(self.start, format!("missing field `{}`", missing.0))
    }
}

/// Reads a file of one value.
pub fn document(
    input: impl BufRead,
    wanted: &[&str],
    take: &mut Take<'_>,
) -> Result<(), ReadError> {
    let mut json = Json::new(input, 0);
    if !json.has_value()? {
        return Err(cut(json.position));
    }
    json.walk(wanted, take)?;
    // Reads to the end, where a packed file says whether it is whole.
    if json.has_value()? { Err(wrong(json.position, "trailing characters")) } else { Ok(()) }
}

/// Values that follow each other, in lines or not.
pub struct Json<R> {
    input: R,
    position: u64,
}

impl<R: BufRead> Json<R> {
    /// Returns the values of `input`, whose first byte is at `position` of the file.
    pub fn new(input: R, position: u64) -> Self {
        Self { input, position }
    }

    /// Returns whether there is another value.
    pub fn has_value(&mut self) -> Result<bool, ReadError> {
        Ok(self.space()?.is_some())
    }

    /// Returns whether the next value is an array.
    pub fn is_array(&mut self) -> Result<bool, ReadError> {
        Ok(self.space()? == Some(b'['))
    }

    /// Passes the next value on as a whole.
    pub fn whole(&mut self, take: &mut Take<'_>) -> Result<(), ReadError> {
        self.walk(&[""], take)
    }

    /// Passes on those elements of the next value that are at one of the paths in `wanted`.
    pub fn walk(&mut self, wanted: &[&str], take: &mut Take<'_>) -> Result<(), ReadError> {
        self.descend("", 0, &mut Walk { wanted, take, buffer: Vec::new() })
    }

    /// Walks the value at a path; goes only as deep as the paths that are wanted.
    fn descend(
        &mut self,
        path: &str,
        level: usize,
        walk: &mut Walk<'_, '_>,
    ) -> Result<(), ReadError> {
        let first = self.space()?;
        if walk.wanted.contains(&path) {
            walk.buffer.clear();
            let start = self.position;
            self.copy(level, Some(&mut walk.buffer))?;
            return (walk.take)(path, &Element { bytes: &walk.buffer, start });
        }
        match first {
            Some(b'{') if walk.goes(path, '.') => self
                .object(&mut |json, key| json.descend(&format!("{path}.{key}"), level + 1, walk)),
            Some(b'[') if walk.goes(path, '[') => {
                let path = format!("{path}[]");
                self.array(&mut |json| json.descend(&path, level + 1, walk).map(|()| true))
            }
            Some(b'n') => self.copy(level, None),
            Some(_) if walk.goes(path, '.') => Err(wrong(self.position, "expected an object")),
            Some(_) if walk.goes(path, '[') => Err(wrong(self.position, "expected an array")),
            _ => self.copy(level, None),
        }
    }

    /// Calls `each` with every key of an object, to read or pass over its value.
    fn object(
        &mut self,
        each: &mut dyn FnMut(&mut Self, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.bump();
        if self.space()? == Some(b'}') {
            self.bump();
            return Ok(());
        }
        loop {
            let key = self.key()?;
            self.expect(b':', "expected `:`")?;
            each(self, &key)?;
            if self.space()? == Some(b'}') {
                self.bump();
                return Ok(());
            }
            self.expect(b',', "expected `,` or `}`")?;
        }
    }

    /// Calls `each` for every element of an array, to read or pass over it, until it returns
    /// `false`; the rest is passed over.
    fn array(
        &mut self,
        each: &mut dyn FnMut(&mut Self) -> Result<bool, ReadError>,
    ) -> Result<(), ReadError> {
        self.bump();
        if self.space()? == Some(b']') {
            self.bump();
            return Ok(());
        }
        let mut goes_on = true;
        loop {
            if goes_on {
                goes_on = each(self)?;
            } else {
                self.space()?;
                self.copy(1, None)?;
            }
            if self.space()? == Some(b']') {
                self.bump();
                return Ok(());
            }
            self.expect(b',', "expected `,` or `]`")?;
        }
    }

    fn key(&mut self) -> Result<String, ReadError> {
        let first = self.space()?;
        let start = self.position;
        match first {
            None => return Err(cut(start)),
            Some(b'"') => {}
            Some(_) => return Err(wrong(start, "key must be a string")),
        }
        let mut bytes = Vec::new();
        self.copy(0, Some(&mut bytes))?;
        Element { bytes: &bytes, start }.parse(None)
    }

    fn expect(&mut self, byte: u8, problem: &str) -> Result<(), ReadError> {
        match self.space()? {
            Some(found) if found == byte => {
                self.bump();
                Ok(())
            }
            Some(_) => Err(wrong(self.position, problem)),
            None => Err(cut(self.position)),
        }
    }

    /// Reads one value, the first byte of which is next, and keeps it in `into`.
    fn copy(&mut self, level: usize, mut into: Option<&mut Vec<u8>>) -> Result<(), ReadError> {
        let mut scan = Scan::new(level);
        loop {
            let position = self.position;
            let ready = match self.input.fill_buf() {
                Ok(ready) => ready,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(read_error(error, position)),
            };
            if ready.is_empty() {
                return if scan.may_end() { Ok(()) } else { Err(cut(position)) };
            }
            let (used, is_over) = scan.run(ready).map_err(|(at, fault)| {
                let at = position + at as u64;
                match fault {
                    Fault::Wrong(problem) => wrong(at, problem),
                    Fault::Deep => {
                        let depth = DEPTH_MAX.into();
                        let message =
                            Message { key: "import-too-deep", args: vec![("depth", depth)] };
                        ReadError::at(Place::Byte(at), message)
                    }
                }
            })?;
            if let Some(into) = &mut into {
                if into.len() + used > ELEMENT_MAX {
                    return Err(too_long(position, ELEMENT_MAX));
                }
                into.extend_from_slice(&ready[..used]);
            }
            self.input.consume(used);
            self.position += used as u64;
            if is_over {
                return Ok(());
            }
        }
    }

    /// Passes over white space and returns the byte after it.
    fn space(&mut self) -> Result<Option<u8>, ReadError> {
        loop {
            let next = match self.input.fill_buf() {
                Ok(ready) => ready.first().copied(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(read_error(error, self.position)),
            };
            let is_mark = usize::try_from(self.position)
                .is_ok_and(|at| next.is_some() && MARK.get(at).copied() == next);
            if !is_mark && !matches!(next, Some(b' ' | b'\t' | b'\n' | b'\r')) {
                return Ok(next);
            }
            self.bump();
        }
    }

    fn bump(&mut self) {
        self.input.consume(1);
        self.position += 1;
    }
}

/// Paths that are wanted, their receiver, and room for one element.
struct Walk<'a, 't> {
    wanted: &'a [&'a str],
    take: &'a mut Take<'t>,
    buffer: Vec<u8>,
}

impl Walk<'_, '_> {
    /// Returns whether a wanted path goes on from `path` with `mark`.
    fn goes(&self, path: &str, mark: char) -> bool {
        self.wanted
            .iter()
            .any(|wanted| wanted.strip_prefix(path).is_some_and(|rest| rest.starts_with(mark)))
    }
}

/// Returns the number of bytes before an error.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1)
}

/// Returns what `serde_json` says of an error, without its line, which is not that of the file.
fn words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.as_str(), |(words, _)| words).to_owned()
}

/// Returns an error of a file that ends too early.
fn cut(position: u64) -> ReadError {
    ReadError::at(Place::Byte(position), "import-cut")
}

/// Returns an error of wrong JSON.
pub fn wrong(position: u64, problem: impl Into<String>) -> ReadError {
    let message = Message::with("import-syntax", "error", problem.into());
    ReadError::at(Place::Byte(position), message)
}

/// Returns an error of a part that is longer than `max` bytes.
pub fn too_long(position: u64, max: usize) -> ReadError {
    ReadError::at(Place::Byte(position), Message::with("import-too-long", "size", max >> 20))
}

#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;
