//! Display names: validity, confusable names and imitation of the staff.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

use crate::text::characters::{few_marks, is_invisible, only_joins};

/// Greatest length of a name in characters: more does not fit beside a comment on a phone.
pub const NAME_MAX: usize = 80;

/// Valid display name: 1 to 80 characters on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Trims and checks a name; the error is a message key.
    ///
    /// Each run of white space becomes one space.
    pub fn new(typed: &str) -> Result<Self, &'static str> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let visible = name.chars().any(|c| c.is_alphanumeric() && !is_invisible(c));
        let hides = name.chars().any(|c| c.is_control() || c == '\u{2800}') || !only_joins(&name);
        match name.chars().count() {
            0 => Err("name-missing"),
            _ if !visible => Err("name-unreadable"),
            n if n > NAME_MAX => Err("name-too-long"),
            // A pile of combining marks would overlap the text around it.
            _ if hides || few_marks(&name).len() < name.len() => Err("name-unreadable"),
            _ => Ok(Self(name)),
        }
    }

    /// Wraps a name read from the database without checking it.
    pub fn stored(name: String) -> Self {
        Self(name)
    }

    /// Returns the name for display.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether readers could take the name for one of the staff.
    ///
    /// True if it equals the name of the board or a staff title, or begins or ends with a staff
    /// title, whatever punctuation surrounds it.
    pub fn imitates_staff(&self, board: &str) -> bool {
        const STAFF: [&str; 14] = [
            "admin",
            "administrator",
            "beheer",
            "beheerder",
            "de redactie",
            "editor",
            "moderatie",
            "moderator",
            "moderators",
            "redactie",
            "staff",
            "system",
            "systeem",
            "webmaster",
        ];
        let key = |words: &str| Self(words.to_owned()).bare().key();
        let own = self.bare().key();
        let mut offices = STAFF.iter().map(|office| key(office));
        own == key(board)
            || offices.any(|office| {
                let is_apart = |rest: &str| rest.is_empty() || rest.starts_with(' ');
                own.strip_prefix(&office).is_some_and(is_apart)
                    || own.strip_suffix(&office).is_some_and(|rest| rest.ends_with(' '))
            })
    }

    /// Returns the words of the name without punctuation and invisible characters.
    pub fn bare(&self) -> Self {
        let seen: String = self.0.chars().filter(|c| !is_invisible(*c)).collect();
        let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        let words = seen.split(|c| !is_part(c)).filter(|word| !word.is_empty());
        Self(words.collect::<Vec<_>>().join(" "))
    }

    /// Returns a key that is equal for names that readers could confuse.
    ///
    /// Case, width, the encoding of accents, look-alike letters and invisible characters do not
    /// count (skeletons of Unicode Technical Standard 39).
    pub fn key(&self) -> String {
        let seen = self.0.chars().filter(|c| !is_invisible(*c));
        let folded: String = seen.nfkc().collect::<String>().to_lowercase();
        skeleton(&folded).collect::<String>().to_lowercase()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(Name::new("  Mirjam   Kuiper ").unwrap().as_str(), "Mirjam Kuiper");
        assert_eq!(Name::new(" \u{a0}"), Err("name-missing"));
        assert_eq!(Name::new("…"), Err("name-unreadable"));
        assert_eq!(Name::new("Jan\u{202E}naJ"), Err("name-unreadable"));
        assert_eq!(Name::new("Sanne\u{115F}Verhoef"), Err("name-unreadable"));
        assert_eq!(Name::new("\u{3164}"), Err("name-unreadable"));
        assert_eq!(Name::new(&"é".repeat(80)).unwrap().as_str().chars().count(), 80);
        assert_eq!(Name::new(&"é".repeat(81)), Err("name-too-long"));
        assert!(Name::new("Łukasz 王").is_ok());
        for name in ["می\u{200c}خواهم", "An 👩\u{200d}👧", "An ❤\u{fe0f}", "Vie\u{302}\u{323}t"]
        {
            assert_eq!(Name::new(name).unwrap().as_str(), name);
        }
        for name in ["San\u{200d}ne", "San\u{ad}ne", "San\u{61c}ne", "S\u{fff9}an", "An\u{2800}"] {
            assert_eq!(Name::new(name), Err("name-unreadable"));
        }
        let pile = format!("Za{}lgo", "\u{301}".repeat(10));
        assert_eq!(Name::new(&pile), Err("name-unreadable"));
    }

    #[test]
    fn names_that_look_alike_share_a_key() {
        let key = |name: &str| Name::new(name).unwrap().key();
        assert_eq!(key("Sanne Verhoef"), key("SANNE  verhoef"));
        assert_eq!(key("Sanne Verhoef"), key("Sаnne Vеrhoef")); // Cyrillic а and е
        assert_eq!(key("Joost"), key("J0ost"));
        assert_ne!(key("Joost"), key("Joost B."));
        assert_eq!(key("می\u{200c}خواهم"), key("میخواهم"));
        assert_eq!(key("An ❤\u{fe0f}"), key("An ❤"));
        assert_eq!(Name::stored("Jo\u{200b}ost\u{61c}".into()).key(), key("Joost"));
    }

    #[test]
    fn nobody_is_called_as_the_staff_is() {
        let imitates = |name: &str| Name::new(name).unwrap().imitates_staff("Weerwoord");
        // The second name has a Cyrillic е.
        assert!(imitates("Moderator") && imitates("Rеdactie") && imitates("weerwoord"));
        for name in
            ["Redactie.", "[Redactie]", "✓ de redactie", "Ada Beheer ✓", "Joost (moderator)"]
        {
            assert!(imitates(name), "{name}");
        }
        for name in ["*Weerwoord*", "Redactie Weerwoord"] {
            assert!(imitates(name), "{name}");
        }
        for name in ["Ada Moderata", "Jansen Beheer BV", "Fan van Weerwoord", "Beheerderson"] {
            assert!(!imitates(name), "{name}");
        }
    }
}
