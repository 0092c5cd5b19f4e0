//! Providers that people log in with (OpenID Connect), for administrators.
//!
//! A provider is added by its name and issuer, which gives the address to register there; the
//! client id and secret that the provider gives for it follow.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Room, shell_of};
use crate::account::Role;
use crate::account::login_provider::{
    LoginProvider, PROVIDER_NAME_MAX, PROVIDER_TEXT_MAX, PROVIDERS_MAX, ProviderSettings,
    RoleClaim, SCOPES, issuer, origin, origins, scopes,
};
use crate::app::App;
use crate::app::openid::ProviderFailure;
use crate::error::{Error, Result};
use crate::locale::{Lang, Message};
use crate::security::encryption::Purpose;
use crate::store::accounts::SecretChange;
use crate::web::page::{FieldErrors, Form, Id, Page, QueryParams, Shell, see_other};
use crate::web::session::Admin;

/// Address of the list.
const HERE: &str = "/desk/settings/login";

#[derive(Template)]
#[template(path = "desk/login_providers.html")]
struct ProvidersPage {
    t: Lang,
    shell: Shell,
    room: Room,
    providers: Vec<LoginProvider>,
    typed: ProviderForm,
    errors: FieldErrors,
    removed: bool,
    /// True if another provider can be added.
    has_room: bool,
}

#[derive(Template)]
#[template(path = "desk/login_provider.html")]
struct ProviderPage {
    t: Lang,
    shell: Shell,
    room: Room,
    provider: LoginProvider,
    /// Address to register at the provider.
    callback: String,
    typed: ProviderForm,
    errors: FieldErrors,
    done: Option<&'static str>,
}

/// Fields as they were sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct ProviderForm {
    name: String,
    issuer: String,
    client_id: String,
    client_secret: String,
    forget_secret: String,
    scopes: String,
    origins: String,
    on: String,
    register: String,
    factors: String,
    claim: String,
    moderator: String,
    editor: String,
    admin: String,
}

type FieldError = (&'static str, Message);

/// GET `/desk/settings/login`: shows the providers, and the form that adds one.
pub(in crate::web) async fn list(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let page = ProvidersPage::new(&app, &admin, ProviderForm::default(), Vec::new()).await?;
    let page = ProvidersPage { removed: asked.text("done").is_some(), ..page };
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/settings/login`: adds a provider, if its discovery document can be read.
pub(in crate::web) async fn add(
    State(app): State<App>,
    admin: Admin,
    form: Form,
) -> Result<Response> {
    let typed: ProviderForm = form.read()?;
    let name = checked_name(&typed.name);
    let found = discovered(&app, &typed.issuer).await;
    let (name, issuer) = match (name, found) {
        (Ok(name), Ok((issuer, _))) => (name, issuer),
        (name, found) => {
            let errors = [name.err(), found.err()].into_iter().flatten().collect();
            return refuse_new(&app, &admin, typed, errors).await;
        }
    };
    let settings =
        ProviderSettings { name, issuer, scopes: SCOPES.to_owned(), ..ProviderSettings::default() };
    let added = app.store.add_login_provider(&settings, admin.account.id, app.now()).await?;
    let Some(id) = added else {
        let full = vec![("name", "provider-too-many".into())];
        return refuse_new(&app, &admin, typed, full).await;
    };
    tracing::info!(provider = id, admin = admin.account.id, "a log-in provider was added");
    Ok(see_other(&format!("{HERE}/{id}?done=added")))
}

/// GET `/desk/settings/login/{id}`: shows the form with the settings of a provider.
pub(in crate::web) async fn open(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let provider = app.store.login_provider(id).await?.ok_or(Error::NotFound)?;
    let typed = ProviderForm::of(&provider.settings);
    let page = ProviderPage::new(&app, &admin, provider, typed, Vec::new()).await?;
    let done = match asked.text("done") {
        Some("added") => Some("provider-added"),
        Some(_) => Some("provider-saved"),
        None => None,
    };
    Ok(Page::personal(ProviderPage { done, ..page }).into_response())
}

/// POST `/desk/settings/login/{id}`: saves the settings, if the discovery document can be read.
pub(in crate::web) async fn save(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let typed: ProviderForm = form.read()?;
    let provider = app.store.login_provider(id).await?.ok_or(Error::NotFound)?;
    let settings = match checked(&app, &typed).await {
        Ok(settings) => settings,
        Err(errors) => {
            let page = ProviderPage::new(&app, &admin, provider, typed, errors).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(Page::personal(page).status(status).into_response());
        }
    };
    let secret = match typed.client_secret.trim() {
        "" if typed.forget_secret == "on" => SecretChange::Remove,
        "" => SecretChange::Keep,
        secret => {
            SecretChange::Replace(app.encrypt(Purpose::ClientSecret, id, secret.as_bytes())?)
        }
    };
    if !app.store.change_login_provider(id, &settings, &secret, admin.account.id, app.now()).await?
    {
        return Err(Error::NotFound);
    }
    tracing::info!(provider = id, admin = admin.account.id, "a log-in provider was changed");
    Ok(see_other(&format!("{HERE}/{id}?done=saved")))
}

/// POST `/desk/settings/login/{id}/remove`: removes a provider.
pub(in crate::web) async fn remove(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    app.store.remove_login_provider(id, admin.account.id, app.now()).await?;
    tracing::info!(provider = id, admin = admin.account.id, "a log-in provider was removed");
    Ok(see_other(&format!("{HERE}?done=removed")))
}

/// Checks all fields of the form, and fetches the discovery document.
async fn checked(app: &App, typed: &ProviderForm) -> Result<ProviderSettings, Vec<FieldError>> {
    let is_on = typed.on == "on";
    let client_id = match short("client_id", &typed.client_id) {
        Ok(id) if id.is_empty() && is_on => Err(("client_id", "provider-client-missing".into())),
        other => other,
    };
    let (name, client_id) = (checked_name(&typed.name), client_id);
    let scopes = scopes(&typed.scopes).map_err(|key| ("scopes", key.into()));
    let passed = origins(&typed.origins).map_err(|key| ("origins", key.into()));
    let secret = short("client_secret", &typed.client_secret);
    let roles = roles(typed);
    let found = discovered(app, &typed.issuer).await;
    match (name, client_id, scopes, passed, secret, roles, found) {
        (Ok(name), Ok(client_id), Ok(scopes), Ok(passed), Ok(_), Ok(roles), Ok(found)) => {
            let (issuer, authorization) = found;
            Ok(ProviderSettings {
                origins: with_origin(&passed, &issuer, &authorization),
                name,
                issuer,
                client_id,
                scopes,
                is_on,
                may_register: typed.register == "on",
                trusts_factors: typed.factors == "on",
                roles,
            })
        }
        (name, client_id, scopes, passed, secret, roles, found) => {
            let errors = [
                name.err(),
                found.err(),
                client_id.err(),
                secret.err(),
                scopes.err(),
                passed.err(),
                roles.err(),
            ];
            Err(errors.into_iter().flatten().collect())
        }
    }
}

/// Returns the issuer as its discovery document has it, and the endpoint to which log-ins go.
///
/// Many forget the slash at the end, or add one.
async fn discovered(app: &App, typed: &str) -> Result<(String, String), FieldError> {
    let typed = issuer(typed).map_err(|key| ("issuer", key.into()))?;
    let other = typed.strip_suffix('/').map_or_else(|| format!("{typed}/"), str::to_owned);
    let mut failure = ProviderFailure::OtherIssuer;
    for issuer in [typed, other] {
        match app.discover(&issuer).await {
            Ok(document) => {
                return Ok((issuer, document.authorization_endpoint().as_str().to_owned()));
            }
            Err(ProviderFailure::OtherIssuer) => {}
            Err(other) => {
                failure = other;
                break;
            }
        }
    }
    tracing::info!(%failure, "the issuer of a log-in provider was refused");
    let key = match failure {
        ProviderFailure::Unreachable(why) if why.code() == "private" => "provider-issuer-private",
        ProviderFailure::Unreachable(why) if why.code() == "url" => "provider-issuer-plain",
        ProviderFailure::Unreachable(_) => "provider-issuer-unreachable",
        ProviderFailure::OtherIssuer => "provider-issuer-other",
        ProviderFailure::Response(_) | ProviderFailure::Code | ProviderFailure::Token(_) => {
            "provider-issuer-no-document"
        }
    };
    Err(("issuer", key.into()))
}

/// Adds the origin of the endpoint that log-ins go to, unless it is that of the issuer.
fn with_origin(passed: &str, issuer: &str, authorization: &str) -> String {
    let new = origin(authorization)
        .filter(|new| Some(new) != origin(issuer).as_ref())
        .filter(|new| passed.split(' ').all(|known| known != new));
    let all = [passed.to_owned(), new.unwrap_or_default()];
    all.join(" ").trim().to_owned()
}

fn checked_name(typed: &str) -> Result<String, FieldError> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(("name", "provider-name-missing".into())),
        1..=PROVIDER_NAME_MAX => Ok(name),
        _ => Err(("name", Message::with("provider-long", "max", PROVIDER_NAME_MAX))),
    }
}

/// Returns a field without white space around it, unless it is too long.
fn short(field: &'static str, typed: &str) -> Result<String, FieldError> {
    let text = typed.trim();
    if text.chars().count() > PROVIDER_TEXT_MAX {
        return Err((field, Message::with("provider-long", "max", PROVIDER_TEXT_MAX)));
    }
    Ok(text.to_owned())
}

/// Returns the roles by claim: values need the claim that they are of, and differ.
fn roles(typed: &ProviderForm) -> Result<RoleClaim, FieldError> {
    let roles = RoleClaim {
        claim: short("claim", &typed.claim)?,
        moderator: short("moderator", &typed.moderator)?,
        editor: short("editor", &typed.editor)?,
        admin: short("admin", &typed.admin)?,
    };
    let values = [Role::Moderator, Role::Editor, Role::Admin].map(|role| roles.value(role));
    let given: Vec<&&str> = values.iter().filter(|value| !value.is_empty()).collect();
    if roles.claim.is_empty() && !given.is_empty() {
        return Err(("claim", "provider-claim-missing".into()));
    }
    let is_twice = |value: &&&str| given.iter().filter(|other| *other == value).count() > 1;
    if given.iter().any(is_twice) {
        return Err(("moderator", "provider-value-twice".into()));
    }
    Ok(roles)
}

async fn refuse_new(
    app: &App,
    admin: &Admin,
    typed: ProviderForm,
    errors: Vec<FieldError>,
) -> Result<Response> {
    let page = ProvidersPage::new(app, admin, typed, errors).await?;
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

impl ProviderForm {
    fn of(settings: &ProviderSettings) -> Self {
        let tick = |on: bool| if on { "on" } else { "" }.to_owned();
        let roles = settings.roles.clone();
        Self {
            name: settings.name.clone(),
            issuer: settings.issuer.clone(),
            client_id: settings.client_id.clone(),
            scopes: settings.scopes.clone(),
            origins: settings.origins.clone(),
            on: tick(settings.is_on),
            register: tick(settings.may_register),
            factors: tick(settings.trusts_factors),
            claim: roles.claim,
            moderator: roles.moderator,
            editor: roles.editor,
            admin: roles.admin,
            ..Self::default()
        }
    }
}

impl ProvidersPage {
    async fn new(
        app: &App,
        admin: &Admin,
        typed: ProviderForm,
        errors: Vec<FieldError>,
    ) -> Result<Self> {
        let providers = app.store.login_providers().await?;
        Ok(Self {
            t: app.lang(),
            shell: shell_of(app, &admin.account).await?,
            room: Room::Settings,
            has_room: providers.len() < PROVIDERS_MAX,
            providers,
            typed,
            errors: FieldErrors::new(app.lang(), errors),
            removed: false,
        })
    }
}

impl ProviderPage {
    async fn new(
        app: &App,
        admin: &Admin,
        provider: LoginProvider,
        typed: ProviderForm,
        errors: Vec<FieldError>,
    ) -> Result<Self> {
        Ok(Self {
            t: app.lang(),
            shell: shell_of(app, &admin.account).await?,
            room: Room::Settings,
            callback: app.callback_address(provider.id),
            provider,
            typed,
            errors: FieldErrors::new(app.lang(), errors),
            done: None,
        })
    }

    /// Returns whether a box is ticked.
    fn is_ticked(&self, sent: &str) -> bool {
        sent == "on"
    }
}
