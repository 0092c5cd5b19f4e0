//! Second factors of an account: overview, authenticator app, recovery codes, removal.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::check::Guarded;
use super::passkeys;
use super::pending::Pending;
use crate::account::second_factor::{Qr, Secret, recovery_codes};
use crate::account::{Password, Role};
use crate::app::App;
use crate::app::rate_limiter::Lane;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::{Lang, Message};
use crate::security::encryption::Purpose;
use crate::store::accounts::{Factors, NewCodes};
use crate::web::page::{
    Field, FieldErrors, Form, FormPage, Page, QueryParams, Section, Shell, or_wait, see_other,
    spend,
};
use crate::web::security::{self, Refused};
use crate::web::session::Member;

#[derive(Template)]
#[template(path = "accounts/second_factor.html")]
struct FactorPage {
    t: Lang,
    shell: Shell,
    factors: Factors,
    keys: Vec<Key>,
    passkeys: bool,
    due: bool,
    done: Option<&'static str>,
    failure: Option<&'static str>,
}

/// Passkey as its owner sees it.
struct Key {
    id: i64,
    name: String,
    made: String,
    used: Option<String>,
}

#[derive(Template)]
#[template(path = "accounts/second_confirm.html")]
struct ConfirmPage {
    t: Lang,
    shell: Shell,
    secret: String,
    qr: Option<Qr>,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "accounts/second_codes.html")]
struct CodesPage {
    t: Lang,
    shell: Shell,
    codes: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SecondFactorForm {
    code: String,
    password: String,
}

/// Handles GET `/account/second-factor`: shows the second factors of the account.
pub(in crate::web) async fn overview(
    State(app): State<App>,
    member: Member,
    asked: QueryParams,
) -> Result<Response> {
    let done = match asked.text("done") {
        Some("passkey") => Some("factor-done-passkey"),
        Some("removed") => Some("factor-done-removed"),
        Some("kept") => Some("factor-done-kept"),
        Some("off") => Some("factor-done-off"),
        _ => None,
    };
    let page = FactorPage { done, ..page(&app, &member).await? };
    Ok(Page::personal(page).into_response())
}

/// Handles POST `/account/second-factor/start`: creates a secret for an authenticator app.
///
/// It takes effect once a code confirms it.
pub(in crate::web) async fn start(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: SecondFactorForm = form.read()?;
    let again = guarded("/account/second-factor/start", "identity-app", "factor-app-button");
    if let Some(page) = again.unless_known(&app, &member, &typed.password).await? {
        return Ok(page);
    }
    app.shares_key().await?;
    let secret = Secret::new(app.chance());
    let kept = app.encrypt(Purpose::NewApp, member.account.id, secret.as_bytes())?;
    Pending::Secret.begin(&app, session_of(&member)?, &kept).await?;
    Ok(see_other("/account/second-factor/confirm"))
}

/// Handles GET `/account/second-factor/confirm`: shows the secret and asks for a code.
pub(in crate::web) async fn form(State(app): State<App>, member: Member) -> Result<Response> {
    match waiting(&app, &member).await? {
        Some(secret) => {
            Ok(Page::personal(confirm_page(&app, &member, &secret, None).await?).into_response())
        }
        None => Ok(see_other("/account/second-factor")),
    }
}

/// Handles POST `/account/second-factor/confirm`: stores the secret if the code is right.
pub(in crate::web) async fn confirm(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: SecondFactorForm = form.read()?;
    // A repeated request has the same result as the first one: the codes are shown until confirmed.
    let Some(secret) = waiting(&app, &member).await? else {
        return Ok(see_other("/account/second-factor/codes"));
    };
    let code: String = typed.code.split_whitespace().collect();
    let Some(step) = secret.step_of(&code, app.now()) else {
        let again = confirm_page(&app, &member, &secret, Some("factor-code-wrong")).await?;
        return Ok(Page::personal(again).status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    let session = session_of(&member)?;
    let codes = fresh_codes(&app, &member).await?;
    let kept = app.encrypt(Purpose::App, member.account.id, secret.as_bytes())?;
    if app.store.set_totp(member.owner(), &kept, step, &codes, app.now()).await? {
        tracing::info!(account = member.account.id, "an app was set up as a second factor");
    }
    Pending::Secret.end::<Vec<u8>>(&app, session).await?;
    Ok(see_other("/account/second-factor/codes"))
}

/// Handles GET `/account/second-factor/codes`: shows new recovery codes.
///
/// They are shown only to the session that created them, until it confirms that they were saved.
pub(in crate::web) async fn codes(State(app): State<App>, member: Member) -> Result<Response> {
    let kept: Option<Vec<u8>> = Pending::Codes.look(&app, session_of(&member)?).await?;
    let Some(kept) = kept else { return Ok(see_other("/account/second-factor")) };
    // Their encryption key may have been removed; the member can create new codes.
    let codes = app.secrets.decrypt(Purpose::RecoveryCodes, member.account.id, &kept);
    let Ok(codes) = codes else { return Ok(see_other("/account/second-factor")) };
    let codes = String::from_utf8_lossy(&codes).lines().map(str::to_owned).collect();
    let shell = Shell::new(&app, Some(&member.account), Section::Elsewhere).await?;
    Ok(Page::personal(CodesPage { t: app.lang(), shell, codes }).into_response())
}

/// Handles POST `/account/second-factor/codes`: replaces the recovery codes.
pub(in crate::web) async fn new_codes(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: SecondFactorForm = form.read()?;
    if !app.store.has_second_factor(member.account.id).await? {
        return Ok(see_other("/account/second-factor"));
    }
    let again = guarded("/account/second-factor/codes", "identity-codes", "codes-button");
    if let Some(page) = again.unless_known(&app, &member, &typed.password).await? {
        return Ok(page);
    }
    let codes = fresh_codes(&app, &member).await?;
    app.store.replace_recovery_codes(member.owner(), &codes, app.now()).await?;
    tracing::info!(account = member.account.id, "new recovery codes were made");
    Ok(see_other("/account/second-factor/codes"))
}

/// Handles POST `/account/second-factor/codes/kept`: hides the codes after they were saved.
pub(in crate::web) async fn codes_kept(State(app): State<App>, member: Member) -> Result<Response> {
    Pending::Codes.end::<Vec<u8>>(&app, session_of(&member)?).await?;
    Ok(see_other("/account/second-factor?done=kept"))
}

/// Handles GET `/account/second-factor/off`: asks for the password before the app is removed.
pub(in crate::web) async fn off_form(State(app): State<App>, member: Member) -> Result<Response> {
    Ok(off_sheet(&app, &member).await?.ok())
}

/// Handles POST `/account/second-factor/off`: removes the authenticator app.
pub(in crate::web) async fn off(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: SecondFactorForm = form.read()?;
    if let Some((status, error)) = password_error(&app, &member, typed.password).await? {
        return Ok(off_sheet(&app, &member).await?.errors([("password", error)]).answer(status));
    }
    app.store.drop_totp(member.owner(), app.now()).await?;
    tracing::info!(account = member.account.id, "an app was taken away as a second factor");
    Ok(see_other("/account/second-factor?done=off"))
}

/// Checks the password of a member who is logged in; returns the status and error if it fails.
pub(super) async fn password_error(
    app: &App,
    member: &Member,
    typed: String,
) -> Result<Option<(StatusCode, Message)>> {
    let network = member.visitor.network.as_str();
    let watched = async |what| security::refused(app, what, Some(member.account.id), network).await;
    let account = member.account.id.to_string();
    let actions = [
        (LimitedAction::SecondFactor, member.visitor.network.as_str()),
        (LimitedAction::SecondFactorAccount, account.as_str()),
    ];
    if let Err(wait) = spend(app, &actions).await? {
        watched(Refused::Limit).await;
        let told = Message::with("login-too-many", "wait", app.lang().duration(wait));
        return Ok(Some((StatusCode::TOO_MANY_REQUESTS, told)));
    }
    let hash = app.store.password(member.account.id).await?.ok_or(Error::SessionEnded)?;
    if hash.is_empty() {
        app.rate_limiter.give_back(&actions);
        let told = "account-password-missing".into();
        return Ok(Some((StatusCode::UNPROCESSABLE_ENTITY, told)));
    }
    let lane = Lane::Known(member.account.id, &member.visitor.network);
    match or_wait(app.rate_limiter.verify(lane, Password::attempt(typed), hash).await)? {
        Ok(true) => {}
        Ok(false) => {
            watched(Refused::Password).await;
            return Ok(Some((StatusCode::UNPROCESSABLE_ENTITY, "factor-password-wrong".into())));
        }
        Err(wait) => {
            app.rate_limiter.give_back(&actions);
            let told = Message::with("login-busy", "wait", app.lang().duration(wait));
            return Ok(Some((StatusCode::TOO_MANY_REQUESTS, told)));
        }
    }
    app.rate_limiter.give_back(&actions);
    Ok(None)
}

fn guarded(action: &'static str, why: &'static str, button: &'static str) -> Guarded {
    Guarded { action, why, button, back: ("factor-back", "/account/second-factor"), fields: vec![] }
}

/// Shows the overview again with an error.
pub(super) async fn again(app: &App, member: &Member, failure: &'static str) -> Result<Response> {
    let page = FactorPage { failure: Some(failure), ..page(app, member).await? };
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Returns the session in which a factor is changed.
pub(super) fn session_of(member: &Member) -> Result<&[u8; 32]> {
    member
        .visitor
        .session
        .as_ref()
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("a member without a session")))
}

/// Creates recovery codes, which are shown until their owner confirms that they were saved.
///
/// Does everything that can fail before the caller deletes the old codes.
pub(super) async fn fresh_codes(app: &App, member: &Member) -> Result<NewCodes> {
    app.shares_key().await?;
    let codes = recovery_codes(&app.chance());
    let text = codes.join("\n");
    let kept = app.encrypt(Purpose::RecoveryCodes, member.account.id, text.as_bytes())?;
    let (ceremony, state) = Pending::Codes.row(session_of(member)?, &kept)?;
    Ok(NewCodes { codes, ceremony, state })
}

/// Returns the secret that is being set up.
///
/// Returns `None` if an app is in use: it has to be removed first, which requires the password.
async fn waiting(app: &App, member: &Member) -> Result<Option<Secret>> {
    if app.store.totp(member.account.id).await?.is_some() {
        return Ok(None);
    }
    let kept: Option<Vec<u8>> = Pending::Secret.look(app, session_of(member)?).await?;
    let Some(kept) = kept else { return Ok(None) };
    let secret = app.secrets.decrypt(Purpose::NewApp, member.account.id, &kept);
    Ok(secret.ok().and_then(|secret| Secret::stored(&secret)))
}

async fn page(app: &App, member: &Member) -> Result<FactorPage> {
    let factors = app.store.factors(member.account.id).await?;
    let key = |entry: &crate::store::accounts::PasskeyEntry| Key {
        id: entry.id,
        name: entry.name.clone(),
        made: app.calendar.date(entry.made_at),
        used: entry.used_at.map(|used| app.calendar.date_time(used)),
    };
    Ok(FactorPage {
        t: app.lang(),
        shell: Shell::new(app, Some(&member.account), Section::Elsewhere).await?,
        keys: factors.passkeys.iter().map(key).collect(),
        passkeys: passkeys::are_offered(app),
        due: app.config.guard.staff_2fa && member.account.role >= Role::Moderator && !factors.any(),
        factors,
        done: None,
        failure: None,
    })
}

async fn confirm_page(
    app: &App,
    member: &Member,
    secret: &Secret,
    error: Option<&'static str>,
) -> Result<ConfirmPage> {
    let address = secret.address(&app.name(), member.account.email.as_str());
    let shell = Shell::new(app, Some(&member.account), Section::Elsewhere).await?;
    let (t, qr) = (app.lang(), Qr::of(&address));
    let errors = FieldErrors::new(t, error.map(|key| ("code", key.into())));
    Ok(ConfirmPage { t, shell, secret: secret.text(), qr, errors })
}

async fn off_sheet(app: &App, member: &Member) -> Result<FormPage> {
    let shell = Shell::new(app, Some(&member.account), Section::Elsewhere).await?;
    Ok(FormPage::new(app.lang(), shell, "factor-off-heading")
        .say("factor-off")
        .to("/account/second-factor/off")
        .field(Field::password("password", "field-password", "current-password"))
        .danger_button("factor-off-button", None)
        .after("factor-back", &["/account/second-factor"]))
}
