//! Webhooks: requests by which the board tells other programs what happened.
//!
//! They follow Standard Webhooks (<https://www.standardwebhooks.com>); some chat services get the
//! same in a form of their own. Sending is left to `jobs`.

pub mod payload;
pub mod schedule;
mod secret;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::locale::Message;
pub use secret::Secret;

/// Greatest number of webhooks: each event is a row for each of them.
pub const WEBHOOKS_MAX: i64 = 20;
/// Longest description, in characters.
pub const DESCRIPTION_MAX: usize = 80;
/// Longest URL, in bytes.
pub const URL_MAX: usize = 2000;
/// Greatest number of deliveries that wait for one webhook: with more it is turned off.
pub const WAITING_MAX: i64 = 100_000;

/// Kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A comment became visible for the first time.
    CommentShown,
    /// A comment was held back for a moderator.
    CommentHeld,
    /// A moderator removed a comment.
    CommentRemoved,
    /// A comment that was removed is visible again.
    CommentRestored,
    /// A reader reported a comment.
    CommentReported,
    /// An article became visible.
    ArticlePublished,
    /// An administrator asked for a test.
    Test,
}

/// Form of the requests of a webhook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// JSON by Standard Webhooks, signed.
    #[default]
    Standard,
    /// Incoming webhook of Slack, which Mattermost, Rocket.Chat and others understand too.
    Slack,
    /// Generic webhook of a Matrix bridge (matrix-hookshot).
    Matrix,
    /// Method `sendMessage` of a Telegram bot.
    Telegram,
    /// Topic of ntfy.
    Ntfy,
}

/// Reason for which a webhook is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffReason {
    /// An administrator turned it off.
    Admin,
    /// The receiver said that it is gone, with status 410.
    Gone,
    /// No delivery succeeded for days.
    Failing,
    /// Too many deliveries waited.
    Full,
}

/// Address of a receiver, with the secrets that requests to it are signed with.
///
/// The address is a secret itself where it holds a token, as those of chat services do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Address.
    pub url: Address,
    /// Secret.
    pub secret: Secret,
    /// Secret before it, which is valid for a while after a renewal.
    pub old_secret: Option<Secret>,
}

/// Valid address of a receiver; its `Debug` form shows the host only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(String);

impl EventKind {
    /// Kinds that a webhook can choose from.
    pub const CHOICES: [Self; 6] = [
        Self::CommentShown,
        Self::CommentHeld,
        Self::CommentRemoved,
        Self::CommentRestored,
        Self::CommentReported,
        Self::ArticlePublished,
    ];

    /// Returns the stable code: the type of the event in requests.
    pub fn code(self) -> &'static str {
        match self {
            Self::CommentShown => "comment.shown",
            Self::CommentHeld => "comment.held",
            Self::CommentRemoved => "comment.removed",
            Self::CommentRestored => "comment.restored",
            Self::CommentReported => "comment.reported",
            Self::ArticlePublished => "article.published",
            Self::Test => "test",
        }
    }

    /// Returns the kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [&Self::CHOICES[..], &[Self::Test]].concat().into_iter().find(|kind| kind.code() == code)
    }

    /// Returns the key of the label.
    pub fn label(self) -> &'static str {
        match self {
            Self::CommentShown => "webhook-comment-shown",
            Self::CommentHeld => "webhook-comment-held",
            Self::CommentRemoved => "webhook-comment-removed",
            Self::CommentRestored => "webhook-comment-restored",
            Self::CommentReported => "webhook-comment-reported",
            Self::ArticlePublished => "webhook-article-published",
            Self::Test => "webhook-test-event",
        }
    }

    /// Returns the state of the comment right after the event, in the code of the export.
    pub fn comment_state(self) -> Option<&'static str> {
        match self {
            Self::CommentShown | Self::CommentRestored | Self::CommentReported => Some("visible"),
            Self::CommentHeld => Some("held"),
            Self::CommentRemoved => Some("removed"),
            Self::ArticlePublished | Self::Test => None,
        }
    }
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] =
        [Self::Standard, Self::Slack, Self::Matrix, Self::Telegram, Self::Ntfy];

    /// Returns the stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Slack => "slack",
            Self::Matrix => "matrix",
            Self::Telegram => "telegram",
            Self::Ntfy => "ntfy",
        }
    }

    /// Returns the format with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// Returns the key of the label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Standard => "webhook-standard",
            Self::Slack => "webhook-slack",
            Self::Matrix => "webhook-matrix",
            Self::Telegram => "webhook-telegram",
            Self::Ntfy => "webhook-ntfy",
        }
    }
}

impl OffReason {
    const ALL: [Self; 4] = [Self::Admin, Self::Gone, Self::Failing, Self::Full];

    /// Returns the stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Gone => "gone",
            Self::Failing => "failing",
            Self::Full => "full",
        }
    }

    /// Returns the reason with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

impl Address {
    /// Parses an address as it was typed, for a webhook of this format.
    ///
    /// Its host may still be one that the board does not call.
    pub fn new(text: &str, format: Format) -> Result<Self, Message> {
        let text = text.trim();
        if text.is_empty() {
            return Err("webhook-url-missing".into());
        }
        let url = Url::parse(text).map_err(|_| Message::from("webhook-url-unknown"))?;
        let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        if !is_web || url.as_str().len() > URL_MAX {
            return Err("webhook-url-unknown".into());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("webhook-url-password".into());
        }
        let mut url = url;
        url.set_fragment(None);
        if format == Format::Telegram && payload::chat_id(&url).is_none() {
            return Err("webhook-url-chat".into());
        }
        Ok(Self(url.into()))
    }

    /// Returns the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the host, with the port if it has one, for display.
    pub fn host(&self) -> String {
        let url = Url::parse(&self.0).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        match url.as_ref().and_then(Url::port) {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Address({}…)", self.host())
    }
}

/// Returns the stable id of a delivery, by which a receiver recognises a repeat.
///
/// It is made of the time too, so that a board that was restored from a backup, and counts on from
/// an older number, uses none again.
pub fn message_id(made_at: jiff::Timestamp, delivery: i64) -> String {
    format!("msg_{:x}_{delivery}", made_at.as_microsecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_web_address_without_a_password() {
        let parse = |text: &str, format| Address::new(text, format).map_err(|why| why.key);
        let address = parse(" https://Hooks.example:8443/a?b=c#d ", Format::Standard).unwrap();
        assert_eq!(address.as_str(), "https://hooks.example:8443/a?b=c");
        assert_eq!(format!("{address:?}"), "Address(hooks.example:8443…)");
        for (text, key) in [
            ("", "webhook-url-missing"),
            ("hooks.example", "webhook-url-unknown"),
            ("ftp://hooks.example", "webhook-url-unknown"),
            ("https://", "webhook-url-unknown"),
            ("https://a:b@hooks.example", "webhook-url-password"),
        ] {
            assert_eq!(parse(text, Format::Standard), Err(key), "{text}");
        }
        let bot = "https://api.telegram.org/bot1:x/sendMessage";
        assert_eq!(parse(bot, Format::Telegram), Err("webhook-url-chat"));
        assert!(parse(&format!("{bot}?chat_id=-100"), Format::Telegram).is_ok());
    }

    #[test]
    fn codes_lead_back_to_what_they_stand_for() {
        for kind in EventKind::CHOICES {
            assert_eq!(EventKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(EventKind::from_code("test"), Some(EventKind::Test));
        assert!(Format::ALL.iter().all(|format| Format::from_code(format.code()) == Some(*format)));
        for reason in OffReason::ALL {
            assert_eq!(OffReason::from_code(reason.code()), Some(reason));
        }
    }
}
