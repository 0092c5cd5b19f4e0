//! Pages that editors make: writing, publishing and deleting them.
//!
//! Every save is a version. Changes that another editor saved are shown before they are replaced.

mod form;
mod history;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use self::form::Workplace;
use super::ARTICLE_FORM;
use super::compare::Comparison;
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::navigation::Area;
use crate::static_page::OwnPageForm;
use crate::store::articles::{PageSave, PageSaved};
use crate::web::page::{Form, Id, Page, QueryParams, parse_id, see_other};
use crate::web::session::Editor;
use crate::writing::{FieldError, Intent};

pub(in crate::web) use history::{history, restore};

/// Form that deletes a page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DeleteForm {
    /// Not empty if the editor confirmed it.
    sure: String,
}

/// GET `/desk/pages/new`: shows an empty form.
pub(in crate::web) async fn blank(State(app): State<App>, editor: Editor) -> Result<Response> {
    let place = Workplace::new(&app, &editor, None).await?;
    Ok(Page::personal(place.page(OwnPageForm::default(), Vec::new()).await?).into_response())
}

/// POST `/desk/pages/new`: stores a new page, or previews it.
///
/// Responds with 422 if the form has an error.
pub(in crate::web) async fn add(
    State(app): State<App>,
    editor: Editor,
    form: Form<ARTICLE_FORM>,
) -> Result<Response> {
    let place = Workplace::new(&app, &editor, None).await?;
    save_or_show(&place, form.read()?, None).await
}

/// GET `/desk/pages/own/{id}`: shows the form for a page.
pub(in crate::web) async fn open(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let place = Workplace::new(&app, &editor, Some(id)).await?;
    let mut page = place.page(place.stored(), Vec::new()).await?;
    page.is_done(asked.text("done"));
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/pages/own/{id}`: saves, publishes, withdraws or previews a page.
///
/// Responds with 422 if the form has an error, and with 409 if another editor saved or deleted the
/// page in the meantime.
pub(in crate::web) async fn save(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form<ARTICLE_FORM>,
) -> Result<Response> {
    let typed: OwnPageForm = form.read()?;
    if app.store.own_page(id).await?.is_none() && !typed.body.is_empty() {
        return deleted(&app, &editor, typed).await;
    }
    let place = Workplace::new(&app, &editor, Some(id)).await?;
    let seen = parse_id(&typed.version).ok_or(Error::Invalid("error-form".into()))?;
    save_or_show(&place, typed, Some((id, seen))).await
}

/// POST `/desk/pages/own/{id}/delete`: deletes a page that readers do not see.
///
/// Responds with 422 if they see it, and if the editor did not tick that the page may go.
pub(in crate::web) async fn delete(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let typed: DeleteForm = form.read()?;
    let (store, account) = (&app.store, editor.account.id);
    let done = || see_other("/desk/pages?done=deleted#done");
    let Some(current) = store.own_page(id).await? else { return Ok(done()) };
    let error: FieldError = if !current.page.published && typed.sure.is_empty() {
        ("sure", "page-delete-sure-missing".into())
    } else if store.delete_own_page(id, account, app.now()).await? {
        tracing::info!(page = id, editor = account, "a page was deleted");
        return Ok(done());
    } else {
        ("delete", "page-delete-published".into())
    };
    let place = Workplace::new(&app, &editor, Some(id)).await?;
    wrong(&place, place.stored(), vec![error]).await
}

/// Saves the checked form, or shows it again.
async fn save_or_show(
    place: &Workplace<'_>,
    typed: OwnPageForm,
    replaced: Option<(i64, i64)>,
) -> Result<Response> {
    let app = place.app;
    let intent = Intent::from_code(&typed.intent).filter(|intent| *intent != Intent::Schedule);
    let intent = intent.ok_or(Error::Invalid("error-form".into()))?;
    let pictures = app.store.picture_numbers().await?;
    let page = match typed.check(intent, place.is_published(), &pictures) {
        Ok(page) => page,
        Err(errors) => return wrong(place, typed, errors).await,
    };
    if intent == Intent::Preview {
        let mut shown = place.page(typed, Vec::new()).await?;
        shown.preview(app, &page.body).await?;
        return Ok(Page::personal(shown).into_response());
    }
    let places =
        [(Area::Menu, !typed.in_menu.is_empty()), (Area::Footer, !typed.in_footer.is_empty())];
    let done = match intent {
        Intent::Publish => "published",
        Intent::Unpublish => "unpublished",
        _ => "saved",
    };
    // The form was sent twice, or nothing changed.
    if let Some((id, _)) = replaced.filter(|_| place.is_same(&page, places)) {
        return Ok(see_other(&format!("/desk/pages/own/{id}?done={done}#done")));
    }
    let save = PageSave { page: &page, places: Some(places), editor: place.editor.account.id };
    match app.store.save_own_page(replaced, save, app.now()).await? {
        PageSaved::Stored(id) => {
            tracing::info!(page = id, editor = save.editor, done, "a page was saved");
            Ok(see_other(&format!("/desk/pages/own/{id}?done={done}#done")))
        }
        PageSaved::Taken => {
            let taken = Message::with("page-slug-taken", "slug", page.slug.as_str());
            wrong(place, typed, vec![("slug", taken)]).await
        }
        PageSaved::Full(area) => wrong(place, typed, vec![full(area)]).await,
        PageSaved::Overtaken => match replaced {
            Some((id, seen)) => overtaken(place, id, typed, seen).await,
            None => Err(Error::NotFound),
        },
    }
}

/// Returns the error for a menu or a footer without room.
fn full(area: Area) -> FieldError {
    match area {
        Area::Menu => ("in_menu", Message::with("page-menu-full", "max", area.max())),
        Area::Footer => ("in_footer", Message::with("page-footer-full", "max", area.max())),
    }
}

async fn wrong(
    place: &Workplace<'_>,
    typed: OwnPageForm,
    errors: Vec<FieldError>,
) -> Result<Response> {
    let page = place.page(typed, errors).await?;
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Responds with 409 and the form for a new page with what was typed into that of a deleted one.
async fn deleted(app: &App, editor: &Editor, typed: OwnPageForm) -> Result<Response> {
    let place = Workplace::new(app, editor, None).await?;
    let page = place.page(typed, vec![("title", "page-deleted-meanwhile".into())]).await?;
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}

/// Responds with 409 and shows what another editor saved in the meantime.
///
/// Saving again replaces it.
async fn overtaken(
    before: &Workplace<'_>,
    id: i64,
    typed: OwnPageForm,
    seen: i64,
) -> Result<Response> {
    let app = before.app;
    let place = Workplace::new(app, before.editor, Some(id)).await?;
    let mut page = place.page(typed, Vec::new()).await?;
    if let Some(current) = &place.current {
        let comparison = match app.store.own_page_version(id, seen).await? {
            Some(old) => Some(Comparison::of_page(app, &old, current).await?),
            None => None,
        };
        page.is_overtaken(app, current, comparison);
    }
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}
