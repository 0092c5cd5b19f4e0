//! What the board asks of guests.

/// What a guest's comment waits for before readers see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guests {
    /// Nothing: it is shown at once.
    Publish,
    /// The button on the mailed page; the browser is remembered.
    Confirm,
    /// A moderator who lets the first one through; afterwards a confirmed address is trusted.
    Approve,
    /// Guests do not comment: members only.
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
