//! Sending what lies in the outbox: each message once, later again when the server does not take it, and never for ever.

use jiff::SignedDuration;

use crate::app::App;
use crate::error::Result;
use crate::mail::Envelope;
use crate::store::DueMessage;

/// How long a message is tried.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Sends everything whose turn it is; says how many messages left.
pub async fn send(app: &App) -> Result<usize> {
    let due = app.store.due_mail(app.now()).await?;
    let mut left = 0;
    for message in due {
        let envelope = envelope(app.name(), &message);
        match app.mailer.send(&envelope).await {
            Ok(()) => {
                app.store.mail_left(message.id, app.now()).await?;
                left += 1;
            }
            // What the server said may repeat the address.
            Err(_) => stays(app, &message).await?,
        }
    }
    Ok(left)
}

/// Waits twice as long after each try, from a minute to six hours; after three days an admin reads of it in the log.
async fn stays(app: &App, message: &DueMessage) -> Result<()> {
    let now = app.now();
    if now.duration_since(message.made_at) >= PATIENCE {
        tracing::error!(
            message = message.id,
            tries = message.tries,
            "a message could not be delivered for three days and is given up"
        );
        return app.store.mail_stays(message.id, None, now).await;
    }
    let minutes = 1_i64 << message.tries.clamp(1, 9).saturating_sub(1);
    tracing::warn!(
        message = message.id,
        tries = message.tries,
        "a message could not be delivered; it is tried again"
    );
    app.store
        .mail_stays(message.id, Some(now + SignedDuration::from_mins(minutes.min(360))), now)
        .await
}

fn envelope(from: String, due: &DueMessage) -> Envelope {
    let message = due.message.clone();
    Envelope {
        message_id: message.message_id,
        from,
        to: message.recipient,
        subject: message.subject,
        text: message.text,
        html: message.html,
        in_reply_to: message.in_reply_to,
        unsubscribe: message.unsubscribe,
    }
}
