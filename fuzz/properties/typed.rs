//! Property of the conversion of comments: no typed letter is lost.
//!
//! Text once posted can never be edited, so each letter must appear on the page, in order, or in
//! the target of a link.

use scraper::{ElementRef, Html, Node};
use unicode_normalization::char::is_combining_mark;
use weerwoord::markup;

/// Checks the property for any text as a comment.
pub fn typed(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let html = markup::comment(&typed);
    let page = Html::parse_fragment(html.as_str());
    let mut shown = String::with_capacity(typed.len());
    read(page.root_element(), &mut shown);
    assert_eq!(letters(&typed), letters(&shown), "{typed:?} became {html}");
}

/// Returns the letters and digits of a text; combining marks are not compared.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c)).collect()
}

/// Appends the text of an element as a reader gets it.
///
/// This includes the numbers of a list, and the target of a link after its text if they differ.
fn read(element: ElementRef<'_>, shown: &mut String) {
    let start = shown.len();
    let mut number: i64 = element.attr("start").and_then(|first| first.parse().ok()).unwrap_or(1);
    for node in element.children() {
        if let Node::Text(text) = node.value() {
            shown.push_str(text);
        }
        let Some(child) = ElementRef::wrap(node) else { continue };
        if element.value().name() == "ol" && child.value().name() == "li" {
            number = child.attr("value").and_then(|value| value.parse().ok()).unwrap_or(number);
            shown.push_str(&format!("{number}. "));
            number += 1;
        }
        read(child, shown);
    }
    if element.value().name() == "a" {
        let text = &shown[start..];
        assert!(text.chars().any(|c| !c.is_whitespace()), "a link that nobody sees");
        let target = element.attr("href").expect("a link leads somewhere");
        if text != target {
            shown.push_str(&format!(" ({target})"));
        }
    }
}
