//! Events of which users may have to be notified by e-mail.
//!
//! An action records an event in its own transaction, and the worker composes the e-mail. The
//! worker also decides about the recipients: so this never delays the action, and response times do
//! not reveal whether an address has an account.

mod letter;
mod mail_texts;

use serde::{Deserialize, Serialize};

pub use letter::{Letter, Part};
pub use mail_texts::{CLOSING_LINES, CLOSING_MAX, GREETING_MAX, MailTexts};

/// Event, by the row ids of its subjects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Request for an account; the worker checks whether the address has one already.
    Registered {
        /// Requested name.
        name: String,
        /// Recipient of the link.
        email: String,
        /// Hash of the password, in PHC string format; empty for a log-in at a provider.
        password: String,
        /// Issuer and subject of the person at a provider who asks for it.
        #[serde(default)]
        person: Option<(String, String)>,
    },
    /// Request for a password reset for this address, known or not.
    Forgot {
        /// Address as entered.
        email: String,
    },
    /// Change of the password of an account; its owner is notified.
    PasswordChanged {
        /// Account id.
        account: i64,
    },
    /// Change of a second factor of an account; its owner is notified.
    FactorChanged {
        /// Account id.
        account: i64,
        /// Kind of change.
        #[serde(default)]
        what: FactorChange,
    },
    /// End of sessions by the owner of an account, who is notified in case it was somebody else.
    SessionsEnded {
        /// Account id.
        account: i64,
        /// True if all sessions ended, false if one did.
        all: bool,
    },
    /// Request for another e-mail address; the old one is notified, the new one confirms.
    EmailChange {
        /// Account id.
        account: i64,
        /// New address.
        email: String,
    },
    /// Change of the e-mail address of an account; the old one is notified.
    EmailChanged {
        /// Account id.
        account: i64,
        /// Old address.
        old: String,
    },
    /// Invitation to the staff, which the person gets.
    Invited {
        /// Invitation id.
        invitation: i64,
    },
    /// Request to confirm an address under which somebody commented as a guest.
    Proof {
        /// Address as entered.
        email: String,
    },
    /// Flood: far more comments come in than usual, and guests' comments with links are held.
    Flooded,
    /// Comment of a guest that waits for confirmation by e-mail.
    AwaitsEmail {
        /// Comment id.
        comment: i64,
    },
    /// Guest address that should be confirmed.
    ///
    /// The guest wants notifications of replies, or a moderator approves comments from confirmed
    /// addresses only.
    AddressUnproved {
        /// Comment id for which the address was entered.
        comment: i64,
    },
    /// Request to follow an article from an address that is not confirmed yet.
    FollowAsked {
        /// Article id.
        article: i64,
        /// Address as entered.
        email: String,
    },
    /// New comments on a followed article.
    Followed {
        /// Article id.
        article: i64,
        /// Key of the follower's address.
        email: String,
        /// Start of the period in which they became visible, exclusive, in microseconds since 1970.
        after: i64,
        /// End of the period in which they became visible, inclusive, in microseconds since 1970.
        until: i64,
    },
    /// Publication of a comment; the authors that it replies to or mentions may be notified.
    Shown {
        /// Comment id.
        comment: i64,
    },
    /// Comment that waits for a moderator, because it is held or was reported.
    Waits {
        /// Comment id.
        comment: i64,
    },
    /// Report of a comment; the reporter gets a receipt if an address is known.
    Reported {
        /// Report id.
        report: i64,
    },
    /// Decisions of a moderator; the author and the reporters are notified.
    Decided {
        /// Decision ids, all about comments of one author.
        decisions: Vec<i64>,
    },
    /// Comment from a banned address; its owner is told the reason and how to appeal.
    Banned {
        /// Ban id.
        ban: i64,
        /// Address.
        email: String,
    },
    /// New appeal.
    Appealed {
        /// Appeal id.
        appeal: i64,
    },
    /// Decision about an appeal.
    AppealAnswered {
        /// Appeal id.
        appeal: i64,
    },
    /// Digest of pending work that is due for a moderator.
    Digest {
        /// Account id.
        account: i64,
    },
}

/// Kind of change of what gives access to an account beside its password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactorChange {
    /// Unknown: the event was recorded by an earlier version.
    #[default]
    Unknown,
    /// Authenticator app added.
    AppAdded,
    /// Authenticator app removed.
    AppRemoved,
    /// Passkey added.
    PasskeyAdded {
        /// Name given by its owner.
        name: String,
    },
    /// Passkey removed.
    PasskeyRemoved {
        /// Name given by its owner.
        name: String,
    },
    /// Log-in at a provider joined to the account.
    LoginAdded {
        /// Name of the provider.
        name: String,
    },
    /// Log-in at a provider removed from the account.
    LoginRemoved {
        /// Name of the provider.
        name: String,
    },
    /// Recovery codes replaced.
    NewCodes,
    /// All factors removed by the operator.
    AllRemoved,
    /// Token of the API made.
    TokenMade {
        /// Name given by its owner.
        name: String,
    },
}

impl Event {
    /// Returns the stable code of the kind, for administrators who inspect the queue.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "registered",
            Self::Forgot { .. } => "forgot",
            Self::PasswordChanged { .. } => "password_changed",
            Self::FactorChanged { .. } => "factor_changed",
            Self::SessionsEnded { .. } => "sessions_ended",
            Self::EmailChange { .. } => "email_change",
            Self::EmailChanged { .. } => "email_changed",
            Self::Invited { .. } => "invited",
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

/// Kind of e-mail that can be unsubscribed from with one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Replies to one's comments.
    Answers,
    /// Comments that mention one.
    Mentions,
    /// Pending work for moderators.
    Digest,
    /// New comments on the article with this id.
    Follow(i64),
}

impl List {
    /// Returns the code at the end of the unsubscribe URL.
    pub fn code(self) -> String {
        match self {
            Self::Answers => "a".to_owned(),
            Self::Mentions => "m".to_owned(),
            Self::Digest => "d".to_owned(),
            Self::Follow(article) => format!("f{article}"),
        }
    }

    /// Returns the list with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "a" => Some(Self::Answers),
            "m" => Some(Self::Mentions),
            "d" => Some(Self::Digest),
            _ => {
                let article = code.strip_prefix('f')?.parse().ok()?;
                // Accept only the canonical code, such as no leading zeros.
                Some(Self::Follow(article)).filter(|list| list.code() == code)
            }
        }
    }
}

/// E-mail to one person.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Address of the recipient.
    pub to: String,
    /// Content.
    pub letter: Letter,
    /// Thread that mail programs group it in: the name of its first message, without the host.
    pub thread: Option<String>,
    /// URL to unsubscribe; `None` for required notices.
    pub unsubscribe: Option<String>,
}

impl Mail {
    /// Returns an e-mail that cannot be unsubscribed from.
    ///
    /// It answers an action of the recipient or announces a decision about them.
    pub fn new(to: impl Into<String>, letter: Letter) -> Self {
        Self { to: to.into(), letter, thread: None, unsubscribe: None }
    }
}
