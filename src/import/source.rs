//! File to read: unpacked if it is gzip, within bounds.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use super::error::{Place, ReadError};
use crate::locale::Message;

/// Greatest size of an unpacked file in bytes: ten times the largest export we know of.
const UNPACKED_MAX: u64 = 2 << 30;
/// Greatest ratio of unpacked to packed size: text packs to a twentieth, a bomb to a thousandth.
const RATIO_MAX: u64 = 200;
/// Unpacked size up to which the ratio does not matter, because a short file of zeros harms nobody.
const RATIO_FREE: u64 = 1 << 20;
/// Number of bytes by which a format is recognized.
const START: usize = 64 << 10;
/// First bytes of a gzip file (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// File to read.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    packed: Option<u64>,
    start: Vec<u8>,
}

impl Source {
    /// Opens a file and reads its first bytes.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let mut file = File::open(path).map_err(|error| unreadable(&error))?;
        let is_file = file.metadata().map_err(|error| unreadable(&error))?;
        if !is_file.is_file() {
            return Err(ReadError::of_file("import-no-file"));
        }
        let mut magic = Vec::new();
        file.by_ref().take(2).read_to_end(&mut magic).map_err(|error| unreadable(&error))?;
        let packed = (magic == GZIP).then_some(is_file.len());
        let mut source = Self { path: path.to_owned(), packed, start: Vec::new() };
        let mut start = Vec::new();
        let mut bytes = source.bytes()?;
        // A file that breaks off within its first bytes is refused by its reader, with the place.
        match bytes.by_ref().take(START as u64).read_to_end(&mut start) {
            Err(error) if start.is_empty() => return Err(bytes.error(error)),
            Ok(_) | Err(_) => {}
        }
        if start.is_empty() {
            return Err(ReadError::of_file("import-empty"));
        }
        source.start = start;
        Ok(source)
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns up to 64 KiB of the beginning of the unpacked file.
    pub fn start(&self) -> &[u8] {
        &self.start
    }

    /// Returns whether the file is packed with gzip.
    pub fn is_packed(&self) -> bool {
        self.packed.is_some()
    }

    /// Returns the unpacked bytes from the beginning.
    pub fn bytes(&self) -> Result<Bytes, ReadError> {
        let file = File::open(&self.path).map_err(|error| unreadable(&error))?;
        let file = BufReader::with_capacity(64 << 10, file);
        let (reader, max): (Box<dyn BufRead + Send>, u64) = match self.packed {
            None => (Box::new(file), u64::MAX),
            Some(packed) => {
                let max = UNPACKED_MAX.min(RATIO_FREE.max(packed.saturating_mul(RATIO_MAX)));
                let unpacked = MultiGzDecoder::new(file);
                (Box::new(BufReader::with_capacity(64 << 10, unpacked)), max)
            }
        };
        Ok(Bytes { reader, position: 0, max })
    }
}

/// Unpacked bytes of a file, with their position.
pub struct Bytes {
    reader: Box<dyn BufRead + Send>,
    position: u64,
    max: u64,
}

impl Bytes {
    /// Returns the number of bytes read so far.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Returns an error of reading as one with its place.
    pub fn error(&self, error: io::Error) -> ReadError {
        read_error(error, self.position)
    }
}

/// Returns an error of reading as one with its place, which is after `position` bytes.
#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands the error over")]
pub fn read_error(error: io::Error, position: u64) -> ReadError {
    let place = Place::Byte(position);
    match error.kind() {
        io::ErrorKind::FileTooLarge => ReadError::at(place, "import-bomb"),
        io::ErrorKind::UnexpectedEof => ReadError::at(place, "import-cut"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            ReadError::at(place, "import-packing")
        }
        _ => ReadError::at(place, Message::with("import-unreadable", "error", error.to_string())),
    }
}

impl BufRead for Bytes {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.position > self.max {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.position += amount as u64;
        self.reader.consume(amount);
    }
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let read = ready.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

fn unreadable(error: &io::Error) -> ReadError {
    ReadError::of_file(Message::with("import-unreadable", "error", error.to_string()))
}
