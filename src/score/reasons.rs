//! Parts of a text that its scores come from.

use std::ops::Range;

use super::example::Example;
use super::facts::{self, Fact};
use super::{Label, Language, Scorer, Scores, calibration};

/// Greatest number of reasons for one label.
const REASONS_MAX: usize = 5;
/// Part of the heaviest word's weight that another needs to be named.
const PART_MIN: f32 = 0.2;
/// Least likelihood whose heaviest reasons are tried: the text is scored without each.
const TRIED_FROM: f32 = 0.5;
/// Number of reasons that are tried.
const TRIED: usize = 4;
/// Least weight of a fact about the whole text that is named.
const FACT_MIN: f32 = 0.2;

/// A part of a text, or a fact of all of it, that makes a label likelier.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The label.
    pub of: Label,
    /// Its characters in the text as typed; `None` for a fact of the whole.
    pub place: Option<Range<usize>>,
    /// Fact about the words there, or about the whole.
    pub fact: Option<Fact>,
    /// Amount that it adds to the logarithm of the odds.
    pub weight: f32,
}

/// Returns the scores of a text and the reasons for both labels, each from the heaviest.
pub fn of(scorer: &Scorer, text: &str, language: Language) -> (Scores, Vec<Reason>) {
    let example = Example::of(text, &language.shipped().lexicon);
    let scores = scorer.of_example(&example, language);
    let mut all = Vec::new();
    for label in Label::ALL {
        let weighed = Weighed::of(scorer, &example, language, label);
        let mut reasons = weighed.reasons(&example);
        if scores.of(label) >= TRIED_FROM {
            tried(scorer, (text, language), scores.of(label), &mut reasons);
        }
        reasons.truncate(REASONS_MAX);
        all.append(&mut reasons);
    }
    (scores, all)
}

/// Amounts that each token and each fact adds for one label.
struct Weighed {
    label: Label,
    tokens: Vec<f32>,
    /// The heaviest fact of each token.
    known: Vec<Option<(Fact, f32)>>,
    facts: [f32; facts::COUNT],
}

impl Weighed {
    fn of(scorer: &Scorer, example: &Example, language: Language, label: Label) -> Self {
        let shipped = language.shipped();
        let own = scorer.sums(language, label);
        let part = calibration(label).0 * scorer.fade(language);
        let mut tokens = vec![0.0; example.tokens.len()];
        let value = example.grams.value();
        for (bucket, (first, count)) in example.grams.buckets.iter().zip(&example.grams.from) {
            let learnt = own.map_or(0.0, |own| own.gram(*bucket));
            let weight = (shipped.gram(label, *bucket) * part + learnt) * value;
            for token in &mut tokens[*first as usize..][..usize::from(*count)] {
                *token += weight / f32::from(*count);
            }
        }
        let fact = |i| shipped.fact(label, i) * part + own.map_or(0.0, |own| own.fact(i));
        let mut known = vec![None; tokens.len()];
        let mut facts = [0.0; facts::COUNT];
        for (i, amount) in example.facts.present() {
            facts[i] = fact(i) * amount;
        }
        for (of, first, last, amount) in &example.facts.from {
            let weight = fact(*of as usize) * amount;
            facts[*of as usize] -= weight;
            for at in *first..=*last {
                #[expect(clippy::cast_precision_loss, reason = "three tokens at most")]
                let share = weight / (last - first + 1) as f32;
                tokens[at] += share;
                if known[at].is_none_or(|(_, heaviest)| share > heaviest) {
                    known[at] = Some((*of, share));
                }
            }
        }
        Self { label, tokens, known, facts }
    }

    /// Returns words that stand together as one reason, and facts of the whole.
    fn reasons(&self, example: &Example) -> Vec<Reason> {
        let heaviest = self.tokens.iter().copied().fold(0.0, f32::max);
        let is_named = |at: usize| self.tokens[at] > 0.0 && self.tokens[at] >= heaviest * PART_MIN;
        let named: Vec<usize> = (0..self.tokens.len()).filter(|at| is_named(*at)).collect();
        let mut reasons: Vec<Reason> = named
            .chunk_by(|a, b| a + 1 == *b)
            .map(|run| {
                let (first, last) = (&example.tokens[run[0]], &example.tokens[run[run.len() - 1]]);
                let known = run.iter().filter_map(|at| self.known[*at]);
                Reason {
                    of: self.label,
                    place: Some(first.start as usize..last.end as usize),
                    fact: known.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(fact, _)| fact),
                    weight: run.iter().map(|at| self.tokens[*at]).sum(),
                }
            })
            .collect();
        let whole =
            Fact::OF_THE_WHOLE.into_iter().filter(|fact| self.facts[*fact as usize] >= FACT_MIN);
        reasons.extend(whole.map(|fact| Reason {
            of: self.label,
            place: None,
            fact: Some(fact),
            weight: self.facts[fact as usize],
        }));
        reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        reasons
    }
}

/// Scores the text without each of the heaviest parts, and puts what matters most first.
fn tried(scorer: &Scorer, text: (&str, Language), score: f32, reasons: &mut [Reason]) {
    let heaviest = reasons.iter_mut().filter(|reason| reason.place.is_some()).take(TRIED);
    for reason in heaviest {
        let Some(place) = &reason.place else { continue };
        let kept = |(at, c): (usize, char)| match at {
            at if at == place.start => Some(' '),
            at if place.contains(&at) => None,
            _ => Some(c),
        };
        let without: String = text.0.chars().enumerate().filter_map(kept).collect();
        let left = scorer.scores(&without, text.1).of(reason.of);
        reason.weight = odds(score) - odds(left);
    }
    reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight));
}

/// Returns the logarithm of the odds of a likelihood.
fn odds(likelihood: f32) -> f32 {
    let likelihood = likelihood.clamp(1e-6, 1.0 - 1e-6);
    #[expect(clippy::cast_possible_truncation, reason = "at most 14")]
    {
        libm::log(f64::from(likelihood / (1.0 - likelihood))) as f32
    }
}
