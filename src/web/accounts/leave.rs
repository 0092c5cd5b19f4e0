//! Deleting one's own account: an explanation, the confirmation and the result.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde::Deserialize;

use super::check::knows_password;
use crate::account::PASSWORD_MAX;
use crate::app::App;
use crate::backup::journal;
use crate::error::Result;
use crate::locale::Message;
use crate::store::accounts::Obstacle;
use crate::web::page::{Field, Form, FormPage, Section, Shell, see_other, too_many_requests};
use crate::web::session::{Member, Visitor, no_session_cookie};

#[derive(Deserialize)]
struct Leaving {
    #[serde(default)]
    password: String,
    #[serde(default)]
    sure: String,
}

/// Handles GET `/account/leave`: shows the form, or the reason for which the account must stay.
pub(in crate::web) async fn form(State(app): State<App>, member: Member) -> Result<Response> {
    let obstacle = app.store.obstacle(&member.account).await?;
    let shell = shell(&app, &member.visitor).await?;
    Ok(match obstacle {
        Some(obstacle) => in_the_way(&app, shell, obstacle).ok(),
        None => form_page(&app, shell, false).ok(),
    })
}

/// Handles POST `/account/leave`: deletes the account after a check of the password.
pub(in crate::web) async fn leave(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: Leaving = form.read()?;
    if let Some(obstacle) = app.store.obstacle(&member.account).await? {
        return Ok(in_the_way(&app, shell(&app, &member.visitor).await?, obstacle)
            .answer(StatusCode::CONFLICT));
    }
    let sure = typed.sure == "on";
    let check = knows_password(&app, &member, &typed.password).await?;
    let mut errors: Vec<(&'static str, Message)> = Vec::new();
    errors.extend(check.error(&app).map(|sentence| ("password", sentence)));
    errors.extend((!sure).then(|| ("sure", "leave-not-sure".into())));
    if !errors.is_empty() {
        let form_page = form_page(&app, shell(&app, &member.visitor).await?, sure).errors(errors);
        let response = form_page.answer(StatusCode::UNPROCESSABLE_ENTITY);
        return Ok(match check.wait() {
            Some(wait) => too_many_requests(response, wait),
            None => response,
        });
    }
    let word = app.lang().say("former-staff");
    if let Err(obstacle) =
        app.store.leave(&member.account, member.visitor.session.as_ref(), &word, app.now()).await?
    {
        return Ok(in_the_way(&app, shell(&app, &member.visitor).await?, obstacle)
            .answer(StatusCode::CONFLICT));
    }
    journal::keep(&app).await;
    tracing::info!(account = member.account.id, "somebody left");
    let mut response = see_other("/account/left");
    response.headers_mut().append(header::SET_COOKIE, no_session_cookie(&app));
    Ok(response)
}

/// Handles GET `/account/left`: confirms the deletion. The page is public and names nobody.
pub(in crate::web) async fn gone(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    let shell = shell(&app, &visitor).await?;
    Ok(FormPage::new(app.lang(), shell, "left-heading")
        .good("left-text")
        .after("left-home", &["/"])
        .ok())
}

async fn shell(app: &App, visitor: &Visitor) -> Result<Shell> {
    Shell::new(app, visitor.member.as_ref(), Section::Elsewhere).await
}

fn in_the_way(app: &App, shell: Shell, obstacle: Obstacle) -> FormPage {
    let key = match obstacle {
        Obstacle::LastAdmin => "leave-last-admin",
        Obstacle::Articles => "leave-articles",
    };
    FormPage::new(app.lang(), shell, "leave-heading")
        .bad(&key.into())
        .after("leave-back", &["/account"])
}

fn form_page(app: &App, shell: Shell, sure: bool) -> FormPage {
    let password = Field::password("password", "account-password-current", "current-password");
    FormPage::new(app.lang(), shell, "leave-heading")
        .say("leave-comments")
        .say("leave-erased")
        .say("leave-work")
        .say("leave-for-good")
        .linked("leave-data-first", &["/account/data.json"])
        .to("/account/leave")
        .field(password.hint("account-password-why").max(PASSWORD_MAX))
        .field(Field::tick("sure", "leave-sure", sure))
        .danger_button("leave-button", None)
        .after("leave-back", &["/account"])
}
