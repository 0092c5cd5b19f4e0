//! Entities: characters of markup as they are written in text and in values of attributes.

/// Escapes the characters that begin or end a tag or an entity.
pub(crate) fn escape_markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Escapes text as the sanitizer does between tags.
pub(super) fn escape_text(text: &str) -> String {
    escape_markup(text).replace('\u{a0}', "&nbsp;")
}

/// Escapes text for any place: between tags and in a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    escape_markup(text).replace('"', "&quot;").replace('\'', "&#39;")
}

/// Decodes the entities that the sanitizer writes between tags and in attributes.
pub(crate) fn decoded(text: &str) -> String {
    // The ampersand is the last, so that nothing is decoded twice.
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(decoded("&amp;lt; &amp;amp; &lt;b&gt; &quot;&nbsp;"), "&lt; &amp; <b> \"\u{a0}");
        for text in ["R&D < 1 > \"\u{a0}\" '", "&lt;", "&amp;amp;", "&nbsp;&#39;", "& lt;"] {
            assert_eq!(decoded(&escape_text(text)), text);
        }
    }
}
