//! Address to go on to after a form, which must be a path of this site.

use serde::Deserialize;
use url::{Position, Url};

use crate::app::App;

/// Address to go on to, as a form or a query asked for it: anything, even another site.
///
/// It is checked when it is used, so that no link to this site leads to another one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct NextPath(String);

impl NextPath {
    /// Wraps an address that was asked for.
    pub(super) fn new(asked: &str) -> Self {
        Self(asked.to_owned())
    }

    /// Returns the address as it was asked for, to show it again in a hidden field.
    pub fn as_typed(&self) -> &str {
        &self.0
    }

    /// Returns the address if it is a path of this site.
    ///
    /// The path is percent-encoded, so that it is valid in a header.
    pub fn path(&self, app: &App) -> Option<String> {
        let asked = self.0.as_str();
        let suspicious =
            !asked.starts_with('/') || asked.contains('\\') || asked.chars().any(char::is_control);
        let base = Url::parse(&app.config.public_url).ok()?;
        let url =
            base.join(asked).ok().filter(|url| !suspicious && url.origin() == base.origin())?;
        let path = &url[Position::BeforePath..];
        (!path.starts_with("//")).then(|| path.to_owned())
    }

    /// Returns the address if it is a path of this site, else `default`.
    pub fn path_or(&self, app: &App, default: &str) -> String {
        self.path(app).unwrap_or_else(|| default.to_owned())
    }
}
