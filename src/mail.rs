//! The door mail leaves by: a mail server, files in a folder where none is set, or memory for tests. What it says is `notify`'s
//! subject, when it goes is the worker's.

mod failure;
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

pub use failure::{Failure, Problem, Step};
pub use smtp::Server;

/// Mail as it is set, ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What it is known by, without angle brackets; the same however often it is tried.
    pub message_id: String,
    /// Name of the sender, as mail programs show it.
    pub from: String,
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

/// From which address mail is sent, and by which door.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Address,
    door: Door,
    patience: Duration,
}

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum Door {
    /// To a mail server.
    Smtp(Arc<Server>),
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

/// Rights of the folder for mail: its owner's alone.
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
    /// The door that the settings ask for.
    pub fn new(config: &Config) -> Result<Self> {
        Self::patient(config, PATIENCE)
    }

    /// The same, with another time for one hand-over.
    pub fn patient(config: &Config, patience: Duration) -> Result<Self> {
        let door = match &config.smtp {
            Some(url) => Door::Smtp(Arc::new(Server::new(url, patience)?)),
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
        let address = Email::stored(address.clone()).as_str().parse().map_err(|_| {
            anyhow!("WEERWOORD_SMTP_URL: {address:?} is no address to send from; give one as ?from=redactie@blog.example")
        })?;
        Ok(Self { from: address, door, patience: PATIENCE })
    }

    /// Hands a message over; when this returns, somebody else answers for it.
    pub async fn send(&self, envelope: &Envelope) -> Result<(), Failure> {
        self.send_aloud(envelope, &mut |_, _| {}).await
    }

    /// The same, with each step that was done and what the server said to it.
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

    /// Ends connections that wait for the next message.
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

/// Writes a message into the folder for mail. It holds links that only its recipient should follow,
/// so that only the owner of the board reads the folder and its files. The file appears under its
/// name once it is whole and on disk.
fn write_file(folder: &Path, path: &Path, message: &[u8]) -> std::io::Result<()> {
    private_folder(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(message)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Makes a folder that only its owner may enter, and narrows the rights of one that is there.
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
    /// As mail servers speak it (RFC 5322): text and HTML, encoded as they need.
    pub fn message(&self, from: &Address) -> Result<Message> {
        let to = Email::stored(self.to.clone());
        let to: Address = to.as_str().parse().context("an address nobody can write to")?;
        let mut message = Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .from(Mailbox::new(Some(self.from.clone()), from.clone()))
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
