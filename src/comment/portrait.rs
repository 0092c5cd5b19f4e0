//! What stands beside a name: the picture somebody chose, or letters in a tone of their own.

use sha2::{Digest, Sha256};

use crate::picture::Avatar;

/// The picture, or the letters in its place.
#[derive(Clone, Debug)]
pub struct Portrait {
    /// The picture a member chose.
    pub avatar: Option<Avatar>,
    /// One or two letters.
    pub initials: String,
    /// Which of the eight tones of the sheet they stand in; the same for the same name everywhere.
    pub tone: Option<u8>,
}

impl Portrait {
    /// Of somebody by this name; a former commenter has none.
    pub fn of(name: Option<&str>, avatar: Option<Avatar>) -> Self {
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
