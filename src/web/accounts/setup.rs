//! First start: the first administrator of a board, by the link that the server logs.
//!
//! The page shows the settings in force, which only the operator can change, and can send a message
//! to try the mail server.

use std::time::Duration;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::Url;

use super::attempt::Attempt;
use super::device::Device;
use super::links::{FieldError, too_many, within_limits};
use super::login::enter;
use crate::account::{Email, NAME_MAX, Name, PASSWORD_MAX, Password, Role};
use crate::app::App;
use crate::branding;
use crate::config::DATA_FILE;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::mail::Envelope;
use crate::security::token::Token;
use crate::store::accounts::{AccountTaken, FirstAdmin, FirstAdminRefused, NewAccount, Proof};
use crate::web::page::{Field, Form, FormPage, Section, Shell, mail_failure, or_wait};
use crate::web::security::{self, Refused};
use crate::web::session::Visitor;
use crate::writing;

/// Time after which an attempt to send the message is given up: less than that of the request.
const MAIL_PATIENCE: Duration = Duration::from_secs(20);
/// Page where a new administrator starts, with a notice.
const START: &str = "/desk?done=setup";

/// Holder of a valid link; anybody else gets the page for an unknown address.
pub(in crate::web) struct SetupLink {
    token: Token,
    /// Host and port by which the browser reached this page.
    host: Option<String>,
    visitor: Visitor,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SetupForm {
    name: String,
    email: String,
    password: String,
    board: String,
    example: String,
    intent: String,
}

/// Form without errors.
struct CheckedSetup {
    name: Name,
    email: Email,
    password: Password,
    /// Name of the board, if it is not the one in the settings.
    board: Option<String>,
}

impl FromRequestParts<App> for SetupLink {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visitor =
            Visitor::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let text = Path::<String>::from_request_parts(parts, app).await;
        let token = text.ok().and_then(|Path(text)| Token::parse(&text));
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let host = host.map(str::to_lowercase);
        if let Some(token) = token
            && app.store.is_setup_link(&token, app.now()).await.map_err(Error::into_response)?
        {
            return Ok(Self { token, host, visitor });
        }
        security::refused(app, Refused::Token, None, &visitor.network).await;
        Err(Error::NotFound.into_response())
    }
}

/// Handles GET `/setup/{token}`: shows the form.
pub(in crate::web) async fn form(State(app): State<App>, link: SetupLink) -> Response {
    let typed = SetupForm { board: app.name(), example: "on".to_owned(), ..SetupForm::default() };
    form_page(&app, &link, &typed).ok()
}

/// Handles POST `/setup/{token}`: makes the administrator and logs them in.
///
/// With the intent `test` it only sends a message to the address.
pub(in crate::web) async fn make(
    State(app): State<App>,
    link: SetupLink,
    device: Device,
    form: Form,
) -> Result<Response> {
    let typed: SetupForm = form.read()?;
    if typed.intent == "test" {
        return send_test(&app, &link, &typed).await;
    }
    let wait_for =
        |wait| too_many(&app, wait, |told| form_page(&app, &link, &typed).errors([told]));
    let attempt = Attempt::log_in(&app, &link.visitor, &typed.email).await?;
    if let Err(wait) = attempt.begin().await? {
        security::refused(&app, Refused::Limit, None, &link.visitor.network).await;
        return Ok(wait_for(wait));
    }
    let checked = match check(&app, &typed) {
        Ok(checked) => checked,
        Err(errors) => return Ok(refuse(&app, &link, &typed, errors)),
    };
    let hashed = app.rate_limiter.hash(attempt.lane(), checked.password, app.chance()).await;
    let password = match or_wait(hashed)? {
        Ok(password) => password,
        Err(wait) => return Ok(wait_for(wait)),
    };
    let account =
        NewAccount { name: checked.name, email: checked.email, password, role: Role::Admin };
    let made = store(&app, &link, &account, checked.board.as_deref(), !typed.example.is_empty());
    let id = match made.await? {
        Ok(id) => id,
        Err(FirstAdminRefused::Closed) => return Err(Error::NotFound),
        Err(FirstAdminRefused::Taken(taken)) => {
            let error = match taken {
                AccountTaken::Name => ("name", "name-taken".into()),
                AccountTaken::Email => ("email", "setup-email-taken".into()),
            };
            return Ok(refuse(&app, &link, &typed, vec![error]));
        }
    };
    attempt.right();
    tracing::info!(account = id, "the first administrator was made");
    let proof = (id, Proof::Password(&account.password));
    let entered = enter(&app, proof, link.visitor.session.as_ref(), &device, START).await?;
    entered.ok_or(Error::SessionEnded)
}

/// Stores the administrator, the name of the board, and the example article if it is wanted.
async fn store(
    app: &App,
    link: &SetupLink,
    account: &NewAccount,
    board_name: Option<&str>,
    has_example: bool,
) -> Result<Result<i64, FirstAdminRefused>> {
    let article = writing::example(app.lang(), app.now()).filter(|_| has_example);
    let first = FirstAdmin { account, board_name, article: article.as_ref() };
    app.store.make_first_admin(&first, Some(&link.token), app.chance(), app.now()).await
}

/// Sends a message to the address of the form, and shows the form again with the result.
async fn send_test(app: &App, link: &SetupLink, typed: &SetupForm) -> Result<Response> {
    let again = || form_page(app, link, typed);
    let permit = match within_limits(app, &link.visitor, &typed.email).await? {
        Ok(permit) => permit,
        Err(wait) => return Ok(too_many(app, wait, |told| again().errors([told]))),
    };
    let email = match Email::new(&typed.email) {
        Ok(email) => email,
        Err(key) => return Ok(refuse(app, link, typed, vec![("email", key.into())])),
    };
    permit.spend();
    let envelope = Envelope::test(&app.config, app.name(), &email, app.chance());
    let sent = tokio::time::timeout(MAIL_PATIENCE, app.mailer.send(&envelope)).await;
    let why = match sent {
        Ok(Ok(())) => {
            let key =
                if app.config.smtp.is_some() { "setup-test-sent" } else { "setup-test-written" };
            return Ok(again().good(key).ok());
        }
        Ok(Err(failure)) => {
            let code = failure.code.map(i64::from);
            mail_failure(failure.problem.code(), failure.step.code(), code)
        }
        Err(_) => "outgoing-timeout",
    };
    let told = Message::with("setup-test-failed", "why", app.lang().say(why));
    Ok(again().bad(&told).answer(StatusCode::UNPROCESSABLE_ENTITY))
}

fn check(app: &App, typed: &SetupForm) -> Result<CheckedSetup, Vec<FieldError>> {
    let name = Name::new(&typed.name);
    let email = Email::new(&typed.email);
    let board = branding::line(&typed.board, branding::NAME_MAX, "look-too-long");
    let about = [typed.name.as_str(), typed.email.as_str(), typed.board.as_str()];
    let password = Password::chosen(typed.password.clone(), &about);
    match (name, email, password, board) {
        (Ok(name), Ok(email), Ok(password), Ok(board)) => {
            let board = board.filter(|board| *board != app.config.board.name);
            Ok(CheckedSetup { name, email, password, board })
        }
        (name, email, password, board) => Err([
            name.err().map(|key| ("name", key.into())),
            email.err().map(|key| ("email", key.into())),
            password.err().map(|key| ("password", key.into())),
            board.err().map(|sentence| ("board", sentence)),
        ]
        .into_iter()
        .flatten()
        .collect()),
    }
}

fn refuse(app: &App, link: &SetupLink, typed: &SetupForm, errors: Vec<FieldError>) -> Response {
    form_page(app, link, typed).errors(errors).answer(StatusCode::UNPROCESSABLE_ENTITY)
}

fn form_page(app: &App, link: &SetupLink, typed: &SetupForm) -> FormPage {
    let (t, url) = (app.lang(), app.config.public_url.as_str());
    let file = app.config.settings_file.clone();
    let file = file.unwrap_or_else(|| app.config.data.join(DATA_FILE)).display().to_string();
    let mut page = FormPage::new(t, Shell::plain(app, Section::Elsewhere), "setup-heading")
        .say("setup-text")
        .heading("setup-settings")
        .say("setup-lang")
        .with("setup-address", &[("url", url.into())]);
    if let Some(host) = link.host.as_deref().filter(|host| !is_host_of(url, host)) {
        page = page.with("setup-other-host", &[("host", host.into()), ("url", url.into())]);
    }
    page = match &app.config.smtp {
        Some(server) => page.with("outgoing-server-hint", &[("server", server.host().into())]),
        None => page.say("outgoing-folder-hint"),
    };
    page.with("setup-file", &[("file", file.into())])
        .heading("setup-admin")
        .to(format!("/setup/{}", link.token.text()))
        .field(
            Field::text("name", "setup-name")
                .hint("setup-name-hint")
                .value(&typed.name)
                .auto("name")
                .max(NAME_MAX),
        )
        .field(Field::email("email", "field-email").hint("setup-email-hint").value(&typed.email))
        .field(
            Field::password("password", "field-password", "new-password")
                .hint("password-hint")
                .max(PASSWORD_MAX),
        )
        .field(
            Field::text("board", "setup-board")
                .hint("setup-board-hint")
                .value(&typed.board)
                .max(branding::NAME_MAX),
        )
        .field(
            Field::tick("example", "setup-example", !typed.example.is_empty())
                .hint("setup-example-hint"),
        )
        .button("setup-button")
        .choice_button("setup-test", "intent", "test")
}

/// Returns whether a `Host` header names the host and port of a URL.
fn is_host_of(url: &str, host: &str) -> bool {
    let Ok(own) = Url::parse(url) else { return true };
    // Parsing leaves out the port that the scheme implies.
    let asked = Url::parse(&format!("{}://{host}", own.scheme()));
    asked.is_ok_and(|asked| asked.host() == own.host() && asked.port() == own.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_the_scheme_implies_makes_no_difference() {
        assert!(is_host_of("https://blog.example", "blog.example"));
        assert!(is_host_of("https://blog.example", "BLOG.example:443"));
        assert!(is_host_of("http://127.0.0.1:3000", "127.0.0.1:3000"));
        assert!(!is_host_of("https://blog.example", "blog.example:3000"));
        assert!(!is_host_of("http://127.0.0.1:3000", "localhost:3000"));
        assert!(!is_host_of("https://blog.example", "not a host"));
    }
}
