//! Tables of articles.

use super::inline::{Mark, Piece, Shape};
use super::writer::{End, Writer};

/// Table that was begun.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    pub(super) is_in_cell: bool,
    /// Marks around the table.
    marks: Vec<Mark>,
}

impl Writer<'_> {
    pub(super) fn begin_table(&mut self, name: &str) {
        let marks = std::mem::take(&mut self.marks);
        self.pieces.clear();
        self.table = Some(Table { marks, ..Table::default() });
        self.push(name, End::Table);
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(table) = &mut self.table {
            table.rows.push(Vec::new());
        }
    }

    pub(super) fn begin_cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        table.is_in_cell = true;
        self.pieces.clear();
        self.push("td", End::Cell);
    }

    pub(super) fn end_cell(&mut self) {
        let cell = self.rendered(Shape::Cell);
        self.pieces.clear();
        if let Some(table) = &mut self.table {
            table.is_in_cell = false;
            if let Some(row) = table.rows.last_mut() {
                row.push(cell);
            }
        }
    }

    pub(super) fn end_table(&mut self) {
        if self.table.as_ref().is_some_and(|table| table.is_in_cell) {
            self.end_cell();
        }
        let Some(table) = self.table.take() else { return };
        self.marks = table.marks;
        self.pieces = self.marks.iter().cloned().map(Piece::Open).collect();
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut lines: Vec<String> = Vec::new();
        for row in table.rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())) {
            let cells = (0..columns).map(|at| row.get(at).map_or("", String::as_str));
            lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
            if lines.len() == 1 {
                lines.push(format!("|{}", "---|".repeat(columns)));
            }
        }
        self.output.block(&lines.join("\n"));
    }
}
