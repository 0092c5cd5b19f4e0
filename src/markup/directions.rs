//! Text direction, determined for each paragraph separately.
//!
//! This happens when a page is made; the stored HTML does not contain it.

use super::Html;
use super::tokens::tokens;

/// Elements that contain lines of text.
const PARAGRAPHS: [&str; 11] =
    ["p", "li", "pre", "h2", "h3", "h4", "h5", "h6", "td", "th", "figcaption"];

impl Html {
    /// Returns the HTML with `dir="auto"` on each paragraph, so that its first letter sets the
    /// direction.
    #[must_use]
    pub fn with_directions(&self) -> Self {
        let mut directed = String::with_capacity(self.0.len() + self.0.len() / 8);
        for token in tokens(&self.0) {
            let paragraph = token.opening().filter(|tag| PARAGRAPHS.contains(&tag.name()));
            match paragraph.filter(|tag| tag.attribute("dir").is_none()) {
                Some(tag) => directed.push_str(&tag.with("dir=\"auto\"")),
                None => directed.push_str(token.as_str()),
            }
        }
        Self(directed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::comment;

    #[test]
    fn every_paragraph_finds_its_direction() {
        let html = comment("Hallo *daar*\n\n1. שלום\n3. a<p>b\n\n> مرحبا").with_directions();
        assert_eq!(
            html.as_str().replace('\n', ""),
            "<p dir=\"auto\">Hallo <em>daar</em></p><ol><li dir=\"auto\">שלום</li>\
             <li value=\"3\" dir=\"auto\">a&lt;p&gt;b</li></ol>\
             <blockquote><p dir=\"auto\">مرحبا</p></blockquote>"
        );
    }
}
