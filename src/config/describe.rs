//! Description of the settings in force, and warnings about them.

use super::{Config, DatabaseUrl, Source, variable};
use crate::sites::Origin;

impl Config {
    /// Returns warnings for the operator about settings that are unsafe or missing.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.has_default_url() {
            warnings.push(format!(
                "WEERWOORD_PUBLIC_URL is not set: links and the origin check use {}",
                self.public_url
            ));
        }
        if !self.guard.captcha {
            warnings.push("WEERWOORD_CAPTCHA=off: anyone may post without a code".to_owned());
        }
        if !self.guard.limits {
            warnings.push(
                "WEERWOORD_LIMITS=off: nothing is rate-limited, guessing passwords included"
                    .to_owned(),
            );
        }
        if self.smtp.is_none() {
            let folder = self.data.join("mail");
            warnings.push(format!(
                "WEERWOORD_SMTP_URL is not set: mail is written to {} and reaches nobody",
                folder.display()
            ));
        }
        if self.smtp.as_ref().is_some_and(|server| server.from().is_none()) {
            warnings.push(
                "WEERWOORD_SMTP_URL names no sender, so that mail comes from no-reply at the host \
                 of WEERWOORD_PUBLIC_URL; set one with ?from=redactie@blog.example"
                    .to_owned(),
            );
        }
        warnings
    }

    /// Returns the settings as lines of an environment file, each with its source; secrets are
    /// masked.
    pub fn describe(&self) -> String {
        let on = |yes: bool, word: &str| if yes { word.to_owned() } else { "off".to_owned() };
        let networks: Vec<_> = self.guard.trusted_proxies.iter().map(ToString::to_string).collect();
        let sites: Vec<_> = self.sites.iter().map(Origin::as_str).collect();
        let values = [
            ("listen", self.listen.to_string()),
            ("public_url", self.public_url.clone()),
            ("data", self.data.display().to_string()),
            ("database_url", format!("{:?}", self.database)),
            (
                "database_read_url",
                self.cluster
                    .read_url
                    .clone()
                    .map_or_else(String::new, |url| format!("{:?}", DatabaseUrl::Postgres(url))),
            ),
            ("database_connections", self.cluster.connections.to_string()),
            ("lang", self.board.lang.setting().to_owned()),
            ("name", self.board.name.clone()),
            ("timezone", self.board.timezone.iana_name().unwrap_or("UTC").to_owned()),
            ("captcha", on(self.guard.captcha, "image")),
            ("limits", on(self.guard.limits, "on")),
            ("rates", self.guard.rates.changes()),
            ("guests", self.guard.guests.code().to_owned()),
            ("staff_2fa", on(self.guard.staff_2fa, "on")),
            ("views", on(self.views, "on")),
            ("secret_key", self.secret_key.masked()),
            ("secret_key_file", self.secret_key.file_text()),
            ("smtp_url", self.smtp.as_ref().map_or_else(String::new, |url| format!("{url:?}"))),
            ("private_targets", self.private_targets.to_string()),
            ("trusted_proxies", networks.join(",")),
            (
                "metrics_listen",
                self.metrics.map_or_else(String::new, |address| address.to_string()),
            ),
            (
                "backup_dir",
                self.backup_dir.as_ref().map_or_else(String::new, |it| it.display().to_string()),
            ),
            ("sites", sites.join(",")),
        ];
        let values = values.into_iter().chain(self.bounds.described());
        let line = |(name, value): (&'static str, String)| {
            let source = match self.sources.get(name) {
                Some(Source::File(file)) => &**file,
                Some(Source::Environment) => "environment",
                Some(Source::Flag) => "flag",
                Some(Source::Default) | None => "default",
            };
            format!("{}={value}  # {source}\n", variable(name))
        };
        values.map(line).collect()
    }
}
