//! The key that secrets in the database are encrypted with: in a setting, for nodes that share a database, or in a file.

use std::path::PathBuf;

use crate::encryption::Keyring;

/// Where the keys are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretKey {
    /// In the setting itself; a keyring never prints.
    Setting(Keyring),
    /// In a file, which is made when it is first needed.
    File(PathBuf),
}

impl SecretKey {
    /// The keys of the setting, else the file; `None` when the setting holds no keys but something else.
    pub(super) fn parse(setting: &str, file: PathBuf) -> Option<Self> {
        if setting.trim().is_empty() {
            return Some(Self::File(file));
        }
        Keyring::parse(setting).map(Self::Setting)
    }

    /// What may be shown of the setting.
    pub(super) fn masked(&self) -> String {
        match self {
            Self::Setting(_) => "***".to_owned(),
            Self::File(_) => String::new(),
        }
    }

    /// The file, when it is in use.
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
