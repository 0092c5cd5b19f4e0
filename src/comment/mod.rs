//! A comment: what may be written, by whom, in which state it can be.
//! How comments make a thread is `thread`'s subject; judging them is `moderation`'s; turning Markdown into HTML is `markup`'s.

mod alike;
mod echo;
mod language;
mod portrait;
mod why;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

pub use alike::{link_key, text_key};
pub use echo::{ECHO_SHARED, ECHO_WINDOW, sketches};
pub use language::language_of;
pub use portrait::Portrait;
pub use why::{Brake, Hold, Reason};

use crate::account::{Account, Email, Name, Role};
use crate::characters::{is_blank, lines};
use crate::locale::Sentence;
use crate::markup::{self, Html};
use crate::picture::Avatar;

/// The shortest text, in characters: "Ja!" is an answer, less is a slip of the finger.
pub const BODY_MIN: usize = 3;
/// The longest text, in characters: two pages of a book; who needs more has an article to write.
pub const BODY_MAX: usize = 10_000;
/// Threads on one page of an article: beyond it, pages cost more to make and to scroll than to turn.
pub const THREADS_PER_PAGE: i64 = 100;
/// How long the same text by the same person under the same article counts as the same comment.
pub const REPEAT_WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// Whether readers see a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not shown yet: a moderator looks first.
    Held,
    /// Shown.
    Visible,
    /// A tombstone in its place; the text is kept for moderators.
    Removed(Reason),
}

impl State {
    /// The stable code, and the reason's when there is one.
    pub fn codes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Held => ("held", None),
            Self::Visible => ("visible", None),
            Self::Removed(reason) => ("removed", Some(reason.code())),
        }
    }

    /// The state with these codes.
    pub fn from_codes(state: &str, reason: Option<&str>) -> Option<Self> {
        match (state, reason) {
            ("held", None) => Some(Self::Held),
            ("visible", None) => Some(Self::Visible),
            ("removed", Some(reason)) => Reason::from_code(reason).map(Self::Removed),
            _ => None,
        }
    }
}

/// Who stands beside a comment.
#[derive(Clone, Debug)]
pub enum Author {
    /// Somebody without an account. The address is for moderators only.
    Guest {
        /// The name they gave.
        name: Name,
        /// The address they gave.
        email: Email,
    },
    /// Somebody with an account, under the name it has today.
    Member {
        /// Their account.
        id: i64,
        /// Its name.
        name: Name,
        /// Its address.
        email: Email,
        /// What they may do.
        role: Role,
        /// The picture they chose.
        avatar: Option<Avatar>,
    },
    /// Somebody cut loose from what they wrote.
    Former,
}

impl Author {
    /// The name, unless they are a former commenter.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Guest { name, .. } | Self::Member { name, .. } => Some(name.as_str()),
            Self::Former => None,
        }
    }

    /// The address, unless they are a former commenter.
    pub fn email(&self) -> Option<&Email> {
        match self {
            Self::Guest { email, .. } | Self::Member { email, .. } => Some(email),
            Self::Former => None,
        }
    }

    /// The address as far as moderators see it.
    pub fn masked_email(&self) -> Option<String> {
        self.email().map(Email::masked)
    }

    /// What stands beside their name.
    pub fn portrait(&self) -> Portrait {
        let avatar = match self {
            Self::Member { avatar, .. } => avatar.clone(),
            Self::Guest { .. } | Self::Former => None,
        };
        Portrait::of(self.name(), avatar)
    }
}

/// A comment as it is kept.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Its number, and `comment-{id}` its anchor, for ever.
    pub id: i64,
    /// The article it stands under.
    pub article_id: i64,
    /// The comment it answers.
    pub parent: Option<i64>,
    /// Who wrote it.
    pub author: Author,
    /// Whether readers see it.
    pub state: State,
    /// Whether readers ever saw it.
    pub shown: bool,
    /// Why it is held, or was.
    pub held_for: Option<Hold>,
    /// The text, as it is shown.
    pub html: Html,
    /// When it was sent.
    pub posted_at: Timestamp,
    /// Counts the decisions about it, from 1: who decides says which one they looked at.
    pub version: i64,
    /// Number of readers who found it useful.
    pub useful: i64,
}

impl Comment {
    /// Whether its text was erased for good: what is posted always has something to read.
    pub fn is_expunged(&self) -> bool {
        self.html.as_str().is_empty()
    }

    /// Returns whether others than its writer may want to hear of it: it answers or names somebody.
    pub fn concerns_others(&self) -> bool {
        self.parent.is_some() || names_somebody(&self.html)
    }
}

/// Returns whether a comment may name somebody.
pub fn names_somebody(html: &Html) -> bool {
    html.as_str().contains('@')
}

/// A text fit to be posted: 3 to 10,000 characters after trimming, with something to read in it.
#[derive(Clone, Debug)]
pub struct Body {
    text: String,
    html: Html,
}

impl Body {
    /// Trims, unites line ends and checks; the error says what to change.
    pub fn new(typed: &str) -> Result<Self, Sentence> {
        let text = lines(typed).trim().to_owned();
        let length = text.chars().count();
        match length {
            0 => return Err("body-missing".into()),
            1..BODY_MIN => return Err("body-too-short".into()),
            n if n > BODY_MAX => {
                let over = i64::try_from(n - BODY_MAX).unwrap_or(i64::MAX);
                return Err(Sentence::with("body-too-long", "over", over));
            }
            _ => {}
        }
        let html = markup::comment(&text);
        if html.plain().chars().all(is_blank) {
            Err("body-unreadable".into())
        } else {
            Ok(Self { text, html })
        }
    }

    /// The Markdown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// As readers see it.
    pub fn html(&self) -> &Html {
        &self.html
    }
}

/// What somebody typed into the form, good or not.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// A guest's name.
    pub name: String,
    /// A guest's address.
    pub email: String,
    /// The Markdown.
    pub body: String,
}

/// A field of the form, by the name it has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A guest's name.
    Name,
    /// A guest's address.
    Email,
    /// The text.
    Body,
    /// The code.
    Captcha,
}

/// The page of an article on which the thread with this number stands, from 1.
pub fn page_of(thread: i64) -> i64 {
    (thread - 1) / THREADS_PER_PAGE + 1
}

/// Where a comment stands: the slug of its article, the page of its thread, its number.
pub fn address(slug: &str, page: i64, id: i64) -> String {
    match page {
        1 => format!("/articles/{slug}#comment-{id}"),
        page => format!("/articles/{slug}?page={page}#comment-{id}"),
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which field, unless it is none that people see.
    pub field: Option<Field>,
    /// How to mend it.
    pub sentence: Sentence,
}

impl Fault {
    /// Something wrong with `field`.
    pub fn at(field: Field, sentence: impl Into<Sentence>) -> Self {
        Self { field: Some(field), sentence: sentence.into() }
    }
}

/// A draft that can be posted.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Who signs it.
    pub signature: Signature,
    /// What they say.
    pub body: Body,
}

/// Who signs a new comment.
#[derive(Clone, Debug)]
pub enum Signature {
    /// A guest, by name and address.
    Guest(Name, Email),
    /// A member, by account; moderators' own comments need no second look.
    Member(i64, Role),
}

impl Draft {
    /// All that is wrong with it, or an entry; a member's name and address are their account's.
    pub fn check(&self, member: Option<&Account>) -> Result<Entry, Vec<Fault>> {
        self.sign(Body::new(&self.body), member)
    }

    /// The same for who has read the body already: making HTML of a long text is not done twice.
    pub fn sign(
        &self,
        body: Result<Body, Sentence>,
        member: Option<&Account>,
    ) -> Result<Entry, Vec<Fault>> {
        let body = body.map_err(|sentence| Fault::at(Field::Body, sentence));
        let Some(member) = member else {
            let name = Name::new(&self.name).map_err(|key| Fault::at(Field::Name, key));
            let email = Email::new(&self.email).map_err(|key| Fault::at(Field::Email, key));
            return match (name, email, body) {
                (Ok(name), Ok(email), Ok(body)) => {
                    Ok(Entry { signature: Signature::Guest(name, email), body })
                }
                (name, email, body) => {
                    Err([name.err(), email.err(), body.err()].into_iter().flatten().collect())
                }
            };
        };
        let body = body.map_err(|fault| vec![fault])?;
        Ok(Entry { signature: Signature::Member(member.id, member.role), body })
    }
}

/// Whom a repeat is recognised by.
#[derive(Clone, Copy, Debug)]
pub enum Sender<'a> {
    /// A browser, by the hash of its visitor cookie.
    Visitor(&'a [u8; 32]),
    /// An account.
    Member(i64),
    /// An address somebody gave.
    Email(&'a Email),
}

/// The same for the same sender, article and text, and for nothing else.
pub fn fingerprint(sender: Sender<'_>, article: i64, text: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    match sender {
        Sender::Visitor(token) => hash.update([b"visitor ".as_slice(), token].concat()),
        Sender::Member(id) => hash.update(format!("member {id}")),
        Sender::Email(email) => hash.update(format!("email {}", email.key())),
    }
    hash.update(format!("\n{article}\n"));
    hash.update(text);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(name: &str) -> Author {
        Author::Guest { name: Name::new(name).unwrap(), email: Email::new("a@b.example").unwrap() }
    }

    #[test]
    fn bodies_are_trimmed_and_counted_by_character() {
        let error = |text: &str| Body::new(text).unwrap_err().key;
        assert_eq!(error(" \r\n "), "body-missing");
        assert_eq!(error("ja"), "body-too-short");
        assert!(Body::new("[](https://a.example)").is_ok(), "an empty link is text");
        assert_eq!(error("\u{200B}\u{3164}\u{200B}"), "body-unreadable");
        assert!(Body::new("Ja!").is_ok() && Body::new("👩‍👩‍👧").is_ok() && Body::new("नमस्ते").is_ok());
        assert!(Body::new(&"é\r\n".repeat(5_000)).is_ok(), "line ends count as one");
        let long = Body::new(&"x".repeat(10_001)).unwrap_err();
        assert_eq!(long, Sentence::with("body-too-long", "over", 1));
        assert_eq!(Body::new("a\0b\u{7}c").unwrap().text(), "a b c");
        assert_eq!(Body::new("a\u{2028}b\u{85}c").unwrap().text(), "a\nb\nc");
    }

    #[test]
    fn a_draft_tells_everything_that_is_wrong_at_once() {
        let draft = Draft { name: String::new(), email: "mirjam@".into(), body: "x".into() };
        let fields: Vec<_> =
            draft.check(None).unwrap_err().into_iter().map(|fault| fault.field).collect();
        assert_eq!(fields, [Some(Field::Name), Some(Field::Email), Some(Field::Body)]);
    }

    #[test]
    fn a_fingerprint_tells_senders_articles_and_texts_apart() {
        let email = Email::new("A@b.example").unwrap();
        let same = Email::new("a@B.example").unwrap();
        let print = fingerprint(Sender::Email(&email), 1, "tekst");
        assert_eq!(print, fingerprint(Sender::Email(&same), 1, "tekst"));
        assert_ne!(print, fingerprint(Sender::Email(&email), 2, "tekst"));
        assert_ne!(print, fingerprint(Sender::Email(&email), 1, "tekst."));
        assert_ne!(print, fingerprint(Sender::Member(1), 1, "tekst"));
    }

    #[test]
    fn a_picture_is_one_or_two_letters() {
        assert_eq!(author("Joost B.").portrait().initials, "JB");
        assert_eq!(author("anja van der Wetering").portrait().initials, "AW");
        assert_eq!(author("henk").portrait().initials, "H");
        assert_eq!(Author::Former.portrait().initials, "–");
        assert!((1..=8).contains(&author("henk").portrait().tone.unwrap()));
    }

    #[test]
    fn codes_come_back_as_what_they_were() {
        for state in
            [State::Held, State::Visible].into_iter().chain(Reason::ALL.map(State::Removed))
        {
            let (code, reason) = state.codes();
            assert_eq!(State::from_codes(code, reason), Some(state));
        }
        assert_eq!(State::from_codes("removed", None), None);
    }
}
