//! Changes to one's own account: name, e-mail address, password, e-mails, keyboard shortcuts.
//!
//! Each has a form on the account page.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::account::{Refused, refuse};
use super::check::knows_password;
use crate::account::{Digest, Email, Name, Password};
use crate::app::App;
use crate::app::rate_limiter::Lane;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::Message;
use crate::store::accounts::MailChoice;
use crate::web::page::{Form, or_wait, see_other, spend};
use crate::web::session::{Member, Moderator};

#[derive(Deserialize)]
struct NewName {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
struct NewEmail {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
struct NewPassword {
    #[serde(default)]
    password: String,
    #[serde(default)]
    new_password: String,
}

#[derive(Deserialize)]
struct Mail {
    answers: Option<String>,
    mentions: Option<String>,
    digest: Option<String>,
}

#[derive(Deserialize)]
struct Keys {
    keys: Option<String>,
}

/// Handles POST `/account/name`: changes the name.
pub(in crate::web) async fn name(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: NewName = form.read()?;
    let error = match Name::new(&typed.name) {
        Ok(name) if imitates_staff(&app, &member, &name).await? => "name-of-staff",
        Ok(name) if app.store.rename(member.account.id, &name).await? => {
            return Ok(see_other("/account?done=name"));
        }
        Ok(_) => "account-name-taken",
        Err(key) => key,
    };
    refuse(
        &app,
        &member,
        Refused {
            errors: vec![("name", error.into())],
            name: Some(typed.name),
            ..Refused::default()
        },
    )
    .await
}

/// Returns whether a name is reserved for staff.
///
/// A member who has such a name already, as staff may, keeps it and may change its spelling.
async fn imitates_staff(app: &App, member: &Member, name: &Name) -> Result<bool> {
    let own = &member.account.name;
    if name.key() == own.key() || name.bare().key() == own.bare().key() {
        return Ok(false);
    }
    Ok(name.imitates_staff(&app.name()) || app.store.is_staff_name(name).await?)
}

/// Handles POST `/account/email`: sends a link to the new address.
///
/// The response is the same for an address of another account; only its owner is informed, by
/// e-mail.
pub(in crate::web) async fn email(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: NewEmail = form.read()?;
    let email = match Email::new(&typed.email) {
        Ok(email) if email == member.account.email => Err("account-email-same"),
        other => other,
    };
    let check = knows_password(&app, &member, &typed.password).await?;
    let mut refused = Refused { new_email: typed.email, wait: check.wait(), ..Refused::default() };
    refused.errors.extend(email.as_ref().err().map(|key| ("email", Message::from(*key))));
    refused.errors.extend(check.error(&app).map(|sentence| ("email-password", sentence)));
    let Some(email) = email.ok().filter(|_| refused.errors.is_empty()) else {
        return refuse(&app, &member, refused).await;
    };
    let key = email.key();
    let actions = [
        (LimitedAction::AskLink, member.visitor.network.as_str()),
        (LimitedAction::AskLinkEmail, key.as_str()),
    ];
    if let Err(wait) = spend(&app, &actions).await? {
        let sentence = Message::with("error-too-many-advice", "wait", app.lang().duration(wait));
        let refused = Refused { errors: vec![("email", sentence)], wait: Some(wait), ..refused };
        return refuse(&app, &member, refused).await;
    }
    app.store.ask_for_address(member.owner(), &email, app.now()).await?;
    tracing::info!(account = member.account.id, "somebody asked for another address");
    Ok(see_other("/account?done=email"))
}

/// Handles POST `/account/password`: changes the password and ends all other sessions.
pub(in crate::web) async fn password(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: NewPassword = form.read()?;
    let board = app.name();
    let known = [member.account.name.as_str(), member.account.email.as_str(), board.as_str()];
    // Checked before the queue for hashing, so that an unacceptable password causes no wait.
    let chosen = match Password::chosen(typed.new_password, &known) {
        Ok(chosen) => chosen,
        Err(key) => {
            let errors = vec![("new-password", key.into())];
            return refuse(&app, &member, Refused { errors, ..Refused::default() }).await;
        }
    };
    let check = knows_password(&app, &member, &typed.password).await?;
    if let Some(error) = check.error(&app) {
        let errors = vec![("password", error)];
        let refused = Refused { errors, wait: check.wait(), ..Refused::default() };
        return refuse(&app, &member, refused).await;
    }
    let lane = Lane::Known(member.account.id, &member.visitor.network);
    let hash = match or_wait(app.rate_limiter.hash(lane, chosen, app.chance()).await)? {
        Ok(hash) => hash,
        Err(wait) => {
            let sentence = Message::with("login-busy", "wait", app.lang().duration(wait));
            let errors = vec![("password", sentence)];
            let refused = Refused { errors, wait: Some(wait), ..Refused::default() };
            return refuse(&app, &member, refused).await;
        }
    };
    app.store.change_password(member.owner(), &hash, app.now()).await?;
    if let Some(browser) = &member.visitor.browser {
        app.store.know(member.account.id, browser, app.now()).await?;
    }
    tracing::info!(account = member.account.id, "somebody chose another password");
    Ok(see_other("/account?done=password"))
}

/// Handles POST `/account/mail`: changes the e-mail settings.
///
/// Only moderators can choose the frequency of the digest.
pub(in crate::web) async fn mail(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: Mail = form.read()?;
    let digest = match typed.digest.filter(|_| member.account.role.may_moderate()) {
        Some(code) => Some(Digest::from_code(&code).ok_or(Error::Invalid("error-form".into()))?),
        None => None,
    };
    let choice = MailChoice {
        answers_on: typed.answers.as_deref() == Some("on"),
        mentions_on: typed.mentions.as_deref() == Some("on"),
        digest,
    };
    app.store.choose_mail(&member.account, choice, app.chance()).await?;
    Ok(see_other("/account?done=mail"))
}

/// Handles POST `/account/keys`: turns the keyboard shortcuts of a moderator on or off.
pub(in crate::web) async fn keys(
    State(app): State<App>,
    moderator: Moderator,
    form: Form,
) -> Result<Response> {
    let typed: Keys = form.read()?;
    app.store.set_keys(moderator.account.id, typed.keys.as_deref() == Some("on")).await?;
    Ok(see_other("/account?done=keys"))
}
