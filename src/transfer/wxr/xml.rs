//! Writer of XML.

use std::io::Write;

use anyhow::Result;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

/// Writer of an XML document with one element a line.
pub(super) struct Xml<W: Write>(Writer<W>);

impl<W: Write> Xml<W> {
    pub(super) fn new(to: W) -> Result<Self> {
        let mut xml = Self(Writer::new_with_indent(to, b'\t', 1));
        xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(xml)
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        let element = BytesStart::new(name).with_attributes(attributes.iter().copied());
        Ok(self.0.write_event(Event::Start(element))?)
    }

    /// Ends an element.
    pub(super) fn close(&mut self, name: &str) -> Result<()> {
        Ok(self.0.write_event(Event::End(BytesEnd::new(name)))?)
    }

    /// Writes an element with a number or an address in it.
    pub(super) fn value(&mut self, name: &str, value: &str) -> Result<()> {
        self.open(name, &[])?;
        self.characters(value)?;
        self.close(name)
    }

    /// Writes characters within an element.
    pub(super) fn characters(&mut self, text: &str) -> Result<()> {
        Ok(self.0.write_event(Event::Text(BytesText::new(&allowed(text))))?)
    }

    /// Writes an element with a text in it.
    pub(super) fn text(&mut self, name: &str, text: &str) -> Result<()> {
        self.text_with(name, &[], text)
    }

    /// Writes an element with attributes and a text in it.
    pub(super) fn text_with(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> Result<()> {
        self.open(name, attributes)?;
        // A text that holds the end of such a section is written in two.
        for part in BytesCData::escaped(&allowed(text)) {
            self.0.write_event(Event::CData(part))?;
        }
        self.close(name)
    }

    pub(super) fn into_inner(self) -> W {
        self.0.into_inner()
    }
}

/// Returns a text without the characters that XML does not have (XML 1.0, 2.2).
fn allowed(text: &str) -> String {
    let is_allowed = |sign: &char| !matches!(sign, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_can_be_written() {
        let mut xml = Xml::new(Vec::new()).unwrap();
        xml.open("a", &[("b", "<\"&")]).unwrap();
        xml.text("c", "<p>1 &amp; ]]> \u{1}\u{fffe}2\n]]]]>></p>").unwrap();
        xml.value("d", "https://a.example/?b&c\u{b}").unwrap();
        xml.text("e", "").unwrap();
        xml.close("a").unwrap();
        let written = String::from_utf8(xml.into_inner()).unwrap();
        let mut reader = quick_xml::Reader::from_str(&written);
        let mut text = String::new();
        loop {
            match reader.read_event().unwrap() {
                Event::CData(part) => text.push_str(&part.decode().unwrap()),
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(text, "<p>1 &amp; ]]> 2\n]]]]>></p>");
        assert!(written.contains("\t<d>https://a.example/?b&amp;c</d>\n"), "{written}");
        assert!(written.contains("<a b=\"&lt;&quot;&amp;\">"), "{written}");
    }
}
