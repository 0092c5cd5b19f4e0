//! Key for the encryption of secrets in the database: in a setting, for nodes that share a
//! database, or in a file.

use std::path::PathBuf;

use crate::security::encryption::Keyring;

/// Source of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretKey {
    /// Keys in the setting itself; `Debug` does not print a keyring.
    Setting(Keyring),
    /// File with the keys, which is created when it is first needed.
    File(PathBuf),
}

impl SecretKey {
    /// Returns the keys of the setting, or else the file; `None` if the setting is not a list of
    /// keys.
    pub(super) fn parse(setting: &str, file: PathBuf) -> Option<Self> {
        if setting.trim().is_empty() {
            return Some(Self::File(file));
        }
        Keyring::parse(setting).map(Self::Setting)
    }

    /// Returns the setting for display, masked.
    pub(super) fn masked(&self) -> String {
        match self {
            Self::Setting(_) => "***".to_owned(),
            Self::File(_) => String::new(),
        }
    }

    /// Returns the path of the file, or an empty string if the setting is used.
    pub(super) fn file_text(&self) -> String {
        match self {
            Self::Setting(_) => String::new(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_in_the_setting_or_in_a_file() {
        let file = PathBuf::from("/data/secret.key");
        let key = SecretKey::parse(" ", file.clone()).unwrap();
        assert_eq!((key.masked(), key.file_text()), (String::new(), "/data/secret.key".to_owned()));
        let key = SecretKey::parse(&"0a".repeat(32), file.clone()).unwrap();
        assert_eq!((key.masked(), key.file_text()), ("***".to_owned(), String::new()));
        assert!(!format!("{key:?}").contains("0a"));
        assert!(SecretKey::parse("geheim", file).is_none());
    }
}
