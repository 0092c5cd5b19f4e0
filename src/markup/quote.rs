//! Quotation of a comment in Markdown.

use super::{Html, tag_end};

/// Maximum length of a quotation, in characters: a reply should not consist of the text it replies
/// to.
const LONGEST: usize = 1_000;

impl Html {
    /// Returns the text as a Markdown quotation: one line for each block, then an empty line.
    ///
    /// Quotations in the text itself are left out. The result is empty if nothing remains.
    pub fn quoted(&self) -> String {
        let mut lines: Vec<String> = vec![String::new()];
        let mut rest = self.0.as_str();
        let (mut nested, mut length) = (0_usize, 0_usize);
        while let Some((text, tag)) = rest.find('<').map(|start| rest.split_at(start)) {
            if nested == 0 && length < LONGEST {
                let room = LONGEST - length;
                let text: String = text.chars().take(room).collect();
                length += text.chars().count();
                lines.last_mut().expect("there is a first line").push_str(&text);
            }
            match tag {
                _ if tag.starts_with("<blockquote") => nested += 1,
                _ if tag.starts_with("</blockquote") => nested = nested.saturating_sub(1),
                _ if tag.starts_with("<li") => lines.push("- ".to_owned()),
                _ if ["<p", "<br", "<pre"].iter().any(|block| tag.starts_with(block))
                    && lines.last().is_some_and(|line| line != "- ") =>
                {
                    lines.push(String::new());
                }
                _ => {}
            }
            rest = &tag[tag_end(tag)..];
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
