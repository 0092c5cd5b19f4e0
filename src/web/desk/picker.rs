//! Choosing a picture for an article without a script.
//!
//! The form is autosaved as a draft, the library shows buttons, and the picture is inserted in that
//! draft.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::page::Workplace;
use super::write;
use crate::app::App;
use crate::error::{Error, Result};
use crate::web::page::{Form, Id, QueryParams, parse_id, see_other};
use crate::web::session::Editor;
use crate::writing::{ArticleForm, with_picture};

/// Article that a picture is chosen for.
pub(super) struct Target {
    id: Option<i64>,
    /// Title of the article as last typed; may be empty.
    pub(super) title: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    picture: String,
}

/// POST `/desk/articles/new/picture`: inserts a picture in the draft of a new article.
pub(in crate::web) async fn insert_new(
    State(app): State<App>,
    editor: Editor,
    form: Form,
) -> Result<Response> {
    chosen(&app, &editor, None, form).await
}

/// POST `/desk/articles/{id}/picture`: inserts a picture in the draft of an article.
pub(in crate::web) async fn insert(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    chosen(&app, &editor, Some(id), form).await
}

async fn chosen(app: &App, editor: &Editor, id: Option<i64>, form: Form) -> Result<Response> {
    let choice: Choice = form.read()?;
    let picture = parse_id(&choice.picture).ok_or(Error::NotFound)?;
    let target = Target { id, title: String::new() };
    put(app, editor, &target, picture).await
}

/// Inserts a picture of the library in the text as this editor last typed it.
///
/// Redirects to the form. Fails with `Error::NotFound` if the picture is not in the library.
pub(super) async fn put(
    app: &App,
    editor: &Editor,
    target: &Target,
    picture: i64,
) -> Result<Response> {
    let place = Workplace::new(app, editor, target.id).await?;
    if !app.store.is_in_library(picture).await? {
        return Err(Error::NotFound);
    }
    let picture = app.store.picture(picture).await?.ok_or(Error::NotFound)?;
    let kept = place.kept(target.id).await?;
    let mut typed = kept.map_or_else(|| place.untouched(), |kept| kept.typed);
    typed.body = with_picture(&typed.body, &picture.markdown());
    let article = target.id.unwrap_or_default();
    app.store.autosave_draft(editor.account.id, article, &typed, app.now()).await?;
    Ok(see_other(&format!("{}?draft=1#body", target.address())))
}

/// Stores what was typed as a draft and redirects to the library.
///
/// A draft that is still offered above the form is not overwritten: then the response is the form
/// with status 422.
pub(super) async fn begin(
    place: &Workplace<'_>,
    id: Option<i64>,
    typed: ArticleForm,
) -> Result<Response> {
    if place.offered(id, &typed).await?.is_some() {
        let errors = vec![("body", "write-picture-offered".into())];
        return write::wrong(place, id, typed, errors).await;
    }
    let (app, editor) = (place.app, place.editor.account.id);
    app.store.autosave_draft(editor, id.unwrap_or_default(), &typed, app.now()).await?;
    Ok(see_other(&format!("/desk/pictures?for={}", code(id))))
}

impl Target {
    /// Returns the article that a form field or a parameter names.
    ///
    /// `name` is a number, `new` for a new article, or empty for none.
    pub(super) async fn named(app: &App, editor: &Editor, name: &str) -> Result<Option<Self>> {
        let id = match name {
            "" => return Ok(None),
            "new" => None,
            name => Some(parse_id(name).ok_or(Error::NotFound)?),
        };
        let place = Workplace::new(app, editor, id).await?;
        let kept = place.kept(id).await?;
        let typed = kept.map_or_else(|| place.untouched(), |kept| kept.typed);
        Ok(Some(Self { id, title: typed.title }))
    }

    /// Returns the article that the parameter `for` names.
    pub(super) async fn asked(
        app: &App,
        editor: &Editor,
        asked: &QueryParams,
    ) -> Result<Option<Self>> {
        Self::named(app, editor, asked.text("for").unwrap_or_default()).await
    }

    /// Value that names the article in an address: its number or `new`.
    pub(super) fn code(&self) -> String {
        code(self.id)
    }

    /// Address of the form of the article.
    pub(super) fn address(&self) -> String {
        format!("/desk/articles/{}", self.code())
    }
}

fn code(id: Option<i64>) -> String {
    id.map_or_else(|| "new".to_owned(), |id| id.to_string())
}
