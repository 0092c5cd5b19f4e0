//! Writing of articles.
//!
//! What an editor typed is never lost, and changes that another editor saved are shown before they
//! are replaced.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::ARTICLE_FORM;
use super::compare::Comparison;
use super::page::{Conflict, PreviewPiece, PreviewView, Workplace, WritePage};
use super::picker;
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::store::articles::{Saved, SavedBy, SlugTaken, Version};
use crate::web::page::{Form, Id, Page, QueryParams, parse_id, see_other};
use crate::web::session::Editor;
use crate::writing::{self, ArticleContent, ArticleForm, FieldError, Intent};

/// GET `/desk/articles/new`: shows the form of a new article.
pub(in crate::web) async fn blank(
    State(app): State<App>,
    editor: Editor,
    asked: QueryParams,
) -> Result<Response> {
    show(&Workplace::new(&app, &editor, None).await?, None, &asked).await
}

/// GET `/desk/articles/{id}`: shows the form of an article.
///
/// With the parameter `draft` the fields hold the autosaved draft.
pub(in crate::web) async fn open(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    show(&Workplace::new(&app, &editor, Some(id)).await?, Some(id), &asked).await
}

async fn show(place: &Workplace<'_>, id: Option<i64>, asked: &QueryParams) -> Result<Response> {
    let kept = place.kept(id).await?;
    let takes_up = kept.is_some() && asked.text("draft").is_some();
    let typed = match &kept {
        Some(kept) if takes_up => kept.typed.clone(),
        Some(kept) => {
            ArticleForm { offer: kept.saved_at.as_microsecond().to_string(), ..place.untouched() }
        }
        None => place.untouched(),
    };
    let mut page = place.page(id, typed, Vec::new()).await?;
    page.done = asked.text("done").and_then(|done| DONE.into_iter().find(|known| *known == done));
    page.kept = kept.map(|kept| place.app.calendar.date_time(kept.saved_at));
    page.takes_up = takes_up;
    page.unsaved = takes_up;
    Ok(Page::personal(page).into_response())
}

/// Values of the parameter `done`, which names the action that just succeeded.
const DONE: [&str; 6] =
    ["saved", "published", "scheduled", "unpublished", "restored", "duplicated"];

/// POST `/desk/articles/new`: creates an article.
///
/// Redirects to its form. Responds with 422 if the form has an error or if the address is taken. A
/// form that is sent twice creates one article.
pub(in crate::web) async fn add(
    State(app): State<App>,
    editor: Editor,
    form: Form<ARTICLE_FORM>,
) -> Result<Response> {
    let place = Workplace::new(&app, &editor, None).await?;
    let typed: ArticleForm = form.read()?;
    if typed.intent == "picture" {
        return picker::begin(&place, None, typed).await;
    }
    let intent = Intent::from_code(&typed.intent).ok_or(Error::Invalid("error-form".into()))?;
    if intent == Intent::Preview {
        return previewed(&place, None, typed).await;
    }
    let content = match place.check(&typed, intent) {
        Ok(content) => content,
        Err(errors) => return wrong(&place, None, typed, errors).await,
    };
    match app.store.add_content(&content, hand(&editor, &typed), app.now()).await? {
        Ok(id) => {
            tracing::info!(article = id, editor = editor.account.id, "an article was begun");
            Ok(done(id, intent))
        }
        Err(SlugTaken) => match twin(&app, &editor, &content).await? {
            Some(id) => Ok(done(id, intent)),
            None => wrong(&place, None, typed, vec![slug_taken(&content)]).await,
        },
    }
}

/// POST `/desk/articles/{id}`: saves an article.
///
/// Redirects to its form. Responds with 422 if the form has an error or if the address is taken,
/// and with 409 if another editor saved the article in the meantime.
pub(in crate::web) async fn save(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form<ARTICLE_FORM>,
) -> Result<Response> {
    let place = Workplace::new(&app, &editor, Some(id)).await?;
    let typed: ArticleForm = form.read()?;
    if typed.intent == "picture" {
        return picker::begin(&place, Some(id), typed).await;
    }
    let intent = Intent::from_code(&typed.intent).ok_or(Error::Invalid("error-form".into()))?;
    let seen = parse_id(&typed.version).ok_or(Error::Invalid("error-form".into()))?;
    if intent == Intent::Preview {
        return previewed(&place, Some(id), typed).await;
    }
    let content = place.check(&typed, intent);
    let Some(current) = &place.current else { return Err(Error::NotFound) };
    // The form was sent twice, or nothing changed.
    if content.as_ref().is_ok_and(|content| content.is_same(&current.content)) {
        app.store.discard_draft(editor.account.id, id, typed.offered()).await?;
        return Ok(done(id, intent));
    }
    if seen != current.number {
        return overtaken(&place, id, typed, seen).await;
    }
    let content = match content {
        Ok(content) => content,
        Err(errors) => return wrong(&place, Some(id), typed, errors).await,
    };
    match app.store.save_content(id, &content, Some(seen), hand(&editor, &typed), app.now()).await?
    {
        Saved::Stored(version) => {
            tracing::info!(
                article = id,
                version,
                editor = editor.account.id,
                "an article was saved"
            );
            Ok(done(id, intent))
        }
        Saved::Taken => wrong(&place, Some(id), typed, vec![slug_taken(&content)]).await,
        Saved::Overtaken => {
            overtaken(&Workplace::new(&app, &editor, Some(id)).await?, id, typed, seen).await
        }
    }
}

/// POST `/desk/preview`: renders what was typed as readers would see it, for the script.
pub(in crate::web) async fn preview(
    State(app): State<App>,
    _: Editor,
    form: Form<ARTICLE_FORM>,
) -> Result<Response> {
    let typed: ArticleForm = form.read()?;
    Ok(Page::personal(PreviewPiece { preview: PreviewView::new(&app, &typed).await? })
        .into_response())
}

fn hand(editor: &Editor, typed: &ArticleForm) -> SavedBy {
    SavedBy { editor: Some(editor.account.id), offered: typed.offered() }
}

fn done(id: i64, intent: Intent) -> Response {
    let what = match intent {
        Intent::Save | Intent::Preview => "saved",
        Intent::Publish => "published",
        Intent::Schedule => "scheduled",
        Intent::Unpublish => "unpublished",
    };
    see_other(&format!("/desk/articles/{id}?done={what}"))
}

/// Returns the article that the same editor just created with the same form.
pub(super) async fn twin(
    app: &App,
    editor: &Editor,
    content: &ArticleContent,
) -> Result<Option<i64>> {
    let Some(id) = app.store.article_at(&content.slug).await? else { return Ok(None) };
    let Some(Version { number: 1, content: there, editor: by, .. }) = app.store.written(id).await?
    else {
        return Ok(None);
    };
    // The second request has a later time of publication if the form said "now".
    let is_live = |content: &ArticleContent| content.state(app.now()) == writing::State::Published;
    let published =
        if is_live(content) && is_live(&there) { there.published } else { content.published };
    let is_twin = by == Some(editor.account.id)
        && ArticleContent { published, ..content.clone() }.is_same(&there);
    Ok(is_twin.then_some(id))
}

/// Returns the error for an address that another article has or had.
fn slug_taken(content: &ArticleContent) -> FieldError {
    ("slug", Message::with("write-slug-taken", "slug", content.slug.as_str()))
}

async fn previewed(place: &Workplace<'_>, id: Option<i64>, typed: ArticleForm) -> Result<Response> {
    // Without a script, this is the only request that records the editor's presence.
    if let Some(id) = id {
        let (store, editor) = (&place.app.store, place.editor.account.id);
        store.note_presence(id, editor, place.app.now()).await?;
    }
    let preview = PreviewView::new(place.app, &typed).await?;
    let mut page = place.page(id, typed, Vec::new()).await?;
    page.unsaved = !page.typed.says_the_same(&place.untouched());
    page.preview = Some(preview);
    Ok(Page::personal(page).into_response())
}

pub(super) async fn wrong(
    place: &Workplace<'_>,
    id: Option<i64>,
    typed: ArticleForm,
    errors: Vec<FieldError>,
) -> Result<Response> {
    let page = place.page(id, typed, errors).await?;
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Responds with 409 and shows what another editor saved in the meantime.
///
/// Saving again replaces it.
async fn overtaken(
    place: &Workplace<'_>,
    id: i64,
    typed: ArticleForm,
    seen: i64,
) -> Result<Response> {
    let Some(current) = &place.current else { return Err(Error::NotFound) };
    let t = place.app.lang();
    let comparison = match place.app.store.version(id, seen).await? {
        Some(old) => Some(Comparison::new(place.app, &old, current).await?),
        None => None,
    };
    let name = current.made_by.clone().unwrap_or_else(|| t.say("history-command-line"));
    let ago = place.app.calendar.ago(current.made_at, place.app.now());
    let sentence = t.with("write-overtaken", &[("name", name.into()), ("ago", ago.into())]);
    let mut page: WritePage = place.page(Some(id), typed, Vec::new()).await?;
    page.typed.version = current.number.to_string();
    page.unsaved = true;
    page.conflict = Some(Conflict { sentence, comparison });
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}
