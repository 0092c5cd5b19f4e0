//! A form that its sender sent while logged out: shown again once they are logged in, in the same browser.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::page::{Page, Section, Shell, UnsentForm, see_other, waiting_form};
use super::session::Member;
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;

#[derive(Template)]
#[template(path = "unsent.html")]
struct UnsentPage {
    t: Lang,
    shell: Shell,
    form: UnsentForm,
}

/// GET `/unsent`. Nothing waits for most: they go on to the articles.
pub(super) async fn form(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
) -> Result<Response> {
    let Some(form) = waiting_form(&app, &headers).await? else { return Ok(see_other("/")) };
    let shell = Shell::new(&app, Some(&member.account), Section::Elsewhere).await?;
    let page = UnsentPage { t: app.lang(), shell, form };
    Ok(Page::personal(page).into_response())
}

/// POST `/unsent`: throws the form away.
pub(super) async fn drop_form(State(app): State<App>, member: Member) -> Result<Response> {
    if let Some(browser) = &member.visitor.browser {
        app.store.drop_unsent_form(browser).await?;
    }
    Ok(see_other("/"))
}
