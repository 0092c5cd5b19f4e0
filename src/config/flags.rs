//! Settings as flags of the command line.

use std::path::PathBuf;

use super::DEFAULTS;

/// Flags, one for each setting. `--help` prints their comments.
#[expect(
    clippy::doc_markdown,
    rustdoc::bare_urls,
    reason = "a terminal shows backticks and brackets as they are"
)]
#[derive(Clone, Debug, Default, clap::Args)]
#[command(
    next_help_heading = "Settings (also WEERWOORD_… in the environment, weerwoord.toml in the \
                         data folder, and the file of --config)"
)]
pub struct Flags {
    /// A file with settings, which may name the data folder [default:
    /// /etc/weerwoord/weerwoord.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Address and port to listen on, or a Unix socket as unix:/FILE [default: 127.0.0.1:3000]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Requests under way at once; others get 503 [default: 2000]
    #[arg(long, global = true, value_name = "NUMBER")]
    pub max_requests: Option<String>,
    /// Seconds for the head of a request, also after the one before [default: 15]
    #[arg(long, global = true, value_name = "SECONDS")]
    pub head_timeout: Option<String>,
    /// Seconds between two parts of a form or picture that is sent [default: 10]
    #[arg(long, global = true, value_name = "SECONDS")]
    pub body_timeout: Option<String>,
    /// The address readers use, such as https://blog.example [default: http://LISTEN]
    #[arg(long, global = true, value_name = "URL")]
    pub public_url: Option<String>,
    /// The folder everything lives in [default: ./data]
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data: Option<String>,
    /// sqlite://FILE or postgres://… [default: sqlite://DATA/weerwoord.db]
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// A standby of the PostgreSQL server that pages may be read from [default: none]
    #[arg(long, global = true, value_name = "URL")]
    pub database_read_url: Option<String>,
    /// Connections to a PostgreSQL server [default: 10]
    #[arg(long, global = true, value_name = "NUMBER")]
    pub database_connections: Option<String>,
    /// The board's language [default: nl] [possible: nl, nl-formal, en]
    #[arg(long, global = true)]
    pub lang: Option<String>,
    /// Name of the board; not a flag here, because two commands have a `--name` of their own.
    #[arg(skip)]
    pub name: Option<String>,
    /// The board's clock [default: Europe/Amsterdam]
    #[arg(long, global = true, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// The code guests copy [default: image] [possible: image, off]
    #[arg(long, global = true)]
    pub captcha: Option<String>,
    /// Rate limits [default: on] [possible: on, off]
    #[arg(long, global = true)]
    pub limits: Option<String>,
    /// Rates that differ from the usual ones, such as comment=30/10s,picture=60/1s [default: as
    /// docs/gate.md says]
    #[arg(long, global = true, value_name = "RATES")]
    pub rates: Option<String>,
    /// Condition for showing guests' comments [default: publish] [possible: publish, confirm,
    /// approve, closed]
    #[arg(long, global = true)]
    pub guests: Option<String>,
    /// A second factor for moderators and up [default: off] [possible: off, on]
    #[arg(long = "staff-2fa", global = true)]
    pub staff_2fa: Option<String>,
    /// Counts of how often articles are read, without cookies and addresses [default: on] [possible:
    /// on, off]
    #[arg(long, global = true)]
    pub views: Option<String>,
    /// The file with the key of secrets in the database; the key itself is no flag, which others on
    /// the machine could see [default: DATA/secret.key]
    #[arg(long, global = true, value_name = "FILE")]
    pub secret_key_file: Option<String>,
    /// The mail server, such as smtps://USER:PASSWORD@HOST?from=redactie@blog.example [default:
    /// files in DATA/mail/]
    #[arg(long, global = true, value_name = "URL")]
    pub smtp_url: Option<String>,
    /// Networks and hosts that are not public and may be called by webhooks and log-in providers
    /// all the same, also without TLS, such as 10.0.0.0/8,relay.lan [default: none]
    #[arg(long, global = true, value_name = "TARGETS")]
    pub private_targets: Option<String>,
    /// Networks whose forwarded headers are believed, such as 10.0.0.0/8,::1 [default: none]
    #[arg(long, global = true, value_name = "NETWORKS")]
    pub trusted_proxies: Option<String>,
    /// Address and port that tell figures to Prometheus [default: none]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub metrics_listen: Option<String>,
    /// A folder in which a backup is made every day [default: none]
    #[arg(long, global = true, value_name = "FOLDER")]
    pub backup_dir: Option<String>,
    /// Origins that the board may stand on, such as https://blog.example [default: none]
    #[arg(long, global = true, value_name = "ORIGINS")]
    pub sites: Option<String>,
}

impl Flags {
    /// Returns the settings given as flags as the text of a configuration file; empty without any.
    ///
    /// The data folder is left out, because the file lies in it.
    pub fn to_file(&self) -> String {
        let given = DEFAULTS.iter().filter(|(name, _)| *name != "data");
        given
            .filter_map(|(name, _)| {
                self.value(name).map(|value| format!("{name} = {}\n", toml::Value::String(value)))
            })
            .collect()
    }

    pub(super) fn value(&self, name: &str) -> Option<String> {
        match name {
            "listen" => self.listen.clone(),
            "max_requests" => self.max_requests.clone(),
            "head_timeout" => self.head_timeout.clone(),
            "body_timeout" => self.body_timeout.clone(),
            "public_url" => self.public_url.clone(),
            "data" => self.data.clone(),
            "database_url" => self.database_url.clone(),
            "database_read_url" => self.database_read_url.clone(),
            "database_connections" => self.database_connections.clone(),
            "lang" => self.lang.clone(),
            "name" => self.name.clone(),
            "timezone" => self.timezone.clone(),
            "captcha" => self.captcha.clone(),
            "limits" => self.limits.clone(),
            "rates" => self.rates.clone(),
            "guests" => self.guests.clone(),
            "staff_2fa" => self.staff_2fa.clone(),
            "views" => self.views.clone(),
            "secret_key_file" => self.secret_key_file.clone(),
            "smtp_url" => self.smtp_url.clone(),
            "private_targets" => self.private_targets.clone(),
            "trusted_proxies" => self.trusted_proxies.clone(),
            "metrics_listen" => self.metrics_listen.clone(),
            "backup_dir" => self.backup_dir.clone(),
            "sites" => self.sites.clone(),
            _ => None,
        }
    }
}
