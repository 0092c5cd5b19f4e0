//! Web addresses in text become links.

use linkify::LinkFinder;
use pulldown_cmark::{CowStr, Event};
use url::Url;

use super::escape;
use super::source::finder;

/// Events of a text, in which each web address that is not in a link or in code becomes a link.
pub(super) struct Linker<'a> {
    events: Vec<Event<'a>>,
    finder: LinkFinder,
    /// Text that is not looked at yet: the parser cuts it at every sign that may be markup, and an
    /// address is found only in the whole of it.
    text: String,
    /// In how many links and blocks of code this stands.
    closed: usize,
}

impl Default for Linker<'_> {
    fn default() -> Self {
        Self { events: Vec::new(), finder: finder(), text: String::new(), closed: 0 }
    }
}

impl<'a> Linker<'a> {
    /// Text as it was typed.
    pub(super) fn text(&mut self, text: &str) {
        if self.closed == 0 {
            self.text.push_str(text);
        } else {
            self.events.push(Event::Text(CowStr::from(text.to_owned())));
        }
    }

    /// Whatever is no text.
    pub(super) fn event(&mut self, event: Event<'a>) {
        self.flush();
        self.events.push(event);
    }

    /// From here on no address becomes a link.
    pub(super) fn close(&mut self) {
        self.flush();
        self.closed += 1;
    }

    /// Ends what was closed last.
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

    /// Where the next event comes.
    pub(super) fn place(&mut self) -> usize {
        self.flush();
        self.events.len()
    }

    /// Takes back all events from this one on.
    pub(super) fn take_back(&mut self, from: usize) {
        self.text.clear();
        self.events.truncate(from);
    }

    /// All of them.
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

/// Whether a link may lead to an address: to the web or to a mailbox.
pub(super) fn leads_somewhere(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}

/// The beginning of a link, its address as it was typed.
fn opening(address: &str) -> Event<'static> {
    Event::InlineHtml(CowStr::from(format!("<a href=\"{}\">", escape(address))))
}
