//! Sending what lies in the outbox: several messages at a time, each once, later again when the
//! server does not take it now, and never for ever. What the server refuses for good ends there.
//!
//! A message is marked as sent after the server took it. A process that dies in between sends it
//! again, under the same `Message-ID`, by which mail servers and programs know a copy; losing it
//! would be worse.

use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;

use crate::app::App;
use crate::error::Result;
use crate::mail::{Envelope, Failure};
use crate::store::{DueMessage, LeaseKey, Reason};

/// How long a message is tried.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);
/// The longest pause between two tries, in minutes.
const PAUSE_MAX: i64 = 360;
/// How many messages are handed over at once: a slow recipient holds up no other, and no mail
/// server minds.
const AT_ONCE: usize = 5;

/// Messages that are being handed over, each in a task of its own: one that waits for the database
/// holds its turn to write there.
pub(super) struct Deliveries {
    app: App,
    under_way: JoinSet<bool>,
}

impl Deliveries {
    pub(super) fn new(app: &App) -> Self {
        Self { app: app.clone(), under_way: JoinSet::new() }
    }

    /// Takes up as many messages as there is room for.
    pub(super) async fn take_up(&mut self) -> Result<()> {
        let room = AT_ONCE.saturating_sub(self.under_way.len());
        if room == 0 {
            return Ok(());
        }
        let key: LeaseKey = self.app.chance();
        for due in self.app.store.due_mail(room, &key, self.app.now()).await? {
            self.under_way.spawn(deliver(self.app.clone(), due, key));
        }
        Ok(())
    }

    /// Waits for the next message to be over with; says whether it left. `None` when none is under
    /// way.
    pub(super) async fn next(&mut self) -> Option<bool> {
        self.under_way.join_next().await.map(|sent| sent.unwrap_or(false))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.under_way.is_empty()
    }
}

/// Sends everything whose turn it is; says how many messages left.
pub async fn send(app: &App) -> Result<usize> {
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

/// Hands over one message and notes how that went; says whether it left.
async fn deliver(app: App, due: DueMessage, key: LeaseKey) -> bool {
    let (id, since, tries) = (due.id, due.since, due.tries);
    let noted = match app.mailer.send(&envelope(app.name(), due)).await {
        Ok(()) => app.store.mail_left(id, app.now()).await.map(|()| true),
        Err(failure) => {
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
            "how a message fared could not be noted; if it left, it goes out again under the same Message-ID"
        );
        false
    })
}

/// When to try again: after twice as long each time, from a minute to six hours; never after a
/// refusal for good or three days.
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
            "no mail leaves: the settings for mail or the mail server need mending; see `weerwoord mail test ADDRESS`"
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
