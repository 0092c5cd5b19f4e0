//! Autosave of the article form.
//!
//! The text is stored separately from what readers see, until it is saved or discarded.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::ARTICLE_FORM;
use super::page::Workplace;
use crate::app::App;
use crate::error::Result;
use crate::web::page::{Form, Id, Page, see_other};
use crate::web::session::Editor;
use crate::writing::ArticleForm;

/// Status line for the script to show.
#[derive(Template)]
#[template(path = "desk/_autosave.html")]
struct KeptLine {
    said: String,
}

/// POST `/desk/articles/new/draft`: autosaves the form of a new article.
pub(in crate::web) async fn keep_new(
    State(app): State<App>,
    editor: Editor,
    form: Form<ARTICLE_FORM>,
) -> Result<Response> {
    kept(&Workplace::new(&app, &editor, None).await?, None, form.read()?).await
}

/// POST `/desk/articles/{id}/draft`: autosaves the form of an article.
///
/// With the intent `drop` the draft is deleted and the response redirects to the form. A draft that
/// is still offered above the form is not overwritten.
pub(in crate::web) async fn keep(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form<ARTICLE_FORM>,
) -> Result<Response> {
    kept(&Workplace::new(&app, &editor, Some(id)).await?, Some(id), form.read()?).await
}

async fn kept(place: &Workplace<'_>, id: Option<i64>, typed: ArticleForm) -> Result<Response> {
    let (app, editor, article) = (place.app, place.editor.account.id, id.unwrap_or_default());
    if typed.intent == "drop" {
        app.store.discard_draft(editor, article, None).await?;
        return Ok(see_other(
            &id.map_or_else(|| "/desk".to_owned(), |id| format!("/desk/articles/{id}")),
        ));
    }
    if place.offered(id, &typed).await?.is_some() {
        return Ok(
            Page::personal(KeptLine { said: app.lang().say("write-kept-offered") }).into_response()
        );
    }
    if typed.says_the_same(&place.untouched()) || typed == ArticleForm::default() {
        app.store.discard_draft(editor, article, None).await?;
    } else {
        app.store.autosave_draft(editor, article, &typed, app.now()).await?;
    }
    let time = app.calendar.local(app.now()).strftime("%H:%M").to_string();
    let said = app.lang().with("write-kept", &[("time", time.into())]);
    Ok(Page::personal(KeptLine { said }).into_response())
}
