//! Footnotes of an article: numbered references in its text, and the list of notes below it.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::links::Linker;

/// Footnotes of a text, in the order in which they are referred to.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    /// Numbers of the notes that were referred to, by name.
    numbers: HashMap<String, usize>,
    notes: Vec<Note<'a>>,
}

struct Note<'a> {
    name: String,
    events: Vec<Event<'a>>,
}

impl<'a> Footnotes<'a> {
    /// Returns the event for a reference to a note, and assigns the next number to a new name.
    pub(super) fn reference(&mut self, name: &str) -> Event<'a> {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        // The first reference to a note is the target of its link back.
        let id = if number == next { format!(" id=\"fnref-{number}\"") } else { String::new() };
        let html = format!("<sup{id}><a href=\"#fn-{number}\">{number}</a></sup>");
        Event::InlineHtml(CowStr::from(html))
    }

    /// Stores a note until the list is made.
    pub(super) fn keep(&mut self, name: String, note: Linker<'a>) {
        self.notes.push(Note { name, events: note.finish() });
    }

    /// Returns all notes as a list; notes without a reference are at its end.
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
            // Of two notes with the same name, only the first gets the number.
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
    /// Returns the note as a list item, with a link back if it has a number.
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
