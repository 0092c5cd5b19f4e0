//! List of the static pages, and editing of those that every site has, in Markdown.
//!
//! Every version is kept, and changes that another editor saved are shown before they are replaced.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::compare::Comparison;
use super::{ARTICLE_FORM, Room, shell};
use crate::app::App;
use crate::comment::Reason;
use crate::error::{Error, Result};
use crate::locale::{Calendar, Lang, Message};
use crate::markup::{self, Html};
use crate::static_page::{BODY_MAX, StaticPage};
use crate::store::articles::{OwnPageVersion, StaticPageVersion};
use crate::text::diff;
use crate::web::page::{
    FieldErrors, Form, Page, QueryParams, Shell, parse_id, see_other, static_text,
};
use crate::web::session::Editor;
use crate::writing::pictures_are_there;

/// Number of versions that are listed: enough for years.
const VERSIONS: i64 = 100;

#[derive(Template)]
#[template(path = "desk/static_pages.html")]
struct PagesPage {
    t: Lang,
    shell: Shell,
    room: Room,
    texts: Vec<(StaticPage, String)>,
    calendar: Calendar,
    own: Vec<OwnPageVersion>,
    deleted: bool,
}

#[derive(Template)]
#[template(path = "desk/static_page.html")]
struct TextPage {
    t: Lang,
    shell: Shell,
    room: Room,
    text: StaticPage,
    body: String,
    version: i64,
    errors: FieldErrors,
    saved: bool,
    preview: Option<Html>,
    overtaken: Option<String>,
    comparison: Option<Comparison>,
    versions: Vec<(i64, String)>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct StaticPageForm {
    body: String,
    version: String,
    intent: String,
}

/// Static page with its versions, newest first.
struct Workplace<'a> {
    app: &'a App,
    editor: &'a Editor,
    text: StaticPage,
    versions: Vec<StaticPageVersion>,
}

/// GET `/desk/pages`: lists the static pages.
pub(in crate::web) async fn static_pages(
    State(app): State<App>,
    editor: Editor,
    asked: QueryParams,
) -> Result<Response> {
    let mut texts = Vec::new();
    for text in StaticPage::ALL {
        let newest = app.store.static_page_versions(text, 1).await?.pop();
        texts.push((
            text,
            newest.map_or_else(|| app.lang().say("text-shipped"), |version| named(&app, &version)),
        ));
    }
    let page = PagesPage {
        t: app.lang(),
        shell: shell(&app, &editor).await?,
        room: Room::Pages,
        texts,
        calendar: app.calendar.clone(),
        own: app.store.own_pages().await?,
        deleted: asked.text("done") == Some("deleted"),
    };
    Ok(Page::personal(page).into_response())
}

/// GET `/desk/pages/{slug}`: shows the form for a static page.
///
/// The parameter `take` puts the text of an old version in the field, `to` shows what a version
/// changed.
pub(in crate::web) async fn static_page(
    State(app): State<App>,
    editor: Editor,
    Path(code): Path<String>,
    asked: QueryParams,
) -> Result<Response> {
    let place = Workplace::new(&app, &editor, &code).await?;
    let asks = |name| {
        asked.text(name).map(|number| if number == "0" { Some(0) } else { parse_id(number) })
    };
    let body = match asks("take") {
        None => place.body(place.newest()),
        Some(number) => number.and_then(|number| place.body(number)),
    };
    let mut page = place.page(body.ok_or(Error::NotFound)?, Vec::new()).await?;
    page.saved = asked.text("done").is_some();
    if let Some(to) = asks("to") {
        let to = to.filter(|to| *to > 0).ok_or(Error::NotFound)?;
        page.comparison = Some(place.compared(to - 1, to).ok_or(Error::NotFound)?);
    }
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/pages/{slug}`: saves or previews a static page.
///
/// Responds with 422 if the text has an error, and with 409 if another editor saved the page in the
/// meantime.
pub(in crate::web) async fn change_static_page(
    State(app): State<App>,
    editor: Editor,
    Path(code): Path<String>,
    form: Form<ARTICLE_FORM>,
) -> Result<Response> {
    let place = Workplace::new(&app, &editor, &code).await?;
    let typed: StaticPageForm = form.read()?;
    let seen = if typed.version == "0" { Some(0) } else { parse_id(&typed.version) };
    let seen = seen.ok_or(Error::Invalid("error-form".into()))?;
    let body = typed.body.replace("\r\n", "\n").trim().to_owned();
    let done = || see_other(&format!("/desk/pages/{code}?done=saved"));
    // The form was sent twice, or nothing changed.
    if typed.intent != "preview" && place.body(place.newest()).is_some_and(|now| now.trim() == body)
    {
        return Ok(done());
    }
    if seen != place.newest() {
        return overtaken(&place, body, seen).await;
    }
    let errors = check(&place, &body, &app.store.picture_numbers().await?);
    if typed.intent == "preview" || !errors.is_empty() {
        let mut page = place.page(body, errors).await?;
        page.preview = Some(static_text(&app, &page.body).await?);
        let status =
            if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok(Page::personal(page).status(status).into_response());
    }
    if app.store.change_static_page(place.text, seen, &body, editor.account.id, app.now()).await? {
        tracing::info!(
            text = place.text.code(),
            editor = editor.account.id,
            "a text of the board was changed"
        );
        return Ok(done());
    }
    overtaken(&Workplace::new(&app, &editor, &code).await?, body, seen).await
}

/// Responds with 409 and shows what another editor saved in the meantime.
///
/// Saving again replaces it.
async fn overtaken(place: &Workplace<'_>, body: String, seen: i64) -> Result<Response> {
    let t = place.app.lang();
    let mut page = place.page(body, Vec::new()).await?;
    page.overtaken = Some(
        place
            .versions
            .first()
            .map_or_else(|| t.say("text-shipped"), |newest| named(place.app, newest)),
    );
    page.comparison = place.compared(seen, place.newest());
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}

/// Returns the errors of a text.
///
/// Tombstones link to the house rule of their reason, so the house rules must have an anchor for
/// each reason.
fn check(place: &Workplace<'_>, body: &str, pictures: &[i64]) -> Vec<(&'static str, Message)> {
    if body.is_empty() {
        return vec![("body", "text-missing".into())];
    }
    let length = body.chars().count();
    if length > BODY_MAX {
        let over = length - BODY_MAX;
        return vec![("body", Message::with("text-too-long", "count", over))];
    }
    let html = markup::article(body);
    let is_missing =
        |reason: &Reason| !html.as_str().contains(&format!(" id=\"{}\"", reason.code()));
    let missing = Reason::ALL
        .into_iter()
        .filter(|reason| place.text == StaticPage::HouseRules && is_missing(reason));
    let told = |reason: Reason| Message {
        key: "text-anchor-missing",
        args: vec![
            ("anchor", format!("{{#{}}}", reason.code()).into()),
            ("rule", place.app.lang().say(reason.word()).into()),
        ],
    };
    missing
        .map(told)
        .chain(pictures_are_there(body, pictures).err())
        .map(|sentence| ("body", sentence))
        .collect()
}

/// Returns the label of a version, for example "Versie 3, 20 november 2026 om 09:12, door Sanne Verhoef".
fn named(app: &App, version: &StaticPageVersion) -> String {
    let places = [
        ("number", version.version.to_string().into()),
        ("moment", app.calendar.date_time(version.made_at).into()),
        ("name", version.made_by.as_str().into()),
    ];
    app.lang().with("text-version", &places)
}

impl<'a> Workplace<'a> {
    async fn new(app: &'a App, editor: &'a Editor, code: &str) -> Result<Self> {
        let text = StaticPage::from_code(code).ok_or(Error::NotFound)?;
        Ok(Self {
            app,
            editor,
            text,
            versions: app.store.static_page_versions(text, VERSIONS).await?,
        })
    }

    fn newest(&self) -> i64 {
        self.versions.first().map_or(0, |newest| newest.version)
    }

    /// Returns the Markdown of a version; 0 is the text shipped with the program.
    fn body(&self, number: i64) -> Option<String> {
        if number == 0 {
            return Some(self.text.shipped(self.app.lang()).to_owned());
        }
        self.versions
            .iter()
            .find(|version| version.version == number)
            .map(|version| version.body.clone())
    }

    fn compared(&self, old: i64, new: i64) -> Option<Comparison> {
        let (before, after) = (self.body(old)?, self.body(new)?);
        let t = self.app.lang();
        let heading = t.with(
            "compare-heading",
            &[("old", old.to_string().into()), ("new", new.to_string().into())],
        );
        let texts = vec![(t.say(self.text.title()), diff::compare(before.trim(), after.trim()))];
        Some(Comparison { heading, facts: Vec::new(), texts })
    }

    async fn page(&self, body: String, errors: Vec<(&'static str, Message)>) -> Result<TextPage> {
        let t = self.app.lang();
        Ok(TextPage {
            t,
            shell: shell(self.app, self.editor).await?,
            room: Room::Pages,
            text: self.text,
            body,
            version: self.newest(),
            errors: FieldErrors::new(t, errors),
            saved: false,
            preview: None,
            overtaken: None,
            comparison: None,
            versions: self
                .versions
                .iter()
                .map(|version| (version.version, named(self.app, version)))
                .collect(),
        })
    }
}

impl PagesPage {
    fn saved(&self, version: &OwnPageVersion) -> String {
        let places = [
            ("number", version.number.to_string().into()),
            ("moment", self.calendar.date_time(version.made_at).into()),
            ("name", version.made_by.as_str().into()),
        ];
        self.t.with("text-version", &places)
    }
}

impl TextPage {
    fn has_trouble(&self) -> bool {
        self.overtaken.is_some() || !self.errors.is_empty()
    }

    fn is_house_rules(&self) -> bool {
        self.text == StaticPage::HouseRules
    }
}
