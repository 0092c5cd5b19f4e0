//! Tags of HTML that the sanitizer wrote, and the text between them.

/// Part of HTML: a tag, or the text between two tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text as it is written, with its entities; never empty.
    Text(&'a str),
    /// Opening or closing tag.
    Tag(Tag<'a>),
}

/// Opening or closing tag, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a>(&'a str);

/// Splits HTML into tags and the text between them; together they are the whole HTML.
///
/// The sanitizer leaves no `<` outside tags.
pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    Tokens(html)
}

/// Rest of the HTML that is not split yet.
struct Tokens<'a>(&'a str);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let end = match self.0.find('<') {
            Some(0) => tag_end(self.0),
            Some(start) => start,
            None => self.0.len(),
        };
        let (part, rest) = self.0.split_at(end);
        self.0 = rest;
        match part {
            "" => None,
            tag if tag.starts_with('<') => Some(Token::Tag(Tag(tag))),
            text => Some(Token::Text(text)),
        }
    }
}

/// Returns the end of the tag that `text` begins with; an attribute value may contain `>`.
fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

impl<'a> Token<'a> {
    /// Returns the token as it is written.
    pub(crate) fn as_str(self) -> &'a str {
        match self {
            Self::Text(text) => text,
            Self::Tag(tag) => tag.as_str(),
        }
    }

    /// Returns the tag, if it is one.
    pub(crate) fn tag(self) -> Option<Tag<'a>> {
        match self {
            Self::Text(_) => None,
            Self::Tag(tag) => Some(tag),
        }
    }

    /// Returns the tag, if it is an opening one.
    pub(crate) fn opening(self) -> Option<Tag<'a>> {
        self.tag().filter(|tag| !tag.is_closing())
    }
}

impl<'a> Tag<'a> {
    /// Returns the tag as it is written.
    pub(crate) fn as_str(self) -> &'a str {
        self.0
    }

    /// Returns the name of the element, which the sanitizer writes in lower case.
    pub(crate) fn name(self) -> &'a str {
        let bare = self.0.trim_start_matches(['<', '/']);
        let end = bare.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(bare.len());
        &bare[..end]
    }

    /// Returns whether it is a closing tag.
    pub(crate) fn is_closing(self) -> bool {
        self.0.starts_with("</")
    }

    /// Returns the value of an attribute as it is written, with its entities.
    ///
    /// The sanitizer writes every value in double quotes.
    pub(crate) fn attribute(self, name: &str) -> Option<&'a str> {
        let (_, mut rest) = self.0.split_once(' ')?;
        while let Some((key, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"')?;
            if key.trim() == name {
                return Some(value);
            }
            rest = after;
        }
        None
    }

    /// Returns an opening tag with one more attribute.
    pub(crate) fn with(self, attribute: &str) -> String {
        format!("{} {attribute}>", self.0.trim_end_matches('>'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_tags_come_in_order() {
        let html = "a<p dir=\"auto\">b &lt; <br>c</p>";
        let written: Vec<&str> = tokens(html).map(Token::as_str).collect();
        assert_eq!(written, ["a", "<p dir=\"auto\">", "b &lt; ", "<br>", "c", "</p>"]);
        let tags = tokens(html).filter_map(Token::tag);
        let names: Vec<_> = tags.map(|tag| (tag.name(), tag.is_closing())).collect();
        assert_eq!(names, [("p", false), ("br", false), ("p", true)]);
        assert_eq!(tokens(html).filter_map(Token::opening).count(), 2);
        assert_eq!(tokens("").next(), None);
    }

    #[test]
    fn an_attribute_may_hold_the_end_of_a_tag() {
        let html = "<abbr title=\"a id=> <b>\" lang=\"nl\">x";
        let mut tokens = tokens(html);
        let tag = tokens.next().and_then(Token::opening).unwrap();
        assert_eq!(tag.as_str(), "<abbr title=\"a id=> <b>\" lang=\"nl\">");
        assert_eq!(tag.attribute("title"), Some("a id=> <b>"));
        assert_eq!((tag.attribute("lang"), tag.attribute("id")), (Some("nl"), None));
        assert_eq!(tag.with("id=\"y\""), "<abbr title=\"a id=> <b>\" lang=\"nl\" id=\"y\">");
        assert_eq!((tokens.next(), tokens.next()), (Some(Token::Text("x")), None));
    }
}
