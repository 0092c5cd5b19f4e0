//! The board's own texts: terms, privacy, house rules.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::page::{Page, Section, Shell};
use super::session::Visitor;
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::markup::{self, Html};
use crate::picture;
use crate::text::Text;

#[derive(Template)]
#[template(path = "texts/text.html")]
struct TextPage {
    t: Lang,
    shell: Shell,
    title: String,
    html: Html,
}

/// GET `/terms`.
pub(super) async fn terms(state: State<App>, visitor: Visitor) -> Result<Response> {
    show(&state, &visitor, Text::Terms, Section::Elsewhere).await
}

/// GET `/privacy`.
pub(super) async fn privacy(state: State<App>, visitor: Visitor) -> Result<Response> {
    show(&state, &visitor, Text::Privacy, Section::Elsewhere).await
}

/// GET `/house-rules`.
pub(super) async fn house_rules(state: State<App>, visitor: Visitor) -> Result<Response> {
    show(&state, &visitor, Text::HouseRules, Section::HouseRules).await
}

async fn show(app: &App, visitor: &Visitor, which: Text, section: Section) -> Result<Response> {
    let html = markup::article(&which.body(app.lang(), &app.config.site.name));
    let pictures = app.store.pictures(&picture::numbers_in(&html)).await?;
    let page = TextPage {
        t: app.lang(),
        shell: Shell::new(app, visitor.member.as_ref(), section).await?,
        title: app.lang().say(which.title()),
        html: picture::in_text(&html, &pictures),
    };
    Ok(Page::reading(page, visitor.member.as_ref()).into_response())
}
