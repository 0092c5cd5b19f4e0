//! Settings in `weerwoord.toml`.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use super::{ConfigError, DEFAULTS};

/// Reads the file, if it exists; an unknown setting is an error.
pub(super) fn read(path: &Path) -> Result<BTreeMap<String, String>, ConfigError> {
    let problem = |problem: String| ConfigError::File { path: path.to_owned(), problem };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        // A missing folder means that there is no file; problems with the folder are reported when
        // the database is opened.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(BTreeMap::new());
        }
        Err(error) => return Err(problem(error.to_string())),
    };
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| problem(error.to_string()))?;
    table
        .into_iter()
        .map(|(name, value)| {
            if name == "data" {
                return Err(problem(
                    "`data` cannot stand in the file that lies in it; use WEERWOORD_DATA"
                        .to_owned(),
                ));
            }
            if !DEFAULTS.iter().any(|(known, _)| *known == name) {
                let known: Vec<_> = DEFAULTS
                    .iter()
                    .map(|(known, _)| *known)
                    .filter(|known| *known != "data")
                    .collect();
                return Err(problem(format!(
                    "there is no setting `{name}`; known are {}",
                    known.join(", ")
                )));
            }
            match plain(&value) {
                Some(text) => Ok((name, text)),
                None => Err(problem(format!("`{name}` should be text in quotes"))),
            }
        })
        .collect()
}

/// Returns a TOML value in the form it has in an environment variable.
fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Boolean(on) => Some(if *on { "on" } else { "off" }.to_owned()),
        toml::Value::Array(items) => {
            let items: Option<Vec<_>> =
                items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
            items.map(|items| items.join(","))
        }
        toml::Value::Table(items) => {
            let items: Option<Vec<_>> = items
                .iter()
                .map(|(name, item)| Some(format!("{name}={}", item.as_str()?)))
                .collect();
            items.map(|items| items.join(","))
        }
        _ => None,
    }
}
