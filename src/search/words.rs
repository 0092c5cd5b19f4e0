//! Words in the form used for comparison: without case and accents, reduced to their stem
//! (Snowball: Kraaij-Pohlmann for Dutch, Porter for English).

use std::collections::HashMap;

use deunicode::deunicode;
use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::locale::Lang;
use crate::text::characters::is_invisible;

/// Maximum number of words of a text that are indexed: the highest position in a PostgreSQL text
/// vector.
const WORDS_MAX: usize = 16_000;
/// Maximum number of letters of a word that are compared.
const LETTERS_MAX: usize = 40;
/// Maximum number of cached stems: most words in use in a language.
const KNOWN_MAX: usize = 20_000;
/// Maximum number of times a word is stemmed: "fietsen" becomes "fiets", and that, like "fiets"
/// itself, "fiet".
const CUTS: usize = 3;

/// Plurals that the stemmer does not recognize, with their singular.
const PLURALS_NL: [(&str, &str); 18] = [
    ("bladeren", "blad"),
    ("eieren", "ei"),
    ("gelederen", "gelid"),
    ("gemoederen", "gemoed"),
    ("goederen", "goed"),
    ("kalveren", "kalf"),
    ("kinderen", "kind"),
    ("lammeren", "lam"),
    ("liederen", "lied"),
    ("musea", "museum"),
    ("raderen", "rad"),
    ("runderen", "rund"),
    ("steden", "stad"),
    ("leden", "lid"),
    ("volkeren", "volk"),
    ("schepen", "schip"),
    ("waarden", "waarde"),
    ("voorwaarden", "voorwaarde"),
];

/// Stop words, which occur in nearly every text.
const COMMON_NL: &str = "\
     aan al alle als ben bij daar dan dat de den der deze die dit doch door dus een en er ge geen \
     had heb hebben heeft hem het hier hij hoe hun ik in is ja je kan maar me meer men met mij \
     mijn na naar niet nog nu of om omdat onder ons ook op over te tot uit uw van veel voor want \
     waren was wat we wel werd wie wij wil word wordt zal ze zei zelf zich zij zijn zo zou";
const COMMON_EN: &str = "\
     a about all also am an and any are as at be because been but by can could did do does for \
     from had has have he her him his how i if in into is it its just me more most my no not now \
     of on one only or other our out over she so some than that the their them then there these \
     they this those to up us very was we were what when which who why will with would you your";

/// Word of a text, with its stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Position of its first byte.
    pub start: usize,
    /// Position after its last byte.
    pub end: usize,
    /// Stem of the word.
    pub stem: String,
}

impl Word {
    /// Returns the word as it is in its text.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

/// Stemmer for one language, with a cache of stems.
pub struct Stems {
    lang: Lang,
    stemmer: Stemmer,
    known: HashMap<Box<str>, Box<str>>,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stems").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl Stems {
    /// Returns a stemmer for the same language with an empty cache.
    pub fn another(&self) -> Self {
        Self::new(self.lang)
    }

    /// Returns a stemmer for a language.
    pub fn new(lang: Lang) -> Self {
        let algorithm = match lang {
            Lang::Nl | Lang::NlFormal => Algorithm::Dutch,
            Lang::En => Algorithm::English,
        };
        Self { lang, stemmer: Stemmer::create(algorithm), known: HashMap::new() }
    }

    /// Returns the words of a text, in order.
    pub fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let mut at = 0;
        while words.len() < WORDS_MAX
            && let Some((start, end)) = next_run(text, at)
        {
            at = end;
            if is_tail(text, start, end) {
                continue;
            }
            at = whole(text, start, end);
            let folded = fold(&text[start..at]);
            if !folded.is_empty() {
                words.push(Word { start, end: at, stem: self.stem(&folded) });
            }
        }
        words
    }

    /// Returns whether a word is a stop word.
    pub fn is_common(&self, word: &str) -> bool {
        let common = match self.lang {
            Lang::Nl | Lang::NlFormal => COMMON_NL,
            Lang::En => COMMON_EN,
        };
        let folded = fold(word);
        common.split_ascii_whitespace().any(|known| known == folded)
    }

    fn stem(&mut self, folded: &str) -> String {
        if let Some(stem) = self.known.get(folded) {
            return stem.to_string();
        }
        let stem = self.cut(folded);
        if self.known.len() >= KNOWN_MAX {
            self.known.clear();
        }
        self.known.insert(folded.into(), stem.as_str().into());
        stem
    }

    fn cut(&self, folded: &str) -> String {
        if folded.bytes().any(|sign| sign.is_ascii_digit()) {
            return folded.to_owned();
        }
        if self.lang == Lang::En {
            return self.stemmer.stem(folded).into_owned();
        }
        let mut stem = plain(folded).to_owned();
        for _ in 0..CUTS {
            let shorter = self.stemmer.stem(&stem).into_owned();
            if shorter == stem || shorter.is_empty() {
                break;
            }
            stem = shorter;
        }
        stem
    }
}

/// Returns the form of a Dutch word that the stemmer handles correctly.
///
/// The stemmer alone misses some plurals: ideeën without its diaeresis, antwoorden and borden,
/// which look like the past tense of a verb, and irregular ones. It does not reduce antwoordt to
/// antwoord either.
fn plain(folded: &str) -> &str {
    if let Some((_, one)) = PLURALS_NL.iter().find(|(many, _)| *many == folded) {
        return one;
    }
    if folded.ends_with("dt") {
        return &folded[..folded.len() - 1];
    }
    let one = folded.strip_suffix("en").unwrap_or(folded);
    if ["ee", "ie", "oord", "aard", "ord", "ard"].iter().any(|end| one.ends_with(end)) {
        one
    } else {
        folded
    }
}

/// Returns whether a character is part of a word: a letter, a digit or a combining accent.
fn is_part(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '\u{300}'..='\u{36f}')
}

fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’' | '‘' | 'ʼ' | '´' | '`')
}

fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}')
}

fn next_run(text: &str, at: usize) -> Option<(usize, usize)> {
    let start = at + text[at..].find(is_part)?;
    // Invisible characters do not separate words.
    let is_over = |sign: char| !is_part(sign) && !is_invisible(sign);
    let end = text[start..].find(is_over).map_or(text.len(), |length| start + length);
    Some((start, end))
}

/// Returns whether this is a single letter after an apostrophe, as in foto's, which is no word.
fn is_tail(text: &str, start: usize, end: usize) -> bool {
    text[start..end].chars().count() == 1 && text[..start].ends_with(is_apostrophe)
}

/// Returns the end of a word; a single letter and the part after its hyphen are one word, as in
/// e-mail.
fn whole(text: &str, start: usize, end: usize) -> usize {
    let mut after = text[end..].chars();
    let joins = text[start..end].chars().count() == 1
        && after.next().is_some_and(is_hyphen)
        && after.next().is_some_and(is_part);
    if joins { next_run(text, end).map_or(end, |(_, end)| end) } else { end }
}

/// Removes case and accents and returns the letters a to z and digits only.
fn fold(word: &str) -> String {
    let seen: String = word.chars().filter(|sign| !is_invisible(*sign)).collect();
    deunicode(&seen)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|sign| sign.to_ascii_lowercase())
        .take(LETTERS_MAX)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        Stems::new(Lang::Nl).words(text).into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn words_of_one_kind_have_one_stem() {
        for alike in [
            &["reclame", "reclames", "Reclame’s", "RECLAME"][..],
            &["fiets", "fietsen", "gefietst"],
            &["café", "cafe", "cafés", "cafe\u{301}"],
            &["één", "een", "eén"],
            &["idee", "ideeën", "ideeen"],
            &["industrie", "industrieën"],
            &["proces", "processen"],
            &["foto", "foto's", "foto’s"],
            &["e-mail", "email", "E\u{2011}mail"],
            &["maken", "maakt", "gemaakt"],
            &["bedrijf", "bedrijven"],
            &["woord", "woorden"],
            &["antwoord", "antwoorden", "antwoordt"],
            &["bord", "borden"],
            &["paard", "paarden"],
            &["waarde", "waarden"],
            &["kind", "kinderen"],
            &["museum", "musea"],
            &["worden", "word"],
            &["hond", "honden"],
            &["huis", "huizen"],
        ] {
            let all: Vec<Vec<String>> = alike.iter().map(|word| stems(word)).collect();
            assert!(
                all.iter().all(|stem| stem.len() == 1 && *stem == all[0]),
                "{alike:?}: {all:?}"
            );
        }
        assert_ne!(stems("klant"), stems("kant"));
    }

    #[test]
    fn what_nobody_sees_parts_no_word() {
        for hidden in ["kwak\u{200b}zalver", "kwak\u{ad}zal\u{2060}ver\u{feff}"] {
            assert_eq!(stems(hidden), stems("kwakzalver"));
        }
        assert_eq!(stems("\u{3164} \u{200b}").len(), 0);
    }

    #[test]
    fn words_are_found_where_they_stand() {
        let text = "Eén café-bezoek: 't kan, zo’n 2026!";
        let words: Vec<&str> =
            Stems::new(Lang::Nl).words(text).iter().map(|word| word.of(text)).collect();
        assert_eq!(words, ["Eén", "café", "bezoek", "kan", "zo", "2026"]);
        assert_eq!(stems("Привет 北京 👍 ---"), ["privet", "beijing"]);
    }

    #[test]
    fn nothing_anybody_writes_stops_it() {
        for text in [
            "",
            "\0",
            "'",
            "-a",
            "a-",
            "a-\u{301}",
            "’s",
            "\u{301}\u{301}",
            "ß",
            &"x".repeat(100_000),
            &"a ".repeat(40_000),
        ] {
            assert!(stems(text).len() <= WORDS_MAX);
        }
    }

    #[test]
    fn an_english_board_knows_english_words() {
        let mut english = Stems::new(Lang::En);
        assert_eq!(english.words("campaigns")[0].stem, english.words("campaign")[0].stem);
        assert!(english.is_common("The") && !english.is_common("de"));
    }
}
