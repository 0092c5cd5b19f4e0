//! What leaves the page: HTML for feeds, where no address is near, and data for machines that read a page.

use serde::Serialize;
use url::Url;

use super::articles::of_article;
use super::{Html, escape, tag_end};

/// An article, its introduction before it, for who reads it elsewhere: every link and picture with its whole address, seen from this
/// one.
pub fn absolute(intro: Option<&str>, html: &Html, from: &Url) -> Html {
    let mut builder = of_article();
    builder.url_relative(ammonia::UrlRelative::RewriteWithBase(from.clone()));
    let intro = intro.map(|intro| format!("<p>{}</p>\n", escape(intro))).unwrap_or_default();
    Html(builder.clean(&format!("{intro}{}", html.as_str())).to_string())
}

/// A value as JSON that may stand in a `<script>`: nothing in it ends that, begins a comment or ends a line of script.
pub fn data(value: &impl Serialize) -> Html {
    // Text, numbers and lists of them: all of them can be written.
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let mut safe = String::with_capacity(json.len() + 16);
    for sign in json.chars() {
        // These stand in strings alone, where JSON knows them by number too.
        if matches!(sign, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') {
            safe.push_str(&format!("\\u{:04x}", u32::from(sign)));
        } else {
            safe.push(sign);
        }
    }
    Html(safe)
}

/// The beginning of a text as a reader sees it, at most so many characters, cut between words.
pub fn excerpt(html: &Html, most: usize) -> String {
    let mut words = String::new();
    let mut rest = html.as_str();
    // The tags between are skipped, and no more is read than is shown.
    while !rest.is_empty() && words.chars().count() <= most * 2 {
        if rest.starts_with('<') {
            let end = tag_end(rest);
            let tag = &rest[..end];
            if !["<em", "</em", "<strong", "</strong", "<code", "</code", "<a", "</a"]
                .iter()
                .any(|inline| tag.starts_with(inline))
            {
                words.push(' ');
            }
            rest = &rest[end..];
        } else {
            let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            words.push_str(text);
            rest = after;
        }
    }
    let plain = words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    shorten(&plain.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// A text in at most so many characters, cut between words where there is a word to cut after.
pub fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let whole = cut.rfind(' ').map_or(cut.as_str(), |end| &cut[..end]);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::super::{article, comment};
    use super::*;

    #[test]
    fn links_of_an_article_lead_home_from_anywhere() {
        let html = article(
            "[a](/house-rules) [b](#kop) [c](https://c.example/) ![d](/pictures/d.webp)\n\n## Kop { #kop }",
        );
        let html = absolute(
            Some("A < b"),
            &html,
            &Url::parse("https://blog.example/articles/nu").unwrap(),
        )
        .to_string();
        for link in [
            "<p>A &lt; b</p>",
            "href=\"https://blog.example/house-rules\"",
            "href=\"https://blog.example/articles/nu#kop\"",
            "href=\"https://c.example/\"",
            "src=\"https://blog.example/pictures/d.webp\"",
        ] {
            assert!(html.contains(link), "{link} in {html}");
        }
    }

    #[test]
    fn data_ends_no_script_and_says_what_it_said() {
        let text = "</script><!-- & \u{2028}\" \\";
        let json = data(&text).to_string();
        assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn an_excerpt_is_the_beginning_in_whole_words() {
        assert_eq!(excerpt(&comment("**A**bc & d\n\n- <e>"), 80), "Abc & d <e>");
        assert_eq!(excerpt(&comment("een twee, drie vier"), 12), "een twee…");
        assert_eq!(excerpt(&comment(&"x".repeat(50)), 10), "xxxxxxxxx…");
        assert_eq!(excerpt(&comment(&"woord ".repeat(2_000)), 200).chars().count(), 198);
    }
}
