//! HTML folding: splits a long text into the part that is shown and the part that unfolds.

use super::Html;
use super::tokens::{Tag, Token, tokens};

/// Minimum weight of a text that is folded: about thirty lines on a wide page.
const LONG: usize = 330;
/// Minimum weight of the part that stays visible.
const SHOWN: usize = 150;
/// Minimum weight of the folded part; less is not worth folding.
const REST: usize = 90;
/// Weight added for a block or a line break, so that a list of short lines counts as long too.
const BLOCK: usize = 8;

/// Long text in two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// Beginning of the text.
    pub shown: Html,
    /// Rest of the text.
    pub rest: Html,
    /// Number of words in the rest.
    pub words: usize,
}

/// Position at which the text may be split.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: usize,
    weight: usize,
    words: usize,
    /// True if the position is inside a paragraph.
    ///
    /// The paragraph is then closed before it and opened again after it.
    inside: bool,
}

/// State of the pass over the tags of a text.
#[derive(Default)]
struct Walk<'a> {
    depth: usize,
    weight: usize,
    words: usize,
    /// Opening tag of the current paragraph, if it is at the top level.
    paragraph: Option<&'a str>,
    places: Vec<(Place, Option<&'a str>)>,
}

impl Html {
    /// Returns the text in two parts, or `None` if it is short.
    ///
    /// The split is between two blocks, or between two sentences of a paragraph that is long by
    /// itself.
    pub fn folded(&self) -> Option<Folded> {
        let text = self.as_str();
        let mut walk = Walk::default();
        let mut at = 0;
        for token in tokens(text) {
            let after = at + token.as_str().len();
            match token {
                Token::Text(text) => walk.text(text, at),
                Token::Tag(tag) => walk.tag(tag, after),
            }
            at = after;
        }
        if walk.weight < LONG {
            return None;
        }
        let fits = |place: &Place| place.weight >= SHOWN && walk.weight - place.weight >= REST;
        let near = |place: &Place| place.weight <= LONG;
        let mut places = walk.places.iter().filter(|(place, _)| fits(place));
        let between = places.clone().find(|(place, _)| !place.inside && near(place));
        let (place, paragraph) = between.or_else(|| places.next())?;
        let (shown, rest) = text.split_at(place.at);
        let (shown, rest) = match paragraph.filter(|_| place.inside) {
            Some(tag) => (format!("{}</p>", shown.trim_end()), format!("{tag}{rest}")),
            None => (shown.to_owned(), rest.to_owned()),
        };
        let words = walk.words - place.words;
        Some(Folded { shown: Html(shown), rest: Html(rest), words })
    }
}

impl<'a> Walk<'a> {
    fn text(&mut self, text: &str, at: usize) {
        let in_paragraph = self.depth == 1 && self.paragraph.is_some();
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
            rest = &rest[start..];
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            self.words += 1;
            self.weight += 1;
            if in_paragraph && word.ends_with(['.', '!', '?', '’', '”']) && !after.is_empty() {
                self.place(at + text.len() - after.len(), true);
            }
            rest = after;
        }
    }

    /// Handles a tag; `after` is the position behind it.
    fn tag(&mut self, tag: Tag<'a>, after: usize) {
        let name = tag.name();
        if matches!(name, "br" | "hr") {
            self.weight += BLOCK;
        } else if tag.is_closing() {
            self.depth = self.depth.saturating_sub(1);
            if matches!(name, "p" | "li" | "pre" | "blockquote") {
                self.weight += BLOCK;
            }
        } else {
            if self.depth == 0 {
                self.paragraph = (name == "p").then_some(tag.as_str());
            }
            self.depth += 1;
            return;
        }
        if self.depth == 0 {
            self.place(after, false);
        }
    }

    fn place(&mut self, at: usize, inside: bool) {
        let place = Place { at, weight: self.weight, words: self.words, inside };
        self.places.push((place, self.paragraph));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> Html {
        Html(text.to_owned())
    }

    #[test]
    fn short_texts_stay_whole() {
        assert_eq!(html("<p>Kort.</p>").folded(), None);
        assert_eq!(html(&"<p>Een zin van vijf woorden.</p>".repeat(20)).folded(), None);
    }

    #[test]
    fn long_texts_part_between_blocks() {
        let block = format!("<p>{}</p>", "woord ".repeat(60).trim());
        let folded = html(&block.repeat(8)).folded().unwrap();
        assert_eq!(folded.shown.as_str(), block.repeat(3));
        assert_eq!((folded.rest.as_str(), folded.words), (block.repeat(5).as_str(), 300));
        let lines = "<p>Regel.</p>".repeat(60);
        assert_eq!(html(&lines).folded().unwrap().words, 43);
    }

    #[test]
    fn a_long_paragraph_parts_between_sentences_outside_links() {
        let sentence = "Dit is een zin met <em>vier. vijf</em> woorden erin. ";
        let whole = format!("<p dir=\"auto\">{}</p>", sentence.repeat(60).trim());
        let folded = html(&whole).folded().unwrap();
        assert!(folded.shown.as_str().ends_with("woorden erin.</p>"), "{:?}", folded.shown);
        assert!(folded.rest.as_str().starts_with("<p dir=\"auto\"> Dit is"), "{:?}", folded.rest);
        assert_eq!(folded.shown.plain() + " " + &folded.rest.plain(), html(&whole).plain());
    }

    #[test]
    fn what_cannot_be_parted_stays_whole() {
        assert_eq!(html(&format!("<pre>{}</pre>", "woord ".repeat(900))).folded(), None);
    }
}
