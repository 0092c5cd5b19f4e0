//! HTML of other systems as a stream of tags and text, with all entities decoded once.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, Rawtext, Rcdata};
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as Parsed, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Greatest number of attributes of a tag, because the tokenizer compares each with all others.
const ATTRIBUTES_MAX: usize = 200;

/// Tag or text.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// Text, decoded.
    Text(&'a str),
    /// Beginning of an element.
    Open(&'a Tag),
    /// End of an element: its name in lower case.
    Close(&'a str),
}

/// Beginning of an element.
#[derive(Debug)]
pub(super) struct Tag {
    /// Name in lower case.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Returns an attribute that is not blank, without blanks at its ends.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// Hands each tag and each piece of text of some HTML to `take`; comments are left out.
pub(super) fn each_token(html: &str, take: impl FnMut(Token<'_>)) {
    let html = few_attributes(html);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*html));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(take)), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
}

/// Returns the words of some HTML in one line.
pub(super) fn plain(html: &str) -> String {
    let (mut text, mut hidden) = (String::new(), 0_usize);
    each_token(html, |token| match token {
        Token::Text(piece) if hidden == 0 => text.push_str(piece),
        Token::Text(_) => {}
        Token::Open(tag) if is_hidden(&tag.name) => hidden += 1,
        Token::Close(name) if is_hidden(name) => hidden = hidden.saturating_sub(1),
        Token::Open(Tag { name, .. }) => {
            if is_block(name) || name == "br" {
                text.push(' ');
            }
        }
        Token::Close(name) => {
            if is_block(name) {
                text.push(' ');
            }
        }
    });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns text that a system stores escaped, such as a name: a tag in it is no markup.
pub(super) fn unescaped(text: &str) -> String {
    plain(&text.replace('<', "&lt;"))
}

/// Returns whether the content of an element is shown to nobody.
pub(super) fn is_hidden(name: &str) -> bool {
    matches!(name, "script" | "style" | "title" | "svg" | "template" | "noembed" | "noframes")
}

/// Returns whether an element begins on a new line.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 39] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "caption",
        "tr",
        "ul",
    ];
    BLOCKS.contains(&name)
}

struct Sink<F>(RefCell<F>);

impl<F: FnMut(Token<'_>)> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: Parsed, _line: u64) -> TokenSinkResult<()> {
        let mut take = self.0.borrow_mut();
        match token {
            Parsed::CharacterTokens(text) => take(Token::Text(&text)),
            Parsed::TagToken(tag) => {
                let name = tag.name.to_string();
                if tag.kind == TagKind::EndTag {
                    take(Token::Close(&name));
                    return TokenSinkResult::Continue;
                }
                let attributes = tag.attrs.iter();
                let attributes = attributes
                    .map(|attribute| {
                        (attribute.name.local.to_string(), attribute.value.to_string())
                    })
                    .collect();
                let tag = Tag { name, attributes };
                take(Token::Open(&tag));
                if let Some(kind) = raw(&tag.name) {
                    return TokenSinkResult::RawData(kind);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Returns how the content of an element is read that holds no tags.
fn raw(name: &str) -> Option<RawKind> {
    match name {
        "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(Rawtext),
        "textarea" | "title" => Some(Rcdata),
        _ => None,
    }
}

/// Returns the HTML with tags of too many attributes as text.
fn few_attributes(html: &str) -> Cow<'_, str> {
    let mut made: Option<String> = None;
    let (mut kept, mut at) = (0, 0);
    while let Some(next) = html[at..].find('<') {
        let start = at + next;
        if let Some(length) = end_of_tag(&html[start..]) {
            at = start + length;
        } else {
            let made = made.get_or_insert_default();
            made.push_str(&html[kept..start]);
            made.push_str("&lt;");
            kept = start + 1;
            at = kept;
        }
    }
    match made {
        Some(mut made) => {
            made.push_str(&html[kept..]);
            Cow::Owned(made)
        }
        None => Cow::Borrowed(html),
    }
}

/// Returns the length of a tag, or `None` if it has too many attributes.
fn end_of_tag(tag: &str) -> Option<usize> {
    if tag.starts_with("<!--") {
        return Some(tag.find("-->").map_or(tag.len(), |end| end + 3));
    }
    if !tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
        return Some(1);
    }
    let (mut quote, mut separators, mut before) = (None, 0, b' ');
    for (at, byte) in tag.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (Some(mark), byte) if byte == mark => {
                quote = None;
                separators += 1;
            }
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/') => separators += 1,
            _ => {}
        }
        if separators > 2 * ATTRIBUTES_MAX {
            return None;
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    Some(tag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_decoded_once() {
        assert_eq!(
            plain("<p>Tekst &amp;amp; <b>b</b>eeld</p><p>5 < 7 &nbsp;&eacute;</p>"),
            "Tekst &amp; beeld 5 < 7 \u{e9}"
        );
        assert_eq!(plain("a<script>x</script><style>y</style>b<br>c"), "ab c");
        assert_eq!(unescaped("Zo\u{eb} &amp; <Co>"), "Zo\u{eb} & <Co>");
    }

    #[test]
    fn tags_with_too_many_attributes_are_words() {
        let bomb = format!("<a {}>x", "b=\"1\" ".repeat(10_000));
        assert!(plain(&bomb).starts_with("<a b=\"1\""));
        assert_eq!(plain("<a href=\"/a/b/c?d=>\" title='x y'>x</a>"), "x");
        assert_eq!(plain("a <3 b <!-- <a x=\" --> c"), "a <3 b c");
    }
}
