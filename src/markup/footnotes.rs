//! Footnotes of an article: numbers in its text, and the notes below it.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::links::Linker;

/// The notes of a text, in the order in which they are referred to.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    /// The numbers of those that were referred to, by name.
    numbers: HashMap<String, usize>,
    notes: Vec<Note<'a>>,
}

struct Note<'a> {
    name: String,
    events: Vec<Event<'a>>,
}

impl<'a> Footnotes<'a> {
    /// What stands in the text where it refers to a note.
    pub(super) fn reference(&mut self, name: &str) -> Event<'a> {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        // Where a note leads back to.
        let id = if number == next { format!(" id=\"fnref-{number}\"") } else { String::new() };
        let html = format!("<sup{id}><a href=\"#fn-{number}\">{number}</a></sup>");
        Event::InlineHtml(CowStr::from(html))
    }

    /// Keeps a note until the end.
    pub(super) fn keep(&mut self, name: String, note: Linker<'a>) {
        self.notes.push(Note { name, events: note.finish() });
    }

    /// All notes as a list; one that nothing refers to stands at its end.
    pub(super) fn list(mut self) -> Vec<Event<'a>> {
        let mut events = Vec::new();
        if self.notes.is_empty() {
            return events;
        }
        let number = |note: &Note<'_>| self.numbers.get(&note.name).copied();
        self.notes.sort_by_key(|note| number(note).unwrap_or(usize::MAX));
        events.push(Event::Rule);
        events.push(Event::Start(Tag::List(Some(1))));
        let mut last = None;
        for note in self.notes {
            // Of two notes of one name the text refers to the first.
            let number =
                self.numbers.get(&note.name).copied().filter(|number| last != Some(*number));
            last = number.or(last);
            events.extend(note.item(number));
        }
        events.push(Event::End(TagEnd::List(true)));
        events
    }
}

impl<'a> Note<'a> {
    /// The note as an item; one that is referred to leads back.
    fn item(mut self, number: Option<usize>) -> Vec<Event<'a>> {
        let begin = number.map_or_else(
            || Event::Start(Tag::Item),
            |number| Event::Html(CowStr::from(format!("<li id=\"fn-{number}\">"))),
        );
        if let Some(number) = number {
            let back = format!(" <a href=\"#fnref-{number}\">↩{number}</a>");
            let back = Event::InlineHtml(CowStr::from(back));
            let is_paragraph = matches!(self.events.last(), Some(Event::End(TagEnd::Paragraph)));
            let end = self.events.len() - usize::from(is_paragraph);
            self.events.insert(end, back);
        }
        self.events.insert(0, begin);
        self.events.push(Event::End(TagEnd::Item));
        self.events
    }
}
