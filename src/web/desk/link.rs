//! Link to a draft, for a colleague.
//!
//! Anyone who has the link can read the article as last saved, without an account, until the link
//! expires.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use serde::Deserialize;

use super::{Room, shell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::security::token::Token;
use crate::store::articles::Version;
use crate::web::page::{FieldErrors, Form, Id, Page, Shell, see_other};
use crate::web::session::Editor;
use crate::writing;

/// Lifetimes of a link, in days; the first one is preselected in the form.
const DAYS: [i64; 3] = [7, 1, 30];

#[derive(Template)]
#[template(path = "desk/link.html")]
struct LinkPage {
    t: Lang,
    shell: Shell,
    room: Room,
    id: i64,
    title: String,
    /// Address at which readers see the article; `None` if it is not published.
    seen_at: Option<String>,
    /// Text with the end of the present link and the editor who made it; `None` without a link.
    there: Option<String>,
    /// New link; it is shown in the response that makes it and never again.
    address: Option<String>,
    errors: FieldErrors,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LinkForm {
    days: String,
}

/// GET `/desk/articles/{id}/link`: shows the form.
pub(in crate::web) async fn link(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
) -> Result<Response> {
    Ok(Page::personal(LinkPage::new(&app, &editor, id).await?).into_response())
}

/// POST `/desk/articles/{id}/link`: makes a link, which is shown once.
///
/// An earlier link to the article becomes invalid. A published article needs no link: the response
/// redirects to the form. Responds with 422 if the number of days is not in `DAYS`.
pub(in crate::web) async fn make_link(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let mut page = LinkPage::new(&app, &editor, id).await?;
    let form: LinkForm = form.read()?;
    let days = form.days.parse().ok().filter(|days| DAYS.contains(days));
    let Some(days) = days else {
        page.errors = FieldErrors::new(page.t, [("days", "draft-link-days-missing".into())]);
        return Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    if page.seen_at.is_some() {
        return Ok(see_other(&page.here()));
    }
    let token = Token::new(app.chance());
    let ends_at = app.now() + SignedDuration::from_hours(24 * days);
    app.store.make_draft_link(id, &token, editor.account.id, ends_at, app.now()).await?;
    tracing::info!(article = id, editor = editor.account.id, "a link to a draft was made");
    let mut page = LinkPage::new(&app, &editor, id).await?;
    page.address = Some(format!("{}/drafts/{}", app.config.public_url, token.text()));
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/articles/{id}/link/withdraw`: ends the link to an article.
pub(in crate::web) async fn withdraw_link(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
) -> Result<Response> {
    app.store.withdraw_draft_link(id, editor.account.id, app.now()).await?;
    tracing::info!(article = id, editor = editor.account.id, "a link to a draft was withdrawn");
    Ok(see_other(&format!("/desk/articles/{id}/link")))
}

impl LinkPage {
    async fn new(app: &App, editor: &Editor, id: i64) -> Result<Self> {
        let Version { content, .. } = app.store.written(id).await?.ok_or(Error::NotFound)?;
        let t = app.lang();
        let there = app.store.draft_link(id, app.now()).await?.map(|link| {
            let places = [
                ("moment", app.calendar.date_time(link.ends_at).into()),
                ("name", link.made_by.into()),
            ];
            t.with("draft-link-there", &places)
        });
        let is_seen = content.state(app.now()) == writing::State::Published;
        Ok(Self {
            t,
            shell: shell(app, editor).await?,
            room: Room::Articles,
            id,
            title: content.title,
            seen_at: is_seen.then(|| format!("/articles/{}", content.slug.as_str())),
            there,
            address: None,
            errors: FieldErrors::default(),
        })
    }

    /// Address of this page.
    fn here(&self) -> String {
        format!("/desk/articles/{}/link", self.id)
    }

    /// Lifetimes to choose from, in days, with their labels.
    fn days(&self) -> Vec<(i64, String)> {
        DAYS.map(|days| (days, self.t.with("draft-link-day", &[("count", days.into())]))).to_vec()
    }
}
