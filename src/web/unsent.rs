//! Page with a form that was sent while logged out, shown after log-in in the same browser.

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

/// Handles GET `/unsent`: shows the stored form, or redirects to the front page if there is none.
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

/// Handles POST `/unsent`: deletes the stored form.
pub(super) async fn drop_form(State(app): State<App>, member: Member) -> Result<Response> {
    if let Some(browser) = &member.visitor.browser {
        app.store.drop_unsent_form(browser).await?;
    }
    Ok(see_other("/"))
}
