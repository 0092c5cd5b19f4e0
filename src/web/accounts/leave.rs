//! Leaving: what stays, what goes, and being sure.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::account::answer;
use super::confirm::knows_password;
use crate::app::App;
use crate::error::Result;
use crate::locale::{Lang, Sentence};
use crate::store::Obstacle;
use crate::web::page::{Form, Page, Section, Shell, see_other};
use crate::web::session::{Member, Visitor, no_session_cookie};

#[derive(Template)]
#[template(path = "accounts/leave.html")]
struct LeavePage {
    t: Lang,
    shell: Shell,
    obstacle: Option<String>,
    sure: bool,
    faults: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "accounts/left.html")]
struct LeftPage {
    t: Lang,
    shell: Shell,
}

#[derive(Deserialize)]
struct Leaving {
    #[serde(default)]
    password: String,
    #[serde(default)]
    sure: String,
}

/// GET `/account/leave`.
pub(in crate::web) async fn form(State(app): State<App>, member: Member) -> Result<Response> {
    let obstacle = app.store.obstacle(&member.account).await?;
    Ok(Page::personal(page(&app, &member, obstacle).await?).into_response())
}

/// POST `/account/leave`.
pub(in crate::web) async fn leave(State(app): State<App>, member: Member, form: Form) -> Result<Response> {
    let typed: Leaving = form.read()?;
    if let Some(obstacle) = app.store.obstacle(&member.account).await? {
        return in_the_way(&app, &member, obstacle).await;
    }
    let sure = typed.sure == "on";
    let check = knows_password(&app, &member, &typed.password).await?;
    let mut faults: Vec<(&'static str, Sentence)> = Vec::new();
    faults.extend(check.fault(&app).map(|sentence| ("password", sentence)));
    faults.extend((!sure).then(|| ("sure", "leave-not-sure".into())));
    if !faults.is_empty() {
        let t = app.lang();
        let faults = faults.iter().map(|(field, sentence)| (*field, t.tell(sentence))).collect();
        let page = LeavePage { faults, sure, ..page(&app, &member, None).await? };
        return Ok(answer(Page::personal(page), check.wait()));
    }
    let word = app.lang().say("former-staff");
    if let Err(obstacle) = app.store.leave(&member.account, &word, app.now()).await? {
        return in_the_way(&app, &member, obstacle).await;
    }
    tracing::info!(account = member.account.id, "somebody left");
    let mut response = see_other("/account/left");
    response.headers_mut().append(header::SET_COOKIE, no_session_cookie(&app));
    Ok(response)
}

/// GET `/account/left`: what happened. It says nothing of anybody, so anybody may read it.
pub(in crate::web) async fn gone(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    let shell = Shell::new(&app, visitor.member.as_ref(), Section::Elsewhere).await?;
    Ok(Page::personal(LeftPage { t: app.lang(), shell }).into_response())
}

async fn in_the_way(app: &App, member: &Member, obstacle: Obstacle) -> Result<Response> {
    Ok(Page::personal(page(app, member, Some(obstacle)).await?).status(StatusCode::CONFLICT).into_response())
}

async fn page(app: &App, member: &Member, obstacle: Option<Obstacle>) -> Result<LeavePage> {
    let t = app.lang();
    let obstacle = obstacle.map(|obstacle| match obstacle {
        Obstacle::LastAdmin => t.say("leave-last-admin"),
        Obstacle::Articles => t.say("leave-articles"),
    });
    let shell = Shell::new(app, member.visitor.member.as_ref(), Section::Elsewhere).await?;
    Ok(LeavePage { t, shell, obstacle, sure: false, faults: Vec::new() })
}

impl LeavePage {
    /// What is wrong with the field of this id.
    fn fault(&self, id: &str) -> Option<&str> {
        self.faults.iter().find(|(field, _)| *field == id).map(|(_, fault)| fault.as_str())
    }
}
