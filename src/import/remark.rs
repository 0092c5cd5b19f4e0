//! Parts of a report that readers write: records that do not come along, and notices.

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
    /// Page of a site without comments.
    OnSite,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 14] = [
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
        Self::OnSite,
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
            Self::OnSite => "import-left-on-site",
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
            Self::OnSite => "on-site",
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
    /// A thread became a page of a site.
    SitePage,
}

impl About {
    /// All of them.
    pub const ALL: [Self; 20] = [
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
        Self::SitePage,
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
            Self::SitePage => "import-note-site-page",
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
            Self::SitePage => "site-page",
        }
    }
}
