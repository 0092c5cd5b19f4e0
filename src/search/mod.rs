//! Search: parsing of queries, contents of the index, and snippets of results.
//!
//! The indexes themselves are part of the store.

mod beginning;
mod expression;
mod snippet;
mod words;

use jiff::Timestamp;

use crate::locale::Message;

pub use beginning::beginning;
pub use expression::{Document, Writing};
pub use snippet::{SnippetPart, marked, snippet};
pub use words::{Stems, Word};

/// Number of results on one page.
pub const PER_PAGE: i64 = 20;
/// Maximum number of comments that are counted: nobody reads further, and counting a million takes
/// long.
pub const MOST: i64 = 1_000;
/// Maximum number of articles that are counted.
pub const MOST_ARTICLES: i64 = 200;
/// Number of articles above the comments when both are searched: as many as fit with them on one
/// screen.
pub const ARTICLES_ABOVE: i64 = 3;
/// Maximum length of a query, in characters: a long sentence.
pub const QUESTION_MAX: usize = 200;
/// Maximum number of words in a query; each one costs another index lookup.
const WORDS_MAX: usize = 16;

/// Stems of adjacent words; often only one.
pub type Phrase = Vec<String>;

/// Parsed search text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Phrases that must all occur.
    pub wanted: Vec<Phrase>,
    /// Phrases of which none may occur.
    pub unwanted: Vec<Phrase>,
}

/// Query with its filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Phrases to search for.
    pub query: Query,
    /// Category to which the search is restricted.
    pub category: Option<i64>,
    /// Earliest time of publication.
    pub since: Option<Timestamp>,
    /// Latest time of publication.
    pub until: Option<Timestamp>,
}

/// Error in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionError {
    /// The text has too many characters.
    TooLong,
    /// The text has too many words.
    TooManyWords,
    /// The text has only excluded words.
    OnlyUnwanted,
    /// The text has no letters and no digits.
    NoWords,
}

impl QuestionError {
    /// Returns the error message, which says how to correct the query.
    pub fn sentence(self) -> Message {
        match self {
            Self::TooLong => Message::with("search-too-long", "most", QUESTION_MAX),
            Self::TooManyWords => Message::with("search-too-many-words", "most", WORDS_MAX),
            Self::OnlyUnwanted => "search-only-unwanted".into(),
            Self::NoWords => "search-no-words".into(),
        }
    }
}

impl Query {
    /// Parses a query: words, `"phrases"`, and `-` before an excluded one.
    ///
    /// Returns `None` for an empty text.
    pub fn parse(text: &str, stems: &mut Stems) -> Result<Option<Self>, QuestionError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().count() > QUESTION_MAX {
            return Err(QuestionError::TooLong);
        }
        let (mut wanted, mut query) = (Vec::new(), Self::default());
        for part in parts(text) {
            let words = stems.words(part.text);
            if words.is_empty() {
                continue;
            }
            // Stop words alone say nothing; they are dropped if other words remain.
            let is_common =
                words.len() == 1 && !part.quoted && stems.is_common(words[0].of(part.text));
            let phrase: Phrase = words.into_iter().map(|word| word.stem).collect();
            if part.unwanted {
                query.unwanted.push(phrase);
            } else {
                wanted.push((phrase, is_common));
            }
        }
        if wanted.iter().any(|(_, is_common)| !is_common) {
            wanted.retain(|(_, is_common)| !is_common);
        }
        for (phrase, _) in wanted {
            if !query.wanted.contains(&phrase) {
                query.wanted.push(phrase);
            }
        }
        match (query.wanted.is_empty(), query.unwanted.is_empty()) {
            (true, true) => Err(QuestionError::NoWords),
            (true, false) => Err(QuestionError::OnlyUnwanted),
            _ if query.phrases().map(Vec::len).sum::<usize>() > WORDS_MAX => {
                Err(QuestionError::TooManyWords)
            }
            _ => Ok(Some(query)),
        }
    }

    /// Returns whether a text with these stems matches.
    pub fn matches(&self, stems: &[String]) -> bool {
        let holds = |phrase: &Phrase| stems.windows(phrase.len()).any(|run| run == phrase);
        self.wanted.iter().all(holds) && !self.unwanted.iter().any(holds)
    }

    fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        self.wanted.iter().chain(&self.unwanted)
    }
}

/// Part of a query: quoted text, or text between spaces.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    text: &'a str,
    quoted: bool,
    unwanted: bool,
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let is_quote = |sign: char| matches!(sign, '"' | '“' | '”' | '„' | '«' | '»');
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let bare = rest.strip_prefix(['-', '−', '–']);
        let (unwanted, after) = (bare.is_some(), bare.unwrap_or(rest));
        let (quoted, part, tail) = if let Some(inner) = after.strip_prefix(is_quote) {
            let (part, tail) = inner.split_once(is_quote).unwrap_or((inner, ""));
            (true, part, tail)
        } else {
            let end = after
                .find(|sign: char| sign.is_whitespace() || is_quote(sign))
                .unwrap_or(after.len());
            let (part, tail) = after.split_at(end);
            (false, part, tail)
        };
        parts.push(Part { text: part, quoted, unwanted });
        rest = tail.trim_start();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    fn parse(text: &str) -> Result<Option<Query>, QuestionError> {
        Query::parse(text, &mut Stems::new(Lang::Nl))
    }

    fn wanted(text: &str) -> Vec<String> {
        parse(text).unwrap().unwrap().wanted.iter().map(|phrase| phrase.join(" ")).collect()
    }

    #[test]
    fn a_question_is_words_phrases_and_what_should_not_be_there() {
        let query = parse("reclames \"open deur\" -spam -\"gratis geld\"").unwrap().unwrap();
        let phrase = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Phrase>();
        assert_eq!(query.wanted, [phrase(&["reclame"]), phrase(&["oop", "deur"])]);
        assert_eq!(query.unwanted, [phrase(&["spam"]), phrase(&["gratis", "geld"])]);
        assert_eq!(wanted("„open deur” klant"), ["oop deur", "klant"]);
        assert_eq!(wanted("\"open deur"), ["oop deur"], "a quote that nobody closed");
        assert_eq!(wanted("social-media"), ["social media"]);
    }

    #[test]
    fn common_words_count_only_where_there_is_nothing_else_or_in_quotes() {
        assert_eq!(wanted("wat is het doel van de campagne"), ["doel", "campagne"]);
        assert_eq!(wanted("de"), ["de"]);
        assert_eq!(wanted("\"van de\" klant"), ["van de", "klant"]);
    }

    #[test]
    fn what_cannot_be_answered_says_why() {
        assert_eq!(parse("  "), Ok(None));
        assert_eq!(parse("-spam"), Err(QuestionError::OnlyUnwanted));
        assert_eq!(parse("\" * ( ) - \""), Err(QuestionError::NoWords));
        assert_eq!(parse(&"a".repeat(201)), Err(QuestionError::TooLong));
        let many: Vec<String> = (1..=17).map(|number| format!("w{number}")).collect();
        assert_eq!(parse(&many.join(" ")), Err(QuestionError::TooManyWords));
        assert!(parse(&many[1..].join(" ")).is_ok());
    }

    #[test]
    fn a_text_is_meant_when_it_has_all_of_it() {
        let mut stems = Stems::new(Lang::Nl);
        let mut is_meant = |question: &str, text: &str| {
            let query = Query::parse(question, &mut stems).unwrap().unwrap();
            let text: Vec<String> = stems.words(text).into_iter().map(|word| word.stem).collect();
            query.matches(&text)
        };
        assert!(is_meant("\"open deur\" reclames", "Reclame is een open deur"));
        assert!(!is_meant("\"deur open\" reclames", "Reclame is een open deur"));
        assert!(!is_meant("reclame -deur", "Reclame is een open deur"));
    }
}
