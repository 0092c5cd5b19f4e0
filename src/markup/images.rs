//! Images in HTML that this module made: listing and replacing them.

use super::Html;
use super::entities::decoded;
use super::tokens::{Tag, Token, tokens};

/// Returns the HTML with each image replaced by the result of `show`.
///
/// `show` gets the address, the description, and whether the image is alone in a figure without a
/// caption. If it returns `None`, the image stays as it is.
pub fn with_images(html: &Html, show: impl Fn(&str, &str, bool) -> Option<Html>) -> Html {
    let mut shown = String::with_capacity(html.0.len() + 512);
    let mut tokens = tokens(&html.0).peekable();
    let mut before = "";
    while let Some(token) = tokens.next() {
        let after = tokens.peek().copied().map_or("", Token::as_str);
        let picture = image(token).and_then(|image| {
            let alt = image.attribute("alt").map(decoded).unwrap_or_default();
            show(image.attribute("src")?, &alt, before == "<figure>" && after == "</figure>")
        });
        shown.push_str(picture.as_ref().map_or(token.as_str(), Html::as_str));
        before = token.as_str();
    }
    Html(shown)
}

/// Returns the address of every image; empty if the cleaner removed it.
pub fn image_sources(html: &Html) -> Vec<&str> {
    let images = tokens(&html.0).filter_map(image);
    images.map(|image| image.attribute("src").unwrap_or_default()).collect()
}

/// Returns the tag of an image that has any attribute.
fn image(token: Token<'_>) -> Option<Tag<'_>> {
    token.opening().filter(|tag| tag.as_str().starts_with("<img "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::article;

    #[test]
    fn an_image_in_an_attribute_is_none() {
        let html =
            article("<abbr title=\"<img src='/a.png'>\">x</abbr> ![<img src=\"/b.png\">](/c.png)");
        assert_eq!(image_sources(&html), ["/c.png"]);
        let shown =
            with_images(&html, |source, alt, _| Some(Html::stored(format!("[{source}|{alt}]"))));
        assert!(shown.as_str().ends_with("[/c.png|<img src=\"/b.png\">]</p>\n"), "{shown}");
    }
}
