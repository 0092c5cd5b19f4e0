//! Notes that moderators write for each other.
//!
//! They are shown beside a case and on the page of an author, and written in a form of one field.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::shell;
use crate::account::Scope;
use crate::app::App;
use crate::error::{Error, Result};
use crate::moderation::{self, NoteAbout};
use crate::store::moderation::Note;
use crate::web::page::{Field, Form, FormPage, Id, NextPath, see_other};
use crate::web::session::Moderator;

/// Note as a page shows it.
pub(super) struct NoteView {
    pub(super) body: String,
    pub(super) made: String,
}

/// Fields of the note form, as they were sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NoteForm {
    about: String,
    note: String,
    next: NextPath,
}

/// Returns the notes about a case, or about its author.
pub(in crate::web::moderation) async fn views(
    app: &App,
    scope: Scope,
    comment: i64,
    about: NoteAbout,
) -> Result<Vec<NoteView>> {
    let notes = app.store.notes(scope, comment, about).await?;
    Ok(notes.into_iter().map(|note| NoteView::new(app, note)).collect())
}

/// POST `/moderation/comments/{id}/notes`: adds a note.
///
/// Redirects to the address in `next`, by default the case. Responds with 422 if the note is empty
/// or too long.
pub(in crate::web) async fn add_note(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    app.store.comment_within(moderator.scope(), id).await?.ok_or(Error::NotFound)?;
    let typed: NoteForm = form.read()?;
    let about = NoteAbout::from_code(&typed.about).unwrap_or(NoteAbout::Case);
    let body = moderation::note(&typed.note).and_then(|note| note.ok_or("note-missing"));
    let body = match body {
        Ok(body) => body,
        Err(key) => return again(&app, &moderator, (id, about), &typed, key).await,
    };
    let (scope, note) = (moderator.scope(), (moderator.account.id, body.as_str()));
    app.store.add_note(scope, id, about, note, app.now()).await?;
    Ok(see_other(&typed.next.path_or(&app, &format!("/moderation/comments/{id}"))))
}

/// Responds with 422: the form on its own, with the error and the text as it was sent.
async fn again(
    app: &App,
    moderator: &Moderator,
    (id, about): (i64, NoteAbout),
    typed: &NoteForm,
    key: &'static str,
) -> Result<Response> {
    let field =
        Field::text("note", "note-label").value(typed.note.as_str()).max(moderation::NOTE_MAX);
    Ok(FormPage::new(app.lang(), shell(app, moderator).await?, "notes-heading")
        .to(format!("/moderation/comments/{id}/notes"))
        .field(Field::hidden("about", about.code()))
        .field(Field::hidden("next", typed.next.as_typed()))
        .field(field)
        .errors([("note", key.into())])
        .button("note-add")
        .answer(StatusCode::UNPROCESSABLE_ENTITY))
}

impl NoteView {
    fn new(app: &App, note: Note) -> Self {
        let made = app.lang().with(
            "note-made",
            &[
                ("moderator", note.moderator.into()),
                ("moment", app.calendar.date_time(note.made_at).into()),
            ],
        );
        Self { body: note.body, made }
    }
}
