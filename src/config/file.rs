//! Configuration files, in TOML.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use super::{ConfigError, DEFAULTS};

/// Settings in a file, by their short name.
type Settings = BTreeMap<String, String>;

/// Reads a file that was named; an error if it does not exist.
///
/// It may name the data folder; a relative path there begins at the folder of the file.
pub(super) fn read_named(path: &Path) -> Result<Settings, ConfigError> {
    let problem = |problem: &str| error(path, problem.to_owned());
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => problem("there is no such file"),
        ErrorKind::PermissionDenied => problem(
            "this user may not read it; run the command as the user of the board, or name another \
             file with --config",
        ),
        _ => problem(&error.to_string()),
    })?;
    let mut settings = parsed(path, &text)?;
    if let Some(data) = settings.get_mut("data") {
        let folder = path.parent().unwrap_or(Path::new("."));
        let data_folder = folder.join(&*data);
        *data = data_folder
            .to_str()
            .map(str::to_owned)
            .ok_or_else(|| problem("the path of the data folder is not text"))?;
    }
    Ok(settings)
}

/// Reads the file in the data folder, if it exists.
pub(super) fn read(path: &Path) -> Result<Settings, ConfigError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        // A missing folder means that there is no file; problems with the folder are reported when
        // the database is opened.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(BTreeMap::new());
        }
        Err(reason) => return Err(error(path, reason.to_string())),
    };
    let settings = parsed(path, &text)?;
    if settings.contains_key("data") {
        let problem = "`data` cannot stand in the file that lies in it; use WEERWOORD_DATA";
        return Err(error(path, problem.to_owned()));
    }
    Ok(settings)
}

fn error(path: &Path, problem: String) -> ConfigError {
    ConfigError::File { path: path.to_owned(), problem }
}

/// Parses a file; an unknown setting is an error.
fn parsed(path: &Path, text: &str) -> Result<Settings, ConfigError> {
    let problem = |problem: String| error(path, problem);
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| problem(error.to_string()))?;
    let setting = |(name, value): (String, toml::Value)| {
        if !DEFAULTS.iter().any(|(known, _)| *known == name) {
            let known: Vec<_> = DEFAULTS.iter().map(|(known, _)| *known).collect();
            let known = known.join(", ");
            return Err(problem(format!("there is no setting `{name}`; known are {known}")));
        }
        match plain(&value) {
            Some(text) => Ok((name, text)),
            None => Err(problem(format!("`{name}` should be text in quotes"))),
        }
    };
    table.into_iter().map(setting).collect()
}

/// Returns a TOML value in the form it has in an environment variable.
fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
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
