//! History of an article: every saved version, the changes between any two, and restoring one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::compare::Comparison;
use super::page::Workplace;
use super::write::wrong;
use super::{Room, shell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::store::articles::{HistoryLine, Saved, SavedBy, Version};
use crate::text::diff;
use crate::web::page::{Form, Id, Page, QueryParams, Shell, parse_id, see_other};
use crate::web::session::Editor;
use crate::writing::{ArticleContent, pictures_are_there};

/// Number of versions on one page.
pub(super) const PER_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "desk/history.html")]
pub(super) struct HistoryPage {
    pub(super) t: Lang,
    pub(super) shell: Shell,
    pub(super) room: Room,
    /// Address of the form for the text.
    pub(super) address: String,
    /// Message key of the link to that form.
    pub(super) back: &'static str,
    pub(super) title: String,
    pub(super) version: i64,
    pub(super) rows: Vec<Save>,
    pub(super) comparison: Option<Comparison>,
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) earlier: Option<i64>,
    pub(super) is_whole: bool,
    pub(super) overtaken: Option<&'static str>,
}

/// Version in the list.
pub(super) struct Save {
    pub(super) number: i64,
    pub(super) title: String,
    pub(super) made: String,
    pub(super) machine: String,
    pub(super) by: String,
    pub(super) readers: String,
}

/// Version to restore, and the newest that the editor saw.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    pub(super) number: String,
    pub(super) version: String,
}

/// GET `/desk/articles/{id}/history`: lists the versions and compares two of them.
///
/// The parameters `from` and `to` are the numbers of the versions compared, by default the newest
/// and the one before. With `before` the list begins at the version below this number.
pub(in crate::web) async fn history(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let current = app.store.written(id).await?.ok_or(Error::NotFound)?;
    Ok(Page::personal(page(&app, &editor, id, &current, &asked).await?).into_response())
}

/// POST `/desk/articles/{id}/history`: saves the content of an old version as the newest.
///
/// Responds with 409 if another editor saved the article in the meantime, and with 422 if readers
/// would see a picture that no longer exists.
pub(in crate::web) async fn restore(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let current = app.store.written(id).await?.ok_or(Error::NotFound)?;
    let choice: Choice = form.read()?;
    let (Some(number), Some(seen)) = (parse_id(&choice.number), parse_id(&choice.version)) else {
        return Err(Error::Invalid("error-form".into()));
    };
    let old = app.store.version(id, number).await?.ok_or(Error::NotFound)?;
    let there = app.store.picture_numbers().await?;
    let content = seen_by_readers(current.content.with_words_of(old.content), &there);
    if content.published.is_some()
        && let Err(sentence) = pictures_are_there(&content.body, &there)
    {
        let place = Workplace::new(&app, &editor, Some(id)).await?;
        return wrong(
            &place,
            Some(id),
            content.typed(seen, app.calendar.zone()),
            vec![("body", sentence)],
        )
        .await;
    }
    let done = || see_other(&format!("/desk/articles/{id}?done=restored"));
    if content.is_same(&current.content) {
        return Ok(done());
    }
    // An autosaved draft is not part of this save: it stays and is offered again.
    let hand = SavedBy { editor: Some(editor.account.id), offered: Some(0) };
    match app.store.save_content(id, &content, Some(seen), hand, app.now()).await? {
        Saved::Stored(version) => {
            tracing::info!(
                article = id,
                version,
                restored = number,
                editor = editor.account.id,
                "an old version was put back"
            );
            Ok(done())
        }
        Saved::Overtaken | Saved::Taken => {
            let current = app.store.written(id).await?.ok_or(Error::NotFound)?;
            let mut page = page(&app, &editor, id, &current, &QueryParams::default()).await?;
            page.overtaken = Some("write-overtaken-heading");
            Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
        }
    }
}

/// Removes the picture at the head of a version, and its caption, if it no longer exists.
fn seen_by_readers(content: ArticleContent, there: &[i64]) -> ArticleContent {
    let picture = content.picture.filter(|picture| there.contains(picture));
    ArticleContent {
        picture,
        caption: content.caption.clone().filter(|_| picture.is_some()),
        ..content
    }
}

async fn page(
    app: &App,
    editor: &Editor,
    id: i64,
    current: &Version,
    asked: &QueryParams,
) -> Result<HistoryPage> {
    let number = |name| asked.text(name).and_then(parse_id);
    let before = number("before").unwrap_or(i64::MAX);
    let mut lines = app.store.versions(id, before, PER_PAGE + 1).await?;
    let more = lines.len() > usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    lines.truncate(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let to = number("to").unwrap_or(current.number);
    let from = number("from").unwrap_or((to - 1).max(1));
    let (old, new) =
        (app.store.version(id, from.min(to)).await?, app.store.version(id, from.max(to)).await?);
    let comparison = match (old, new) {
        (Some(old), Some(new)) if old.number != new.number => {
            Some(Comparison::new(app, &old, &new).await?)
        }
        (Some(_), Some(_)) => None,
        _ => return Err(Error::NotFound),
    };
    Ok(HistoryPage {
        t: app.lang(),
        shell: shell(app, editor).await?,
        room: Room::Articles,
        address: format!("/desk/articles/{id}"),
        back: "history-back",
        title: current.content.title.clone(),
        version: current.number,
        earlier: lines.last().filter(|_| more).map(|line| line.number),
        is_whole: before == i64::MAX,
        rows: lines.into_iter().map(|line| Save::new(app, line)).collect(),
        comparison,
        from: from.min(to),
        to: from.max(to),
        overtaken: None,
    })
}

impl Save {
    fn new(app: &App, line: HistoryLine) -> Self {
        let t = app.lang();
        Self {
            number: line.number,
            title: line.title,
            made: app.calendar.date_time(line.made_at),
            machine: app.calendar.machine(line.made_at),
            by: line.made_by.unwrap_or_else(|| t.say("history-command-line")),
            readers: match line.published {
                None => t.say("state-draft"),
                Some(moment) if moment > line.made_at => {
                    t.with("write-appears", &[("moment", app.calendar.date_time(moment).into())])
                }
                Some(_) => t.say("state-published"),
            },
        }
    }
}

impl HistoryPage {
    fn name_of(&self, row: &Save) -> String {
        self.t.with("history-version", &[("number", row.number.to_string().into())])
    }

    fn is_current(&self, row: &Save) -> bool {
        row.number == self.version
    }

    fn is_from(&self, row: &Save) -> bool {
        row.number == self.from
    }

    fn is_to(&self, row: &Save) -> bool {
        row.number == self.to
    }
}
