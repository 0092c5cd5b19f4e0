//! Errors in the settings.

use std::path::PathBuf;

/// Error in a setting, with the accepted values.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    /// Invalid value of one setting.
    #[error("{origin}: {problem}")]
    Value {
        /// Variable, flag or line of the file with the value.
        origin: String,
        /// Description of the problem and of the expected value.
        problem: String,
    },
    /// File that cannot be read as a whole.
    #[error("{}: {problem}", path.display())]
    File {
        /// Path of the file.
        path: PathBuf,
        /// Description of the problem.
        problem: String,
    },
}

impl ConfigError {
    /// Returns whether the value comes from a flag, which makes it wrong usage of the command.
    pub fn is_wrong_usage(&self) -> bool {
        matches!(self, Self::Value { origin, .. } if origin.starts_with("--"))
    }
}
