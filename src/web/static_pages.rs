//! Static pages of the site: terms, privacy and house rules.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::SignedDuration;

use super::page::{Cacheable, Page, Section, Shell, illustrated, labels};
use super::session::Visitor;
use crate::app::App;
use crate::cache::invalidation::Topic;
use crate::error::Result;
use crate::locale::Lang;
use crate::markup::{self, Html};
use crate::picture;
use crate::static_page::{self, StaticPage};

/// Maximum time for which a page is cached, and so the maximum age of its menu.
const MENU_WITHIN: SignedDuration = SignedDuration::from_mins(10);

#[derive(Template)]
#[template(path = "static_pages/text.html")]
struct TextPage {
    t: Lang,
    shell: Shell,
    title: String,
    path: &'static str,
    html: Html,
}

/// Handles GET `/terms`: shows the terms.
pub(super) async fn terms(
    state: State<App>,
    visitor: Visitor,
    cache: Cacheable,
) -> Result<Response> {
    show(&state, &visitor, cache, StaticPage::Terms, Section::Elsewhere).await
}

/// Handles GET `/privacy`: shows the privacy statement.
pub(super) async fn privacy(
    state: State<App>,
    visitor: Visitor,
    cache: Cacheable,
) -> Result<Response> {
    show(&state, &visitor, cache, StaticPage::Privacy, Section::Elsewhere).await
}

/// Handles GET `/house-rules`: shows the house rules.
pub(super) async fn house_rules(
    state: State<App>,
    visitor: Visitor,
    cache: Cacheable,
) -> Result<Response> {
    show(&state, &visitor, cache, StaticPage::HouseRules, Section::HouseRules).await
}

async fn show(
    app: &App,
    visitor: &Visitor,
    cache: Cacheable,
    which: StaticPage,
    section: Section,
) -> Result<Response> {
    let page = Box::pin(async {
        let shell = Shell::new(app, visitor.member.as_ref(), section).await?;
        let body = app
            .store
            .static_page(which)
            .await?
            .unwrap_or_else(|| which.shipped(app.lang()).to_owned());
        let html = markup::article(&static_page::filled(&body, &shell.name, &app.contact()))
            .with_directions();
        let html = markup::typeset(&html, &labels(app.lang())).html;
        let pictures = app.store.pictures(&picture::numbers_in(&html)).await?;
        let html = illustrated(app.lang(), &html, &pictures);
        let page = TextPage {
            t: app.lang(),
            shell,
            title: app.lang().say(which.title()),
            path: which.path(),
            html,
        };
        // The menu can receive another category.
        let until = Some(app.now() + MENU_WITHIN);
        Ok(Page::reading(page, visitor.member.as_ref()).of(Topic::Board).until(until))
    });
    cache.page(app, page).await
}
