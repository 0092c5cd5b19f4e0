//! Records of a file of another system, in the words of the board.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
    /// Address, as "https://old.example".
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
    /// HTML as WordPress and Movable Type store it: a line end is a break, an empty line ends a
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

/// Record that does not come along.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// Kind and key, as "comment 12".
    pub what: String,
    /// Reason.
    pub reason: Reason,
}

/// Reason for which a record does not come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Spam.
    Spam,
    /// Rejected or removed, with nothing visible under it.
    Removed,
    /// In the bin.
    Bin,
    /// Pingback or trackback.
    Ping,
    /// Note of an order, or another kind that is no comment.
    OtherKind,
    /// Its thread or article does not come along.
    ThreadLeftOut,
    /// Its thread is not in the file.
    NoThread,
    /// Its thread's address has no article on this board.
    NoArticle,
    /// Without text.
    Empty,
    /// Another record has the same key.
    SameKey,
    /// Cannot be read.
    Broken,
    /// Tag, menu, revision or another thing the board has no place for.
    NoPlace,
    /// Account of a reader, without the option that takes them.
    Member,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Spam,
        Self::Removed,
        Self::Bin,
        Self::Ping,
        Self::OtherKind,
        Self::ThreadLeftOut,
        Self::NoThread,
        Self::NoArticle,
        Self::Empty,
        Self::SameKey,
        Self::Broken,
        Self::NoPlace,
        Self::Member,
    ];

    /// Returns the one with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Returns the message key of the heading of its list in a report.
    pub fn label(self) -> &'static str {
        match self {
            Self::Spam => "import-left-spam",
            Self::Removed => "import-left-removed",
            Self::Bin => "import-left-bin",
            Self::Ping => "import-left-ping",
            Self::OtherKind => "import-left-other-kind",
            Self::ThreadLeftOut => "import-left-thread-left-out",
            Self::NoThread => "import-left-no-thread",
            Self::NoArticle => "import-left-no-article",
            Self::Empty => "import-left-empty",
            Self::SameKey => "import-left-same-key",
            Self::Broken => "import-left-broken",
            Self::NoPlace => "import-left-no-place",
            Self::Member => "import-left-member",
        }
    }

    /// Returns the stable code of the reason, as a report names it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Removed => "removed",
            Self::Bin => "bin",
            Self::Ping => "ping",
            Self::OtherKind => "other-kind",
            Self::ThreadLeftOut => "thread-left-out",
            Self::NoThread => "no-thread",
            Self::NoArticle => "no-article",
            Self::Empty => "empty",
            Self::SameKey => "same-key",
            Self::Broken => "broken",
            Self::NoPlace => "no-place",
            Self::Member => "member",
        }
    }
}

/// Something a person should know.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Kind and key of the record, as "article 12"; empty if it concerns the whole file.
    pub what: String,
    /// Kind of notice.
    pub about: About,
    /// Piece of the file, such as a name, an address or a shortcode.
    pub detail: String,
}

/// Kind of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Characters that XML forbids were taken out.
    ControlCharacters,
    /// Bytes that the encoding does not have were replaced.
    Encoding,
    /// A name was cut or changed.
    NameCut,
    /// A title was cut.
    TitleCut,
    /// A time was missing, invalid or in the future.
    Time,
    /// An address was not valid.
    Email,
    /// The comment it answers is not in the file.
    ParentMissing,
    /// A shortcode or embed was left in the text as words or a link.
    Embed,
    /// A picture stays a link.
    Picture,
    /// A person was blocked there; nobody is banned here.
    Blocked,
    /// A private, pending or protected article became a draft.
    Draft,
    /// Addresses of several sites.
    Hosts,
    /// The file holds no comments.
    NoComments,
    /// The file is of a version that is not known.
    Version,
    /// A slug was taken, so another was made.
    Slug,
    /// A thread was matched by the last part of its address.
    MatchedBySlug,
    /// A page with comments became an article.
    PageToArticle,
    /// A tag was left out.
    Tag,
    /// The address of a thread has no article on this board.
    NoArticle,
}

impl About {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::ControlCharacters,
        Self::Encoding,
        Self::NameCut,
        Self::TitleCut,
        Self::Time,
        Self::Email,
        Self::ParentMissing,
        Self::Embed,
        Self::Picture,
        Self::Blocked,
        Self::Draft,
        Self::Hosts,
        Self::NoComments,
        Self::Version,
        Self::Slug,
        Self::MatchedBySlug,
        Self::PageToArticle,
        Self::Tag,
        Self::NoArticle,
    ];

    /// Returns the one with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Returns the message key of the heading of its list in a report.
    pub fn label(self) -> &'static str {
        match self {
            Self::ControlCharacters => "import-note-control-characters",
            Self::Encoding => "import-note-encoding",
            Self::NameCut => "import-note-name-cut",
            Self::TitleCut => "import-note-title-cut",
            Self::Time => "import-note-time",
            Self::Email => "import-note-email",
            Self::ParentMissing => "import-note-parent-missing",
            Self::Embed => "import-note-embed",
            Self::Picture => "import-note-picture",
            Self::Blocked => "import-note-blocked",
            Self::Draft => "import-note-draft",
            Self::Hosts => "import-note-hosts",
            Self::NoComments => "import-note-no-comments",
            Self::Version => "import-note-version",
            Self::Slug => "import-note-slug",
            Self::MatchedBySlug => "import-note-matched-by-slug",
            Self::PageToArticle => "import-note-page-to-article",
            Self::Tag => "import-note-tag",
            Self::NoArticle => "import-note-no-article",
        }
    }

    /// Returns the stable code of the kind of notice, as a report names it.
    pub fn code(self) -> &'static str {
        match self {
            Self::ControlCharacters => "control-characters",
            Self::Encoding => "encoding",
            Self::NameCut => "name-cut",
            Self::TitleCut => "title-cut",
            Self::Time => "time",
            Self::Email => "email",
            Self::ParentMissing => "parent-missing",
            Self::Embed => "embed",
            Self::Picture => "picture",
            Self::Blocked => "blocked",
            Self::Draft => "draft",
            Self::Hosts => "hosts",
            Self::NoComments => "no-comments",
            Self::Version => "version",
            Self::Slug => "slug",
            Self::MatchedBySlug => "matched-by-slug",
            Self::PageToArticle => "page-to-article",
            Self::Tag => "tag",
            Self::NoArticle => "no-article",
        }
    }
}
