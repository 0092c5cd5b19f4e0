//! Acceptance of an invitation to the staff, by a mailed link.
//!
//! A GET changes nothing, because mail scanners open links, and nothing here logs anyone in.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use url::form_urlencoded;

use super::links::{FieldError, spent, too_many};
use crate::account::{Account, Name, PASSWORD_MAX, Password, Role};
use crate::app::App;
use crate::app::rate_limiter::Lane;
use crate::error::Result;
use crate::locale::Message;
use crate::security::token::Token;
use crate::store::accounts::{AccountTaken, Invitation, Owner};
use crate::web::page::{Field, Form, FormPage, Section, Shell, or_wait, see_other};
use crate::web::session::{Visitor, remembering};

#[derive(Default, Deserialize)]
#[serde(default)]
struct AcceptanceForm {
    name: String,
    password: String,
}

/// Valid link, and the account that accepts by it.
struct Invited {
    token: Token,
    invitation: Invitation,
    by: AcceptedBy,
}

/// Way in which an invitation is accepted.
enum AcceptedBy {
    /// A new account, because none has the address.
    NewAccount,
    /// The account with the address, whose owner is logged in.
    Owner(Account),
    /// The account with the address, whose owner has to log in first.
    LoggedOut,
    /// The same, while another account is logged in.
    Other,
}

/// Handles GET `/invitations/{token}`: shows the form or the button.
pub(in crate::web) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response> {
    let Some(invited) = look(&app, &visitor, &link).await? else {
        return Ok(spent(&app, &visitor).await);
    };
    let typed =
        AcceptanceForm { name: invited.invitation.name.to_string(), ..AcceptanceForm::default() };
    Ok(form_page(&app, &invited, &typed).ok())
}

/// Handles POST `/invitations/{token}`: makes the account, or gives the existing one its role.
pub(in crate::web) async fn accept(
    State(app): State<App>,
    visitor: Visitor,
    Path(link): Path<String>,
    form: Form,
) -> Result<Response> {
    let Some(invited) = look(&app, &visitor, &link).await? else {
        return Ok(spent(&app, &visitor).await);
    };
    let done = match &invited.by {
        AcceptedBy::NewAccount => make_account(&app, &visitor, &invited, &form.read()?).await?,
        AcceptedBy::Owner(account) => {
            let owner = Owner { account: account.id, session: visitor.session.as_ref() };
            let accepted =
                app.store.accept_with_account(&invited.token, owner, app.chance(), app.now());
            accepted.await?.map(|role| {
                tracing::info!(account = account.id, "somebody accepted an invitation");
                see_other(start(role))
            })
        }
        AcceptedBy::LoggedOut | AcceptedBy::Other => Some(see_other(&log_in(&invited.token))),
    };
    match done {
        Some(done) => Ok(done),
        None => Ok(spent(&app, &visitor).await),
    }
}

async fn look(app: &App, visitor: &Visitor, link: &str) -> Result<Option<Invited>> {
    let Some(token) = Token::parse(link) else { return Ok(None) };
    let Some(invitation) = app.store.invitation_by(&token, app.now()).await? else {
        return Ok(None);
    };
    let by = match (app.store.account(&invitation.email).await?, &visitor.member) {
        (None, _) => AcceptedBy::NewAccount,
        (Some(account), Some(member)) if account.id == member.id => AcceptedBy::Owner(account),
        (Some(_), Some(_)) => AcceptedBy::Other,
        (Some(_), None) => AcceptedBy::LoggedOut,
    };
    Ok(Some(Invited { token, invitation, by }))
}

/// Makes the account with the name and password of the form.
async fn make_account(
    app: &App,
    visitor: &Visitor,
    invited: &Invited,
    typed: &AcceptanceForm,
) -> Result<Option<Response>> {
    let refuse = |errors: Vec<FieldError>| {
        form_page(app, invited, typed).errors(errors).answer(StatusCode::UNPROCESSABLE_ENTITY)
    };
    let (name, password) = match check(app, invited, typed).await? {
        Ok(checked) => checked,
        Err(errors) => return Ok(Some(refuse(errors))),
    };
    let lane = Lane::Stranger(&visitor.network);
    let hash = match or_wait(app.rate_limiter.hash(lane, password, app.chance()).await)? {
        Ok(hash) => hash,
        Err(wait) => {
            let again = |told| form_page(app, invited, typed).errors([told]);
            return Ok(Some(too_many(app, wait, again)));
        }
    };
    let who = (&name, hash.as_str());
    let made = app.store.accept_with_new_account(&invited.token, who, app.chance(), app.now());
    Ok(match made.await? {
        Ok(Some(account)) => {
            tracing::info!(account, "somebody accepted an invitation");
            // Knowing the browser keeps the log-in apart from attempts by others on this address.
            let (browser, fresh) = visitor.known_by(app);
            app.store.know(account, &browser, app.now()).await?;
            let next = [("done", "registered"), ("next", start(invited.invitation.role))];
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(next).finish();
            Some(remembering(see_other(&format!("/login?{query}")), app, fresh))
        }
        Ok(None) => None,
        Err(AccountTaken::Name) => Some(refuse(vec![("name", "name-taken".into())])),
        // The address got an account meanwhile, with which its owner can accept.
        Err(AccountTaken::Email) => Some(see_other(&log_in(&invited.token))),
    })
}

/// Checks the form. The name may be one that only staff may have, but nobody else's.
async fn check(
    app: &App,
    invited: &Invited,
    typed: &AcceptanceForm,
) -> Result<Result<(Name, Password), Vec<FieldError>>> {
    let name: Result<Name, Message> = match Name::new(&typed.name) {
        Ok(name) => match app.store.whose_name(&name).await? {
            (true, _) => Err("name-taken".into()),
            (false, true) => Err("name-of-staff".into()),
            (false, false) => Ok(name),
        },
        Err(key) => Err(key.into()),
    };
    let about = [typed.name.as_str(), invited.invitation.email.as_str(), &app.name()];
    let password = Password::chosen(typed.password.clone(), &about);
    Ok(match (name, password) {
        (Ok(name), Ok(password)) => Ok((name, password)),
        (name, password) => {
            let errors = [
                name.err().map(|sentence| ("name", sentence)),
                password.err().map(|key| ("password", key.into())),
            ];
            Err(errors.into_iter().flatten().collect())
        }
    })
}

/// Returns the page where the work of a role begins.
fn start(role: Role) -> &'static str {
    if role.may_write() { "/desk" } else { "/moderation" }
}

fn path(token: &Token) -> String {
    format!("/invitations/{}", token.text())
}

/// Returns the address of the log-in that comes back to a link.
fn log_in(token: &Token) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    format!("/login?{}", query.append_pair("next", &path(token)).finish())
}

fn form_page(app: &App, invited: &Invited, typed: &AcceptanceForm) -> FormPage {
    let Invited { token, invitation, by } = invited;
    let t = app.lang();
    let args = [
        ("name", invitation.inviter.as_str().into()),
        ("board", app.name().into()),
        ("role", t.say(invitation.role.label()).into()),
    ];
    let page = FormPage::new(t, Shell::plain(app, Section::LogIn), "invited-heading")
        .with("invited-text", &args);
    match by {
        AcceptedBy::NewAccount => page
            .hint("invited-new")
            .to(path(token))
            .field(
                Field::text("name", "field-name")
                    .hint("invited-name-hint")
                    .value(&typed.name)
                    .auto("name")
                    .max(80),
            )
            .field(
                Field::password("password", "field-password", "new-password")
                    .hint("password-hint")
                    .max(PASSWORD_MAX),
            )
            .button("register-button")
            .after("register-terms", &["/terms", "/privacy"]),
        AcceptedBy::Owner(_) => page.say("invited-owner").to(path(token)).button("invited-button"),
        AcceptedBy::Other => page.say("invited-other").to("/logout").button("menu-log-out"),
        AcceptedBy::LoggedOut => page.linked("invited-log-in", &[&log_in(token)]),
    }
}
