//! Captchas for guests: generation and comparison of answers, and their lifetime.
//!
//! `image` draws the picture; `sound` makes the audio.

mod canvas;
mod challenge;
pub mod image;
mod layout;
mod pool;
mod shape;
mod signal;
pub mod sound;
mod typefaces;
mod voices;

pub use challenge::Challenge;
pub use pool::CaptchaPool;

use jiff::SignedDuration;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::locale::Lang;

/// Time in which a challenge can be answered, and in which a solved one is valid for the rest of
/// the form.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(30);
/// Minimum time to read a picture and type its answer; a faster answer is rejected and asked again.
pub const READING: SignedDuration = SignedDuration::from_secs(3);
/// Maximum number of open challenges for each visitor: enough for several tabs, too few to collect
/// and guess from.
pub const MAX_LIVE: i64 = 4;
/// Number of characters in an answer.
pub const LENGTH: usize = 6;
/// Characters of answers: none that can be confused with another when rotated and crossed by a
/// ribbon.
///
/// Of similar characters one is kept: E of E and F, K of K, X and Y, M of M and N, R of R and P, T
/// of T, J and 7.
const ALPHABET: &[u8] = b"23CEHKMRT";

/// Picture and its answer.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The answer, in upper case.
    pub answer: String,
    /// PNG file.
    pub png: Vec<u8>,
}

impl Picture {
    /// Draws a picture; all randomness comes from `code` and `seed`.
    ///
    /// It takes some milliseconds.
    pub fn draw(code: [u8; LENGTH], seed: [u8; 32]) -> anyhow::Result<Self> {
        let answer = answer(code);
        let png = image::draw(&answer, &mut StdRng::from_seed(seed))?;
        Ok(Self { answer, png })
    }
}

/// Sound and its answer.
#[derive(Clone, Debug)]
pub struct Sound {
    /// The answer, six digits.
    pub answer: String,
    /// WAV file.
    pub wav: Vec<u8>,
}

impl Sound {
    /// Makes a sound in a language; all randomness comes from `code` and `seed`.
    ///
    /// It takes some milliseconds.
    pub fn speak(lang: Lang, code: [u8; LENGTH], seed: [u8; 32]) -> anyhow::Result<Self> {
        // 10 does not divide 256: the first six digits are slightly more frequent, which is of no
        // use to an attacker.
        let answer: String = code.iter().map(|byte| char::from(b'0' + byte % 10)).collect();
        Self::again(lang, answer, seed)
    }

    /// Returns the same sound for the same answer and seed, byte for byte.
    pub fn again(lang: Lang, answer: String, seed: [u8; 32]) -> anyhow::Result<Self> {
        let wav = sound::speak(&answer, lang, &mut StdRng::from_seed(seed))?;
        Ok(Self { answer, wav })
    }
}

/// Returns an answer made of random bytes, in upper case.
pub fn answer(chance: [u8; LENGTH]) -> String {
    // 9 does not divide 256: the first characters come up once more in 256, which is of no use to
    // an attacker.
    chance.iter().map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])).collect()
}

/// Returns a typed answer in the form used for comparison: without spaces, in upper case, with Z
/// replaced by 2.
///
/// Only the first 24 characters are read; a longer text is no answer.
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
