//! Facts of a comment beyond its words: for whom a coarse word is, and what is offered.

use super::lexicon::{Hit, Kind as Word};
use super::tokens::{Kind, Token};

/// Greatest number of tokens between a coarse word and what it belongs to.
const NEAR: usize = 5;
/// Greatest number of tokens between a coarse word and the group it is about.
const NEAR_GROUP: usize = 12;
/// Least weight of a word that reports or denies; lighter ones also stand in plain statements.
const REPORTS: f32 = 1.0;
const DENIES: f32 = 0.6;
/// Greatest number of tokens between a negation, or "I am", and the word it turns.
const TURNS: usize = 4;
/// Number of tokens of a text that says one thing.
const SHORT: f32 = 11.0;
/// Weights of one fact are added up to this; beyond it more of the same says nothing new.
const SUM_MAX: f32 = 6.0;

/// A fact of a comment. Its value is a sum of weights over 3, a part of the text, or 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fact {
    /// Insulting words near "you".
    InsultForYou,
    /// Insulting words near the name of a group.
    InsultForGroup,
    /// Other insulting words.
    InsultPlain,
    /// Insulting words in a quotation.
    InsultQuoted,
    /// Insulting words that are denied.
    InsultNegated,
    /// Insulting words for the author.
    InsultSelf,
    /// Insulting words that somebody is reported to have said.
    InsultReported,
    /// Words of harm or hatred near "you".
    HarmForYou,
    /// Words of harm or hatred near the name of a group.
    HarmForGroup,
    /// Other words of harm or hatred.
    HarmPlain,
    /// Words of harm or hatred that are quoted, denied or reported.
    HarmTurned,
    /// Curses near "you".
    CurseForYou,
    /// Other curses.
    CursePlain,
    /// Curses that are quoted or reported.
    CurseQuoted,
    /// The heaviest insulting word that is meant.
    Strongest,
    /// Words for "you".
    You,
    /// Names of groups.
    Group,
    /// Words that deny.
    Negation,
    /// Words that report what somebody said.
    Quote,
    /// Words for the author's own.
    Own,
    /// Words for the author's own in a quotation.
    OwnQuoted,
    /// Words of an offer.
    Offer,
    /// Words that ask to do something.
    Call,
    /// Words for ways to reach somebody.
    Contact,
    /// Words of promotion in a quotation.
    PromotionQuoted,
    /// Words for the author's own together with an offer.
    OwnAndOffer,
    /// Words for the author's own together with a link.
    OwnAndLink,
    /// Words for the author's own together with a request.
    OwnAndCall,
    /// A request together with a link.
    CallAndLink,
    /// An offer together with a link.
    OfferAndLink,
    /// An offer together with a request.
    OfferAndCall,
    /// A request together with a way to reach somebody.
    CallAndContact,
    /// A link.
    Link,
    /// More than one link.
    Links,
    /// A link is the last word.
    LinkAtEnd,
    /// A link, and hardly a word beside it.
    LinkAlone,
    /// A link in a quotation.
    LinkQuoted,
    /// An address of e-mail.
    Email,
    /// A telephone number.
    Phone,
    /// A sum of money.
    Money,
    /// A percentage.
    Percent,
    /// Capitals with digits, as codes for a discount are written.
    Code,
    /// A name that begins with `@`, not at the start.
    Handle,
    /// Numbers.
    Numbers,
    /// The part of the words that is in capitals.
    Shouted,
    /// Exclamation marks.
    Exclaims,
    /// A question mark.
    Asks,
    /// Words written so that a filter misses them.
    Disguised,
    /// Fewer than twelve words.
    Short,
    /// Many words.
    Long,
    /// Always there.
    Bias,
}

impl Fact {
    /// Facts that belong to no word.
    pub const OF_THE_WHOLE: [Self; 5] =
        [Self::Shouted, Self::Exclaims, Self::LinkAlone, Self::Links, Self::Short];
}

/// Number of facts.
pub const COUNT: usize = Fact::Bias as usize + 1;

/// The facts of one comment, and the tokens they come from.
#[derive(Debug)]
pub struct Facts {
    pub values: [f32; COUNT],
    /// Fact, first and last token, and what they add to its value.
    pub from: Vec<(Fact, usize, usize, f32)>,
}

impl Facts {
    /// Collects the facts of tokens and of the known words among them.
    pub fn of(tokens: &[Token], hits: &[Hit]) -> Self {
        let mut facts = Self { values: [0.0; COUNT], from: Vec::new() };
        let context = Context::of(tokens, hits);
        for hit in hits {
            facts.add_word(*hit, tokens, &context);
        }
        facts.add_links(tokens);
        facts.add_numbers(tokens);
        facts.add_manner(tokens);
        for value in &mut facts.values[..Fact::Link as usize] {
            *value = value.min(SUM_MAX) / 3.0;
        }
        facts.spread(tokens.len());
        facts.add_pairs();
        facts.set(Fact::Bias, 1.0);
        facts
    }

    /// Returns the number and value of each fact that is there.
    pub fn present(&self) -> impl Iterator<Item = (usize, f32)> {
        self.values.iter().copied().enumerate().filter(|(_, value)| *value != 0.0)
    }

    fn add(&mut self, fact: Fact, first: usize, last: usize, amount: f32) {
        self.values[fact as usize] += amount;
        self.from.push((fact, first, last, amount / 3.0));
    }

    fn set(&mut self, fact: Fact, value: f32) {
        self.values[fact as usize] = value;
    }

    fn get(&self, fact: Fact) -> f32 {
        self.values[fact as usize]
    }

    fn add_word(&mut self, hit: Hit, tokens: &[Token], context: &Context<'_>) {
        let Hit { kind, weight, first, last } = hit;
        let quoted = tokens[first].quoted;
        let fact = match kind {
            Word::Insult | Word::Curse | Word::Harm => context.fact_of(hit, quoted),
            Word::You => Fact::You,
            Word::Group => Fact::Group,
            Word::Negation => Fact::Negation,
            Word::Quote => Fact::Quote,
            Word::Own if quoted => Fact::OwnQuoted,
            Word::Offer | Word::Call | Word::Contact if quoted => Fact::PromotionQuoted,
            Word::Own => Fact::Own,
            Word::Offer => Fact::Offer,
            Word::Call => Fact::Call,
            Word::Contact => Fact::Contact,
        };
        self.add(fact, first, last, weight);
        if matches!(fact, Fact::InsultForYou | Fact::InsultForGroup | Fact::InsultPlain)
            && weight > self.get(Fact::Strongest)
        {
            self.set(Fact::Strongest, weight);
            self.from.retain(|(fact, ..)| *fact != Fact::Strongest);
            self.from.push((Fact::Strongest, first, last, weight / 3.0));
        }
    }

    fn add_links(&mut self, tokens: &[Token]) {
        let mut links = 0.0_f32;
        for (at, token) in tokens.iter().enumerate() {
            let fact = match token.kind {
                Kind::Link if token.quoted => Fact::LinkQuoted,
                Kind::Link => {
                    links += 1.0;
                    Fact::Link
                }
                Kind::Email => Fact::Email,
                Kind::Phone => Fact::Phone,
                Kind::Handle if at > 0 => Fact::Handle,
                _ => continue,
            };
            self.set(fact, 1.0);
            self.from.push((fact, at, at, 1.0));
        }
        self.set(Fact::Links, (links - 1.0).clamp(0.0, 3.0) / 3.0);
        let last = tokens.iter().rev().find(|token| token.kind != Kind::Mark);
        if last.is_some_and(|token| token.kind == Kind::Link && !token.quoted) {
            self.set(Fact::LinkAtEnd, 1.0);
        }
        let words = tokens.iter().filter(|token| token.kind == Kind::Word).count();
        if links > 0.0 && words <= 4 {
            self.set(Fact::LinkAlone, 1.0);
        }
    }

    fn add_numbers(&mut self, tokens: &[Token]) {
        let mut numbers = 0.0_f32;
        for (at, token) in tokens.iter().enumerate() {
            let is_number = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Number);
            let fact = match token.text.as_str() {
                "€" | "$" | "£" if is_number(at + 1) => Fact::Money,
                "euro" | "dolar" | "usd" | "eur" | "bucks" if at > 0 && is_number(at - 1) => {
                    Fact::Money
                }
                "%" | "procent" | "percent" if at > 0 && is_number(at - 1) => Fact::Percent,
                _ if is_code(token) => Fact::Code,
                _ => {
                    numbers += f32::from(u8::from(token.kind == Kind::Number));
                    continue;
                }
            };
            self.set(fact, 1.0);
            self.from.push((fact, at, at, 1.0));
        }
        self.set(Fact::Numbers, numbers.min(4.0) / 4.0);
    }

    fn add_manner(&mut self, tokens: &[Token]) {
        let words = tokens.iter().filter(|token| token.kind == Kind::Word);
        let (mut count, mut shouted) = (0_u16, 0_u16);
        for word in words.take(4_000) {
            count += 1;
            shouted += u16::from(word.shouted);
        }
        let marks = |sign: &str| tokens.iter().filter(|t| t.text == sign).take(4).count();
        let part = f32::from(shouted) / f32::from(count.max(4));
        self.set(Fact::Shouted, part);
        self.set(Fact::Exclaims, [0.0, 0.4, 0.7, 0.9, 1.0][marks("!")]);
        self.set(Fact::Asks, [0.0, 1.0, 1.0, 1.0, 1.0][marks("?")]);
        for at in (0..tokens.len()).filter(|at| tokens[*at].disguised) {
            self.set(Fact::Disguised, 1.0);
            self.from.push((Fact::Disguised, at, at, 1.0));
        }
        let length = f32::from(count);
        self.set(Fact::Short, (1.0 - length / 12.0).max(0.0));
        self.set(Fact::Long, (length / 80.0).min(1.0));
    }

    /// Lowers what is said of a group in a long text: there it is rarely all that is said.
    fn spread(&mut self, tokens: usize) {
        let part = SHORT / f32::from(u16::try_from(tokens).unwrap_or(u16::MAX)).max(SHORT);
        self.values[Fact::HarmForGroup as usize] *= part;
        for (_, _, _, amount) in self.from.iter_mut().filter(|(f, ..)| *f == Fact::HarmForGroup) {
            *amount *= part;
        }
    }

    fn add_pairs(&mut self) {
        for (both, one, other) in [
            (Fact::OwnAndOffer, Fact::Own, Fact::Offer),
            (Fact::OwnAndLink, Fact::Own, Fact::Link),
            (Fact::OwnAndCall, Fact::Own, Fact::Call),
            (Fact::CallAndLink, Fact::Call, Fact::Link),
            (Fact::OfferAndLink, Fact::Offer, Fact::Link),
            (Fact::OfferAndCall, Fact::Offer, Fact::Call),
            (Fact::CallAndContact, Fact::Call, Fact::Contact),
        ] {
            self.set(both, self.get(one).min(self.get(other)));
        }
    }
}

/// Returns whether a word is capitals and digits, as codes for a discount are.
fn is_code(token: &Token) -> bool {
    token.kind == Kind::Word
        && token.shouted
        && token.text.chars().any(|c| c.is_ascii_digit())
        && token.text.chars().count() >= 4
}

/// The words around a coarse one that decide for whom it is.
struct Context<'a> {
    tokens: &'a [Token],
    hits: &'a [Hit],
}

impl<'a> Context<'a> {
    fn of(tokens: &'a [Token], hits: &'a [Hit]) -> Self {
        Self { tokens, hits }
    }

    /// Returns whether a word of a kind is in the same sentence, at most so many tokens before
    /// or after a coarse one.
    fn has_near(&self, hit: Hit, (kind, least): (Word, f32), before: usize, after: usize) -> bool {
        let sentence = self.tokens[hit.first].sentence;
        // Hits are in the order of their tokens.
        let from = self.hits.partition_point(|other| other.first + before < hit.first);
        self.hits[from..].iter().take_while(|other| other.first <= hit.last + after).any(|other| {
            other.kind == kind
                && other.weight >= least
                && self.tokens[other.first].sentence == sentence
        })
    }

    /// Returns whether a word before a coarse one denies it, with no clause between them.
    ///
    /// "It is not clear that they are fools" denies that it is clear.
    fn is_denied(&self, hit: Hit) -> bool {
        let start = hit.first.saturating_sub(TURNS);
        let clause = (start..hit.first).rev().find(|at| {
            matches!(
                self.tokens[*at].text.as_str(),
                "dat" | "omdat" | "maar" | "that" | "because" | "but" | ","
            )
        });
        let reach = clause.map_or(TURNS, |at| hit.first - at - 1);
        self.has_near(hit, (Word::Negation, DENIES), reach, 0)
    }

    /// Returns whether "I am" stands before a coarse word, and nobody else is spoken to.
    fn is_self(&self, hit: Hit) -> bool {
        let start = hit.first.saturating_sub(TURNS);
        let before = &self.tokens[start..hit.first];
        let sentence = self.tokens[hit.first].sentence;
        let is_i = |token: &Token| {
            token.sentence == sentence
                && matches!(token.text.as_str(), "ik" | "i" | "im" | "mezelf" | "myself" | "ikzelf")
        };
        before.iter().any(is_i) && !self.has_near(hit, (Word::You, 0.0), NEAR, NEAR)
    }

    /// Returns the fact that a coarse word adds to.
    fn fact_of(&self, hit: Hit, quoted: bool) -> Fact {
        let turned = || self.is_denied(hit);
        let reported = || self.has_near(hit, (Word::Quote, REPORTS), NEAR, 2);
        let for_you = || self.has_near(hit, (Word::You, 0.0), NEAR, NEAR);
        let for_group = || self.has_near(hit, (Word::Group, 0.0), NEAR_GROUP, NEAR_GROUP);
        match hit.kind {
            Word::Harm if quoted || turned() || reported() => Fact::HarmTurned,
            Word::Harm if for_group() => Fact::HarmForGroup,
            Word::Harm if for_you() => Fact::HarmForYou,
            Word::Harm => Fact::HarmPlain,
            Word::Curse if quoted || reported() => Fact::CurseQuoted,
            Word::Curse if for_group() => Fact::InsultForGroup,
            Word::Curse if for_you() => Fact::CurseForYou,
            Word::Curse => Fact::CursePlain,
            _ if quoted => Fact::InsultQuoted,
            _ if turned() => Fact::InsultNegated,
            _ if self.is_self(hit) => Fact::InsultSelf,
            _ if reported() => Fact::InsultReported,
            _ if for_group() => Fact::InsultForGroup,
            _ if for_you() => Fact::InsultForYou,
            _ => Fact::InsultPlain,
        }
    }
}
