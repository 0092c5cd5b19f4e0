//! Library of pictures for articles: uploading, describing and removing them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::form_urlencoded;

use super::picker::{self, Target};
use super::{Room, shell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::{Lang, Message};
use crate::markup::Html;
use crate::picture::{Alt, CAPTION_MAX, PER_PAGE, Picture, Place, Purpose};
use crate::store::articles::{NewPicture, Use};
use crate::web::page::{
    FieldErrors, Form, Id, Page, Pager, QueryParams, Shell, Upload, Uploaded, see_other,
};
use crate::web::session::Editor;

#[derive(Template)]
#[template(path = "desk/pictures.html")]
struct LibraryPage {
    t: Lang,
    shell: Shell,
    room: Room,
    alt: String,
    caption: String,
    errors: FieldErrors,
    pictures: Vec<Card>,
    pager: Pager,
    /// Search text: words of the description.
    words: String,
    /// Article that a picture is chosen for.
    target: Option<Target>,
}

/// Search text and page of the library, as they were requested.
#[derive(Default)]
struct LibraryFilter {
    page: i64,
    words: String,
    target: Option<Target>,
}

#[derive(Template)]
#[template(path = "desk/picture.html")]
struct PicturePage {
    t: Lang,
    shell: Shell,
    room: Room,
    card: Card,
    alt: String,
    caption: String,
    size: String,
    errors: FieldErrors,
    uses: Vec<Use>,
    refused: bool,
    done: Option<&'static str>,
}

/// Number of characters of a search text that are used: more than anybody types.
const WORDS_MAX: usize = 200;

/// Name of a form field, and its error.
type FieldError = (&'static str, Message);

/// Picture in a list.
struct Card {
    id: i64,
    alt: String,
    markdown: String,
    html: Html,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct PictureForm {
    alt: String,
    caption: String,
}

/// GET `/desk/pictures`: shows one page of the library.
pub(in crate::web) async fn library(
    State(app): State<App>,
    editor: Editor,
    asked: QueryParams,
) -> Result<Response> {
    let filter = LibraryFilter {
        page: asked.page(),
        words: asked.text("q").unwrap_or_default().trim().chars().take(WORDS_MAX).collect(),
        target: Target::asked(&app, &editor, &asked).await?,
    };
    let (typed, errors) = (PictureForm::default(), FieldErrors::default());
    let page = LibraryPage::new(&app, &editor, filter, &typed, errors).await?;
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/pictures`: adds a picture.
///
/// Redirects to the picture, or to the article it was uploaded for. Responds with 413 if the file
/// is too large, and with 422 if the form has an error or if the file is not a usable picture.
pub(in crate::web) async fn add(
    State(app): State<App>,
    editor: Editor,
    upload: Upload,
) -> Result<Response> {
    let mut sent = upload.read()?;
    let typed =
        PictureForm { alt: sent.text("alt").to_owned(), caption: sent.text("caption").to_owned() };
    let article = sent.text("for").to_owned();
    let refuse = async |status, errors: Vec<FieldError>| {
        let errors = FieldErrors::new(app.lang(), errors);
        let target = Target::named(&app, &editor, &article).await?;
        let filter = LibraryFilter { page: 1, target, ..LibraryFilter::default() };
        let page = LibraryPage::new(&app, &editor, filter, &typed, errors).await?;
        Ok(Page::personal(page).status(status).into_response())
    };
    if sent.too_large {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, vec![("file", "picture-too-large".into())])
            .await;
    }
    let ((alt, caption), bytes) = match check(&mut sent, &typed) {
        Ok(checked) => checked,
        Err(errors) => return refuse(StatusCode::UNPROCESSABLE_ENTITY, errors).await,
    };
    let processed = match app.image_processor.process(bytes, Purpose::Article).await? {
        Ok(processed) => processed,
        Err(refusal) => {
            return refuse(StatusCode::UNPROCESSABLE_ENTITY, vec![("file", refusal.key().into())])
                .await;
        }
    };
    let new = NewPicture {
        purpose: Purpose::Article,
        alt: &alt,
        caption: caption.as_deref(),
        made_by: editor.account.id,
        processed: &processed,
    };
    let id = app.store.add_picture(&new, app.now()).await?;
    tracing::info!(picture = id, account = editor.account.id, "a picture was added");
    match Target::named(&app, &editor, &article).await? {
        Some(target) => picker::put(&app, &editor, &target, id).await,
        None => Ok(see_other(&format!("/desk/pictures/{id}?done=added"))),
    }
}

/// GET `/desk/pictures/{id}`: shows a picture and the articles that use it.
pub(in crate::web) async fn one(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let done = match asked.text("done") {
        Some("added") => Some("picture-added"),
        Some("described") => Some("picture-described"),
        _ => None,
    };
    let page = PicturePage { done, ..PicturePage::new(&app, &editor, id).await? };
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/pictures/{id}`: changes the description and the caption.
pub(in crate::web) async fn describe(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let mut page = PicturePage::new(&app, &editor, id).await?;
    let typed: PictureForm = form.read()?;
    match words(&typed) {
        Ok((alt, caption)) => {
            app.store.describe_picture(id, &alt, caption.as_deref()).await?;
            Ok(see_other(&format!("/desk/pictures/{id}?done=described")))
        }
        Err(errors) => {
            page.errors = FieldErrors::new(page.t, errors);
            (page.alt, page.caption) = (typed.alt, typed.caption);
            Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// POST `/desk/pictures/{id}/remove`: removes a picture from the library.
///
/// Responds with 409 if an article or an own page uses it. A picture that was removed before is no error.
pub(in crate::web) async fn remove(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
) -> Result<Response> {
    let uses = app.store.remove_picture(id).await?;
    if uses.is_empty() {
        tracing::info!(picture = id, account = editor.account.id, "a picture was removed");
        return Ok(see_other("/desk/pictures"));
    }
    let page = PicturePage { refused: true, uses, ..PicturePage::new(&app, &editor, id).await? };
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}

/// Texts of a picture: its description, and its caption if it has one.
type Words = (Alt, Option<String>);

/// Returns the texts and the file, or all errors of the form.
fn check(sent: &mut Uploaded, typed: &PictureForm) -> Result<(Words, Vec<u8>), Vec<FieldError>> {
    let file = sent.file.take().ok_or("picture-file-missing");
    match (words(typed), file) {
        (Ok(words), Ok(file)) => Ok((words, file)),
        (words, file) => {
            let mut errors = words.err().unwrap_or_default();
            // Browsers do not keep the chosen file when a form is shown again.
            errors.push(("file", file.err().unwrap_or("picture-again").into()));
            Err(errors)
        }
    }
}

/// Returns the texts, or all errors in them.
fn words(typed: &PictureForm) -> Result<Words, Vec<FieldError>> {
    let caption = typed.caption.split_whitespace().collect::<Vec<_>>().join(" ");
    let excess = caption.chars().count().saturating_sub(CAPTION_MAX);
    let is_long = (excess > 0).then(|| Message {
        key: "write-caption-long",
        args: vec![("max", CAPTION_MAX.into()), ("count", excess.into())],
    });
    match (Alt::new(&typed.alt), is_long) {
        (Ok(alt), None) => Ok((alt, Some(caption).filter(|caption| !caption.is_empty()))),
        (alt, is_long) => Err([
            alt.err().map(|key| ("alt", Message::from(key))),
            is_long.map(|sentence| ("caption", sentence)),
        ]
        .into_iter()
        .flatten()
        .collect()),
    }
}

impl LibraryPage {
    async fn new(
        app: &App,
        editor: &Editor,
        filter: LibraryFilter,
        typed: &PictureForm,
        errors: FieldErrors,
    ) -> Result<Self> {
        let (pictures, total) = found(app, &filter).await?;
        let pages = (total + PER_PAGE - 1) / PER_PAGE;
        let pager = Pager::new(filter.address(), "", filter.page, pages).ok_or(Error::NotFound)?;
        Ok(Self {
            t: app.lang(),
            shell: shell(app, editor).await?,
            room: Room::Pictures,
            alt: typed.alt.clone(),
            caption: typed.caption.clone(),
            errors,
            pictures: pictures.iter().map(Card::new).collect::<Result<_>>()?,
            pager,
            words: filter.words,
            target: filter.target,
        })
    }

    fn heading(&self) -> String {
        match &self.target {
            None => self.t.say("pictures-heading"),
            Some(target) if target.title.trim().is_empty() => self.t.say("picker-for-untitled"),
            Some(target) => self.t.with("picker-for", &[("title", target.title.as_str().into())]),
        }
    }
}

impl LibraryFilter {
    /// Address of the first page of the library with this filter.
    fn address(&self) -> String {
        let article = self.target.as_ref().map(Target::code);
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(article.map(|code| ("for", code)))
            .extend_pairs(Some(("q", &self.words)).filter(|(_, words)| !words.is_empty()))
            .finish();
        let joint = if query.is_empty() { "" } else { "?" };
        format!("/desk/pictures{joint}{query}")
    }
}

/// Returns one page of the pictures that match, newest first, and their total number.
///
/// A picture matches if its description contains all the words.
async fn found(app: &App, filter: &LibraryFilter) -> Result<(Vec<Picture>, i64)> {
    if filter.words.is_empty() {
        return app.store.library(filter.page).await;
    }
    let words: Vec<String> =
        filter.words.to_lowercase().split_whitespace().map(Into::into).collect();
    let ids: Vec<i64> = app
        .store
        .picture_names()
        .await?
        .into_iter()
        .filter(|(_, alt)| {
            let alt = alt.to_lowercase();
            words.iter().all(|word| alt.contains(word))
        })
        .map(|(id, _)| id)
        .collect();
    let total = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let per_page = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let before = usize::try_from(filter.page - 1).unwrap_or_default().saturating_mul(per_page);
    let shown: Vec<i64> = ids.into_iter().skip(before).take(per_page).collect();
    Ok((app.store.pictures(&shown).await?, total))
}

impl PicturePage {
    async fn new(app: &App, editor: &Editor, id: i64) -> Result<Self> {
        if !app.store.is_in_library(id).await? {
            return Err(Error::NotFound);
        }
        let picture = app.store.picture(id).await?.ok_or(Error::NotFound)?;
        let largest = picture
            .largest()
            .map(|size| [("width", size.width.into()), ("height", size.height.into())]);
        Ok(Self {
            t: app.lang(),
            shell: shell(app, editor).await?,
            room: Room::Pictures,
            alt: picture.alt.clone(),
            caption: picture.caption.clone().unwrap_or_default(),
            size: largest
                .map(|places| app.lang().with("picture-size", &places))
                .unwrap_or_default(),
            card: Card::placed(&picture, Place::Text)?,
            errors: FieldErrors::default(),
            uses: app.store.picture_uses(id).await?,
            refused: false,
            done: None,
        })
    }
}

impl Card {
    fn new(picture: &Picture) -> Result<Self> {
        Self::placed(picture, Place::Desk)
    }

    fn placed(picture: &Picture, place: Place) -> Result<Self> {
        let html = picture.html(place, None).map_err(anyhow::Error::new)?;
        Ok(Self { id: picture.id, alt: picture.alt.clone(), markdown: picture.markdown(), html })
    }
}
