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
use crate::legal_facts::{Fact, FactTexts, link};
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
    /// Facts about the publisher that belong to the page.
    facts: Vec<FactView>,
    /// Facts that are missing on the page, for the staff.
    missing: Option<String>,
}

/// Fact about the publisher.
struct FactView {
    label: String,
    lines: Vec<String>,
    link: Option<String>,
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
        let is_staff = visitor.member.as_ref().is_some_and(|account| account.role.may_moderate());
        let shell = Shell::new(app, visitor.member.as_ref(), section).await?;
        let body = app
            .store
            .static_page(which)
            .await?
            .unwrap_or_else(|| which.shipped(app.lang()).to_owned());
        let facts = app.legal_facts().await?;
        let body = static_page::filled(&body, &shell.name, &app.contact().await?);
        let html = markup::article(&body).with_directions();
        let html = markup::typeset(&html, &labels(app.lang())).html;
        let pictures = app.store.pictures(&picture::numbers_in(&html)).await?;
        let html = illustrated(app.lang(), &html, &pictures);
        let page = TextPage {
            t: app.lang(),
            shell,
            title: app.lang().say(which.title()),
            path: which.path(),
            html,
            facts: views(app.lang(), which, &facts.texts),
            missing: is_staff.then(|| missing(app.lang(), which, &facts.texts)).flatten(),
        };
        // The menu can receive another category.
        let until = Some(app.now() + MENU_WITHIN);
        Ok(Page::reading(page, visitor.member.as_ref()).of(Topic::Board).until(until))
    });
    cache.page(app, page).await
}

/// Returns the facts that belong to a page: those for the GDPR to the privacy statement, those for
/// the Digital Services Act to the terms.
fn facts_of(page: StaticPage) -> impl Iterator<Item = Fact> {
    Fact::ALL.into_iter().filter(move |fact| match page {
        StaticPage::Privacy => !fact.is_of_dsa(),
        StaticPage::Terms => fact.is_of_dsa(),
        StaticPage::HouseRules => false,
    })
}

fn views(t: Lang, page: StaticPage, texts: &FactTexts) -> Vec<FactView> {
    let view = |fact: Fact| {
        let text = texts.get(fact)?;
        let is_address = matches!(fact, Fact::Email | Fact::DsaContact);
        Some(FactView {
            label: t.say(fact.label()),
            lines: text.lines().map(str::to_owned).collect(),
            link: link(text).filter(|_| is_address),
        })
    };
    facts_of(page).filter_map(view).collect()
}

/// Returns the names of the facts that are missing on a page, if there are any.
fn missing(t: Lang, page: StaticPage, texts: &FactTexts) -> Option<String> {
    let is_here = |fact: &Fact| facts_of(page).any(|other| other == *fact);
    let names: Vec<String> =
        texts.missing().filter(is_here).map(|fact| t.say(fact.label())).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

impl TextPage {
    fn facts_heading(&self) -> String {
        let is_terms = self.path == StaticPage::Terms.path();
        self.t.say(if is_terms { "facts-terms-heading" } else { "facts-privacy-heading" })
    }
}
