//! Aids of the tests of readers: small files, and records in one line each.

use std::io::Write;
use std::path::Path;

use super::record::{Comment, LeftOut, Notice, Text};
use super::{ReadError, ReadOptions, Reader, Record, Source};

/// Returns options without facts, in a zone with summer time.
pub(super) fn options() -> ReadOptions {
    ReadOptions {
        base: None,
        zone: jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap(),
        encoding: None,
        skip_broken: false,
    }
}

/// Reads a file with options.
pub(super) fn read_with(
    reader: Reader,
    file: &[u8],
    options: &ReadOptions,
) -> Result<Vec<Record>, ReadError> {
    let mut stored = tempfile::NamedTempFile::new().unwrap();
    stored.write_all(file).unwrap();
    read(&reader, stored.path(), options)
}

/// Reads a file that the reader recognizes.
pub(super) fn read_as(reader: Reader, file: &[u8]) -> Vec<Record> {
    let mut stored = tempfile::NamedTempFile::new().unwrap();
    stored.write_all(file).unwrap();
    let source = Source::open(stored.path()).unwrap();
    assert_eq!(Reader::of_source(&source).map(|found| found.format), Some(reader.format));
    read_with(reader, file, &options()).unwrap()
}

/// Returns the error with which a file is refused.
pub(super) fn refused(reader: Reader, file: &[u8]) -> ReadError {
    read_with(reader, file, &options()).unwrap_err()
}

/// Returns each comment, notice and thing left out in one line.
pub(super) fn describe(records: &[Record]) -> Vec<String> {
    records
        .iter()
        .filter_map(|record| match record {
            Record::Comment(comment) => Some(line(comment)),
            Record::LeftOut(LeftOut { what, reason }) => {
                Some(format!("left out: {what} ({reason:?})"))
            }
            Record::Notice(Notice { what, about, detail }) => {
                Some(format!("notice: {what} {about:?} {detail}"))
            }
            _ => None,
        })
        .collect()
}

fn line(comment: &Comment) -> String {
    let mut line = format!("{} in {}", comment.key, comment.thread);
    let author = &comment.author;
    for (word, value) in [
        (" under ", &comment.parent),
        (" by ", &author.name),
        (" <", &author.email),
        (" person ", &author.person),
    ] {
        if let Some(value) = value {
            line.push_str(&format!("{word}{value}{}", if word == " <" { ">" } else { "" }));
        }
    }
    if let Some(time) = comment.posted_at {
        line.push_str(&format!(" {time}"));
    }
    let (Text::Html(text) | Text::HtmlWithLines(text) | Text::Markdown(text) | Text::Plain(text)) =
        &comment.text;
    line.push_str(&format!(" {:?}: {text}", comment.state));
    line
}

/// Returns options that may leave out records that cannot be read.
pub(super) fn options_skipping(skip_broken: bool) -> ReadOptions {
    ReadOptions { skip_broken, ..options() }
}

/// Reads all records of a file.
pub(super) fn read(
    reader: &Reader,
    path: &Path,
    options: &ReadOptions,
) -> Result<Vec<Record>, ReadError> {
    let mut records = Vec::new();
    (reader.read)(&Source::open(path)?, options, &mut |record| {
        records.push(record);
        Ok(())
    })?;
    Ok(records)
}

/// Returns records in short, one a line.
pub(super) fn said(records: &[Record]) -> String {
    records.iter().map(record_line).collect::<Vec<_>>().join("\n")
}

fn record_line(record: &Record) -> String {
    match record {
        Record::Thread(thread) => {
            let title = thread.title.as_ref().map(|title| format!(" {title:?}"));
            format!(
                "thread {} {}{}",
                thread.key,
                thread.addresses.join(" "),
                title.unwrap_or_default()
            )
        }
        Record::Comment(comment) => {
            let mut line = format!("comment {} in {}", comment.key, comment.thread);
            let author = &comment.author;
            let parts = [
                comment.parent.as_ref().map(|parent| format!(" to {parent}")),
                author.person.as_ref().map(|person| format!(" of {person}")),
                author.name.as_ref().map(|name| format!(" by {name:?}")),
                author.email.as_ref().map(|email| format!(" <{email}>")),
                comment.posted_at.map(|time| format!(" at {time}")),
            ];
            line.extend(parts.into_iter().flatten());
            format!("{line} {:?} {} {:?}", comment.state, comment.useful, comment.text)
        }
        Record::LeftOut(left_out) => format!("left out {} {:?}", left_out.what, left_out.reason),
        other => format!("{other:?}"),
    }
}
