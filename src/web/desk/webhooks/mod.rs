//! Webhooks, for administrators: the list, and what is done with one.

mod form;
mod log;
mod show;

pub(in crate::web) use form::{add, blank, change, edit};
pub(in crate::web) use show::{note_secret, remove, renew_secret, resend, show, switch, test};

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::{Room, shell_of};
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::store::webhooks::Webhook;
use crate::web::page::{Page, QueryParams, Shell};
use crate::web::session::Admin;
use crate::webhook::OffReason;

#[derive(Template)]
#[template(path = "desk/webhooks.html")]
struct WebhooksPage {
    t: Lang,
    shell: Shell,
    room: Room,
    removed: bool,
    entries: Vec<Entry>,
}

/// Webhook in the list.
struct Entry {
    id: i64,
    name: String,
    facts: Vec<String>,
    state: Option<String>,
}

/// GET `/desk/webhooks`: lists the webhooks.
pub(in crate::web) async fn webhooks(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let webhooks = app.store.webhooks().await?;
    let page = WebhooksPage {
        t: app.lang(),
        shell: shell_of(&app, &admin.account).await?,
        room: Room::Webhooks,
        removed: asked.text("done") == Some("removed"),
        entries: webhooks.iter().map(|webhook| Entry::new(&app, webhook)).collect(),
    };
    Ok(Page::personal(page).into_response())
}

impl Entry {
    fn new(app: &App, webhook: &Webhook) -> Self {
        let t = app.lang();
        let events: Vec<String> = webhook.events.iter().map(|kind| t.say(kind.label())).collect();
        Self {
            id: webhook.id,
            name: name(webhook),
            facts: vec![webhook.host.clone(), t.say(webhook.format.label()), events.join(", ")],
            state: state(app, webhook),
        }
    }
}

/// Returns the name of a webhook: its description, or its host without one.
fn name(webhook: &Webhook) -> String {
    let described = Some(&webhook.description).filter(|text| !text.is_empty());
    described.unwrap_or(&webhook.host).clone()
}

/// Returns the sentence about a webhook that is off or fails; `None` if it is well.
fn state(app: &App, webhook: &Webhook) -> Option<String> {
    let t = app.lang();
    let dated = |key: &str, date| t.with(key, &[("date", app.calendar.date_time(date).into())]);
    match (webhook.off, webhook.failing_since) {
        (Some((at, why)), _) => Some(dated(
            match why {
                OffReason::Admin => "webhook-off-admin",
                OffReason::Gone => "webhook-off-gone",
                OffReason::Failing => "webhook-off-failing",
                OffReason::Full => "webhook-off-full",
            },
            at,
        )),
        (None, Some(since)) => Some(dated("webhook-failing", since)),
        (None, None) => None,
    }
}
