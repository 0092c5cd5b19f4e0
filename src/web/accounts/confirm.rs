//! Links that confirm an e-mail address.
//!
//! A GET changes nothing, because mail scanners open links; the button works once.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::links::spent;
use super::register::free_name;
use crate::account::{Email, Name, Role};
use crate::app::App;
use crate::error::Result;
use crate::locale::Message;
use crate::security::token::{Purpose, Token};
use crate::store::accounts::{AccountTaken, EmailToken, Identity, NewAccount};
use crate::web::page::{Field, Form, FormPage, Section, Shell, see_other};
use crate::web::session::{Visitor, remembering};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ConfirmForm {
    /// Other name, if the requested one was taken in the meantime.
    name: String,
}

/// Valid confirmation link.
struct Link {
    token: Token,
    ticket: EmailToken,
}

/// Handles GET `/confirm/{token}`: shows the button.
pub(in crate::web) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response> {
    Ok(match look(&app, &link).await? {
        Some(link) => form_page(&app, &link).ok(),
        None => spent(&app, &visitor).await,
    })
}

/// Handles POST `/confirm/{token}`: carries out the action of the link.
pub(in crate::web) async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Path(link): Path<String>,
    form: Form,
) -> Result<Response> {
    let Some(link) = look(&app, &link).await? else {
        return Ok(spent(&app, &visitor).await);
    };
    let done = match link.ticket.purpose {
        Purpose::Register => {
            let typed: ConfirmForm = form.read()?;
            make_account(&app, &link, &typed.name).await?
        }
        Purpose::Email => change_email(&app, &link).await?,
        Purpose::Comment => show_comment(&app, &visitor, &link).await?,
        Purpose::Address => prove(&app, &visitor, &link).await?,
        Purpose::Follow => follow(&app, &link).await?,
        Purpose::Reset | Purpose::Appeal | Purpose::Invitation | Purpose::Setup => None,
    };
    match done {
        Some(done) => Ok(done),
        None => Ok(spent(&app, &visitor).await),
    }
}

async fn look(app: &App, link: &str) -> Result<Option<Link>> {
    let Some(token) = Token::parse(link) else { return Ok(None) };
    let ticket = app.store.email_token(&token, app.now()).await?;
    let here = |ticket: &EmailToken| {
        use Purpose::{Appeal, Invitation, Reset, Setup};
        !matches!(ticket.purpose, Reset | Appeal | Invitation | Setup)
    };
    Ok(ticket.filter(here).map(|ticket| Link { token, ticket }))
}

/// Creates the account, or asks for another name if the requested one was taken in the meantime.
async fn make_account(app: &App, link: &Link, other_name: &str) -> Result<Option<Response>> {
    let (Some(name), Some(email), Some(password)) =
        (&link.ticket.name, &link.ticket.email, &link.ticket.password)
    else {
        return Ok(None);
    };
    let name = if other_name.is_empty() {
        Name::stored(name.clone())
    } else {
        match free_name(app, other_name).await? {
            Ok(name) => name,
            Err(sentence) => return Ok(Some(rename(app, link, other_name, sentence))),
        }
    };
    let new = NewAccount {
        name,
        email: Email::stored(email.clone()),
        password: password.clone(),
        role: Role::Member,
    };
    let person = link.ticket.person.as_ref();
    let who = person.map(|(issuer, subject)| Identity { issuer, subject });
    Ok(match app.store.register(&link.token, &new, who, app.chance(), app.now()).await? {
        Ok(Some(account)) => {
            tracing::info!(account, "somebody registered");
            let done = if who.is_some() { "joined" } else { "registered" };
            Some(see_other(&format!("/login?done={done}")))
        }
        Ok(None) => None,
        Err(AccountTaken::Name) => Some(rename(app, link, new.name.as_str(), "name-taken".into())),
        Err(AccountTaken::Email) => Some(see_other("/login?done=registered")),
    })
}

fn rename(app: &App, link: &Link, name: &str, sentence: Message) -> Response {
    let field = Field::text("name", "field-name")
        .hint("register-name-hint")
        .value(name)
        .auto("name")
        .max(80);
    form_page(app, link)
        .field(field)
        .errors([("name", sentence)])
        .answer(StatusCode::UNPROCESSABLE_ENTITY)
}

async fn change_email(app: &App, link: &Link) -> Result<Option<Response>> {
    let (Some(account), Some(email)) = (link.ticket.account, &link.ticket.email) else {
        return Ok(None);
    };
    let email = Email::stored(email.clone());
    Ok(
        match app.store.change_email(&link.token, account, &email, app.chance(), app.now()).await? {
            Ok(Some(())) => Some(see_other("/login?done=email")),
            Ok(None) => None,
            Err(_) => Some(
                form_page(app, link)
                    .bad(&"confirm-email-taken".into())
                    .answer(StatusCode::CONFLICT),
            ),
        },
    )
}

/// Publishes the comment and marks the address as confirmed in this browser.
async fn show_comment(app: &App, visitor: &Visitor, link: &Link) -> Result<Option<Response>> {
    let Some(id) = link.ticket.comment else { return Ok(None) };
    let Some(comment) =
        app.store.comment(id).await?.filter(|comment| comment.author.email().is_some())
    else {
        return Ok(None);
    };
    let (browser, cookie) = visitor.known_by(app);
    let done =
        app.store.confirm_comment(&link.token, &comment, &browser, app.chance(), app.now()).await?;
    Ok(done.then(|| remembering(see_other(&format!("/comments/{id}")), app, cookie)))
}

async fn prove(app: &App, visitor: &Visitor, link: &Link) -> Result<Option<Response>> {
    let Some(email) = link.ticket.email.clone().map(Email::stored) else { return Ok(None) };
    let (browser, cookie) = visitor.known_by(app);
    let proved = (&email, link.ticket.comment);
    let done =
        app.store.prove_address(&link.token, proved, &browser, app.chance(), app.now()).await?;
    let to = if link.ticket.comment.is_some() { "/confirmed" } else { "/my-comments" };
    Ok(done.then(|| remembering(see_other(to), app, cookie)))
}

/// Starts following the article, if it is public.
async fn follow(app: &App, link: &Link) -> Result<Option<Response>> {
    let (Some(article), Some(email)) = (link.ticket.article, link.ticket.email.clone()) else {
        return Ok(None);
    };
    let Some(followed) = app.store.readable_article(article, app.now()).await? else {
        return Ok(None);
    };
    let who = (article, &Email::stored(email));
    let done = app.store.confirm_follow(&link.token, who, app.chance(), app.now()).await?;
    Ok(done.then(|| see_other(&format!("/articles/{}/follow?done=on", followed.slug.as_str()))))
}

/// Handles GET `/confirmed`: reports success.
pub(in crate::web) async fn confirmed(State(app): State<App>) -> Response {
    let shell = Shell::plain(&app, Section::Elsewhere);
    FormPage::new(app.lang(), shell, "confirmed-heading")
        .say("confirmed")
        .after("confirmed-home", &["/"])
        .ok()
}

fn form_page(app: &App, link: &Link) -> FormPage {
    let (heading, text, button) = match link.ticket.purpose {
        Purpose::Register => {
            ("confirm-register-heading", "confirm-register", "mail-register-button")
        }
        Purpose::Email => ("confirm-email-heading", "confirm-email", "mail-email-button"),
        Purpose::Comment => ("confirm-comment-heading", "confirm-comment", "mail-comment-button"),
        Purpose::Follow => ("follow-heading", "confirm-follow", "mail-follow-button"),
        Purpose::Address
        | Purpose::Reset
        | Purpose::Appeal
        | Purpose::Invitation
        | Purpose::Setup => ("confirm-address-heading", "confirm-address", "mail-proof-button"),
    };
    FormPage::new(app.lang(), Shell::plain(app, Section::Elsewhere), heading)
        .say(text)
        .to(format!("/confirm/{}", link.token.text()))
        .button(button)
}
