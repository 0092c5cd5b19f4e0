//! Checks of HTML as a browser parses it.
//!
//! `html5ever` parses as browsers do; the checks do not depend on the code under test.

use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

/// Elements allowed in a comment.
const TAGS: [&str; 11] =
    ["p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a"];
/// Value of `rel` of every link in a comment.
const REL: &str = "nofollow ugc noopener";

/// Asserts that a comment consists of allowed elements, allowed attributes and text, and does not
/// change when it is parsed again.
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

/// Asserts that a page has no scripts except the program's own, and nothing that visitors could
/// have injected.
pub fn is_ours(page: &Html) {
    for element in page.root_element().descendent_elements() {
        let name = element.value().name();
        let strange = ["iframe", "object", "embed", "base", "style", "svg", "math"];
        assert!(!strange.contains(&name), "<{name}> in {}", page.html());
        let is_our_script = element.attr("src").is_some_and(|src| src.starts_with("/static/"));
        // Data that browsers do not execute; it must not contain the beginning or end of an
        // element.
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

/// Returns the first element that matches a selector.
pub fn first<'a>(page: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector of ours")).next()
}

/// Returns all text of an element.
pub fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// Returns the host of every link, in lower case.
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
