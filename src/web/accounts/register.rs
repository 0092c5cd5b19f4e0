//! Asking for an account. The answer and the work are the same whether or not the board knows the address: the worker finds out.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::links::{Fault, give_back, too_many, within_limits};
use crate::account::{Email, Name, PASSWORD_MAX, Password};
use crate::app::App;
use crate::error::{Error, Result};
use crate::gate::Lane;
use crate::locale::Sentence;
use crate::notify::Event;
use crate::web::page::{Field, Form, Section, Sheet, Shell, see_other};
use crate::web::session::Visitor;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    name: String,
    email: String,
    password: String,
}

/// GET `/register`.
pub(in crate::web) async fn form(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    if visitor.member.is_some() {
        return Ok(see_other("/account"));
    }
    Ok(sheet(&app, &Typed::default()).ok())
}

/// POST `/register`.
pub(in crate::web) async fn register(
    State(app): State<App>,
    visitor: Visitor,
    form: Form,
) -> Result<Response> {
    let typed: Typed = form.read()?;
    let permit = match within_limits(&app, &visitor, &typed.email).await {
        Ok(permit) => permit,
        Err(Error::TooMany(wait)) => {
            return Ok(too_many(&app, wait, |told| sheet(&app, &typed).faults(&[told])));
        }
        Err(other) => return Err(other),
    };
    let (name, email, password) = match check(&app, &typed).await? {
        Ok(checked) => checked,
        Err(faults) => {
            return Ok(sheet(&app, &typed)
                .faults(&faults)
                .answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    // Spent before the work: who hangs up meanwhile has asked all the same.
    permit.spend();
    let lane = Lane::Stranger(&visitor.network);
    let password = match app.gate.hash(lane, password, app.chance()).await {
        Ok(password) => password,
        Err(Error::TooMany(wait)) => {
            give_back(&app, &visitor, &typed.email);
            return Ok(too_many(&app, wait, |told| sheet(&app, &typed).faults(&[told])));
        }
        Err(other) => return Err(other),
    };
    let event =
        Event::Registered { name: name.to_string(), email: email.as_str().to_owned(), password };
    app.store.announce(&event, app.now()).await?;
    Ok(see_other("/register/sent"))
}

/// GET `/register/sent`.
pub(in crate::web) async fn sent(State(app): State<App>) -> Response {
    let shell = Shell::plain(&app, Section::LogIn);
    Sheet::new(app.lang(), shell, "sent-heading").say("register-sent").hint("sent-hint").ok()
}

/// A name for an account: fit to be read, nobody else's, and none of those who run the board.
pub(super) async fn free_name(app: &App, typed: &str) -> Result<Result<Name, Sentence>> {
    let name = match Name::new(typed) {
        Ok(name) => name,
        Err(key) => return Ok(Err(key.into())),
    };
    if name.imitates_staff(&app.name()) {
        return Ok(Err("name-of-staff".into()));
    }
    Ok(if app.store.is_member_name(&name).await? {
        Err("name-taken".into())
    } else if app.store.is_staff_name(&name).await? {
        Err("name-of-staff".into())
    } else {
        Ok(name)
    })
}

async fn check(app: &App, typed: &Typed) -> Result<Result<(Name, Email, Password), Vec<Fault>>> {
    let name = free_name(app, &typed.name).await?;
    let email = Email::new(&typed.email);
    let password =
        Password::chosen(typed.password.clone(), &[&typed.name, &typed.email, &app.name()]);
    Ok(match (name, email, password) {
        (Ok(name), Ok(email), Ok(password)) => Ok((name, email, password)),
        (name, email, password) => {
            let faults = [
                name.err().map(|sentence| ("name", sentence)),
                email.err().map(|key| ("email", key.into())),
                password.err().map(|key| ("password", key.into())),
            ];
            Err(faults.into_iter().flatten().collect())
        }
    })
}

fn sheet(app: &App, typed: &Typed) -> Sheet {
    Sheet::new(app.lang(), Shell::plain(app, Section::LogIn), "register-heading")
        .hint("register-hint")
        .to("/register")
        .field(
            Field::text("name", "field-name")
                .hint("register-name-hint")
                .value(&typed.name)
                .auto("name")
                .max(80),
        )
        .field(Field::email("email", "field-email").hint("register-email-hint").value(&typed.email))
        .field(
            Field::password("password", "field-password", "new-password")
                .hint("password-hint")
                .max(PASSWORD_MAX),
        )
        .button("register-button")
        .after("register-log-in", &["/login"])
        .after("register-terms", &["/terms", "/privacy"])
}
