//! Registration. The response and its duration are the same for a known e-mail address.
//!
//! A worker checks the address later, outside the request.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::links::{FieldError, give_back, too_many, within_limits};
use crate::account::{Email, Name, PASSWORD_MAX, Password};
use crate::app::App;
use crate::app::rate_limiter::Lane;
use crate::error::Result;
use crate::locale::Message;
use crate::notify::Event;
use crate::web::page::{Field, Form, FormPage, Section, Shell, or_wait, see_other};
use crate::web::session::Visitor;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RegistrationForm {
    name: String,
    email: String,
    password: String,
}

/// Handles GET `/register`: shows the form.
pub(in crate::web) async fn form(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    if visitor.member.is_some() {
        return Ok(see_other("/account"));
    }
    Ok(form_page(&app, &RegistrationForm::default()).ok())
}

/// Handles POST `/register`: requests an e-mail with a link that creates the account.
pub(in crate::web) async fn register(
    State(app): State<App>,
    visitor: Visitor,
    form: Form,
) -> Result<Response> {
    let typed: RegistrationForm = form.read()?;
    let permit = match within_limits(&app, &visitor, &typed.email).await? {
        Ok(permit) => permit,
        Err(wait) => {
            return Ok(too_many(&app, wait, |told| form_page(&app, &typed).errors([told])));
        }
    };
    let (name, email, password) = match check(&app, &typed).await? {
        Ok(checked) => checked,
        Err(errors) => {
            return Ok(form_page(&app, &typed)
                .errors(errors)
                .answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    // Spent before the hash is computed: the attempt counts even if the client disconnects.
    permit.spend();
    let lane = Lane::Stranger(&visitor.network);
    let password = match or_wait(app.rate_limiter.hash(lane, password, app.chance()).await)? {
        Ok(password) => password,
        Err(wait) => {
            give_back(&app, &visitor, &typed.email);
            return Ok(too_many(&app, wait, |told| form_page(&app, &typed).errors([told])));
        }
    };
    let event = Event::Registered {
        name: name.to_string(),
        email: email.as_str().to_owned(),
        password,
        person: None,
    };
    app.store.announce(&event, app.now()).await?;
    Ok(see_other("/register/sent"))
}

/// Handles GET `/register/sent`: confirms the request.
pub(in crate::web) async fn sent(State(app): State<App>) -> Response {
    let shell = Shell::plain(&app, Section::LogIn);
    FormPage::new(app.lang(), shell, "sent-heading").say("register-sent").hint("sent-hint").ok()
}

/// Checks a name for an account: it must be valid, free, and not reserved for staff.
pub(super) async fn free_name(app: &App, typed: &str) -> Result<Result<Name, Message>> {
    let name = match Name::new(typed) {
        Ok(name) => name,
        Err(key) => return Ok(Err(key.into())),
    };
    if name.imitates_staff(&app.name()) {
        return Ok(Err("name-of-staff".into()));
    }
    let (is_members, is_staffs) = app.store.whose_name(&name).await?;
    Ok(if is_members {
        Err("name-taken".into())
    } else if is_staffs {
        Err("name-of-staff".into())
    } else {
        Ok(name)
    })
}

async fn check(
    app: &App,
    typed: &RegistrationForm,
) -> Result<Result<(Name, Email, Password), Vec<FieldError>>> {
    let name = free_name(app, &typed.name).await?;
    let email = Email::new(&typed.email);
    let password =
        Password::chosen(typed.password.clone(), &[&typed.name, &typed.email, &app.name()]);
    Ok(match (name, email, password) {
        (Ok(name), Ok(email), Ok(password)) => Ok((name, email, password)),
        (name, email, password) => {
            let errors = [
                name.err().map(|sentence| ("name", sentence)),
                email.err().map(|key| ("email", key.into())),
                password.err().map(|key| ("password", key.into())),
            ];
            Err(errors.into_iter().flatten().collect())
        }
    })
}

fn form_page(app: &App, typed: &RegistrationForm) -> FormPage {
    FormPage::new(app.lang(), Shell::plain(app, Section::LogIn), "register-heading")
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
