//! Passwords: choosing, hashing and verifying them.
//!
//! Storing the hashes is left to `store`.

use std::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

/// Least length of a password in characters.
///
/// NIST SP 800-63B-4 asks for 8 beside a second factor; without one, 10 is the minimum here.
pub const PASSWORD_MIN: usize = 10;
/// Greatest length of a password in characters: more only makes hashing slow.
pub const PASSWORD_MAX: usize = 128;

/// Common Dutch words and passwords; `zxcvbn` itself knows the English ones.
const DUTCH: &str = include_str!("../../assets/passwords/nl.txt");

/// Password as typed; its `Debug` form hides it.
pub struct Password(String);

impl Password {
    /// Checks the length of a new password in characters, without trimming it.
    ///
    /// The error is a message key.
    pub fn new(typed: String) -> Result<Self, &'static str> {
        match typed.chars().count() {
            ..PASSWORD_MIN => Err("password-too-short"),
            n if n > PASSWORD_MAX => Err("password-too-long"),
            _ => Ok(Self(typed)),
        }
    }

    /// Checks a new password like [`Password::new`] and refuses one that is easily guessed.
    ///
    /// It must not be guessable from common words and passwords, nor from the strings `about` its
    /// owner.
    pub fn chosen(typed: String, about: &[&str]) -> Result<Self, &'static str> {
        let password = Self::new(typed)?;
        let known = known_words(about);
        let estimate = zxcvbn::zxcvbn(&looked_at(&password.0), &known);
        if estimate.score() < zxcvbn::Score::Three || is_word_with_digits(&password.0, &known) {
            Err("password-too-common")
        } else {
            Ok(password)
        }
    }

    /// Wraps a password to compare with a stored hash, without checking it.
    ///
    /// One of more than [`PASSWORD_MAX`] characters becomes empty, since it cannot match.
    pub fn attempt(typed: String) -> Self {
        Self(if typed.chars().count() > PASSWORD_MAX { String::new() } else { typed })
    }

    /// Hashes the password with argon2id and returns it in PHC string format.
    ///
    /// Takes 19 MiB of memory and some tens of milliseconds.
    pub fn hash(&self, salt: &[u8; 16]) -> anyhow::Result<String> {
        let hash: PasswordHash = hasher().hash_password_with_salt(self.0.as_bytes(), salt)?;
        Ok(hash.to_string())
    }

    /// Returns whether `hash` is a hash of this password.
    ///
    /// The cost is the same whether it matches or not. A malformed hash matches nothing.
    pub fn matches(&self, hash: &str) -> bool {
        PasswordHash::new(hash)
            .is_ok_and(|hash| hasher().verify_password(self.0.as_bytes(), &hash).is_ok())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Returns the part of a password that the strength estimate examines.
///
/// The work of the estimate grows with the square of the length and doubles with every character
/// that may stand for a letter ("pa$$w0rd"). So at most 40 characters are examined, and at most 4
/// different such characters; a password with many of those is not a common one.
fn looked_at(password: &str) -> String {
    const LOOKED_AT: usize = 40;
    const SIGNS: &str = "4@8({[<369&#!1/|0$5+7%2";
    const SIGNS_MAX: usize = 4;
    let mut signs: Vec<char> = Vec::with_capacity(SIGNS_MAX);
    let bounded = |c: char| {
        if !SIGNS.contains(c) || signs.contains(&c) {
            return c;
        }
        if signs.len() == SIGNS_MAX {
            return '·';
        }
        signs.push(c);
        c
    };
    password.chars().take(LOOKED_AT).map(bounded).collect()
}

/// Returns whether a password is a known word with a year, a number or a few signs around it.
///
/// The password rules of other sites lead to such passwords.
fn is_word_with_digits(password: &str, known: &[&str]) -> bool {
    const OTHERS_MAX: usize = 6; // a year and two signs
    let (letters, others): (Vec<char>, Vec<char>) =
        password.chars().partition(|c| c.is_alphabetic());
    let word = letters.into_iter().collect::<String>().to_lowercase();
    others.len() <= OTHERS_MAX && known.iter().any(|known| known.to_lowercase() == word)
}

/// Returns the words that an attacker tries first: those about the owner, then the Dutch list.
fn known_words<'a>(about: &[&'a str]) -> Vec<&'a str> {
    // Bound the work: no real name or address is longer than this.
    const ABOUT_MAX: usize = 400;
    const WORDS_MAX: usize = 60;
    let start = |text: &'a str| {
        let end = text.char_indices().nth(ABOUT_MAX).map_or(text.len(), |(at, _)| at);
        &text[..end]
    };
    let words = about.iter().flat_map(|text| {
        let text = start(text);
        std::iter::once(text).chain(text.split(|c: char| !c.is_alphanumeric()))
    });
    // Shorter words occur in any text by chance.
    let own = words.filter(|word| word.chars().count() > 2).take(WORDS_MAX);
    own.chain(DUTCH.lines().filter(|line| !line.starts_with('#'))).collect()
}

/// Returns the hasher: argon2id with m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet).
fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("constants within the limits of argon2");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_hashed_and_recognised() {
        assert!(Password::new("kort".into()).is_err());
        let password = Password::new(" lang genoeg ".into()).unwrap();
        let hash = password.hash(&[7; 16]).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(Password::attempt(" lang genoeg ".into()).matches(&hash));
        assert!(!Password::attempt("lang genoeg".into()).matches(&hash));
        assert!(!Password::attempt("x".repeat(129)).matches(&hash));
        assert_eq!(format!("{password:?}"), "Password(…)");
    }

    #[test]
    fn passwords_people_guess_first_are_refused() {
        let refused = |typed: &str| {
            Password::chosen(
                typed.into(),
                &["Mirjam Kuiper", "mirjam@voorbeeld.example", "Weerwoord"],
            )
            .err()
        };
        assert_eq!(refused("1234567890"), Some("password-too-common"));
        assert_eq!(refused("qwertyuiop"), Some("password-too-common"));
        assert_eq!(refused("mirjamkuiper"), Some("password-too-common"));
        for common in [
            "Welkom2026!",
            "welkom0123",
            "W@chtwoord1",
            "wachtwoord123",
            "Amsterdam2024",
            "feyenoord1908",
            "september2026",
            "ajaxamsterdam",
            "ikhouvanjou1",
            "Utrecht#1985",
            "qwertyuiop123",
            "Kuiper2026!",
            "Weerwoord2026",
            "mirjam@voorbeeld.example",
        ] {
            assert_eq!(refused(common), Some("password-too-common"), "{common}");
        }
        for fine in [
            "een lang wachtwoord",
            "kat-8431956203-7",
            "zeventien fietsen in de regen",
            "krullen trap honderdtwaalf",
            "gZ7#pQ2!vLx9",
            "abkdm-pqxyz-nkrtw-hhzcv",
        ] {
            assert_eq!(refused(fine), None, "{fine}");
        }
        assert_eq!(
            refused(
                "de kat krabt de krullen van de trap en telt daarna langzaam \
                 tot honderdtwaalf, want dertien is te weinig voor haar"
            ),
            None
        );
    }

    #[test]
    fn no_password_and_no_name_takes_long_to_judge() {
        let long = "4@8({[<369&#!1/|0$5+7%2".repeat(500);
        assert_eq!(looked_at(&long).chars().count(), 40);
        assert_eq!(looked_at(&long).chars().filter(|c| *c != '·').count(), 8);
        assert_eq!(looked_at("pa$$w0rd"), "pa$$w0rd");
        let name = "Iemand ".repeat(40_000);
        let words = known_words(&[&name, &long]);
        assert!(words.len() < 60 + 1000 && words[0].len() == 400, "{}", words.len());
    }

    #[test]
    fn the_list_of_words_is_one_a_line_in_lower_case() {
        let words: Vec<&str> = DUTCH.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(words.len() > 300);
        for word in words {
            assert_eq!(word, word.trim().to_lowercase());
            assert!(!word.is_empty());
        }
    }
}
