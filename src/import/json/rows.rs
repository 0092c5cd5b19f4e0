//! Elements of a file that become records.

use serde::de::DeserializeOwned;

use super::{Element, Field, Threads};
use crate::import::record::{About, Author, Comment, LeftOut, Notice, Reason, Site, State, Text};
use crate::import::{Format, ReadError, ReadOptions, Record, Sink};
use crate::locale::Message;

/// Field that a record cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing(pub &'static str);

/// Receiver of the elements of a file, which makes records of them.
pub struct Rows<'a> {
    /// Facts about the file.
    pub options: &'a ReadOptions,
    sink: &'a mut dyn Sink,
    threads: Threads,
    has_site: bool,
    is_known: bool,
}

impl<'a> Rows<'a> {
    /// Returns a receiver that hands its records on to `sink`.
    pub fn new(options: &'a ReadOptions, sink: &'a mut dyn Sink) -> Self {
        Self { options, sink, threads: Threads::default(), has_site: false, is_known: false }
    }

    /// Reads an element of this kind and makes records of it; one that cannot be read is left out
    /// or ends the reading.
    pub fn read<T: DeserializeOwned>(
        &mut self,
        element: &Element<'_>,
        kind: &str,
        make: impl FnOnce(T, &mut Threads) -> Result<Vec<Record>, Missing>,
    ) -> Result<(), ReadError> {
        self.is_known = true;
        let threads = &mut self.threads;
        let made = element
            .parse(self.options.encoding.as_deref())
            .and_then(|row: T| make(row, threads).map_err(|missing| element.missing(missing)));
        match made {
            Ok(records) => records.into_iter().try_for_each(|record| self.sink.take(record))?,
            Err(_) if self.options.skip_broken => {
                let what = format!("{kind}, byte {}", element.start());
                self.sink.take(Record::LeftOut(LeftOut { what, reason: Reason::Broken }))?;
            }
            Err(error) => return Err(error),
        }
        self.threads.hand_on_many(self.sink)
    }

    /// Reads the version of the file, and says so if it is not the known one.
    pub fn version(&mut self, element: &Element<'_>, known: &str) -> Result<(), ReadError> {
        self.read(element, "version", |version: Field, _| {
            let version = version.word().unwrap_or_default();
            let notice = (version != known).then(|| notice("", About::Version, version));
            Ok(notice.into_iter().collect())
        })
    }

    /// Hands on a record.
    pub fn take(&mut self, record: Record) -> Result<(), ReadError> {
        self.sink.take(record)
    }

    /// Hands on the old site, if it was not handed on before.
    pub fn site(&mut self, site: impl FnOnce() -> Option<Site>) -> Result<(), ReadError> {
        if self.has_site {
            return Ok(());
        }
        let Some(site) = site() else { return Ok(()) };
        self.has_site = true;
        self.sink.take(Record::Site(site))
    }

    /// Hands on the threads; an error if nothing in the file was of this format.
    pub fn finish(self, format: Format) -> Result<(), ReadError> {
        if !self.is_known {
            return Err(other_format(format));
        }
        self.threads.finish(self.sink)
    }
}

/// Returns an error of a file that is not of this format.
pub fn other_format(format: Format) -> ReadError {
    ReadError::of_file(Message::with("import-other-format", "system", format.system()))
}

/// Returns a notice about a record.
pub fn notice(what: &str, about: About, detail: String) -> Record {
    Record::Notice(Notice { what: what.to_owned(), about, detail })
}

/// Returns the record of a comment, with an author and a text only if it is not removed.
pub fn comment(mut comment: Comment) -> Record {
    if comment.state == State::Removed {
        comment.author = Author::default();
        comment.text = Text::Plain(String::new());
        comment.useful = 0;
    }
    Record::Comment(comment)
}

/// Returns the record of a comment that is left out.
pub fn left_out(key: &str, reason: Reason) -> Record {
    Record::LeftOut(LeftOut { what: format!("comment {key}"), reason })
}
