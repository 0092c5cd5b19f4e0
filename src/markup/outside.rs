//! Output for readers outside the page: HTML for feeds, with absolute URLs, and JSON for programs
//! that read a page.

use serde::Serialize;
use url::Url;

use super::Html;
use super::articles::of_article;
use super::entities::{decoded, escape};
use super::tokens::{Token, tokens};

/// Elements whose tags separate no words.
const INLINE: [&str; 5] = ["a", "abbr", "code", "em", "strong"];

/// Returns an article with its introduction in front, for readers outside this site.
///
/// The URLs of all links and pictures are made absolute, with `from` as the base. The introduction
/// is plain text and is escaped.
pub fn absolute(intro: Option<&str>, html: &Html, from: &Url) -> Html {
    let mut builder = of_article();
    builder.url_relative(ammonia::UrlRelative::RewriteWithBase(from.clone()));
    let intro = intro.map(|intro| format!("<p>{}</p>\n", escape(intro))).unwrap_or_default();
    Html(builder.clean(&format!("{intro}{}", html.as_str())).to_string())
}

/// Returns a value as JSON that is safe inside a `<script>`.
///
/// `<`, `>`, `&`, U+2028 and U+2029 are written as `\u` escapes, so nothing in the value ends the
/// script, begins a comment or ends a line.
pub fn data(value: &impl Serialize) -> Html {
    // Serialization of text, numbers and lists of them does not fail.
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let mut safe = String::with_capacity(json.len() + 16);
    for sign in json.chars() {
        // These characters occur only inside JSON strings, where an escape means the same.
        if matches!(sign, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') {
            safe.push_str(&format!("\\u{:04x}", u32::from(sign)));
        } else {
            safe.push(sign);
        }
    }
    Html(safe)
}

/// Returns the beginning of a text as a reader sees it, at most `most` characters, cut between
/// words.
pub fn excerpt(html: &Html, most: usize) -> String {
    let (mut words, mut length) = (String::new(), 0);
    for token in tokens(html.as_str()) {
        // Reading stops once there is enough text.
        if length > most * 2 {
            break;
        }
        let part = match token {
            Token::Text(text) => text,
            Token::Tag(tag) if INLINE.contains(&tag.name()) => "",
            Token::Tag(_) => " ",
        };
        words.push_str(part);
        length += part.chars().count();
    }
    shorten(&decoded(&words).split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// Shortens a text to at most `most` characters, cut between words if it has a space, and ends it
/// with an ellipsis.
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
            "[a](/house-rules) [b](#kop) [c](https://c.example/) ![d](/pictures/d.webp)\n\n\
             ## Kop { #kop }",
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
