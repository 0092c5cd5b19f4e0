//! Front page: the newest article, the next ones as cards, the rest as rows, and recent comments.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::list::{Named, list, pager};
use crate::app::App;
use crate::article::{Discussed, Teaser};
use crate::branding::FrontLayout;
use crate::cache::invalidation::Topic;
use crate::comment::{self, Avatar};
use crate::error::Result;
use crate::locale::{Calendar, Lang};
use crate::markup;
use crate::picture::{Picture, Place};
use crate::store::articles::News;
use crate::web::comments::form::author_name;
use crate::web::page::{
    Cacheable, Page, Pager, QueryParams, Section, Shell, TeaserView, pictures_of,
};
use crate::web::session::Visitor;

/// Number of articles shown as cards below the newest one: three rows of two.
const CARDS: usize = 6;
/// Number of characters of a quoted comment: three lines of the side column.
const QUOTED: usize = 110;

#[derive(Template)]
#[template(path = "articles/front.html")]
struct FrontPage {
    t: Lang,
    shell: Shell,
    heading: String,
    lead: Option<TeaserView>,
    cards: Vec<TeaserView>,
    earlier: Vec<TeaserView>,
    latest: Vec<Latest>,
    discussed: Vec<Discussed>,
    pager: Pager,
    /// The board has an administrator, or articles that show that it had one.
    is_set_up: bool,
}

/// One of the latest comments.
struct Latest {
    id: i64,
    name: String,
    avatar: Avatar,
    quote: String,
    lang: Option<&'static str>,
    machine: String,
    moment: String,
    title: String,
}

/// Handles GET `/`: shows the front page, or a list for any later page.
pub(in crate::web) async fn front(
    State(app): State<App>,
    visitor: Visitor,
    asked: QueryParams,
    cache: Cacheable,
) -> Result<Response> {
    if asked.page() == 1 {
        return cache.page(&app, Box::pin(FrontPage::new(&app, &visitor))).await;
    }
    let page = Box::pin(async {
        let found = app.store.newest(asked.page(), app.now()).await?;
        let heading = app.lang().say("front-earlier");
        let named = Named { kicker: None, heading, address: "/".to_owned(), category: None };
        list(&app, &visitor, named, asked.page(), found).await
    });
    cache.page(&app, page).await
}

impl FrontPage {
    async fn new(app: &App, visitor: &Visitor) -> Result<Page<Self>> {
        let (articles, total) = app.store.newest(1, app.now()).await?;
        let pictures = pictures_of(app, &articles).await?;
        let latest = app.store.latest_comments(app.now()).await?;
        let discussed = app.store.most_discussed(app.now()).await?;
        let is_set_up = total > 0 || app.store.has_admin().await?;
        let until = app.store.next_publication(app.now()).await?;
        let t = app.lang();
        let shell = Shell::new(app, visitor.member.as_ref(), Section::Front).await?;
        let (leading, cards) = match shell.branding.front {
            FrontLayout::Lead => (1, CARDS),
            FrontLayout::Rows => (0, 0),
        };
        let mut articles = articles.into_iter();
        let mut views = |many, place| views(app, articles.by_ref().take(many), &pictures, place);
        let page = Self {
            t,
            shell,
            heading: t.say("front-heading"),
            lead: views(leading, Place::Story).pop(),
            cards: views(cards, Place::Card),
            earlier: views(usize::MAX, Place::List),
            latest: latest.into_iter().map(|news| Latest::new(t, &app.calendar, news)).collect(),
            discussed,
            pager: pager("/".to_owned(), 1, total)?,
            is_set_up,
        };
        if !is_set_up {
            // No cache is told when the board gets an administrator.
            return Ok(Page::personal(page).until(Some(app.now())));
        }
        Ok(Page::reading(page, visitor.member.as_ref()).of(Topic::Lists).until(until))
    }

    /// Returns the number of comments on an article in words, for screen readers.
    fn comments(&self, article: &Discussed) -> String {
        self.t.with("teaser-comments", &[("count", article.comments.into())])
    }
}

impl Latest {
    fn new(t: Lang, calendar: &Calendar, News { comment, shown, title }: News) -> Self {
        let quote = markup::excerpt(&comment.html, QUOTED);
        Self {
            id: comment.id,
            name: author_name(t, Some(&comment.author)),
            avatar: comment.author.avatar(),
            lang: comment::language_of(&quote),
            quote,
            machine: calendar.machine(shown),
            moment: calendar.date_time(shown),
            title,
        }
    }
}

fn views(
    app: &App,
    articles: impl Iterator<Item = Teaser>,
    pictures: &[Picture],
    place: Place,
) -> Vec<TeaserView> {
    let view = |article| TeaserView::new(app.lang(), &app.calendar, article, pictures, place);
    articles.map(view).collect()
}
