//! Quotation of a comment in Markdown.

use super::Html;
use super::tokens::{Token, tokens};

/// Maximum length of a quotation, in characters: a reply should not consist of the text it replies
/// to.
const LONGEST: usize = 1_000;

impl Html {
    /// Returns the text as a Markdown quotation: one line for each block, then an empty line.
    ///
    /// Quotations in the text itself are left out. The result is empty if nothing remains.
    pub fn quoted(&self) -> String {
        let mut lines: Vec<String> = vec![String::new()];
        let (mut nested, mut length) = (0_usize, 0_usize);
        // The line break after the last block does not count towards the length.
        for token in tokens(self.0.trim_end()) {
            match token {
                Token::Text(text) if nested == 0 && length < LONGEST => {
                    let text: String = text.chars().take(LONGEST - length).collect();
                    length += text.chars().count();
                    lines.last_mut().expect("there is a first line").push_str(&text);
                }
                Token::Text(_) => {}
                Token::Tag(tag) => match tag.name() {
                    "blockquote" if tag.is_closing() => nested = nested.saturating_sub(1),
                    "blockquote" => nested += 1,
                    _ if tag.is_closing() => {}
                    "li" => lines.push("- ".to_owned()),
                    "p" | "br" | "pre" if lines.last().is_some_and(|line| line != "- ") => {
                        lines.push(String::new());
                    }
                    _ => {}
                },
            }
        }
        let mut lines: Vec<String> = lines
            .iter()
            .map(|line| Self(line.clone()).plain())
            .filter(|line| !line.is_empty() && line != "-")
            .collect();
        if length >= LONGEST
            && let Some(last) = lines.last_mut()
        {
            last.push('…');
        }
        match lines.join("\n>\n> ") {
            text if text.is_empty() => text,
            text => format!("> {text}\n\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_a_line_and_quotations_in_it_are_left_out() {
        let html = Html::stored(
            "<blockquote><p>Eerder gezegd</p></blockquote><p>Dit &amp; <em>dat</em>.</p>\
             <ul><li>een</li><li><p>twee</p></li></ul>"
                .to_owned(),
        );
        assert_eq!(html.quoted(), "> Dit & dat.\n>\n> - een\n>\n> - twee\n\n");
        assert_eq!(Html::default().quoted(), "");
        let long = Html::stored(format!("<p>{}</p>", "woord ".repeat(900)));
        assert!(long.quoted().chars().count() < 1_010 && long.quoted().contains('…'));
    }
}
