//! Avatars of members: sizes and URLs.

/// Side lengths of the stored files, in pixels.
///
/// An avatar is shown at half that size, so the smaller one is sharp on most screens.
pub const SIDES: [u32; 2] = [96, 192];

/// Picture of a member, as the hash in its URLs, which does not reveal the member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvatarImage(String);

impl AvatarImage {
    /// Wraps a hash from the database.
    pub fn stored(hash: String) -> Self {
        Self(hash)
    }

    /// Returns the hash in its URLs.
    pub fn hash(&self) -> &str {
        &self.0
    }

    /// Returns the URL path of the smaller file.
    pub fn small(&self) -> String {
        self.address(SIDES[0])
    }

    /// Returns the URL path of the larger file, for high-resolution screens.
    pub fn large(&self) -> String {
        self.address(SIDES[1])
    }

    fn address(&self, side: u32) -> String {
        format!("/avatars/{side}.{}.webp", self.0)
    }
}
