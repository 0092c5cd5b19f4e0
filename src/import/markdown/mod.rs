//! Conversion of the texts of other systems to the Markdown of the board.
//!
//! HTML is read as a stream of tags, so no depth of nesting costs more than another.

mod elements;
mod escape;
mod inline;
mod output;
mod pictures;
mod shortcodes;
mod tables;
mod writer;

use pulldown_cmark::{Event, Options, Parser};

use self::writer::Writer;
use super::html::{Token, each_token};
use super::record::{About, Text};
use crate::markup::escape_markup;

/// Markdown that the board understands: less in comments than in articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    Comment,
    Article,
}

/// Addresses of the old site, as they are from now on.
pub trait Addresses {
    /// Returns the new address of a link, if it is another.
    fn link(&mut self, address: &str) -> Option<String>;
    /// Returns the address in the library of a picture, if it is there.
    fn picture(&mut self, address: &str) -> Option<String>;
}

/// Article in the Markdown of the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// Text.
    pub markdown: String,
    /// Pieces that were left as words or as a link, each with its piece of the text.
    pub notices: Vec<(About, String)>,
}

/// Returns the text of a comment as Markdown.
pub fn comment(text: &Text) -> String {
    let mut writer = Writer::new(Dialect::Comment, has_lines(text), None);
    feed(&mut writer, text);
    writer.finish().markdown
}

/// Returns the text of an article as Markdown, with the new addresses of links and pictures.
pub fn article(text: &Text, addresses: &mut dyn Addresses) -> Converted {
    let mut writer = Writer::new(Dialect::Article, has_lines(text), Some(addresses));
    match text {
        Text::Html(html) | Text::HtmlWithLines(html) => {
            let (html, notices) = shortcodes::replaced(html);
            for shortcode in notices {
                writer.notice(About::Embed, &shortcode);
            }
            feed_html(&mut writer, &html);
        }
        text => feed(&mut writer, text),
    }
    writer.finish()
}

/// Returns whether a line end in the text is one on the page.
fn has_lines(text: &Text) -> bool {
    matches!(text, Text::HtmlWithLines(_) | Text::Plain(_))
}

fn feed(writer: &mut Writer<'_>, text: &Text) {
    match text {
        Text::Html(html) | Text::HtmlWithLines(html) => feed_html(writer, html),
        Text::Plain(words) => feed_html(writer, &escape_markup(words)),
        Text::Markdown(markdown) => {
            let html = html_of(markdown, writer.dialect());
            feed_html(writer, &html);
        }
    }
}

fn feed_html(writer: &mut Writer<'_>, html: &str) {
    each_token(html, |token| match token {
        Token::Text(text) => writer.text(text),
        Token::Open(tag) => writer.open(tag),
        Token::Close(name) => writer.close(name),
    });
}

/// Returns the HTML of Markdown as other systems read it; in a comment, tags are words.
fn html_of(markdown: &str, dialect: Dialect) -> String {
    let is_comment = dialect == Dialect::Comment;
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let events = Parser::new_ext(markdown, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) if is_comment => Event::Text(text),
        Event::SoftBreak if is_comment => Event::HardBreak,
        event => event,
    });
    let mut html = String::with_capacity(markdown.len() * 2);
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

#[cfg(test)]
mod tests;
