//! First log-in at a provider of somebody without an account: a name, and an address that somebody
//! verified.
//!
//! An address that the provider did not verify gets a link, as with any registration.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::join::{forget, waiting};
use super::{Newcomer, again, in_use, log_in, take_role};
use crate::account::{Email, Name, Role};
use crate::app::App;
use crate::error::Result;
use crate::locale::Message;
use crate::notify::Event;
use crate::store::accounts::{AccountTaken, Identity, NewAccount};
use crate::web::accounts::device::Device;
use crate::web::accounts::links::{too_many, within_limits};
use crate::web::accounts::register::free_name;
use crate::web::page::{Field, Form, FormPage, Section, Shell, see_other};
use crate::web::session::Visitor;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NewcomerForm {
    name: String,
    email: String,
}

/// Handles GET `/login/openid/register`: asks for what the provider did not tell.
pub(in crate::web) async fn form(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    let Some(newcomer) = waiting(&app, &visitor).await? else { return Ok(see_other("/login")) };
    let typed = NewcomerForm {
        name: newcomer.name.clone().unwrap_or_default(),
        email: newcomer.email.clone().unwrap_or_default(),
    };
    Ok(form_page(&app, &newcomer, &typed).await?.ok())
}

/// Handles POST `/login/openid/register`: makes the account, or asks for its address by e-mail.
pub(in crate::web) async fn register(
    State(app): State<App>,
    visitor: Visitor,
    device: Device,
    form: Form,
) -> Result<Response> {
    let typed: NewcomerForm = form.read()?;
    let Some(newcomer) = waiting(&app, &visitor).await? else { return Ok(see_other("/login")) };
    let provider = in_use(&app, newcomer.provider).await?;
    if !provider.settings.may_register {
        return again(&app, &visitor, &provider, newcomer.next, "login-provider-unknown").await;
    }
    let name = free_name(&app, &typed.name).await?;
    let verified = newcomer.email.as_deref().filter(|_| newcomer.is_verified);
    let email = Email::new(verified.unwrap_or(&typed.email));
    let (name, email) = match (name, email) {
        (Ok(name), Ok(email)) => (name, email),
        (name, email) => {
            let errors = [
                name.err().map(|sentence| ("name", sentence)),
                email.err().map(|key| ("email", key.into())),
            ];
            return refuse(&app, &newcomer, &typed, errors.into_iter().flatten().collect()).await;
        }
    };
    if verified.is_some() {
        make(&app, (&visitor, &device), &newcomer, &typed, (name, email)).await
    } else {
        confirm(&app, &visitor, &newcomer, &typed, (name, email)).await
    }
}

/// Makes the account and logs in to it.
async fn make(
    app: &App,
    (visitor, device): (&Visitor, &Device),
    newcomer: &Newcomer,
    typed: &NewcomerForm,
    (name, email): (Name, Email),
) -> Result<Response> {
    let who = Identity { issuer: &newcomer.issuer, subject: &newcomer.subject };
    let new = NewAccount { name, email, password: String::new(), role: Role::Member };
    match app.store.register_identity(who, &new, app.chance(), app.now()).await? {
        Ok((id, identity)) => {
            forget(app, visitor).await?;
            tracing::info!(account = id, provider = newcomer.provider, "somebody registered");
            if let Some(account) = app.store.account_by_id(id).await? {
                let role = newcomer.role.as_deref().and_then(Role::from_code);
                take_role(app, &account, role).await?;
            }
            log_in(app, (visitor, device), (id, identity), false, newcomer.next.clone()).await
        }
        Err(AccountTaken::Name) => {
            refuse(app, newcomer, typed, vec![("name", "name-taken".into())]).await
        }
        // Somebody made an account with it in the meantime.
        Err(AccountTaken::Email) => Ok(see_other("/login/openid/join")),
    }
}

/// Requests an e-mail with a link that makes the account, and answers the same for a known address.
async fn confirm(
    app: &App,
    visitor: &Visitor,
    newcomer: &Newcomer,
    typed: &NewcomerForm,
    (name, email): (Name, Email),
) -> Result<Response> {
    match within_limits(app, visitor, email.as_str()).await? {
        Ok(permit) => permit.spend(),
        Err(wait) => {
            let page = form_page(app, newcomer, typed).await?;
            return Ok(too_many(app, wait, |told| page.errors([told])));
        }
    }
    let event = Event::Registered {
        name: name.to_string(),
        email: email.as_str().to_owned(),
        password: String::new(),
        person: Some((newcomer.issuer.clone(), newcomer.subject.clone())),
    };
    app.store.announce(&event, app.now()).await?;
    forget(app, visitor).await?;
    Ok(see_other("/register/sent"))
}

async fn refuse(
    app: &App,
    newcomer: &Newcomer,
    typed: &NewcomerForm,
    errors: Vec<(&'static str, Message)>,
) -> Result<Response> {
    let page = form_page(app, newcomer, typed).await?;
    Ok(page.errors(errors).answer(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn form_page(app: &App, newcomer: &Newcomer, typed: &NewcomerForm) -> Result<FormPage> {
    let provider = in_use(app, newcomer.provider).await?;
    let provider = ("provider", provider.settings.name.into());
    let page = FormPage::new(app.lang(), Shell::plain(app, Section::LogIn), "newcomer-heading");
    let page = match newcomer.email.as_deref().filter(|_| newcomer.is_verified) {
        Some(email) => page.with("newcomer-text", &[provider, ("email", email.into())]),
        None => page.with("newcomer-unverified", &[provider]),
    };
    let name = Field::text("name", "field-name").hint("register-name-hint");
    let page =
        page.to("/login/openid/register").field(name.value(&typed.name).auto("name").max(80));
    let page = if newcomer.is_verified {
        page
    } else {
        let email = Field::email("email", "field-email").hint("register-email-hint");
        page.field(email.value(&typed.email))
    };
    Ok(page
        .button("newcomer-button")
        .after("newcomer-known", &["/login"])
        .after("register-terms", &["/terms", "/privacy"]))
}
