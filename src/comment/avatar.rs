//! Avatar beside a name: an uploaded picture, or coloured initials.

use sha2::{Digest, Sha256};

use crate::picture::AvatarImage;

/// Uploaded picture or initials.
#[derive(Clone, Debug)]
pub struct Avatar {
    /// Uploaded picture of a member, if any.
    pub avatar: Option<AvatarImage>,
    /// One or two letters.
    pub initials: String,
    /// Colour of the initials, from 1 to 8, as in the style sheet.
    ///
    /// The same name always has the same colour.
    pub tone: Option<u8>,
}

impl Avatar {
    /// Returns the avatar for a name; a former commenter has none and gets a dash.
    pub fn of(name: Option<&str>, avatar: Option<AvatarImage>) -> Self {
        let tone = name.map(|name| Sha256::digest(name.to_lowercase())[0] % 8 + 1);
        Self { avatar, initials: name.map_or_else(|| "–".to_owned(), initials), tone }
    }
}

fn initials(name: &str) -> String {
    let letters: Vec<char> =
        name.split(' ').filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).collect();
    let chosen = match letters.as_slice() {
        [first, .., last] => vec![*first, *last],
        some => some.to_vec(),
    };
    chosen.iter().flat_map(|c| c.to_uppercase()).collect()
}
