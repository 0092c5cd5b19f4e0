//! Log-ins of a member at providers: joining another, and removing one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{go, in_use, targets};
use crate::account::PASSWORD_MAX;
use crate::account::id_token::Person;
use crate::account::login_provider::LoginProvider;
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::store::accounts::{Identity, Joined, JoinedLogin, LoginRemoval, Owner};
use crate::web::accounts::second_factor::{password_error, session_of};
use crate::web::page::{Field, Form, FormPage, Id, Section, Shell, see_other};
use crate::web::session::{Member, Visitor};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    password: String,
}

/// Log-in of a member, as the account page shows it.
pub(in crate::web::accounts) struct LoginView {
    /// Number of the row.
    pub(in crate::web::accounts) id: i64,
    /// Name of the provider, or its issuer if it is no longer among the settings.
    pub(in crate::web::accounts) name: String,
    /// Sentence about when it was joined and used.
    pub(in crate::web::accounts) told: String,
}

/// Handles GET `/account/logins/join/{id}`: asks for the password.
pub(in crate::web) async fn join_form(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
) -> Result<Response> {
    let provider = in_use(&app, id).await?;
    Ok(join_page(&app, &member, &provider).await?.ok())
}

/// Handles POST `/account/logins/join/{id}`: leads to the provider.
pub(in crate::web) async fn join(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let typed: PasswordForm = form.read()?;
    let provider = in_use(&app, id).await?;
    if let Some((status, error)) = unless_known(&app, &member, typed.password).await? {
        let page = join_page(&app, &member, &provider).await?;
        return Ok(page.errors([("password", error)]).answer(status));
    }
    let session = *session_of(&member)?;
    go(&app, &member.visitor, &provider, String::new(), Some(session)).await
}

/// Joins the person who came back from a provider to the account that was logged in when it began.
pub(super) async fn finish(
    app: &App,
    visitor: &Visitor,
    session: &[u8; 32],
    provider: &LoginProvider,
    person: &Person,
) -> Result<Response> {
    let account = visitor.member.clone().filter(|_| visitor.session.as_ref() == Some(session));
    let Some(account) = account else { return Err(Error::SessionEnded) };
    let member = Member { account, visitor: visitor.clone() };
    let owner = Owner { account: member.account.id, session: Some(session) };
    let who = Identity { issuer: &provider.settings.issuer, subject: &person.subject };
    match app.store.join_identity(owner, who, &provider.settings.name, app.now()).await? {
        Joined::Done => {
            tracing::info!(account = owner.account, provider = provider.id, "a log-in was joined");
            Ok(see_other("/account?done=login#logins"))
        }
        Joined::OfAnother => super::join::taken(app, &member).await,
    }
}

/// Handles GET `/account/logins/{id}/remove`: asks for the password.
pub(in crate::web) async fn remove_form(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
) -> Result<Response> {
    Ok(remove_page(&app, &member, id).await?.1.ok())
}

/// Handles POST `/account/logins/{id}/remove`: removes the log-in, unless it is the last way in.
pub(in crate::web) async fn remove(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let typed: PasswordForm = form.read()?;
    let (name, page) = remove_page(&app, &member, id).await?;
    if let Some((status, error)) = unless_known(&app, &member, typed.password).await? {
        return Ok(page.errors([("password", error)]).answer(status));
    }
    match app.store.remove_identity(member.owner(), id, &name, app.now()).await? {
        LoginRemoval::Done => {
            tracing::info!(account = member.account.id, "a log-in was taken away");
            Ok(see_other("/account?done=no-login#logins"))
        }
        LoginRemoval::LastWay => {
            Ok(page.errors([("", "logins-last-way".into())]).answer(StatusCode::CONFLICT))
        }
    }
}

/// Returns the log-ins of a member, and the providers in use that are not among them.
pub(in crate::web::accounts) async fn of_member(
    app: &App,
    member: &Member,
) -> Result<(Vec<LoginView>, Vec<LoginProvider>)> {
    let joined = app.store.joined_logins(member.account.id).await?;
    let providers = app.store.login_providers().await?;
    let views = joined.iter().map(|login| LoginView::new(app, &providers, login)).collect();
    let is_new = |provider: &LoginProvider| {
        provider.settings.is_on
            && joined.iter().all(|login| login.issuer != provider.settings.issuer)
    };
    Ok((views, providers.into_iter().filter(is_new).collect()))
}

impl LoginView {
    fn new(app: &App, providers: &[LoginProvider], login: &JoinedLogin) -> Self {
        let t = app.lang();
        let joined = ("joined", app.calendar.date(login.made_at).into());
        let told = match login.used_at {
            Some(used_at) => {
                t.with("logins-used", &[joined, ("used", app.calendar.date(used_at).into())])
            }
            None => t.with("logins-unused", &[joined]),
        };
        Self { id: login.id, name: name_of(providers, login), told }
    }
}

/// Returns the name of the provider of a log-in.
fn name_of(providers: &[LoginProvider], login: &JoinedLogin) -> String {
    let provider = providers.iter().find(|provider| provider.settings.issuer == login.issuer);
    provider.map_or_else(|| login.issuer.clone(), |provider| provider.settings.name.clone())
}

/// Checks the password of an account that has one; the result is the error.
async fn unless_known(
    app: &App,
    member: &Member,
    typed: String,
) -> Result<Option<(StatusCode, Message)>> {
    if app.store.has_password(member.account.id).await? {
        password_error(app, member, typed).await
    } else {
        Ok(None)
    }
}

async fn join_page(app: &App, member: &Member, provider: &LoginProvider) -> Result<FormPage> {
    let shell = Shell::new(app, Some(&member.account), Section::Elsewhere).await?;
    let page = FormPage::new(app.lang(), shell, "logins-join-heading")
        .with("logins-join-text", &[("provider", provider.settings.name.clone().into())])
        .to(format!("/account/logins/join/{}", provider.id))
        .leading_to(targets([provider]));
    let page = with_password(app, member, page).await?;
    Ok(page.button("logins-join-button").after("logins-back", &["/account#logins"]))
}

/// Returns the name of the provider of a log-in, and the page that asks whether to remove it.
async fn remove_page(app: &App, member: &Member, id: i64) -> Result<(String, FormPage)> {
    let logins = app.store.joined_logins(member.account.id).await?;
    let login = logins.into_iter().find(|login| login.id == id).ok_or(Error::NotFound)?;
    let name = name_of(&app.store.login_providers().await?, &login);
    let shell = Shell::new(app, Some(&member.account), Section::Elsewhere).await?;
    let page = FormPage::new(app.lang(), shell, "logins-remove-heading")
        .with("logins-remove-text", &[("provider", name.as_str().into())])
        .to(format!("/account/logins/{id}/remove"));
    let page = with_password(app, member, page).await?;
    let page = page.danger_button("logins-remove-button", None);
    Ok((name, page.after("logins-back", &["/account#logins"])))
}

/// Adds a field for the password, if the account has one.
async fn with_password(app: &App, member: &Member, page: FormPage) -> Result<FormPage> {
    if !app.store.has_password(member.account.id).await? {
        return Ok(page);
    }
    let password = Field::password("password", "account-password-current", "current-password");
    Ok(page.field(password.hint("account-password-why").max(PASSWORD_MAX)))
}
