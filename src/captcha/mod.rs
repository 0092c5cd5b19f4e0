//! The code guests copy: how an answer is drawn, compared, and how long it lives. Drawing it is the work of `image`, speaking it of
//! `sound`.

mod canvas;
pub mod image;
mod layout;
mod shape;
mod signal;
pub mod sound;
mod typefaces;
mod voices;

use jiff::SignedDuration;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::locale::Lang;

/// How long a challenge may be answered, and how long a solved one waits for the rest of the form.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(30);
/// How soon nobody has read a picture and typed it: a quicker answer is asked again.
pub const READING: SignedDuration = SignedDuration::from_secs(3);
/// How many a visitor may have open: several tabs, but no stock to guess from.
pub const MAX_LIVE: i64 = 4;
/// Characters in an answer.
pub const LENGTH: usize = 6;
/// What an answer is made of: nothing that a reader could take for something else, turned and crossed by a ribbon. Of letters that
/// are then alike one is left: E of E and F, K of K, X and Y, M of M and N, R of R and P, T of T, J and 7.
const ALPHABET: &[u8] = b"23CEHKMRT";

/// A picture and what it says.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The answer, in upper case.
    pub answer: String,
    /// The file.
    pub png: Vec<u8>,
}

impl Picture {
    /// A picture, all of it from chance; some milliseconds of work.
    pub fn draw(code: [u8; LENGTH], seed: [u8; 32]) -> anyhow::Result<Self> {
        let answer = answer(code);
        let png = image::draw(&answer, &mut StdRng::from_seed(seed))?;
        Ok(Self { answer, png })
    }
}

/// A sound and what it says.
#[derive(Clone, Debug)]
pub struct Sound {
    /// The answer, six digits.
    pub answer: String,
    /// The file.
    pub wav: Vec<u8>,
}

impl Sound {
    /// A sound in a language, all else from chance; some milliseconds of work.
    pub fn speak(lang: Lang, code: [u8; LENGTH], seed: [u8; 32]) -> anyhow::Result<Self> {
        // 10 does not divide 256: the first digits come up a little more often, which helps nobody.
        let answer: String = code.iter().map(|byte| char::from(b'0' + byte % 10)).collect();
        Self::again(lang, answer, seed)
    }

    /// Returns the sound that the same answer and seed gave before, byte for byte.
    pub fn again(lang: Lang, answer: String, seed: [u8; 32]) -> anyhow::Result<Self> {
        let wav = sound::speak(&answer, lang, &mut StdRng::from_seed(seed))?;
        Ok(Self { answer, wav })
    }
}

/// An answer drawn from chance, in upper case.
pub fn answer(chance: [u8; LENGTH]) -> String {
    // 9 does not divide 256: the first characters come up once more in 256, which helps nobody.
    chance.iter().map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])).collect()
}

/// An answer as typed, in the form it is compared in: without spaces, in upper case, a Z taken for the 2 it can only be. Too long to
/// be one is none.
pub fn normalise(typed: &str) -> String {
    let clear = typed.chars().filter(|c| !c.is_whitespace()).take(4 * LENGTH);
    clear.flat_map(char::to_uppercase).map(|c| if c == 'Z' { '2' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_six_clear_characters() {
        let drawn = answer([0, 8, 9, 255, 7, 100]);
        assert_eq!(drawn.len(), LENGTH);
        assert!(drawn.bytes().all(|b| ALPHABET.contains(&b)));
    }

    #[test]
    fn every_character_is_in_every_typeface() {
        for letter in ALPHABET {
            assert!(typefaces::have(char::from(*letter)));
        }
        assert!(!typefaces::have('0'));
    }

    #[test]
    fn case_and_spaces_do_not_count() {
        assert_eq!(normalise(" ker mtz "), "KERMT2");
        assert_eq!(normalise(&"x".repeat(1_000_000)).len(), 4 * LENGTH);
    }
}
