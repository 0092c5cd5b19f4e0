//! The picture beside a member's name: its sizes and addresses.

/// The sides it is kept in, in pixels: beside a comment it stands half as large, so the smaller is fine on most screens.
pub const SIDES: [u32; 2] = [96, 192];

/// The picture of a member, known by what its addresses change with. Nothing in those tells whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avatar(String);

impl Avatar {
    /// As the database has it.
    pub fn stored(hash: String) -> Self {
        Self(hash)
    }

    /// What its addresses change with.
    pub fn hash(&self) -> &str {
        &self.0
    }

    /// The address of the smaller one.
    pub fn small(&self) -> String {
        self.address(SIDES[0])
    }

    /// The address of the larger one, for fine screens.
    pub fn large(&self) -> String {
        self.address(SIDES[1])
    }

    fn address(&self, side: u32) -> String {
        format!("/avatars/{side}.{}.webp", self.0)
    }
}
