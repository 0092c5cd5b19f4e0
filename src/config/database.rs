//! URL of the database, with the password masked in output.

use std::fmt;
use std::path::PathBuf;

use url::Url;

/// Database, by the scheme of its URL.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// SQLite file.
    Sqlite(PathBuf),
    /// URL of a PostgreSQL server; it may contain a password, which `Debug` masks.
    Postgres(String),
}

/// Settings of this node for a PostgreSQL server that several nodes share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Standby from which pages may be read. `WEERWOORD_DATABASE_READ_URL`, none.
    pub read_url: Option<String>,
    /// Number of connections of this node to each server. `WEERWOORD_DATABASE_CONNECTIONS`, 10.
    pub connections: u32,
    /// True for a server that answers requests, whose statements must not take long.
    pub serves: bool,
}

impl Cluster {
    /// Returns the settings for a command: no standby, and no time limit.
    pub fn for_a_command() -> Self {
        Self { read_url: None, connections: 10, serves: false }
    }
}

impl DatabaseUrl {
    /// Parses `sqlite://` and `postgres://` URLs; `None` for anything else.
    pub fn parse(url: &str) -> Option<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            return (!path.is_empty()).then(|| Self::Sqlite(PathBuf::from(path)));
        }
        let parsed = Url::parse(url).ok()?;
        matches!(parsed.scheme(), "postgres" | "postgresql").then(|| Self::Postgres(url.to_owned()))
    }
}

impl fmt::Display for DatabaseUrl {
    /// Writes the absolute path of a file, or the URL of a server with the password masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => match std::path::absolute(path) {
                Ok(path) => write!(f, "{}", path.display()),
                Err(_) => write!(f, "{}", path.display()),
            },
            Self::Postgres(_) => fmt::Debug::fmt(self, f),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    /// Writes the URL as typed, with the password masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(url) => {
                let mut url = Url::parse(url).map_err(|_| fmt::Error)?;
                if url.password().is_some() {
                    url.set_password(Some("***")).map_err(|()| fmt::Error)?;
                }
                let pairs: Vec<(String, String)> = url
                    .query_pairs()
                    .map(|(key, value)| {
                        (
                            key.to_string(),
                            if key == "password" { "***".into() } else { value.to_string() },
                        )
                    })
                    .collect();
                if !pairs.is_empty() {
                    url.query_pairs_mut().clear().extend_pairs(pairs);
                }
                f.write_str(url.as_str())
            }
        }
    }
}
