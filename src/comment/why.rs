//! Why a comment is not shown: what it waits for, or why it was taken away. The codes are for ever.

use crate::locale::Lang;

/// Why a comment is not shown yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Its writer could not read or hear the code.
    Unreadable,
    /// Its writer has a button to press on the page they were mailed.
    Email,
    /// It is the first by this writer, and the board looks at those.
    Approval,
    /// A rule of the board found something in it.
    Rule,
}

impl Hold {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Unreadable, Self::Email, Self::Approval, Self::Rule];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Email => "email",
            Self::Approval => "approval",
            Self::Rule => "rule",
        }
    }

    /// The hold with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hold| hold.code() == code)
    }
}

/// What held a comment that no filter of the moderators did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brake {
    /// It says much the same as another comment of that day.
    Similar,
    /// Its writer is unknown, and far more comments come in than usual.
    Flood,
    /// Its browser or network asked for many codes without answering them, or answered many wrong.
    Guesses,
    /// As many of unknown guests were shown of late as are shown at once.
    Rate,
}

impl Brake {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Similar, Self::Flood, Self::Guesses, Self::Rate];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Similar => "similar",
            Self::Flood => "flood",
            Self::Guesses => "guesses",
            Self::Rate => "rate",
        }
    }

    /// Returns true if the writer may end it by following the link in a mail: nothing is wrong with what they say.
    pub fn ends_by_mail(self) -> bool {
        matches!(self, Self::Flood | Self::Guesses | Self::Rate)
    }

    /// The brake with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|brake| brake.code() == code)
    }
}

/// Why a comment was taken away. The codes are for ever; the words are in the language files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It insults somebody.
    Insult,
    /// It advertises its author.
    SelfPromotion,
    /// It is sent everywhere.
    Spam,
    /// It breaks the law.
    Illegal,
    /// It exposes somebody's private data.
    Privacy,
    /// It is about something else.
    OffTopic,
    /// It was posted before.
    Duplicate,
}

impl Reason {
    /// All of them, the common ones first.
    pub const ALL: [Self; 7] = [
        Self::Insult,
        Self::SelfPromotion,
        Self::Spam,
        Self::Illegal,
        Self::Privacy,
        Self::OffTopic,
        Self::Duplicate,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Insult => "insult",
            Self::SelfPromotion => "self-promotion",
            Self::Spam => "spam",
            Self::Illegal => "illegal",
            Self::Privacy => "privacy",
            Self::OffTopic => "off-topic",
            Self::Duplicate => "duplicate",
        }
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// The key of its name where it stands alone, in a list or on a button: "Niet ter zake".
    pub fn label(self) -> &'static str {
        match self {
            Self::Insult => "reason-insult-label",
            Self::SelfPromotion => "reason-self-promotion-label",
            Self::Spam => "reason-spam-label",
            Self::Illegal => "reason-illegal-label",
            Self::Privacy => "reason-privacy-label",
            Self::OffTopic => "reason-off-topic-label",
            Self::Duplicate => "reason-duplicate-label",
        }
    }

    /// What stands in the place of a comment that was removed for it.
    pub fn tombstone(self, t: Lang) -> String {
        t.with("tombstone", &[("reason", t.say(self.word()).into())])
    }

    /// The key of what follows "wegens": "afdwalen van het onderwerp".
    pub fn word(self) -> &'static str {
        match self {
            Self::Insult => "reason-insult",
            Self::SelfPromotion => "reason-self-promotion",
            Self::Spam => "reason-spam",
            Self::Illegal => "reason-illegal",
            Self::Privacy => "reason-privacy",
            Self::OffTopic => "reason-off-topic",
            Self::Duplicate => "reason-duplicate",
        }
    }
}
