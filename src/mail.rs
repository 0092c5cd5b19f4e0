//! The door mail leaves by: into files of a folder, or into memory for tests. What it says is `notify`'s subject, when it
//! goes is the worker's.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use url::Url;

use crate::config::Config;

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
}

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum Door {
    /// Into a folder, one `.eml` file a message.
    Folder(PathBuf),
    /// Into memory, for tests.
    Memory(Arc<Mutex<Vec<Envelope>>>),
}

/// A header this crate has no type for.
#[derive(Clone, Debug)]
struct Plain<const N: usize>(String);

const UNSUBSCRIBE: usize = 0;
const ONE_CLICK: usize = 1;

impl<const N: usize> Header for Plain<N> {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str(if N == UNSUBSCRIBE { "List-Unsubscribe" } else { "List-Unsubscribe-Post" })
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
        Self::by(Door::Folder(config.data.join("mail")), config)
    }

    /// A door of one's own choice.
    pub fn by(door: Door, config: &Config) -> Result<Self> {
        let host = Url::parse(&config.public_url)?.host_str().context("the public URL has a host")?.to_owned();
        // A bare IP address stands in brackets where mail is concerned (RFC 5321, section 4.1.3).
        let host = if host.parse::<Ipv4Addr>().is_ok() { format!("[{host}]") } else { host };
        let address = format!("no-reply@{host}").parse().context("nobody could answer to the address of this board")?;
        Ok(Self { from: Mailbox::new(Some(config.site.name.clone()), address), door })
    }

    /// Hands a message over; when this returns, somebody else answers for it.
    pub async fn send(&self, envelope: &Envelope) -> Result<()> {
        match &self.door {
            Door::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).push(envelope.clone()),
            Door::Folder(folder) => {
                let message = envelope.message(&self.from)?;
                let name = envelope.message_id.split('@').next().unwrap_or_default();
                let path = folder.join(format!("{name}.eml"));
                tokio::fs::create_dir_all(folder).await.context("the folder for mail")?;
                tokio::fs::write(&path, message.formatted()).await.context("a file for mail")?;
            }
        }
        Ok(())
    }
}

impl Envelope {
    /// As mail servers speak it (RFC 5322): text and HTML, encoded as they need.
    pub fn message(&self, from: &Mailbox) -> Result<Message> {
        let to: Address = self.to.parse().context("an address nobody can write to")?;
        let mut message = Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .from(from.clone())
            .to(Mailbox::new(None, to))
            .subject(&self.subject);
        if let Some(before) = &self.in_reply_to {
            message = message.in_reply_to(format!("<{before}>")).references(format!("<{before}>"));
        }
        if let Some(address) = &self.unsubscribe {
            message = message
                .header(Plain::<UNSUBSCRIBE>(format!("<{address}>")))
                .header(Plain::<ONE_CLICK>("List-Unsubscribe=One-Click".to_owned()));
        }
        Ok(message.multipart(MultiPart::alternative_plain_html(self.text.clone(), self.html.clone()))?)
    }
}
