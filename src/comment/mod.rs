//! Comments: text, author, state and the form to write one.
//!
//! Ordering comments into threads is left to `thread`, moderation to `moderation`, and rendering
//! Markdown as HTML to `markup`.

pub mod admission;
mod alike;
mod avatar;
mod language;
mod reason;
mod similarity;
pub mod thread;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

pub use alike::{link_key, text_key};
pub use avatar::Avatar;
pub use language::language_of;
pub use reason::{Brake, Hold, Reason};
pub use similarity::{SIMILARITY_SHARED, SIMILARITY_WINDOW, sketches};

use crate::account::{Account, Email, Name, Role};
use crate::locale::Message;
use crate::markup::{self, Html};
use crate::picture::AvatarImage;
use crate::sites::embed_address;
use crate::text::characters::{is_blank, lines};

/// Least length of a comment in characters: "Ja!" is an answer, less is a typing error.
pub const BODY_MIN: usize = 3;
/// Greatest length of a comment in characters: two pages of a book.
pub const BODY_MAX: usize = 10_000;
/// Threads on one page of an article: longer pages are slow to render and to scroll.
pub const THREADS_PER_PAGE: i64 = 100;
/// Time for which an equal text by the same author on the same article counts as a repeat.
pub const REPEAT_WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// State of a comment, which decides whether readers see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not published yet: held for a moderator.
    Held,
    /// Published.
    Visible,
    /// Replaced by a tombstone; moderators can still read the text.
    Removed(Reason),
}

impl State {
    /// Returns the stable codes of the state and of the reason for a removal.
    pub fn codes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Held => ("held", None),
            Self::Visible => ("visible", None),
            Self::Removed(reason) => ("removed", Some(reason.code())),
        }
    }

    /// Returns the state with these codes, if they are valid.
    pub fn from_codes(state: &str, reason: Option<&str>) -> Option<Self> {
        match (state, reason) {
            ("held", None) => Some(Self::Held),
            ("visible", None) => Some(Self::Visible),
            ("removed", Some(reason)) => Reason::from_code(reason).map(Self::Removed),
            _ => None,
        }
    }
}

/// Author of a comment.
#[derive(Clone, Debug)]
pub enum Author {
    /// Commenter without an account; the e-mail address is shown to moderators only.
    Guest {
        /// Name as entered.
        name: Name,
        /// E-mail address as entered; an imported comment may have none.
        email: Option<Email>,
    },
    /// Commenter with an account, under its current name.
    Member {
        /// Account id.
        id: i64,
        /// Name of the account.
        name: Name,
        /// E-mail address of the account.
        email: Email,
        /// Role of the account.
        role: Role,
        /// Uploaded avatar, if any.
        avatar: Option<AvatarImage>,
    },
    /// Deleted author, whose name and address are no longer stored.
    Former,
}

impl Author {
    /// Returns the name, or `None` for a former commenter.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Guest { name, .. } | Self::Member { name, .. } => Some(name.as_str()),
            Self::Former => None,
        }
    }

    /// Returns the e-mail address, if there is one; a former commenter has none.
    pub fn email(&self) -> Option<&Email> {
        match self {
            Self::Guest { email, .. } => email.as_ref(),
            Self::Member { email, .. } => Some(email),
            Self::Former => None,
        }
    }

    /// Returns the masked e-mail address, as moderators see it.
    pub fn masked_email(&self) -> Option<String> {
        self.email().map(Email::masked)
    }

    /// Returns the avatar to show beside the name.
    pub fn avatar(&self) -> Avatar {
        let avatar = match self {
            Self::Member { avatar, .. } => avatar.clone(),
            Self::Guest { .. } | Self::Former => None,
        };
        Avatar::of(self.name(), avatar)
    }
}

/// Comment as stored.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Row id; `comment-{id}` is its permanent anchor.
    pub id: i64,
    /// Row id of its article.
    pub article_id: i64,
    /// Row id of the comment that it answers.
    pub parent: Option<i64>,
    /// Author.
    pub author: Author,
    /// State.
    pub state: State,
    /// True if readers have ever seen it.
    pub shown: bool,
    /// Reason for which it is or was held.
    pub held_for: Option<Hold>,
    /// Text as HTML; empty after expunging.
    pub html: Html,
    /// Time at which it was submitted.
    pub posted_at: Timestamp,
    /// Number of decisions about it, from 1; a new decision must name the version it is based on.
    pub version: i64,
    /// Number of readers who marked it as useful.
    pub useful: i64,
}

impl Comment {
    /// Returns whether its text was permanently erased: the text of a comment is never empty.
    pub fn is_expunged(&self) -> bool {
        self.html.as_str().is_empty()
    }

    /// Returns whether it may concern others than its author: it answers or mentions somebody.
    pub fn concerns_others(&self) -> bool {
        self.parent.is_some() || names_somebody(&self.html)
    }
}

/// Returns whether a comment may mention somebody.
pub fn names_somebody(html: &Html) -> bool {
    html.as_str().contains('@')
}

/// Valid text of a comment: 3 to 10,000 characters after trimming, with visible content.
#[derive(Clone, Debug)]
pub struct Body {
    text: String,
    html: Html,
}

impl Body {
    /// Trims, unifies line ends, checks and renders a text; the error says what to change.
    pub fn new(typed: &str) -> Result<Self, Message> {
        let text = lines(typed).trim().to_owned();
        let length = text.chars().count();
        match length {
            0 => return Err("body-missing".into()),
            1..BODY_MIN => return Err("body-too-short".into()),
            n if n > BODY_MAX => {
                let over = n - BODY_MAX;
                return Err(Message::with("body-too-long", "over", over));
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

    /// Renders a text of another system, whatever its length; `None` if nothing in it can be seen.
    pub fn imported(text: &str) -> Option<Self> {
        let text = lines(text).trim().to_owned();
        let html = markup::comment(&text);
        (!html.plain().chars().all(is_blank)).then_some(Self { text, html })
    }

    /// Returns the text as Markdown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text as HTML.
    pub fn html(&self) -> &Html {
        &self.html
    }
}

/// Input of the comment form, not yet checked.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Name of a guest.
    pub name: String,
    /// E-mail address of a guest.
    pub email: String,
    /// Text as Markdown.
    pub body: String,
}

/// Field of the comment form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Name of a guest.
    Name,
    /// E-mail address of a guest.
    Email,
    /// Text.
    Body,
    /// Answer to the captcha.
    Captcha,
}

/// Returns the page of an article with the thread of this number; both count from 1.
pub fn page_of(thread: i64) -> i64 {
    (thread - 1) / THREADS_PER_PAGE + 1
}

/// Returns the URL path of a comment, given its article's slug, its page and its row id.
pub fn address(slug: &str, page: i64, id: i64) -> String {
    match page {
        1 => format!("/articles/{slug}#comment-{id}"),
        page => format!("/articles/{slug}?page={page}#comment-{id}"),
    }
}

/// Returns the address of a comment on a page of a site, given its page of threads and its row id.
///
/// The page of the site has the first page of threads; the board shows the others.
pub fn page_address(url: &str, page: i64, id: i64) -> String {
    match page {
        1 => format!("{url}#comment-{id}"),
        page => format!("{}&page={page}#comment-{id}", embed_address(url)),
    }
}

/// Validation error of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Field that it concerns; `None` if readers do not see the field.
    pub field: Option<Field>,
    /// Message that says how to correct it.
    pub sentence: Message,
}

impl FieldError {
    /// Returns an error for `field`.
    pub fn at(field: Field, sentence: impl Into<Message>) -> Self {
        Self { field: Some(field), sentence: sentence.into() }
    }
}

/// Checked comment that can be posted.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Author.
    pub signature: Signature,
    /// Text.
    pub body: Body,
}

/// Author of a new comment.
#[derive(Clone, Debug)]
pub enum Signature {
    /// Guest, by name and e-mail address.
    Guest(Name, Email),
    /// Member, by account id and role; comments of moderators are not moderated.
    Member(i64, Role),
}

impl Draft {
    /// Checks the form and returns the entry or all errors.
    ///
    /// A member's name and address come from the account, not from the form.
    pub fn check(&self, member: Option<&Account>) -> Result<Entry, Vec<FieldError>> {
        self.sign(Body::new(&self.body), member)
    }

    /// Checks the form with a body that is parsed already, so that it is rendered only once.
    pub fn sign(
        &self,
        body: Result<Body, Message>,
        member: Option<&Account>,
    ) -> Result<Entry, Vec<FieldError>> {
        let body = body.map_err(|sentence| FieldError::at(Field::Body, sentence));
        let Some(member) = member else {
            let name = Name::new(&self.name).map_err(|key| FieldError::at(Field::Name, key));
            let email = Email::new(&self.email).map_err(|key| FieldError::at(Field::Email, key));
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

/// Identity by which a repeated comment is recognized.
#[derive(Clone, Copy, Debug)]
pub enum Sender<'a> {
    /// Browser, by the hash of its visitor cookie.
    Visitor(&'a [u8; 32]),
    /// Account id.
    Member(i64),
    /// E-mail address as entered.
    Email(&'a Email),
    /// User of a site, by site and subject.
    SiteUser(&'a str),
}

/// Returns a SHA-256 hash of sender, article and text, to recognize repeated comments.
pub fn fingerprint(sender: Sender<'_>, article: i64, text: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    match sender {
        Sender::Visitor(token) => hash.update([b"visitor ".as_slice(), token].concat()),
        Sender::Member(id) => hash.update(format!("member {id}")),
        Sender::Email(email) => hash.update(format!("email {}", email.key())),
        Sender::SiteUser(user) => hash.update(format!("user of {user}")),
    }
    hash.update(format!("\n{article}\n"));
    hash.update(text);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(name: &str) -> Author {
        Author::Guest { name: Name::new(name).unwrap(), email: Email::new("a@b.example").ok() }
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
        assert_eq!(long, Message::with("body-too-long", "over", 1_usize));
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
        assert_eq!(author("Joost B.").avatar().initials, "JB");
        assert_eq!(author("anja van der Wetering").avatar().initials, "AW");
        assert_eq!(author("henk").avatar().initials, "H");
        assert_eq!(Author::Former.avatar().initials, "–");
        assert!((1..=8).contains(&author("henk").avatar().tone.unwrap()));
    }

    #[test]
    fn codes_come_back_as_what_they_were() {
        for state in [State::Held, State::Visible]
            .into_iter()
            .chain(Reason::ALL.map(State::Removed))
            .chain([State::Removed(Reason::BeforeImport)])
        {
            let (code, reason) = state.codes();
            assert_eq!(State::from_codes(code, reason), Some(state));
        }
        assert_eq!(State::from_codes("removed", None), None);
    }
}
