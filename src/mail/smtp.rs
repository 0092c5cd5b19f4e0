//! SMTP client that works step by step, so that the failed step is known.
//!
//! A connection is used for one message after another, and is kept only after a complete exchange.
//! After an incomplete one, the response to one message could be taken for that to the next.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::Response;
use lettre::transport::smtp::{self};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::failure::{Failure, Problem, Step};
use crate::config::{Security, SmtpUrl};

/// Maximum time for a server to respond to the last command.
const FAREWELL: Duration = Duration::from_secs(5);
/// Maximum length of a greeting that is reported, in bytes.
const GREETING_MAX: usize = 512;

/// Mail server, with a pool of idle connections.
pub struct Server {
    url: SmtpUrl,
    tls: TlsParameters,
    idle: Idle,
    patience: Duration,
}

/// Idle connections.
type Idle = Arc<Mutex<Vec<AsyncSmtpConnection>>>;

/// State of one delivery: current step, recipient, and callback for progress.
pub(super) struct Talk<'a> {
    pub(super) step: Step,
    pub(super) recipient: &'a str,
    pub(super) told: &'a mut (dyn FnMut(Step, &str) + Send),
}

impl Talk<'_> {
    /// Begins a step.
    fn begin(&mut self, step: Step) {
        self.step = step;
    }

    /// Reports the end of the current step with the response of the server.
    fn done(&mut self, said: &str) {
        (self.told)(self.step, said);
    }

    /// Reports the response to the current step, or returns the failure.
    fn heard(&mut self, outcome: Result<Response, smtp::Error>) -> Result<(), Failure> {
        let response = outcome.map_err(|error| self.failed(&error))?;
        self.done(&words(&response));
        Ok(())
    }

    fn failed(&self, error: &smtp::Error) -> Failure {
        Failure::smtp(self.step, error, self.recipient)
    }
}

impl Server {
    /// Makes a client for a server; `patience` is the maximum time for one delivery.
    pub(super) fn new(url: &SmtpUrl, patience: Duration) -> Result<Self, smtp::Error> {
        let tls = TlsParameters::new(url.host().to_owned())?;
        Ok(Self { url: url.clone(), tls, idle: Idle::default(), patience })
    }

    /// Delivers one message.
    pub(super) async fn send(&self, message: &Message, talk: &mut Talk<'_>) -> Result<(), Failure> {
        let mut connection = self.ready_for(message, talk).await?;
        match hand_over(&mut connection, message, talk).await {
            Ok(()) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
                Ok(())
            }
            Err(failure) => {
                // After a rejected recipient, the server accepts the next message once the session
                // is reset.
                if failure.code.is_some() && !connection.has_broken() {
                    self.reset(connection);
                } else {
                    part(connection);
                }
                Err(failure)
            }
        }
    }

    /// Closes the idle connections.
    pub(super) fn rest(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        idle.into_iter().for_each(part);
    }

    /// Returns a connection, idle or new, on which the server accepted the sender.
    async fn ready_for(
        &self,
        message: &Message,
        talk: &mut Talk<'_>,
    ) -> Result<AsyncSmtpConnection, Failure> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(mut connection) = idle {
            talk.begin(Step::Mail);
            // Servers close idle connections at any time; nothing of this message was sent yet.
            if sender(&mut connection, message).await.is_ok() {
                return Ok(connection);
            }
            part(connection);
        }
        let mut connection = self.connect(talk).await?;
        talk.begin(Step::Mail);
        talk.heard(sender(&mut connection, message).await)?;
        Ok(connection)
    }

    async fn connect(&self, talk: &mut Talk<'_>) -> Result<AsyncSmtpConnection, Failure> {
        talk.begin(Step::Resolve);
        let found = lookup_host((self.url.host(), self.url.port())).await;
        let addresses: Vec<SocketAddr> =
            found.map_err(|error| Failure::io(talk.step, &error, talk.recipient))?.collect();
        let list: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        talk.done(&list.join(", "));
        let mut connection = if self.url.security() == Security::Tls {
            self.connect_encrypted(&addresses, talk).await?
        } else {
            connect_plain(&addresses, talk).await?
        };
        if self.url.security() == Security::StartTls {
            talk.begin(Step::Tls);
            let outcome = connection.starttls(self.tls.clone(), &ClientId::default()).await;
            outcome.map_err(|error| talk.failed(&error))?;
            talk.done(&connection.server_info().to_string());
        }
        if let Some((user, password)) = self.url.credentials() {
            talk.begin(Step::Auth);
            let credentials = Credentials::new(user, password);
            talk.heard(connection.auth(DEFAULT_MECHANISMS, &credentials).await)?;
        }
        Ok(connection)
    }

    /// Opens a connection that uses TLS from the first byte.
    ///
    /// Half of the time is for the network, so that a server that cannot be reached can be told
    /// from one that does not complete the handshake.
    async fn connect_encrypted(
        &self,
        addresses: &[SocketAddr],
        talk: &mut Talk<'_>,
    ) -> Result<AsyncSmtpConnection, Failure> {
        talk.begin(Step::Tls);
        let connection = AsyncSmtpConnection::connect_tokio1(
            addresses,
            Some(self.patience / 2),
            &ClientId::default(),
            Some(self.tls.clone()),
            None,
        )
        .await
        .map_err(|error| talk.failed(&error))?;
        talk.done("encrypted");
        talk.begin(Step::Greeting);
        talk.done(&connection.server_info().to_string());
        Ok(connection)
    }

    /// Resets a session in the background for the next message.
    fn reset(&self, mut connection: AsyncSmtpConnection) {
        let idle = Arc::clone(&self.idle);
        tokio::spawn(async move {
            if let Ok(Ok(_)) = timeout(FAREWELL, connection.command(Rset)).await {
                idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            }
        });
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Server").field(&self.url).finish()
    }
}

async fn connect_plain(
    addresses: &[SocketAddr],
    talk: &mut Talk<'_>,
) -> Result<AsyncSmtpConnection, Failure> {
    talk.begin(Step::Connect);
    let stream = TcpStream::connect(addresses)
        .await
        .map_err(|error| Failure::io(talk.step, &error, talk.recipient))?;
    talk.done("connected");
    talk.begin(Step::Greeting);
    let mut greeting = [0; GREETING_MAX];
    let length = stream
        .peek(&mut greeting)
        .await
        .map_err(|error| Failure::io(talk.step, &error, talk.recipient))?;
    let connection =
        AsyncSmtpConnection::connect_with_transport(Box::new(stream), &ClientId::default())
            .await
            .map_err(|error| talk.failed(&error))?;
    talk.done(String::from_utf8_lossy(&greeting[..length]).trim());
    Ok(connection)
}

/// Sends the sender's address.
///
/// A recipient's address outside ASCII needs a server with SMTPUTF8 (RFC 6531).
async fn sender(
    connection: &mut AsyncSmtpConnection,
    message: &Message,
) -> Result<Response, smtp::Error> {
    let wide = connection.server_info().supports_feature(Extension::SmtpUtfEight);
    let parameters =
        if wide && !is_ascii(message) { vec![MailParameter::SmtpUtfEight] } else { vec![] };
    connection.command(Mail::new(message.envelope().from().cloned(), parameters)).await
}

async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    message: &Message,
    talk: &mut Talk<'_>,
) -> Result<(), Failure> {
    talk.begin(Step::Rcpt);
    if !is_ascii(message) && !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        let said = "the server takes no address outside ASCII";
        return Err(Failure::new(talk.step, Problem::Address, said, ""));
    }
    for recipient in message.envelope().to() {
        let outcome = connection.command(Rcpt::new(recipient.clone(), Vec::new())).await;
        talk.heard(outcome)?;
    }
    talk.begin(Step::Data);
    talk.heard(connection.command(Data).await)?;
    let outcome = connection.message(&message.formatted()).await;
    talk.heard(outcome)
}

fn is_ascii(message: &Message) -> bool {
    message.envelope().to().iter().all(|address| AsRef::<str>::as_ref(address).is_ascii())
}

/// Closes a connection without waiting for the response.
fn part(mut connection: AsyncSmtpConnection) {
    tokio::spawn(async move { timeout(FAREWELL, connection.abort()).await.is_ok() });
}

/// Returns the response of a server on one line.
fn words(response: &Response) -> String {
    format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" "))
}
