//! Policy for comments of guests.

/// Condition for publishing a guest's comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guests {
    /// No condition: the comment is published at once.
    Publish,
    /// Confirmation through a link sent by e-mail; the browser is remembered.
    Confirm,
    /// Approval of the first comment by a moderator; afterwards a verified address is trusted.
    Approve,
    /// Guests cannot comment; members only.
    Closed,
}

impl Guests {
    const ALL: [(&str, Self); 4] = [
        ("publish", Self::Publish),
        ("confirm", Self::Confirm),
        ("approve", Self::Approve),
        ("closed", Self::Closed),
    ];

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(code, _)| *code == text).map(|(_, value)| value)
    }

    pub(super) fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, value)| *value == self).map_or("", |(code, _)| code)
    }
}
