//! Records of a file of another system, in the words of the board.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use super::remark::{About, LeftOut, Notice, Reason};

/// Record of a file.
#[derive(Clone, Debug)]
pub enum Record {
    /// Old site.
    Site(Site),
    /// Person with an account in the old system.
    Person(Person),
    /// Place of comments: an article, or the address of a page elsewhere.
    Thread(Thread),
    /// Comment.
    Comment(Comment),
    /// File that an article may show.
    Attachment(Attachment),
    /// Record that does not come along.
    LeftOut(LeftOut),
    /// Something a person should know.
    Notice(Notice),
}

/// Old site.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Site {
    /// Address, as "<https://old.example>".
    pub address: Option<String>,
    /// Name.
    pub name: Option<String>,
}

/// Person with an account in the old system.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Person {
    /// Key by which other records refer to the person.
    pub key: String,
    /// Name, as plain text.
    pub name: Option<String>,
    /// E-mail address; never a hash of one.
    pub email: Option<String>,
}

/// Place of comments: an article, or the address of a page elsewhere.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Thread {
    /// Key by which comments refer to it.
    pub key: String,
    /// Old addresses, absolute or relative to the old site; the first is the main one.
    pub addresses: Vec<String>,
    /// Title, as plain text.
    pub title: Option<String>,
    /// True if comments are allowed, if the file tells.
    pub comments_open: Option<bool>,
    /// Time at which it was made, if the file tells.
    pub made_at: Option<Timestamp>,
    /// Text of the article, if the file has it.
    pub article: Option<Box<Article>>,
}

/// Article or page with its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Article {
    /// Article or page of the site.
    pub kind: ArticleKind,
    /// Last part of its address.
    pub slug: Option<String>,
    /// Key of its author.
    pub author: Option<String>,
    /// Lead, as plain text.
    pub lead: Option<String>,
    /// Text.
    pub body: Text,
    /// State.
    pub state: ArticleState,
    /// Names of its categories, as plain text.
    pub categories: Vec<String>,
    /// Key or address of the attachment that is its lead picture.
    pub lead_picture: Option<String>,
}

/// Kind of a text with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArticleKind {
    /// Article with a date.
    Article,
    /// Page without a date, such as "About us".
    Page,
}

/// State of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArticleState {
    /// Public since this time; `None` if the file has none that is valid.
    Published(Option<Timestamp>),
    /// Public from this time on.
    Planned(Timestamp),
    /// Not public: a draft, or private, or behind a password.
    Draft,
}

/// Text in the format of the old system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Text {
    /// HTML, with its entities as in the old system's database.
    Html(String),
    /// HTML as `WordPress` and Movable Type store it: a line end is a break, an empty line ends a
    /// paragraph.
    HtmlWithLines(String),
    /// Markdown.
    Markdown(String),
    /// Plain text.
    Plain(String),
}

/// Comment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Comment {
    /// Key in the old system, a number or a name.
    pub key: String,
    /// Key of its thread.
    pub thread: String,
    /// Key of the comment that it answers.
    pub parent: Option<String>,
    /// Author.
    pub author: Author,
    /// Time of posting; `None` if the file has none that is valid.
    pub posted_at: Option<Timestamp>,
    /// State.
    pub state: State,
    /// Text.
    pub text: Text,
    /// Number of readers who found it useful.
    pub useful: u32,
}

/// Author of a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Key of the person, if the author had an account.
    pub person: Option<String>,
    /// Name, as plain text; `None` if the comment has none.
    pub name: Option<String>,
    /// E-mail address; never a hash of one.
    pub email: Option<String>,
}

/// State of a comment in the old system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Public.
    Visible,
    /// Waits for a moderator.
    Held,
    /// Removed there.
    Removed,
}

/// File that an article may show.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Attachment {
    /// Key by which articles refer to it.
    pub key: String,
    /// Old address.
    pub address: String,
    /// Alternative text.
    pub alt: Option<String>,
    /// Caption, as plain text.
    pub caption: Option<String>,
}
