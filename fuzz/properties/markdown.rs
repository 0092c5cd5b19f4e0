//! The Markdown door: whatever is typed, what comes out is safe, small, and what was typed.

use scraper::Html;
use weerwoord::markup;

use super::{page, work};

/// What a byte may become at most: six quotes that hold nothing are eight bytes and become 162.
const GROWTH: usize = 24;
/// What links to definitions may add: the parser follows them for 100,000 bytes, of which each may be written as five.
const DEFINITIONS: usize = 600_000;

/// Any text as a comment.
pub fn markdown(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let html = markup::comment(&typed);
    assert_eq!(html, markup::comment(&typed), "made twice, it is not the same");
    page::is_safe_comment(html.as_str());
    let defined = if typed.contains("]:") { DEFINITIONS } else { 0 };
    let most = typed.len() * GROWTH + defined + 100;
    assert!(html.as_str().len() <= most, "{} bytes became {}", typed.len(), html.as_str().len());

    // What the rules about words and links look at is what readers see.
    let shown = page::text(Html::parse_fragment(html.as_str()).root_element());
    assert_eq!(joined(&html.plain()), joined(&shown), "{html}");
    assert_eq!(html.link_hosts(), page::link_hosts(html.as_str()), "{html}");

    work::work(&typed);

    // Marking a word changes nothing but that.
    if let Some(word) = shown.split_whitespace().next_back() {
        let marked = markup::mark(&html, &[word]).to_string();
        assert_eq!(
            marked.replace("<mark>", "").replace("</mark>", ""),
            html.as_str(),
            "{word:?} was marked"
        );
    }
}

fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
