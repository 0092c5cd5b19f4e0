//! Pages of a site: the list of them, their titles, and whether comments are allowed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::form_urlencoded;

use super::site;
use crate::app::App;
use crate::article::{PER_PAGE, TITLE_MAX};
use crate::branding::line;
use crate::error::{Error, Result};
use crate::locale::{Lang, Message};
use crate::sites::Site;
use crate::store::sites::SitePage;
use crate::web::desk::{Room, shell_of};
use crate::web::page::{
    FieldErrors, Form, Id, Page, Pager, QueryParams, Shell, parse_id, see_other,
};
use crate::web::session::Admin;

/// Greatest length of the words of a search in characters.
const WORDS_MAX: usize = 200;

#[derive(Template)]
#[template(path = "desk/site_pages.html")]
struct PagesPage {
    t: Lang,
    shell: Shell,
    room: Room,
    site: Site,
    words: String,
    rows: Vec<Row>,
    pager: Pager,
    errors: FieldErrors,
    saved: bool,
}

/// Page as the list shows it.
struct Row {
    id: i64,
    title: String,
    /// Title as it was typed, if it has an error.
    typed: String,
    url: String,
    comments: String,
    is_open: bool,
    queue: String,
    has_error: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PageForm {
    title: String,
    open: String,
    /// Search and page of the list to return to.
    q: String,
    page: String,
}

/// GET `/desk/sites/{id}`: lists the pages of a site that match the search.
pub(in crate::web) async fn pages(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let words = asked.text("q").unwrap_or_default();
    let mut page = PagesPage::new(&app, &admin, id, words, asked.page()).await?;
    page.saved = asked.text("done").is_some();
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/sites/{id}/pages/{page}`: changes the title of a page, and whether comments are
/// allowed.
///
/// Responds with 422 if the title is missing or too long.
pub(in crate::web) async fn change_page(
    State(app): State<App>,
    admin: Admin,
    Path((site, page)): Path<(String, String)>,
    form: Form,
) -> Result<Response> {
    let (site, id) = parse_id(&site).zip(parse_id(&page)).ok_or(Error::NotFound)?;
    let typed: PageForm = form.read()?;
    let found = app.store.site_page(site, id).await?.ok_or(Error::NotFound)?;
    let title = line(&typed.title, TITLE_MAX, "site-page-title-long")
        .and_then(|title| title.ok_or_else(|| Message::from("site-page-title-missing")));
    let list = parse_id(&typed.page).unwrap_or(1);
    match title {
        Ok(title) => {
            app.store.change_page(id, &title, !typed.open.is_empty(), app.now()).await?;
            tracing::info!(admin = admin.account.id, page = id, "a page of a site was changed");
            let mut address = address(site, &typed.q, list);
            address.push_str(if address.contains('?') { "&" } else { "?" });
            Ok(see_other(&format!("{address}done=saved#page-{id}")))
        }
        Err(error) => {
            let mut page = PagesPage::new(&app, &admin, site, &typed.q, list).await?;
            // The page may stand elsewhere in the list by now.
            if page.rows.iter().all(|row| row.id != id) {
                page.rows.insert(0, Row::new(&app, found));
            }
            for row in page.rows.iter_mut().filter(|row| row.id == id) {
                row.typed.clone_from(&typed.title);
                row.is_open = !typed.open.is_empty();
                row.has_error = true;
            }
            page.errors = FieldErrors::new(page.t, [("title", error)]);
            Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Returns the address of the list with these words, at this page.
fn address(site: i64, words: &str, page: i64) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !words.is_empty() {
        query.append_pair("q", words);
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    match query.finish() {
        query if query.is_empty() => format!("/desk/sites/{site}"),
        query => format!("/desk/sites/{site}?{query}"),
    }
}

impl PagesPage {
    async fn new(app: &App, admin: &Admin, id: i64, words: &str, page: i64) -> Result<Self> {
        let site = site(app, id).await?;
        let words: String = words.chars().take(WORDS_MAX).collect();
        let (found, total) = app.store.site_pages(id, &words, page).await?;
        let pages = (total + PER_PAGE - 1) / PER_PAGE;
        Ok(Self {
            t: app.lang(),
            shell: shell_of(app, &admin.account).await?,
            room: Room::Sites,
            pager: Pager::new(address(id, &words, 1), "", page, pages).ok_or(Error::NotFound)?,
            site,
            words,
            rows: found.into_iter().map(|found| Row::new(app, found)).collect(),
            errors: FieldErrors::default(),
            saved: false,
        })
    }
}

impl Row {
    fn new(app: &App, page: SitePage) -> Self {
        let t = app.lang();
        let comments = match page.visible {
            0 => t.say("teaser-no-comments"),
            count => t.with("teaser-comments", &[("count", count.into())]),
        };
        Self {
            id: page.id,
            typed: page.title.clone(),
            title: page.title,
            url: page.url,
            comments,
            is_open: page.is_open,
            queue: format!("/moderation?article={}", page.slug),
            has_error: false,
        }
    }
}
