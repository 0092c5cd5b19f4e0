//! Reading of small files in tests.

use crate::import::record::{Comment, Person, Site, Thread};
use crate::import::testing::read_with;
use crate::import::{ReadError, ReadOptions, Reader, Record};

pub(in crate::import) use crate::import::testing::options;

/// Returns the records of a file.
pub(in crate::import) fn try_read(
    reader: Reader,
    options: &ReadOptions,
    bytes: &[u8],
) -> Result<Vec<Record>, ReadError> {
    read_with(reader, bytes, options)
}

/// Returns the records of a file that can be read.
pub fn read_text(reader: Reader, text: &str) -> Vec<Record> {
    try_read(reader, &options(), text.as_bytes()).unwrap()
}

/// Returns the message key of the refusal of a file.
pub fn refused(reader: Reader, text: &str) -> &'static str {
    try_read(reader, &options(), text.as_bytes()).unwrap_err().problem.key
}

/// Returns the comments among the records.
pub fn comments(records: &[Record]) -> Vec<Comment> {
    let comment = |record: &Record| match record {
        Record::Comment(comment) => Some(comment.clone()),
        _ => None,
    };
    records.iter().filter_map(comment).collect()
}

/// Returns the threads among the records.
pub fn threads(records: &[Record]) -> Vec<Thread> {
    let thread = |record: &Record| match record {
        Record::Thread(thread) => Some(thread.clone()),
        _ => None,
    };
    records.iter().filter_map(thread).collect()
}

/// Returns the people among the records.
pub fn people(records: &[Record]) -> Vec<Person> {
    let person = |record: &Record| match record {
        Record::Person(person) => Some(person.clone()),
        _ => None,
    };
    records.iter().filter_map(person).collect()
}

/// Returns the sites among the records.
pub fn sites(records: &[Record]) -> Vec<Site> {
    let site = |record: &Record| match record {
        Record::Site(site) => Some(site.clone()),
        _ => None,
    };
    records.iter().filter_map(site).collect()
}

/// Returns what is left out, and why.
pub fn left_out(records: &[Record]) -> Vec<String> {
    let left_out = |record: &Record| match record {
        Record::LeftOut(left) => Some(format!("{} {:?}", left.what, left.reason)),
        _ => None,
    };
    records.iter().filter_map(left_out).collect()
}

/// Returns the notices.
pub fn said(records: &[Record]) -> Vec<String> {
    let notice = |record: &Record| match record {
        Record::Notice(notice) => {
            Some(format!("{} {:?} {}", notice.what, notice.about, notice.detail))
        }
        _ => None,
    };
    records.iter().filter_map(notice).collect()
}
