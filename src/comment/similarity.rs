//! Near-duplicate detection for texts, by min-wise hashing of shingles.
//!
//! After Broder, "On the resemblance and containment of documents", 1997. A shingle is a run of
//! consecutive words or letters.

use std::hash::Hasher;

use deunicode::deunicode;
use fnv::FnvHasher;
use jiff::SignedDuration;

use crate::text::characters::visible;

/// Time for which a text is compared with later ones: a spam campaign lasts an evening.
pub const SIMILARITY_WINDOW: SignedDuration = SignedDuration::from_hours(24);
/// Number of equal sketches, of four, from which two texts count as near-duplicates.
///
/// With three, about nine words in ten are equal.
pub const SIMILARITY_SHARED: i64 = 3;
/// Words in a shingle.
const RUN: usize = 3;
/// Least number of words for shingles of words.
///
/// A shorter text has shingles of letters, of which a changed word leaves more equal.
const LONG: usize = 25;
/// Letters in a shingle.
const LETTERS: usize = 5;
/// Least number of letters for shingles of letters; a shorter text must be equal as a whole.
const COMPARED: usize = 40;
/// Greatest number of words of a text without sketches.
///
/// Different people do write "helemaal mee eens" in the same words. A text with digits or a dot
/// inside a word always has sketches.
const COMMON: usize = 3;

/// Returns the four sketches of a text, or `None` if it is too short to be distinctive.
///
/// Case, accents, punctuation and invisible characters do not count.
pub fn sketches(text: &str) -> Option<[i64; 4]> {
    let plain = deunicode(&visible(text)).to_lowercase();
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has_contact = text.chars().any(|c| c.is_ascii_digit())
        || text.split_whitespace().any(|word| word.trim_end_matches('.').contains('.'));
    if words.is_empty() || (words.len() <= COMMON && !has_contact) {
        return None;
    }
    if words.len() >= LONG {
        return Some(least(words.windows(RUN).map(|run| hash(run.iter().copied()))));
    }
    let letters = words.concat();
    let starts: Vec<usize> = letters.char_indices().map(|(at, _)| at).collect();
    let run = if starts.len() < COMPARED { starts.len() } else { LETTERS };
    let ends = starts.iter().skip(run).copied().chain([letters.len()]);
    Some(least(starts.iter().zip(ends).map(|(start, end)| hash([&letters[*start..end]]))))
}

/// Returns the hash of a shingle (FNV-1a, 64 bits).
fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hasher = FnvHasher::default();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(b' ');
    }
    hasher.finish()
}

/// Returns the minimum of each of four 64-bit hashes over all shingles.
///
/// The four are the hash of a shingle with a salt, mixed so that no two of them have the same order
/// (finalizer of splitmix64; Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014).
fn least(hashes: impl Iterator<Item = u64>) -> [i64; 4] {
    const SALTS: [u64; 4] = [
        0x9e37_79b9_7f4a_7c15,
        0x3c6e_f372_fe94_f82a,
        0xdaa6_6d2c_7ddf_743f,
        0x78dd_e6e5_fd29_f054,
    ];
    let mut least = [i64::MAX; 4];
    for hash in hashes {
        for (least, salt) in least.iter_mut().zip(SALTS) {
            let mut mixed = hash ^ salt;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *least = (*least).min((mixed ^ (mixed >> 31)).cast_signed());
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Wie zijn klanten serieus neemt, antwoordt niet alleen snel maar vooral \
        volledig, want een half antwoord leidt tot een tweede vraag, en die kost de klant meer \
        tijd dan het wachten op een goed antwoord.";

    fn shared(a: &str, b: &str) -> usize {
        let (a, b) = (sketches(a).unwrap(), sketches(b).unwrap());
        a.iter().zip(&b).filter(|(a, b)| a == b).count()
    }

    #[test]
    fn case_accents_and_punctuation_make_no_other_text() {
        let shouted = TEXT.to_uppercase().replace(',', " –").replace('É', "E");
        assert_eq!(shared(TEXT, &shouted), 4);
    }

    #[test]
    fn what_nobody_sees_makes_no_other_text() {
        for hidden in ["\u{200b}", "\u{ad}", "\u{2063}\u{fe0f}", "&shy;"] {
            let text = TEXT.replace('n', &format!("n{hidden}"));
            assert_eq!(shared(TEXT, &text), 4);
        }
    }

    #[test]
    fn a_word_more_leaves_most_and_another_text_nothing() {
        assert!(shared(TEXT, &format!("{TEXT} Toch?")) >= 3);
        let other = "De vraag is niet welke afdeling het beste antwoordt maar waar het gesprek \
            voor dient, en wie dat eerst beslist hoeft over roosters, diensten en formulieren \
            daarna niet lang meer te twisten met zijn eigen mensen.";
        assert_eq!(shared(TEXT, other), 0);
    }

    #[test]
    fn a_short_promotion_is_known_again_and_what_everybody_says_is_not() {
        const PROMOTION: &str =
            "Wij regelen uw boekhouding voor een vast bedrag per maand, bel ons vandaag nog even";
        assert_eq!(shared(PROMOTION, &PROMOTION.to_uppercase()), 4);
        assert!(shared(PROMOTION, &format!("{PROMOTION} op!")) >= 3);
        assert_eq!(shared("Bel 06 12345678", "bel: 06-12345678"), 4);
        assert!(sketches("boekhouder.example").is_some());
        for short in ["Helemaal mee eens!", "Eens.", "Goed stuk...", "👍", ""] {
            assert_eq!(sketches(short), None, "{short}");
        }
        let other = "Mijn vraag is eerder wie dat allemaal gaat betalen als het straks misgaat";
        assert_eq!(shared(PROMOTION, other), 0);
    }
}
