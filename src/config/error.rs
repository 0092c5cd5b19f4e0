//! Settings that cannot be used.

use std::path::PathBuf;

/// A setting that cannot be used, and what would do.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    /// One value is wrong.
    #[error("{origin}: {problem}")]
    Value {
        /// The variable, flag or line to mend.
        origin: String,
        /// What is wrong and what was expected.
        problem: String,
    },
    /// The file as a whole cannot be read.
    #[error("{}: {problem}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}

impl ConfigError {
    /// Whether it was a flag, so that the command was asked for wrongly.
    pub fn is_wrong_usage(&self) -> bool {
        matches!(self, Self::Value { origin, .. } if origin.starts_with("--"))
    }
}
