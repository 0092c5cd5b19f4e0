//! Static pages of the site: terms, privacy, house rules, and the pages that editors made.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::page::{Cacheable, Page, Section, Shell, moved_permanently, static_text};
use super::session::Visitor;
use crate::app::App;
use crate::article::Slug;
use crate::cache::invalidation::Topic;
use crate::error::{Error, Result};
use crate::legal_facts::{Fact, FactTexts, link};
use crate::locale::Lang;
use crate::markup::{self, Html};
use crate::static_page::{self, StaticPage};

/// Maximum time for which a page is cached, and so the maximum age of its menu.
const MENU_WITHIN: SignedDuration = SignedDuration::from_mins(10);

#[derive(Template)]
#[template(path = "static_pages/text.html")]
struct TextPage {
    t: Lang,
    shell: Shell,
    title: String,
    path: String,
    description: String,
    html: Html,
    /// Facts about the publisher that belong to the page.
    facts: Vec<FactView>,
    /// Facts that are missing on the page, for the staff.
    missing: Option<String>,
    structured_data: Html,
}

/// Fact about the publisher.
struct FactView {
    label: String,
    lines: Vec<String>,
    link: Option<String>,
}

/// Text of a page, before it is rendered.
struct Text {
    title: String,
    path: String,
    description: Option<String>,
    body: String,
    changed: Option<Timestamp>,
    facts: Vec<FactView>,
    missing: Option<String>,
}

/// Handles GET `/terms`: shows the terms.
pub(super) async fn terms(
    state: State<App>,
    visitor: Visitor,
    cache: Cacheable,
) -> Result<Response> {
    show(&state, &visitor, cache, StaticPage::Terms, Section::Terms).await
}

/// Handles GET `/privacy`: shows the privacy statement.
pub(super) async fn privacy(
    state: State<App>,
    visitor: Visitor,
    cache: Cacheable,
) -> Result<Response> {
    show(&state, &visitor, cache, StaticPage::Privacy, Section::Privacy).await
}

/// Handles GET `/house-rules`: shows the house rules.
pub(super) async fn house_rules(
    state: State<App>,
    visitor: Visitor,
    cache: Cacheable,
) -> Result<Response> {
    show(&state, &visitor, cache, StaticPage::HouseRules, Section::HouseRules).await
}

/// Handles GET `/pages/{slug}`: shows a page that editors made.
///
/// An address that the page had before redirects to its present one.
pub(super) async fn own_page(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    cache: Cacheable,
) -> Result<Response> {
    let slug = Slug::parse(&slug).ok_or(Error::NotFound)?;
    let page = Box::pin(async {
        let found = app.store.own_page_at(&slug).await?;
        let found = found.filter(|found| found.page.slug == slug).ok_or(Error::NotFound)?;
        let section = Section::OwnPage(found.id);
        let shell = Shell::new(&app, visitor.member.as_ref(), section).await?;
        let text = Text {
            path: found.page.path(),
            title: found.page.title,
            description: found.page.description,
            body: found.page.body,
            changed: Some(found.made_at),
            facts: Vec::new(),
            missing: None,
        };
        shown(&app, &visitor, shell, text).await
    });
    match cache.page(&app, page).await {
        Err(Error::NotFound) => {
            let moved = app.store.own_page_at(&slug).await?.ok_or(Error::NotFound)?;
            Ok(moved_permanently(&moved.page.path()))
        }
        answer => answer,
    }
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
        let body = app.store.static_page(which).await?;
        let facts = app.legal_facts().await?;
        let text = Text {
            title: app.lang().say(which.title()),
            path: which.path().to_owned(),
            description: None,
            body: body.unwrap_or_else(|| which.shipped(app.lang()).to_owned()),
            changed: None,
            facts: views(app.lang(), which, &facts.texts),
            missing: is_staff.then(|| missing(app.lang(), which, &facts.texts)).flatten(),
        };
        shown(app, visitor, shell, text).await
    });
    cache.page(app, page).await
}

/// Renders the text of a page.
async fn shown(app: &App, visitor: &Visitor, shell: Shell, text: Text) -> Result<Page<TextPage>> {
    let t = app.lang();
    let body = static_page::filled(&text.body, &shell.name, &app.contact().await?);
    let html = static_text(app, &text.body).await?;
    let description = text.description.unwrap_or_else(|| markup::first_paragraph(&body));
    let address = format!("{}{}", shell.public_url, text.path);
    let structured_data = markup::data(&json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": text.title,
        "description": description,
        "dateModified": text.changed.map(|moment| app.calendar.machine(moment)),
        "inLanguage": t.code(),
        "publisher": {
            "@type": "Organization",
            "name": shell.name,
            "url": format!("{}/", shell.public_url),
        },
    }));
    let Text { title, path, facts, missing, .. } = text;
    let page =
        TextPage { t, shell, title, path, description, html, facts, missing, structured_data };
    // The menu can receive another category.
    let until = Some(app.now() + MENU_WITHIN);
    Ok(Page::reading(page, visitor.member.as_ref()).of(Topic::Board).until(until))
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
