//! Conversion of records to what the board stores, on the thread that reads the file.

use jiff::Timestamp;
use tokio::sync::mpsc::Sender;

use super::ImportOptions;
use crate::account::{Email, NAME_MAX, Name};
use crate::article::TITLE_MAX;
use crate::comment::Body;
use crate::import::record::{
    About, ArticleState, Attachment, Author, Comment, LeftOut, Notice, Person, Reason, Record,
    Site, State, Thread,
};
use crate::import::{ReadError, Sink, markdown};
use crate::store::imports::{StagedAddress, StagedComment, StagedPicture, StagedThread};
use crate::text::address::Canonical;
use crate::text::characters::{few_marks, is_invisible};

/// Number of records sent at once.
const BATCH: usize = 200;

/// Record as the staging database holds it.
#[derive(Debug)]
pub(super) enum Converted {
    Site(Site),
    Person { key: String, name: Option<String>, email: Option<Email> },
    Thread(Box<StagedThread>),
    Comment(Box<StagedComment>),
    Picture(StagedPicture),
    LeftOut(LeftOut),
    Notice(Notice),
}

/// Receiver of the records of a reader, which converts them.
pub(super) struct Converter {
    sender: Sender<Vec<Converted>>,
    batch: Vec<Converted>,
    base: Option<url::Url>,
    now: Timestamp,
}

impl Converter {
    pub(super) fn new(
        sender: Sender<Vec<Converted>>,
        options: &ImportOptions,
        now: Timestamp,
    ) -> Self {
        Self { sender, batch: Vec::with_capacity(BATCH), base: options.read.base.clone(), now }
    }

    /// Sends what is left.
    pub(super) fn finish(mut self) -> Result<(), ReadError> {
        self.send()
    }

    fn send(&mut self) -> Result<(), ReadError> {
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        // The receiver is gone when the staging database failed, which is told by its own error.
        self.sender.blocking_send(batch).map_err(|_| ReadError::of_file("import-stopped"))
    }

    fn add(&mut self, converted: Converted) {
        self.batch.push(converted);
    }

    fn note(&mut self, what: &str, about: About, detail: impl Into<String>) {
        let notice = Notice { what: what.to_owned(), about, detail: detail.into() };
        self.add(Converted::Notice(notice));
    }

    fn person(&mut self, person: Person) {
        let what = format!("person {}", person.key);
        let name = person.name.as_deref().and_then(|name| self.name(&what, name));
        let email = person.email.as_deref().and_then(|email| self.email(&what, email));
        self.add(Converted::Person { key: person.key, name, email });
    }

    /// Returns a name as the board stores it; `None` if nothing in it can be seen.
    fn name(&mut self, what: &str, name: &str) -> Option<String> {
        let visible: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut visible = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        // An address in the place of a name would be shown to everybody.
        if Email::new(&visible).is_ok() {
            self.note(what, About::Email, "");
            visible.truncate(visible.find('@').unwrap_or_default());
        }
        if visible.chars().all(is_invisible) {
            return None;
        }
        if visible.chars().count() > NAME_MAX {
            self.note(what, About::NameCut, visible.as_str());
            let short: String = visible.chars().take(NAME_MAX - 1).collect();
            visible = format!("{}…", short.trim_end());
        }
        Some(match Name::new(&visible) {
            Ok(name) => name.as_str().to_owned(),
            Err(_) => few_marks(&visible).into_owned(),
        })
    }

    fn email(&mut self, what: &str, email: &str) -> Option<Email> {
        let email = email.trim();
        if email.is_empty() {
            return None;
        }
        let known = Email::known(email).ok();
        if known.is_none() {
            self.note(what, About::Email, "");
        }
        known
    }

    fn site(&mut self, site: Site) {
        // What the person who imports says goes before what the file says.
        if self.base.is_none() {
            self.base = site.address.as_deref().and_then(|address| url::Url::parse(address).ok());
        }
        self.add(Converted::Site(site));
    }

    fn canonical(&self, address: &str) -> Option<(String, String)> {
        Canonical::parse(address, self.base.as_ref()).map(|found| (found.host, found.path))
    }

    fn address(&self, text: &str) -> Option<StagedAddress> {
        let (host, path) = self.canonical(text)?;
        let url = match &self.base {
            Some(base) => base.join(text.trim()),
            None => url::Url::parse(text.trim()),
        };
        Some(StagedAddress { host, path, url: url.ok().map(String::from) })
    }

    fn thread(&mut self, mut thread: Thread) -> Result<(), ReadError> {
        let what = format!("article {}", thread.key);
        let mut addresses: Vec<_> =
            thread.addresses.iter().filter_map(|address| self.address(address)).collect();
        addresses.dedup_by(|a, b| a.host == b.host && a.path == b.path);
        let title = thread.title.take().map(|title| {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let short: String = title.chars().take(TITLE_MAX).collect();
            if short.len() < title.len() {
                self.note(&what, About::TitleCut, title.as_str());
            }
            short
        });
        if let Some(article) = thread.article.as_mut()
            && let ArticleState::Published(Some(at)) = article.state
            && at > self.now
        {
            article.state = ArticleState::Planned(at);
        }
        let published_at = thread.article.as_ref().and_then(|article| match article.state {
            ArticleState::Published(at) => at,
            ArticleState::Planned(_) | ArticleState::Draft => None,
        });
        let article = thread.article.as_ref().map(serde_json::to_string).transpose();
        let article = article.map_err(|_| ReadError::of_file("import-stopped"))?;
        self.add(Converted::Thread(Box::new(StagedThread {
            key: thread.key,
            addresses,
            title: title.filter(|title| !title.is_empty()),
            comments_open: thread.comments_open,
            made_at: thread.made_at.filter(|at| *at <= self.now),
            published_at,
            article,
        })));
        Ok(())
    }

    fn comment(&mut self, comment: Comment) {
        let what = format!("comment {}", comment.key);
        let is_removed = comment.state == State::Removed;
        let body =
            if is_removed { None } else { Body::imported(&markdown::comment(&comment.text)) };
        if body.is_none() && !is_removed {
            self.add(Converted::LeftOut(LeftOut { what, reason: Reason::Empty }));
            return;
        }
        let Author { person, name, email } = comment.author;
        let (name, email) = if is_removed {
            (None, None)
        } else {
            let name = name.as_deref().and_then(|name| self.name(&what, name));
            let email = email.as_deref().and_then(|email| self.email(&what, email));
            (name, email)
        };
        self.add(Converted::Comment(Box::new(StagedComment {
            key: comment.key,
            thread: comment.thread,
            parent: comment.parent,
            person: person.filter(|_| !is_removed),
            name,
            email,
            body: body.as_ref().map_or_else(String::new, |body| body.text().to_owned()),
            html: body.as_ref().map_or_else(String::new, |body| body.html().as_str().to_owned()),
            state: match comment.state {
                State::Visible => "visible",
                State::Held => "held",
                State::Removed => "removed",
            },
            posted_at: comment.posted_at,
            useful: if is_removed { 0 } else { comment.useful },
        })));
    }

    fn attachment(&mut self, attachment: Attachment) {
        let address = self.canonical(&attachment.address);
        self.add(Converted::Picture(StagedPicture {
            key: attachment.key,
            address,
            alt: attachment.alt.unwrap_or_default(),
            caption: attachment.caption,
        }));
    }
}

impl Sink for Converter {
    fn take(&mut self, record: Record) -> Result<(), ReadError> {
        match record {
            Record::Site(site) => self.site(site),
            Record::Person(person) => self.person(person),
            Record::Thread(thread) => self.thread(thread)?,
            Record::Comment(comment) => self.comment(comment),
            Record::Attachment(attachment) => self.attachment(attachment),
            Record::LeftOut(left_out) => self.add(Converted::LeftOut(left_out)),
            Record::Notice(notice) => self.add(Converted::Notice(notice)),
        }
        if self.batch.len() >= BATCH { self.send() } else { Ok(()) }
    }
}
