//! Property of the Markdown conversion: for any text the output is safe, bounded in size, and
//! complete.

use scraper::Html;
use weerwoord::markup;

use super::{page, typed, work};

/// Maximum number of output bytes for an input byte: six empty quotes are eight bytes and become
/// 162.
const GROWTH: usize = 24;

/// Checks the property for any text as a comment.
pub fn markdown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let html = markup::comment(&text);
    assert_eq!(html, markup::comment(&text), "made twice, it is not the same");
    page::is_safe_comment(html.as_str());
    let most = text.len() * GROWTH + 100;
    assert!(html.as_str().len() <= most, "{} bytes became {}", text.len(), html.as_str().len());

    // The filters for words and links must see the same text as readers.
    let shown = page::text(Html::parse_fragment(html.as_str()).root_element());
    assert_eq!(joined(&html.plain()), joined(&shown), "{html}");
    assert_eq!(html.link_hosts(), page::link_hosts(html.as_str()), "{html}");

    typed::typed(bytes);
    work::work(&text);

    // Marking a word must change nothing else.
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
