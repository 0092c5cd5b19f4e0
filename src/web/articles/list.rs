//! Lists of articles: later pages of all articles, those of a category, those of an author.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::article::{self, Category, Slug, Teaser};
use crate::cache::invalidation::Topic;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::picture::Place;
use crate::web::page::{
    Cacheable, Page, Pager, QueryParams, Section, Shell, TeaserView, pictures_of,
};
use crate::web::session::Visitor;

#[derive(Template)]
#[template(path = "articles/list.html")]
pub(super) struct ListPage {
    t: Lang,
    shell: Shell,
    /// Line above the heading.
    kicker: Option<String>,
    heading: String,
    articles: Vec<TeaserView>,
    pager: Pager,
}

/// Heading and address of a list.
pub(super) struct Named {
    pub(super) kicker: Option<String>,
    pub(super) heading: String,
    pub(super) address: String,
    pub(super) category: Option<Category>,
}

impl ListPage {
    /// Returns the title of the page: the heading, and the page number after the first page.
    fn title(&self) -> String {
        if self.pager.page == 1 {
            return self.heading.clone();
        }
        format!("{}, {}", self.heading, self.pager.position(&self.t).to_lowercase())
    }
}

/// Handles GET `/categories/{slug}`: lists the articles of a category.
pub(in crate::web) async fn category(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    asked: QueryParams,
    cache: Cacheable,
) -> Result<Response> {
    let page = Box::pin(async {
        let category = app.store.category(&slug).await?.ok_or(Error::NotFound)?;
        let found = app.store.newest_in(&category.slug, asked.page(), app.now()).await?;
        let named = Named {
            kicker: Some(app.lang().say("category-kicker")),
            heading: category.name.clone(),
            address: format!("/categories/{}", category.slug.as_str()),
            category: Some(category),
        };
        list(&app, &visitor, named, asked.page(), found).await
    });
    cache.page(&app, page).await
}

/// Handles GET `/authors/{slug}`: lists the articles of an author.
///
/// An author without published articles has no page.
pub(in crate::web) async fn author(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    asked: QueryParams,
    cache: Cacheable,
) -> Result<Response> {
    let page = Box::pin(async {
        let author = app.store.author(&slug, app.now()).await?.ok_or(Error::NotFound)?;
        let found = app.store.newest_by(author.id, asked.page(), app.now()).await?;
        let named = Named {
            kicker: None,
            heading: app.lang().with("author-heading", &[("name", author.name.into())]),
            address: format!("/authors/{}", slug.as_str()),
            category: None,
        };
        list(&app, &visitor, named, asked.page(), found).await
    });
    cache.page(&app, page).await
}

/// Creates a page of a list from its articles and the total number of articles.
pub(super) async fn list(
    app: &App,
    visitor: &Visitor,
    named: Named,
    page: i64,
    (articles, total): (Vec<Teaser>, i64),
) -> Result<Page<ListPage>> {
    let pager = pager(named.address, page, total)?;
    let pictures = pictures_of(app, &articles).await?;
    let view =
        |article| TeaserView::new(app.lang(), &app.calendar, article, &pictures, Place::List);
    let shell = Shell::new(app, visitor.member.as_ref(), Section::Articles).await?;
    let page = ListPage {
        t: app.lang(),
        shell: shell.in_category(named.category.as_slice()),
        kicker: named.kicker,
        heading: named.heading,
        articles: articles.into_iter().map(view).collect(),
        pager,
    };
    // The page changes when a scheduled article is published.
    let until = app.store.next_publication(app.now()).await?;
    Ok(Page::reading(page, visitor.member.as_ref()).of(Topic::Lists).until(until))
}

/// Creates the pager of a list with `total` articles.
///
/// # Errors
///
/// [`Error::NotFound`] if the page is past the last one.
pub(super) fn pager(address: String, page: i64, total: i64) -> Result<Pager> {
    let pages = (total + article::PER_PAGE - 1) / article::PER_PAGE;
    Pager::new(address, "", page, pages).ok_or(Error::NotFound)
}
