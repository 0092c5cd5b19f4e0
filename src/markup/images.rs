//! Images in HTML that this module made: listing and replacing them.

use super::{Html, tag_end};

/// Returns the HTML with each image replaced by the result of `show`.
///
/// `show` gets the address, the description, and whether the image is alone in a figure without a
/// caption. If it returns `None`, the image stays as it is.
pub fn with_images(html: &Html, show: impl Fn(&str, &str, bool) -> Option<Html>) -> Html {
    let mut shown = String::with_capacity(html.0.len() + 512);
    let mut rest = html.0.as_str();
    while let Some((before, tag, after)) = next_image(rest) {
        shown.push_str(before);
        let alt = attribute(tag, "alt").map(unescape).unwrap_or_default();
        let is_bare = before.ends_with("<figure>") && after.starts_with("</figure>");
        match attribute(tag, "src").and_then(|source| show(source, &alt, is_bare)) {
            Some(html) => shown.push_str(&html.0),
            None => shown.push_str(tag),
        }
        rest = after;
    }
    shown.push_str(rest);
    Html(shown)
}

/// Returns the address of every image; empty if the cleaner removed it.
pub fn image_sources(html: &Html) -> Vec<&str> {
    let mut sources = Vec::new();
    let mut rest = html.0.as_str();
    while let Some((_, tag, after)) = next_image(rest) {
        sources.push(attribute(tag, "src").unwrap_or_default());
        rest = after;
    }
    sources
}

/// Returns the first image, with the text before it and after it.
///
/// Other tags are skipped whole, because an attribute may contain text that looks like an image.
fn next_image(html: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(start) = html[from..].find('<').map(|at| from + at) {
        let end = start + tag_end(&html[start..]);
        if html[start..].starts_with("<img ") {
            return Some((&html[..start], &html[start..end], &html[end..]));
        }
        from = end;
    }
    None
}

/// Returns the value of an attribute, which the cleaner always writes in double quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag.strip_prefix("<img ")?;
    while let Some((key, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"')?;
        if key.trim() == name {
            return Some(value);
        }
        rest = after;
    }
    None
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
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
