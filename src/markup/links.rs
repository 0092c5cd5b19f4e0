//! Links made of plain web addresses in text.

use linkify::LinkFinder;
use pulldown_cmark::{CowStr, Event};
use url::Url;

use super::entities::escape;
use super::source::finder;

/// Events of a text in which each web address outside links and code becomes a link.
pub(super) struct Linker<'a> {
    events: Vec<Event<'a>>,
    finder: LinkFinder,
    /// Text not yet searched.
    ///
    /// The parser splits text at every character that may be markup, and an address can only be
    /// found in the joined text.
    text: String,
    /// Number of enclosing links and code blocks.
    closed: usize,
}

impl Default for Linker<'_> {
    fn default() -> Self {
        Self { events: Vec::new(), finder: finder(), text: String::new(), closed: 0 }
    }
}

impl<'a> Linker<'a> {
    /// Adds text as it was typed.
    pub(super) fn text(&mut self, text: &str) {
        if self.closed == 0 {
            self.text.push_str(text);
        } else {
            self.events.push(Event::Text(CowStr::from(text.to_owned())));
        }
    }

    /// Adds an event that is not text.
    pub(super) fn event(&mut self, event: Event<'a>) {
        self.flush();
        self.events.push(event);
    }

    /// Stops making links until [`Linker::reopen`]; calls may nest.
    pub(super) fn close(&mut self) {
        self.flush();
        self.closed += 1;
    }

    /// Ends the effect of the last [`Linker::close`].
    pub(super) fn reopen(&mut self) {
        self.closed = self.closed.saturating_sub(1);
    }

    /// Begins a link.
    pub(super) fn begin_link(&mut self, address: &str) {
        self.close();
        self.events.push(opening(address));
    }

    /// Ends the link that was begun last.
    pub(super) fn end_link(&mut self) {
        self.reopen();
        self.events.push(Event::InlineHtml(CowStr::Borrowed("</a>")));
    }

    /// Returns the index of the next event.
    pub(super) fn place(&mut self) -> usize {
        self.flush();
        self.events.len()
    }

    /// Removes all events from index `from` on.
    pub(super) fn take_back(&mut self, from: usize) {
        self.text.clear();
        self.events.truncate(from);
    }

    /// Returns all events.
    pub(super) fn finish(mut self) -> Vec<Event<'a>> {
        self.flush();
        self.events
    }

    fn flush(&mut self) {
        for span in self.finder.spans(&self.text) {
            let text = CowStr::from(span.as_str().to_owned());
            if span.kind().is_some() && leads_somewhere(span.as_str()) {
                self.events.push(opening(span.as_str()));
                self.events.push(Event::Text(text));
                self.events.push(Event::InlineHtml(CowStr::Borrowed("</a>")));
            } else {
                self.events.push(Event::Text(text));
            }
        }
        self.text.clear();
    }
}

/// Returns whether an address may be the target of a link: `http`, `https` or `mailto`.
pub(super) fn leads_somewhere(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}

/// Returns the opening tag of a link, with the address as it was typed.
fn opening(address: &str) -> Event<'static> {
    Event::InlineHtml(CowStr::from(format!("<a href=\"{}\">", escape(address))))
}
