//! Form of a webhook: making one, and changing it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::super::{Room, shell_of};
use super::name;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http_client::Failure;
use crate::locale::{Lang, Message};
use crate::store::webhooks::{Webhook, WebhookContent};
use crate::web::page::{FieldErrors, Form, Id, Page, Shell, see_other};
use crate::web::session::Admin;
use crate::webhook::{
    Address, DESCRIPTION_MAX, EventKind, Format, Secret, Target, URL_MAX, WEBHOOKS_MAX,
};

#[derive(Template)]
#[template(path = "desk/webhook_form.html")]
struct WebhookFormPage {
    t: Lang,
    shell: Shell,
    room: Room,
    typed: WebhookForm,
    errors: FieldErrors,
    /// Number and name of the webhook that is changed.
    changed: Option<(i64, String)>,
    /// Host of the present address, which the form does not show.
    host: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WebhookForm {
    url: String,
    description: String,
    format: String,
    events: Vec<String>,
}

/// Checked form. The address is `None` if the present one stays.
struct Checked {
    address: Option<Address>,
    description: String,
    format: Format,
    events: Vec<EventKind>,
}

/// GET `/desk/webhooks/new`: shows an empty form.
pub(in crate::web) async fn blank(State(app): State<App>, admin: Admin) -> Result<Response> {
    let typed = WebhookForm { format: Format::default().code().to_owned(), ..Default::default() };
    let page = WebhookFormPage::new(&app, &admin, None, typed, Vec::new()).await?;
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/webhooks`: makes a webhook.
///
/// Responds with 422 if a field has an error, or if there are enough webhooks.
pub(in crate::web) async fn add(
    State(app): State<App>,
    admin: Admin,
    form: Form,
) -> Result<Response> {
    let typed: WebhookForm = form.read()?;
    let checked = match typed.check(&app, None) {
        Ok(checked) => checked,
        Err(errors) => return refuse(&app, &admin, None, typed, errors).await,
    };
    let Some(url) = checked.address.clone() else { return Err(Error::NotFound) };
    let target = Target { url, secret: Secret::new(app.chance()), old_secret: None };
    let content = checked.content(target.url.host());
    let seal = |id| app.seal_webhook(id, &target);
    let added = app.store.add_webhook(&content, &seal, admin.account.id, app.now()).await?;
    let Some(id) = added else {
        let full = Message::with("webhook-full", "max", WEBHOOKS_MAX);
        return refuse(&app, &admin, None, typed, vec![("url", full)]).await;
    };
    tracing::info!(webhook = id, admin = admin.account.id, "a webhook was made");
    Ok(see_other(&format!("/desk/webhooks/{id}?done=added#done")))
}

/// GET `/desk/webhooks/{id}/edit`: shows the form of a webhook.
pub(in crate::web) async fn edit(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    let webhook = app.store.webhook(id).await?.ok_or(Error::NotFound)?;
    let typed = WebhookForm {
        url: String::new(),
        description: webhook.description.clone(),
        format: webhook.format.code().to_owned(),
        events: webhook.events.iter().map(|kind| kind.code().to_owned()).collect(),
    };
    let page = WebhookFormPage::new(&app, &admin, Some(&webhook), typed, Vec::new()).await?;
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/webhooks/{id}/edit`: changes a webhook.
///
/// Responds with 422 if a field has an error.
pub(in crate::web) async fn change(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let webhook = app.store.webhook(id).await?.ok_or(Error::NotFound)?;
    let typed: WebhookForm = form.read()?;
    let checked = match typed.check(&app, Some(&webhook)) {
        Ok(checked) => checked,
        Err(errors) => return refuse(&app, &admin, Some(&webhook), typed, errors).await,
    };
    let target = match (app.webhook_target(&webhook), checked.address.clone()) {
        (Ok(target), None) => target,
        (Ok(target), Some(url)) => Target { url, ..target },
        // The key of the old one is lost: a new address gets a new secret.
        (Err(_), Some(url)) => Target { url, secret: Secret::new(app.chance()), old_secret: None },
        (Err(error), None) => return Err(error),
    };
    // An address that stays may be none of another format.
    if let Err(why) = Address::new(target.url.as_str(), checked.format) {
        return refuse(&app, &admin, Some(&webhook), typed, vec![("url", why)]).await;
    }
    let content = checked.content(target.url.host());
    let sealed = app.seal_webhook(id, &target)?;
    let (targets, by) = ((webhook.target.as_slice(), sealed.as_slice()), admin.account.id);
    if !app.store.change_webhook(id, &content, targets, by, app.now()).await? {
        let overtaken = vec![("url", "webhook-overtaken".into())];
        return refuse(&app, &admin, Some(&webhook), typed, overtaken).await;
    }
    tracing::info!(webhook = id, admin = by, "a webhook was changed");
    Ok(see_other(&format!("/desk/webhooks/{id}?done=saved#done")))
}

async fn refuse(
    app: &App,
    admin: &Admin,
    webhook: Option<&Webhook>,
    typed: WebhookForm,
    errors: Vec<(&'static str, Message)>,
) -> Result<Response> {
    let page = WebhookFormPage::new(app, admin, webhook, typed, errors).await?;
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

impl WebhookForm {
    fn check(
        &self,
        app: &App,
        present: Option<&Webhook>,
    ) -> Result<Checked, Vec<(&'static str, Message)>> {
        let format = Format::from_code(&self.format);
        let address = match self.url.trim() {
            "" if present.is_some() => Ok(None),
            url => Address::new(url, format.unwrap_or_default()).map(Some),
        };
        let address = address.and_then(|address| may_be_called(app, address));
        let events: Vec<EventKind> =
            self.events.iter().filter_map(|code| EventKind::from_code(code)).collect();
        let description = self.description.trim().to_owned();
        let is_long = description.chars().count() > DESCRIPTION_MAX;
        match (address, format) {
            (Ok(address), Some(format)) if !events.is_empty() && !is_long => {
                Ok(Checked { address, description, format, events })
            }
            (address, format) => {
                let too_long = || Message::with("webhook-description-long", "max", DESCRIPTION_MAX);
                let errors = [
                    address.err().map(|why| ("url", why)),
                    is_long.then(|| ("description", too_long())),
                    format.is_none().then(|| ("format", "webhook-format-missing".into())),
                    events.is_empty().then(|| ("events", "webhook-events-missing".into())),
                ];
                Err(errors.into_iter().flatten().collect())
            }
        }
    }
}

/// Returns the address if the board may call it, as far as that shows before its name is looked up.
fn may_be_called(app: &App, address: Option<Address>) -> Result<Option<Address>, Message> {
    let Some(url) = &address else { return Ok(None) };
    let is_possible = match app.http_client.target(url.as_str()) {
        // A name without TLS is called only in a network that a setting allows.
        Ok(target) => target.is_encrypted || !app.config.private_targets.is_empty(),
        Err(Failure::Private) => return Err("webhook-url-private".into()),
        Err(_) => false,
    };
    if is_possible { Ok(address) } else { Err("webhook-url-https".into()) }
}

impl Checked {
    fn content(&self, host: String) -> WebhookContent {
        WebhookContent {
            description: self.description.clone(),
            host,
            format: self.format,
            events: self.events.clone(),
        }
    }
}

impl WebhookFormPage {
    async fn new(
        app: &App,
        admin: &Admin,
        webhook: Option<&Webhook>,
        typed: WebhookForm,
        errors: Vec<(&'static str, Message)>,
    ) -> Result<Self> {
        Ok(Self {
            t: app.lang(),
            shell: shell_of(app, &admin.account).await?,
            room: Room::Webhooks,
            typed,
            errors: FieldErrors::new(app.lang(), errors),
            changed: webhook.map(|webhook| (webhook.id, name(webhook))),
            host: webhook.map(|webhook| webhook.host.clone()).unwrap_or_default(),
        })
    }

    fn action(&self) -> String {
        match &self.changed {
            Some((id, _)) => format!("/desk/webhooks/{id}/edit#errors"),
            None => "/desk/webhooks#errors".to_owned(),
        }
    }

    /// Returns the hint below the field for the address.
    fn url_hint(&self) -> String {
        if self.host.is_empty() {
            self.t.say("webhook-url-hint")
        } else {
            self.t.with("webhook-url-stays", &[("host", self.host.as_str().into())])
        }
    }

    fn formats(&self) -> Vec<(&'static str, String)> {
        Format::ALL.map(|format| (format.code(), self.t.say(format.label()))).to_vec()
    }

    /// Returns code, label and choice of each event.
    fn events(&self) -> Vec<(&'static str, String, bool)> {
        let choice = |kind: EventKind| {
            let is_chosen = self.typed.events.iter().any(|code| code == kind.code());
            (kind.code(), self.t.say(kind.label()), is_chosen)
        };
        EventKind::CHOICES.map(choice).to_vec()
    }

    fn url_max(&self) -> usize {
        URL_MAX
    }

    fn description_max(&self) -> usize {
        DESCRIPTION_MAX
    }
}
