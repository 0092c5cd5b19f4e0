//! Processing of events: each becomes e-mails, and these become messages in the outbox.
//!
//! The recipients and contents are determined in one module for each subject.

use anyhow::Context;
use askama::Template;
use url::Url;

use super::{accounts, follows, invitations, moderation, news};
use crate::app::App;
use crate::error::Result;
use crate::notify::{Event, Letter, Mail, Part};
use crate::store::mail::NewMessage;
use crate::traces::Span;

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct AsText<'a> {
    letter: &'a Letter,
    greeting: &'a str,
    closing: &'a [String],
    board: &'a str,
    home: &'a str,
    unsubscribe: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct AsHtml<'a> {
    letter: &'a Letter,
    greeting: &'a str,
    closing: &'a [String],
    board: &'a str,
    home: &'a str,
    unsubscribe: Option<&'a str>,
}

/// Processes all due events and returns their number.
///
/// An event that fails is logged and tried again later.
pub async fn process_events(app: &App) -> Result<usize> {
    let due = app.store.due_events(app.now()).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let span = Span::job("write e-mails");
    span.did(due.len());
    let is_all_told = span.clone().around(tell_of_all(app, &due)).await;
    span.ended(is_all_told);
    Ok(due.len())
}

/// Processes events and returns whether none failed.
async fn tell_of_all(app: &App, due: &[(i64, Event)]) -> bool {
    let mut is_all_told = true;
    for (id, event) in due {
        if let Err(error) = tell_of(app, *id, event).await {
            is_all_told = false;
            tracing::warn!(
                event = id,
                %error,
                "nobody could be told of an event yet; it is tried again"
            );
        }
    }
    is_all_told
}

async fn tell_of(app: &App, id: i64, event: &Event) -> Result<()> {
    let outgoing = match event {
        Event::Registered { .. }
        | Event::Forgot { .. }
        | Event::PasswordChanged { .. }
        | Event::FactorChanged { .. }
        | Event::SessionsEnded { .. }
        | Event::EmailChange { .. }
        | Event::EmailChanged { .. }
        | Event::Proof { .. }
        | Event::AwaitsEmail { .. }
        | Event::Banned { .. }
        | Event::AddressUnproved { .. } => accounts::compose(app, event).await?,
        Event::Reported { .. }
        | Event::Decided { .. }
        | Event::Appealed { .. }
        | Event::AppealAnswered { .. } => moderation::compose(app, event).await?,
        Event::Invited { invitation } => invitations::compose(app, *invitation).await?,
        Event::FollowAsked { .. } | Event::Followed { .. } => follows::compose(app, event).await?,
        Event::Shown { .. } | Event::Waits { .. } | Event::Digest { .. } | Event::Flooded => {
            news::compose(app, event).await?
        }
    };
    let mut messages = Vec::with_capacity(outgoing.mails.len());
    for (number, mail) in outgoing.mails.iter().enumerate() {
        messages.push(set(app, &format!("{id:08}.{number}"), event.kind(), mail)?);
    }
    app.store.queue_mail(id, &messages, &outgoing.tokens, app.now()).await
}

/// Renders an e-mail as a message for the outbox.
fn set(app: &App, number: &str, kind: &'static str, mail: &Mail) -> Result<NewMessage> {
    let (letter, board, home) = (&mail.letter, &app.name(), app.config.public_url.as_str());
    let host =
        Url::parse(home).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let unsubscribe = mail.unsubscribe.as_deref();
    let chance: [u8; 8] = app.chance();
    let texts = &app.last_branding().mail;
    let greeting = &texts.greeting(letter.t, letter.name.as_deref());
    let closing = &texts.closing(letter.t, board);
    let text = AsText { letter, greeting, closing, board, home, unsubscribe };
    let html = AsHtml { letter, greeting, closing, board, home, unsubscribe };
    Ok(NewMessage {
        kind,
        message_id: format!("{number}.{}@{host}", hex::encode(chance)),
        recipient: mail.to.clone(),
        subject: letter.subject.clone(),
        text: text.render().context("a letter as text")?,
        html: html.render().context("a letter as HTML")?,
        in_reply_to: mail.thread.as_ref().map(|thread| format!("{thread}@{host}")),
        unsubscribe: mail.unsubscribe.clone(),
    })
}

impl AsText<'_> {
    fn underline(&self, heading: &str) -> String {
        "-".repeat(heading.chars().count())
    }

    fn quoted(&self, text: &str) -> String {
        text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
    }
}
