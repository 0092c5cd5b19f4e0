//! Undelivered e-mail, for administrators: waiting and failed messages, with the reasons.
//!
//! Recipients are masked, and the content of the messages is not shown.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::{Room, shell_of};
use crate::account::Email;
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::store::mail::Undelivered;
use crate::web::page::{Id, Page, QueryParams, Shell, mail_failure, see_other};
use crate::web::session::Admin;

#[derive(Template)]
#[template(path = "desk/mail.html")]
struct MailPage {
    t: Lang,
    shell: Shell,
    room: Room,
    way: String,
    last: String,
    done: Option<&'static str>,
    lists: [List; 2],
}

/// List of the waiting messages or of the failed ones.
struct List {
    id: &'static str,
    heading: &'static str,
    none: &'static str,
    shown: Option<String>,
    messages: Vec<MessageView>,
}

/// Message as a list shows it.
struct MessageView {
    id: i64,
    kind: &'static str,
    to: String,
    facts: Vec<String>,
    why: Option<String>,
    said: String,
    may_be_retried: bool,
    is_gone: bool,
}

/// GET `/desk/mail`: shows the undelivered e-mail.
pub(in crate::web) async fn mail(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let (t, now) = (app.lang(), app.now());
    let found = app.store.undelivered(now).await?;
    let list = |failed: bool, messages: Vec<Undelivered>, count: i64| {
        let [id, heading, none] = if failed {
            ["failed", "outgoing-failed-heading", "outgoing-failed-none"]
        } else {
            ["waiting", "outgoing-waiting-heading", "outgoing-waiting-none"]
        };
        let shown = i64::try_from(messages.len()).unwrap_or(i64::MAX);
        let more = [("shown", shown.into()), ("count", count.into())];
        List {
            id,
            heading,
            none,
            shown: (shown < count).then(|| t.with("outgoing-shown", &more)),
            messages: messages.into_iter().map(|message| MessageView::new(&app, message)).collect(),
        }
    };
    let last = |date| t.with("outgoing-last", &[("date", app.calendar.date_time(date).into())]);
    let page = MailPage {
        t,
        shell: shell_of(&app, &admin.account).await?,
        room: Room::Mail,
        way: app.config.smtp.as_ref().map_or_else(
            || t.say("outgoing-folder-hint"),
            |server| t.with("outgoing-server-hint", &[("server", server.host().into())]),
        ),
        last: found.last_sent.map_or_else(|| t.say("outgoing-never"), last),
        done: match asked.text("done") {
            Some("again") => Some("outgoing-done-again"),
            Some("all") => Some("outgoing-done-all"),
            Some("dropped") => Some("outgoing-done-dropped"),
            _ => None,
        },
        lists: [
            list(true, found.failed, found.failed_count),
            list(false, found.waiting, found.waiting_count),
        ],
    };
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/mail/again`: schedules all undelivered messages for delivery at once.
pub(in crate::web) async fn retry_all_mail(
    State(app): State<App>,
    admin: Admin,
) -> Result<Response> {
    app.store.retry_mail(None, app.now()).await?;
    app.look_again();
    tracing::info!(admin = admin.account.id, "all mail that has not left is tried again");
    Ok(see_other("/desk/mail?done=all#done"))
}

/// POST `/desk/mail/{id}/again`: schedules one message for delivery at once.
pub(in crate::web) async fn retry_mail(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    app.store.retry_mail(Some(id), app.now()).await?;
    app.look_again();
    tracing::info!(message = id, admin = admin.account.id, "a message is tried again");
    Ok(see_other("/desk/mail?done=again#done"))
}

/// POST `/desk/mail/{id}/drop`: deletes an undelivered message.
pub(in crate::web) async fn drop_mail(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    app.store.drop_mail(id).await?;
    app.look_again();
    tracing::info!(
        message = id,
        admin = admin.account.id,
        "a message that had not left was dropped"
    );
    Ok(see_other("/desk/mail?done=dropped#done"))
}

impl MailPage {
    fn is_empty(&self) -> bool {
        self.lists.iter().all(|list| list.messages.is_empty())
    }
}

impl MessageView {
    fn new(app: &App, message: Undelivered) -> Self {
        let t = app.lang();
        let dated = |key: &str, date| t.with(key, &[("date", app.calendar.date_time(date).into())]);
        let mut facts = vec![dated("outgoing-made", message.made_at)];
        if message.tries > 0 {
            facts.push(t.with("outgoing-tries", &[("count", message.tries.into())]));
        }
        facts.push(match message.given_up_at {
            Some(moment) => dated("outgoing-given-up", moment),
            None if message.is_under_way => t.say("outgoing-under-way"),
            None => dated("outgoing-next", message.due_at),
        });
        let said = message.reason.as_ref().map(|reason| match reason.code {
            Some(code) => format!("{code} {}", reason.said),
            None => reason.said.clone(),
        });
        Self {
            id: message.id,
            kind: kind(&message.kind),
            to: Email::stored(message.recipient).masked(),
            facts,
            why: message
                .reason
                .as_ref()
                .map(|reason| t.say(mail_failure(&reason.problem, &reason.step, reason.code))),
            said: said.unwrap_or_default(),
            may_be_retried: message.is_whole && !message.is_under_way,
            is_gone: !message.is_whole,
        }
    }
}

/// Key of the label of a kind of message.
///
/// The label stands in for the subject, which may contain text of commenters.
fn kind(code: &str) -> &'static str {
    match code {
        "registered" => "outgoing-registered",
        "forgot" => "outgoing-forgot",
        "password_changed" | "factor_changed" | "sessions_ended" | "email_changed" => {
            "outgoing-account-changed"
        }
        "email_change" => "outgoing-email-change",
        "proof" | "awaits_email" | "address_unproved" => "outgoing-proof",
        "invited" => "outgoing-invited",
        "shown" => "outgoing-answer",
        "waits" | "digest" | "flooded" | "appealed" => "outgoing-moderators",
        "reported" => "outgoing-receipt",
        "decided" | "banned" => "outgoing-decision",
        "appeal_answered" => "outgoing-appeal-answered",
        _ => "outgoing-message",
    }
}
