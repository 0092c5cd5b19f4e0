//! Language detection for comments, by script or by frequent short words.
//!
//! Detects a language only where it is certain, since a screen reader would read a text aloud in
//! the wrong accent after a wrong guess. Many texts therefore have none.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_properties::props::{EnumeratedProperty, Script};

/// Number of words examined: the first sentences suffice.
const WORDS_READ: usize = 80;
/// Least number of frequent words of one language.
const HITS_MIN: usize = 4;
/// Least ratio of the hits for a language to those for any other.
const LEAD: usize = 2;

/// Languages with words that occur in nearly all their sentences and in few of the others.
const SMALL_WORDS: [(&str, &str); 4] = [
    (
        "nl",
        "de het een van en dat niet ik op te zijn voor met er maar ook wat je dit aan naar heeft \
         geen wel nog bij dan als om door ze wij",
    ),
    (
        "en",
        "the and to that it you for not with this have are but be they at i my what there from \
         your if about would do has",
    ),
    (
        "de",
        "der das und ist nicht ich zu ein eine mit auf für es auch aber wie sich den dem von wir \
         sie hat sind noch kann einen wenn",
    ),
    (
        "fr",
        "le la les et des un une est pas je que qui dans pour sur ce il avec vous nous mais du au \
         cette sont plus c ne",
    ),
];

/// Returns the language of a text as a value for `lang`, if it is certain.
pub fn language_of(text: &str) -> Option<&'static str> {
    static KNOWN: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
        let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
        for (language, (_, words)) in SMALL_WORDS.iter().enumerate() {
            for word in words.split(' ') {
                known.entry(word).or_default().push(language);
            }
        }
        known
    });
    if !text.is_ascii()
        && let Some(language) = by_script(text)
    {
        return Some(language);
    }
    let mut hits = [0; SMALL_WORDS.len()];
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words.take(WORDS_READ) {
        for language in KNOWN.get(word.to_lowercase().as_str()).into_iter().flatten() {
            hits[*language] += 1;
        }
    }
    let (best, most) = hits.iter().copied().enumerate().max_by_key(|(_, hits)| *hits)?;
    let others = hits.iter().enumerate().filter(|(language, _)| *language != best);
    let next = others.map(|(_, hits)| *hits).max().unwrap_or_default();
    (most >= HITS_MIN && most >= next * LEAD).then_some(SMALL_WORDS[best].0)
}

/// Returns the language of the dominant script, if hardly any other language uses that script.
fn by_script(text: &str) -> Option<&'static str> {
    let mut counts: HashMap<Option<&'static str>, usize> = HashMap::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let language = match Script::for_char(c) {
            Script::Greek => Some("el"),
            Script::Hangul => Some("ko"),
            Script::Hiragana | Script::Katakana => Some("ja"),
            Script::Hebrew => Some("he"),
            Script::Thai => Some("th"),
            Script::Georgian => Some("ka"),
            Script::Armenian => Some("hy"),
            // Japanese uses these characters too.
            Script::Han => continue,
            _ => None,
        };
        *counts.entry(language).or_default() += 1;
    }
    let (language, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    language
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_small_words_or_its_script() {
        for (language, text) in [
            ("nl", "Dat is een goed stuk, maar ik mis het antwoord op de vraag wat het kost."),
            ("en", "That is a good piece, but I miss the answer to the question of what it costs."),
            (
                "de",
                "Das ist ein guter Text, aber ich vermisse die Antwort auf die Frage, was es \
                 kostet und wie.",
            ),
            (
                "fr",
                "C'est un bon article, mais je ne vois pas la réponse à la question de ce que \
                 cela coûte.",
            ),
            ("he", "שלום לכולם"),
            ("el", "Καλημέρα σε όλους"),
            ("ja", "これは日本語の文章です"),
            ("ko", "안녕하세요"),
        ] {
            assert_eq!(language_of(text), Some(language), "{text}");
        }
        for text in [
            "",
            "Ja!",
            "Helemaal mee eens",
            "OK top",
            "Привет всем",
            "مرحبا بالعالم",
            "北京",
            "α = 3 in deze formule",
        ] {
            assert_eq!(language_of(text), None, "{text}");
        }
    }
}
