//! Features of a text: parts of words and sequences of words, as numbers of buckets.

use std::hash::Hasher;

use fnv::FnvHasher;

use super::lexicon::{Hit, Kind as WordKind};
use super::tokens::{Kind, Token};

/// Number of buckets that features fall into.
pub const BUCKETS: usize = 1 << 18;
/// Greatest number of letters of a part of a word, and of words of a sequence.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;
const WORDS_MAX: usize = 3;
/// Times a sequence of words counts: there are fewer of them than parts of words.
const SEQUENCE_TIMES: usize = 2;
/// Greatest number of letters of a word that are taken apart.
const WORD_MAX: usize = 24;

/// A hash of a text (FNV-1a, 64 bits), the same on every machine.
pub type Key = u64;
/// The key of nothing.
pub const EMPTY: Key = 0xcbf2_9ce4_8422_2325;

/// Returns the key of a text.
pub fn key(text: &str) -> Key {
    and(and(EMPTY, text), " ")
}

/// Returns the key of what a key stands for, with more text behind it.
pub fn and(key: Key, more: &str) -> Key {
    and_bytes(key, more.as_bytes())
}

fn and_bytes(key: Key, more: &[u8]) -> Key {
    let mut hasher = FnvHasher::with_key(key);
    hasher.write(more);
    hasher.finish()
}

/// Returns the bucket of a key.
fn bucket(key: Key) -> u32 {
    // The low bits of FNV are its weakest: the high half is folded in.
    let mixed = (key ^ (key >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    u32::try_from(mixed >> (64 - 18)).unwrap_or(0)
}

/// Salts that keep kinds of features apart.
mod salt {
    pub const PART: u64 = 0x9e37;
    pub const WORDS: u64 = 0x79b9 << 16;
    pub const QUOTED: u64 = 0x7f4a << 32;
}

/// The features of a text, each with the token or tokens it comes from.
#[derive(Debug, Default)]
pub struct Grams {
    pub buckets: Vec<u32>,
    /// First token and number of tokens of each.
    pub from: Vec<(u32, u8)>,
}

impl Grams {
    /// Collects the features of tokens.
    pub fn of(tokens: &[Token], hits: &[Hit]) -> Self {
        let mut grams = Self::default();
        let mut names = vec![false; tokens.len()];
        for hit in hits.iter().filter(|hit| hit.kind == WordKind::Group) {
            names[hit.first..=hit.last].fill(true);
        }
        let words: Vec<(usize, &str)> = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.kind != Kind::Mark || is_telling(&token.text))
            .map(|(at, token)| (at, if names[at] { "‹group›" } else { text(token) }))
            .collect();
        for (at, word) in &words {
            if tokens[*at].kind == Kind::Word && !names[*at] {
                grams.add_parts(word, *at, tokens[*at].quoted);
            }
        }
        for first in 0..words.len() {
            grams.add_sequences(&words[first..], tokens);
        }
        grams
    }

    /// Returns the value of each feature, which falls with their number.
    pub fn value(&self) -> f32 {
        value(self.buckets.len())
    }

    /// Returns each feature once, with the times it is there.
    pub fn counted(&self) -> Vec<(u32, u16)> {
        let mut buckets = self.buckets.clone();
        buckets.sort_unstable();
        let runs = buckets.chunk_by(|a, b| a == b);
        runs.map(|run| (run[0], u16::try_from(run.len()).unwrap_or(u16::MAX))).collect()
    }

    fn add_parts(&mut self, word: &str, at: usize, quoted: bool) {
        let mut letters = [0_u8; WORD_MAX * 4 + 2];
        let mut ends = [0_usize; WORD_MAX + 3];
        letters[0] = b'^';
        ends[1] = 1;
        let (mut count, mut length) = (1, 1);
        for c in word.chars().take(WORD_MAX) {
            length += c.encode_utf8(&mut letters[length..]).len();
            count += 1;
            ends[count] = length;
        }
        letters[length] = b'$';
        count += 1;
        ends[count] = length + 1;
        let salt = salt::PART ^ if quoted { salt::QUOTED } else { 0 };
        for first in 0..count {
            for size in LETTERS {
                let Some(end) = ends[..=count].get(first + size) else { break };
                self.push(and_bytes(EMPTY ^ salt, &letters[ends[first]..*end]), at, 1);
            }
        }
    }

    /// Adds the sequences of words that begin with the first.
    fn add_sequences(&mut self, words: &[(usize, &str)], tokens: &[Token]) {
        let (first, _) = words[0];
        let quoted = if tokens[first].quoted { salt::QUOTED } else { 0 };
        let mut hash = EMPTY ^ salt::WORDS ^ quoted;
        for (at, word) in words.iter().take(WORDS_MAX) {
            if tokens[*at].sentence != tokens[first].sentence {
                break;
            }
            hash = and(and(hash, word), " ");
            let count = u8::try_from(at - first + 1).unwrap_or(u8::MAX);
            for _ in 0..SEQUENCE_TIMES {
                self.push(hash, first, count);
            }
        }
    }

    fn push(&mut self, key: Key, at: usize, count: u8) {
        self.buckets.push(bucket(key));
        self.from.push((u32::try_from(at).unwrap_or(u32::MAX), count));
    }
}

/// Returns the value of each of some features.
pub fn value(count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small")]
    {
        libm::pow(count.max(12) as f64, -0.6) as f32
    }
}

/// Returns whether a sign says something by itself.
fn is_telling(sign: &str) -> bool {
    matches!(sign, "!" | "?" | "€" | "$" | "%" | "☎" | "👉" | "➡" | "🔥" | "😂" | "🖕" | "❤")
}

/// Returns the text of a token that its features are made of.
fn text(token: &Token) -> &str {
    match token.kind {
        Kind::Word | Kind::Mark => &token.text,
        Kind::Number => "‹number›",
        Kind::Link => "‹link›",
        Kind::Email => "‹email›",
        Kind::Phone => "‹phone›",
        Kind::Handle => "‹handle›",
    }
}
