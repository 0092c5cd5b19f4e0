//! Where the rows are: the address of a database, read and shown without its password.

use std::fmt;
use std::path::PathBuf;

use url::Url;

/// Which database, by the scheme of its address.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file beside the board.
    Sqlite(PathBuf),
    /// A server; the address holds a password, so it never prints whole.
    Postgres(String),
}

/// What a node has of a PostgreSQL server that many nodes share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// A standby that pages may be read from. `WEERWOORD_DATABASE_READ_URL`, none.
    pub read_url: Option<String>,
    /// Connections of this node to each server. `WEERWOORD_DATABASE_CONNECTIONS`, 10.
    pub connections: u32,
    /// Whether readers wait for it, so that nothing may take long.
    pub serves: bool,
}

impl Cluster {
    /// What a command has that works on a whole board: no standby, and all the time it wants.
    pub fn for_a_command() -> Self {
        Self { read_url: None, connections: 10, serves: false }
    }
}

impl DatabaseUrl {
    /// Tells the two apart by their scheme.
    pub fn parse(url: &str) -> Option<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            return (!path.is_empty()).then(|| Self::Sqlite(PathBuf::from(path)));
        }
        let parsed = Url::parse(url).ok()?;
        matches!(parsed.scheme(), "postgres" | "postgresql").then(|| Self::Postgres(url.to_owned()))
    }
}

impl fmt::Debug for DatabaseUrl {
    /// The address as typed, but never its password.
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
