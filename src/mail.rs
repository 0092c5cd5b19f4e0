//! The door mail leaves by: a mail server, files in a folder where none is set, or memory for tests. What it says is `notify`'s
//! subject, when it goes is the worker's.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::io::AsyncWriteExt;
use url::Url;

use crate::config::{Config, Security, SmtpUrl};

/// Mail as it is set, ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What it is known by, without angle brackets; the same however often it is tried.
    pub message_id: String,
    /// Where it goes.
    pub to: String,
    /// The line above it.
    pub subject: String,
    /// What it says, as text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The message it follows, without angle brackets.
    pub in_reply_to: Option<String>,
    /// Where one click stops mail of this kind (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// Who sends, and by which door.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Mailbox,
    door: Door,
    patience: Duration,
}

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum Door {
    /// To a mail server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// Into a folder, one `.eml` file a message.
    Folder(PathBuf),
    /// Into memory, for tests.
    Memory(Arc<Mutex<Vec<Envelope>>>),
}

/// A header this crate has no type for, by its place in `NAMES`.
#[derive(Clone, Debug)]
struct Plain<const N: usize>(String);

const NAMES: [&str; 3] = ["List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"];
const UNSUBSCRIBE: usize = 0;
const ONE_CLICK: usize = 1;
const AUTOMATIC: usize = 2;

/// How long one hand-over may take, from the first byte to the last.
const PATIENCE: Duration = Duration::from_mins(1);

impl<const N: usize> Header for Plain<N> {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str(NAMES[N])
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

impl Mailer {
    /// The door that the settings ask for.
    pub fn new(config: &Config) -> Result<Self> {
        Self::patient(config, PATIENCE)
    }

    /// The same, with another time for one hand-over.
    pub fn patient(config: &Config, patience: Duration) -> Result<Self> {
        let door = match &config.smtp {
            Some(server) => Door::Smtp(transport(server, patience)?),
            None => Door::Folder(config.data.join("mail")),
        };
        Ok(Self { patience, ..Self::by(door, config)? })
    }

    /// A door of one's own choice.
    pub fn by(door: Door, config: &Config) -> Result<Self> {
        let host = Url::parse(&config.public_url)?
            .host_str()
            .context("the public URL has a host")?
            .to_owned();
        // A board without a name, on an address, is somebody's trial: nobody answers there either way.
        let host = if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
            "localhost".to_owned()
        } else {
            host
        };
        let asked = config.smtp.as_ref().and_then(SmtpUrl::from);
        let address = asked.unwrap_or_else(|| format!("no-reply@{host}"));
        let address = address.parse().map_err(|_| {
            anyhow!("WEERWOORD_SMTP_URL: {address:?} is no address to send from; give one as ?from=redactie@blog.example")
        })?;
        Ok(Self {
            from: Mailbox::new(Some(config.site.name.clone()), address),
            door,
            patience: PATIENCE,
        })
    }

    /// Hands a message over; when this returns, somebody else answers for it.
    pub async fn send(&self, envelope: &Envelope) -> Result<()> {
        tokio::time::timeout(self.patience, self.hand_over(envelope))
            .await
            .context("the mail server took too long")?
    }

    async fn hand_over(&self, envelope: &Envelope) -> Result<()> {
        match &self.door {
            Door::Smtp(server) => {
                server.send(envelope.message(&self.from)?).await?;
            }
            Door::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(envelope.clone());
            }
            Door::Folder(folder) => {
                let message = envelope.message(&self.from)?;
                let name = envelope.message_id.split('@').next().unwrap_or_default();
                let path = folder.join(format!("{name}.eml"));
                tokio::fs::create_dir_all(folder).await.context("the folder for mail")?;
                let mut options = tokio::fs::OpenOptions::new();
                options.write(true).create(true).truncate(true);
                // It holds links that only its recipient should follow.
                #[cfg(unix)]
                options.mode(0o600);
                let mut file = options.open(&path).await.context("a file for mail")?;
                file.write_all(&message.formatted()).await.context("a file for mail")?;
                file.flush().await.context("a file for mail")?;
                tracing::debug!(file = name, "a message was written to the folder for mail");
            }
        }
        Ok(())
    }
}

fn transport(server: &SmtpUrl, patience: Duration) -> Result<AsyncSmtpTransport<Tokio1Executor>> {
    type Transport = AsyncSmtpTransport<Tokio1Executor>;
    let builder = match server.security() {
        Security::Tls => Transport::relay(server.host())?,
        Security::StartTls => Transport::starttls_relay(server.host())?,
        Security::Plain => Transport::builder_dangerous(server.host()),
    };
    let builder = builder.port(server.port()).timeout(Some(patience));
    Ok(match server.credentials() {
        Some((user, password)) => builder.credentials(Credentials::new(user, password)),
        None => builder,
    }
    .build())
}

impl Envelope {
    /// As mail servers speak it (RFC 5322): text and HTML, encoded as they need.
    pub fn message(&self, from: &Mailbox) -> Result<Message> {
        let to: Address = self.to.parse().context("an address nobody can write to")?;
        let mut message = Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .from(from.clone())
            .to(Mailbox::new(None, to))
            .subject(&self.subject)
            // No holiday answer should come back (RFC 3834).
            .header(Plain::<AUTOMATIC>("auto-generated".to_owned()));
        if let Some(before) = &self.in_reply_to {
            message = message.in_reply_to(format!("<{before}>")).references(format!("<{before}>"));
        }
        if let Some(address) = &self.unsubscribe {
            message = message.header(Plain::<UNSUBSCRIBE>(format!("<{address}>"))).header(Plain::<
                ONE_CLICK,
            >(
                "List-Unsubscribe=One-Click".to_owned(),
            ));
        }
        Ok(message
            .multipart(MultiPart::alternative_plain_html(self.text.clone(), self.html.clone()))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Flags;

    #[tokio::test]
    async fn without_a_server_each_message_is_a_file_only_its_owner_reads() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap().to_owned();
        let config = Config::load(&Flags::default(), |name| {
            (name == "WEERWOORD_DATA").then(|| data.clone())
        })
        .unwrap();
        let envelope = Envelope {
            message_id: "00000001.0.ab@127.0.0.1".into(),
            to: "joost@post.example".into(),
            subject: "Één onderwerp".into(),
            text: "Tekst".into(),
            html: "<p>Tekst</p>".into(),
            in_reply_to: Some("thread-1@127.0.0.1".into()),
            unsubscribe: Some("http://127.0.0.1:3000/unsubscribe/00a".into()),
        };
        Mailer::new(&config).unwrap().send(&envelope).await.unwrap();
        let path = folder.path().join("mail/00000001.0.ab.eml");
        let text = std::fs::read_to_string(&path).unwrap();
        for header in [
            "From: Weerwoord <no-reply@localhost>",
            "In-Reply-To: <thread-1@127.0.0.1>",
            "List-Unsubscribe: <http://",
        ] {
            assert!(text.contains(header), "{header} is not in {text}");
        }
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(
                &std::fs::metadata(&path).unwrap().permissions()
            ) & 0o777,
            0o600
        );
    }
}
