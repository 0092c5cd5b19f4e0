//! Members of Ghost, in CSV.

use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};

use crate::import::error::{Place, ReadError};
use crate::import::json::{Field, too_long, wrong};
use crate::import::record::{LeftOut, Person, Reason};
use crate::import::source::read_error;
use crate::import::{ReadOptions, Record, Sink, Source};

/// Greatest size of a row in bytes: four times the longest note.
const ROW_MAX: usize = 1 << 20;
/// Columns that only Ghost's file of members has.
const MARKS: [&str; 3] = ["complimentary_plan", "stripe_customer_id", "subscribed_to_emails"];

/// Returns whether a file begins with the names of the columns.
pub(super) fn is_header(start: &[u8]) -> bool {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    let names: Vec<&str> = line
        .trim_start_matches('\u{feff}')
        .split(',')
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    names.contains(&"email") && names.iter().any(|name| MARKS.contains(name))
}

/// Reader that gives no more than a bounded number of bytes for each row.
struct Bounded<'a, R> {
    input: R,
    left: &'a std::cell::Cell<usize>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        let most = buffer.len().min(left);
        let read = self.input.read(&mut buffer[..most])?;
        self.left.set(left - read);
        Ok(read)
    }
}

/// Reads the file.
pub(super) fn read(
    source: &Source,
    options: &ReadOptions,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let left = std::cell::Cell::new(ROW_MAX);
    let mut rows =
        ReaderBuilder::new().from_reader(Bounded { input: source.bytes()?, left: &left });
    let header = rows.byte_headers().map_err(|error| csv_error(error, 0))?.clone();
    let column = |name: &str| {
        header.iter().position(|found| {
            found.strip_prefix(b"\xef\xbb\xbf").unwrap_or(found) == name.as_bytes()
        })
    };
    let columns = ["id", "email", "name", "deleted_at"].map(column);
    let mut row = ByteRecord::new();
    loop {
        left.set(ROW_MAX);
        let position = rows.position().byte();
        let records = match rows.read_byte_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) => person(&row, columns, position),
            Err(error) => Err(csv_error(error, position)),
        };
        match records {
            Ok(records) => records.into_iter().try_for_each(|record| sink.take(record))?,
            Err(error) if options.skip_broken && is_of_row(&error) => {
                let what = format!("person, byte {position}");
                sink.take(Record::LeftOut(LeftOut { what, reason: Reason::Broken }))?;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Returns the records of a member.
fn person(
    row: &ByteRecord,
    columns: [Option<usize>; 4],
    position: u64,
) -> Result<Vec<Record>, ReadError> {
    let [key, email, name, deleted] = columns.map(|column| {
        let bytes = column.and_then(|column| row.get(column)).unwrap_or_default();
        String::from_utf8(bytes.to_vec()).map(Field::Text)
    });
    let not_utf8 = |_| ReadError::at(Place::Byte(position), "import-not-utf8");
    let (key, email) = (key.map_err(not_utf8)?, email.map_err(not_utf8)?);
    let key = key.word().or(email.clone().word());
    let key = key.ok_or_else(|| wrong(position, "missing field `id`"))?;
    let what = format!("person {key}");
    if deleted.map_err(not_utf8)?.word().is_some() {
        return Ok(vec![Record::LeftOut(LeftOut { what, reason: Reason::Removed })]);
    }
    let email_notice = email.email_notice(&what);
    let name = name.map_err(not_utf8)?.word();
    let person = Person { key, name, email: email.email() };
    Ok([Some(Record::Person(person)), email_notice].into_iter().flatten().collect())
}

/// Returns whether an error concerns one row only.
fn is_of_row(error: &ReadError) -> bool {
    matches!(error.problem.key, "import-syntax" | "import-not-utf8")
}

fn csv_error(error: csv::Error, position: u64) -> ReadError {
    let said = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::OutOfMemory => {
            too_long(position, ROW_MAX)
        }
        csv::ErrorKind::Io(error) => read_error(error, position),
        _ => wrong(position, said),
    }
}
