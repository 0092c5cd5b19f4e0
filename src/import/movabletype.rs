//! Text of Movable Type and `TypePad`: entries in lines of "KEY: value", with their comments.

use std::collections::HashSet;
use std::io::BufRead;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::encoding::{Utf8, inner_error, start_of};
use super::fields::{email, filled, moment};
use super::html::plain;
use super::record::{
    About, Article, ArticleKind, ArticleState, Author, Comment, LeftOut, Notice, Person, Reason,
    State, Text, Thread,
};
use super::{Format, Place, ReadError, ReadOptions, Reader, Record, Sink, Source};
use crate::locale::Message;

/// Line between the sections of an entry.
const SECTION_END: &str = "-----";
/// Line between entries.
const ENTRY_END: &str = "--------";
/// Greatest length in bytes of a line, and of a section.
const SECTION_MAX: usize = 16 << 20;
/// Greatest number of authors that are remembered.
const AUTHORS_MAX: usize = 100_000;
/// Keys with which an entry begins.
const FIRST_KEYS: [&str; 11] = [
    "AUTHOR",
    "TITLE",
    "BASENAME",
    "STATUS",
    "DATE",
    "ALLOW COMMENTS",
    "ALLOW PINGS",
    "CONVERT BREAKS",
    "PRIMARY CATEGORY",
    "CATEGORY",
    "UNIQUE URL",
];

/// Reader of the format.
pub(super) const READER: Reader = Reader { format: Format::Movabletype, recognizes, read };

fn recognizes(source: &Source) -> bool {
    let start = start_of(source);
    let mut lines = start.lines().map(str::trim_end).skip_while(|line| line.is_empty());
    let is_key = |line: &str| field(line).is_some_and(|(key, _)| FIRST_KEYS.contains(&key));
    lines.next().is_some_and(is_key) && lines.any(|line| line == SECTION_END)
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut export = Export {
        lines: Lines { text: Utf8::open(source, options)?, number: 0, position: 0 },
        sink,
        zone: &options.zone,
        people: HashSet::new(),
        count: 0,
    };
    while export.entry()? {}
    if export.count == 0 {
        let problem = Message::with("import-other-format", "system", Format::Movabletype.system());
        return Err(ReadError::of_file(problem));
    }
    Ok(())
}

struct Export<'a> {
    lines: Lines,
    sink: &'a mut dyn Sink,
    zone: &'a TimeZone,
    /// Names of the authors that were handed on.
    people: HashSet<String>,
    /// Number of entries.
    count: usize,
}

/// Entry as it is in the file.
#[derive(Default)]
struct Entry {
    author: String,
    title: String,
    basename: String,
    address: String,
    status: String,
    date: String,
    breaks: String,
    allows_comments: Option<bool>,
    categories: Vec<String>,
    tags: Vec<String>,
    body: String,
    more: String,
    excerpt: String,
    comments: usize,
    pings: usize,
}

impl Export<'_> {
    /// Reads an entry; returns whether there was one.
    fn entry(&mut self) -> Result<bool, ReadError> {
        let mut entry = Entry::default();
        let mut is_begun = false;
        loop {
            let Some(line) = self.lines.next()? else {
                return if is_begun { Err(self.lines.error("import-cut")) } else { Ok(false) };
            };
            match line.as_str() {
                "" => continue,
                SECTION_END => break,
                ENTRY_END if is_begun => return self.hand_on(entry),
                ENTRY_END => continue,
                line => {
                    if let Some((key, value)) = field(line) {
                        entry.take(key, value);
                    } else {
                        let problem = Message::with("import-syntax", "error", shortened(line));
                        return Err(self.lines.error(problem));
                    }
                }
            }
            is_begun = true;
        }
        entry.name(self.count + 1);
        while let Some(line) = self.lines.next()? {
            match line.as_str() {
                "" | SECTION_END => {}
                ENTRY_END => return self.hand_on(entry),
                "COMMENT:" => self.comment(&mut entry)?,
                "PING:" => self.ping(&mut entry)?,
                other => {
                    let first = other.split_once(':').map_or("", |(_, first)| first.trim());
                    let text = self.lines.section(first.to_owned())?;
                    match other.split(':').next() {
                        Some("BODY") => entry.body = text,
                        Some("EXTENDED BODY") => entry.more = text,
                        Some("EXCERPT") => entry.excerpt = text,
                        _ => {}
                    }
                }
            }
        }
        Err(self.lines.error("import-cut"))
    }

    fn hand_on(&mut self, mut entry: Entry) -> Result<bool, ReadError> {
        self.count += 1;
        entry.name(self.count);
        if let Some(name) = filled(&entry.author)
            && self.people.len() < AUTHORS_MAX
            && !self.people.contains(name)
        {
            self.people.insert(name.to_owned());
            let person = Person { key: name.to_owned(), name: Some(name.to_owned()), email: None };
            self.sink.take(Record::Person(person))?;
        }
        for tag in std::mem::take(&mut entry.tags) {
            let what = format!("article {}", entry.basename);
            self.sink.take(Record::Notice(Notice { what, about: About::Tag, detail: tag }))?;
        }
        self.sink.take(Record::Thread(entry.into_thread(self.zone)))?;
        Ok(true)
    }

    /// Reads a comment: its fields, and its text up to the end of the section.
    fn comment(&mut self, entry: &mut Entry) -> Result<(), ReadError> {
        let (mut author, mut address, mut date) = (String::new(), String::new(), String::new());
        let text = loop {
            let Some(line) = self.lines.next()? else { return Err(self.lines.error("import-cut")) };
            match field(&line) {
                Some(("AUTHOR", value)) => value.clone_into(&mut author),
                Some(("EMAIL", value)) => value.clone_into(&mut address),
                Some(("DATE", value)) => value.clone_into(&mut date),
                Some(("IP" | "URL" | "TITLE" | "BLOG NAME", _)) => {}
                _ if line == SECTION_END => break String::new(),
                _ => break self.lines.section(line)?,
            }
        };
        entry.comments += 1;
        let author = plain(&author.replace('<', "&lt;"));
        self.sink.take(Record::Comment(Comment {
            key: format!("{}#{}", entry.basename, entry.comments),
            thread: entry.basename.clone(),
            parent: None,
            author: Author {
                person: None,
                name: filled(&author).map(str::to_owned),
                email: email(&address),
            },
            posted_at: time(&date, self.zone),
            state: State::Visible,
            text: Text::HtmlWithLines(text),
            useful: 0,
        }))
    }

    fn ping(&mut self, entry: &mut Entry) -> Result<(), ReadError> {
        self.lines.section(String::new())?;
        entry.pings += 1;
        let what = format!("ping {}#{}", entry.basename, entry.pings);
        self.sink.take(Record::LeftOut(LeftOut { what, reason: Reason::Ping }))
    }
}

impl Entry {
    fn take(&mut self, key: &str, value: &str) {
        match key {
            "AUTHOR" => value.clone_into(&mut self.author),
            "TITLE" => self.title = plain(value),
            "BASENAME" => value.clone_into(&mut self.basename),
            "UNIQUE URL" => value.clone_into(&mut self.address),
            "STATUS" => value.clone_into(&mut self.status),
            "DATE" => value.clone_into(&mut self.date),
            "CONVERT BREAKS" => value.clone_into(&mut self.breaks),
            "ALLOW COMMENTS" => self.allows_comments = Some(value == "1"),
            "CATEGORY" | "PRIMARY CATEGORY" => {
                let name = plain(value);
                if !name.is_empty() && !self.categories.contains(&name) {
                    self.categories.push(name);
                }
            }
            "TAGS" => {
                let tags = value.split(',').map(|tag| tag.trim().trim_matches('"'));
                self.tags.extend(tags.filter(|tag| !tag.is_empty()).map(str::to_owned));
            }
            _ => {}
        }
    }

    /// Gives an entry without a name one that the next export of the same blog has too.
    fn name(&mut self, number: usize) {
        if filled(&self.basename).is_none() {
            self.basename = match (filled(&self.address), filled(&self.date)) {
                (Some(address), _) => address.to_owned(),
                (None, Some(date)) => format!("{date} {}", self.title),
                (None, None) => number.to_string(),
            };
        }
    }

    fn into_thread(self, zone: &TimeZone) -> Thread {
        let time = time(&self.date, zone);
        let slug = (!self.basename.contains([' ', '/'])).then(|| self.basename.clone());
        let usual = slug
            .as_ref()
            .zip(us_date(&self.date))
            .map(|(slug, date)| format!("/{:04}/{:02}/{slug}.html", date.year(), date.month()));
        let address = filled(&self.address).map(str::to_owned).or(usual);
        let lead = plain(&self.excerpt);
        let html = [self.body, self.more];
        let html: Vec<&str> = html.iter().filter_map(|part| filled(part)).collect();
        let html = html.join("\n\n");
        let state = match (self.status.to_ascii_lowercase().as_str(), time) {
            ("publish" | "", time) => ArticleState::Published(time),
            ("future" | "scheduled", Some(time)) => ArticleState::Planned(time),
            _ => ArticleState::Draft,
        };
        let article = Article {
            kind: ArticleKind::Article,
            slug,
            author: filled(&self.author).map(str::to_owned),
            lead: filled(&lead).map(str::to_owned),
            body: match self.breaks.as_str() {
                "richtext" | "0" => Text::Html(html),
                "markdown" | "markdown_with_smartypants" => Text::Markdown(html),
                _ => Text::HtmlWithLines(html),
            },
            state,
            categories: self.categories,
            lead_picture: None,
        };
        Thread {
            key: self.basename,
            addresses: Vec::from_iter(address),
            title: filled(&self.title).map(str::to_owned),
            comments_open: self.allows_comments,
            made_at: time,
            article: Some(Box::new(article)),
        }
    }
}

/// Lines of a file, each without its end.
struct Lines {
    text: Utf8,
    number: u64,
    position: u64,
}

impl Lines {
    fn next(&mut self) -> Result<Option<String>, ReadError> {
        let mut line = Vec::new();
        let read = self.read_line(&mut line)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        self.position += read as u64;
        // The bytes are UTF-8, because the whole file was decoded.
        Ok(Some(String::from_utf8_lossy(&line).trim_end().to_owned()))
    }

    fn read_line(&mut self, line: &mut Vec<u8>) -> Result<usize, ReadError> {
        let mut bounded = std::io::Read::take(&mut self.text, SECTION_MAX as u64);
        let read = bounded.read_until(b'\n', line);
        match read {
            Ok(SECTION_MAX..) => Err(self.too_long()),
            Ok(read) => Ok(read),
            Err(error) => Err(inner_error(&error, self.position)),
        }
    }

    /// Returns the text from a first line to the end of the section.
    fn section(&mut self, first: String) -> Result<String, ReadError> {
        let mut text = first;
        loop {
            let Some(line) = self.next()? else { return Err(self.error("import-cut")) };
            if line == SECTION_END {
                return Ok(text.trim().to_owned());
            }
            text.push('\n');
            text.push_str(&line);
            if text.len() > SECTION_MAX {
                return Err(self.too_long());
            }
        }
    }

    fn too_long(&self) -> ReadError {
        self.error(Message::with("import-too-long", "size", SECTION_MAX >> 20))
    }

    fn error(&self, problem: impl Into<Message>) -> ReadError {
        ReadError::at(Place::Line(self.number.max(1)), problem)
    }
}

/// Returns the key and the value of a line.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b' ');
    is_key.then_some((key, value.trim()))
}

/// Returns the beginning of a line, for a message.
fn shortened(line: &str) -> String {
    line.chars().take(60).collect()
}

/// Returns the time of a US date in a zone.
fn time(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    moment(us_date(text)?, zone)
}

/// Returns the time of "01/31/2020 03:04:05 PM" or "01/31/2020 15:04:05".
fn us_date(text: &str) -> Option<DateTime> {
    let mut parts = text.split_whitespace();
    let (day, time, half) = (parts.next()?, parts.next()?, parts.next());
    let [month, day, year] = numbers(day, '/')?;
    // A year of two digits is the year of those digits to nobody.
    if day > 31 || year < 1000 {
        return None;
    }
    let [hour, minute, second] = numbers(time, ':')?;
    let hour = match (half.map(str::to_ascii_uppercase).as_deref(), hour) {
        (Some("AM"), 12) => 0,
        (Some("PM"), 12) => 12,
        (None, hour) | (Some("AM"), hour @ 1..=11) => hour,
        (Some("PM"), hour @ 1..=11) => hour + 12,
        _ => return None,
    };
    let small = |number: i16| i8::try_from(number).ok();
    DateTime::new(year, small(month)?, small(day)?, small(hour)?, small(minute)?, small(second)?, 0)
        .ok()
}

/// Returns three numbers; a missing third one is 0.
fn numbers(text: &str, between: char) -> Option<[i16; 3]> {
    let mut numbers = [0; 3];
    let mut count = 0;
    for part in text.split(between) {
        *numbers.get_mut(count)? = part.parse().ok().filter(|number| *number >= 0)?;
        count += 1;
    }
    (count >= 2).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{describe, options, read_as, read_with, refused};

    const FILE: &str = "AUTHOR: Jo\nTITLE: Koppen &amp; <b>meer</b>: 5\nBASENAME: koppen\n\
        STATUS: Publish\nALLOW COMMENTS: 1\nCONVERT BREAKS: 1\nPRIMARY CATEGORY: Taal\n\
        CATEGORY: Taal\nCATEGORY: R&amp;D\nTAGS: \"een twee\",drie\nDATE: 07/02/2020 03:04:05 PM\n\
        -----\nBODY:\nEen.\n\nTwee.\n-----\nEXTENDED BODY:\nMeer.\n-----\nEXCERPT:\nKort\n-----\n\
        KEYWORDS:\n\n-----\nCOMMENT:\nAUTHOR: Zo\u{eb} &amp; Co\nEMAIL: zoe@post.example\n\
        IP: 192.0.2.1\nURL: \nDATE: 07/03/2020 12:00:00 AM\nLet op: twee\n\nregels\n-----\n\
        COMMENT:\nAUTHOR: \nEMAIL: \nDATE: 07/03/20 12:00\nNog een\n-----\n\
        PING:\nTITLE: Ander\nURL: https://ander.example/\nDATE: 07/02/2020 16:04:05\nx\n-----\n\
        --------\nAUTHOR: Jo\nTITLE: Later\nUNIQUE URL: https://oud.example/later/\n\
        STATUS: Draft\nDATE: 07/02/2020 23:04:05\n-----\nBODY:\n-----\n--------\n";

    #[test]
    fn entries_and_their_comments_are_read() {
        let records = read_as(READER, FILE.as_bytes());
        assert_eq!(
            describe(&records),
            [
                "koppen#1 in koppen by Zo\u{eb} & Co <zoe@post.example> 2020-07-02T22:00:00Z \
                 Visible: Let op: twee\n\nregels",
                "koppen#2 in koppen Visible: Nog een",
                "left out: ping koppen#1 (Ping)",
                "notice: article koppen Tag een twee",
                "notice: article koppen Tag drie",
            ]
        );
        let threads: Vec<&Thread> = records
            .iter()
            .filter_map(|record| match record {
                Record::Thread(thread) => Some(thread),
                _ => None,
            })
            .collect();
        let [first, second] = threads[..] else { panic!("{threads:?}") };
        assert_eq!(first.title.as_deref(), Some("Koppen & meer: 5"));
        assert_eq!(first.addresses, ["/2020/07/koppen.html"]);
        assert_eq!(first.comments_open, Some(true));
        let article = first.article.as_deref().unwrap();
        assert_eq!(article.body, Text::HtmlWithLines("Een.\n\nTwee.\n\nMeer.".to_owned()));
        assert_eq!(article.categories, ["Taal", "R&D"]);
        assert_eq!(article.lead.as_deref(), Some("Kort"));
        let published = "2020-07-02T13:04:05Z".parse().unwrap();
        assert_eq!(article.state, ArticleState::Published(Some(published)));
        assert_eq!(second.key, "https://oud.example/later/");
        assert_eq!(second.addresses, ["https://oud.example/later/"]);
        assert_eq!(second.article.as_deref().unwrap().state, ArticleState::Draft);
        let people = records.iter().filter(|record| matches!(record, Record::Person(_))).count();
        assert_eq!(people, 1);
    }

    #[test]
    fn dates_are_american() {
        let date = |text: &str| us_date(text).map(|date| date.to_string());
        assert_eq!(date("12/31/2022 11:30:00 PM").as_deref(), Some("2022-12-31T23:30:00"));
        assert_eq!(date("12/31/2022 12:30:00 pm").as_deref(), Some("2022-12-31T12:30:00"));
        assert_eq!(date("12/31/2022 23:30").as_deref(), Some("2022-12-31T23:30:00"));
        for none in [
            "01/02/20 3:04",
            "onzin",
            "",
            "31/12/2022 10:00:00",
            "01/02/2020",
            "01/02/2020 13:00:00 PM",
            "01/02/2020 00:00:00 AM",
            "-1/02/2020 10:00:00",
        ] {
            assert_eq!(date(none), None, "{none}");
        }
    }

    #[test]
    fn a_file_that_ends_too_early_is_refused() {
        let second = FILE.find("--------\nAUTHOR").unwrap() + 9;
        for end in
            (20..FILE.trim_end().len() - 3).filter(|end| *end != second - 1 && *end != second)
        {
            if !FILE.is_char_boundary(end) {
                continue;
            }
            let error = refused(READER, &FILE.as_bytes()[..end]);
            assert!(matches!(error.problem.key, "import-cut" | "import-syntax"), "{end}: {error}");
        }
    }

    #[test]
    fn another_text_is_refused() {
        assert_eq!(refused(READER, b"Beste lezer,\n").problem.key, "import-syntax");
        assert_eq!(refused(READER, b"\n\n").problem.key, "import-other-format");
        let latin = ReadOptions { encoding: Some("windows-1252".to_owned()), ..options() };
        let file = FILE.replace('\u{eb}', "X").into_bytes();
        let file: Vec<u8> =
            file.into_iter().map(|byte| if byte == b'X' { 0xeb } else { byte }).collect();
        assert_eq!(refused(READER, &file).problem.key, "import-not-utf8");
        let records = read_with(READER, &file, &latin).unwrap();
        assert!(describe(&records)[0].contains("Zo\u{eb} & Co"));
    }
}
