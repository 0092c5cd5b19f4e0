//! Reasons for which an e-mail was not sent, in plain words.

/// Returns the message key of the reason for which a message was not sent.
///
/// The arguments are the codes of the problem and of the step, and the reply code of the server.
pub fn mail_failure(problem: &str, step: &str, code: Option<i64>) -> &'static str {
    match (problem, step, code) {
        ("dns", ..) => "outgoing-dns",
        ("tls", ..) => "outgoing-tls",
        ("timeout", ..) => "outgoing-timeout",
        ("reply", ..) => "outgoing-reply",
        ("unsupported", ..) => "outgoing-unsupported",
        ("address", ..) => "outgoing-address",
        ("folder", ..) => "outgoing-folder",
        ("refused", "auth", _) | ("refused", _, Some(530 | 534 | 535 | 538)) => {
            "outgoing-refused-log-in"
        }
        ("refused", _, Some(..500)) => "outgoing-refused-now",
        ("refused", "rcpt", _) => "outgoing-refused-recipient",
        ("refused", "data", _) => "outgoing-refused-message",
        ("refused", "mail", _) => "outgoing-refused-sender",
        ("refused", ..) => "outgoing-refused-board",
        _ => "outgoing-connection",
    }
}
