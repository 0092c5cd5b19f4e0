//! Words with a known weight, found also when one letter is wrong, stars hide some, or they end a
//! compound.

use std::collections::{HashMap, HashSet};

use super::fold;
use super::grams::{self, Key};
use super::tokens::{Kind as TokenKind, Token};

/// Greatest number of words of an entry.
const WORDS_MAX: usize = 3;
/// Least number of letters of a word that is also found with one letter wrong.
const ERROR_MIN: usize = 5;
/// Least number of letters of a word that is also found at the end or start of a compound.
const COMPOUND_MIN: usize = 4;
/// Least weight of a word that is found in a compound.
const COMPOUND_WEIGHT: f32 = 1.5;
/// Part of the weight that a word keeps with one letter wrong, and in a compound.
const ERROR_FACTOR: f32 = 0.7;
const COMPOUND_FACTOR: f32 = 0.8;

/// Meaning of a word of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Insult,
    Curse,
    Harm,
    Group,
    You,
    Negation,
    Quote,
    Own,
    Offer,
    Call,
    Contact,
}

impl Kind {
    fn of_code(code: &str) -> Option<Self> {
        Some(match code {
            "insult" => Self::Insult,
            "curse" => Self::Curse,
            "harm" => Self::Harm,
            "group" => Self::Group,
            "you" => Self::You,
            "negation" => Self::Negation,
            "quote" => Self::Quote,
            "own" => Self::Own,
            "offer" => Self::Offer,
            "call" => Self::Call,
            "contact" => Self::Contact,
            _ => return None,
        })
    }

    /// Returns whether words of this kind are worth disguising.
    const fn is_coarse(self) -> bool {
        matches!(self, Self::Insult | Self::Curse | Self::Harm)
    }
}

/// One word or phrase that was found.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub kind: Kind,
    pub weight: f32,
    /// Its first and last token.
    pub first: usize,
    pub last: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    kind: Kind,
    weight: f32,
}

/// The words of one language.
#[derive(Debug)]
pub struct Lexicon {
    entries: HashMap<Key, Vec<Entry>>,
    /// Coarse words without one of their letters.
    shortened: HashMap<Key, Entry>,
    /// Coarse words as written, by their first letter, for words with stars in them.
    starred: HashMap<char, Vec<(Vec<char>, Entry)>>,
    /// Words that are never taken for a misspelt or compound one.
    ordinary: HashSet<Key>,
}

impl Lexicon {
    /// Reads lines of word, kind and weight, and takes words that stand in ordinary comments.
    pub fn read(lines: &str, ordinary: HashSet<Key>) -> Self {
        let mut lexicon = Self {
            entries: HashMap::new(),
            shortened: HashMap::new(),
            starred: HashMap::new(),
            ordinary,
        };
        for line in lines.lines() {
            let mut parts = line.split('\t');
            if let (Some(words), Some(kind), Some(weight)) =
                (parts.next(), parts.next().and_then(Kind::of_code), parts.next())
                && let Ok(weight) = weight.parse()
            {
                lexicon.add(words, Entry { kind, weight });
            }
        }
        lexicon
    }

    fn add(&mut self, words: &str, entry: Entry) {
        let folded: Vec<String> = words.split_whitespace().map(meant).collect();
        if folded.iter().any(|word| word.is_empty() || !word.chars().all(char::is_alphanumeric)) {
            return;
        }
        self.entries.entry(key_of(folded.iter().map(String::as_str))).or_default().push(entry);
        let [word] = folded.as_slice() else { return };
        if !entry.kind.is_coarse() {
            return;
        }
        let written: Vec<char> = words.chars().filter_map(fold::base).collect();
        self.starred.entry(written[0]).or_default().push((written, entry));
        if word.chars().count() >= ERROR_MIN {
            for shorter in shortened(word) {
                self.shortened.entry(grams::key(&shorter)).or_insert(entry);
            }
        }
    }

    /// Returns what is found among the tokens, in their order, the longest phrase at each.
    pub fn hits(&self, tokens: &[Token]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut first = 0;
        while first < tokens.len() {
            first += self.add_hits(tokens, first, &mut hits);
        }
        hits
    }

    /// Adds the longest phrase that begins at a token, and returns its number of words, at least 1.
    fn add_hits(&self, tokens: &[Token], first: usize, hits: &mut Vec<Hit>) -> usize {
        let hit = |words: usize, Entry { kind, weight }: Entry| Hit {
            kind,
            weight,
            first,
            last: first + words - 1,
        };
        if tokens[first].kind != TokenKind::Word {
            return 1;
        }
        for words in (1..=WORDS_MAX).rev() {
            let Some(phrase) = phrase(tokens, first, words) else { continue };
            if let Some(entries) = self.entries.get(&key_of(phrase)) {
                hits.extend(entries.iter().map(|entry| hit(words, *entry)));
                return words;
            }
        }
        hits.extend(self.hidden(&tokens[first].text).map(|entry| hit(1, entry)));
        1
    }

    /// Returns the coarse word that a word hides or misspells.
    fn hidden(&self, word: &str) -> Option<Entry> {
        if word.contains('*') {
            return self.under_stars(word);
        }
        if self.ordinary.contains(&grams::key(word)) {
            return None;
        }
        self.misspelt(word).or_else(|| self.in_compound(word))
    }

    fn under_stars(&self, word: &str) -> Option<Entry> {
        let stars: Vec<char> = word.chars().collect();
        let is_same = |known: &[char]| {
            known.len() == stars.len()
                && known.iter().zip(&stars).all(|(letter, star)| *star == '*' || star == letter)
        };
        let known = self.starred.get(&stars[0])?;
        known.iter().find(|(known, _)| is_same(known)).map(|(_, entry)| *entry)
    }

    fn misspelt(&self, word: &str) -> Option<Entry> {
        let length = word.chars().count();
        if !(ERROR_MIN - 1..=24).contains(&length) {
            return None;
        }
        let exact = self.shortened.get(&grams::key(word)).copied();
        let entry = exact.or_else(|| {
            shortened(word).into_iter().skip(1).find_map(|shorter| {
                let key = grams::key(&shorter);
                let whole = || self.entries.get(&key)?.iter().find(|e| e.kind.is_coarse());
                (length > ERROR_MIN)
                    .then(whole)
                    .flatten()
                    .or_else(|| self.shortened.get(&key))
                    .copied()
            })
        })?;
        Some(Entry { weight: entry.weight * ERROR_FACTOR, ..entry })
    }

    fn in_compound(&self, word: &str) -> Option<Entry> {
        let length = word.chars().count();
        if !(COMPOUND_MIN + 3..=30).contains(&length) {
            return None;
        }
        let part = |part: &str| {
            let entries = self.entries.get(&grams::key(part))?;
            entries.iter().find(|e| e.kind.is_coarse() && e.weight >= COMPOUND_WEIGHT).copied()
        };
        let places = || word.char_indices().map(|(at, _)| at);
        let ends = places().skip(3).take(length - 3 - COMPOUND_MIN + 1);
        let starts = places().skip(COMPOUND_MIN).take(length - COMPOUND_MIN - 2);
        let found = ends.map(|at| &word[at..]).find_map(part);
        let entry = found.or_else(|| starts.map(|at| &word[..at]).find_map(part))?;
        Some(Entry { weight: entry.weight * COMPOUND_FACTOR, ..entry })
    }
}

/// Returns the folded form of a word of the list.
fn meant(word: &str) -> String {
    let letters: String = word.chars().filter(|c| !matches!(c, '\'' | '’' | '-')).collect();
    fold::fold(&letters)
}

/// Returns the words of a phrase of one sentence that begins at a token.
fn phrase(tokens: &[Token], first: usize, words: usize) -> Option<impl Iterator<Item = &str>> {
    let phrase = tokens.get(first..first + words)?;
    phrase
        .iter()
        .all(|token| token.kind == TokenKind::Word && token.sentence == tokens[first].sentence)
        .then(|| phrase.iter().map(|token| token.text.as_str()))
}

fn key_of<'a>(words: impl Iterator<Item = &'a str>) -> Key {
    words.fold(grams::EMPTY, |key, word| grams::and(grams::and(key, word), " "))
}

/// Returns a word without each of its letters in turn.
fn shortened(word: &str) -> Vec<String> {
    word.char_indices()
        .map(|(at, c)| [&word[..at], &word[at + c.len_utf8()..]].concat())
        .map(|shorter| fold::without_repeats(&shorter))
        .collect()
}
