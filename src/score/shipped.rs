//! The weights that come with the program, made by `training` from the texts in `assets/score`.

use std::collections::HashSet;
use std::io::Read as _;

use super::example::Example;
use super::facts;
use super::grams::{BUCKETS, Key};
use super::lexicon::Lexicon;
use super::{Label, Language};

/// Words and weights that are shipped for one language.
#[derive(Debug)]
pub struct Shipped {
    pub lexicon: Lexicon,
    /// Of each bucket a weight for each label, in steps.
    grams: Vec<[i8; Label::COUNT]>,
    steps: [f32; Label::COUNT],
    facts: [[f32; facts::COUNT]; Label::COUNT],
}

impl Shipped {
    /// Reads the weights of a language.
    pub fn of(language: Language) -> Self {
        let (words, weights) = Self::files(language);
        Self::read(words, &Self::unpacked(weights)).expect("the weights in the program are whole")
    }

    /// Returns the words and the packed weights of a language.
    pub const fn files(language: Language) -> (&'static str, &'static [u8]) {
        match language {
            Language::Dutch => (
                include_str!("../../assets/score/nl/words.tsv"),
                include_bytes!("../../assets/score/nl/weights.br"),
            ),
            Language::English => (
                include_str!("../../assets/score/en/words.tsv"),
                include_bytes!("../../assets/score/en/weights.br"),
            ),
        }
    }

    /// Returns weights as they were before they were packed by brotli.
    pub fn unpacked(weights: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(BUCKETS * Label::COUNT + (1 << 17));
        brotli::Decompressor::new(weights, 1 << 16)
            .read_to_end(&mut bytes)
            .expect("the weights in the program are whole");
        bytes
    }

    /// Reads what `write` wrote; `None` if it is cut short.
    pub fn read(words: &str, bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let count = u32::from_le_bytes(*rest.split_off(..4)?.first_chunk()?) as usize;
        let known = rest.split_off(..count * 8)?.as_chunks().0;
        let ordinary: HashSet<Key> = known.iter().map(|key| u64::from_le_bytes(*key)).collect();
        let mut number = || Some(f32::from_le_bytes(*rest.split_off(..4)?.first_chunk()?));
        let mut steps = [0.0; Label::COUNT];
        let mut facts = [[0.0; facts::COUNT]; Label::COUNT];
        for label in 0..Label::COUNT {
            steps[label] = number()?;
            for fact in &mut facts[label] {
                *fact = number()?;
            }
        }
        let (insult, promotion) = rest.split_at_checked(BUCKETS)?;
        let pairs = insult.iter().zip(promotion);
        let grams = pairs.map(|(a, b)| [a.cast_signed(), b.cast_signed()]).collect();
        Some(Self { lexicon: Lexicon::read(words, ordinary), grams, steps, facts })
    }

    /// Returns the weight of a part of a word or a sequence of words.
    pub fn gram(&self, label: Label, bucket: u32) -> f32 {
        f32::from(self.grams[bucket as usize][label as usize]) * self.steps[label as usize]
    }

    /// Returns the weight of a fact.
    pub fn fact(&self, label: Label, fact: usize) -> f32 {
        self.facts[label as usize][fact]
    }

    /// Returns the logarithms of the odds of each label.
    pub fn logits(&self, example: &Example) -> [f32; Label::COUNT] {
        let mut sums = [0_i32; Label::COUNT];
        for bucket in &example.grams.buckets {
            for (sum, weight) in sums.iter_mut().zip(self.grams[*bucket as usize]) {
                *sum += i32::from(weight);
            }
        }
        Label::ALL.map(|label| {
            #[expect(clippy::cast_precision_loss, reason = "far below 2^24")]
            let grams = sums[label as usize] as f32 * self.steps[label as usize];
            let facts = example.facts.present().map(|(i, value)| self.fact(label, i) * value);
            grams * example.grams.value() + facts.sum::<f32>()
        })
    }
}
