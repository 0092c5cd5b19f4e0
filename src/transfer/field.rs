//! Fields of the lines of an export, and the format of their values.

/// Field of a line.
#[derive(Debug)]
pub struct Field {
    /// Column it is read from.
    pub column: &'static str,
    /// Name in the line.
    pub name: &'static str,
    pub(super) written: Written,
}

/// Format of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    AsItIs,
    YesOrNo,
    /// Time in microseconds, written as "2026-11-20T08:12:00Z".
    Moment,
    /// Bytes in base64.
    Base64,
}

pub(super) const fn plain(name: &'static str) -> Field {
    Field { column: name, name, written: Written::AsItIs }
}

/// Returns a field that refers to a row of another kind, with a name of its own.
pub(super) const fn named(column: &'static str, name: &'static str) -> Field {
    Field { column, name, written: Written::AsItIs }
}

pub(super) const fn flag(name: &'static str) -> Field {
    Field { column: name, name, written: Written::YesOrNo }
}

pub(super) const fn moment(name: &'static str) -> Field {
    Field { column: name, name, written: Written::Moment }
}

pub(super) const fn bytes(name: &'static str) -> Field {
    Field { column: name, name, written: Written::Base64 }
}
