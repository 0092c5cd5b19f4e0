//! Marking of words in HTML, so that a reader sees where a search term occurs.

use super::Html;
use super::entities::escape_text;
use super::tokens::{Token, tokens};
use crate::text::characters::is_invisible;

/// Returns the HTML with these words marked where they occur as whole words in its text.
///
/// Upper and lower case are equal; invisible characters are ignored.
pub fn mark(html: &Html, words: &[&str]) -> Html {
    let words: Vec<Vec<String>> = words
        .iter()
        .map(|word| seen(&escape_text(word.trim())).into_iter().map(lower).collect())
        .collect();
    let words: Vec<Vec<String>> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return html.clone();
    }
    let mut marked = String::with_capacity(html.0.len() + 64);
    for token in tokens(&html.0) {
        match token {
            Token::Text(text) => mark_text(text, &words, &mut marked),
            Token::Tag(tag) => marked.push_str(tag.as_str()),
        }
    }
    Html(marked)
}

/// Splits text into visible characters, each with the invisible ones that follow it.
fn seen(text: &str) -> Vec<&str> {
    let mut ends: Vec<usize> = Vec::new();
    let mut end = 0;
    for unit in units(text) {
        end += unit.len();
        match ends.last_mut() {
            Some(last) if unit.chars().all(is_invisible) => *last = end,
            _ => ends.push(end),
        }
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, end)| &text[start..*end]).collect()
}

/// Returns a character in the form used for comparison.
fn lower(sign: &str) -> String {
    sign.chars().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect()
}

/// Marks words in the text between two tags.
fn mark_text(text: &str, words: &[Vec<String>], out: &mut String) {
    let signs = seen(text);
    let lower: Vec<String> = signs.iter().map(|sign| lower(sign)).collect();
    let is_letter =
        |at: Option<&String>| at.is_some_and(|sign| sign.chars().all(char::is_alphanumeric));
    let mut at = 0;
    while at < signs.len() {
        let found = words.iter().filter(|word| {
            let end = at + word.len();
            lower[at..].starts_with(word)
                && !(is_letter(word.first()) && at > 0 && is_letter(lower.get(at - 1)))
                && !(is_letter(word.last()) && is_letter(lower.get(end)))
        });
        if let Some(length) = found.map(Vec::len).max() {
            out.push_str("<mark>");
            out.extend(signs[at..at + length].iter().copied());
            out.push_str("</mark>");
            at += length;
        } else {
            out.push_str(signs[at]);
            at += 1;
        }
    }
}

/// Splits text into characters; an entity such as `&amp;` counts as one.
pub(super) fn units(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let entity =
            if first == '&' { rest.bytes().take(10).position(|sign| sign == b';') } else { None };
        let (unit, tail) = rest.split_at(entity.map_or(first.len_utf8(), |end| end + 1));
        rest = tail;
        Some(unit)
    })
}
