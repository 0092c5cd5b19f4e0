//! Settings: a configuration file, `weerwoord.toml` in the data folder, environment variables, and
//! flags; later sources override earlier ones.
//!
//! Every setting has the same name in all three (`public_url`, `WEERWOORD_PUBLIC_URL`,
//! `--public-url`).

mod address;
mod database;
mod describe;
mod error;
mod file;
mod flags;
mod guests;
mod private_targets;
mod secret_key;
mod server;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ipnet::IpNet;
use jiff::tz::TimeZone;

pub use address::{Security, SmtpUrl};
pub use database::{Cluster, DatabaseUrl};
pub use error::ConfigError;
pub use flags::Flags;
pub use guests::Guests;
pub use private_targets::PrivateTargets;
pub use secret_key::SecretKey;
pub use server::{Bounds, Listen};

use crate::limits::Rates;
use crate::locale::Lang;
use crate::sites::Origin;
use address::{networks, origins, web_origin};

/// Settings in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address or Unix socket to listen on. `WEERWOORD_LISTEN`, 127.0.0.1:3000.
    pub listen: Listen,
    /// Bounds of connections and requests.
    pub bounds: Bounds,
    /// Scheme, host and port in public URLs, without a slash at the end; also the trusted origin.
    /// `WEERWOORD_PUBLIC_URL`, `http://{LISTEN}`.
    pub public_url: String,
    /// Data folder. `WEERWOORD_DATA`, ./data.
    pub data: PathBuf,
    /// Database. `WEERWOORD_DATABASE_URL`, `sqlite://{DATA}/weerwoord.db`.
    pub database: DatabaseUrl,
    /// Folder of daily backups. `WEERWOORD_BACKUP_DIR`, none.
    pub backup_dir: Option<PathBuf>,
    /// Settings file outside the data folder that was read.
    pub settings_file: Option<PathBuf>,
    /// Settings of this node for a shared database server.
    pub cluster: Cluster,
    /// Address on which metrics are served. `WEERWOORD_METRICS_LISTEN`, none.
    pub metrics: Option<SocketAddr>,
    /// Name, language and time zone.
    pub board: Board,
    /// Origins that the board may stand on, besides those of the desk. `WEERWOORD_SITES`, none.
    pub sites: Vec<Origin>,
    /// Captcha, rate limits and other protection.
    pub guard: Guard,
    /// True if views of articles are counted. `WEERWOORD_VIEWS`, on.
    pub views: bool,
    /// Mail server. `WEERWOORD_SMTP_URL`, none: messages are written to `{DATA}/mail/`.
    pub smtp: Option<SmtpUrl>,
    /// Networks and hosts that are not public and may be called all the same.
    /// `WEERWOORD_PRIVATE_TARGETS`, none.
    pub private_targets: PrivateTargets,
    /// Key for secrets in the database. `WEERWOORD_SECRET_KEY`, else a file:
    /// `WEERWOORD_SECRET_KEY_FILE`, `{DATA}/secret.key`.
    pub secret_key: SecretKey,
    /// Source of each value, for `weerwoord config` and for warnings.
    sources: BTreeMap<&'static str, Source>,
}

/// Name, language and time zone of the board.
#[derive(Clone, Debug)]
pub struct Board {
    /// Name in the masthead. `WEERWOORD_NAME`, Weerwoord.
    pub name: String,
    /// Language of every page, and in Dutch the form of address. `WEERWOORD_LANG`, nl.
    pub lang: Lang,
    /// Time zone of every page. `WEERWOORD_TIMEZONE`, Europe/Amsterdam.
    pub timezone: TimeZone,
}

/// Protection against spam and abuse.
#[derive(Clone, Debug)]
pub struct Guard {
    /// True if guests must solve a captcha. `WEERWOORD_CAPTCHA`, image.
    pub captcha: bool,
    /// True if rates are limited. `WEERWOORD_LIMITS`, on.
    pub limits: bool,
    /// Rate limit of each action. `WEERWOORD_RATES`, the defaults in `limits`.
    pub rates: Rates,
    /// Condition for publishing a guest's comment. `WEERWOORD_GUESTS`, publish.
    pub guests: Guests,
    /// True if moderators and higher roles need a second factor. `WEERWOORD_STAFF_2FA`, off.
    pub staff_2fa: bool,
    /// Networks whose forwarded headers are trusted. `WEERWOORD_TRUSTED_PROXIES`, none.
    pub trusted_proxies: Vec<IpNet>,
}

/// Settings by their short name, with their default; `None` is derived from the others.
const DEFAULTS: [(&str, Option<&str>); 26] = [
    ("listen", Some("127.0.0.1:3000")),
    ("max_requests", Some("2000")),
    ("head_timeout", Some("15")),
    ("body_timeout", Some("10")),
    ("public_url", None),
    ("data", Some("./data")),
    ("database_url", None),
    ("database_read_url", Some("")),
    ("database_connections", Some("10")),
    ("lang", Some("nl")),
    ("name", Some("Weerwoord")),
    ("timezone", Some("Europe/Amsterdam")),
    ("captcha", Some("image")),
    ("limits", Some("on")),
    ("rates", Some("")),
    ("guests", Some("publish")),
    ("staff_2fa", Some("off")),
    ("views", Some("on")),
    ("secret_key", Some("")),
    ("secret_key_file", None),
    ("smtp_url", Some("")),
    ("private_targets", Some("")),
    ("trusted_proxies", Some("")),
    ("metrics_listen", Some("")),
    ("backup_dir", Some("")),
    ("sites", Some("")),
];

/// Configuration file that is read if no other is named and it exists.
pub const SYSTEM_FILE: &str = "/etc/weerwoord/weerwoord.toml";
/// Name of the configuration file in the data folder.
pub const DATA_FILE: &str = "weerwoord.toml";

/// Source of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Default,
    /// File with this name.
    File(Arc<str>),
    Environment,
    Flag,
}

/// Returns whether an environment variable is a setting of this program.
pub fn is_setting(variable: &str) -> bool {
    DEFAULTS.iter().any(|(name, _)| self::variable(name) == variable)
}

impl Config {
    /// Reads the settings from all sources.
    ///
    /// `env` is called with whole variable names; an empty variable counts as unset. Fails at the
    /// first value that is not valid.
    pub fn load(flags: &Flags, env: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let env = |name: &str| env(&variable(name)).filter(|value| !value.trim().is_empty());
        let named = match &flags.config {
            Some(path) => file::read_named(path)?,
            None => BTreeMap::new(),
        };
        let data =
            flags.data.clone().or_else(|| env("data")).or_else(|| named.get("data").cloned());
        let data = PathBuf::from(data.unwrap_or_else(|| "./data".to_owned()));
        let label = |path: &Path| Source::File(path.display().to_string().into());
        let files = [
            (file::read(&data.join(DATA_FILE))?, Source::File(DATA_FILE.into())),
            (named, flags.config.as_deref().map_or(Source::Default, label)),
        ];
        let in_files = |name: &str| {
            files.iter().find_map(|(file, source)| {
                file.get(name).map(|value| (Some(value.clone()), source.clone()))
            })
        };
        let settings: BTreeMap<&'static str, (Option<String>, Source)> = DEFAULTS
            .into_iter()
            .map(|(name, default)| {
                let found = None
                    .or_else(|| flags.value(name).map(|value| (Some(value), Source::Flag)))
                    .or_else(|| env(name).map(|value| (Some(value), Source::Environment)))
                    .or_else(|| in_files(name))
                    .unwrap_or((default.map(str::to_owned), Source::Default));
                (name, found)
            })
            .collect();
        let config = Self::from_settings(data, &settings)?;
        Ok(Self { settings_file: flags.config.clone(), ..config })
    }

    fn from_settings(
        data: PathBuf,
        settings: &BTreeMap<&'static str, (Option<String>, Source)>,
    ) -> Result<Self, ConfigError> {
        let value = |name: &str| settings.get(name).and_then(|(value, _)| value.clone());
        let text = |name: &str| value(name).unwrap_or_default();
        let wrong = |name: &str, expected: &str| ConfigError::Value {
            origin: origin(name, settings.get(name).map_or(&Source::Default, |(_, source)| source)),
            problem: format!("{:?} is not {expected}", text(name)),
        };
        let listen = Listen::parse(&text("listen")).ok_or_else(|| {
            wrong("listen", "an address with a port or a socket, such as [::1]:3000 or unix:/FILE")
        })?;
        let bounds = Bounds::parse(text).map_err(|(name, expected)| wrong(name, expected))?;
        let public_url = value("public_url").unwrap_or_else(|| listen.url());
        let database = match value("database_url") {
            None => DatabaseUrl::Sqlite(data.join("weerwoord.db")),
            Some(url) => DatabaseUrl::parse(&url).ok_or_else(|| ConfigError::Value {
                // The value may hold a password, so it is not repeated.
                origin: origin("database_url", &settings["database_url"].1),
                problem: "expected sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME".to_owned(),
            })?,
        };
        let cluster = Cluster {
            read_url: match text("database_read_url").trim() {
                "" => None,
                url => Some(url.to_owned())
                    .filter(|url| {
                        matches!(
                            (DatabaseUrl::parse(url), &database),
                            (Some(DatabaseUrl::Postgres(_)), DatabaseUrl::Postgres(_))
                        )
                    })
                    .map(Some)
                    .ok_or_else(|| ConfigError::Value {
                        // The value may hold a password, so it is not repeated.
                        origin: origin("database_read_url", &settings["database_read_url"].1),
                        problem: "expected postgres://USER:PASSWORD@HOST/NAME of a standby, \
                                  beside a database_url of its primary"
                            .to_owned(),
                    })?,
            },
            connections: (text("database_connections").trim().parse().ok())
                .filter(|connections| (3..=1_000).contains(connections))
                .ok_or_else(|| wrong("database_connections", "a number from 3 to 1000"))?,
            serves: true,
        };
        let metrics = match text("metrics_listen").trim() {
            "" => None,
            address => Some(address.parse().map_err(|_| {
                wrong("metrics_listen", "an address with a port, such as 127.0.0.1:9100")
            })?),
        };
        let board = Board {
            name: text("name").trim().to_owned(),
            lang: Lang::from_setting(&text("lang"))
                .ok_or_else(|| wrong("lang", "nl, nl-formal or en"))?,
            timezone: TimeZone::get(text("timezone").trim())
                .map_err(|_| wrong("timezone", "a time zone such as Europe/Amsterdam"))?,
        };
        let sites = origins(&text("sites")).ok_or_else(|| {
            wrong("sites", "origins such as https://blog.example, with commas between them")
        })?;
        let views = switch(&text("views"), "on").ok_or_else(|| wrong("views", "on or off"))?;
        let smtp = match text("smtp_url").trim() {
            "" => None,
            // The value may hold a password, so it is not repeated.
            url => Some(SmtpUrl::parse(url).ok_or_else(|| ConfigError::Value {
                origin: origin("smtp_url", &settings["smtp_url"].1),
                problem: "expected smtp://HOST:PORT or smtps://USER:PASSWORD@HOST".to_owned(),
            })?),
        };
        let file = value("secret_key_file").map_or_else(|| data.join("secret.key"), PathBuf::from);
        let secret_key = SecretKey::parse(&text("secret_key"), file).ok_or_else(|| {
            ConfigError::Value {
                // The value is a secret, so it is not repeated.
                origin: origin("secret_key", &settings["secret_key"].1),
                problem: "expected 64 hexadecimal digits, such as `openssl rand -hex 32` prints; \
                          older keys after commas"
                    .to_owned(),
            }
        })?;
        let private_targets = PrivateTargets::parse(&text("private_targets")).ok_or_else(|| {
            wrong("private_targets", "a list of networks and hosts such as 10.0.0.0/8,relay.lan")
        })?;
        let guard = Guard::parse(text, wrong)?;
        Ok(Self {
            listen,
            bounds,
            public_url: web_origin(&public_url).ok_or_else(|| {
                wrong("public_url", "an address such as https://blog.example, without a path")
            })?,
            data,
            database,
            backup_dir: Some(text("backup_dir")).filter(|it| !it.is_empty()).map(PathBuf::from),
            settings_file: None,
            cluster,
            metrics,
            board,
            sites,
            guard,
            views,
            smtp,
            private_targets,
            secret_key,
            sources: settings.iter().map(|(name, (_, source))| (*name, source.clone())).collect(),
        })
    }

    /// Returns whether the public URL uses HTTPS, so that cookies are `Secure` and HSTS is sent.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl Guard {
    /// Parses the settings; `wrong` returns the error about one of them.
    fn parse(
        text: impl Fn(&str) -> String,
        wrong: impl Fn(&str, &str) -> ConfigError,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            captcha: switch(&text("captcha"), "image")
                .ok_or_else(|| wrong("captcha", "image or off"))?,
            limits: switch(&text("limits"), "on").ok_or_else(|| wrong("limits", "on or off"))?,
            rates: Rates::changed(&text("rates")).map_err(|expected| wrong("rates", &expected))?,
            guests: Guests::parse(&text("guests"))
                .ok_or_else(|| wrong("guests", "publish, confirm, approve or closed"))?,
            staff_2fa: switch(&text("staff_2fa"), "on")
                .ok_or_else(|| wrong("staff_2fa", "off or on"))?,
            trusted_proxies: networks(&text("trusted_proxies")).ok_or_else(|| {
                wrong("trusted_proxies", "a list of networks such as 10.0.0.0/8,::1")
            })?,
        })
    }
}

fn variable(name: &str) -> String {
    format!("WEERWOORD_{}", name.to_uppercase())
}

fn origin(name: &str, source: &Source) -> String {
    match source {
        Source::Flag => format!("--{}", name.replace('_', "-")),
        Source::File(file) => format!("{file}: {name}"),
        Source::Environment | Source::Default => variable(name),
    }
}

fn switch(value: &str, on: &str) -> Option<bool> {
    match value {
        "off" => Some(false),
        value if value == on => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(env: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let env: BTreeMap<String, String> =
            env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Config::load(&Flags::default(), |name| env.get(name).cloned())
    }

    #[test]
    fn everything_has_a_default() {
        let config = load(&[("WEERWOORD_DATA", "/nowhere/data"), ("WEERWOORD_NAME", "")]).unwrap();
        assert_eq!(config.public_url, "http://127.0.0.1:3000");
        assert_eq!(config.database, DatabaseUrl::Sqlite("/nowhere/data/weerwoord.db".into()));
        assert_eq!(config.board.name, "Weerwoord");
        assert_eq!(config.warnings().len(), 2);
    }

    #[test]
    fn later_places_win_and_say_where_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap();
        std::fs::write(
            folder.path().join("weerwoord.toml"),
            "name = \"Uit de map\"\nlang = \"en\"\nlimits = false\n",
        )
        .unwrap();
        let config = load(&[("WEERWOORD_DATA", data), ("WEERWOORD_NAME", "Omgeving")]).unwrap();
        assert_eq!(config.board.name, "Omgeving");
        assert_eq!(config.board.lang, Lang::En);
        assert!(!config.guard.limits);
        let told = config.describe();
        assert!(told.contains("WEERWOORD_NAME=Omgeving  # environment\n"), "{told}");
        assert!(told.contains("WEERWOORD_LIMITS=off  # weerwoord.toml\n"), "{told}");
    }

    #[test]
    fn a_named_file_says_where_the_board_is_and_gives_way_to_the_one_there() {
        let folder = tempfile::tempdir().unwrap();
        let named = folder.path().join("named.toml");
        let flags = Flags { config: Some(named.clone()), ..Flags::default() };
        let load = |flags: &Flags| Config::load(flags, |_| None);
        let told = load(&flags).unwrap_err().to_string();
        assert!(told.ends_with("there is no such file"), "{told}");
        std::fs::write(&named, "data = \"board\"\nname = \"Het merk\"\nlang = \"en\"\n").unwrap();
        let board = folder.path().join("board");
        std::fs::create_dir(&board).unwrap();
        std::fs::write(board.join("weerwoord.toml"), "lang = \"nl-formal\"\n").unwrap();
        let config = load(&flags).unwrap();
        assert_eq!(config.data, board, "beside the file that names it");
        let data = format!("WEERWOORD_DATA={}  # {}\n", board.display(), named.display());
        assert!(config.describe().contains(&data), "{}", config.describe());
        assert_eq!(
            (config.board.name.as_str(), config.board.lang.setting()),
            ("Het merk", "nl-formal")
        );
        let source = format!("WEERWOORD_NAME=Het merk  # {}\n", named.display());
        assert!(config.describe().contains(&source), "{}", config.describe());
        let elsewhere = Flags { data: Some("/nowhere".to_owned()), ..flags };
        assert_eq!(load(&elsewhere).unwrap().data, Path::new("/nowhere"));
    }

    #[test]
    fn rates_stand_in_a_list_or_a_table() {
        let folder = tempfile::tempdir().unwrap();
        let data = ("WEERWOORD_DATA", folder.path().to_str().unwrap());
        std::fs::write(
            folder.path().join("weerwoord.toml"),
            "[rates]\ncomment = \"30/10s\"\nsend = \"90/1s\"\n",
        )
        .unwrap();
        assert!(
            load(&[data])
                .unwrap()
                .describe()
                .contains("WEERWOORD_RATES=send=90/1s,comment=30/10s  # weerwoord.toml\n")
        );
        let told = load(&[data, ("WEERWOORD_RATES", "comment=often")]).unwrap_err().to_string();
        assert!(
            told.starts_with("WEERWOORD_RATES: \"comment=often\" is not a rate for comment"),
            "{told}"
        );
    }

    #[test]
    fn a_wrong_value_names_its_place_and_what_was_expected() {
        let told = load(&[("WEERWOORD_LISTEN", "3000")]).unwrap_err().to_string();
        assert_eq!(
            told,
            "WEERWOORD_LISTEN: \"3000\" is not an address with a port or a socket, such as \
             [::1]:3000 or unix:/FILE"
        );
        assert!(load(&[("WEERWOORD_CAPTCHA", "on")]).is_err());
        assert!(load(&[("WEERWOORD_PUBLIC_URL", "https://blog.example/nieuws")]).is_err());
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("weerwoord.toml"), "langg = \"en\"\n").unwrap();
        let told =
            load(&[("WEERWOORD_DATA", folder.path().to_str().unwrap())]).unwrap_err().to_string();
        assert!(told.contains("there is no setting `langg`"), "{told}");
    }

    #[test]
    fn passwords_are_never_shown() {
        let url = "postgres://board:geheim@db.example/board?password=ookgeheim";
        let config = load(&[("WEERWOORD_DATABASE_URL", url)]).unwrap();
        assert!(!config.describe().contains("geheim"), "{}", config.describe());
        let config = load(&[("WEERWOORD_SMTP_URL", "smtps://board:geheim@mail.example")]).unwrap();
        assert!(
            config.describe().contains("smtps://board:***@mail.example"),
            "{}",
            config.describe()
        );
        let told = load(&[("WEERWOORD_DATABASE_URL", "mysql://board:geheim@db.example/board")])
            .unwrap_err()
            .to_string();
        assert!(!told.contains("geheim"), "{told}");
    }

    #[test]
    fn the_public_url_is_written_as_browsers_write_an_origin() {
        assert_eq!(
            web_origin("https://Blog.Example:443/").as_deref(),
            Some("https://blog.example")
        );
        assert_eq!(web_origin("ftp://blog.example"), None);
    }
}
