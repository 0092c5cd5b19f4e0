//! One webhook: its state, its secret, its deliveries, and what is done with it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::super::{Room, shell_of};
use super::log::DeliveryView;
use super::{name, state};
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::store::webhooks::DELIVERIES_SHOWN;
use crate::web::page::{Form, Id, Page, QueryParams, Shell, parse_id, see_other};
use crate::web::session::Admin;
use crate::webhook::schedule::OLD_SECRET;
use crate::webhook::{Format, Secret, Target};

#[derive(Template)]
#[template(path = "desk/webhook.html")]
struct WebhookPage {
    t: Lang,
    shell: Shell,
    room: Room,
    id: i64,
    name: String,
    done: Option<&'static str>,
    facts: Vec<String>,
    state: Option<String>,
    is_on: bool,
    secret: Option<SecretView>,
    deliveries: Vec<DeliveryView>,
    is_first: bool,
    following: Option<i64>,
}

/// Secret of a webhook, which is shown until it is written down.
struct SecretView {
    text: Option<String>,
    old: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SwitchForm {
    on: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ResendForm {
    delivery: String,
}

/// GET `/desk/webhooks/{id}`: shows a webhook with its latest deliveries.
pub(in crate::web) async fn show(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let (t, now) = (app.lang(), app.now());
    let webhook = app.store.webhook(id).await?.ok_or(Error::NotFound)?;
    let before = asked.text("before").and_then(parse_id);
    let mut entries = app.store.webhook_log(id, before, now).await?;
    let shown = usize::try_from(DELIVERIES_SHOWN).unwrap_or(usize::MAX);
    let following = (entries.len() > shown).then(|| entries.truncate(shown));
    let following = following.and_then(|()| entries.last().map(|entry| entry.id));
    let target = app.webhook_target(&webhook);
    let old = webhook.old_until.filter(|until| now < *until).map(|until| {
        t.with("webhook-old-secret", &[("date", app.calendar.date_time(until).into())])
    });
    let secret = (webhook.format == Format::Standard).then(|| SecretView {
        text: target.as_ref().ok().filter(|_| !webhook.is_noted).map(|it| it.secret.text()),
        old,
    });
    let unreadable = target.is_err().then(|| t.say("webhook-unreadable"));
    let events: Vec<String> = webhook.events.iter().map(|kind| t.say(kind.label())).collect();
    let page = WebhookPage {
        t,
        shell: shell_of(&app, &admin.account).await?,
        room: Room::Webhooks,
        id,
        name: name(&webhook),
        done: done(asked.text("done")),
        facts: vec![webhook.host.clone(), t.say(webhook.format.label()), events.join(", ")],
        state: unreadable.or_else(|| state(&app, &webhook)),
        is_on: webhook.off.is_none(),
        secret,
        deliveries: entries.into_iter().map(|entry| DeliveryView::new(&app, entry)).collect(),
        is_first: before.is_none(),
        following,
    };
    Ok(Page::personal(page).into_response())
}

/// Returns the key of the sentence about what was done.
fn done(code: Option<&str>) -> Option<&'static str> {
    Some(match code? {
        "added" => "webhook-done-added",
        "saved" => "webhook-done-saved",
        "test" => "webhook-done-test",
        "secret" => "webhook-done-secret",
        "noted" => "webhook-done-noted",
        "on" => "webhook-done-on",
        "off" => "webhook-done-off",
        "again" => "webhook-done-again",
        _ => return None,
    })
}

/// POST `/desk/webhooks/{id}/test`: queues a test event.
pub(in crate::web) async fn test(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    app.store.webhook(id).await?.ok_or(Error::NotFound)?;
    app.store.test_webhook(id, app.now()).await?;
    tracing::info!(webhook = id, admin = admin.account.id, "a webhook is tested");
    Ok(see_other(&format!("/desk/webhooks/{id}?done=test#done")))
}

/// POST `/desk/webhooks/{id}/secret`: makes a new secret; the old one stays valid for a day.
pub(in crate::web) async fn renew_secret(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    let now = app.now();
    let webhook = app.store.webhook(id).await?.ok_or(Error::NotFound)?;
    let Target { url, secret, .. } = app.webhook_target(&webhook)?;
    let target = Target { url, secret: Secret::new(app.chance()), old_secret: Some(secret) };
    let sealed = app.seal_webhook(id, &target)?;
    let targets = (webhook.target.as_slice(), sealed.as_slice());
    let (until, by) = (now + OLD_SECRET, admin.account.id);
    if !app.store.renew_webhook_secret(id, targets, until, by, now).await? {
        return Err(Error::Busy);
    }
    tracing::info!(webhook = id, admin = by, "a webhook got a new secret");
    Ok(see_other(&format!("/desk/webhooks/{id}?done=secret#done")))
}

/// POST `/desk/webhooks/{id}/noted`: shows the secret no more.
pub(in crate::web) async fn note_secret(
    State(app): State<App>,
    _: Admin,
    Id(id): Id,
) -> Result<Response> {
    app.store.webhook(id).await?.ok_or(Error::NotFound)?;
    app.store.note_webhook_secret(id, app.now()).await?;
    Ok(see_other(&format!("/desk/webhooks/{id}?done=noted#done")))
}

/// POST `/desk/webhooks/{id}/switch`: turns a webhook on or off.
pub(in crate::web) async fn switch(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let is_on = form.read::<SwitchForm>()?.on == "yes";
    app.store.webhook(id).await?.ok_or(Error::NotFound)?;
    app.store.switch_webhook(id, is_on, admin.account.id, app.now()).await?;
    app.look_again();
    tracing::info!(webhook = id, admin = admin.account.id, is_on, "a webhook was switched");
    let done = if is_on { "on" } else { "off" };
    Ok(see_other(&format!("/desk/webhooks/{id}?done={done}#done")))
}

/// POST `/desk/webhooks/{id}/remove`: deletes a webhook with its deliveries.
pub(in crate::web) async fn remove(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    app.store.remove_webhook(id, admin.account.id, app.now()).await?;
    app.look_again();
    tracing::info!(webhook = id, admin = admin.account.id, "a webhook was removed");
    Ok(see_other("/desk/webhooks?done=removed#done"))
}

/// POST `/desk/webhooks/{id}/resend`: sends a delivery again, under the same id.
pub(in crate::web) async fn resend(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let delivery = parse_id(&form.read::<ResendForm>()?.delivery).ok_or(Error::NotFound)?;
    app.store.webhook(id).await?.ok_or(Error::NotFound)?;
    app.store.resend(id, delivery, app.now()).await?;
    tracing::info!(webhook = id, delivery, admin = admin.account.id, "a webhook is sent again");
    Ok(see_other(&format!("/desk/webhooks/{id}?done=again#done")))
}
