//! A comment as the numbers that its scores are made of.

use super::facts::Facts;
use super::grams::Grams;
use super::lexicon::Lexicon;
use super::tokens::{self, Token};

/// The tokens and features of one comment.
#[derive(Debug)]
pub struct Example {
    pub tokens: Vec<Token>,
    pub grams: Grams,
    pub facts: Facts,
}

impl Example {
    /// Reads a comment with the words of its language.
    pub fn of(text: &str, lexicon: &Lexicon) -> Self {
        let tokens = tokens::tokens(text);
        let hits = lexicon.hits(&tokens);
        Self { grams: Grams::of(&tokens, &hits), facts: Facts::of(&tokens, &hits), tokens }
    }
}
