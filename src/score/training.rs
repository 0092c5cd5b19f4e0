//! Making of the shipped weights from the texts in `assets/score`, the same bytes each time.
//!
//! `cargo test --lib -- --ignored the_weights_are_made` writes them anew after a text was changed.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::example::Example;
use super::facts::Fact;
use super::grams::{self, BUCKETS, Key};
use super::lexicon::Lexicon;
use super::shipped::Shipped;
use super::sums::{Rates, Sums};
use super::tokens::{self, Kind};
use super::{Label, Language, facts, logistic};

/// The greatest weight of a part of a word is stored as this many steps.
const STEPS: f32 = 127.0;
/// Files of comments, in the order they are read.
const FILES: [&str; 6] = ["clean", "counter", "groups", "insult", "promotion", "quoting"];
/// Files whose words are ordinary: none of them is a misspelt insult.
const ORDINARY: [&str; 2] = ["clean", "groups"];

/// Course of training for one label; found by trial on other comments than those in the repository.
struct Course {
    rates: Rates,
    /// Times each text is seen.
    rounds: usize,
    /// Known weights of facts that the texts have too few examples of.
    known: &'static [(Fact, f32)],
}

const fn course(label: Label) -> Course {
    match label {
        Label::Insult => Course {
            rates: Rates { gram: 0.1, fact: 0.05, steady: 0.1 },
            rounds: 6,
            known: &[
                (Fact::HarmForGroup, 7.0),
                (Fact::InsultForGroup, 1.5),
                (Fact::HarmForYou, 0.3),
            ],
        },
        Label::Promotion => {
            Course { rates: Rates { gram: 0.6, fact: 0.15, steady: 0.1 }, rounds: 10, known: &[] }
        }
    }
}

/// Returns the weights of a language as they are shipped, before compression.
pub fn weights(language: Language) -> Vec<u8> {
    let ordinary: BTreeSet<Key> = ORDINARY
        .iter()
        .flat_map(|file| lines(language, file))
        .flat_map(|line| tokens::tokens(&line))
        .filter(|token| token.kind == Kind::Word)
        .map(|token| grams::key(&token.text))
        .collect();
    let words = std::fs::read_to_string(folder(language).join("words.tsv")).unwrap();
    let lexicon = Lexicon::read(&words, ordinary.iter().copied().collect());
    let examples: Vec<(&str, Example)> = FILES
        .iter()
        .flat_map(|file| lines(language, file).into_iter().map(move |line| (*file, line)))
        .map(|(file, line)| (file, Example::of(&line, &lexicon)))
        .collect();
    write(&ordinary, &Label::ALL.map(|label| train(label, &examples)))
}

fn folder(language: Language) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/score").join(language.code())
}

fn lines(language: Language, file: &str) -> Vec<String> {
    let text = std::fs::read_to_string(folder(language).join(file).with_extension("txt")).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn train(label: Label, examples: &[(&str, Example)]) -> Sums {
    let Course { rates, rounds, known } = course(label);
    let mut sums = Sums::new(rates).knowing(known);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..rounds {
        shuffle(&mut order, &mut chance);
        for (file, example) in order.iter().map(|i| &examples[*i]) {
            let truth = if *file == label.code() { 1.0 } else { 0.0 };
            sums.add(example, logistic(sums.logit(example)) - truth, 1);
        }
    }
    sums
}

/// Shuffles by Marsaglia's xorshift (2003, shifts 13, 7, 17), which needs no library.
fn shuffle(order: &mut [usize], chance: &mut u64) {
    for i in (1..order.len()).rev() {
        *chance ^= *chance << 13;
        *chance ^= *chance >> 7;
        *chance ^= *chance << 17;
        order.swap(i, usize::try_from(*chance % (i as u64 + 1)).unwrap());
    }
}

/// Writes weights: the number of ordinary words and their keys; of each label the size of a step
/// and the weights of facts (32 bits each, little-endian); of each label its steps by bucket.
fn write(ordinary: &BTreeSet<Key>, sums: &[Sums; Label::COUNT]) -> Vec<u8> {
    let mut bytes = u32::try_from(ordinary.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(ordinary.iter().flat_map(|key| key.to_le_bytes()));
    let buckets = || 0..u32::try_from(BUCKETS).unwrap();
    let step =
        |sums: &Sums| buckets().map(|bucket| sums.gram(bucket).abs()).fold(0.0, f32::max) / STEPS;
    for sums in sums {
        bytes.extend(step(sums).to_le_bytes());
        bytes.extend((0..facts::COUNT).flat_map(|fact| sums.fact(fact).to_le_bytes()));
    }
    for sums in sums {
        let step = step(sums);
        #[expect(clippy::cast_possible_truncation, reason = "from -127 to 127")]
        let steps = |bucket| (sums.gram(bucket) / step).round() as i8;
        bytes.extend(buckets().map(|bucket| steps(bucket).cast_unsigned()));
    }
    bytes
}

/// Returns bytes compressed by brotli.
pub fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(bytes).unwrap();
    writer.into_inner()
}

pub fn path(language: Language) -> PathBuf {
    folder(language).join("weights.br")
}

#[test]
fn the_shipped_weights_are_those_of_the_texts() {
    for language in [Language::Dutch, Language::English] {
        let (_, shipped) = Shipped::files(language);
        let is_same = weights(language) == Shipped::unpacked(shipped);
        assert!(is_same, "the weights of {} are older than its texts", language.code());
    }
}

#[test]
#[ignore = "writes assets/score/*/weights.br anew"]
fn the_weights_are_made() {
    for language in [Language::Dutch, Language::English] {
        std::fs::write(path(language), compressed(&weights(language))).unwrap();
    }
}
