//! Errors of reading a file.

use std::fmt;

use crate::locale::Message;

/// Reason for which a file cannot be read, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Place of the problem.
    pub place: Place,
    /// Problem and what to do, as a message in `locales/*/import.ftl`.
    pub problem: Message,
}

/// Place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// Byte of the unpacked file, from 0.
    Byte(u64),
    /// Line of the unpacked file, from 1.
    Line(u64),
}

impl ReadError {
    /// Returns an error at a place.
    pub fn at(place: Place, problem: impl Into<Message>) -> Self {
        Self { place, problem: problem.into() }
    }

    /// Returns an error of the file as a whole.
    pub fn of_file(problem: impl Into<Message>) -> Self {
        Self::at(Place::File, problem)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::File => write!(f, "{}", self.problem.key),
            Place::Byte(byte) => write!(f, "byte {byte}: {}", self.problem.key),
            Place::Line(line) => write!(f, "line {line}: {}", self.problem.key),
        }
    }
}

impl std::error::Error for ReadError {}
