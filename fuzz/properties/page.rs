//! What a browser makes of HTML, and what it must never find there. Html5ever reads as browsers do; what is asked here does not
//! lean on how the board makes it.

use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

/// What may stand in a comment.
const TAGS: [&str; 11] =
    ["p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a"];
/// What every link in a comment says of itself.
const REL: &str = "nofollow ugc noopener";

/// A comment is known tags with known attributes and text, and means the same when it is read again.
pub fn is_safe_comment(html: &str) {
    let read = Html::parse_fragment(html);
    let root = read.root_element();
    for node in root.descendants().skip(1) {
        match node.value() {
            Node::Element(element) => {
                assert!(TAGS.contains(&element.name()), "<{}> in {html:?}", element.name());
                let link = element.name() == "a";
                for (name, value) in element.attrs() {
                    let known = match name {
                        "href" => link && leads_outside(value),
                        "rel" => link && value == REL,
                        "dir" => value == "auto",
                        "start" | "value" => {
                            let holder = if name == "start" { "ol" } else { "li" };
                            element.name() == holder && value.bytes().all(|b| b.is_ascii_digit())
                        }
                        _ => false,
                    };
                    assert!(known, "{name}={value:?} on <{}> in {html:?}", element.name());
                }
                assert!(!link || element.attr("rel").is_some(), "a link without rel in {html:?}");
            }
            Node::Text(_) => {}
            other => panic!("{other:?} in {html:?}"),
        }
    }
    assert_eq!(root.inner_html(), html, "it is read otherwise than it is written");
}

/// A page runs no script but the board's own and has nothing that visitors could have brought into it.
pub fn is_ours(page: &Html) {
    for element in page.root_element().descendent_elements() {
        let name = element.value().name();
        let strange = ["iframe", "object", "embed", "base", "style", "svg", "math"];
        assert!(!strange.contains(&name), "<{name}> in {}", page.html());
        let is_our_script = element.attr("src").is_some_and(|src| src.starts_with("/static/"));
        // Data that browsers do not run; nothing in it begins or ends an element.
        let is_data = element.attr("type") == Some("application/ld+json")
            && !text(element).contains(['<', '>']);
        assert!(name != "script" || is_our_script || is_data, "{}", page.html());
        for (attribute, value) in element.value().attrs() {
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{attribute} in {}",
                page.html()
            );
            let is_address = matches!(attribute, "href" | "src" | "action" | "formaction");
            assert!(
                !is_address || value.starts_with(['/', '#']) || leads_outside(value),
                "{value} in {}",
                page.html()
            );
        }
    }
}

/// The first element a selector finds.
pub fn first<'a>(page: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector of ours")).next()
}

/// All of its text.
pub fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// The host of every link, in lower case.
pub fn link_hosts(html: &str) -> Vec<String> {
    let read = Html::parse_fragment(html);
    let links = Selector::parse("a[href]").expect("a selector of ours");
    let host = |link: ElementRef<'_>| {
        Url::parse(link.attr("href")?).ok()?.host_str().map(str::to_lowercase)
    };
    read.select(&links).filter_map(host).collect()
}

fn leads_outside(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}
