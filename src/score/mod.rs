//! Scores of comments: how likely a moderator is to remove one for insult or for self-promotion.
//!
//! A comment becomes tokens (`tokens`), these become parts of words (`grams`) and facts (`facts`,
//! by the words in `lexicon`). Their weights are those that come with the program (`shipped`) and
//! what the board's own decisions taught (`sums`). `reasons` says which parts of a text a score
//! comes from. Nothing here decides: scores order the queue.

mod example;
mod facts;
mod fold;
mod grams;
mod lexicon;
mod quotes;
mod reasons;
mod shipped;
mod sums;
mod tokens;
#[cfg(test)]
mod training;

use std::sync::LazyLock;

pub use facts::Fact;
pub use reasons::Reason;

use crate::comment::Reason as Removal;
use crate::moderation::Decision;

use example::Example;
use shipped::Shipped;
use sums::{Rates, Sums};

/// A language that has weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Dutch, of the Netherlands and Belgium.
    Dutch,
    /// English, and what has no weights of its own.
    English,
}

impl Language {
    /// Number of languages.
    const COUNT: usize = 2;

    /// Returns the language of a code such as `nl-formal`; a language without weights is read as
    /// English.
    pub fn of(code: &str) -> Self {
        if code.starts_with("nl") { Self::Dutch } else { Self::English }
    }

    /// Returns the code of the language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// Returns what is shipped for the language; it is read once.
    fn shipped(self) -> &'static Shipped {
        static DUTCH: LazyLock<Shipped> = LazyLock::new(|| Shipped::of(Language::Dutch));
        static ENGLISH: LazyLock<Shipped> = LazyLock::new(|| Shipped::of(Language::English));
        match self {
            Self::Dutch => &DUTCH,
            Self::English => &ENGLISH,
        }
    }
}

/// Reason for a removal that scores say something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Insult of a person or a group.
    Insult,
    /// Self-promotion or spam.
    Promotion,
}

impl Label {
    /// Number of labels.
    pub const COUNT: usize = 2;
    /// All labels, in the order of their weights.
    pub const ALL: [Self; Self::COUNT] = [Self::Insult, Self::Promotion];

    /// Returns the code of the label.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Insult => "insult",
            Self::Promotion => "promotion",
        }
    }
}

/// The likelihood of each label, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// That a moderator removes the comment for insult.
    pub insult: f32,
    /// That one removes it for self-promotion or spam.
    pub promotion: f32,
}

impl Scores {
    /// Returns the likelihood of one label.
    pub const fn of(self, label: Label) -> f32 {
        match label {
            Label::Insult => self.insult,
            Label::Promotion => self.promotion,
        }
    }

    /// Returns the greater of both likelihoods.
    pub const fn worst(self) -> f32 {
        self.insult.max(self.promotion)
    }
}

/// Lesson of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taught {
    /// The comment is neither.
    Keep,
    /// It is an insult.
    Insult,
    /// It is self-promotion or spam.
    Promotion,
}

impl Taught {
    /// Returns what a decision teaches; `None` if scores say nothing of its reason.
    pub fn by(decision: Decision) -> Option<Self> {
        match decision {
            Decision::Keep => Some(Self::Keep),
            Decision::Remove(Removal::Insult) => Some(Self::Insult),
            Decision::Remove(Removal::SelfPromotion | Removal::Spam) => Some(Self::Promotion),
            Decision::Remove(_) | Decision::Restore => None,
        }
    }

    /// Returns the stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Insult => "insult",
            Self::Promotion => "promotion",
        }
    }

    /// Returns what a stored code means.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Keep, Self::Insult, Self::Promotion].into_iter().find(|taught| taught.code() == code)
    }

    /// Returns whether a label is true of the comment; `None` if the decision does not say.
    ///
    /// A removal for advertising does not say that the comment insults nobody.
    const fn says_of(self, label: Label) -> Option<bool> {
        match (self, label) {
            (Self::Keep, _) => Some(false),
            (Self::Insult, Label::Insult) | (Self::Promotion, Label::Promotion) => Some(true),
            (Self::Insult, Label::Promotion) | (Self::Promotion, Label::Insult) => None,
        }
    }
}

/// Change that one lesson made, in parts of 2⁻³⁰; stored with the lesson so that it can be undone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// Of the weights for insult.
    pub insult: i64,
    /// Of the weights for self-promotion.
    pub promotion: i64,
}

/// Unit of [`Steps`]: a likelihood has 24 bits, so that no step is rounded.
const STEP: f64 = 1_073_741_824.0; // 2³⁰

impl Steps {
    const fn of(self, label: Label) -> i64 {
        match label {
            Label::Insult => self.insult,
            Label::Promotion => self.promotion,
        }
    }
}

/// Rates at which a board's own decisions count.
const OWN: Rates = Rates { gram: 0.8, fact: 0.5, steady: 0.02 };
/// Number of decisions after which the shipped weights count half.
const FADES_AFTER: f32 = 1000.0;

/// Scales and shifts that make a likelihood of what the shipped weights say.
///
/// They are set so that a score of one half is right about half the time where one comment in ten
/// is removed.
const fn calibration(label: Label) -> (f32, f32) {
    match label {
        Label::Insult => (1.4, -0.6),
        Label::Promotion => (1.2, -1.6),
    }
}

/// Scores comments, and learns from decisions.
#[derive(Debug, Default)]
pub struct Scorer {
    /// By language and label; nothing until a decision taught it.
    learnt: [[Option<Box<Sums>>; Label::COUNT]; Language::COUNT],
    lessons: [u64; Language::COUNT],
}

impl Scorer {
    /// Returns a scorer that knows the shipped weights only.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the number of lessons that are in the sums.
    pub fn lessons(&self) -> u64 {
        self.lessons.iter().sum()
    }

    /// Returns the scores of a text; their cost is linear in its length.
    pub fn scores(&self, text: &str, language: Language) -> Scores {
        self.of_example(&Example::of(text, &language.shipped().lexicon), language)
    }

    /// Returns the scores of a text and what they come from, heaviest first.
    pub fn explained(&self, text: &str, language: Language) -> (Scores, Vec<Reason>) {
        reasons::of(self, text, language)
    }

    /// Learns what a decision says of a text, and returns what that changed.
    pub fn learn(&mut self, text: &str, language: Language, taught: Taught) -> Steps {
        let example = Example::of(text, &language.shipped().lexicon);
        let scores = self.of_example(&example, language);
        let step = |label| {
            let truth = f32::from(u8::from(taught.says_of(label)?));
            #[expect(clippy::cast_possible_truncation, reason = "at most 1")]
            Some((f64::from(scores.of(label) - truth) * STEP) as i64)
        };
        let [insult, promotion] = Label::ALL.map(|label| step(label).unwrap_or(0));
        let steps = Steps { insult, promotion };
        self.change(&example, language, steps, 1);
        steps
    }

    /// Adds a lesson that was learnt before or by another node.
    pub fn apply(&mut self, text: &str, language: Language, steps: Steps) {
        let example = Example::of(text, &language.shipped().lexicon);
        self.change(&example, language, steps, 1);
    }

    /// Takes a lesson back: the scores are as if it had never been given.
    pub fn take_back(&mut self, text: &str, language: Language, steps: Steps) {
        let example = Example::of(text, &language.shipped().lexicon);
        self.change(&example, language, steps, -1);
    }

    fn change(&mut self, example: &Example, language: Language, steps: Steps, sign: i64) {
        let lessons = &mut self.lessons[language as usize];
        *lessons = lessons.saturating_add_signed(sign);
        for label in Label::ALL {
            let step = steps.of(label);
            if step != 0 {
                let sums = &mut self.learnt[language as usize][label as usize];
                let sums = sums.get_or_insert_with(|| Box::new(Sums::new(OWN)));
                #[expect(
                    clippy::cast_precision_loss,
                    clippy::cast_possible_truncation,
                    reason = "24 bits at most"
                )]
                sums.add(example, (step as f64 / STEP) as f32, sign);
            }
        }
    }

    fn of_example(&self, example: &Example, language: Language) -> Scores {
        let shipped = language.shipped().logits(example);
        let [insult, promotion] = Label::ALL.map(|label| {
            let (scale, shift) = calibration(label);
            let learnt = self.sums(language, label).map_or(0.0, |sums| sums.logit(example));
            let shipped = shipped[label as usize] * scale + shift;
            logistic(shipped * self.fade(language) + learnt)
        });
        Scores { insult, promotion }
    }

    fn sums(&self, language: Language, label: Label) -> Option<&Sums> {
        self.learnt[language as usize][label as usize].as_deref()
    }

    /// Returns the part of their weight that the shipped weights still have.
    fn fade(&self, language: Language) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let lessons = self.lessons[language as usize] as f32;
        FADES_AFTER / (FADES_AFTER + lessons)
    }
}

/// Returns the likelihood of a logarithm of odds; the same on every machine.
fn logistic(odds: f32) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "from 0 to 1")]
    {
        (1.0 / (1.0 + libm::exp(-f64::from(odds)))) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSULT: &str = "Wat ben jij een ongelooflijke sukkel, ga iets anders doen.";
    const QUESTION: &str = "Weet iemand of de cijfers over het derde kwartaal al bekend zijn?";
    const OFFER: &str = "Bestel nu met korting op onze site: https://www.koopjes.example/actie";

    fn dutch(text: &str) -> Scores {
        Scorer::new().scores(text, Language::Dutch)
    }

    #[test]
    fn insults_and_offers_score_above_what_is_neither() {
        let (insult, question, offer) = (dutch(INSULT), dutch(QUESTION), dutch(OFFER));
        assert!(insult.insult > 0.5 && insult.promotion < 0.2, "{insult:?}");
        assert!(offer.promotion > 0.5 && offer.insult < 0.2, "{offer:?}");
        assert!(question.worst() < 0.2, "{question:?}");
    }

    #[test]
    fn a_quotation_a_denial_and_the_author_count_less() {
        for (meant, turned) in [
            ("Jij bent een idioot.", "Hij riep 'jij bent een idioot' naar de agent."),
            ("Jij bent een sukkel.", "Jij bent helemaal geen sukkel."),
            ("Jij bent een idioot.", "Ik ben een idioot dat ik dit vergat."),
        ] {
            let (meant, turned) = (dutch(meant), dutch(turned));
            assert!(meant.insult > turned.insult + 0.2, "{meant:?} {turned:?}");
        }
    }

    #[test]
    fn disguise_hides_little() {
        let plain = dutch("Wat een sukkel ben jij").insult;
        for disguised in [
            "Wat een s u k k e l ben jij",
            "Wat een sukk\u{200b}el ben jij",
            "Wat een suuuukkel ben jij",
            "Wat een 5ukk3l ben jij",
            "Wat een ѕukkеl ben jij",
        ] {
            assert!(dutch(disguised).insult > plain * 0.7, "{disguised}");
        }
    }

    #[test]
    fn reasons_lie_in_the_text_and_count() {
        let scorer = Scorer::new();
        for (text, label, word) in [
            (INSULT, Label::Insult, "sukkel"),
            ("é\u{301}\u{200b}😀 Jij bent een s\u{fc}kkel, echt", Label::Insult, "s\u{fc}kkel"),
            (OFFER, Label::Promotion, "korting"),
        ] {
            let (scores, reasons) = scorer.explained(text, Language::Dutch);
            let place = |reason: &Reason| reason.place.clone().filter(|_| reason.of == label);
            let places: Vec<_> = reasons.iter().filter_map(place).collect();
            let said = |place: &std::ops::Range<usize>| {
                text.chars().skip(place.start).take(place.len()).collect::<String>()
            };
            assert!(places.iter().any(|place| said(place).contains(word)), "{reasons:?}");
            let without = text.replace(&said(&places[0]), " ");
            assert!(scorer.scores(&without, Language::Dutch).of(label) < scores.of(label));
        }
    }

    #[test]
    fn decisions_teach_and_are_undone_exactly_in_any_order() {
        let mut scorer = Scorer::new();
        let texts = ["Dit is gewoon geneuzel.", "Wat een geneuzel weer.", INSULT, QUESTION];
        let before = texts.map(|text| scorer.scores(text, Language::Dutch));
        let lessons = texts.map(|text| (text, scorer.learn(text, Language::Dutch, Taught::Insult)));
        assert!(dutch(texts[1]).insult + 0.2 < scorer.scores(texts[1], Language::Dutch).insult);
        let mut other = Scorer::new();
        for (text, steps) in lessons.iter().rev() {
            other.apply(text, Language::Dutch, *steps);
        }
        for text in texts {
            let scores = [&scorer, &other].map(|one| one.scores(text, Language::Dutch));
            assert_eq!(scores[0], scores[1]);
        }
        for at in [2, 0, 3, 1] {
            let (text, steps) = lessons[at];
            scorer.take_back(text, Language::Dutch, steps);
        }
        assert_eq!(texts.map(|text| scorer.scores(text, Language::Dutch)), before);
        assert_eq!(scorer.lessons(), 0);
    }

    #[test]
    fn odd_texts_have_scores() {
        for text in ["", " ", "\0", "\u{202e}\u{200b}", "((((", "“‘\"'", "*", "@ @@", "> ", "1.2.3"]
        {
            for text in [text.to_owned(), text.repeat(5_000)] {
                let (scores, _) = Scorer::new().explained(&text, Language::English);
                assert!((0.0..=1.0).contains(&scores.worst()), "{text:.20}");
            }
        }
    }
}
