//! Reasons for holding and for removing comments.
//!
//! The codes are stored and must never change.

use crate::locale::Lang;

/// Reason for which a comment is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The author could not read or hear the captcha.
    Unreadable,
    /// The author has yet to confirm it on the page linked in an e-mail.
    Email,
    /// It is the author's first, and the board approves those.
    Approval,
    /// A filter rule of the board matched.
    Rule,
}

impl Hold {
    /// All reasons.
    pub const ALL: [Self; 4] = [Self::Unreadable, Self::Email, Self::Approval, Self::Rule];

    /// Returns the stable code of the reason, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Email => "email",
            Self::Approval => "approval",
            Self::Rule => "rule",
        }
    }

    /// Returns the reason with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hold| hold.code() == code)
    }
}

/// Automatic brake that held a comment without a moderator's filter rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brake {
    /// Nearly the same as another comment of that day.
    Similar,
    /// The author is unknown and far more comments come in than usual.
    Flood,
    /// The browser or network failed many captchas.
    ///
    /// It requested many without answering them, or answered many of them wrong.
    Guesses,
    /// The rate limit for comments of unknown guests that are published at once is used up.
    Rate,
    /// The score reaches the one from which the board holds comments of guests.
    Score,
}

impl Brake {
    /// All brakes.
    pub const ALL: [Self; 5] = [Self::Similar, Self::Flood, Self::Guesses, Self::Rate, Self::Score];

    /// Returns the stable code of the brake, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Similar => "similar",
            Self::Flood => "flood",
            Self::Guesses => "guesses",
            Self::Rate => "rate",
            Self::Score => "score",
        }
    }

    /// Returns whether the author can release the comment through a link in an e-mail.
    ///
    /// True for brakes that are not about the content.
    pub fn ends_by_mail(self) -> bool {
        matches!(self, Self::Flood | Self::Guesses | Self::Rate)
    }

    /// Returns the brake with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|brake| brake.code() == code)
    }
}

/// Reason for which a comment was removed; the texts are in the language files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It insults somebody.
    Insult,
    /// It advertises its author.
    SelfPromotion,
    /// It is posted in bulk.
    Spam,
    /// It breaks the law.
    Illegal,
    /// It exposes somebody's private data.
    Privacy,
    /// It is off topic.
    OffTopic,
    /// It was posted before.
    Duplicate,
    /// It was removed in the system the board was imported from.
    ///
    /// Moderators cannot choose it, no figure counts it, and nobody appeals it.
    BeforeImport,
}

impl Reason {
    /// Reasons that moderators choose from, the common ones first.
    pub const ALL: [Self; 7] = [
        Self::Insult,
        Self::SelfPromotion,
        Self::Spam,
        Self::Illegal,
        Self::Privacy,
        Self::OffTopic,
        Self::Duplicate,
    ];

    /// Returns the stable code of the reason, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Insult => "insult",
            Self::SelfPromotion => "self-promotion",
            Self::Spam => "spam",
            Self::Illegal => "illegal",
            Self::Privacy => "privacy",
            Self::OffTopic => "off-topic",
            Self::Duplicate => "duplicate",
            Self::BeforeImport => "before-import",
        }
    }

    /// Returns the reason with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut reasons = Self::ALL.into_iter().chain([Self::BeforeImport]);
        reasons.find(|reason| reason.code() == code)
    }

    /// Returns the message key of the label for lists and buttons: "Niet ter zake".
    pub fn label(self) -> &'static str {
        match self {
            Self::Insult => "reason-insult-label",
            Self::SelfPromotion => "reason-self-promotion-label",
            Self::Spam => "reason-spam-label",
            Self::Illegal => "reason-illegal-label",
            Self::Privacy => "reason-privacy-label",
            Self::OffTopic => "reason-off-topic-label",
            Self::Duplicate => "reason-duplicate-label",
            Self::BeforeImport => "reason-before-import-label",
        }
    }

    /// Returns the tombstone text that replaces a comment removed for this reason.
    pub fn tombstone(self, t: Lang) -> String {
        match self {
            Self::BeforeImport => t.say("tombstone-before-import"),
            _ => t.with("tombstone", &[("reason", t.say(self.word()).into())]),
        }
    }

    /// Returns the message key of the phrase after "wegens": "afdwalen van het onderwerp".
    pub fn word(self) -> &'static str {
        match self {
            Self::Insult => "reason-insult",
            Self::SelfPromotion => "reason-self-promotion",
            Self::Spam => "reason-spam",
            Self::Illegal => "reason-illegal",
            Self::Privacy => "reason-privacy",
            Self::OffTopic => "reason-off-topic",
            Self::Duplicate => "reason-duplicate",
            Self::BeforeImport => "reason-before-import",
        }
    }
}
