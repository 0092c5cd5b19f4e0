//! XML as a stream of elements: no document in memory, no DTD, no entities of its own.

use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::Event;

use super::ReadOptions;
use super::encoding::{Utf8, inner_error};
use super::error::{Place, ReadError};
use super::source::Source;
use crate::locale::Message;

/// Greatest depth of nested elements; real exports have eight.
const DEPTH_MAX: usize = 64;
/// Greatest length in bytes of a tag or of the text of an element.
const PIECE_MAX: usize = 16 << 20;

/// XML file, read element by element.
pub(super) struct Xml {
    reader: Reader<Bounded>,
    buffer: Vec<u8>,
    depth: usize,
    attributes: Vec<(String, String)>,
    took_out: bool,
}

/// Piece of an XML file.
enum Piece {
    Start(String),
    End,
    Other,
    Eof,
}

impl Xml {
    /// Opens a file.
    pub(super) fn open(source: &Source, options: &ReadOptions) -> Result<Self, ReadError> {
        let inner = Bounded { inner: Utf8::open(source, options)?, left: PIECE_MAX };
        let mut reader = Reader::from_reader(inner);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Ok(Self { reader, buffer: Vec::new(), depth: 0, attributes: Vec::new(), took_out: false })
    }

    /// Begins the next element outside all others; `None` at the end of the file.
    pub(super) fn root(&mut self) -> Result<Option<String>, ReadError> {
        loop {
            match self.next(None)? {
                Piece::Start(name) => return Ok(Some(name)),
                Piece::End | Piece::Other => {}
                Piece::Eof => return Ok(None),
            }
        }
    }

    /// Begins the next element inside the current one; `None` at the end of the current one.
    pub(super) fn child(&mut self) -> Result<Option<String>, ReadError> {
        loop {
            match self.next(None)? {
                Piece::Start(name) => return Ok(Some(name)),
                Piece::End => return Ok(None),
                Piece::Other => {}
                Piece::Eof => return Err(self.error("import-cut")),
            }
        }
    }

    /// Returns the text of the current element and ends it; elements in it are left out.
    pub(super) fn text(&mut self) -> Result<String, ReadError> {
        let (mut text, mut inside) = (String::new(), 0_usize);
        loop {
            match self.next((inside == 0).then_some(&mut text))? {
                Piece::Start(_) => inside += 1,
                Piece::End if inside == 0 => return Ok(text),
                Piece::End => inside -= 1,
                Piece::Other => {}
                Piece::Eof => return Err(self.error("import-cut")),
            }
        }
    }

    /// Ends the current element without its content.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let mut inside = 0_usize;
        loop {
            match self.next(None)? {
                Piece::Start(_) => inside += 1,
                Piece::End if inside == 0 => return Ok(()),
                Piece::End => inside -= 1,
                Piece::Other => {}
                Piece::Eof => return Err(self.error("import-cut")),
            }
        }
    }

    /// Returns an attribute of the element that was begun last.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns whether characters were taken out since the last call.
    pub(super) fn took_out(&mut self) -> bool {
        std::mem::take(&mut self.took_out)
    }

    /// Returns an error at the current place.
    pub(super) fn error(&self, problem: impl Into<Message>) -> ReadError {
        let byte = self.reader.get_ref().inner.byte(self.reader.buffer_position());
        ReadError::at(Place::Byte(byte), problem)
    }

    fn next(&mut self, text: Option<&mut String>) -> Result<Piece, ReadError> {
        self.buffer.clear();
        self.reader.get_mut().left = PIECE_MAX;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(self.failed(&error)),
        };
        let is_too_long = text.as_ref().is_some_and(|text| text.len() > PIECE_MAX);
        let mut took_out = false;
        let piece = match event {
            Event::Start(tag) => {
                self.attributes.clear();
                for attribute in tag.attributes().with_checks(false).flatten() {
                    let value = String::from_utf8_lossy(&attribute.value);
                    let value = quick_xml::escape::unescape(&value)
                        .map_or_else(|_| value.to_string(), |value| value.to_string());
                    let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
                    self.attributes.push((name, value));
                }
                self.depth += 1;
                Ok(Piece::Start(String::from_utf8_lossy(tag.name().as_ref()).into_owned()))
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Piece::End)
            }
            Event::Text(piece) => {
                took_out = text.is_some_and(|text| add(text, &piece));
                Ok(Piece::Other)
            }
            Event::CData(piece) => {
                took_out = text.is_some_and(|text| add(text, &piece));
                Ok(Piece::Other)
            }
            Event::GeneralRef(name) => {
                if let (Some(character), text) = (referred(&name), text) {
                    took_out = text.is_some_and(|text| add(text, character.as_bytes()));
                    Ok(Piece::Other)
                } else {
                    let error = format!("&{};", String::from_utf8_lossy(&name));
                    Err(Message::with("import-syntax", "error", error))
                }
            }
            Event::DocType(_) => Err("import-doctype".into()),
            Event::Eof if self.depth > 0 => Err("import-cut".into()),
            Event::Eof => Ok(Piece::Eof),
            _ => Ok(Piece::Other),
        };
        self.took_out |= took_out;
        if is_too_long {
            return Err(self.error(Message::with("import-too-long", "size", PIECE_MAX >> 20)));
        }
        if self.depth > DEPTH_MAX {
            return Err(self.error(Message::with("import-too-deep", "depth", DEPTH_MAX)));
        }
        piece.map_err(|problem| self.error(problem))
    }

    fn failed(&mut self, error: &Error) -> ReadError {
        // Markup that the end of the file cuts is no other markup.
        let is_end = self.reader.get_mut().inner.fill_buf().is_ok_and(<[u8]>::is_empty);
        match error {
            Error::Io(error) => inner_error(error, self.reader.buffer_position()),
            Error::Syntax(_) if is_end => self.error("import-cut"),
            error => self.error(Message::with("import-syntax", "error", error.to_string())),
        }
    }
}

/// Text with a bound on what is read at once, because the parser keeps a piece whole.
struct Bounded {
    inner: Utf8,
    left: usize,
}

impl BufRead for Bounded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            let place = Place::Byte(self.inner.byte(0));
            let problem = Message::with("import-too-long", "size", PIECE_MAX >> 20);
            return Err(io::Error::other(ReadError::at(place, problem)));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.inner.consume(amount);
    }
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let read = ready.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// Adds text without the characters that XML forbids; returns whether there were any.
fn add(text: &mut String, piece: &[u8]) -> bool {
    // The piece is UTF-8, because the whole file was decoded.
    let piece = String::from_utf8_lossy(piece);
    let is_forbidden = |c: char| {
        matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}')
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if !piece.contains(|c: char| is_forbidden(c) || c == '\r') {
        text.push_str(&piece);
        return false;
    }
    let piece = piece.replace("\r\n", "\n").replace('\r', "\n");
    let length = text.len();
    text.extend(piece.chars().filter(|c| !is_forbidden(*c)));
    text.len() - length < piece.len()
}

/// Returns the character of a reference: one of the five names of XML, or a number.
fn referred(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(String::from);
    }
    quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned)
}
