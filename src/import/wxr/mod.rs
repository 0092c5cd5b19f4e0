//! `WordPress` eXtended RSS, versions 1.0 to 1.2: items with their comments.

mod comment;
mod item;

use std::collections::{HashMap, HashSet};

use self::comment::WrittenComment;
use self::item::Item;
use super::encoding::start_of;
use super::fields::{email, filled};
use super::html::{plain, unescaped};
use super::record::{About, LeftOut, Notice, Person, Reason, Site};
use super::xml::Xml;
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};
use crate::locale::Message;

/// Greatest number of authors whose numbers are remembered.
const AUTHORS_MAX: usize = 200_000;
/// Greatest length in bytes of the comments that wait until their item is known.
const WAITING_MAX: usize = 16 << 20;
/// Versions of the format that are known.
const VERSIONS: [&str; 4] = ["1.0", "1.1", "1.2", ""];

/// Reader of the format.
pub(super) const READER: Reader = Reader { format: Format::Wxr, recognizes, read };

fn recognizes(source: &Source) -> bool {
    let start = start_of(source);
    let is_wxr = start.contains("wordpress.org/export/") || start.contains("<wp:wxr_version>");
    is_wxr && start.trim_start().starts_with('<')
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut wxr = Wxr {
        xml: Xml::open(source, options)?,
        options,
        sink,
        site: Some(Site::default()),
        base: String::new(),
        logins: HashMap::new(),
        people: HashSet::new(),
    };
    let mut is_rss = false;
    while let Some(name) = wxr.xml.root()? {
        if name != "rss" {
            let problem = Message::with("import-other-format", "system", Format::Wxr.system());
            return Err(wxr.xml.error(problem));
        }
        is_rss = true;
        while let Some(name) = wxr.xml.child()? {
            match name.as_str() {
                "channel" => wxr.channel()?,
                _ => wxr.xml.skip()?,
            }
        }
    }
    if is_rss { Ok(()) } else { Err(wxr.xml.error("import-cut")) }
}

struct Wxr<'a> {
    xml: Xml,
    options: &'a ReadOptions,
    sink: &'a mut dyn Sink,
    /// Site, until it is handed on.
    site: Option<Site>,
    /// Address of the site, without a slash at its end.
    base: String,
    /// Log-in name of each author by number.
    logins: HashMap<String, String>,
    /// Log-in names of the people that were handed on.
    people: HashSet<String>,
}

impl Wxr<'_> {
    fn channel(&mut self) -> Result<(), ReadError> {
        while let Some(name) = self.xml.child()? {
            match name.as_str() {
                "title" => {
                    let title = plain(&self.xml.text()?);
                    self.set_site(|site| site.name = filled(&title).map(str::to_owned));
                }
                "link" | "wp:base_site_url" | "wp:base_blog_url" => {
                    let address = self.xml.text()?;
                    let address = address.trim().trim_end_matches('/');
                    // The blog of a network has an address of its own, which comes last.
                    if !address.is_empty() {
                        self.set_site(|site| site.address = Some(address.to_owned()));
                        address.clone_into(&mut self.base);
                    }
                }
                "wp:wxr_version" => self.version()?,
                "wp:author" => self.author()?,
                "item" => self.item()?,
                _ => self.xml.skip()?,
            }
        }
        self.hand_on_site()
    }

    fn set_site(&mut self, set: impl FnOnce(&mut Site)) {
        if let Some(site) = &mut self.site {
            set(site);
        }
    }

    fn hand_on_site(&mut self) -> Result<(), ReadError> {
        self.site.take().map_or(Ok(()), |site| self.sink.take(Record::Site(site)))
    }

    fn version(&mut self) -> Result<(), ReadError> {
        let version = self.xml.text()?;
        let version = version.trim();
        if VERSIONS.contains(&version) {
            return Ok(());
        }
        self.notice(String::new(), About::Version, version)
    }

    fn author(&mut self) -> Result<(), ReadError> {
        self.hand_on_site()?;
        let (mut number, mut login) = (String::new(), String::new());
        let (mut name, mut address) = (String::new(), String::new());
        while let Some(field) = self.xml.child()? {
            match field.as_str() {
                "wp:author_id" => number = self.xml.text()?,
                "wp:author_login" => login = self.xml.text()?,
                "wp:author_display_name" => name = self.xml.text()?,
                "wp:author_email" => address = self.xml.text()?,
                _ => self.xml.skip()?,
            }
        }
        let Some(login) = filled(&login) else { return self.broken("author") };
        if let Some(number) = filled(&number)
            && self.logins.len() < AUTHORS_MAX
        {
            self.logins.insert(number.to_owned(), login.to_owned());
        }
        let name = unescaped(&name);
        self.person(login, filled(&name), email(&address))
    }

    /// Hands on a person, once.
    fn person(
        &mut self,
        login: &str,
        name: Option<&str>,
        email: Option<String>,
    ) -> Result<(), ReadError> {
        if self.people.contains(login) || self.people.len() >= AUTHORS_MAX {
            return Ok(());
        }
        self.people.insert(login.to_owned());
        let name = name.map(str::to_owned);
        self.sink.take(Record::Person(Person { key: login.to_owned(), name, email }))
    }

    fn item(&mut self) -> Result<(), ReadError> {
        self.hand_on_site()?;
        self.xml.took_out();
        let mut item = Item::default();
        let (mut waiting, mut size): (Vec<WrittenComment>, usize) = (Vec::new(), 0);
        while let Some(name) = self.xml.child()? {
            if name != "wp:comment" {
                item.take(&name, &mut self.xml)?;
                continue;
            }
            item.took_out |= self.xml.took_out();
            let comment = WrittenComment::read(&mut self.xml)?;
            if item.is_known() {
                self.comment(comment, &item)?;
                continue;
            }
            size += comment.size();
            if size > WAITING_MAX {
                let problem = Message::with("import-too-long", "size", WAITING_MAX >> 20);
                return Err(self.xml.error(problem));
            }
            waiting.push(comment);
        }
        item.took_out |= self.xml.took_out();
        if item.key().is_none() {
            return self.broken("item");
        }
        for comment in waiting {
            self.comment(comment, &item)?;
        }
        let author = filled(&item.creator).map(str::to_owned);
        if let Some(login) = author.filter(|_| item.is_article()) {
            // Version 1.0 has no list of authors.
            self.person(&login, Some(&login), None)?;
        }
        item.hand_on(&self.base, self.options, self.sink)
    }

    fn comment(&mut self, comment: WrittenComment, item: &Item) -> Result<(), ReadError> {
        let Some(key) = comment.key() else { return self.broken("comment") };
        let what = format!("comment {key}");
        let left_out = comment.left_out().or((!item.is_article()).then_some(Reason::ThreadLeftOut));
        if let Some(reason) = left_out {
            return self.sink.take(Record::LeftOut(LeftOut { what, reason }));
        }
        if comment.took_out {
            self.notice(what, About::ControlCharacters, "")?;
        }
        let thread = item.key().unwrap_or_default().to_owned();
        let comment = comment.into_comment(thread, &self.logins, &self.options.zone);
        self.sink.take(Record::Comment(comment))
    }

    fn notice(&mut self, what: String, about: About, detail: &str) -> Result<(), ReadError> {
        self.sink.take(Record::Notice(Notice { what, about, detail: detail.to_owned() }))
    }

    /// Leaves out a record without a number, or ends the reading.
    fn broken(&mut self, what: &str) -> Result<(), ReadError> {
        if !self.options.skip_broken {
            return Err(self.xml.error("import-no-number"));
        }
        let left_out = LeftOut { what: what.to_owned(), reason: Reason::Broken };
        self.sink.take(Record::LeftOut(left_out))
    }
}

#[cfg(test)]
mod tests;
