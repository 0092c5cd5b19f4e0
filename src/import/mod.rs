//! Files of other systems: which system wrote one, and the records in it.
//!
//! A reader (one file for each format) turns a file into [`Record`]s, in the order of the file and
//! without holding more than one of them. It decides nothing about the board: what becomes of the
//! records is decided by `transfer::import`.

pub mod anchor;
mod archive;
mod artrans;
mod comentario;
mod commento;
mod coral;
mod disqus;
mod encoding;
mod error;
mod fields;
mod format;
mod ghost;
mod html;
mod isso;
mod json;
pub mod map;
pub mod markdown;
mod movabletype;
pub mod record;
mod remark;
mod remark42;
mod source;
mod staticman;
#[cfg(test)]
mod testing;
mod waline;
mod wxr;
mod xml;

use jiff::tz::TimeZone;

pub use error::{Place, ReadError};
pub use format::Format;
pub use map::Map;
pub use record::Record;
pub use source::{Bytes, Source};

/// Facts about a file that are not in it.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Address of the old site, against which relative addresses are resolved.
    pub base: Option<url::Url>,
    /// Time zone of times without one.
    pub zone: TimeZone,
    /// Name of the encoding, if the file does not state it.
    pub encoding: Option<String>,
    /// True if a record that cannot be read is left out instead of ending the import.
    pub skip_broken: bool,
}

/// Reader of a format.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Format it reads.
    pub format: Format,
    /// Returns whether the beginning of a file is of this format.
    pub recognizes: fn(&Source) -> bool,
    /// Reads the whole file.
    pub read: fn(&Source, &ReadOptions, &mut dyn Sink) -> Result<(), ReadError>,
}

/// Readers, the formats with the clearest marks first.
pub const READERS: &[Reader] = &[
    wxr::READER,
    disqus::READER,
    isso::READER,
    movabletype::READER,
    coral::READER,
    staticman::READER,
    ghost::READER,
    waline::READER,
    comentario::READER,
    commento::READER,
    remark42::READER,
    artrans::READER,
];

impl Reader {
    /// Returns the reader of a format.
    pub fn of(format: Format) -> Option<&'static Self> {
        READERS.iter().find(|reader| reader.format == format)
    }

    /// Returns the reader that recognizes the file.
    pub fn of_source(source: &Source) -> Option<&'static Self> {
        READERS.iter().find(|reader| (reader.recognizes)(source))
    }
}

/// Receiver of the records of a file.
pub trait Sink {
    /// Takes a record; an error ends the reading.
    fn take(&mut self, record: Record) -> Result<(), ReadError>;
}

impl<F: FnMut(Record) -> Result<(), ReadError>> Sink for F {
    fn take(&mut self, record: Record) -> Result<(), ReadError> {
        self(record)
    }
}
