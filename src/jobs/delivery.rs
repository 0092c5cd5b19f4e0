//! Sending of the messages in the outbox.
//!
//! Several messages are sent at a time. A message that the server does not accept now is tried
//! again later, up to [`PATIENCE`]; one that it rejects permanently is not.
//!
//! A message is marked as sent after the server accepted it. If the process dies in between, it is
//! sent again with the same `Message-ID`, by which mail servers and clients detect duplicates.
//! Losing a message would be worse.

use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;

use crate::app::App;
use crate::error::Result;
use crate::mail::{Envelope, Failure};
use crate::store::mail::{DueMessage, LeaseKey, Reason};
use crate::traces::Span;

/// Time after which a message is given up.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);
/// Maximum time between two attempts, in minutes.
const PAUSE_MAX: i64 = 360;
/// Maximum number of messages sent at the same time, so that a slow recipient does not delay the
/// others; few enough for any mail server.
const AT_ONCE: usize = 5;

/// Messages being delivered, each in its own task, so that one that waits for the database does not
/// lose its place in the queue of writers.
pub(super) struct Deliveries {
    app: App,
    under_way: JoinSet<bool>,
}

impl Deliveries {
    pub(super) fn new(app: &App) -> Self {
        Self { app: app.clone(), under_way: JoinSet::new() }
    }

    /// Starts the delivery of due messages, up to the limit of [`AT_ONCE`].
    pub(super) async fn take_up(&mut self) -> Result<()> {
        let room = AT_ONCE.saturating_sub(self.under_way.len());
        if room == 0 {
            return Ok(());
        }
        let key: LeaseKey = self.app.chance();
        let batch = self.app.store.due_mail(room, &key, self.app.now()).await?;
        if batch.is_empty() {
            return Ok(());
        }
        // The span ends with the last delivery of the batch.
        let span = Span::job("send e-mails");
        span.did(batch.len());
        for due in batch {
            let delivery = deliver(self.app.clone(), due, key);
            self.under_way.spawn(span.clone().around(delivery));
        }
        Ok(())
    }

    /// Waits for the end of the next delivery and returns whether the message was sent.
    ///
    /// Returns `None` if no delivery is in progress.
    pub(super) async fn next(&mut self) -> Option<bool> {
        self.under_way.join_next().await.map(|sent| sent.unwrap_or(false))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.under_way.is_empty()
    }
}

/// Sends all due messages and returns the number of those that were sent.
pub async fn send_due_mail(app: &App) -> Result<usize> {
    let mut deliveries = Deliveries::new(app);
    let mut left = 0;
    loop {
        deliveries.take_up().await?;
        match deliveries.next().await {
            Some(sent) => left += usize::from(sent),
            None => break,
        }
    }
    app.mailer.rest();
    Ok(left)
}

/// Delivers one message, stores the result and returns whether it was sent.
async fn deliver(app: App, due: DueMessage, key: LeaseKey) -> bool {
    let (id, since, tries) = (due.id, due.since, due.tries);
    let noted = match app.mailer.send(&envelope(app.name(), due)).await {
        Ok(()) => app.store.mail_left(id, app.now()).await.map(|()| true),
        Err(failure) => {
            Span::current().ended(false);
            let again = next_try(app.now(), since, tries, &failure);
            log(id, tries, &failure, again.is_some());
            let reason = reason(failure);
            app.store.mail_stays(id, &key, &reason, again, app.now()).await.map(|()| false)
        }
    };
    noted.unwrap_or_else(|error| {
        tracing::error!(
            message = id,
            %error,
            "how a message fared could not be noted; if it left, it goes out again under the same \
             Message-ID"
        );
        false
    })
}

/// Returns the time of the next attempt.
///
/// The pause doubles each time, from one minute to six hours. Returns `None` after a permanent
/// rejection or after three days.
fn next_try(now: Timestamp, since: Timestamp, tries: i64, failure: &Failure) -> Option<Timestamp> {
    let minutes = 1_i64 << tries.clamp(1, 9).saturating_sub(1);
    let over = failure.is_final() || now.duration_since(since) >= PATIENCE;
    (!over).then(|| now + SignedDuration::from_mins(minutes.min(PAUSE_MAX)))
}

fn log(message: i64, tries: i64, failure: &Failure, again: bool) {
    let (step, problem) = (failure.step.code(), failure.problem.code());
    let (code, said) = (failure.code, failure.said.as_str());
    if failure.is_final() {
        tracing::warn!(message, tries, step, problem, code, said, "a message was refused for good");
    } else if !again {
        tracing::error!(
            message,
            tries,
            step,
            problem,
            code,
            said,
            "a message could not be delivered for three days and is given up; see /desk/mail"
        );
    } else if failure.is_of_the_board() {
        tracing::error!(
            message,
            tries,
            step,
            problem,
            code,
            said,
            "no mail leaves: the settings for mail or the mail server need mending; see `weerwoord \
             mail test ADDRESS`"
        );
    } else {
        tracing::warn!(
            message,
            tries,
            step,
            problem,
            code,
            said,
            "a message could not be delivered; it is tried again"
        );
    }
}

fn reason(failure: Failure) -> Reason {
    Reason {
        step: failure.step.code().to_owned(),
        problem: failure.problem.code().to_owned(),
        code: failure.code.map(i64::from),
        said: failure.said,
    }
}

fn envelope(from: String, due: DueMessage) -> Envelope {
    Envelope {
        message_id: due.message_id,
        from,
        to: due.recipient,
        subject: due.subject,
        text: due.text,
        html: due.html,
        in_reply_to: due.in_reply_to,
        unsubscribe: due.unsubscribe,
    }
}
