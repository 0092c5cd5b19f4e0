//! Rows of mail: events, messages to send, messages that failed, and what each address accepts.

pub(super) mod events;
pub(super) mod mailboxes;
pub(super) mod news;
pub(super) mod outbox;
pub(super) mod undelivered;

pub use mailboxes::{MailboxState, Subscriber};
pub use news::{AnswerNews, Waiting};
pub use outbox::{DueMessage, LeaseKey, MailBacklog, NewMessage, Reason};
pub use undelivered::{UNDELIVERED_SHOWN, Undelivered, Undeliveries};
