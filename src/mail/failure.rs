//! Reasons for a failed delivery: the step, and the response of the server without addresses.
//!
//! They determine whether a message is tried again; the worker determines when.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, ErrorKind};
use std::net::IpAddr;

use lettre::transport::smtp;

/// Maximum length of a stored response, in characters.
const SAID_MAX: usize = 200;
/// Minimum length of a local part that is also hidden inside other words, in characters; a shorter
/// one occurs in many words.
const LOCAL_MIN: usize = 4;

/// Step of a delivery, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Writing into the folder for e-mail.
    Folder,
    /// Looking up the host name of the server.
    Resolve,
    /// Connecting to the server.
    Connect,
    /// TLS handshake.
    Tls,
    /// Greeting and capabilities of the server.
    Greeting,
    /// Authentication.
    Auth,
    /// `MAIL FROM`: the sender.
    Mail,
    /// `RCPT TO`: the recipient.
    Rcpt,
    /// `DATA`: the message itself.
    Data,
}

/// Kind of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The host name of the server cannot be resolved.
    Dns,
    /// The server cannot be reached, or closed the connection.
    Connection,
    /// The TLS handshake failed, or the certificate is not trusted.
    Tls,
    /// The server did not respond in time.
    Timeout,
    /// The server rejected the command.
    Refused,
    /// The response is not valid SMTP.
    Reply,
    /// The server does not support the required encryption or authentication.
    Unsupported,
    /// The recipient's address is not valid for this server.
    Address,
    /// The folder for e-mail cannot be written.
    Folder,
}

/// Failed delivery of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Failed step.
    pub step: Step,
    /// Kind of the failure.
    pub problem: Problem,
    /// Response code of the server, if it rejected the command.
    pub code: Option<u16>,
    /// Response of the server, or error of the system, without addresses.
    pub said: String,
}

impl Step {
    /// Returns the stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Resolve => "resolve",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Greeting => "greeting",
            Self::Auth => "auth",
            Self::Mail => "mail",
            Self::Rcpt => "rcpt",
            Self::Data => "data",
        }
    }
}

impl Problem {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Dns,
        Self::Connection,
        Self::Tls,
        Self::Timeout,
        Self::Refused,
        Self::Reply,
        Self::Unsupported,
        Self::Address,
        Self::Folder,
    ];

    /// Returns the stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dns => "dns",
            Self::Connection => "connection",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Refused => "refused",
            Self::Reply => "reply",
            Self::Unsupported => "unsupported",
            Self::Address => "address",
            Self::Folder => "folder",
        }
    }
}

impl Failure {
    /// Returns a failure with a response; `recipient` is removed from it.
    pub(super) fn new(step: Step, problem: Problem, said: &str, recipient: &str) -> Self {
        Self { step, problem, code: None, said: without_addresses(said, recipient) }
    }

    /// Returns the failure for an I/O error.
    pub(super) fn io(step: Step, error: &io::Error, recipient: &str) -> Self {
        let problem = match (step, error.kind()) {
            (Step::Folder, _) => Problem::Folder,
            (Step::Resolve, _) => Problem::Dns,
            (_, ErrorKind::TimedOut) => Problem::Timeout,
            _ => Problem::Connection,
        };
        Self::new(step, problem, &error.to_string(), recipient)
    }

    /// Returns the failure for an error of the SMTP library.
    pub(super) fn smtp(step: Step, error: &smtp::Error, recipient: &str) -> Self {
        let said = last_source(error);
        if let Some(code) = error.status() {
            let refused = Self::new(step, Problem::Refused, &said, recipient);
            return Self { code: Some(code.into()), ..refused };
        }
        let unreachable = matches!(
            io_kind(error),
            Some(
                ErrorKind::ConnectionRefused
                    | ErrorKind::HostUnreachable
                    | ErrorKind::NetworkUnreachable
                    | ErrorKind::AddrNotAvailable
            )
        );
        let (step, problem) = if error.is_timeout() {
            (step, Problem::Timeout)
        } else if error.is_client() {
            (step, Problem::Unsupported)
        } else if error.is_response() {
            // This error of the library means that the connection was closed.
            let closed = said == "incomplete response";
            (step, if closed { Problem::Connection } else { Problem::Reply })
        } else if step == Step::Tls && unreachable {
            (Step::Connect, Problem::Connection)
        } else if step == Step::Tls {
            (step, Problem::Tls)
        } else {
            (step, Problem::Connection)
        };
        Self::new(step, problem, &said, recipient)
    }

    /// Returns whether the failure is permanent: the server rejects this recipient or this message.
    ///
    /// A server that requires authentication may say so at these steps too (RFC 4954), which is not
    /// permanent.
    pub fn is_final(&self) -> bool {
        let refused = matches!(self.code, Some(500..=599)) && !self.wants_log_in();
        self.problem == Problem::Address
            || self.step >= Step::Rcpt && self.problem == Problem::Refused && refused
    }

    /// Returns whether no message can be sent until the operator changes the server or the
    /// settings.
    pub fn is_of_the_board(&self) -> bool {
        match self.problem {
            Problem::Tls | Problem::Unsupported | Problem::Folder => true,
            Problem::Refused => matches!(self.code, Some(500..=599)) && !self.is_final(),
            _ => false,
        }
    }

    fn wants_log_in(&self) -> bool {
        matches!(self.code, Some(530 | 534 | 535 | 538))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed ({})", self.step.code(), self.problem.code())?;
        if let Some(code) = self.code {
            write!(f, ": {code}")?;
        }
        if !self.said.is_empty() {
            write!(f, ": {}", self.said)?;
        }
        Ok(())
    }
}

impl StdError for Failure {}

fn last_source(error: &smtp::Error) -> String {
    let mut last: &dyn StdError = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}

fn io_kind(error: &smtp::Error) -> Option<ErrorKind> {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        source = error.source();
    }
    None
}

/// Returns a response on one line, with an ellipsis in place of each e-mail or network address and
/// of the recipient's name.
///
/// The result has at most [`SAID_MAX`] characters.
fn without_addresses(said: &str, recipient: &str) -> String {
    let recipient = recipient.to_lowercase();
    let local = recipient.rsplit_once('@').map_or("", |(local, _)| local);
    let hide = |word: &str| {
        let word = word.to_lowercase();
        let bare = word.trim_matches(['.', ':']);
        word.contains('@')
            || word.contains("%40")
            || bare.strip_prefix("ipv6:").unwrap_or(bare).parse::<IpAddr>().is_ok()
            || !local.is_empty() && bare == local
            || local.chars().count() >= LOCAL_MIN && word.contains(local)
    };
    let parts_words = |c: char| c.is_whitespace() || "<>()[]\"',;=".contains(c);
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = line
        .split_inclusive(parts_words)
        .flat_map(|piece| {
            let word = piece.trim_end_matches(parts_words);
            [if hide(word) { "…" } else { word }, &piece[word.len()..]]
        })
        .filter(|piece| !piece.is_empty())
        .collect();
    shown.chars().filter(|c| !c.is_control()).take(SAID_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(step: Step, code: u16) -> Failure {
        Failure { step, problem: Problem::Refused, code: Some(code), said: String::new() }
    }

    #[test]
    fn only_what_is_refused_for_good_about_one_message_ends_it() {
        for (step, code) in [(Step::Rcpt, 550), (Step::Data, 554), (Step::Data, 552)] {
            let failure = refused(step, code);
            assert!(failure.is_final() && !failure.is_of_the_board(), "{failure}");
        }
        for (step, code) in [(Step::Auth, 535), (Step::Mail, 550), (Step::Greeting, 554)] {
            let failure = refused(step, code);
            assert!(!failure.is_final() && failure.is_of_the_board(), "{failure}");
        }
        assert!(refused(Step::Rcpt, 530).is_of_the_board());
        assert!(
            !refused(Step::Rcpt, 451).is_final() && !refused(Step::Rcpt, 451).is_of_the_board()
        );
    }

    #[test]
    fn addresses_are_taken_out_of_what_a_server_said() {
        let said = |text: &str| without_addresses(text, "Joost.Vries@post.example");
        assert_eq!(
            said("5.1.1 <joost.vries@post.example>: Recipient\r\nunknown"),
            "5.1.1 <…>: Recipient unknown"
        );
        assert_eq!(said("mailbox JOOST.VRIES is full"), "mailbox … is full");
        assert_eq!(said("/var/mail/joost.vries is full"), "… is full");
        assert_eq!(said("host [192.0.2.7] is listed; ip=2001:db8::7"), "host […] is listed; ip=…");
        assert_eq!(said("[IPv6:2001:db8::7]: no"), "[…]: no");
        assert_eq!(
            said("see https://a.example/?to=j%40post.example"),
            "see https://a.example/?to=…"
        );
        assert_eq!(said("joost.vries=post.example@bounce.example"), "…=…");
        assert_eq!(without_addresses("a mailbox", "b@post.example"), "a mailbox");
        assert_eq!(without_addresses("user al unknown", "al@post.example"), "user … unknown");
        assert_eq!(said(&"x".repeat(500)).chars().count(), SAID_MAX);
    }
}
