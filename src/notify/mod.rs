//! What happens that somebody may have to be told of. A deed leaves an event in its own transaction; the worker makes mail of it.
//! Who is told what is decided when the mail is made: nothing of it delays the deed or tells by its timing whom the board knows.

mod letter;

use serde::{Deserialize, Serialize};

pub use letter::{Letter, Part};

/// Something that happened, by the numbers of what it happened to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Somebody asked for an account; whether the address has one already is found out by the worker.
    Registered {
        /// The name they want.
        name: String,
        /// Where the link goes.
        email: String,
        /// The hash of their password, in PHC string format.
        password: String,
    },
    /// Somebody asked for a new password for this address, known or not.
    Forgot {
        /// The address they typed.
        email: String,
    },
    /// An account got another password: its owner is told.
    PasswordChanged {
        /// The account.
        account: i64,
    },
    /// A second factor of an account came or went: its owner is told.
    FactorChanged {
        /// The account.
        account: i64,
        /// What changed.
        #[serde(default)]
        what: FactorChange,
    },
    /// The owner of an account ended sessions of it: they are told, so that they hear of it when it was somebody else.
    SessionsEnded {
        /// The account.
        account: i64,
        /// Whether every session ended, not one.
        all: bool,
    },
    /// A member wants another address: the old one is told, the new one confirms.
    EmailChange {
        /// Their account.
        account: i64,
        /// The new address.
        email: String,
    },
    /// An account got another address: the one it had is told.
    EmailChanged {
        /// The account.
        account: i64,
        /// The address it had.
        old: String,
    },
    /// Somebody wants to prove an address they commented under as a guest.
    Proof {
        /// The address they typed.
        email: String,
    },
    /// Far more comes in than usual, and guests' comments with links wait for moderators.
    Flooded,
    /// A guest's comment waits for the button on the mailed page.
    AwaitsEmail {
        /// The comment.
        comment: i64,
    },
    /// A guest's address is worth confirming: they want to hear of answers, or a moderator lets only confirmed ones through.
    AddressUnproved {
        /// The comment they gave it with.
        comment: i64,
    },
    /// Somebody wants to follow an article and has yet to prove the address.
    FollowAsked {
        /// The article.
        article: i64,
        /// The address they typed.
        email: String,
    },
    /// There are new comments on an article that somebody follows.
    Followed {
        /// The article.
        article: i64,
        /// Key of the follower's address.
        email: String,
        /// The moment after which readers first saw them, in microseconds.
        after: i64,
        /// The last moment at which they did, in microseconds.
        until: i64,
    },
    /// A comment became visible: whoever it answers or names may want to know.
    Shown {
        /// The comment.
        comment: i64,
    },
    /// A comment waits for a moderator: it is held or was reported.
    Waits {
        /// The comment.
        comment: i64,
    },
    /// Somebody reported a comment: a receipt, when they left an address.
    Reported {
        /// The report.
        report: i64,
    },
    /// A moderator decided: the author is told, and who reported it.
    Decided {
        /// The decisions, all about comments of one author.
        decisions: Vec<i64>,
    },
    /// Somebody wrote under an address that is banned: its owner is told why, and how to object.
    Banned {
        /// The ban.
        ban: i64,
        /// The address.
        email: String,
    },
    /// An appeal came in.
    Appealed {
        /// The appeal.
        appeal: i64,
    },
    /// An appeal was answered.
    AppealAnswered {
        /// The appeal.
        appeal: i64,
    },
    /// It is time to tell a moderator what waits.
    Digest {
        /// Their account.
        account: i64,
    },
}

/// What changed among the second factors of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactorChange {
    /// Not said: the event was left by an earlier version.
    #[default]
    Unknown,
    /// An app was set up.
    AppAdded,
    /// The app was taken away.
    AppRemoved,
    /// A passkey came.
    PasskeyAdded {
        /// What its owner calls it.
        name: String,
    },
    /// A passkey was taken away.
    PasskeyRemoved {
        /// What its owner called it.
        name: String,
    },
    /// New recovery codes took the place of the old ones.
    NewCodes,
    /// The operator took every factor away.
    AllRemoved,
}

impl Event {
    /// The stable code of its kind, for administrators who look at what has not left.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "registered",
            Self::Forgot { .. } => "forgot",
            Self::PasswordChanged { .. } => "password_changed",
            Self::FactorChanged { .. } => "factor_changed",
            Self::SessionsEnded { .. } => "sessions_ended",
            Self::EmailChange { .. } => "email_change",
            Self::EmailChanged { .. } => "email_changed",
            Self::Banned { .. } => "banned",
            Self::Proof { .. } => "proof",
            Self::Flooded => "flooded",
            Self::AwaitsEmail { .. } => "awaits_email",
            Self::AddressUnproved { .. } => "address_unproved",
            Self::FollowAsked { .. } => "follow_asked",
            Self::Followed { .. } => "followed",
            Self::Shown { .. } => "shown",
            Self::Waits { .. } => "waits",
            Self::Reported { .. } => "reported",
            Self::Decided { .. } => "decided",
            Self::Appealed { .. } => "appealed",
            Self::AppealAnswered { .. } => "appeal_answered",
            Self::Digest { .. } => "digest",
        }
    }
}

/// A kind of mail that can be stopped with one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Answers to one's comments.
    Answers,
    /// Comments that name one.
    Mentions,
    /// What waits for moderators.
    Digest,
    /// New comments on one article.
    Follow(i64),
}

impl List {
    /// How the link that stops it ends.
    pub fn code(self) -> String {
        match self {
            Self::Answers => "a".to_owned(),
            Self::Mentions => "m".to_owned(),
            Self::Digest => "d".to_owned(),
            Self::Follow(article) => format!("f{article}"),
        }
    }

    /// The list with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "a" => Some(Self::Answers),
            "m" => Some(Self::Mentions),
            "d" => Some(Self::Digest),
            _ => {
                let article = code.strip_prefix('f')?.parse().ok()?;
                // One list has one link.
                Some(Self::Follow(article)).filter(|list| list.code() == code)
            }
        }
    }
}

/// A letter on its way to one person.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Where it goes.
    pub to: String,
    /// What it says.
    pub letter: Letter,
    /// The discussion it belongs to, as mail programs group them: the name of its first message, without the host.
    pub thread: Option<String>,
    /// Where one click stops mail of this kind; `None` for what people must be told.
    pub unsubscribe: Option<String>,
}

impl Mail {
    /// A letter that nobody can unsubscribe from: it answers something they did, or tells what was decided about them.
    pub fn new(to: impl Into<String>, letter: Letter) -> Self {
        Self { to: to.into(), letter, thread: None, unsubscribe: None }
    }
}
