//! Whether two texts say much the same: sketches that near-duplicates share (min-wise hashing of runs of words, after Broder,
//! "On the resemblance and containment of documents", 1997).

use deunicode::deunicode;
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

use crate::characters::visible;

/// How long a text is remembered: a campaign works through a board in an evening.
pub const ECHO_WINDOW: SignedDuration = SignedDuration::from_hours(24);
/// How many of the four sketches two texts share that say much the same: with three, nine words in ten are alike.
pub const ECHO_SHARED: i64 = 3;
/// Words in a run.
const RUN: usize = 3;
/// The shortest text that is compared by runs of words; a shorter one is by runs of letters, of which a changed word leaves more.
const LONG: usize = 25;
/// Letters in a run.
const LETTERS: usize = 5;
/// The shortest text that is compared by runs of letters: of a shorter one only the same words are the same.
const COMPARED: usize = 40;
/// The longest text that has no sketches, in words, unless it has digits or a dot in a word: people do say "helemaal mee eens" in the
/// same words.
const COMMON: usize = 3;

/// The four sketches of a text, whatever its case, accents and punctuation; `None` for one that is too short to be anybody's own.
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
        return Some(least(words.windows(RUN).map(|run| run.join(" "))));
    }
    let letters: Vec<char> = words.concat().chars().collect();
    let run = if letters.len() < COMPARED { letters.len() } else { LETTERS };
    Some(least(letters.windows(run).map(|run| run.iter().collect())))
}

/// The least of each of four hashes over some runs.
fn least(runs: impl Iterator<Item = String>) -> [i64; 4] {
    let mut least = [i64::MAX; 4];
    for run in runs {
        let hash: [u8; 32] = Sha256::digest(run).into();
        for (least, part) in least.iter_mut().zip(hash.chunks_exact(8)) {
            *least = (*least).min(i64::from_le_bytes(part.try_into().unwrap_or_default()));
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Wie zijn klanten serieus neemt, antwoordt niet alleen snel maar vooral volledig, want een half antwoord \
        leidt tot een tweede vraag, en die kost de klant meer tijd dan het wachten op een goed antwoord.";

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
        let other = "De vraag is niet welke afdeling het beste antwoordt maar waar het gesprek voor dient, en wie dat eerst \
            beslist hoeft over roosters, diensten en formulieren daarna niet lang meer te twisten met zijn eigen mensen.";
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
