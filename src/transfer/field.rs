//! Fields of the lines of an export, and how their values are written.

/// One field of a line.
#[derive(Debug)]
pub struct Field {
    /// The column it is read from.
    pub column: &'static str,
    /// What the line calls it.
    pub name: &'static str,
    pub(super) written: Written,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    AsItIs,
    YesOrNo,
    /// Microseconds, as a moment: "2026-11-20T08:12:00Z".
    Moment,
}

pub(super) const fn plain(name: &'static str) -> Field {
    Field { column: name, name, written: Written::AsItIs }
}

/// What points to a row of another kind is called after what it points to.
pub(super) const fn named(column: &'static str, name: &'static str) -> Field {
    Field { column, name, written: Written::AsItIs }
}

pub(super) const fn flag(name: &'static str) -> Field {
    Field { column: name, name, written: Written::YesOrNo }
}

pub(super) const fn moment(name: &'static str) -> Field {
    Field { column: name, name, written: Written::Moment }
}
