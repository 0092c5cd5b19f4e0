//! Writer of Markdown: takes tags and text, and writes blocks.

use super::inline::{Mark, Piece, Shape, longest_run, render};
use super::output::Output;
use super::pictures::Figure;
use super::tables::Table;
use super::{Addresses, Converted, Dialect};
use crate::import::record::About;

/// Greatest depth of quotes and lists; the board shows no deeper ones in comments.
const DEPTH_MAX: usize = 6;
/// Greatest number of open elements whose ends are looked for.
const OPEN_MAX: usize = 500;
/// Greatest number of notices of a text.
const NOTICES_MAX: usize = 200;

pub(super) struct Writer<'a> {
    pub(super) dialect: Dialect,
    has_lines: bool,
    pub(super) output: Output,
    elements: Vec<Element>,
    pub(super) pieces: Vec<Piece>,
    pub(super) marks: Vec<Mark>,
    hidden: usize,
    /// Content of a preformatted block.
    verbatim: Option<String>,
    /// Content of an element with code.
    code: Option<String>,
    heading: Option<usize>,
    pub(super) table: Option<Table>,
    pub(super) figures: Vec<Figure>,
    /// Number of line ends since the last word.
    newlines: usize,
    /// True right after a break, which the line end after it belongs to.
    is_after_break: bool,
    pub(super) addresses: Option<&'a mut dyn Addresses>,
    notices: Vec<(About, String)>,
}

/// Open element, and what its end means.
struct Element {
    name: String,
    end: End,
}

/// Meaning of the end of an element.
pub(super) enum End {
    Nothing,
    Hidden,
    /// Return to a number of containers.
    Containers(usize),
    Mark(Mark),
    Code,
    Verbatim,
    Heading,
    Table,
    Cell,
    Figure,
    Caption,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        dialect: Dialect,
        has_lines: bool,
        addresses: Option<&'a mut dyn Addresses>,
    ) -> Self {
        Self {
            dialect,
            has_lines,
            output: Output::new(DEPTH_MAX),
            elements: Vec::new(),
            pieces: Vec::new(),
            marks: Vec::new(),
            hidden: 0,
            verbatim: None,
            code: None,
            heading: None,
            table: None,
            figures: Vec::new(),
            newlines: 0,
            is_after_break: false,
            addresses,
            notices: Vec::new(),
        }
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    pub(super) fn is_comment(&self) -> bool {
        self.dialect == Dialect::Comment
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    pub(super) fn is_verbatim(&self) -> bool {
        self.verbatim.is_some()
    }

    pub(super) fn is_code(&self) -> bool {
        self.code.is_some()
    }

    pub(super) fn is_in_table(&self) -> bool {
        self.table.is_some()
    }

    pub(super) fn notice(&mut self, about: About, detail: &str) {
        if self.notices.len() < NOTICES_MAX {
            self.notices.push((about, detail.to_owned()));
        }
    }

    pub(super) fn finish(mut self) -> Converted {
        self.close_from(0);
        self.end_paragraph();
        Converted { markdown: self.output.finish(), notices: self.notices }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if let Some(kept) = self.verbatim.as_mut().or(self.code.as_mut()) {
            kept.push_str(text);
            return;
        }
        self.figure_text(text);
        if let Some(caption) = self.caption() {
            caption.push_str(text);
            return;
        }
        let is_blank = text.trim().is_empty();
        if let Some(table) = self.table.take_if(|table| !table.is_in_cell) {
            // Words between the cells, such as a title, stand above the table.
            self.pieces = vec![Piece::Text(text.to_owned())];
            self.end_paragraph();
            self.table = Some(table);
            return;
        }
        if !self.has_lines {
            if !is_blank {
                self.settle();
            }
            self.pieces.push(Piece::Text(text.to_owned()));
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && !std::mem::take(&mut self.is_after_break) {
                self.newlines += 1;
            }
            if !line.trim().is_empty() {
                self.settle();
            }
            self.pieces.push(Piece::Text(line.to_owned()));
        }
    }

    /// Takes a break of a line.
    pub(super) fn line_break(&mut self) {
        if let Some(kept) = self.verbatim.as_mut().or(self.code.as_mut()) {
            kept.push('\n');
        } else if let Some(caption) = self.caption() {
            caption.push(' ');
        } else {
            self.newlines += 1;
            self.is_after_break = true;
        }
    }

    /// Turns the line ends before something visible into a break, or into a new paragraph.
    pub(super) fn settle(&mut self) {
        self.is_after_break = false;
        match std::mem::take(&mut self.newlines) {
            0 => {}
            1 => self.pieces.push(Piece::Break),
            _ if self.heading.is_some() => self.pieces.push(Piece::Break),
            _ => self.end_paragraph(),
        }
    }

    /// Adds a piece that is visible.
    pub(super) fn piece(&mut self, piece: Piece) {
        self.settle();
        match (self.pieces.last_mut(), piece) {
            // The fences of two would be one.
            (Some(Piece::Code(code)), Piece::Code(more)) => code.push_str(&more),
            (_, piece) => self.pieces.push(piece),
        }
    }

    /// Ends the paragraph; its marks go on in the next one.
    pub(super) fn end_paragraph(&mut self) {
        (self.newlines, self.is_after_break) = (0, false);
        if let Some(caption) = self.caption() {
            caption.push(' ');
            return;
        }
        if self.table.is_some() {
            self.pieces.push(Piece::Text(" ".to_owned()));
            return;
        }
        if self.pieces.iter().all(|piece| matches!(piece, Piece::Open(_))) {
            return;
        }
        let block = match self.heading {
            Some(level) if !self.is_comment() => {
                let heading = self.rendered(Shape::Heading);
                if heading.is_empty() {
                    heading
                } else {
                    format!("{} {heading}", "#".repeat(level))
                }
            }
            _ => self.rendered(Shape::Paragraph),
        };
        self.output.block(&block);
    }

    /// Returns the pieces so far as Markdown, and begins anew within the same marks.
    pub(super) fn rendered(&mut self, shape: Shape) -> String {
        let mut pieces = std::mem::take(&mut self.pieces);
        pieces.extend(self.marks.iter().rev().cloned().map(Piece::Close));
        self.pieces.extend(self.marks.iter().cloned().map(Piece::Open));
        render(&pieces, self.dialect, shape)
    }

    /// Begins an element.
    pub(super) fn push(&mut self, name: &str, end: End) {
        match &end {
            End::Hidden => self.hidden += 1,
            End::Mark(mark) => {
                self.settle();
                self.marks.push(mark.clone());
                self.pieces.push(Piece::Open(mark.clone()));
            }
            End::Code => self.code = Some(String::new()),
            End::Verbatim => self.verbatim = Some(String::new()),
            _ => {}
        }
        self.elements.push(Element { name: name.to_owned(), end });
    }

    /// Returns whether an element may begin.
    pub(super) fn has_room(&self) -> bool {
        self.elements.len() < OPEN_MAX
    }

    pub(super) fn has_mark(&self, mark: &Mark) -> bool {
        self.marks.contains(mark)
    }

    /// Returns the address of the link around the current place.
    pub(super) fn link_around(&self) -> Option<&str> {
        self.marks.iter().find_map(|mark| match mark {
            Mark::Link(address) => Some(address.as_str()),
            _ => None,
        })
    }

    pub(super) fn begin_heading(&mut self, name: &str, level: usize) {
        self.heading = Some(level);
        self.push(name, End::Heading);
    }

    /// Ends the innermost element of a name, and what is open in it.
    pub(super) fn close(&mut self, name: &str) {
        let is_wall = |element: &&Element| matches!(element.end, End::Cell | End::Table);
        let wall = self.elements.iter().rev().position(|element| is_wall(&element));
        let from = match wall {
            Some(wall) if !matches!(name, "td" | "th" | "tr" | "table") => {
                self.elements.len() - wall
            }
            _ => 0,
        };
        let found = self.elements[from..].iter().rposition(|element| element.name == name);
        let Some(at) = found.map(|at| at + from) else {
            self.close_nothing(name);
            return;
        };
        if matches!(self.elements[at].end, End::Mark(_)) {
            let element = self.elements.remove(at);
            self.end(element.end);
        } else {
            self.close_from(at);
        }
    }

    /// Ends all elements from a place on, the innermost first.
    pub(super) fn close_from(&mut self, at: usize) {
        while self.elements.len() > at {
            let Some(element) = self.elements.pop() else { return };
            self.end(element.end);
        }
    }

    /// Returns the place of the innermost element of a name, not beyond a list or a cell.
    pub(super) fn innermost(&self, names: &[&str], walls: &[&str]) -> Option<usize> {
        let at = self.elements.iter().rposition(|element| {
            names.contains(&element.name.as_str()) || walls.contains(&element.name.as_str())
        })?;
        names.contains(&self.elements[at].name.as_str()).then_some(at)
    }

    fn end(&mut self, end: End) {
        match end {
            End::Nothing => self.end_paragraph(),
            End::Hidden => self.hidden -= 1,
            End::Containers(depth) => {
                self.end_paragraph();
                self.output.leave(depth);
            }
            End::Mark(mark) => self.end_mark(&mark),
            End::Code => self.end_code(),
            End::Verbatim => self.end_verbatim(),
            End::Heading => {
                self.end_paragraph();
                self.heading = None;
            }
            End::Table => self.end_table(),
            End::Cell => self.end_cell(),
            End::Figure => self.end_figure(),
            End::Caption => self.end_caption(),
        }
    }

    /// Ends a mark; those that were begun in it go on.
    fn end_mark(&mut self, mark: &Mark) {
        let Some(at) = self.marks.iter().rposition(|open| open == mark) else { return };
        let inner = self.marks.split_off(at + 1);
        self.pieces.extend(inner.iter().rev().cloned().map(Piece::Close));
        self.pieces.push(Piece::Close(mark.clone()));
        self.marks.pop();
        self.pieces.extend(inner.iter().cloned().map(Piece::Open));
        self.marks.extend(inner);
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let is_block = self.has_lines && code.trim().contains('\n') && self.table.is_none();
        if let Some(caption) = self.caption() {
            caption.push_str(&code);
        } else if is_block {
            self.end_paragraph();
            self.code_block(&code);
        } else if code.contains("]:") {
            // At the beginning of a link it would define a reference, which code does not prevent.
            self.piece(Piece::Text(code));
        } else if !code.trim().is_empty() {
            self.piece(Piece::Code(code));
        }
    }

    fn end_verbatim(&mut self) {
        let Some(code) = self.verbatim.take() else { return };
        if self.table.is_some() {
            self.piece(Piece::Code(code));
        } else {
            self.code_block(&code);
        }
    }

    fn code_block(&mut self, code: &str) {
        let code = code.strip_prefix('\n').unwrap_or(code).trim_end();
        if !code.trim().is_empty() {
            let fence = "`".repeat(longest_run(code).max(2) + 1);
            self.output.block(&format!("{fence}\n{code}\n{fence}"));
        }
    }
}
