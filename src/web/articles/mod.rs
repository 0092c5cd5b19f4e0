//! Articles: the lists, an article with its discussion, and answering it.

mod again;
mod answer;
mod card;
mod comment;
mod draft;
mod facts;
mod form;
mod hold;
mod limits;
mod moved;
mod read;
mod refusal;
mod reply;
mod share;

use askama::Template;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use jiff::Timestamp;

use super::page::{Asked, Keep, Page, Pager, Section, Shell};
use super::session::Visitor;
use crate::app::App;
use crate::article::{self, Category, Slug, Teaser};
use crate::error::{Error, Result};
use crate::generation::Topic;
use crate::locale::{Calendar, Lang};
use crate::markup::Html;
use crate::picture::{Picture, Place};

pub(super) use answer::answer;
pub(super) use card::card;
pub(super) use draft::draft;
pub(super) use moved::moved;
pub(super) use read::{labels, read};
pub(super) use reply::reply;
pub(super) use share::{ask as ask_instance, share};

#[derive(Template)]
#[template(path = "articles/list.html")]
struct ListPage {
    t: Lang,
    shell: Shell,
    calendar: Calendar,
    heading: String,
    articles: Vec<Teaser>,
    pictures: Vec<Picture>,
    pager: Pager,
}

impl ListPage {
    fn date(&self, moment: &Timestamp) -> String {
        self.calendar.date(*moment)
    }

    fn machine(&self, moment: &Timestamp) -> String {
        self.calendar.machine(*moment)
    }

    fn picture(&self, article: &Teaser) -> Option<Html> {
        let picture = self.pictures.iter().find(|picture| article.picture == Some(picture.id))?;
        picture.html(Place::List, None).ok()
    }

    fn comments(&self, article: &Teaser) -> String {
        match article.comments {
            0 => self.t.say("teaser-no-comments"),
            count => self.t.with("teaser-comments", &[("count", count.into())]),
        }
    }
}

/// GET `/`.
pub(super) async fn front(
    State(app): State<App>,
    visitor: Visitor,
    asked: Asked,
    keep: Keep,
) -> Result<Response> {
    let page = Box::pin(async {
        let (articles, total) = app.store.newest(asked.page(), app.now()).await?;
        let heading = app.lang().say("front-heading");
        list(&app, &visitor, heading, "/".to_owned(), articles, (asked.page(), total)).await
    });
    keep.page(&app, page).await
}

/// GET `/categories/{slug}`.
pub(super) async fn category(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    asked: Asked,
    keep: Keep,
) -> Result<Response> {
    let page = Box::pin(async {
        let Category { slug, name } = app.store.category(&slug).await?.ok_or(Error::NotFound)?;
        let (articles, total) = app.store.newest_in(&slug, asked.page(), app.now()).await?;
        list(
            &app,
            &visitor,
            name,
            format!("/categories/{}", slug.as_str()),
            articles,
            (asked.page(), total),
        )
        .await
    });
    keep.page(&app, page).await
}

/// GET `/authors/{slug}`: what somebody published. Who published nothing has no page.
pub(super) async fn author(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    asked: Asked,
    keep: Keep,
) -> Result<Response> {
    let page = Box::pin(async {
        let author = app.store.author(&slug, app.now()).await?.ok_or(Error::NotFound)?;
        let (articles, total) = app.store.newest_by(author.id, asked.page(), app.now()).await?;
        let heading = app.lang().with("author-heading", &[("name", author.name.into())]);
        list(
            &app,
            &visitor,
            heading,
            format!("/authors/{}", slug.as_str()),
            articles,
            (asked.page(), total),
        )
        .await
    });
    keep.page(&app, page).await
}

async fn list(
    app: &App,
    visitor: &Visitor,
    heading: String,
    address: String,
    articles: Vec<Teaser>,
    (page, total): (i64, i64),
) -> Result<Page<ListPage>> {
    let pages = (total + article::PER_PAGE - 1) / article::PER_PAGE;
    let pager = Pager::new(address, "", page, pages).ok_or(Error::NotFound)?;
    let pictures: Vec<i64> = articles.iter().filter_map(|article| article.picture).collect();
    let page = ListPage {
        pictures: app.store.pictures(&pictures).await?,
        t: app.lang(),
        shell: Shell::new(app, visitor.member.as_ref(), Section::Articles).await?,
        calendar: app.calendar.clone(),
        heading,
        articles,
        pager,
    };
    // What is due to appear appears when its time comes.
    let until = app.store.next_publication(app.now()).await?;
    Ok(Page::reading(page, visitor.member.as_ref()).of(Topic::Lists).until(until))
}

impl FromRequestParts<App> for Slug {
    type Rejection = Error;

    /// The first part of the path; what cannot be a slug names nothing.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Path(names) = Path::<Vec<(String, String)>>::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::NotFound)?;
        names.first().and_then(|(_, slug)| Self::parse(slug)).ok_or(Error::NotFound)
    }
}
