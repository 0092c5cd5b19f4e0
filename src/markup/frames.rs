//! Links in a text that stands in a frame.

use super::Html;
use super::tokens::tokens;

impl Html {
    /// Returns the HTML with every link that leaves the page opened in the whole window.
    ///
    /// Other sites refuse to be shown in a frame.
    pub fn leaving_frame(&self) -> Self {
        let mut left = String::with_capacity(self.0.len() + self.0.len() / 16);
        for token in tokens(&self.0) {
            let link = token.opening().filter(|tag| tag.name() == "a");
            let leaves = |href: &str| !href.starts_with('#');
            match link.filter(|tag| tag.attribute("href").is_some_and(leaves)) {
                Some(tag) => left.push_str(&tag.with("target=\"_top\"")),
                None => left.push_str(token.as_str()),
            }
        }
        Self(left)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{comment, linked};

    #[test]
    fn links_leave_the_frame_and_mentions_do_not() {
        let html = comment("Zie https://elders.example/x en href=\"#niet\"").leaving_frame();
        assert!(html.as_str().contains("target=\"_top\">"), "{html}");
        assert_eq!(html.as_str().matches("_top").count(), 1);
        let html = linked("[hier] en [daar]", &["#hier", "/daar"]).leaving_frame();
        assert_eq!(
            html.as_str(),
            "<a href=\"#hier\">hier</a> en <a href=\"/daar\" target=\"_top\">daar</a>"
        );
    }
}
