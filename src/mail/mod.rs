//! Transport of e-mail: SMTP, files in a folder without an SMTP server, or memory for tests.
//!
//! Composing e-mail is left to `notify`, scheduling it to the worker.

pub mod authentication;
mod failure;
mod records;
mod smtp;

use std::io::Write;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use tempfile::NamedTempFile;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use url::Url;

use crate::account::Email;
use crate::config::{Config, SmtpUrl};
use smtp::Talk;

pub use authentication::Finding;
pub use failure::{Failure, Problem, Step};
pub use records::findings;
pub use smtp::Server;

/// E-mail ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Message-ID without angle brackets; the same for every attempt.
    pub message_id: String,
    /// Display name of the sender.
    pub from: String,
    /// Address of the recipient.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Body as plain text.
    pub text: String,
    /// Body as HTML.
    pub html: String,
    /// Message-ID of the message that it replies to, without angle brackets.
    pub in_reply_to: Option<String>,
    /// URL for one-click unsubscription (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// Sender of e-mail: the sender address and the transport.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Address,
    door: Door,
    patience: Duration,
}

/// Transport of e-mail.
#[derive(Clone, Debug)]
pub enum Door {
    /// SMTP server.
    Smtp(Arc<Server>),
    /// Folder, with one `.eml` file a message.
    Folder(PathBuf),
    /// Memory, for tests.
    Memory(Arc<Mutex<Vec<Envelope>>>),
}

/// Header for which `lettre` has no type, by its index in `NAMES`.
#[derive(Clone, Debug)]
struct Plain<const N: usize>(String);

const NAMES: [&str; 3] = ["List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"];
const UNSUBSCRIBE: usize = 0;
const ONE_CLICK: usize = 1;
const AUTOMATIC: usize = 2;

/// Greatest duration of one delivery.
const PATIENCE: Duration = Duration::from_mins(1);

/// Mode of the mail folder: access for its owner only.
#[cfg(unix)]
const PRIVATE: u32 = 0o700;

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
    /// Returns a mailer with the transport of the settings: SMTP, or the folder `mail`.
    pub fn new(config: &Config) -> Result<Self> {
        Self::patient(config, PATIENCE)
    }

    /// Does the same with another time limit for one delivery.
    pub fn patient(config: &Config, patience: Duration) -> Result<Self> {
        let door = match &config.smtp {
            Some(url) => Door::Smtp(Arc::new(Server::new(url, patience)?)),
            None => Door::Folder(config.data.join("mail")),
        };
        Ok(Self { patience, ..Self::by(door, config)? })
    }

    /// Returns a mailer with the given transport.
    ///
    /// Fails if the sender address is malformed.
    pub fn by(door: Door, config: &Config) -> Result<Self> {
        let host = Url::parse(&config.public_url)?
            .host_str()
            .context("the public URL has a host")?
            .to_owned();
        // A board at an IP address is a test installation, at which no reply arrives anyway.
        let host = if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
            "localhost".to_owned()
        } else {
            host
        };
        let asked = config.smtp.as_ref().and_then(SmtpUrl::from);
        let address = asked.unwrap_or_else(|| format!("no-reply@{host}"));
        let address = Email::stored(address.clone()).as_str().parse().map_err(|_| {
            anyhow!(
                "WEERWOORD_SMTP_URL: {address:?} is no address to send from; give one as \
                 ?from=redactie@blog.example"
            )
        })?;
        Ok(Self { from: address, door, patience: PATIENCE })
    }

    /// Returns the domain of the sender's address.
    pub fn domain(&self) -> &str {
        self.from.domain()
    }

    /// Sends a message; after success the next server is responsible for it.
    pub async fn send(&self, envelope: &Envelope) -> Result<(), Failure> {
        self.send_aloud(envelope, &mut |_, _| {}).await
    }

    /// Sends a message and reports each completed step with the reply of the server.
    pub async fn send_aloud(
        &self,
        envelope: &Envelope,
        told: &mut (dyn FnMut(Step, &str) + Send),
    ) -> Result<(), Failure> {
        let recipient = envelope.to.as_str();
        match &self.door {
            Door::Smtp(server) => {
                let message = self.message(envelope)?;
                let mut talk = Talk { step: Step::Resolve, recipient, told };
                let sent = timeout(self.patience, server.send(&message, &mut talk)).await;
                sent.unwrap_or_else(|_| {
                    let said = "the server took too long";
                    Err(Failure::new(talk.step, Problem::Timeout, said, recipient))
                })
            }
            Door::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(envelope.clone());
                Ok(())
            }
            Door::Folder(folder) => {
                let message = self.message(envelope)?.formatted();
                let name = envelope.message_id.split('@').next().unwrap_or_default();
                let (path, folder) = (folder.join(format!("{name}.eml")), folder.clone());
                let written = spawn_blocking(move || write_file(&folder, &path, &message)).await;
                let written = written.unwrap_or_else(|error| Err(std::io::Error::other(error)));
                written.map_err(|error| Failure::io(Step::Folder, &error, recipient))?;
                told(Step::Folder, &format!("{name}.eml"));
                Ok(())
            }
        }
    }

    /// Closes connections kept open for the next message.
    pub fn rest(&self) {
        if let Door::Smtp(server) = &self.door {
            server.rest();
        }
    }

    fn message(&self, envelope: &Envelope) -> Result<Message, Failure> {
        envelope.message(&self.from).map_err(|error| {
            Failure::new(Step::Rcpt, Problem::Address, &error.to_string(), &envelope.to)
        })
    }
}

/// Writes a message into the mail folder.
///
/// It contains links meant only for its recipient, so only the owner of the process can read the
/// folder and its files. The file gets its name after it is complete and on disk.
fn write_file(folder: &Path, path: &Path, message: &[u8]) -> std::io::Result<()> {
    private_folder(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(message)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Creates a folder that only its owner can access, or restricts the mode of an existing one.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, PRIVATE);
    builder.create(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights = std::fs::metadata(folder)?.permissions();
        if rights.mode() & 0o777 != PRIVATE {
            std::fs::set_permissions(folder, PermissionsExt::from_mode(PRIVATE))?;
        }
    }
    Ok(())
}

impl Envelope {
    /// Returns a message that only shows that e-mail arrives, from the board of this name.
    pub fn test(config: &Config, board: String, to: &Email, chance: [u8; 8]) -> Self {
        let t = config.board.lang;
        let text = t.say("mail-test");
        Self {
            message_id: format!("test.{}@weerwoord.invalid", hex::encode(chance)),
            from: board,
            to: to.as_str().to_owned(),
            subject: t.say("mail-test-subject"),
            html: format!("<p>{text}</p>"),
            text,
            in_reply_to: None,
            unsubscribe: None,
        }
    }

    /// Formats the e-mail for SMTP (RFC 5322) with plain text and HTML parts.
    pub fn message(&self, from: &Address) -> Result<Message> {
        let to = Email::stored(self.to.clone());
        let to: Address = to.as_str().parse().context("an address nobody can write to")?;
        let mut message = Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .from(Mailbox::new(Some(self.from.clone()), from.clone()))
            .to(Mailbox::new(None, to))
            .subject(&self.subject)
            // Suppresses automatic replies such as holiday notices (RFC 3834).
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
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mail = folder.path().join("mail");
        std::fs::create_dir(&mail).unwrap();
        std::fs::set_permissions(&mail, PermissionsExt::from_mode(0o755)).unwrap();
        let data = folder.path().to_str().unwrap().to_owned();
        let config = Config::load(&Flags::default(), |name| {
            (name == "WEERWOORD_DATA").then(|| data.clone())
        })
        .unwrap();
        let envelope = Envelope {
            message_id: "00000001.0.ab@127.0.0.1".into(),
            from: "Het café".into(),
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
            "From: =?utf-8?b?SGV0IGNhZsOp?= <no-reply@localhost>",
            "In-Reply-To: <thread-1@127.0.0.1>",
            "List-Unsubscribe: <http://",
        ] {
            assert!(text.contains(header), "{header} is not in {text}");
        }
        let rights = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((rights(&mail), rights(&path)), (0o700, 0o600));
        std::fs::remove_dir_all(&mail).unwrap();
        Mailer::new(&config).unwrap().send(&envelope).await.unwrap();
        assert_eq!((rights(&mail), rights(&path)), (0o700, 0o600));
        assert_eq!(std::fs::read_dir(&mail).unwrap().count(), 1);
    }
}
