//! Tar archives, read as a stream: nothing of them is written to a folder.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use tar::{Archive, Entry, EntryType, PaxExtensions};

use super::error::{Place, ReadError};
use super::source::{Source, read_error};
use crate::locale::Message;

/// Greatest size of a header that holds a long name: longer than any path of a file system.
const NAME_MAX: u64 = 64 << 10;
/// Size of a block of an archive, by which its end is found.
const BLOCK: u64 = 512;
/// Number of bytes of an entry by which its format is recognized.
const PEEKED: u64 = 4 << 10;

/// Regular file in an archive.
struct File<'a, R: Read> {
    path: String,
    bytes: Entry<'a, R>,
}

/// Reads the regular files of an archive one by one, in its order.
///
/// Folders are skipped. Links and devices are refused, because no export has them; so is an archive
/// that is cut off, also between two entries.
pub(super) fn entries(
    source: &Source,
    take: &mut dyn FnMut(&str, &mut dyn BufRead) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut bytes = source.bytes()?;
    let mut end = 0;
    walk(&mut bytes, &mut |file| {
        end = file.bytes.raw_file_position() + file.bytes.size().next_multiple_of(BLOCK);
        take(&file.path, &mut BufReader::with_capacity(64 << 10, file.bytes)).map(|()| true)
    })?;
    // An archive ends with blocks of zeros.
    if bytes.position() < end + BLOCK {
        return Err(ReadError::at(Place::Byte(bytes.position()), "import-cut"));
    }
    // The checksum of the packing is after the last of its bytes.
    io::copy(&mut bytes, &mut io::sink()).map_err(|error| bytes.error(error))?;
    Ok(())
}

/// Returns whether one of the files within the first bytes of an archive is of a format.
pub(super) fn starts_with(source: &Source, is_of_format: &dyn Fn(&str, &[u8]) -> bool) -> bool {
    let start = source.start();
    if (start.len() as u64) < BLOCK || start.get(257..262) != Some(b"ustar") {
        return false;
    }
    let mut found = false;
    // The beginning of an archive ends in the middle of an entry: that error says nothing.
    let _ = walk(&mut Cursor::new(start), &mut |file| {
        let mut peeked = Vec::new();
        let _ = file.bytes.take(PEEKED).read_to_end(&mut peeked);
        found = is_of_format(&file.path, &peeked);
        Ok(!found)
    });
    found
}

/// Calls `take` for each regular file until it returns false.
///
/// The names come in entries of their own, which the library would read at any size.
fn walk<R: Read>(
    bytes: &mut R,
    take: &mut dyn FnMut(File<'_, &mut R>) -> Result<bool, ReadError>,
) -> Result<(), ReadError> {
    let mut archive = Archive::new(bytes);
    let mut position = 0;
    let mut long_name = None;
    let entries = archive.entries().map_err(|error| broken(error, 0))?.raw(true);
    for entry in entries {
        let mut entry = entry.map_err(|error| broken(error, position))?;
        position = entry.raw_header_position();
        match entry.header().entry_type() {
            EntryType::Regular | EntryType::Continuous => {
                let path = long_name.take().unwrap_or_else(|| name(&entry.path_bytes()));
                if !take(File { path, bytes: entry })? {
                    return Ok(());
                }
            }
            EntryType::GNULongName => long_name = Some(name(&header(&mut entry, position)?)),
            EntryType::XHeader => {
                let header = header(&mut entry, position)?;
                let path = PaxExtensions::new(&header)
                    .filter_map(Result::ok)
                    .find(|extension| extension.key_bytes() == b"path")
                    .map(|extension| name(extension.value_bytes()));
                long_name = path.or(long_name);
            }
            EntryType::XGlobalHeader => {}
            EntryType::Directory => long_name = None,
            _ => {
                let path = long_name.unwrap_or_else(|| name(&entry.path_bytes()));
                let problem = Message::with("import-archive-link", "path", path);
                return Err(ReadError::at(Place::Byte(position), problem));
            }
        }
    }
    Ok(())
}

/// Returns the bytes of an entry that says something about the next one.
fn header<R: Read>(entry: &mut Entry<'_, R>, position: u64) -> Result<Vec<u8>, ReadError> {
    if entry.size() > NAME_MAX {
        return Err(ReadError::at(Place::Byte(position), "import-archive-name"));
    }
    let mut header = Vec::new();
    entry.read_to_end(&mut header).map_err(|error| broken(error, position))?;
    Ok(header)
}

/// Returns a path as text, without the zero byte that ends it.
fn name(path: &[u8]) -> String {
    let path = path.split(|byte| *byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(path).into_owned()
}

/// Returns an error of the archive; that of its bytes underneath keeps its kind.
fn broken(error: io::Error, position: u64) -> ReadError {
    if error.kind() != io::ErrorKind::Other {
        return read_error(error, position);
    }
    // The library has no kinds for its own errors.
    let text = error.to_string();
    let is_cut = text.contains("unexpected EOF") || text.contains("failed to read entire block");
    let problem = if is_cut {
        Message::from("import-cut")
    } else {
        Message::with("import-archive", "error", text)
    };
    ReadError::at(Place::Byte(position), problem)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::*;

    fn file(builder: &mut tar::Builder<Vec<u8>>, path: &str, text: &str) {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        builder.append_data(&mut header, path, text.as_bytes()).unwrap();
    }

    fn stored(bytes: &[u8]) -> (TempDir, PathBuf) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("archive");
        std::fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    fn read(bytes: &[u8]) -> Result<Vec<(String, String)>, ReadError> {
        let (_folder, path) = stored(bytes);
        let mut found = Vec::new();
        entries(&Source::open(&path)?, &mut |path, file| {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            found.push((path.to_owned(), text));
            Ok(())
        })?;
        Ok(found)
    }

    fn problem(bytes: &[u8]) -> &'static str {
        read(bytes).unwrap_err().problem.key
    }

    #[test]
    fn files_are_read_in_their_order() {
        let long = format!("{}/b.yml", "a".repeat(150));
        let mut builder = tar::Builder::new(Vec::new());
        let mut folder = tar::Header::new_gnu();
        folder.set_entry_type(EntryType::Directory);
        folder.set_size(0);
        builder.append_data(&mut folder, "a", io::empty()).unwrap();
        file(&mut builder, "a/b.yml", "een");
        file(&mut builder, &long, &"x".repeat(1000));
        builder.append_pax_extensions([("path", "caf\u{e9}/c.yml".as_bytes())]).unwrap();
        file(&mut builder, "kort.yml", "");
        let bytes = builder.into_inner().unwrap();
        let expected = [
            ("a/b.yml".to_owned(), "een".to_owned()),
            (long, "x".repeat(1000)),
            ("caf\u{e9}/c.yml".to_owned(), String::new()),
        ];
        assert_eq!(read(&bytes).unwrap(), expected);
        for end in [513, 1024, 1100, bytes.len() - 1024] {
            assert_eq!(problem(&bytes[..end]), "import-cut", "{end}");
        }
        let mut damaged = bytes;
        damaged[600] ^= 1;
        assert_eq!(problem(&damaged), "import-archive");
    }

    #[test]
    fn links_and_endless_names_are_refused() {
        for kind in [EntryType::Symlink, EntryType::Link, EntryType::Char, EntryType::GNUSparse] {
            let mut builder = tar::Builder::new(Vec::new());
            file(&mut builder, "a.yml", "een");
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(kind);
            header.set_size(0);
            builder.append_link(&mut header, "b.yml", "/etc/passwd").unwrap();
            assert_eq!(problem(&builder.into_inner().unwrap()), "import-archive-link");
        }
        for kind in [EntryType::GNULongName, EntryType::XHeader] {
            let mut builder = tar::Builder::new(Vec::new());
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(kind);
            header.set_size(NAME_MAX + 1);
            header.set_cksum();
            builder.append(&header, io::repeat(b'a').take(NAME_MAX + 1)).unwrap();
            file(&mut builder, "a.yml", "een");
            assert_eq!(problem(&builder.into_inner().unwrap()), "import-archive-name");
        }
    }

    #[test]
    fn the_first_files_tell_the_format() {
        let mut builder = tar::Builder::new(Vec::new());
        file(&mut builder, "a/lees.txt", "niets");
        file(&mut builder, "a/b.yml", "message: een");
        file(&mut builder, "a/c.yml", &"x".repeat(1 << 17));
        let (_folder, path) = stored(&builder.into_inner().unwrap());
        let source = Source::open(&path).unwrap();
        assert!(starts_with(&source, &|path, start| path == "a/b.yml" && start == b"message: een"));
        assert!(!starts_with(&source, &|path, _| path == "a/d.yml"));
        let (_folder, path) = stored(&[b'a'; 2000]);
        assert!(!starts_with(&Source::open(&path).unwrap(), &|_, _| true));
    }
}
