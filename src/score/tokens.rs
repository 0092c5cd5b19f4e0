//! A comment as tokens: words as they are meant, links and numbers, each with its place.

use linkify::{LinkFinder, LinkKind};

use super::fold;
use super::quotes::Quotes;

/// Greatest number of characters of a text that is read; comments end before it.
const READ_MAX: usize = 12_000;
/// Least number of single letters in a row that are one word, as in `s u k k e l`.
const SPACED_MIN: usize = 4;
/// Least number of digits of a telephone number.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 9..=13;
/// Endings of bare host names that are links without `www.` or a scheme.
const TOP_LEVELS: &[&str] = &[
    "app", "be", "biz", "blog", "ch", "club", "cn", "co", "com", "de", "dev", "edu", "es", "eu",
    "example", "fr", "gg", "info", "io", "it", "ly", "me", "mobi", "net", "nl", "nu", "online",
    "org", "pl", "pro", "ru", "shop", "site", "store", "tk", "to", "top", "tv", "uk", "us", "vip",
    "website", "xyz",
];

/// Kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    Number,
    Link,
    Email,
    Phone,
    /// A name that begins with `@`.
    Handle,
    /// One sign of punctuation or another symbol.
    Mark,
}

/// One token of a comment.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    /// The word without accents, disguise and repeats; of a link its host; else as written.
    pub text: String,
    /// First character in the text as typed, and the one after the last.
    pub start: u32,
    pub end: u32,
    /// Number of the sentence, from 0.
    pub sentence: u32,
    /// Inside quotation marks, or on a line that begins with `>`.
    pub quoted: bool,
    /// In capitals, three letters or more.
    pub shouted: bool,
    /// Written so that a filter misses it: digits for letters, spaces or invisible signs inside.
    pub disguised: bool,
}

/// Returns the tokens of a text in their order; a text beyond `READ_MAX` is read to there.
pub fn tokens(text: &str) -> Vec<Token> {
    let text = head(text);
    let characters: Vec<char> = text.chars().collect();
    let mut reader = Reader {
        quotes: Quotes::of(&characters),
        links: links(text),
        characters: &characters,
        found: Vec::with_capacity(characters.len() / 4),
        sentence: 0,
    };
    let mut at = 0;
    while at < characters.len() {
        at = reader.read(at);
    }
    joined(reader.found)
}

/// Returns the first `READ_MAX` characters.
fn head(text: &str) -> &str {
    text.char_indices().nth(READ_MAX).map_or(text, |(end, _)| &text[..end])
}

/// A link or an address of e-mail, in characters.
struct Found {
    start: usize,
    end: usize,
    kind: Kind,
    host: String,
}

/// Returns links and addresses of e-mail from the last to the first.
fn links(text: &str) -> Vec<Found> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let (mut byte, mut character) = (0, 0);
    let mut place = |to: usize| {
        character += text[byte..to].chars().count();
        byte = to;
        character
    };
    let mut found: Vec<Found> = finder
        .links(text)
        .filter_map(|link| {
            let (kind, host) = match link.kind() {
                LinkKind::Email => (Kind::Email, link.as_str().rsplit('@').next()?.to_owned()),
                _ => (Kind::Link, host(link.as_str())?),
            };
            Some(Found { start: place(link.start()), end: place(link.end()), kind, host })
        })
        .collect();
    found.reverse();
    found
}

/// Returns the host of a link, or `None` for two words with a full stop between them.
fn host(link: &str) -> Option<String> {
    let (has_scheme, rest) = match link.split_once("://") {
        Some((_, rest)) => (true, rest),
        None => (false, link),
    };
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let is_known = TOP_LEVELS.contains(&host.rsplit('.').next()?);
    (has_scheme || host.starts_with("www.") || is_known).then_some(host)
}

/// The state while a text is read.
struct Reader<'a> {
    characters: &'a [char],
    quotes: Quotes,
    links: Vec<Found>,
    found: Vec<Token>,
    sentence: u32,
}

impl Reader<'_> {
    /// Reads what begins at a character, and returns where the next begins.
    fn read(&mut self, at: usize) -> usize {
        while self.links.last().is_some_and(|link| link.start < at) {
            self.links.pop();
        }
        if let Some(link) = self.links.pop_if(|link| link.start == at) {
            self.push(link.kind, link.host, at, link.end);
            return link.end;
        }
        let c = self.characters[at];
        match c {
            '\n' => self.sentence += 1,
            c if c.is_whitespace() => {}
            '@' if self.is_word(at + 1) && !self.is_word(at.wrapping_sub(1)) => {
                let end = self.word_end(at + 1);
                self.push(Kind::Handle, fold::fold(&self.typed(at + 1, end)), at, end);
                return end;
            }
            '+' | '(' | '0'..='9' => return self.read_number(at),
            _ if self.is_word(at) || self.is_sign_before_letters(at) => return self.read_word(at),
            _ if fold::base(c).is_none() => {}
            c => {
                self.push(Kind::Mark, c.to_string(), at, at + 1);
                if matches!(c, '.' | '!' | '?' | '…') {
                    self.sentence += 1;
                }
            }
        }
        at + 1
    }

    fn typed(&self, start: usize, end: usize) -> String {
        self.characters[start..end].iter().collect()
    }

    /// Returns whether a letter or a digit stands at a place.
    fn is_word(&self, at: usize) -> bool {
        self.characters.get(at).is_some_and(|c| c.is_alphanumeric())
    }

    /// Returns whether a sign stands for the first letter of a word: `$ukkel`, `@sshole`.
    fn is_sign_before_letters(&self, at: usize) -> bool {
        matches!(self.characters[at], '$' | '@')
            && self.characters.get(at + 1).is_some_and(|c| c.is_alphabetic())
    }

    /// Returns the end of the word that begins at a place.
    ///
    /// Signs between two letters belong to it: an apostrophe, and those written for letters.
    fn word_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        while let Some(c) = self.characters.get(end) {
            let is_part = c.is_alphanumeric()
                || (fold::base(*c).is_none() && !c.is_whitespace())
                || matches!(c, '\'' | '’' | '@' | '$' | '!' | '|' | '*' | '€')
                    && self.has_letter_after(end);
            if !is_part {
                break;
            }
            end += 1;
        }
        end
    }

    /// Returns whether a letter or digit follows at once, or after more of the same sign.
    fn has_letter_after(&self, at: usize) -> bool {
        let sign = self.characters[at];
        self.characters[at..]
            .iter()
            .take(8)
            .find(|c| **c != sign)
            .is_some_and(|c| c.is_alphabetic() || sign != '!' && c.is_ascii_digit())
    }

    fn read_word(&mut self, start: usize) -> usize {
        let end = self.word_end(start);
        let (meant, disguised) = meant(&self.characters[start..end]);
        if meant.is_empty() {
            return end;
        }
        self.push(Kind::Word, meant, start, end);
        if let Some(word) = self.found.last_mut() {
            word.disguised = disguised;
        }
        end
    }

    /// Reads a telephone number, another number, or a word that begins with a digit.
    fn read_number(&mut self, start: usize) -> usize {
        let is_part =
            |c: &char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+' | '.');
        let run = self.characters[start..].iter().take(24).take_while(|c| is_part(c)).count();
        let run = self.characters[start..start + run]
            .iter()
            .rposition(char::is_ascii_digit)
            .map_or(0, |last| last + 1);
        let digits: String =
            self.characters[start..start + run].iter().filter(|c| c.is_ascii_digit()).collect();
        let begins = matches!(self.characters[start], '0' | '+' | '(');
        if begins && PHONE_DIGITS.contains(&digits.len()) {
            self.push(Kind::Phone, digits, start, start + run);
            return start + run;
        }
        if !self.characters[start].is_ascii_digit() {
            self.push(Kind::Mark, self.characters[start].to_string(), start, start + 1);
            return start + 1;
        }
        let end = self.word_end(start);
        if self.characters[start..end].iter().any(|c| c.is_alphabetic()) {
            return self.read_word(start);
        }
        self.push(Kind::Number, self.typed(start, end), start, end);
        end
    }

    fn push(&mut self, kind: Kind, text: String, start: usize, end: usize) {
        let letters = &self.characters[start..end];
        let shouted = kind == Kind::Word
            && letters.iter().filter(|c| c.is_uppercase()).count() >= 3
            && !letters.iter().any(|c| c.is_lowercase());
        self.found.push(Token {
            kind,
            text,
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
            sentence: self.sentence,
            quoted: self.quotes.contains(start),
            shouted,
            disguised: false,
        });
    }
}

/// Returns the word that is meant by what is typed, and whether it was disguised.
fn meant(typed: &[char]) -> (String, bool) {
    let seen: Vec<char> = typed.iter().filter_map(|c| fold::base(*c)).collect();
    let letters = seen.iter().filter(|c| c.is_alphabetic()).count();
    let is_sign = |c: char| fold::letter_for(c).is_some();
    let has_other_digit = seen.iter().any(|c| c.is_ascii_digit() && !is_sign(*c));
    let leads_in = seen.windows(2).any(|pair| is_sign(pair[0]) && pair[1].is_alphabetic());
    let is_leet = letters >= 2 && leads_in && !has_other_digit;
    let word: String = seen
        .iter()
        .filter_map(|c| match fold::letter_for(*c) {
            Some(letter) if is_leet => Some(letter),
            _ if matches!(c, '\'' | '’') => None,
            _ => Some(*c),
        })
        .collect();
    let was_hidden =
        seen.len() < typed.len() && typed.iter().any(|c| crate::text::characters::is_invisible(*c));
    (fold::without_repeats(&word), is_leet || was_hidden || word.contains('*'))
}

/// Joins single letters in a row to one word.
fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let is_single = |token: &Token| token.kind == Kind::Word && token.end - token.start == 1;
    let is_between = |token: &Token| {
        token.kind == Kind::Mark && matches!(token.text.as_str(), "-" | "." | "*" | "_" | "/")
    };
    let mut all = Vec::with_capacity(tokens.len());
    let mut run: Vec<Token> = Vec::new();
    for token in tokens {
        match token {
            token if is_single(&token) || !run.is_empty() && is_between(&token) => {
                run.push(token);
            }
            token => {
                close(&mut run, &mut all, is_single);
                all.push(token);
            }
        }
    }
    close(&mut run, &mut all, is_single);
    all
}

/// Adds a run of single letters as one word, or as it is when it is short.
fn close(run: &mut Vec<Token>, all: &mut Vec<Token>, is_single: impl Fn(&Token) -> bool) {
    let letters: String =
        run.iter().filter(|token| is_single(token)).map(|token| token.text.as_str()).collect();
    if letters.chars().count() < SPACED_MIN {
        all.append(run);
        return;
    }
    let last = run.iter().rposition(is_single).unwrap_or(0);
    let after = run.split_off(last + 1);
    let end = run[last].end;
    let first = run.swap_remove(0);
    run.clear();
    all.push(Token { text: fold::without_repeats(&letters), end, disguised: true, ..first });
    all.extend(after);
}
