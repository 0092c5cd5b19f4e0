//! History of a page that editors made: every version, the changes between two, and restoring one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::super::compare::Comparison;
use super::super::history::{Choice, HistoryPage, PER_PAGE, Save};
use super::super::{Room, shell};
use super::form::Workplace;
use super::wrong;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::articles::{OwnPageVersion, PageSave, PageSaved};
use crate::web::page::{Form, Id, Page, QueryParams, parse_id, see_other};
use crate::web::session::Editor;
use crate::writing::pictures_are_there;

/// GET `/desk/pages/own/{id}/history`: lists the versions and compares two of them.
///
/// The parameters are those of the history of an article.
pub(in crate::web) async fn history(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let current = app.store.own_page(id).await?.ok_or(Error::NotFound)?;
    Ok(Page::personal(page(&app, &editor, &current, &asked).await?).into_response())
}

/// POST `/desk/pages/own/{id}/history`: saves the text of an old version as the newest.
///
/// Responds with 409 if another editor saved the page in the meantime, and with 422 if readers
/// would see a picture that no longer exists.
pub(in crate::web) async fn restore(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let place = Workplace::new(&app, &editor, Some(id)).await?;
    let Some(current) = &place.current else { return Err(Error::NotFound) };
    let choice: Choice = form.read()?;
    let (Some(number), Some(seen)) = (parse_id(&choice.number), parse_id(&choice.version)) else {
        return Err(Error::Invalid("error-form".into()));
    };
    let old = app.store.own_page_version(id, number).await?.ok_or(Error::NotFound)?;
    let restored = current.page.with_words_of(old.page);
    let pictures = app.store.picture_numbers().await?;
    if restored.published
        && let Err(sentence) = pictures_are_there(&restored.body, &pictures)
    {
        return wrong(&place, place.form_of(&restored), vec![("body", sentence)]).await;
    }
    let done = || see_other(&format!("/desk/pages/own/{id}?done=restored#done"));
    if restored == current.page {
        return Ok(done());
    }
    let save = PageSave { page: &restored, places: None, editor: editor.account.id };
    if let PageSaved::Stored(_) = app.store.save_own_page(Some((id, seen)), save, app.now()).await?
    {
        tracing::info!(
            page = id,
            restored = number,
            editor = editor.account.id,
            "an old version of a page was put back"
        );
        return Ok(done());
    }
    let current = app.store.own_page(id).await?.ok_or(Error::NotFound)?;
    let mut page = page(&app, &editor, &current, &QueryParams::default()).await?;
    page.overtaken = Some("text-overtaken-heading");
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}

async fn page(
    app: &App,
    editor: &Editor,
    current: &OwnPageVersion,
    asked: &QueryParams,
) -> Result<HistoryPage> {
    let (id, number) = (current.id, |name| asked.text(name).and_then(parse_id));
    let before = number("before").unwrap_or(i64::MAX);
    let per_page = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let mut versions = app.store.own_page_versions(id, before, PER_PAGE + 1).await?;
    let more = versions.len() > per_page;
    versions.truncate(per_page);
    let to = number("to").unwrap_or(current.number);
    let from = number("from").unwrap_or((to - 1).max(1));
    let (from, to) = (from.min(to), from.max(to));
    let old = app.store.own_page_version(id, from).await?.ok_or(Error::NotFound)?;
    let new = app.store.own_page_version(id, to).await?.ok_or(Error::NotFound)?;
    let comparison =
        if from == to { None } else { Some(Comparison::of_page(app, &old, &new).await?) };
    Ok(HistoryPage {
        t: app.lang(),
        shell: shell(app, editor).await?,
        room: Room::Pages,
        address: format!("/desk/pages/own/{id}"),
        back: "page-history-back",
        title: current.page.title.clone(),
        version: current.number,
        earlier: versions.last().filter(|_| more).map(|version| version.number),
        is_whole: before == i64::MAX,
        rows: versions.into_iter().map(|version| row(app, version)).collect(),
        comparison,
        from,
        to,
        overtaken: None,
    })
}

fn row(app: &App, version: OwnPageVersion) -> Save {
    let state = if version.page.published { "state-published" } else { "state-draft" };
    Save {
        number: version.number,
        title: version.page.title,
        made: app.calendar.date_time(version.made_at),
        machine: app.calendar.machine(version.made_at),
        by: version.made_by,
        readers: app.lang().say(state),
    }
}
