//! XML of Disqus: threads, and the posts that name them.

use std::collections::HashSet;

use super::encoding::start_of;
use super::fields::{email, filled, moment, reference};
use super::record::{Author, Comment, LeftOut, Reason, State, Text, Thread};
use super::xml::Xml;
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};

/// Greatest number of deleted threads that are remembered; the largest forums have fewer.
const DELETED_MAX: usize = 200_000;

/// Reader of the format.
pub(super) const READER: Reader = Reader { format: Format::Disqus, recognizes, read };

fn recognizes(source: &Source) -> bool {
    let start = start_of(source);
    let start = start.trim_start();
    start.starts_with('<') && start.contains("<disqus") && start.contains("disqus.com")
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut disqus = Disqus {
        xml: Xml::open(source, options)?,
        sink,
        skip_broken: options.skip_broken,
        deleted: HashSet::new(),
    };
    let mut is_disqus = false;
    while let Some(name) = disqus.xml.root()? {
        if name != "disqus" {
            return Err(disqus.xml.error(other_format()));
        }
        is_disqus = true;
        disqus.records()?;
    }
    if is_disqus { Ok(()) } else { Err(disqus.xml.error("import-cut")) }
}

fn other_format() -> crate::locale::Message {
    crate::locale::Message::with("import-other-format", "system", Format::Disqus.system())
}

struct Disqus<'a> {
    xml: Xml,
    sink: &'a mut dyn Sink,
    skip_broken: bool,
    /// Keys of the deleted threads.
    deleted: HashSet<String>,
}

/// Thread as it is in the file.
#[derive(Default)]
struct Topic {
    identifier: String,
    link: String,
    title: String,
    made_at: String,
    is_closed: bool,
    is_deleted: bool,
}

/// Post as it is in the file.
#[derive(Default)]
struct Post {
    thread: Option<String>,
    parent: Option<String>,
    message: String,
    posted_at: String,
    is_deleted: bool,
    is_spam: bool,
    name: String,
    email: String,
}

impl Disqus<'_> {
    fn records(&mut self) -> Result<(), ReadError> {
        while let Some(name) = self.xml.child()? {
            let key = self.xml.attribute("dsq:id").and_then(filled).map(str::to_owned);
            match (name.as_str(), key) {
                ("thread", Some(key)) => self.thread(key)?,
                ("post", Some(key)) => self.post(key)?,
                ("thread" | "post", None) => self.broken(&name)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn broken(&mut self, name: &str) -> Result<(), ReadError> {
        if !self.skip_broken {
            return Err(self.xml.error("import-no-number"));
        }
        self.xml.skip()?;
        self.leave_out(name.to_owned(), Reason::Broken)
    }

    fn leave_out(&mut self, what: String, reason: Reason) -> Result<(), ReadError> {
        self.sink.take(Record::LeftOut(LeftOut { what, reason }))
    }

    fn thread(&mut self, key: String) -> Result<(), ReadError> {
        let mut topic = Topic::default();
        while let Some(name) = self.xml.child()? {
            match name.as_str() {
                "id" => topic.identifier = self.xml.text()?,
                "link" => topic.link = self.xml.text()?,
                "title" => topic.title = self.xml.text()?,
                "createdAt" => topic.made_at = self.xml.text()?,
                "isClosed" => topic.is_closed = self.is_true()?,
                "isDeleted" => topic.is_deleted = self.is_true()?,
                _ => self.xml.skip()?,
            }
        }
        if topic.is_deleted {
            if self.deleted.len() < DELETED_MAX {
                self.deleted.insert(key.clone());
            }
            return self.leave_out(format!("thread {key}"), Reason::Removed);
        }
        let mut addresses: Vec<String> =
            filled(&topic.link).map(str::to_owned).into_iter().collect();
        // Plug-ins put an address into the identifier, some with a number before it.
        let other = topic.identifier.split_whitespace().next_back().filter(|part| is_address(part));
        addresses.extend(other.filter(|other| *other != topic.link.trim()).map(str::to_owned));
        self.sink.take(Record::Thread(Thread {
            key,
            addresses,
            title: filled(&topic.title).map(str::to_owned),
            comments_open: Some(!topic.is_closed),
            made_at: time(&topic.made_at),
            article: None,
        }))
    }

    fn post(&mut self, key: String) -> Result<(), ReadError> {
        let mut post = Post::default();
        while let Some(name) = self.xml.child()? {
            match name.as_str() {
                "message" => post.message = self.xml.text()?,
                "createdAt" => post.posted_at = self.xml.text()?,
                "isDeleted" => post.is_deleted = self.is_true()?,
                "isSpam" => post.is_spam = self.is_true()?,
                "author" => self.author(&mut post)?,
                "thread" => {
                    post.thread = self.xml.attribute("dsq:id").and_then(filled).map(str::to_owned);
                    self.xml.skip()?;
                }
                "parent" => {
                    post.parent = self.xml.attribute("dsq:id").and_then(reference);
                    self.xml.skip()?;
                }
                _ => self.xml.skip()?,
            }
        }
        let what = format!("comment {key}");
        let reason = match &post.thread {
            _ if post.is_spam => Some(Reason::Spam),
            None => Some(Reason::NoThread),
            Some(thread) => self.deleted.contains(thread).then_some(Reason::ThreadLeftOut),
        };
        if let Some(reason) = reason {
            return self.leave_out(what, reason);
        }
        self.sink.take(Record::Comment(post.into_comment(key)))
    }

    fn author(&mut self, post: &mut Post) -> Result<(), ReadError> {
        while let Some(name) = self.xml.child()? {
            match name.as_str() {
                "name" => post.name = self.xml.text()?,
                "email" => post.email = self.xml.text()?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn is_true(&mut self) -> Result<bool, ReadError> {
        Ok(self.xml.text()?.trim() == "true")
    }
}

impl Post {
    fn into_comment(self, key: String) -> Comment {
        let (author, state, text) = if self.is_deleted {
            (Author::default(), State::Removed, String::new())
        } else {
            let name = filled(&self.name).map(str::to_owned);
            let author = Author { person: None, name, email: email(&self.email) };
            (author, State::Visible, self.message)
        };
        Comment {
            key,
            thread: self.thread.unwrap_or_default(),
            parent: self.parent,
            author,
            posted_at: time(&self.posted_at),
            state,
            text: Text::Html(text),
            useful: 0,
        }
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Returns a time; one without a zone is in UTC.
fn time(text: &str) -> Option<jiff::Timestamp> {
    let text = filled(text)?;
    let utc = || moment(text.parse().ok()?, &jiff::tz::TimeZone::UTC);
    text.parse().ok().filter(|time| *time > jiff::Timestamp::UNIX_EPOCH).or_else(utc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{describe, read_as, refused};

    const THREADS: &str = "<thread dsq:id=\"1\"><id>7 https://oud.example/?p=7</id>\
        <link>https://oud.example/een/</link><title>E\u{e9}n &amp; twee</title><message />\
        <createdAt>2020-01-01T00:00:00Z</createdAt><author><name>R</name></author>\
        <isClosed>true</isClosed><isDeleted>false</isDeleted></thread>\
        <thread dsq:id=\"2\"><link>https://oud.example/weg/</link><isDeleted>true</isDeleted></thread>";

    fn file(records: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<disqus xmlns=\"http://disqus.com\" \
             xmlns:dsq=\"http://disqus.com/disqus-internals\">{records}</disqus>"
        )
    }

    fn post(key: u32, thread: u32, rest: &str) -> String {
        format!(
            "<post dsq:id=\"{key}\"><id /><message><![CDATA[<p>Tekst {key}</p>]]></message>\
             <createdAt>2023-03-26T01:45:10Z</createdAt><author><name>Zo\u{eb} &amp; Co</name>\
             <email>zoe@post.example</email></author><thread dsq:id=\"{thread}\" />{rest}</post>"
        )
    }

    #[test]
    fn threads_and_posts_are_read() {
        let xml = file(
            &[
                THREADS.to_owned(),
                post(10, 1, ""),
                post(11, 1, "<parent dsq:id=\"10\" />"),
                post(12, 1, "<isSpam>true</isSpam>"),
                post(13, 1, "<isDeleted>true</isDeleted>"),
                post(14, 2, ""),
            ]
            .concat(),
        );
        let records = read_as(READER, xml.as_bytes());
        let Record::Thread(thread) = &records[0] else { panic!("{records:?}") };
        assert_eq!(thread.addresses, ["https://oud.example/een/", "https://oud.example/?p=7"]);
        assert_eq!(thread.title.as_deref(), Some("E\u{e9}n & twee"));
        assert_eq!(thread.comments_open, Some(false));
        assert_eq!(
            describe(&records[1..]),
            [
                "left out: thread 2 (Removed)",
                "10 in 1 by Zo\u{eb} & Co <zoe@post.example> 2023-03-26T01:45:10Z Visible: <p>Tekst 10</p>",
                "11 in 1 under 10 by Zo\u{eb} & Co <zoe@post.example> 2023-03-26T01:45:10Z Visible: <p>Tekst 11</p>",
                "left out: comment 12 (Spam)",
                "13 in 1 2023-03-26T01:45:10Z Removed: ",
                "left out: comment 14 (ThreadLeftOut)",
            ]
        );
    }

    #[test]
    fn a_file_that_ends_too_early_is_refused() {
        let xml = file(THREADS);
        for end in [200, xml.len() - 3, xml.len() - "</disqus>".len()] {
            assert_eq!(refused(READER, &xml.as_bytes()[..end]).problem.key, "import-cut", "{end}");
        }
        assert_eq!(
            refused(READER, file("<post><id/></post>").as_bytes()).problem.key,
            "import-no-number"
        );
        assert_eq!(refused(READER, b"<rss></rss>").problem.key, "import-other-format");
    }
}
