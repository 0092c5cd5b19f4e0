//! Encodings: any file as UTF-8, and a refusal of bytes that its encoding does not have.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadOptions;
use super::error::{Place, ReadError};
use super::source::{Bytes, Source, read_error};
use crate::locale::Message;

/// Length in bytes within which an XML declaration ends.
const DECLARATION_MAX: usize = 256;

/// File in UTF-8, without a byte order mark.
pub(super) struct Utf8 {
    bytes: Bytes,
    encoding: &'static Encoding,
    decoder: Decoder,
    ready: Vec<u8>,
    from: usize,
    to: usize,
    is_done: bool,
    /// Length of the byte order mark.
    mark: u64,
}

impl Utf8 {
    /// Opens a file in the encoding of its byte order mark, of the options or of its declaration.
    pub(super) fn open(source: &Source, options: &ReadOptions) -> Result<Self, ReadError> {
        let named = options.encoding.as_deref();
        let encoding = match Encoding::for_bom(source.start()) {
            Some((encoding, _)) => encoding,
            None => match named {
                Some(name) => known(name)?,
                None => declared(source.start())?,
            },
        };
        let mark = Encoding::for_bom(source.start()).map_or(0, |(_, length)| length as u64);
        Ok(Self {
            bytes: source.bytes()?,
            encoding,
            decoder: encoding.new_decoder_with_bom_removal(),
            ready: vec![0; 64 << 10],
            from: 0,
            to: 0,
            is_done: false,
            mark,
        })
    }

    /// Returns the byte of the file for a position in the text, exactly if the file is UTF-8.
    pub(super) fn byte(&self, position: u64) -> u64 {
        if self.encoding == UTF_8 { position + self.mark } else { self.bytes.position() }
    }

    /// Decodes more, and fails with a [`ReadError`] inside.
    fn decode(&mut self) -> io::Result<()> {
        let position = self.bytes.position();
        let source =
            self.bytes.fill_buf().map_err(|error| io::Error::other(read_error(error, position)))?;
        let is_last = source.is_empty();
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(source, &mut self.ready, is_last);
        self.bytes.consume(read);
        (self.from, self.to) = (0, written);
        match result {
            DecoderResult::InputEmpty => self.is_done = is_last,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let back = u64::from(length) + u64::from(after);
                let place = Place::Byte(self.bytes.position().saturating_sub(back));
                return Err(io::Error::other(ReadError::at(place, self.malformed(is_last))));
            }
        }
        Ok(())
    }

    fn malformed(&self, is_last: bool) -> Message {
        if is_last {
            "import-cut".into()
        } else if self.encoding == UTF_8 {
            "import-not-utf8".into()
        } else {
            Message::with("import-not-encoding", "encoding", self.encoding.name())
        }
    }
}

impl BufRead for Utf8 {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.from == self.to && !self.is_done {
            self.decode()?;
        }
        Ok(&self.ready[self.from..self.to])
    }

    fn consume(&mut self, amount: usize) {
        self.from += amount;
    }
}

impl Read for Utf8 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let read = ready.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// Returns the [`ReadError`] inside an error of [`Utf8`].
pub(super) fn inner_error(error: &io::Error, position: u64) -> ReadError {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ReadError>());
    inner.cloned().unwrap_or_else(|| read_error(error.kind().into(), position))
}

/// Returns the beginning of a file as text, for recognizing it.
pub(super) fn start_of(source: &Source) -> String {
    let encoding = declared(source.start()).unwrap_or(UTF_8);
    encoding.decode(source.start()).0.into_owned()
}

/// Returns the encoding that an XML declaration names; UTF-8 if there is none.
fn declared(start: &[u8]) -> Result<&'static Encoding, ReadError> {
    match start {
        [b'<', 0, ..] => return Ok(UTF_16LE),
        [0, b'<', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let start = String::from_utf8_lossy(&start[..start.len().min(DECLARATION_MAX)]);
    let declaration =
        start.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let name = declaration.and_then(|(declaration, _)| {
        let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        value[1..].split(quote).next()
    });
    let Some(name) = name else { return Ok(UTF_8) };
    let encoding = known(name)?;
    // A declaration that can be read as ASCII is not in the encoding it names.
    Ok(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn known(name: &str) -> Result<&'static Encoding, ReadError> {
    Encoding::for_label_no_replacement(name.as_bytes()).ok_or_else(|| {
        ReadError::of_file(Message::with("import-encoding-unknown", "encoding", name))
    })
}
