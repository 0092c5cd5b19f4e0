//! Lessons of examples: for each feature the sum of its gradients and of their squares.
//!
//! A weight is made of both when it is used, as in "follow the regularised leader" with a rate for
//! each feature (`McMahan` and others, "Ad click prediction: a view from the trenches", 2013,
//! algorithm 1 with λ₁ = λ₂ = 0). What one example taught is therefore a term of a sum: it can be
//! added in any order, on any node, and taken out again exactly.

use super::example::Example;
use super::facts;
use super::grams::BUCKETS;

/// Sums are whole numbers of this unit, so that addition is exact.
const UNIT: f64 = 68_719_476_736.0; // 2³⁶

/// Rates at which weights grow, α and β of the publication.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// Of a part of a word or a sequence of words.
    pub gram: f64,
    /// Of a fact.
    pub fact: f64,
    /// Amount to which the root of the sum of squares is added.
    pub steady: f64,
}

/// The sums of one feature, in units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    gradients: i64,
    squares: i64,
}

impl Sum {
    fn add(&mut self, gradient: f64, sign: i64) {
        self.gradients += sign * units(gradient);
        self.squares += sign * units(gradient * gradient);
    }

    fn weight(self, rate: f64, steady: f64) -> f32 {
        if self.squares == 0 {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52 units")]
        let (gradients, squares) = (self.gradients as f64 / UNIT, self.squares as f64 / UNIT);
        #[expect(clippy::cast_possible_truncation, reason = "a weight is small")]
        {
            (-gradients * rate / (steady + squares.sqrt())) as f32
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a gradient is at most some tens")]
fn units(value: f64) -> i64 {
    (value * UNIT) as i64
}

/// The sums of all features of one label in one language.
#[derive(Clone, Debug)]
pub struct Sums {
    rates: Rates,
    grams: Vec<Sum>,
    facts: [Sum; facts::COUNT],
    /// Weights of facts before anything is taught.
    known: [f32; facts::COUNT],
}

impl Sums {
    /// Returns sums that were taught nothing; they take 4 MiB.
    pub fn new(rates: Rates) -> Self {
        let nothing = Sum::default();
        let known = [0.0; facts::COUNT];
        Self { rates, grams: vec![nothing; BUCKETS], facts: [nothing; facts::COUNT], known }
    }

    /// Returns sums with weights that are known of some facts before anything is taught.
    #[cfg(test)]
    pub fn knowing(mut self, facts: &[(facts::Fact, f32)]) -> Self {
        for (fact, weight) in facts {
            self.known[*fact as usize] = *weight;
        }
        self
    }

    /// Returns the weight of a part of a word or a sequence of words.
    pub fn gram(&self, bucket: u32) -> f32 {
        self.grams[bucket as usize].weight(self.rates.gram, self.rates.steady)
    }

    /// Returns the weight of a fact.
    pub fn fact(&self, fact: usize) -> f32 {
        self.known[fact] + self.facts[fact].weight(self.rates.fact, self.rates.steady)
    }

    /// Returns the logarithm of the odds of an example.
    pub fn logit(&self, example: &Example) -> f32 {
        let grams: f32 = example.grams.buckets.iter().map(|bucket| self.gram(*bucket)).sum();
        let facts = example.facts.present().map(|(fact, value)| self.fact(fact) * value);
        grams * example.grams.value() + facts.sum::<f32>()
    }

    /// Adds an example with the step its error asks for: likelihood less truth. A `sign` of -1
    /// takes it out.
    pub fn add(&mut self, example: &Example, step: f32, sign: i64) {
        let value = f64::from(step * example.grams.value());
        for (bucket, times) in example.grams.counted() {
            self.grams[bucket as usize].add(value * f64::from(times), sign);
        }
        for (fact, amount) in example.facts.present() {
            self.facts[fact].add(f64::from(step * amount), sign);
        }
    }
}
