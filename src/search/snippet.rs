//! Snippets of texts: the part in which most of the search terms are close together, with those
//! marked.

use super::{Phrase, Query, Stems, Word};

/// Number of words in a snippet: about three lines on a phone.
const WORDS: usize = 32;
/// Number of words before the first marked one.
const BEFORE: usize = 6;

/// Part of a text, unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPart {
    /// Text of the piece.
    pub text: String,
    /// True if it matches a search term.
    pub marked: bool,
}

/// Returns the part of a text with the most search terms.
///
/// An ellipsis stands for the omitted text at either end.
pub fn snippet(text: &str, query: &Query, stems: &mut Stems) -> Vec<SnippetPart> {
    let words = stems.words(text);
    let marks = marks(&words, query);
    let (first, last) = stretch(&words, &marks);
    let start = if first == 0 { 0 } else { words[first].start };
    let end = if last == words.len() { text.len() } else { words[last - 1].end };
    let mut pieces = pieces(text, start..end, &words, &marks);
    if start > 0 {
        pieces.insert(0, SnippetPart { text: "… ".to_owned(), marked: false });
    }
    if end < text.len() {
        pieces.push(SnippetPart { text: " …".to_owned(), marked: false });
    }
    pieces
}

/// Returns a whole text with the search terms marked.
pub fn marked(text: &str, query: &Query, stems: &mut Stems) -> Vec<SnippetPart> {
    let words = stems.words(text);
    pieces(text, 0..text.len(), &words, &marks(&words, query))
}

/// Returns for each word the index of the phrase it is part of.
fn marks(words: &[Word], query: &Query) -> Vec<Option<usize>> {
    let mut marks = vec![None; words.len()];
    for (number, phrase) in query.wanted.iter().enumerate() {
        for start in 0..words.len() {
            if begins(&words[start..], phrase) {
                marks[start..start + phrase.len()].fill(Some(number));
            }
        }
    }
    marks
}

fn begins(words: &[Word], phrase: &Phrase) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, stem)| word.stem == *stem)
}

/// Returns the range of words with the most phrases; the first of equal ones.
fn stretch(words: &[Word], marks: &[Option<usize>]) -> (usize, usize) {
    let told = |start: usize| {
        let mut found: Vec<usize> = marks[start..(start + WORDS - BEFORE).min(marks.len())]
            .iter()
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    let starts = (0..words.len()).filter(|start| marks[*start].is_some());
    let best = starts.max_by_key(|start| (told(*start), std::cmp::Reverse(*start))).unwrap_or(0);
    let last = (best.saturating_sub(BEFORE) + WORDS).min(words.len());
    // Near the end of a text there is more room before the first marked word.
    (best.saturating_sub(BEFORE).min(last.saturating_sub(WORDS)), last)
}

fn pieces(
    text: &str,
    range: std::ops::Range<usize>,
    words: &[Word],
    marks: &[Option<usize>],
) -> Vec<SnippetPart> {
    let mut pieces: Vec<SnippetPart> = Vec::new();
    let mut push = |text: &str, marked: bool| match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.marked == marked => last.text.push_str(text),
        _ => pieces.push(SnippetPart { text: text.to_owned(), marked }),
    };
    let mut at = range.start;
    for (word, mark) in words
        .iter()
        .zip(marks)
        .filter(|(word, _)| word.start >= range.start && word.end <= range.end)
    {
        if mark.is_some() {
            push(&text[at..word.start], false);
            push(word.of(text), true);
            at = word.end;
        }
    }
    push(&text[at..range.end], false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    fn told(question: &str, text: &str) -> String {
        let mut stems = Stems::new(Lang::Nl);
        let query = Query::parse(question, &mut stems).unwrap().unwrap();
        let piece = |piece: SnippetPart| {
            if piece.marked { format!("[{}]", piece.text) } else { piece.text }
        };
        snippet(text, &query, &mut stems).into_iter().map(piece).collect()
    }

    #[test]
    fn what_was_asked_for_is_marked_as_it_stands() {
        assert_eq!(
            told("cafe reclame", "In het Café hangt reclame."),
            "In het [Café] hangt [reclame]."
        );
        assert_eq!(told("\"open deur\"", "Open de open deur."), "Open de [open] [deur].");
        assert_eq!(told("niets", "Een <b>"), "Een <b>");
    }

    #[test]
    fn a_long_text_is_cut_where_most_of_it_stands() {
        let filler = "woord ".repeat(60);
        let text = format!("Een fiets. {filler}Een fiets voor de klant. {filler}");
        let told = told("fietsen klanten", &text);
        assert!(
            told.starts_with("… woord")
                && told.contains("Een [fiets] voor de [klant].")
                && told.ends_with("woord …"),
            "{told}"
        );
        assert!(told.split_whitespace().count() < 40);
    }
}
